"""Finding the turns of a transcript, and telling a transcript from everything else with colons.

A line that begins like a label proves nothing: recipes, forms, logs and code are full of them. A
transcript is told by all of its turns together: labels come again, sentences follow them, and
people who talk to each other say “I” and “you”, ask and answer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from quotes.turns.blocks import fill, stand_apart, with_unlabelled, without_heading
from quotes.turns.candidates import Candidate, candidates, speakers
from quotes.turns.directions import spoken
from quotes.turns.interviews import unlabelled_interview
from quotes.turns.lines import Lines, lines_of
from quotes.turns.talk import is_talk
from quotes.turns.times import seconds_of
from quotes.turns.turn import Turn

LEAST_TURNS = 4
LEAST_TOLD = 2  # turns, where the user says that it is a transcript
LEAST_RECURRING = 0.5  # share of turns whose label comes again


def find_turns(text: str, *, told: bool = False, sure: bool = False) -> list[Turn]:
    """The turns of `text` in order, none where it is no transcript. Linear in its length.

    ``told``: it is likely to be one, so nothing but the shape of the labels counts. ``sure``: the
    user says so, and a label need not come again. Turns stand where the transcript stands: an
    article before or after it is no part of them.
    """
    told = told or sure
    lines = lines_of(text)
    found = candidates(text, lines, told=told)
    best: list[Candidate] = []
    for style in ("inline", "stop", "alone"):
        own = [c for c in found if c.label.style == style]
        turns = _transcript(text, lines, own, told, sure)
        if len(turns) > len(best):
            best = turns
    # Of an interview whose questions stand in bold, a label or two are an oversight.
    interview = unlabelled_interview(text, lines, told=sure and not best)
    return interview if len(interview) > len(best) else _turns(text, lines, best)


def _transcript(
    text: str, lines: Lines, found: list[Candidate], told: bool, sure: bool
) -> list[Candidate]:
    """The candidates that are turns, with their words; none if they make no transcript."""
    least = LEAST_TOLD if told else LEAST_TURNS
    turns = speakers(found, lines.within, sure=sure)
    if len(turns) < least:
        return []
    fill(text, lines, turns)
    turns = without_heading(text, [c for c in turns if c.blocks])
    often = Counter(c.key for c in turns)
    recurring = sum(often[c.key] > 1 for c in turns)
    if len(turns) < least:
        return []
    few = len(often) < 2 or recurring < LEAST_RECURRING * len(turns)
    alone = turns[0].label.style == "alone"
    if few and (not told or (alone and not (sure and stand_apart(text, lines, turns)))):
        return []
    return with_unlabelled(text, turns) if told or is_talk(text, turns) else []


def _turns(text: str, lines: Lines, found: Sequence[Candidate]) -> list[Turn]:
    times = seconds_of([c.label.stamp for c in found])
    turns = []
    for candidate, time in zip(found, times, strict=True):
        first = bisect_left(lines.gaps, (candidate.start, 0))
        last = bisect_left(lines.gaps, (candidate.end, 0))
        gaps = tuple(lines.gaps[first:last])
        stretches = spoken(text, candidate.start, candidate.end, gaps)
        note = text[candidate.start] == "\u200e"  # “image omitted”, by the messenger
        if stretches and not note:  # more than “(nods)”
            start, end = stretches[0][0], stretches[-1][1]
            own = tuple(gap for gap in gaps if start < gap[0] and gap[1] < end)
            if candidate.unlabelled:
                turns.append(Turn(start, end, gaps=own))
                continue
            label = candidate.label
            place = (candidate.at + label.start, candidate.at + label.print_end)
            turns.append(Turn(start, end, place, label.name, time, own))
    return turns
