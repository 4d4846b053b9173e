"""Text → words and word pieces, as the encoder reads them.

A *word* is what BERT's pre-tokenizer makes of the text (a run of letters and digits, or one
punctuation mark); a *piece* is a WordPiece unit of it. Decisions are made per word, on its first
piece. Everything is a flat NumPy array over the whole text, so no step loops over objects.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

CASES = ("lower", "title", "upper", "mixed", "initial", "digit", "punctuation")
# Where a word stands with regard to quotation marks.
QUOTING = ("outside", "inside", "nested", "opening", "closing", "block")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text of W words and P pieces.

    ``start``, ``end``: int32[W], code-point offsets. ``first``: int32[W], index of each word's
    first piece. ``pieces``: int32[P], vocabulary ids. ``word_of``: int32[P]. ``case``: int32[W],
    indices into CASES. ``paragraph``: int32[W], the number of the word's paragraph.
    """

    start: NDArray[Any]
    end: NDArray[Any]
    first: NDArray[Any]
    pieces: NDArray[Any]
    word_of: NDArray[Any]
    case: NDArray[Any]
    paragraph: NDArray[Any]

    def __len__(self) -> int:
        return len(self.start)

    def range_of(self, start: int, end: int) -> tuple[int, int]:
        """The words [a, b) that the characters [start, end) touch."""
        a = int(np.searchsorted(self.end, start, side="right"))
        b = int(np.searchsorted(self.start, end, side="left"))
        return a, max(a, b)


def split_words(text: str, tokenizer: Tokenizer, paragraphs: Sequence[tuple[int, int]]) -> Words:
    """Tokenizes a whole text at once. ``paragraphs``: their [start, end), in order."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int32).reshape(-1, 2)
    pieces = np.array(encoding.ids, dtype=np.int32)
    numbers = np.array(encoding.word_ids, dtype=np.int32)
    is_first = np.ones(len(numbers), dtype=bool)
    is_first[1:] = numbers[1:] != numbers[:-1]
    first = np.flatnonzero(is_first).astype(np.int32)
    word_of = np.cumsum(is_first).astype(np.int32) - 1
    start = offsets[first, 0]
    last = np.append(first[1:], len(pieces)) - 1 if len(first) else first
    end = offsets[last, 1]
    case = np.fromiter(
        (_case(text[a:b]) for a, b in zip(start.tolist(), end.tolist(), strict=True)),
        dtype=np.int32,
        count=len(start),
    )
    starts = np.array([a for a, _ in paragraphs] or [0])
    paragraph = np.searchsorted(starts, start, side="right").astype(np.int32) - 1
    return Words(start, end, first, pieces, word_of, case, paragraph)


def _case(word: str) -> int:
    if word.islower():
        return 0
    if word.istitle():
        return 1 if len(word) > 1 else 4
    if word.isupper():
        return 2
    if word.isdigit():
        return 5
    return 3 if word.isalnum() else 6


def quoting(words: Words, stretches: Sequence[tuple[int, int, int, int, int]]) -> NDArray[Any]:
    """Where each word stands with regard to the marks: int32[W], indices into QUOTING.

    ``stretches``: (outer start, start, end, outer end, depth) of each quoted stretch.
    """
    out = np.zeros(len(words), dtype=np.int32)
    for outer_start, start, end, outer_end, depth in sorted(stretches, key=lambda s: s[4]):
        a, b = words.range_of(start, end)
        out[a:b] = 1 if depth == 0 else 2
        if outer_start < start:
            out[slice(*words.range_of(outer_start, start))] = 3
        if outer_end > end:
            out[slice(*words.range_of(end, outer_end))] = 4
        if start == outer_start and end == outer_end and depth == 0:
            out[a:b] = 5
    return out


def without(words: Words, skip: Sequence[tuple[int, int]]) -> Words:
    """The same text without the words in ``skip``: page furniture, which the encoder never sees."""
    keep = np.ones(len(words), dtype=bool)
    for start, end in skip:
        keep[slice(*words.range_of(start, end))] = False
    return words if keep.all() else only(words, keep)


def only(words: Words, keep: NDArray[Any]) -> Words:
    """The words of which ``keep``, bool[W], is true."""
    pieces = keep[words.word_of]
    word_of = (np.cumsum(keep) - 1)[words.word_of[pieces]].astype(np.int32)
    is_first = np.ones(len(word_of), dtype=bool)
    is_first[1:] = word_of[1:] != word_of[:-1]
    return Words(
        words.start[keep],
        words.end[keep],
        np.flatnonzero(is_first).astype(np.int32),
        words.pieces[pieces],
        word_of,
        words.case[keep],
        words.paragraph[keep],
    )
