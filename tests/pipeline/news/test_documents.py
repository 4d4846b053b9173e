"""What a document that speaks is called: a report, a poll, a law, a letter, a court paper."""

from __future__ import annotations

import pytest

import quotes


def speaker(text: str, opening: str) -> tuple[str, str] | None:
    quote = next(quote for quote in quotes.extract(text) if quote.text.startswith(opening))
    return (quote.speaker.name, quote.speaker.type) if quote.speaker else None


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("a Harbour Board report", "Harbour Board report"),
        ("the Norland Water Survey database", "Norland Water Survey database"),
        ("a 2019 study by the Institute of Tides", "2019 study by the Institute of Tides"),
        ("an internal memo from Lund Ferries", "internal memo from Lund Ferries"),
        ("a poll released by the Ruritanian Gazette", "poll released by the Ruritanian Gazette"),
        ("a Varnholm University analysis", "Varnholm University analysis"),
    ],
)
def test_a_document_goes_by_whose_it_is(source: str, name: str) -> None:
    text = (
        "The Ferry Company met on Monday. The pier will be closed for years, according to "
        f"{source}. The Ferry Company would not comment.\n"
    )
    assert speaker(text, "The pier") == (name, "document")


@pytest.mark.parametrize(
    ("opening", "noun", "title"),
    [
        ("A Harbour Board report came out on Monday.", "report", "Harbour Board report"),
        (
            "A study by the Institute of Tides came out.",
            "report",
            "study by the Institute of Tides",
        ),
        ("Ada Lund sued over it. Lund's lawsuit is long.", "complaint", "Lund's lawsuit"),
        ("A Gazette poll was taken in May.", "survey", "Gazette poll"),
        ("The board had the Varnholm Water Act read out.", "law", "Varnholm Water Act"),
    ],
)
def test_a_bare_noun_stands_for_the_document_named_before(
    opening: str, noun: str, title: str
) -> None:
    text = (
        f"{opening} It took a year. The Ferry Company would not comment.\n\n"
        f"“The pier leaks,” the {noun} said.\n"
    )
    assert speaker(text, "The pier") == (title, "document")


def test_a_new_document_is_not_the_one_before() -> None:
    text = (
        "A Gazette poll was taken in May. Nobody read it. Then a new poll came.\n\n"
        "“The pier leaks,” the poll said.\n"
    )
    assert speaker(text, "The pier") == ("the poll", "document")


def test_several_are_none_of_them() -> None:
    text = "A Gazette poll was taken in May. Nobody read it.\n\nIt is loved, recent polls show.\n"
    assert speaker(text, "It is loved") == ("recent polls", "document")


def test_a_firm_may_be_called_like_one() -> None:
    text = (
        "Harbour Gate Records Ltd is a company. Harbour Gate Records is closing.\n\n"
        "“We are out of tape,” the company Harbour Gate Records said.\n"
    )
    told = speaker(text, "We are")
    assert told is not None
    assert told[1] != "document"


@pytest.mark.parametrize("noun", ["report", "lawsuit", "database", "ordinance"])
def test_a_document_is_no_body_that_is_named_nearby(noun: str) -> None:
    text = f"The Ferry Company met on Monday. “The pier leaks,” the {noun} said.\n"
    assert speaker(text, "The pier") == (f"the {noun}", "document")
