"""Speech marked by a dash at the begin of its paragraph: — Yes, said he.

The reporting clause is set off by a second dash in most languages that write so: Spanish glues it
(—Sí —dijo él—. No.), Russian puts it after a comma (— Да, — сказал он. — Нет.). Where only a comma
does (French, Joyce), the clause stays in the stretch: telling it needs to know the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes.spans import Span

_DASH = r"(?:[—–―]|--?)"
# At a paragraph's begin; no rule (---), no table, no number range.
_OPENING = re.compile(rf"{_DASH}[^\S\n]*(?=[^\W\d_]|[¡¿…(\[\"'“‘«„]\S|\.\.\.)")
# In text without paragraphs, the line before ends in a colon: he cried: — Sit down!
_AFTER_COLON = re.compile(rf"(?<=:) ({_DASH}) (?=[^\W\d_])")
_INNER = re.compile(r"[—–―]|--|(?<= )-(?= )")
_SENTENCE_END = ".!?…"
_CLAUSE_BEFORE = ",!?…"

_MIN_PARAGRAPHS = 3
_MIN_SHARE = 0.08
_MAX_QUOTED_SHARE = 0.2


class Dashed(NamedTuple):
    """A stretch opened by a dash: ``dash`` is where the dash begins."""

    dash: int
    start: int
    end: int


def starts(text: str, units: Sequence[Span], *, after_colon: bool) -> list[Span]:
    """The stretches (dash to the end of its unit) that a dash opens.

    Units are paragraphs, or the lines of a text that has none: there (``after_colon``) a dash
    after a colon opens as well.
    """
    found: list[Span] = []
    for start, end in units:
        if _OPENING.match(text, start, end):
            found.append((start, end))
        elif after_colon and (match := _AFTER_COLON.search(text, start, end)):
            found.append((match.start(1), end))
    return found


def is_dialogue(text: str, opened: Sequence[Span], units: int, quoted: int) -> bool:
    """Whether stretches that begin with a dash are speech, and not a list or a signature.

    ``units`` is the number of paragraphs (or lines) that could begin so, ``quoted`` the number of
    stretches outside of ``opened`` that the document quotes otherwise. Speech has
    whole sentences, some of them questions or exclamations, hardly any other marks; a list that
    a single hyphen opens has to look like speech all the more, for that is Markdown's list.
    """
    count = len(opened)
    if count < max(_MIN_PARAGRAPHS, _MIN_SHARE * units) or quoted > _MAX_QUOTED_SHARE * count:
        return False
    sentences = lively = hyphens = 0
    for start, end in opened:
        tail = text[max(start, end - 4) : end]
        sentences += any(char in _SENTENCE_END for char in tail)
        lively += any(char in "?!" for char in text[start:end])
        hyphens += text[start] == "-" and text[start + 1] != "-"
    if 2 * sentences < count or not lively:
        return False
    if 2 * hyphens < count:
        return True
    return 4 * lively >= count and lively < count and 4 * sentences >= 3 * count


def speeches(text: str, opened: Sequence[Span], closed: Sequence[Span]) -> Iterator[Dashed]:
    """The stretches of speech within the stretches that a dash opens, without reporting clauses
    that dashes set off. Dashes inside of ``closed``, the stretches quoted otherwise, do not count.
    """
    number = 0
    for start, end in opened:
        match = _OPENING.match(text, start, end)
        assert match is not None
        glued = not text[match.end() - 1].isspace()
        dash, begin, speaking = start, match.end(), True
        for inner in _INNER.finditer(text, begin, end):
            while number < len(closed) and closed[number][1] <= inner.start():
                number += 1
            if number < len(closed) and closed[number][0] < inner.start():
                continue
            turn = _turn(text, inner.start(), inner.end(), end, glued, speaking)
            if turn == "clause":
                yield Dashed(dash, begin, inner.start())
                speaking = False
            elif turn == "speech":
                if speaking:
                    yield Dashed(dash, begin, inner.start())
                dash, begin, speaking = inner.start(), _resume(text, inner.end(), end), True
        if speaking:
            yield Dashed(dash, begin, end)


def _turn(text: str, start: int, end: int, limit: int, glued: bool, speaking: bool) -> str:
    """What begins at an inner dash: a reporting "clause", "speech", or nothing ("")."""
    before = text[max(0, start - 3) : start].rstrip()[-1:]
    after = text[end : min(end + 3, limit)].lstrip()[:1]
    blank_before, blank_after = text[start - 1].isspace(), text[end : end + 1].isspace()
    if speaking:
        if (
            after.islower()
            and blank_before
            and ((glued and not blank_after) or (blank_after and before in _CLAUSE_BEFORE))
        ):
            return "clause"
        opens = after.isupper() or after in "¡¿"
        return "speech" if after and opens and before in _SENTENCE_END and blank_before else ""
    return "speech" if not blank_before or before in _SENTENCE_END + ",:;" else ""


def _resume(text: str, at: int, limit: int) -> int:
    """Where speech goes on after the dash that ends a clause: past its full stop and blanks."""
    while at < limit and (text[at].isspace() or text[at] in ".,:;"):
        at += 1
    return at
