"""What somebody is called whom the text only describes, and who it is if it describes him again."""

from __future__ import annotations

import pytest

import quotes
from quotes.pipeline.news.mentions import is_retinue
from quotes.pipeline.news.unnamed import described, is_told_again
from quotes.pipeline.roles import head_end


@pytest.mark.parametrize(
    ("printed", "called"),
    [
        ("Forty percent of the fishermen", "Forty percent of the fishermen"),
        ("more than half of the growers in the valley", "more than half of the growers"),
        ("a majority of tenants", "a majority of tenants"),
        ("two of the\ndrivers", "two of the drivers"),
        ("dozens of mothers from Wender", "dozens of mothers"),
        ("some growers and millers in the valley", "some growers and millers"),
        ("lawyers and doctors", "lawyers and doctors"),
        ("a spokesman for the mill and the dam", "a spokesman"),
        ("the head of the dam", "the head"),
        ("the owner and a friend", "the owner"),
    ],
)
def test_a_description_says_who_it_is_not_only_how_many(printed: str, called: str) -> None:
    assert described(printed) == called


@pytest.mark.parametrize(
    ("again", "name", "same"),
    [
        ("the spokeswoman", "a ferry spokeswoman", True),
        ("The lawyers", "Ada Quill’s lawyers", True),
        ("the harbour official", "another harbour official", False),
        ("the official", "one senior harbour official", True),
        ("the nurse", "a nurse", False),
        ("a nurse", "a school nurse", False),
        ("the growers", "some hop growers", False),
        ("the guard", "the night guard", False),
    ],
)
def test_who_was_brought_in_by_more_words_is_called_by_them(
    again: str, name: str, same: bool
) -> None:
    assert is_told_again(again, name) is same


@pytest.mark.parametrize(
    ("printed", "head"),
    [
        ("The lawyer representing Quill", "The lawyer"),
        ("An attorney defending Petra Oakes", "An attorney"),
        ("the officer investigating the fire", "the officer"),
        ("residents opposing the dam", "residents"),
        ("a volunteer feeding her dogs", "a volunteer"),
        ("the managing director", "the managing director"),
        ("the club’s acting chair", "the club’s acting chair"),
        ("county planning officer Ada Quill", "county planning officer Ada Quill"),
    ],
)
def test_what_somebody_does_is_no_part_of_what_he_is(printed: str, head: str) -> None:
    assert printed[: head_end(printed)] == head


@pytest.mark.parametrize(
    ("printed", "it_is"),
    [
        ("Oakes’s office", True),
        ("the mayor's campaign", True),
        ("His team", True),
        ("Governor Lukas' administration", True),
        ("the city’s office", False),
        ("the foreign office", False),
        ("Oakes’s company", False),
        ("Oakes", False),
    ],
)
def test_what_speaks_for_one_person(printed: str, it_is: bool) -> None:
    assert is_retinue(printed) is it_is


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The River Board met on Monday. “We will pay for the dam,” Oakes’s office said in a "
            "statement.\n",
            "Oakes’s office",
        ),
        (
            "Tonya Quill went to court on Friday. “The order is too wide,” said the lawyer "
            "representing Quill.\n",
            "the lawyer",
        ),
        (
            "The boats were full. “It is a gift to speak two languages,” said U.S. Secretary of "
            "Fisheries Milo Caraway.\n",
            "Milo Caraway",
        ),
    ],
)
def test_nobody_is_taken_for_whom_the_description_only_names(text: str, name: str) -> None:
    (quote,) = quotes.extract(text)
    assert quote.speaker is not None and quote.speaker.name == name
