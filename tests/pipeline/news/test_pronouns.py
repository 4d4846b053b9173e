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
        ("she", "The violin was brought down from the attic by her niece, Marit Sand."),
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


@pytest.mark.parametrize(
    ("description", "not_he"),
    [
        ("his wife", "Peter Brandt"),
        ("his supervisor", "Peter Brandt"),
        ("his mother", "Peter Brandt"),
        ("his daughter", "Peter Brandt"),
        ("the spokeswoman", "Peter Brandt"),
    ],
)
def test_a_description_is_not_the_one_whose_it_is_nor_of_the_other_sex(
    description: str, not_he: str
) -> None:
    text = f"Peter Brandt lost the vote on Friday. “We will go on,” {description} said.\n"
    assert speaker(text, "We will go on") != not_he


@pytest.mark.parametrize("document", ["report", "statement", "citation", "filing", "letter"])
def test_a_document_is_no_person(document: str) -> None:
    text = f"Olaf Berg read it out on Friday. “Nobody was told,” the {document} said.\n"
    assert speaker(text, "Nobody") == f"the {document}"


@pytest.mark.parametrize("trade", ["Carpenter", "Butcher", "Shepherd", "Baker", "Fisher"])
def test_a_noun_is_no_mention_of_who_is_named_like_it(trade: str) -> None:
    noun = trade.lower()
    text = f"Ida {trade} has run the yard since May. “It was loud,” the {noun} said, and left.\n"
    assert speaker(text, "It was loud") == f"the {noun}"
    assert speaker(text.replace(f"the {noun} said", f"{trade} said"), "It was") == f"Ida {trade}"


@pytest.mark.parametrize(
    "sentence",
    [
        "Berg was scathing about the plan that Martin Vane had drawn up.",
        "Berg came late to the meeting with Martin Vane.",
        "On Friday Berg wrote to Martin Vane.",
        "But Berg was no friend of Martin Vane.",
        "Mr. Berg thinks little of Martin Vane.",
    ],
)
def test_he_is_whom_the_sentence_before_begins_with(sentence: str) -> None:
    text = f"Olaf Berg and Martin Vane both want the pier.\n\n{sentence} “It will sink,” he said.\n"
    assert speaker(text, "It will sink") == "Olaf Berg"


@pytest.mark.parametrize(
    ("description", "pronoun"),
    [
        ("A Harbour Board spokesman", "he"),
        ("The plant operator", "he"),
        ("One farmer", "she"),
        ("A police sergeant", "she"),
        ("Another resident", "he"),
    ],
)
def test_he_or_she_may_be_somebody_without_a_name(description: str, pronoun: str) -> None:
    text = (
        "Peter Brandt and Maria Holt run the mill. Mr Brandt said on Monday that it was safe.\n\n"
        f"{description} disagreed. “It leaks,” {pronoun} said. “It always has.”\n"
    )
    assert (speaker(text, "It leaks") or "").lower() == description.lower()


def test_nobody_says_he_of_whom_he_names() -> None:
    text = (
        "Olaf Berg spoke for an hour on Friday night.\n\n"
        "“Martin Vane is my friend, and Karl Sand too,” he said.\n"
    )
    assert speaker(text, "Martin Vane is") == "Olaf Berg"
