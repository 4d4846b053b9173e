"""The lines of a transcript as the talk has them: without what the page prints around it.

Depositions number the lines of a page, reports of parliaments print running heads and the numbers
of their pages between the words. None of that is anybody's, and a turn goes on behind it. Where a
label stands in the middle of a line, what follows it is a line of its own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean

from quotes.languages.proceedings import PAGE_MARK, PAGE_NUMBER, PAGE_SIGNS
from quotes.spans import Span
from quotes.turns.labels import inline_label, labels_within, may_hold_labels

_LEAST = 3  # times that a running head comes, and lines that are counted
_OFTEN = 0.3  # share of the pages that have it
_PAGE = 12  # lines of the shortest page whose running head only its rhythm tells
_NEAR = 3  # lines between a running head and the number of its page
_LONGEST_HEAD = 120
_LONGEST_NUMBER = 24

_LINE = re.compile(r"[^\n]*\n?")
_MARGIN = re.compile(r"[ \t]{0,12}(\d{1,2})(?:[ \t](?=[ \t]{0,60}\S)|(?=[ \t\r]*(?:\n|\Z)))")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Lines:
    """``spans``: where each line stands, without the number before it. ``within``: numbers of those
    that begin in the middle of a printed line. ``of_page``: of those that only the page needs.
    ``gaps``: all that is nobody's, as characters of the text, in order.
    """

    spans: list[Span]
    within: frozenset[int]
    of_page: frozenset[int]
    gaps: list[Span]


def lines_of(text: str) -> Lines:
    """The lines of a text. Linear in its length."""
    whole = [match.span() for match in _LINE.finditer(text) if match[0]]
    numbered = _without_margin(text, whole)
    known = _known(text, numbered) if may_hold_labels(text) else set()
    spans = list(_split(text, numbered, known))
    within = frozenset(n for n, (a, b) in enumerate(pairwise(spans), 1) if a[1] == b[0] and
                        text[b[0] - 1] != "\n")  # fmt: skip
    of_page = frozenset(_of_page(text, spans))
    gaps = [(a, b) for (a, _), (b, _) in zip(whole, numbered, strict=True) if a < b]
    gaps += [spans[number] for number in of_page]
    return Lines(spans, within, of_page, sorted(gaps))


def _without_margin(text: str, lines: list[Span]) -> list[Span]:
    """Without the numbers that depositions print before each line: 1 to 25, then again."""
    found = [_MARGIN.match(text, start, end) for start, end in lines]
    numbers = [int(match[1]) for match in found if match]
    printed = sum(bool(text[start:end].strip()) for start, end in lines)
    counted = sum(b == a + 1 for a, b in pairwise(numbers))
    if counted < _LEAST or 2 * counted < printed:
        return lines
    bare = []
    before = 0
    for match, (start, end) in zip(found, lines, strict=True):
        number = int(match[1]) if match else before
        # A number alone that does not count on is the page's.
        of_page = match and number != before + 1 and not text[match.end() : end].strip()
        bare.append((match.end(), end) if match and not of_page else (start, end))
        before = before if of_page else number
    return bare


def _known(text: str, lines: Sequence[Span]) -> set[str]:
    """The labels that lines begin with, more than once."""
    labels = (inline_label(text[start:end]) for start, end in lines)
    often = Counter(label.name for label in labels if label)
    return {name for name, n in often.items() if n > 1}


def _split(text: str, lines: Sequence[Span], known: set[str]) -> Iterator[Span]:
    """Each line, and what follows a label in the middle of one: “HOST: Senator? LOWE: Well”."""
    for start, end in lines:
        begin = start
        line = text[start:end]
        for at in labels_within(line, known) if ":" in line else ():
            yield begin, start + at
            begin = start + at
        yield begin, end


def _of_page(text: str, lines: Sequence[Span]) -> Iterator[int]:
    """The lines with page numbers and running heads."""
    printed = [text[a:b].strip() for a, b in lines]
    marks: set[int] = set()
    if any(sign in text for sign in PAGE_SIGNS):
        marks = {n for n, line in enumerate(printed) if line and PAGE_MARK.fullmatch(line)}
    short = (n for n, line in enumerate(printed) if len(line) < _LONGEST_NUMBER)
    numbers = [n for n in short if PAGE_NUMBER.fullmatch(printed[n])]
    if _counts([printed[n] for n in numbers]):
        marks.update(numbers)
    breaks = {n for n, (a, b) in enumerate(lines) if "\f" in text[a:b]}
    alike: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(printed):
        if 3 < len(line) <= _LONGEST_HEAD:
            alike[_DIGITS.sub("#", " ".join(line.split()))].append(number)
    edges = _around(printed, {*marks, *breaks, -1, len(printed)} if marks or breaks else set())
    marked = len(marks | breaks)
    for shape, places in alike.items():
        if len(places) < _LEAST or re.search(r"#:#", shape):  # a time
            continue
        beside = len(places) >= _OFTEN * marked
        beside = beside and sum(place in edges for place in places) >= 0.8 * len(places)
        pages = mean(b - a for a, b in pairwise(places)) >= _PAGE
        if beside or (pages and "#" in shape and _counts([printed[n] for n in places])):
            marks.update(places)
    yield from marks


def _counts(printed: Sequence[str]) -> bool:
    """Is there a number in the lines that grows by one from each to the next, nearly always?"""
    # Of a long number the last digits: Python reads no more than 4300.
    rows = [[int(n[-18:]) for n in _DIGITS.findall(line)[:8]] for line in printed]
    if len(rows) < _LEAST or not rows[0]:
        return False
    columns = zip(*(row if len(row) == len(rows[0]) else [-1] * len(rows[0]) for row in rows),
                  strict=True)  # fmt: skip
    return any(
        sum(0 < b - a <= 2 for a, b in pairwise(column)) >= 0.8 * (len(rows) - 1)
        for column in columns
    )


def _around(printed: Sequence[str], marks: set[int]) -> set[int]:
    """The marks of the page, and the few printed lines before and behind each."""
    found = set(marks)
    for mark in marks:
        for step in (-1, 1):
            at, left = mark + step, _NEAR
            while left and 0 <= at < len(printed):
                found.add(at)
                left -= bool(printed[at])
                at += step
    return found
