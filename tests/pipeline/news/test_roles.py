"""What a report calls a speaker beside the name."""

from __future__ import annotations

import pytest

import quotes
from quotes.records import Speaker


def who(text: str) -> Speaker:
    speaker = next(quote for quote in quotes.extract(text) if quote.kind == "direct").speaker
    assert speaker is not None
    return speaker


@pytest.mark.parametrize(
    ("source", "role"),
    [
        ("Ida Krall, the former U.S. ambassador to Norland", "former U.S. ambassador to Norland"),
        ("Ida Krall, chief of staff to Mr. Lund", "chief of staff to Mr. Lund"),
        ("Ida Krall, spokeswoman for the U.S. Navy", "spokeswoman for the U.S. Navy"),
        ("U.S. Attorney Ida Krall", "U.S. Attorney"),
        ("Ida Krall, who is also the harbour's owner", "harbour's owner"),
        ("Gov. Ida Krall", "Gov."),
        ("Prof. Ida Krall", "Prof."),
        ("Cllr Ida Krall", "Cllr"),
        ("Mrs Ida Krall", None),
    ],
)
def test_a_role_is_whole_and_nothing_more(source: str, role: str | None) -> None:
    assert who(f"“We are done,” said {source}.\n").role == role


@pytest.mark.parametrize(
    "before",
    [
        "The map had been drawn for the county surveyor.",
        "The vote went to the president.",
        "He has been in contact with the minister.",
        "She had been a singer.",
        "They asked the captain?",
    ],
)
def test_a_role_does_not_run_over_the_end_of_a_sentence(before: str) -> None:
    text = f"{before} Mr Birch said it would snow. Karl Birch said: “It will snow.”\n"
    assert who(text).role is None


@pytest.mark.parametrize("kin", ["wife", "late father", "daughter", "brother", "son"])
def test_the_role_of_a_namesake_is_not_shared(kin: str) -> None:
    text = f"Chancellor Lindahl’s {kin} came. Dana Lindahl said: “We waited for a day.”\n"
    assert who(text).role is None


def test_a_name_that_a_line_break_parts_has_none_in_the_record() -> None:
    speaker = who("Ida Krall left.\n\n“We are done,” said Ida\nKrall, a nurse.\n")
    assert speaker.name == "Ida Krall"
    assert speaker.aliases == ()
