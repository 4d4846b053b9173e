"""Where sentences end, as far as it matters whether two spans share one."""

from __future__ import annotations

import pytest
from pages import words_of

from quotes.pipeline.attribution.sentences import sentence_numbers


def sentences(text: str) -> list[str]:
    words = words_of(text)
    numbers = sentence_numbers(text, words).tolist()
    found: dict[int, list[int]] = {}
    for word, number in enumerate(numbers):
        found.setdefault(number, []).append(word)
    return [text[words.start[of[0]] : words.end[of[-1]]] for of in found.values()]


def test_a_stop_and_a_capital_end_a_sentence() -> None:
    assert sentences("He left. It rained! Did it? Then…  So.") == [
        "He left.", "It rained!", "Did it?", "Then…", "So.",
    ]  # fmt: skip


def test_a_line_break_ends_one_too() -> None:
    assert sentences("Harbour to close\nThe harbour closes") == [
        "Harbour to close",
        "The harbour closes",
    ]


def test_closing_marks_belong_to_the_sentence_before() -> None:
    assert sentences("“It rains.” “No!” she cried") == ["“It rains.”", "“No!” she cried"]


@pytest.mark.parametrize(
    "text",
    ["Mr. Falk came.", "J. Edgar Lund came.", "The Rev. Ito came.", "On Jan. 3 it rained.", ""],
)
def test_an_abbreviation_ends_none(text: str) -> None:
    assert sentences(text) == ([text] if text else [])
