"""Text → words and word pieces, as the encoder reads them.

A *word* is what BERT's pre-tokenizer makes of the text (a run of letters and digits, or one
punctuation mark); a *piece* is a WordPiece unit of it. Decisions are made per word, on its first
piece. Everything is a flat NumPy array over the whole text, so no step loops over objects.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from quotes.encoder.forking import unforked
from quotes.spans import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

CASES = ("lower", "title", "upper", "mixed", "initial", "digit", "punctuation")
# Where a word stands with regard to quotation marks.
QUOTING = ("outside", "inside", "nested", "opening", "closing", "block")
WordSpan = Span  # words [start, end)
BLOCK = 50_000  # characters that are tokenized at once, up to the next blank
_BLANK = re.compile(r"[ \n]")


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

    def range_of(self, start: int, end: int) -> WordSpan:
        """The words [a, b) that the characters [start, end) touch."""
        # With a key of another type NumPy would convert the whole array, for each look-up.
        a = int(self.end.searchsorted(np.int32(start), side="right"))
        b = int(self.start.searchsorted(np.int32(end), side="left"))
        return a, max(a, b)

    def characters(self, span: WordSpan) -> tuple[int, int]:
        """The characters [start, end) of the words [a, b)."""
        return int(self.start[span[0]]), int(self.end[span[1] - 1])


def split_words(text: str, tokenizer: Tokenizer, paragraphs: Sequence[tuple[int, int]]) -> Words:
    """Tokenizes a text. ``paragraphs``: their [start, end), in order."""
    blocks = [_split_block(text, a, b, tokenizer) for a, b in pairwise(_block_edges(text))]
    start, end, pieces, is_first, case = map(np.concatenate, zip(*blocks, strict=True))
    starts = np.array([a for a, _ in paragraphs] or [0], dtype=np.int32)
    paragraph = np.searchsorted(starts, start, side="right").astype(np.int32) - 1
    paragraph = np.maximum(paragraph, 0)  # a “>” before the first one
    return Words(
        start,
        end,
        np.flatnonzero(is_first).astype(np.int32),
        pieces,
        np.cumsum(is_first, dtype=np.int32) - 1,
        case,
        paragraph,
    )


def _block_edges(text: str) -> list[int]:
    """Where to cut a text, at blanks, so that little of it is lists and tuples at any one time:
    what the tokenizer gives for a whole book takes half a kilobyte a word.
    """
    edges = [0]
    while match := _BLANK.search(text, edges[-1] + BLOCK):
        edges.append(match.start())
    return [*edges, len(text)]


def _split_block(text: str, a: int, b: int, tokenizer: Tokenizer) -> tuple[NDArray[Any], ...]:
    """Of text[a:b]: start, end and case of its words, ids of its pieces, and which of these are
    the first of a word, in the order that `split_words` needs.
    """
    with unforked:
        encoding = tokenizer.encode(text[a:b], add_special_tokens=False)
    offsets = np.fromiter(chain.from_iterable(encoding.offsets), np.int32).reshape(-1, 2)
    offsets += np.int32(a)
    pieces = np.array(encoding.ids, dtype=np.int32)
    numbers = np.array(encoding.word_ids, dtype=np.int32)
    is_first = np.ones(len(numbers), dtype=bool)
    is_first[1:] = numbers[1:] != numbers[:-1]
    is_last = np.ones(len(numbers), dtype=bool)
    is_last[:-1] = is_first[1:]
    start, end = offsets[is_first, 0], offsets[is_last, 1]
    printed = map(text.__getitem__, map(slice, start.tolist(), end.tolist()))
    case = np.fromiter(map(_case, printed), dtype=np.int32, count=len(start))
    return start, end, pieces, is_first, case


@lru_cache(maxsize=20_000)
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
