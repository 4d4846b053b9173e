"""What is said under a label: its own line, the paragraphs below it, and where it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from quotes.languages.proceedings import ENDS_TALK, NOT_SPOKEN, SCENE, SLUG
from quotes.languages.transcripts import FIRST_PERSON, TALK
from quotes.spans import Span
from quotes.turns.candidates import Candidate, mostly
from quotes.turns.labels import Label, label_of, names_no_speaker
from quotes.turns.lines import Lines
from quotes.turns.talk import WORD

_RULE = re.compile(r"[\s*_=~#•·–—-]*")
_FULL_STOPS = ".?!…—–-”\"’')]*_"
_CENTRED = 8  # blanks before a line that is no wrapped one


def fill(text: str, lines: Lines, speakers: Sequence[Candidate]) -> None:
    """Fills in ``blocks``: the words of each candidate up to the next, or to what ends them."""
    if not speakers:
        return
    blocks = _Blocks(text, lines, speakers)
    for candidate, following in zip(speakers, [*speakers[1:], None], strict=True):
        stop = following.line if following else len(lines.spans)
        candidate.blocks = list(blocks.under(candidate, stop))
    counts = sorted((len(c.blocks) for c in speakers[:-1]), reverse=True)
    for candidate in speakers[:-1]:
        others = counts[1] if len(candidate.blocks) == counts[0] and len(counts) > 1 else counts[0]
        if len(candidate.blocks) > max(5, 3 * others):
            _cut_where_talk_ends(text, candidate)
    # What follows a transcript is often no part of it; its last turn is no longer than the others.
    del speakers[-1].blocks[max(1, counts[0] if counts else 1) :]


class _Blocks:
    """Paragraphs: parted by blank lines, by an indent where labels have one, else by lines."""

    def __init__(self, text: str, lines: Lines, speakers: Sequence[Candidate]) -> None:
        self.text, self.lines = text, lines
        parted = [self._is_blank(c.line - 1) for c in speakers[1:]]
        self.by_blank_lines = sum(parted) >= len(parted) / 2
        # “  Mr. LEE. I …” above lines that begin further left, as the Congressional Record has it.
        indents = [self._indent(c.line) for c in speakers]
        below = [self._indent(c.line + 1) for c in speakers if not self._is_blank(c.line + 1)]
        self.by_indent = (
            not self.by_blank_lines
            and mostly([0 < indent < _CENTRED for indent in indents])
            and sum(indent == 0 for indent in below) >= len(below) / 2 > 0
        )
        self.proceedings = any(c.label.style == "stop" or c.label.presides for c in speakers)
        alone = all(c.label.style == "alone" for c in speakers)
        self.screenplay = alone and any(SLUG.match(text, a, b) for a, b in lines.spans)
        self.in_capitals = mostly([text[c.at : c.at + 400].isupper() for c in speakers])

    def under(self, candidate: Candidate, stop: int) -> Iterator[Span]:
        """The paragraphs under a label, its own words first."""
        spans = self.lines.spans
        start, end = _stripped(
            self.text, candidate.at + candidate.label.end, spans[candidate.line][1]
        )
        indent = -1
        first = True
        gap = False
        surname = _surname(candidate.label)
        for number in range(candidate.line + 1, stop):
            if number in self.lines.of_page:
                continue
            line = self.text[slice(*spans[number])]
            blank = not line.strip()
            # Where lines part paragraphs, one that does not end a sentence may be a wrapped one.
            new = blank or (not self.by_blank_lines and self.text[end - 1] in _FULL_STOPS)
            if self.by_indent and not blank:
                new = gap or self._indent(number) > 0
            if new and start < end:
                yield start, end
                first = False
                start = end = 0
            if blank:
                if self.screenplay and not first:
                    return  # what follows is action
                gap = True
                continue
            here, there = _stripped(self.text, *spans[number])
            if start >= end:
                if indent < 0 and first:
                    indent = self._indent(number)
                elif indent >= 4 and self._indent(number) < indent and gap:
                    return
                if self._ends_turn(number, surname if not first else None, gap):
                    return
                start = here
            elif self._ends_turn(number, None, False):
                break
            end, gap = there, False
        if start < end:
            yield start, end

    def _ends_turn(self, number: int, surname: str | None, after_gap: bool) -> bool:
        """Does a line end the turn before it: a heading, a rule, a scene, a note on the speaker?"""
        line = self.text[slice(*self.lines.spans[number])].strip()
        if line.startswith("#") or _RULE.fullmatch(line) or ENDS_TALK.fullmatch(line):
            return True
        if self.proceedings and NOT_SPOKEN.match(line):
            return True
        if line[0] in "[(":
            return False  # a stage direction
        if SCENE.fullmatch(line):
            return True
        if (label := label_of(line)) is not None:
            if label.style == "inline" and names_no_speaker(label.name):
                return True
            # A heading stands by itself, has no stop, and is no answer of a word or two.
            if label.style == "alone" and after_gap and len(line) > 3 and line[-1] not in ".?!,":
                return self._is_blank(number + 1)
        if self._is_heading(number, line, after_gap):
            return True
        if surname is None or len(line) < 40:
            return False
        words = WORD.findall(line)
        own = any(word.casefold() in FIRST_PERSON for word in words)
        return not own and any(w.removesuffix("’s").removesuffix("'s") == surname for w in words)

    def _is_heading(self, number: int, line: str, after_gap: bool) -> bool:
        """A line in capitals, in the middle of the page or apart from the words above."""
        if self.in_capitals or not line.isupper() or line[-1] in ".?!,":
            return False
        if len(line.split()) < 2 or sum(ch.isalpha() for ch in line) < 8:
            return False
        return after_gap or self._indent(number) >= _CENTRED

    def _indent(self, number: int) -> int:
        if number >= len(self.lines.spans):
            return 0
        line = self.text[slice(*self.lines.spans[number])]
        return len(line) - len(line.lstrip(" \t"))

    def _is_blank(self, number: int) -> bool:
        spans = self.lines.spans
        return not 0 <= number < len(spans) or not self.text[slice(*spans[number])].strip()


def _surname(label: Label) -> str | None:
    """The last word of a label that is a name, as prose would print it."""
    last = label.name.partition(",")[0].split()[-1].strip(".")
    return last.title() if len(last) > 2 and last[0].isupper() else None


def _cut_where_talk_ends(text: str, candidate: Candidate) -> None:
    """Drops what follows from the first three paragraphs in a row in which nobody says “I”."""
    quiet = 0
    for i, block in enumerate(candidate.blocks[1:], 1):
        words = WORD.findall(text[slice(*block)])
        quiet = 0 if any(word.casefold() in TALK for word in words) else quiet + 1
        if quiet == 3:
            del candidate.blocks[i - 2 :]
            return


def _stripped(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def without_heading(text: str, speakers: list[Candidate]) -> list[Candidate]:
    """Without a headline (“Roe: Bridge to close”) and the list of who takes part (“Host: Ada Obi”)
    before the first turn: they end without a stop, as no other turn does.
    """
    ended = [text[c.blocks[0][1] - 1] in _FULL_STOPS or bool(c.label.stamp) for c in speakers]
    if not mostly(ended):
        return speakers
    return speakers[ended.index(True) :]


def with_unlabelled(text: str, speakers: list[Candidate]) -> list[Candidate]:
    """With the questions that stand without a label between two answers of the same person, where
    else two people speak in turns.
    """
    changes = [a.key != b.key for a, b in pairwise(speakers)]
    if len({c.key for c in speakers}) != 2 or not mostly(changes):
        return speakers
    found: list[Candidate] = []
    for candidate, following in zip(speakers, [*speakers[1:], None], strict=True):
        found.append(candidate)
        if following is None or following.key != candidate.key or len(candidate.blocks) < 2:
            continue
        start, end = candidate.blocks[-1]
        asked = text[start:end].strip("*_ ")
        if asked.endswith("?") and asked[0].isupper():
            del candidate.blocks[-1]
            found.append(replace(candidate, blocks=[(start, end)], unlabelled=True))
    return found


def stand_apart(text: str, lines: Lines, speakers: Sequence[Candidate]) -> bool:
    """Whether all there is are names, each on a line of its own right above what is said."""
    printed = [n for n, (a, b) in enumerate(lines.spans) if text[a:b].strip()]
    spans = frozenset(printed)
    starts = {c.line for c in speakers}
    return (
        len({c.key for c in speakers}) > 1
        and bool(printed)
        and printed[0] in starts
        and all(c.line + 1 in spans and c.line + 1 not in starts for c in speakers)
        and all(c.line == 0 or c.line - 1 not in spans for c in speakers)
    )
