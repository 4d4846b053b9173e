"""A text as plain lists of words, for the stages that read a whole book word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from sys import intern
from typing import TYPE_CHECKING, Any

from quotes.languages.sentences import is_shortened

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.encoder.words import Words

WITHOUT = 500  # words to a paragraph from which on a text has lost its paragraphs
OPENING, CLOSING = 3, 4  # as in quotes.encoder.words.QUOTING
_STOPS = frozenset(".?!")
_ENDS = frozenset('.?!:;…"“”‘«»')


@dataclass(frozen=True, slots=True)
class Prose:
    """The W words of a text. ``quoting`` as in `quotes.encoder.words`; 0 is narration.

    ``begins``: a capital letter here may be there only because a sentence or a speech begins.
    """

    text: str
    words: Words
    printed: list[str]
    plain: list[str]
    capital: list[bool]
    begins: list[bool]
    quoting: list[int]
    paragraph: list[int]  # supposed, where the text has lost them

    def __len__(self) -> int:
        return len(self.printed)

    def narrates(self, i: int, paragraph: int) -> bool:
        """Is there a word of narration, and in that paragraph?"""
        return i < len(self.printed) and self.paragraph[i] == paragraph and not self.quoting[i]

    def characters(self, a: int, b: int) -> tuple[int, int]:
        return int(self.words.start[a]), int(self.words.end[b - 1])


def make_prose(text: str, words: Words, quoting: NDArray[Any]) -> Prose:
    starts, ends = words.start.tolist(), words.end.tolist()
    # A book has many words, and few different ones.
    printed = [intern(text[a:b]) for a, b in zip(starts, ends, strict=True)]
    plain = [intern(word.casefold()) for word in printed]
    paragraph = words.paragraph.tolist()
    if paragraph and _has_lost_paragraphs(paragraph, quoting.tolist()):
        paragraph = _supposed(printed, quoting.tolist())
    begins = []
    for i, number in enumerate(paragraph):
        if i == 0 or paragraph[i - 1] != number:
            begins.append(True)
            continue
        before = printed[i - 1]
        if before == "." and i > 1 and is_shortened(plain[i - 2]):
            begins.append(False)
        else:
            begins.append(before in _ENDS or (before in "'-—–_(*[" and (i < 2 or begins[i - 1])))
    return Prose(
        text,
        words,
        printed,
        plain,
        [word[0].isupper() for word in printed],
        begins,
        quoting.tolist(),
        paragraph,
    )


def _has_lost_paragraphs(paragraph: Sequence[int], quoting: Sequence[int]) -> bool:
    """Hardly any for so many words; or a single one, in which one speech follows another at
    once."""
    if len(paragraph) > WITHOUT * (paragraph[-1] + 1):
        return True
    return paragraph[-1] == paragraph[0] and (CLOSING, OPENING) in pairwise(quoting)


def _supposed(printed: Sequence[str], quoting: Sequence[int]) -> list[int]:
    """Paragraph numbers for a text that has lost its paragraphs: as a printer would set dialogue.

    A new one begins where one quotation follows another at once, and with the sentence after the
    one that a quotation ends in, once that is narration.
    """
    number, out = 0, []
    closed = False  # since the last quotation no sentence of narration has ended
    for i, word in enumerate(printed):
        if i and quoting[i] == OPENING and quoting[i - 1] == CLOSING:
            number += 1
        elif (
            closed
            and not quoting[i]
            and not quoting[i - 1]
            and printed[i - 1] in _STOPS
            and not is_shortened(printed[i - 2].casefold())
        ):
            number += word[0].isalnum()
            closed = False
        if quoting[i] == CLOSING:
            closed = True
        out.append(number)
    return out
