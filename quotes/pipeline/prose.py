"""A text as plain lists of words, for the stages that read a whole book word by word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotes.languages import english_fiction as fiction

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.encoder.words import Words

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
    paragraph: list[int]

    def __len__(self) -> int:
        return len(self.printed)

    def characters(self, a: int, b: int) -> tuple[int, int]:
        return int(self.words.start[a]), int(self.words.end[b - 1])


def make_prose(text: str, words: Words, quoting: NDArray[Any]) -> Prose:
    starts, ends = words.start.tolist(), words.end.tolist()
    printed = [text[a:b] for a, b in zip(starts, ends, strict=True)]
    plain = [word.casefold() for word in printed]
    paragraph = words.paragraph.tolist()
    begins = []
    for i, number in enumerate(paragraph):
        if i == 0 or paragraph[i - 1] != number:
            begins.append(True)
            continue
        before = printed[i - 1]
        if before == "." and i > 1 and (plain[i - 2] in fiction.TITLES or len(plain[i - 2]) == 1):
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
