"""Which words of a claim explain themselves: they stand opposite the same words of the source."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from quotes.checking.alignment import Alignment, variants
from quotes.checking.claim import Break, Claim
from quotes.checking.index import Index
from quotes.checking.paraphrase import stem
from quotes.languages import wording

# Words left out unmarked from which on two places are “far apart”.
FAR = 10
SOLID = 3  # fewer words than this, far from the rest, are a coincidence
_MOST_PLACES = 1000


class Explainer:
    """Pairs the words of one claim with those of one source that prove them."""

    def __init__(self, claim: Claim, index: Index) -> None:
        self.claim = claim
        self.index = index

    def partners(self, alignment: Alignment) -> list[int | None]:
        partner: list[int | None] = []
        for i, position in enumerate(alignment.partner):
            fits = position is not None and (
                alignment.exact[i]
                or self.index.words.keys[position] in variants(self.claim.words.keys[i])
            )
            partner.append(position if fits and self._case_fits(i, position) else None)
        return self._without_islands(partner)

    def alike(self, alignment: Alignment, partner: Sequence[int | None]) -> dict[int, int]:
        """The words that stand opposite another form of the same word, and where."""
        return {
            i: p
            for i, p in enumerate(alignment.partner)
            if p is not None
            and partner[i] is None
            and stem(self.claim.words.keys[i]) == stem(self.index.words.keys[p])
        }

    def _case_fits(self, i: int, position: int | None) -> bool:
        if position is None or self.claim.words.keys[i] not in wording.CASE_TELLS:
            return position is not None
        ours, theirs = self.claim.words.printed(i), self.index.words.printed(position)
        if self.index.is_caseless or ours == theirs or "." in ours + theirs:
            return True
        first = any(i == start for start, _ in self.claim.parts)
        return (first or self.index.begins_sentence(position)) and (
            ours.isupper() == theirs.isupper() or len(ours) == 1
        )

    def _without_islands(self, partner: list[int | None]) -> list[int | None]:
        """Takes back the few words that stand far from all the others and prove nothing."""
        known = [(i, p) for i, p in enumerate(partner) if p is not None]
        islands: list[list[tuple[int, int]]] = []
        for i, p in known:
            if islands:
                before, at = islands[-1][-1]
                marked = any(
                    one & (Break.ELLIPSIS | Break.BRACKET | Break.PART)
                    for one in self.claim.breaks[before + 1 : i + 1]
                )
                if p - at <= FAR or marked:
                    islands[-1].append((i, p))
                    continue
            islands.append([(i, p)])
        if len(islands) > 1:
            largest = max(len(island) for island in islands)
            for island in islands:
                if len(island) < min(SOLID, largest):
                    for i, _ in island:
                        partner[i] = None
        return partner

    def moved(self, partner: Sequence[int | None]) -> dict[int, int]:
        """Claim words that stand in one piece far away in the source: these are stitched."""
        used = {p for p in partner if p is not None}
        moved: dict[int, int] = {}
        i = stop = 0
        while i < len(partner):
            if partner[i] is not None:
                i += 1
                continue
            stop = max(stop, i)
            while stop < len(partner) and partner[stop] is None:
                stop += 1
            found, size = self._elsewhere(i, stop, used)
            if size:
                for k in range(size):
                    moved[i + k] = found + k
                    used.add(found + k)
            i += max(size, 1)
        return moved

    def _longest(self, first: int, stop: int) -> int:
        """At most how many of these words stand anywhere in a row: found by doubling, because to
        try every length would take the square of their number.
        """
        keys, size = self.claim.words.keys, SOLID
        while size < stop - first and len(self.index.find(keys[first : first + size])):
            size *= 2
        return min(size, stop - first)

    def _elsewhere(self, first: int, stop: int, used: Collection[int]) -> tuple[int, int]:
        """Where the source has the longest beginning of these words, and how long that is."""
        keys = self.claim.words.keys
        for size in range(self._longest(first, stop), SOLID - 1, -1):
            if all(key in wording.FUNCTION_WORDS for key in keys[first : first + size]):
                continue
            for p in self.index.find(keys[first : first + size])[:_MOST_PLACES]:
                if not any(int(p) + k in used for k in range(size)):
                    return int(p), size
        return 0, 0
