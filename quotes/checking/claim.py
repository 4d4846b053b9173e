"""What an article claims that somebody said: words, and where it owns up to having changed them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Flag, auto

from quotes.checking.transcribed import Words
from quotes.checking.words import read_words
from quotes.records import Part

_DOTS = r"(?:…|\.{3,4}|(?<![^\s\[(])\.(?:\s\.){2,3})"
_ELLIPSIS = rf"\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS}"
# With the letters that a bracket is attached to: [T]he, support[ed].
_EDIT = re.compile(rf"(?P<ellipsis>{_ELLIPSIS})|(?P<bracket>[^\W_]*\[[^\[\]]*\][^\W_]*)")
_NO_INSERTION = frozenset({"sic"})


class Break(Flag):
    """What stands between two words of a claim."""

    NONE = 0
    PART = auto()  # the reporting clause
    PARAGRAPH = auto()  # a new paragraph of the article
    ELLIPSIS = auto()
    BRACKET = auto()


@dataclass(slots=True)
class Claim:
    """The words between the marks, as offsets into ``words.text``: the parts joined by a space.

    ``breaks[i]`` and ``inserted[i]`` are what stands before word `i`; ``inserted`` are the words
    that the article puts in brackets there. ``parts`` are ranges of words, ``origins`` where each
    part begins in ``words.text`` and in the article.
    """

    words: Words
    breaks: list[Break] = field(default_factory=lambda: [Break.NONE])
    inserted: dict[int, Words] = field(default_factory=dict)
    parts: list[tuple[int, int]] = field(default_factory=list)
    origins: list[tuple[int, int]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def is_marked(self) -> bool:
        return any(one & (Break.ELLIPSIS | Break.BRACKET) for one in self.breaks)

    def in_article(self, offset: int) -> int:
        """Where a character of ``words.text`` stands in the article."""
        here, there = next(pair for pair in reversed(self.origins) if pair[0] <= offset)
        return offset - here + there


def read_claim(
    parts: Sequence[Part], article: str | None = None, *, apostrophes: bool = True
) -> Claim:
    """The words between the marks. `article`, where it is known, tells new paragraphs.

    ``apostrophes``: whether the source that they are to be compared with writes any.
    """
    claim = Claim(Words(" ".join(part.text for part in parts)))
    at = 0
    last = None
    for part in parts:
        if last is not None and len(claim):
            between = article[last.end : part.start] if article else ""
            claim.breaks[-1] |= Break.PART
            if "\n" in between.strip(" "):
                claim.breaks[-1] |= Break.PARAGRAPH
        claim.origins.append((at, part.start))
        _read_part(claim, at, at + len(part.text), apostrophes)
        at += len(part.text) + 1
        last = part
    return claim


def _read_part(claim: Claim, start: int, end: int, apostrophes: bool) -> None:
    first = len(claim)
    for edit in _EDIT.finditer(claim.words.text, start, end):
        _read_plain(claim, start, edit.start(), apostrophes)
        start = edit.end()
        if edit["ellipsis"]:
            claim.breaks[-1] |= Break.ELLIPSIS
            continue
        claim.breaks[-1] |= Break.BRACKET
        content = re.sub(r"[\[\]]", "", edit["bracket"])
        if content.strip().lower() not in _NO_INSERTION:
            inserted = claim.inserted.setdefault(len(claim), Words(content))
            inserted.add(read_words(content))
    _read_plain(claim, start, end, apostrophes)
    claim.parts.append((first, len(claim)))


def _read_plain(claim: Claim, start: int, end: int, apostrophes: bool) -> None:
    found = read_words(claim.words.text, start, end, apostrophes=apostrophes)
    claim.words.add(found)
    claim.breaks += [Break.NONE] * len(found)
