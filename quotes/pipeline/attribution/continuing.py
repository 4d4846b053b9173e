"""Quotations that their marks say go on: whose opening mark repeats one that was left open.

Typography tells what no clause has to: each paragraph of a long quotation opens anew and only the
last one closes. All are one speaker's, whoever speaks next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any

from quotes.encoder.words import WordSpan
from quotes.pipeline.attribution.clauses import Choice

if TYPE_CHECKING:
    from numpy.typing import NDArray


def leaders(
    to_cue: Sequence[Choice],
    own: Sequence[set[WordSpan]],
    places: Sequence[WordSpan],
    repeating: AbstractSet[int],
    sentence: NDArray[Any],
) -> dict[int, int]:
    """Of contents without a clause of their own in such a quotation, the one that has theirs.

    That is the nearest one before it that has a clause, else the nearest behind it, else the first.
    ``repeating``: the words at which an opening mark repeats one.
    """
    found: dict[int, int] = {}
    for chain in _chains(places, repeating):
        having = [i for i in chain if _has_clause(to_cue[i], own[i], places[i], sentence)]
        for i in chain:
            before, behind = [h for h in having if h <= i], [h for h in having if h > i]
            leader = before[-1] if before else behind[0] if behind else chain[0]
            if leader != i:
                found[i] = leader
    return found


def _chains(places: Sequence[WordSpan], repeating: AbstractSet[int]) -> Iterator[list[int]]:
    chain: list[int] = []
    for i, (a, _) in enumerate(places):
        if chain and a in repeating and places[i - 1][1] == a:
            chain.append(i)
            continue
        if len(chain) > 1:
            yield chain
        chain = [i]
    if len(chain) > 1:
        yield chain


def _has_clause(
    choice: Choice, own: set[WordSpan], place: WordSpan, sentence: NDArray[Any]
) -> bool:
    """In its own sentence, or in the one that it goes on from: “…,” Ada said. “…"""
    cue = choice.best()
    if cue is None:
        return False
    return cue in own or 0 <= sentence[place[0]] - sentence[cue[0]] <= 1
