"""A clause that a colon ends introduces what follows, and a title is nobody's content."""

from __future__ import annotations

import pytest

import quotes


@pytest.mark.parametrize(
    "clause",
    ["He added", "Mill owner Sven Lott said", "The union's Rosa Dunn replied", "She went on"],
)
def test_a_colon_introduces_what_follows_it_only(clause: str) -> None:
    found = quotes.extract(
        "The weir is “a danger to every boat on the river”, according to warden Iris Poole.\n\n"
        f"“It should have gone years ago.” {clause}: “The council has the money for it.”\n"
    )
    before = next(quote for quote in found if "gone years ago" in quote.text)
    assert before.cue is None or before.cue.text.strip(":") == "according to"
    assert not before.source or before.source.text == "warden Iris Poole"


@pytest.mark.parametrize(
    "sentence",
    [
        "The spot, titled “Harvest,” shows a field in rain.",
        "Her second book, entitled “A Year of Salt,” sold well in the spring.",
        "The form asks what one does, and she picked “Carpenter.”",
    ],
)
def test_a_title_alone_is_no_content(sentence: str) -> None:
    found = quotes.extract(f"The fair opened on Friday.\n\n{sentence}\n")
    assert not [quote for quote in found if quote.text.strip("“”,.").istitle()]


@pytest.mark.parametrize(
    ("clause", "source"),
    [
        ("The last entry, dated Saturday afternoon, reads:", "The last entry"),
        ("The letter, signed by nobody, says:", "The letter"),
        ("The final line of it reads:", "The final line of it"),
        ("A sign above the till warns:", "A sign"),
        ("Her diary, found in a drawer, says:", "Her diary"),
    ],
)
@pytest.mark.parametrize("marks", ["“”", "‘’"])
def test_what_a_clause_before_a_colon_begins_with_says_it(
    clause: str, source: str, marks: str
) -> None:
    found = quotes.extract(
        f"Ada Lund said that the book had survived. {clause} {marks[0]}What a lovely dry church."
        f"{marks[1]}\n"
    )
    quote = next(quote for quote in found if "lovely dry" in quote.text)
    assert quote.source is not None and quote.source.text.startswith(source)
