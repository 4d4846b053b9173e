"""A quotation of several paragraphs is one speaker's, as its marks tell."""

from __future__ import annotations

import pytest

import quotes


def said(text: str) -> dict[str, str | None]:
    """By the first word of each quoted stretch: the source, as printed."""
    return {
        part.text.split()[0]: quote.source and quote.source.text
        for quote in quotes.extract(text)
        for part in quote.quoted
    }


LOST = [
    (
        "“The ice came early,” he said. But Arne Toll added: “We have boats enough for that. "
        "“They go out on Friday whatever happens.” The harbour was built in 1901.",
        {"We": "Arne Toll", "They": "Arne Toll"},
    ),
    (
        "“We were slow,” said Ruth Abney. Keeper Jo Marsh said: “It was a cold night for the "
        "crowd. “Singing kept them all warm, I suppose. “Nobody left before the end.” Coach Ben "
        "Ode said: “I am proud of them.”",
        {"We": "Ruth Abney", "Singing": "Keeper Jo Marsh", "Nobody": "Keeper Jo Marsh"},
    ),
    (
        "The mayor closed the school on Monday. “Parents were not asked. “That is what makes "
        "people angry,” said Lena Groth.",
        {"Parents": "Lena Groth", "That": "Lena Groth"},
    ),
]


@pytest.mark.parametrize(("text", "want"), LOST)
def test_a_mark_that_repeats_one_left_open_goes_on_where_the_line_break_is_lost(
    text: str, want: dict[str, str]
) -> None:
    found = said(text + "\n")
    assert {word: found.get(word) for word in want} == want


@pytest.mark.parametrize(
    "behind",
    [
        "She said that was more than the rail company had offered.",
        "Tomas Weber said the line had been losing money for years.",
        "The union's Karl Moss added: “It is a shame.”",
    ],
)
def test_the_last_paragraph_is_not_the_next_clause_s(behind: str) -> None:
    found = said(
        "Ingrid Falk, who runs the line, said: “We carry nine hundred people a day over the pass."
        f"\n\n“Most of them have no car.” {behind}\n"
    )
    assert found["We"] == found["Most"] == "Ingrid Falk, who runs the line,"


def test_each_paragraph_with_a_clause_of_its_own_keeps_it() -> None:
    found = said(
        "“We carry nine hundred people a day over the pass,” Ingrid Falk said. “It is steep.\n\n"
        "“Most of them have no car,” she said.\n"
    )
    assert found == {"We": "Ingrid Falk", "It": "Ingrid Falk", "Most": "she"}


def test_what_lost_its_closing_mark_has_the_narrator_in_it() -> None:
    found = said("“The pass is closed, said Ingrid Falk. “We carry on,” said Tomas Weber.\n")
    assert found["We"] == "Tomas Weber"


def test_a_note_in_brackets_is_nobody_s() -> None:
    found = said(
        "Falk said: “The pass is closed, and it will stay closed.\n\n“(Applause.)\n\n“We carry on "
        "all the same.”\n"
    )
    assert set(found) == {"The", "We"}
