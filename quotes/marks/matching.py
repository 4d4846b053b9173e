"""Which opening mark belongs to which closing mark, within one paragraph.

Two passes. Double marks, guillemets and corner brackets are reliable, so they pair first, on one
stack. Single marks are mostly apostrophes; they pair among those that stand in the same stretch
of the first pass, with a look at what closing marks are still to come. What is left over may pair
across kinds (‘Hello”). Every pass is linear in the number of marks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from quotes.marks.scanning import Closes, Mark, Opens

_SENTENCE_END = ".?!:…。？！"


@dataclass(slots=True)
class Matched:
    """The marks of one paragraph (or of what page furniture leaves of one), matched.

    ``pairs`` are (opening, closing), nested or disjoint, in order of neither. ``open`` are the
    opening marks without a closing one, ``stray`` the closing marks without an opening one, both in
    text order and only those that stand in no pair.
    """

    pairs: list[tuple[Mark, Mark]] = field(default_factory=list)
    open: list[Mark] = field(default_factory=list)
    stray: list[Mark] = field(default_factory=list)


_Pair = tuple[int, int]  # numbers of marks


def match(text: str, marks: Sequence[Mark], *, by_sentence: bool, singles_by_line: bool) -> Matched:
    """Matches the ``marks`` of one paragraph, given in text order.

    ``by_sentence``: the text has one sentence a line and no paragraphs, so that a mark at a line's
    begin may repeat one left open. ``singles_by_line`` keeps single marks from pairing across a
    line break there, where an apostrophe would find some closing mark in the end.
    """
    marks, pairs, open_, stray = _match_strong(text, marks, by_sentence)
    pairs += _match_singles(text, marks, pairs, open_, stray, singles_by_line)
    open_.sort()
    stray.sort()
    inside = _surrounding(len(marks), pairs)
    return Matched(
        [(marks[i], marks[j]) for i, j in pairs],
        [marks[i] for i in open_ if inside[i] < 0],
        [marks[i] for i in stray if inside[i] < 0],
    )


def _match_strong(
    text: str, given: Sequence[Mark], by_sentence: bool
) -> tuple[list[Mark], list[_Pair], list[int], list[int]]:
    """Pairs all but single marks; (the marks, pairs, open, stray).

    A closing mark looks for its own shape first, then for its own kind (“Hello"), and drops what
    was opened since. '' where nothing is open to close is two single marks.
    """
    marks: list[Mark] = []
    pairs: list[_Pair] = []
    stack: list[int] = []
    open_: list[int] = []
    stray: list[int] = []
    open_count: Counter[str] = Counter()  # by kind and by glyph; these names never coincide
    followers = _next_of_kind(given)
    for number, mark in enumerate(given):
        if mark.kind == "single":
            marks.append(mark)
            continue
        if mark.closes and open_count[mark.kind]:
            if mark.closes is Closes.POORLY and _is_inches(mark, followers[number], open_count):
                continue
            same_glyph = open_count[mark.glyph] > 0
            while True:
                opened = stack.pop()
                candidate = marks[opened]
                open_count[candidate.kind] -= 1
                open_count[candidate.glyph] -= 1
                if candidate.glyph == mark.glyph or (
                    not same_glyph and candidate.kind == mark.kind
                ):
                    break
            pairs.append((opened, len(marks)))
            marks.append(mark)
        elif mark.opens:
            if by_sentence and open_count[mark.glyph] and text[mark.start - 1] == "\n":
                open_ += stack
                stack.clear()
                open_count.clear()
            stack.append(len(marks))
            open_count[mark.kind] += 1
            open_count[mark.glyph] += 1
            marks.append(mark)
        elif mark.glyph == "''":
            middle = mark.start + 1
            marks.append(mark._replace(end=middle, kind="single", glyph="'"))
            marks.append(mark._replace(start=middle, kind="single", glyph="'"))
        elif mark.closes > Closes.POORLY:
            stray.append(len(marks))
            marks.append(mark)
    return marks, pairs, open_ + stack, stray


def _next_of_kind(marks: Sequence[Mark]) -> list[Mark | None]:
    """For every mark the next one of the same kind."""
    found: list[Mark | None] = [None] * len(marks)
    last: dict[str, Mark] = {}
    for number in range(len(marks) - 1, -1, -1):
        found[number] = last.get(marks[number].kind)
        last[marks[number].kind] = marks[number]
    return found


def _is_inches(mark: Mark, following: Mark | None, open_count: Counter[str]) -> bool:
    """“a 12" pipe,” he said: with one mark open, the better closing mark is still to come."""
    return (
        open_count[mark.kind] == 1
        and following is not None
        and not following.opens
        and following.closes > mark.closes
    )


def _surrounding(count: int, pairs: Sequence[_Pair]) -> list[int]:
    """For every mark the number of the innermost pair around it, or -1. Pairs must nest."""
    begin = {i: number for number, (i, _) in enumerate(pairs)}
    ends = {j for _, j in pairs}
    inside = [-1] * count
    stack = [-1]
    for i in range(count):
        if i in ends:
            stack.pop()
        inside[i] = stack[-1]
        if i in begin:
            stack.append(begin[i])
    return inside


def _match_singles(
    text: str,
    marks: Sequence[Mark],
    strong: Sequence[_Pair],
    open_: list[int],
    stray: list[int],
    by_line: bool,
) -> list[_Pair]:
    """Pairs the single marks that stand in the same stretch; adds to ``open_`` and ``stray``."""
    inside = _surrounding(len(marks), strong)
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    line = 0
    previous = marks[0].start if marks else 0
    for number, mark in enumerate(marks):
        if by_line:
            line += text.count("\n", previous, mark.start)
            previous = mark.start
        if mark.kind == "single":
            groups[inside[number], line].append(number)
    pairs: list[_Pair] = []
    for group in groups.values():
        pairs += _match_group(text, marks, group, open_, stray)
    return pairs


def _match_group(
    text: str, marks: Sequence[Mark], group: Sequence[int], open_: list[int], stray: list[int]
) -> list[_Pair]:
    pairs: list[_Pair] = []
    stack: list[int] = []
    for number, to_come in zip(group, _to_come(marks, group), strict=True):
        mark = marks[number]
        if not stack:
            if mark.opens is Opens.YES or (mark.opens and to_come >= Closes.FAIRLY):
                stack.append(number)
            elif mark.closes is Closes.WELL:
                stray.append(number)
        elif mark.closes and mark.closes >= (to_come if len(stack) == 1 else Closes.FAIRLY):
            pairs.append((stack.pop(), number))
        elif mark.opens is Opens.YES and not mark.closes:
            if text[mark.start] == "‘" and marks[stack[-1]].glyph == "‘":
                stack.append(number)
            elif _follows_sentence(text, mark) or not introduces(text, marks[stack[0]]):
                _give_up(text, marks, stack, pairs, open_)
                stack = [number]
    _give_up(text, marks, stack, pairs, open_)
    return pairs


def _give_up(
    text: str, marks: Sequence[Mark], stack: list[int], pairs: list[_Pair], open_: list[int]
) -> None:
    """Leaves the marks of ``stack`` open, unless an apostrophe took the mark that closes them.

    In ‘Give us some ‘taters,’ the second ‘ follows a word, so the first one opened the quotation.
    """
    if stack and pairs and pairs[-1][0] > stack[-1]:
        inner, closing = pairs[-1]
        if introduces(text, marks[stack[-1]]) and not introduces(text, marks[inner]):
            pairs[-1] = stack.pop(), closing
    open_.extend(stack)


def _to_come(marks: Sequence[Mark], group: Sequence[int]) -> list[Closes]:
    """For every mark how well the best later one closes, up to the next that can open."""
    found = [Closes.NEVER] * len(group)
    best = Closes.NEVER
    for place in range(len(group) - 1, -1, -1):
        found[place] = best
        mark = marks[group[place]]
        best = mark.closes if mark.opens is Opens.YES else max(best, mark.closes)
    return found


def _follows_sentence(text: str, mark: Mark) -> bool:
    return _char_before(text, mark) in _SENTENCE_END


def introduces(text: str, mark: Mark) -> bool:
    """Whether ``mark`` stands where speech begins: after punctuation, or first in its paragraph."""
    return not _char_before(text, mark).isalnum()


def _char_before(text: str, mark: Mark) -> str:
    """The last character before the mark that is no blank, of the few that stand before it."""
    return text[max(0, mark.start - 4) : mark.start].rstrip()[-1:] or "."


def match_across_kinds(open_: Sequence[Mark], stray: Sequence[Mark]) -> list[tuple[Mark, Mark]]:
    """Pairs unclosed with stray marks of different kinds, where each lacks its own: ‘Hello”."""
    pairs: list[tuple[Mark, Mark]] = []
    stack: list[Mark] = []
    opening = set(open_)
    for mark in sorted([*open_, *stray]):
        if mark in opening:
            stack.append(mark)
        elif stack and stack[-1].kind != mark.kind:
            pairs.append((stack.pop(), mark))
    return pairs
