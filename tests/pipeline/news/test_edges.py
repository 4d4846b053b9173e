"""A speaker's name, as a report gives it: with all of its words, and no others."""

from __future__ import annotations

import pytest

import quotes
from quotes.pipeline.news.edges import body_before, body_of_place


def speaker(text: str, opening: str) -> str | None:
    quote = next(quote for quote in quotes.extract(text) if quote.text.startswith(opening))
    return quote.speaker.name if quote.speaker else None


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("Tom Cole", "Park agreed"),
        ("Ines Marlow", "Reed was not there"),
        ("Kofi Brandt", "Vale did not reply"),
        ("Lena Abara", "Quill shrugged"),
        ("Hugo Penn", "Tate left early"),
    ],
)
def test_a_name_ends_with_its_sentence(name: str, after: str) -> None:
    other = after.split()[0]
    text = f"Dana {other} runs the mill. “We won,” said {name}. {after}.\n"
    assert speaker(text, "We won") == name
    text = f"{other} came first and {name} second. “We won,” said {name}. {after}, and left.\n"
    assert speaker(text, "We won") == name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Hawks DL Samuel Rowe", "Samuel Rowe"),
        ("MP Grace Okafor", "Grace Okafor"),
        ("Space Administrator Tim Ballard", "Tim Ballard"),
        ("Chief Executive Officer Jane Poll", "Jane Poll"),
        ("Drummer Nils Orban", "Nils Orban"),
        ("Fire Marshal Bert Lowry", "Bert Lowry"),
        ("Detective Chief Inspector Ruth Vane", "Ruth Vane"),
        ("Wikidata editor-in-chief Runa Solberg", "Runa Solberg"),
        ("Texas Rep. Dana Cole", "Dana Cole"),
    ],
)
def test_what_somebody_is_does_not_belong_to_the_name(source: str, name: str) -> None:
    text = f"The match ended late. “We are glad,” said {source}. “It was close.”\n"
    assert speaker(text, "We are glad") == name
    assert speaker(f"{source} told reporters: “We are glad.” Nobody spoke.\n", "We are") == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Four Birch voters sang. “We won,” Birch said.\n", "Birch"),
        ("Three Marsh aides stood outside. “We won,” Marsh said.\n", "Marsh"),
        ("Both Northair pilots left. “We won,” Northair said.\n", "Northair"),
        ("“We won,” said J. Robert Hollis, a farmer.\n", "J. Robert Hollis"),
        (
            "“We won,” said Miners' Union President K. Owen Strand Jr., who farms.\n",
            "K. Owen Strand Jr.",
        ),
        ("“We won,” Friends of the Library said.\n", "Friends of the Library"),
    ],
)
def test_a_name_is_neither_cut_short_nor_run_on(text: str, name: str) -> None:
    assert speaker(text, "We won") == name


def test_a_bracket_behind_a_body_is_no_part_of_its_name() -> None:
    text = "The British Chambers of Trade (BCT) said it was “alarmed by the noise”. BCT left.\n"
    assert speaker(text, "it was") == "British Chambers of Trade"


def test_an_office_may_have_another_in_its_name() -> None:
    text = "“Controls were weak,” the Office of the Inspector General said.\n"
    assert speaker(text, "Controls") == "Office of the Inspector General"


@pytest.mark.parametrize(
    ("before", "first", "second"),
    [
        ("the ", "Alliance to ", "Save Our Moor"),
        ("by the ", "Joint Committee on ", "Tall Ships"),
        ("The ", "Foundation for ", "Lost Letters"),
        ("", "Coalition against the ", "Toll"),
    ],
)
def test_a_body_read_from_its_second_half_on_is_whole(before: str, first: str, second: str) -> None:
    text = before + first + second
    assert body_before(text, len(before + first)) == len(before)


@pytest.mark.parametrize(
    "text", ["He left for Norhaven", "a lawyer for Norhaven", "Lund of Norhaven"]
)
def test_what_stands_behind_no_body_begins_where_it_was_read(text: str) -> None:
    at = text.index("Norhaven")
    assert body_before(text, at) == at


@pytest.mark.parametrize(
    ("mention", "body"),
    [
        ("Norhaven Lines", "Norhaven Lines"),
        ("Norhaven Lines, the owner", "Norhaven Lines"),
        ("Ulmin Steel Works", "Ulmin Steel Works"),
        ("Skerrow Holdings", "Skerrow Holdings"),
        ("Aldmoor Rovers, which lost,", "Aldmoor Rovers"),
        ("Norhaven Mayor Ada Lund", None),
        ("Norhaven Senator", None),
        ("Norhaven Lines manager Bo Lind", None),
        ("Norhaven, in the north", None),
        ("Norhaven", None),
    ],
)
def test_a_place_may_begin_the_name_of_a_body(mention: str, body: str | None) -> None:
    text = f"{mention} said it was late."
    place = mention.replace(",", " ").split()[0]
    end = body_of_place(text, len(place), len(mention))
    assert (text[:end] if end else None) == body
