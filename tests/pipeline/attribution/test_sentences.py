"""Where sentences end."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

import quotes
from quotes.pipeline.attribution.sentences import sentence_numbers


class Places:
    """What `sentence_numbers` reads of words: where they begin."""

    def __init__(self, text: str) -> None:
        starts = [
            at for at in range(len(text)) if text[at] != " " and text[at - 1 : at] in ("", " ")
        ]
        self.start: NDArray[np.int32] = np.array(starts, np.int32)


def numbers(text: str) -> list[int]:
    return [int(one) for one in sentence_numbers(text, Places(text))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It rains. He said so.", [0, 0, 1, 1, 1]),
        ("Mr. Berg left. So did J. Reed.", [0, 0, 0, 1, 1, 1, 1]),
        ("Why? “No.” Ann left", [0, 1, 2, 2]),
        ("He can't. She won’t. It's his. So", [0, 0, 1, 1, 2, 2, 3]),
        ("He said no. Roth left", [0, 0, 0, 1, 1]),
        ("Pier No. 5 Roth left", [0, 0, 0, 0, 0]),
        ("He left.. So did I.?! Ann", [0, 0, 1, 1, 1, 2]),
        ("He left... so did I", [0, 0, 0, 0, 0]),
        ("Who is St? No.? X", [0, 0, 0, 1, 2]),
    ],
)
def test_sentences_are_numbered(text: str, told: list[int]) -> None:
    assert numbers(text) == told


def test_a_row_of_marks_of_any_length_is_one_end() -> None:
    """It once took the third power of the row's length: with this one, for ever."""
    text = "“No,” Nils Berg said" + "." * 20_000 + " Edda Finn said that it rains.\n"
    assert len(set(numbers(text))) == 2
    assert next(str(quote.speaker) for quote in quotes.extract(text)) == "Nils Berg"
