"""What a report says was not said is nobody's quotation."""

from __future__ import annotations

import pytest

import quotes

NOT_SAID = [
    "He never said “I am sorry.”",
    "He did not say “I am sorry.”",
    "He refused to say “I am sorry.”",
    "Nobody said “I am sorry.”",
    "He has never once said “I am sorry”.",
    "She didn’t write “I am sorry”.",
]


@pytest.mark.parametrize("sentence", NOT_SAID)
def test_what_was_not_said_has_no_speaker(sentence: str) -> None:
    found = quotes.extract(f"“I am glad,” Marsh said. {sentence}\n")
    assert [(quote.text, str(quote.source)) for quote in found] == [("I am glad,", "Marsh")]


@pytest.mark.parametrize("sentence", NOT_SAID)
def test_it_is_listed_with_what_else_stands_between_marks(sentence: str) -> None:
    found = quotes.extract(f"“I am glad,” Marsh said. {sentence}\n", all_marks=True)
    unsaid = [quote.text for quote in found if quote.kind == "not-speech"]
    assert [text.strip(".") for text in unsaid] == ["I am sorry"]


@pytest.mark.parametrize(
    "sentence",
    ["“I never said that,” Marsh said.", "“It is not mine,” Marsh never tired of saying."],
)
def test_a_denial_that_is_said_is_a_quotation(sentence: str) -> None:
    assert quotes.extract(f"The letter came on Friday. {sentence}\n")
