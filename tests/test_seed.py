"""The first article that ever had to come out right: a scraped news page with its noise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import quotes
from quotes.records import Quote

PRESIDENT = "Volodymyr Zelenskyy"

# (cue, mention, first words of each of the two parts)
DIRECT = [
    ("confirmed", "Zelenskyy", ("We have agreed", "This is something")),
    ("said", "Zelenskyy", ("This category", "But we cannot")),
    ("said", "he", ("A lot has", "And that has")),
    ("said", "he", ("We need an", "We’re now")),
    ("said", "he", ("We don’t have", "Frankly")),
    ("said", "he", ("As soon as", "It used to")),
]
# (cue, words of the content)
INDIRECT = [
    ("announced", "have agreed on the exchange"),
    ("According to", "compiling lists"),
    ("added", "talks have reached"),
    ("emphasized", "lasting peace"),
    ("noting", "similar shifts"),
]


@pytest.fixture(scope="module")
def text(shared: Path) -> str:
    return (shared / "seed-article.txt").read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def found(text: str) -> list[Quote]:
    return list(quotes.extract(text))


def between_marks(text: str, opening: str) -> tuple[int, int]:
    """Where the quotation that begins with `opening` stands, marks excluded."""
    assert text.count(f"“{opening}") == 1
    start = text.index(f"“{opening}") + 1
    return start, text.index("”", start)


def test_six_direct_quotations_with_exact_places(text: str, found: list[Quote]) -> None:
    wanted = [
        (cue, mention, [between_marks(text, opening) for opening in openings])
        for cue, mention, openings in DIRECT
    ]
    got = [
        (str(quote.cue), str(quote.source), [(part.start, part.end) for part in quote.parts])
        for quote in found
        if quote.kind == "direct"
    ]
    assert got == wanted


def test_all_direct_quotations_are_the_presidents(found: list[Quote]) -> None:
    speakers = [str(quote.speaker) for quote in found if quote.kind == "direct"]
    assert speakers == [PRESIDENT] * len(DIRECT)


def test_no_quotation_is_mixed(found: list[Quote]) -> None:
    assert not [quote.text for quote in found if quote.kind == "mixed"]


@pytest.mark.parametrize(("cue", "content"), INDIRECT)
def test_indirect(found: list[Quote], cue: str, content: str) -> None:
    near = [quote for quote in found if quote.kind == "indirect" and content in quote.text]
    assert [quote for quote in near if cue in str(quote.cue) and str(quote.speaker) == PRESIDENT], [
        (str(quote.cue), str(quote.speaker), quote.text) for quote in near
    ]


def test_the_last_is_reported_by_the_secretary(found: list[Quote]) -> None:
    last = max(found, key=lambda quote: quote.start)
    assert (last.kind, str(last.speaker)) == ("indirect", "Rustem Umerov")
    assert "reported" in str(last.cue)


def test_printed_stretches_are_exact(text: str, found: list[Quote]) -> None:
    for quote in found:
        for printed in (*quote.parts, *quote.quoted, quote.cue, quote.source, *quote.chain):
            if printed is not None:
                assert text[printed.start : printed.end] == printed.text


def test_nothing_comes_from_image_file_names(text: str, found: list[Quote]) -> None:
    names = [match.span() for match in re.finditer(r"^-.*\.(?:png|jpg)\)$", text, re.MULTILINE)]
    assert len(names) == 3
    for quote in found:
        for printed in (*quote.parts, *quote.quoted, quote.cue, quote.source, *quote.chain):
            if printed is not None:
                touching = [
                    text[start:end]
                    for start, end in names
                    if printed.start < end and start < printed.end
                ]
                assert not touching, quote.text
