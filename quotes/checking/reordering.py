"""Whether the source has exactly a claim's words, close together, in another order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from quotes.checking.claim import Claim
from quotes.checking.index import Index
from quotes.checking.omissions import Omissions
from quotes.languages import wording

_FEWEST = 3
_MOST_SPARE = 2
_SENTENCE_END = re.compile(r"[.!?;]\s+\S")
_SHORTEST_PIECE = 3  # words of a neighbouring sentence; fewer are there by chance


def find_reordered(
    claim: Claim, index: Index, omissions: Omissions, regions: Sequence[tuple[int, int]]
) -> list[int]:
    """The positions of the claim's words where they stand together, nothing with them but fillers
    and at most two function words; none where they do not."""
    wanted = Counter(claim.words.keys)
    if len(claim) < _FEWEST:
        return []
    for start, end in regions:
        positions = [p for p in range(start, end) if index.words.keys[p] not in wording.FILLERS]
        for spare in range(_MOST_SPARE + 1):
            if found := _window(positions, wanted, len(claim) + spare, index):
                extra = Counter(index.words.keys[p] for p in found) - wanted
                plain = all(
                    omissions.kind(p) == "function" for p in found if index.words.keys[p] in extra
                )
                if plain and _is_whole(claim, found, index) and _moves(claim, found, index):
                    return found
    return []


def _window(positions: Sequence[int], wanted: Counter[str], size: int, index: Index) -> list[int]:
    """The first stretch of this many words that has all that are wanted."""
    if len(positions) < size:
        return []
    lacking = Counter(wanted)
    short = len(wanted)  # how many different words the stretch has too few of
    for at, position in enumerate(positions):
        key = index.words.keys[position]
        if key in wanted:
            lacking[key] -= 1
            short -= lacking[key] == 0
        if at >= size:
            gone = index.words.keys[positions[at - size]]
            if gone in wanted:
                short += lacking[gone] == 0
                lacking[gone] += 1
        if short == 0 and at >= size - 1:
            return list(positions[at - size + 1 : at + 1])
    return []


def _is_whole(claim: Claim, found: Sequence[int], index: Index) -> bool:
    """Whether the words are of one turn, and of as many sentences as the claim has."""
    if len({id(index.turn_of(p)) for p in found}) > 1:
        return False
    pieces: list[int] = []
    for p in found:
        if not pieces or (index.begins_sentence(p) and p != found[0]):
            pieces.append(0)
        pieces[-1] += 1
    several = _SENTENCE_END.search(claim.words.text) is not None
    return len(pieces) == 1 or (several and min(pieces) >= _SHORTEST_PIECE)


def _moves(claim: Claim, found: Sequence[int], index: Index) -> bool:
    """Whether words that tell something stand elsewhere: an “and” for a “but” moves nothing."""
    theirs = [index.words.keys[p] for p in found]
    same = SequenceMatcher(None, claim.words.keys, theirs, autojunk=False).get_matching_blocks()
    kept = {i for block in same for i in range(block.a, block.a + block.size)}
    moved = [key for i, key in enumerate(claim.words.keys) if i not in kept]
    return len(moved) > 1 or any(key not in ("and", "but", "or") for key in moved)
