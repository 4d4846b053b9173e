"""What a report says was not said is nobody's quotation."""

from __future__ import annotations

import pytest

import quotes

NOT_SAID = [
    "He never said “It was my fault.”",
    "He did not say “It was my fault.”",
    "He refused to say “It was my fault.”",
    "He declined to say “It was my fault.”",
    "Nobody said “It was my fault.”",
    "He has never once said “It was my fault”.",
    "She didn’t write “It was my fault”.",
]


@pytest.mark.parametrize("sentence", NOT_SAID)
def test_what_was_not_said_has_no_speaker(sentence: str) -> None:
    found = quotes.extract(f"“The hall is full,” Tolle said. {sentence}\n")
    assert [(quote.text, str(quote.source)) for quote in found] == [("The hall is full,", "Tolle")]


@pytest.mark.parametrize("sentence", NOT_SAID)
def test_it_is_listed_with_what_else_stands_between_marks(sentence: str) -> None:
    found = quotes.extract(f"“The hall is full,” Tolle said. {sentence}\n", all_marks=True)
    unsaid = [quote.text for quote in found if quote.kind == "not-speech"]
    assert [text.strip(".") for text in unsaid] == ["It was my fault"]


@pytest.mark.parametrize(
    "sentence",
    ["“I never said that,” Tolle said.", "“It is not mine,” Tolle never tired of saying."],
)
def test_a_denial_that_is_said_is_a_quotation(sentence: str) -> None:
    assert quotes.extract(f"The letter came on Friday. {sentence}\n")
