"""Whom a pronoun or a description stands for in a report."""

from __future__ import annotations

import pytest

import quotes


def speaker(text: str, opening: str) -> str | None:
    quote = next(quote for quote in quotes.extract(text) if quote.text.startswith(opening))
    return quote.speaker.name if quote.speaker else None


@pytest.mark.parametrize(
    ("pronoun", "later"),
    [
        ("she", "The harbour came back into her life through her daughter, Sarah Gill."),
        ("he", "The plan was drawn up by Martin Vane in 2010."),
        ("he", "Midfielder Anton Brook agreed that it was odd."),
        ("she", "A statue of Maria Holt, who built the pier, was unveiled on Friday."),
        ("he", "Peter Quill, the mayor, was not there."),
    ],
)
def test_a_pronoun_stands_for_nobody_who_is_named_later(pronoun: str, later: str) -> None:
    assert speaker(f"“I never wanted it,” {pronoun} said.\n\n{later}\n", "I never") is None


@pytest.mark.parametrize(
    ("man", "woman"),
    [
        ("Imran Sadler", "Philippa Gaunt"),
        ("Jonah Birdsall", "Ingeborg Tallis"),
        ("Kwame Ofori", "Adaeze Obi"),
        ("Takeshi Mori", "Yumiko Mori-Hale"),
        ("Jean-Luc Perrin", "Anneliese Brandt"),
    ],
)
def test_first_names_of_many_countries_tell_he_from_she(man: str, woman: str) -> None:
    text = f"{man} and {woman} cast the bell together. “It is flat,” {{}} said, and went home.\n"
    assert speaker(text.format("she"), "It is flat") == woman
    assert speaker(text.format("he"), "It is flat") == man


def test_a_body_that_is_described_is_no_person() -> None:
    text = (
        "Harbour Air has lost its pilots. Olaf Berg, who ran it, left. “Flights will go on,” "
        "the airline said.\n"
    )
    assert speaker(text, "Flights") != "Olaf Berg"
