"""What the encoder reads in one go."""

from __future__ import annotations

from itertools import pairwise

import pytest
from pages import encoder

from quotes.encoder.windows import Window, make_windows
from quotes.encoder.words import Words, split_words
from quotes.marks import paragraphs

LONGEST = 80  # pieces
SENTENCE = "The tide came in over the wall and went out again."
LETTER = "We will not sell the boat, and we will not paint it.\n"


def windows_of(text: str) -> tuple[Words, list[Window]]:
    words = split_words(text, encoder().tokenizer, paragraphs(text))
    return words, make_windows(words, LONGEST)


def holder(text: str, place: int) -> int:
    """The number of the window that holds the word at this place."""
    words, windows = windows_of(text)
    word, _ = words.range_of(place, place + 1)
    return next(n for n, window in enumerate(windows) if word in range(*window.words))


@pytest.mark.parametrize("before", range(1, 12))
@pytest.mark.parametrize("mark", ["", "> ", "“"])
def test_what_a_colon_introduces_is_read_with_it(before: int, mark: str) -> None:
    story = "\n\n".join([SENTENCE] * before)
    text = f"{story}\n\nTo the harbour board she wrote:\n\n{mark}{LETTER}"
    assert holder(text, text.index("wrote")) == holder(text, text.index("We will"))


@pytest.mark.parametrize("sentences", [1, 7, 40])
def test_each_word_is_read_once_and_no_window_is_too_long(sentences: int) -> None:
    text = f"{SENTENCE} " * sentences + "\n\nShe wrote:\n\n" + SENTENCE * sentences
    words, windows = windows_of(text)
    edges = [0, *(window.words[1] for window in windows)]
    assert [window.words for window in windows] == list(pairwise(edges))
    assert edges[-1] == len(words)
    assert all(len(window.ids) <= LONGEST for window in windows)
