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
        ("Supt. Ida Krall", "Supt."),
        ("Det. Insp. Ida Krall", "Det. Insp."),
        ("Adm. Ida Krall", "Adm."),
        ("Cpl. Ida Krall", "Cpl."),
        ("Fr. Paul Krall, the parish priest", "parish priest"),
        ("Ida Krall, 44, director of the clinic", "director of the clinic"),
        ("Ida Krall, aged 44, a nurse", "nurse"),
        ("Ida Krall (Labour), the mayor of Hull", "mayor of Hull"),
        ("the leader of the opposition, Ida Krall", "leader of the opposition"),
        ("the harbour's director, Ida Krall", "harbour's director"),
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


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ida Krall is a nurse in Hull. “We wait,” she said.", "nurse"),
        ("Ida Krall is the union's new president. “We wait,” she said.", "union's new president"),
        ("Ida Krall was the mayor of Hull. “We wait,” she said.", "mayor"),
        ("Ida Krall is late. “We wait,” she said.", None),
        ("Ida met her sister Ida Krall, a nurse. “We wait,” Ida Krall said.", "nurse"),
    ],
)
def test_a_role_may_be_told_in_a_sentence(text: str, role: str | None) -> None:
    assert who(text).role == role


@pytest.mark.parametrize("role", ["Striker", "Keeper", "Plumber", "Publican", "Goalkeeper"])
def test_a_role_that_begins_a_sentence_is_nobodys_name(role: str) -> None:
    assert who(f"{role} Ben Hall was glad. “Lucky,” he said.").name == "Ben Hall"


@pytest.mark.parametrize("kin", ["wife", "late father", "daughter", "brother", "son"])
def test_the_role_of_a_namesake_is_not_shared(kin: str) -> None:
    text = f"Chancellor Lindahl’s {kin} came. Dana Lindahl said: “We waited for a day.”\n"
    assert who(text).role is None


def test_a_name_that_a_line_break_parts_has_none_in_the_record() -> None:
    speaker = who("Ida Krall left.\n\n“We are done,” said Ida\nKrall, a nurse.\n")
    assert speaker.name == "Ida Krall"
    assert speaker.aliases == ()


@pytest.mark.parametrize("called", ["the right leader", "a great mayor", "our best hope"])
def test_praise_is_no_role(called: str) -> None:
    last = quotes.extract(f"“Ida Krall is {called} for us,” said Tom Hale. “Yes,” said Krall.")[-1]
    assert last.speaker is not None and last.speaker.role is None
