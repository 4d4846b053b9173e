"""Reported clauses: what a source says about words that nobody claims to quote.

People paraphrase freely, so that little can be proved against a clause. It is `paraphrase` where
the source says so, `altered` only where a passage that is surely the same statement has another
number or denies it, and else `unchecked` with the flag `reported`: no summary accuses anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from quotes.checking.claim import read_claim
from quotes.checking.finding import Found
from quotes.checking.index import Index
from quotes.checking.judging import Judgement
from quotes.checking.paraphrase import Reported, find_reported, outside
from quotes.checking.passages import overlaps
from quotes.checking.result import Check, Passage
from quotes.checking.sources import Source
from quotes.checking.speakers import Same
from quotes.checking.telling import told, unchecked
from quotes.checking.verdicts import Verdict
from quotes.checking.words import read_words
from quotes.records import Quote

# What makes a passage surely the same statement.
_SURELY, _ENOUGH, _FEWEST, _CLOSE = 0.8, 6, 4, 3
_NOT_TOLD = ("reported", "this is reported, not quoted, and no passage surely says the same")


def check_reported(quote: Quote, sources: Sequence[Source], names: Collection[str]) -> Check:
    clause = read_words(quote.text)
    skip = own_names(quote)
    found = [(source, find_reported(clause, source.index, skip, names)) for source in sources]
    best = max(found, key=lambda one: (one[1].coverage, one[1].holds), default=None)
    if best is None or not best[1].positions:
        return unchecked(quote, [_NOT_TOLD])
    source, reported = best
    said = _said_by(quote, source, reported.positions)
    if reported.holds and said is not Same.NO:
        verdict = Verdict.PARAPHRASE
    elif (said is Same.YES or not source.turns) and _is_surely(reported, source.index):
        verdict = Verdict.ALTERED
    else:
        return unchecked(quote, [_NOT_TOLD])
    judgement = Judgement(
        {verdict}, list(reported.changes), positions=list(reported.positions), fit=reported.coverage
    )
    if said is Same.UNKNOWN:
        judgement.flags.append("speaker-unknown")
    judgement.flags.append("reported")
    return told(quote, read_claim(quote.parts), Found(source, judgement, same=said))


def frame_differs(quote: Quote, passage: Passage, source: Source, names: Collection[str]) -> bool:
    """Whether the words around the marks of a mixed quotation say what the passage surely does not.

    The frame is the article's own wording, so that this is a note and no verdict.
    """
    rest = outside(quote)
    if not rest.keys:
        return False
    reported = find_reported(rest, source.index, own_names(quote), names, read_words(quote.text))
    if not reported.positions or not overlaps(passage, source.index, reported.positions):
        return False
    return not reported.holds and _is_surely(reported, source.index)


def own_names(quote: Quote) -> set[str]:
    """The speaker says “I”, not their own name."""
    if quote.speaker is None:
        return set()
    return {key for name in (quote.speaker.name, *quote.speaker.aliases)
            for key in read_words(name).keys}  # fmt: skip


def _said_by(quote: Quote, source: Source, positions: Sequence[int]) -> Same | None:
    if quote.speaker is None:
        return None
    said = source.say(quote.speaker, positions)
    for same in (Same.NO, Same.UNKNOWN):
        if same in said:
            return same
    return Same.YES


def _is_surely(reported: Reported, index: Index) -> bool:
    """Whether the passage is the same statement, and denies it or has another number."""
    grave = [change for change in reported.changes if change.kind in ("negation", "number")]
    spread = reported.positions[-1] - reported.positions[0] + 1
    return (
        bool(grave)
        and (
            (reported.wanted >= _ENOUGH and reported.coverage >= _SURELY)
            or (reported.wanted >= _FEWEST and reported.coverage == 1.0)
        )
        and spread <= _CLOSE * reported.wanted
        and index.turn_of(reported.positions[0]) is index.turn_of(reported.positions[-1])
    )
