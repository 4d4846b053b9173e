"""The quoted spans of a news text: the units in which quoted speech is scored.

A fixed, simple definition of its own, apart from `quotes.marks` on purpose: what is measured must
not depend on how the pipeline pairs marks. A paragraph is a line; a span lies between a pair of
marks, marks excluded, and has at least one letter or digit.

Double marks (" “ ” '' «») pair first, paragraph by paragraph. A mark that can only open while one
is open drops the older one. One left open at the end of its paragraph is a quotation of several
paragraphs if the next paragraph starts with an opening mark (each paragraph then gives a span), and
goes on into the next paragraph if the first double mark there can only close; otherwise it is a
slip, and dropped. Single marks pair outside of double ones, within a paragraph.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from quotes.corpora.annotations import Span

_LEFT, _RIGHT = "“„‟«〝", "”»〞"
_DASHES = "-–—―‒−"
_NEIGHBOURS = _LEFT + _RIGHT + "\"'‘’"
_OPENS_AFTER = set("([{/:=>" + _DASHES + _NEIGHBOURS)
_CLOSES_BEFORE = set(".,;:?!)]}/<" + _DASHES + _NEIGHBOURS)
_STOPS = set(".,;:?!)]" + _DASHES)  # what follows a closing mark that has a blank before it

# Left-over HTML is read first, so that the marks in its attributions are none.
_SIGN = re.compile(rf"(?P<tag></?[a-z][^<>]*>?)|(?P<double>[{_LEFT}{_RIGHT}\"])|(['’‘`])\3*")
_PARAGRAPH = re.compile(r"[^\r\n]*[^\s][^\r\n]*")
_INCHES = re.compile(r"\d['’′]\s?\d+$")  # 6'2"
# Words that are written with an apostrophe first, which opens nothing.
_ELIDED = re.compile(
    r"(?:em|til|till|tis|twas|cause|bout|round|n|nother|neath|cuz|im|er|ere|ol|kay)\b|\d\ds?\b",
    re.IGNORECASE,
)


class _Mark(NamedTuple):
    """``start`` and ``end`` in the text; what it may do where it stands."""

    start: int
    end: int
    opens: bool
    closes: bool


class _Paragraph:
    def __init__(self, text: str, base: int) -> None:
        self.text, self.base = text, base
        self.first = base + len(text) - len(text.lstrip())  # its first and last visible character
        self.last = base + len(text.rstrip())
        self.doubles: list[_Mark] = []
        self.singles: list[_Mark] = []
        for sign in _SIGN.finditer(text):
            if sign["double"]:
                self._double(sign.start(), sign.end(), *self._facing(sign.start()))
            elif not sign["tag"]:
                self._apostrophes(sign.start(), sign.end())

    def _apostrophes(self, start: int, end: int) -> None:
        """A run of one apostrophe or mark: two are a double mark, three one of each."""
        while end - start > 3:
            self._single(start, self._alone(start))
            start += 1
        if end - start == 1:
            self._single(start, self._alone(start))
        elif end - start == 2:
            only_opens = self.text[start] in "‘`"
            facing = (True, False) if only_opens else self._context(start, end)
            self._double(start, end, *facing)
        else:
            opens, _ = self._context(start, end)
            single, double = (start + 2, start) if opens else (start, start + 1)
            if any(self._alone(single)):
                self._single(single, (opens, not opens))
            self._double(double, double + 2, opens, not opens)

    def _double(self, start: int, end: int, opens: bool, closes: bool) -> None:
        if opens or closes:
            self.doubles.append(_Mark(self.base + start, self.base + end, opens, closes))

    def _single(self, at: int, facing: tuple[bool, bool]) -> None:
        if any(facing):
            self.singles.append(_Mark(self.base + at, self.base + at + 1, *facing))

    def _facing(self, at: int) -> tuple[bool, bool]:
        """Whether the double mark may open and may close; the slip of a mark the wrong way round
        is put right."""
        mark, before = self.text[at], self.text[at - 1 : at]
        opens, closes = self._context(at, at + 1)
        if mark in _LEFT:
            wrong = bool(before) and not _is_blank(before) and closes and not opens
            return not wrong, wrong
        if mark in _RIGHT:
            at_begin = not before or _is_blank(before)
            return at_begin and self.text[at + 1 : at + 2].isalnum(), True
        if before.isdigit() and _INCHES.search(self.text[:at]):
            return False, False
        return opens, closes

    def _context(self, start: int, end: int) -> tuple[bool, bool]:
        """Whether a mark may open and may close, going by its neighbours."""
        before, after = self._neighbours(start, end, "\n")
        match _is_blank(before), _is_blank(after):
            case True, True:
                return True, True
            case True, False:
                return True, after in _STOPS
            case False, True:
                return False, True
        opens = before in _OPENS_AFTER
        closes = after in _CLOSES_BEFORE or not before.isalnum()
        return (opens, closes) if opens or closes else (True, True)

    def _alone(self, at: int) -> tuple[bool, bool]:
        """Whether a single mark may open and may close: neither for an apostrophe."""
        mark = self.text[at]
        before, after = self._neighbours(at, at + 1, " ")
        if before.isalnum() and after.isalnum():
            return False, False
        opens = not (before.isalnum() or after.isspace() or before in ".,?!")
        opens = opens and not _ELIDED.match(self.text, at + 1)
        closes = not (before.isspace() or after.isalnum() or mark == "‘")
        if mark == "’" and (before.isalnum() or after.isspace()):
            opens = False
        return opens, closes and (mark != "`" or opens)

    def _neighbours(self, start: int, end: int, edge: str) -> tuple[str, str]:
        return self.text[start - 1 : start] or edge, self.text[end : end + 1] or edge

    def is_possessive(self, mark: _Mark) -> bool:
        """“the voters’ choice”: a mark that closes only where no later one does."""
        at = mark.start - self.base
        return self.text[at - 1 : at] in ("s", "S") and bool(
            re.match(r"\s+\w", self.text[at + 1 :])
        )


def _is_blank(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) == "Cf"


def quoted_spans(text: str) -> list[Span]:
    """The quoted spans in text order, blanks at their edges left out."""
    found: list[Span] = []
    paragraphs = [_Paragraph(line[0], line.start()) for line in _PARAGRAPH.finditer(text)]
    opened: int | None = None  # where the quotation begins that is open
    for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
        spans, opened = _pair_doubles(text, paragraph.doubles, opened)
        taken = list(spans)
        if opened is not None:
            next_mark = following.doubles[0] if following and following.doubles else None
            if following and next_mark and next_mark.opens and next_mark.start == following.first:
                spans.append((opened, paragraph.last))
                taken.append((opened, paragraph.base + len(paragraph.text)))
                opened = None
            elif next_mark and next_mark.closes and not next_mark.opens:
                taken.append((opened, paragraph.base + len(paragraph.text)))
            else:
                opened = None
        found += spans
        found += _pair_singles(paragraph, taken)
    return [_stripped(text, *span) for span in sorted(found) if _has_words(text, span)]


def _pair_doubles(
    text: str, marks: list[_Mark], opened: int | None
) -> tuple[list[Span], int | None]:
    """The pairs of one paragraph, and the begin of what is open at its end."""
    spans = []
    for mark in marks:
        if opened is not None and mark.closes and not (mark.opens and _rather_opens(text, mark)):
            spans.append((opened, mark.start))
            opened = None
        elif mark.opens:
            opened = mark.end
    return spans, opened


def _rather_opens(text: str, mark: _Mark) -> bool:
    before, after = text[max(0, mark.start - 1) : mark.start], text[mark.end : mark.end + 1]
    return before.isspace() and after.isalnum()


def _pair_singles(paragraph: _Paragraph, taken: list[Span]) -> Iterator[Span]:
    free = [m for m in paragraph.singles if not any(s <= m.start < e for s, e in taken)]
    at = 0
    while at < len(free):
        closing = _closing(paragraph, free, at) if free[at].opens else None
        if closing is not None:
            yield free[at].end, free[closing].start
            at = closing
        at += 1


def _closing(paragraph: _Paragraph, marks: list[_Mark], opening: int) -> int | None:
    """Which of the single marks closes the one at ``opening``, None if none does."""
    start, best = marks[opening].start, None
    for at in range(opening + 1, len(marks)):
        mark = marks[at]
        if not mark.closes:
            return best
        if any(start < double.start < mark.start for double in paragraph.doubles):
            continue
        best = at
        if not paragraph.is_possessive(mark):
            return best
    return best


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _has_words(text: str, span: Span) -> bool:
    return any(character.isalnum() for character in text[span[0] : span[1]])
