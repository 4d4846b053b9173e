"""Finding the characters that can be quotation marks, and what each may do where it stands.

A mark's shape tells less than its neighbours: writers put “ for ”, straight marks have no
direction, and most single marks are apostrophes. So each mark gets two judgements, how well it
could open a quotation and how well it could close one; which it does is decided in pairing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import Literal, NamedTuple

from quotes.marks import apostrophes

Kind = Literal["double", "single", "guillemet", "angle", "corner", "white corner"]


class Opens(IntEnum):
    NEVER = 0
    PERHAPS = 1  # more likely an apostrophe: only if a closing mark follows that has no other use
    YES = 2


class Closes(IntEnum):
    NEVER = 0
    POORLY = 1  # more likely an apostrophe or inches
    FAIRLY = 2
    WELL = 3


class Mark(NamedTuple):
    """One mark, ``text[start:end]``; ``glyph`` is the same for the two marks of a proper pair."""

    start: int
    end: int
    kind: Kind
    glyph: str
    opens: Opens
    closes: Closes


# kind, glyph, and which way the shape itself points: 1 opens, -1 closes, 0 either.
_SHAPES: dict[str, tuple[Kind, str, int]] = {
    '"': ("double", '"', 0),
    "＂": ("double", '"', 0),
    "“": ("double", "“", 1),
    "„": ("double", "“", 2),
    "‟": ("double", "“", 1),
    "〝": ("double", "“", 2),
    "”": ("double", "“", -1),
    "〞": ("double", "“", -2),
    "〟": ("double", "“", -2),
    "«": ("guillemet", "«", 1),
    "»": ("guillemet", "«", -1),
    "‹": ("angle", "‹", 1),
    "›": ("angle", "‹", -1),
    "「": ("corner", "「", 2),
    "」": ("corner", "「", -2),
    "『": ("white corner", "『", 2),
    "』": ("white corner", "『", -2),
    "'": ("single", "'", 0),
    "´": ("single", "'", -1),
    "`": ("single", "'", 2),
    "‘": ("single", "‘", 1),
    "‛": ("single", "‘", 1),
    "‚": ("single", "‘", 2),
    "’": ("single", "‘", -1),
}
# Two of these in a row are one double mark: ``LaTeX'', and '' on both sides.
_DOUBLED = "'´`‘‛’‚"
_DOUBLED_DIRECTION = {"`": 1, "‘": 1, "‛": 1, "‚": 1, "’": -1, "´": 0, "'": 0}

_RUN = re.compile("[" + "".join(_SHAPES) + "]+")
# Tags left over from HTML, and attributes of tags cut off: their marks quote nothing.
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_ATTRIBUTE = re.compile(r"(?<=[A-Za-z]=)(?:\"[^\"<>\n]{0,500}\"|'[^'<>\n]{0,500}')(?=[\s/>]|$)")
_FEET_AND_INCHES = re.compile(r"\d['’′´]\s?\d{1,2}(?:[.½¼¾]\d?)?$")

_LOOK_BACK = 8

DASHES = frozenset("-‐‑‒–—―−")
_FORMAT_CHARACTERS = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u202a\u202b\u202c\ufeff")
_OPENING = frozenset("([{¿¡<（【")
_CLOSING = frozenset(".,;:!?…)]}>。、，！？；：）】‼⁉")

# What the neighbour before and the one after say: positive for opening, negative for closing.
_Side = Literal["blank", "opening", "closing", "dash", "word", "symbol"]
_BEFORE: dict[_Side, int] = {
    "blank": 1,
    "opening": 1,
    "closing": -1,
    "dash": 0,
    "word": -1,
    "symbol": 0,
}
_AFTER: dict[_Side, int] = {
    "blank": -1,
    "opening": 1,
    "closing": -1,
    "dash": 0,
    "word": 1,
    "symbol": 0,
}


def scan(text: str) -> list[Mark]:
    """All marks of ``text`` that could open or close a quotation, in order; no apostrophes.

    One pass of a compiled character class; everything else happens only where it matches.
    """
    return list(_scan(text))


def _scan(text: str) -> Iterator[Mark]:
    length = len(text)
    tags = _tags(text)
    tag = next(tags, None)
    for match in _RUN.finditer(text):
        start, end = match.span()
        before = text[start - 1] if start else "\n"
        after = text[end] if end < length else "\n"
        if end - start == 1 and before.isalnum() and after.isalnum() and text[start] in "'’‘´`":
            continue  # don’t
        while tag is not None and tag[1] <= start:
            tag = next(tags, None)
        if tag is not None and tag[0] <= start:
            continue
        yield from _marks_of_run(text, start, end, before, after)


def _tags(text: str) -> Iterator[tuple[int, int]]:
    """Left-over tags and attributes, in order of their start."""
    found = [match.span() for match in _TAG.finditer(text)] if "<" in text else []
    if "=" in text:
        found += [match.span() for match in _ATTRIBUTE.finditer(text)]
    last = 0
    for start, end in sorted(found):
        if end > last:
            yield start, end
            last = end


def _side(char: str) -> _Side:
    if char.isalnum():
        return "word"
    if char.isspace() or char in _FORMAT_CHARACTERS:
        return "blank"
    if char in _CLOSING:
        return "closing"
    if char in _OPENING:
        return "opening"
    return "dash" if char in DASHES else "symbol"


def _marks_of_run(text: str, start: int, end: int, before: str, after: str) -> Iterator[Mark]:
    """The marks of a run of adjacent ones, which share their neighbours left and right."""
    left, right = _side(before), _side(after)
    lean = _BEFORE[left] + _AFTER[right]
    for at, size in _pieces(text, start, end, opening=lean > 0):
        if size == 2:
            shape: tuple[Kind, str, int] = ("double", "''", _DOUBLED_DIRECTION[text[at]])
        else:
            shape = _SHAPES[text[at]]
        if shape[0] == "single":
            mark = _single(text, at, start, end, left, right)
        else:
            mark = _strong(text, at, size, shape, left, right)
        if mark is not None:
            yield mark


def _pieces(text: str, start: int, end: int, *, opening: bool) -> Iterator[tuple[int, int]]:
    """Cuts a run into (offset, size): ''' is '' and ' where it opens, ' and '' where it closes."""
    at = start
    while at < end:
        char = text[at]
        if char not in _DOUBLED:
            yield at, 1
            at += 1
            continue
        stop = at
        while stop < end and text[stop] == char:
            stop += 1
        if char == "`" and stop - at > 2:  # a fence around code
            at = stop
            continue
        if (stop - at) % 2 and not opening:
            yield at, 1
            at += 1
        while at + 1 < stop:
            yield at, 2
            at += 2
        if at < stop:
            yield at, 1
            at += 1


def _strong(
    text: str, at: int, size: int, shape: tuple[Kind, str, int], left: _Side, right: _Side
) -> Mark | None:
    """A mark that is no apostrophe: all but the single ones."""
    kind, glyph, direction = shape
    lean = _BEFORE[left] + _AFTER[right]
    if direction == 0:
        may_open, may_close = lean >= 0, lean <= 0
        if left == right == "blank":  # tokenised text: the begin and end of a line still tell
            may_open = text[at + size : at + size + 1] not in ("", "\n")
            may_close = at > 0 and text[at - 1] != "\n"
    else:
        # A left mark in the place of a right one, or the other way round, may be either.
        ends_line = lean == 0 and text[at + size : at + size + 1] in ("", "\n")
        may_open = direction > 0 or (direction == -1 and lean > 0)
        may_close = direction < 0 or (direction == 1 and (lean < 0 or ends_line))
    closes = Closes.WELL if may_close else Closes.NEVER
    if may_close and not may_open and text[at - 1 : at].isdigit() and glyph in ('"', "''"):
        if _FEET_AND_INCHES.search(text, max(0, at - _LOOK_BACK), at):
            return None
        closes = Closes.POORLY if right != "closing" else Closes.FAIRLY
    opens = Opens.YES if may_open else Opens.NEVER
    return Mark(at, at + size, kind, glyph, opens, closes)


def _single(text: str, at: int, start: int, end: int, left: _Side, right: _Side) -> Mark | None:
    """A single mark, or None for what can only be an apostrophe."""
    _, glyph, direction = _SHAPES[text[at]]
    if end - start == 1 and (
        left == right == "word"
        or apostrophes.within_rock_n_roll(text, at)
        or apostrophes.starts_clitic(text, at + 1)
    ):
        return None
    opens = _opens_single(text, at, end, direction, left, right)
    closes = _closes_single(text, at, start, direction, left, right)
    if opens is Opens.NEVER and closes is Closes.NEVER:
        return None
    return Mark(at, at + 1, "single", glyph, opens, closes)


def _opens_single(text: str, at: int, end: int, direction: int, left: _Side, right: _Side) -> Opens:
    lean = _BEFORE[left] + _AFTER[right]
    if left == right == "blank":  # tokenised text
        ends_line = text[at + 1 : at + 2] in ("", "\n")
        return Opens.NEVER if direction < 0 or ends_line else Opens.YES
    if direction == 2:  # ‚ and ` look like a comma and an accent elsewhere
        return Opens.YES if lean > 0 and right == "word" else Opens.NEVER
    if lean < 0:
        return Opens.NEVER
    if apostrophes.starts_elided(text, end):
        return Opens.PERHAPS if direction >= 0 else Opens.NEVER
    if direction < 0 or left == "closing":
        return Opens.PERHAPS
    return Opens.YES


def _closes_single(
    text: str, at: int, start: int, direction: int, left: _Side, right: _Side
) -> Closes:
    lean = _BEFORE[left] + _AFTER[right]
    if direction == 2:
        return Closes.NEVER
    if left == right == "blank":  # tokenised text: judge by the word before the blank
        if direction > 0 or start == 0 or text[start - 1] == "\n":
            return Closes.NEVER
        word_end = start - 1
        while word_end > max(0, start - _LOOK_BACK) and _side(text[word_end - 1]) == "blank":
            word_end -= 1
        left = _side(text[word_end - 1]) if word_end else "blank"
    elif lean > 0 or (direction > 0 and lean == 0):
        return Closes.NEVER
    else:
        word_end = start
    if left != "word":
        return Closes.WELL
    if text[word_end - 1].isdigit():
        return Closes.POORLY
    if right != "closing" and apostrophes.ends_cut_short(text, word_end):
        return Closes.NEVER
    return Closes.POORLY if apostrophes.ends_open(text, word_end) else Closes.FAIRLY
