"""“According to its spokesman, Ada Lund, …”: the name is the source's."""

from __future__ import annotations

import pytest
from pages import page_of

from quotes.pipeline.attribution.apposition import with_apposed_names
from quotes.pipeline.attribution.spans import CONTENT, SOURCE, Labelled


def moved(text: str, source: str, content: str) -> tuple[str, str]:
    """Source and content as they were labelled → as printed, once names are where they belong."""
    page = page_of(text)

    def labelled(printed: str, label: int) -> Labelled:
        at = text.index(printed)
        return Labelled(*page.words.range_of(at, at + len(printed)), label, 0.9)

    given = [labelled(source, SOURCE), labelled(content, CONTENT)]
    first, second = with_apposed_names(text, page.words, page.reading, given)
    places = [page.words.characters((one.start, one.end)) for one in (first, second)]
    return text[slice(*places[0])], text[slice(*places[1])]


TEXT = "According to its spokesman, Tomás Areval, 40 painters wait.\n"


@pytest.mark.parametrize(
    "content", ["Tomás Areval, 40 painters wait", ", Tomás Areval, 40 painters wait"]
)
def test_a_name_between_commas_goes_to_the_source_before_it(content: str) -> None:
    assert moved(TEXT, "its spokesman", content) == (
        "its spokesman, Tomás Areval",
        "40 painters wait",
    )


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (TEXT, "its spokesman", "40 painters wait"),
        ("Tomás Areval, 40 painters wait, says its spokesman.", "Tomás Areval", "40 painters wait"),
        ("According to Ada Lund, Tomás Areval waits.", "Ada Lund", "Tomás Areval waits"),
        ("According to its owner, it rains.", "its owner", "it rains"),
    ],
)
def test_what_is_no_name_between_commas_stays(text: str, source: str, content: str) -> None:
    assert moved(text, source, content) == (source, content)


def test_a_content_of_one_comma_stays() -> None:
    assert moved("According to Ada Lund, , it rains.", "Ada Lund", ",") == ("Ada Lund", ",")
