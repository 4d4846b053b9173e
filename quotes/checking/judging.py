"""From an alignment to verdicts: every word of the claim must be explained by the source.

The verdict is a proof. Words that correspond exactly, or by an allowed variant, explain themselves;
whatever stands between them must be shown to be harmless, and counts as altered where it is not. A
poor alignment can therefore make a verdict graver, never milder.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from quotes.checking.alignment import Alignment, variants
from quotes.checking.claim import Break, Claim
from quotes.checking.index import Index
from quotes.checking.omissions import Omissions, gravest, kind_of
from quotes.checking.reordering import find_reordered
from quotes.checking.result import GRAVEST_CHANGES, Change, ChangeKind
from quotes.checking.verdicts import Verdict
from quotes.languages import wording

# Words left out unmarked from which on two places are “far apart”.
_FAR = 10
_SOLID = 3  # fewer words than this, far from the rest, are a coincidence
_MOST_PLACES = 1000
_NO_CHANCE = 8  # words that do not stand together by chance
_NOT_JOINED = frozenset("a an un non dis im ir in".split())
_SENTENCE_MARKS = re.compile(r"[?!]")


@dataclass(slots=True)
class Judgement:
    """What one passage proves. ``positions`` are those of the source that explain the claim."""

    verdicts: set[Verdict] = field(default_factory=set)
    changes: list[Change] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    fit: float = 0.0  # the part of the claim's words, weighed by rarity, that is explained

    @property
    def verdict(self) -> Verdict:
        return max(self.verdicts, key=lambda one: one.gravity, default=Verdict.VERBATIM)


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands between two explained words: claim words [first, stop), source positions."""

    first: int
    stop: int
    left_out: tuple[int, ...]
    breaks: Break


class Judge:
    """Judges one claim by one source."""

    def __init__(self, claim: Claim, index: Index, names: Collection[str] = ()) -> None:
        self.claim = claim
        self.index = index
        self.omissions = Omissions(index, names)
        self.names = names

    def judge(self, alignment: Alignment, regions: Sequence[tuple[int, int]] = ()) -> Judgement:
        """The verdict that the alignment proves; ``regions`` is where it was looked for."""
        judgement = self._proof(alignment)
        grave = judgement.verdicts & {Verdict.ALTERED, Verdict.STITCHED}
        if grave and not self.claim.is_marked():
            there = find_reordered(self.claim, self.index, self.omissions, regions)
            # A few words may well stand elsewhere in another order by chance.
            here = 2 * len({*there} & {*judgement.positions}) >= len(judgement.positions)
            if there and (here or len(self.claim) >= _NO_CHANCE):
                return Judgement({Verdict.REORDERED}, positions=there, fit=1.0)
        return judgement

    def _proof(self, alignment: Alignment) -> Judgement:
        partner = self._explained(alignment)
        out = Judgement()
        moved = self._moved(partner, out)
        for gap in self._gaps(partner, alignment):
            self._judge_gap(gap, partner, moved, out)
        out.positions = sorted({p for p in partner if p is not None} | set(moved.values()))
        out.fit = self._fit(partner, moved)
        if not out.verdicts - {Verdict.VERBATIM}:
            out.verdicts = {self._to_the_letter(partner)}
        self._judge_edges(partner, out)
        out.changes.sort(key=lambda change: GRAVEST_CHANGES.index(change.kind))
        return out

    # Which words explain themselves

    def _explained(self, alignment: Alignment) -> list[int | None]:
        partner: list[int | None] = []
        for i, position in enumerate(alignment.partner):
            fits = position is not None and (
                alignment.exact[i]
                or self.index.words.keys[position] in variants(self.claim.words.keys[i])
            )
            partner.append(position if fits and self._case_fits(i, position) else None)
        return self._without_islands(partner)

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
                if p - at <= _FAR or marked:
                    islands[-1].append((i, p))
                    continue
            islands.append([(i, p)])
        if len(islands) > 1:
            largest = max(len(island) for island in islands)
            for island in islands:
                if len(island) < min(_SOLID, largest):
                    for i, _ in island:
                        partner[i] = None
        return partner

    def _moved(self, partner: Sequence[int | None], out: Judgement) -> dict[int, int]:
        """Claim words that stand in one piece far away in the source: these are stitched."""
        used = {p for p in partner if p is not None}
        moved: dict[int, int] = {}
        i = 0
        while i < len(partner):
            if partner[i] is not None:
                i += 1
                continue
            stop = i
            while stop < len(partner) and partner[stop] is None:
                stop += 1
            found, size = self._elsewhere(i, stop, used)
            if size:
                out.verdicts.add(Verdict.STITCHED)
                for k in range(size):
                    moved[i + k] = found + k
                    used.add(found + k)
            i += max(size, 1)
        return moved

    def _elsewhere(self, first: int, stop: int, used: Collection[int]) -> tuple[int, int]:
        """Where the source has the longest beginning of these words, and how long that is."""
        keys = self.claim.words.keys
        for size in range(stop - first, _SOLID - 1, -1):
            if all(key in wording.FUNCTION_WORDS for key in keys[first : first + size]):
                continue
            for p in self.index.find(keys[first : first + size])[:_MOST_PLACES]:
                if not any(int(p) + k in used for k in range(size)):
                    return int(p), size
        return 0, 0

    # What stands between them

    def _gaps(self, partner: Sequence[int | None], alignment: Alignment) -> list[_Gap]:
        gaps: list[_Gap] = []
        known = [i for i, p in enumerate(partner) if p is not None]
        if not known:
            return gaps
        edges = [-1, *known, len(partner)]
        for before, after in pairwise(edges):
            inner = range(before + 1, after)
            opposite = [p for i in inner if (p := alignment.partner[i]) is not None]
            low = partner[before] if before >= 0 else None
            high = partner[after] if after < len(partner) else None
            if low is None:
                assert high is not None
                opposite = [p for p in opposite if high - len(inner) - 3 <= p < high]
                left_out = range(min(opposite), high) if opposite else range(0)
            elif high is None:
                opposite = [p for p in opposite if low < p <= low + len(inner) + 3]
                left_out = range(low + 1, max(opposite) + 1) if opposite else range(0)
            else:
                left_out = range(low + 1, high)
            breaks = Break.NONE
            for one in self.claim.breaks[max(before + 1, 0) : after + 1]:
                breaks |= one
            if inner or left_out or breaks:
                gaps.append(_Gap(before + 1, after, tuple(left_out), breaks))
        return gaps

    def _judge_gap(
        self,
        gap: _Gap,
        partner: Sequence[int | None],
        moved: dict[int, int],
        out: Judgement,
    ) -> None:
        unexplained = [i for i in range(gap.first, gap.stop) if i not in moved]
        left_out = [p for p in gap.left_out if p not in moved.values()]
        if unexplained:
            if not self._is_variant(gap):
                out.verdicts.add(Verdict.ALTERED)
                out.changes.append(self._change(gap, left_out))
                if self._is_far(left_out, gap) and not gap.breaks & Break.ELLIPSIS:
                    out.verdicts.add(Verdict.STITCHED)
            elif gap.breaks & Break.BRACKET:
                out.verdicts.add(Verdict.MARKED_EDIT)
            return
        inner = gap.first > 0 and gap.stop < len(partner)
        if gap.breaks & Break.BRACKET:
            self._judge_bracket(gap, left_out, partner, out)
        elif gap.breaks & Break.ELLIPSIS and inner:
            if left_out:
                self._judge_ellipsis(gap, left_out, out)
        elif left_out:
            self._judge_unmarked(gap, left_out, partner, out)

    def _judge_bracket(
        self,
        gap: _Gap,
        left_out: Sequence[int],
        partner: Sequence[int | None],
        out: Judgement,
    ) -> None:
        inserted = [self.claim.inserted[k] for k in range(gap.first, gap.stop + 1)
                    if k in self.claim.inserted]  # fmt: skip
        keys = [key for words in inserted for key in words.keys]
        theirs = [self.index.words.keys[p] for p in left_out]
        out.verdicts.add(Verdict.MARKED_EDIT)
        if gap.breaks & Break.ELLIPSIS and left_out:
            self._judge_ellipsis(gap, left_out, out)
            return
        added = [key for key in keys if key in wording.NEGATIONS and key not in theirs]
        if not inserted:
            if left_out:
                self._judge_unmarked(gap, left_out, partner, out)
            return
        lost = self.omissions.lost_to_brackets(left_out, inserted[0]) if left_out else []
        if added or lost:
            kinds: list[ChangeKind] = [self.omissions.kind(p) for p in lost]
            kinds += ["negation"] if added else []
            out.verdicts.add(Verdict.ALTERED)
            text = " ".join(words.text for words in inserted)
            out.changes.append(self._change(gap, left_out, gravest(kinds), f"[{text}]"))

    def _judge_ellipsis(self, gap: _Gap, left_out: Sequence[int], out: Judgement) -> None:
        out.verdicts.add(Verdict.MARKED_EDIT)
        hidden = self.omissions.hides(left_out)
        if hidden:
            out.verdicts.add(Verdict.ELLIPSIS_HIDES)
            kind = gravest([self.omissions.kind(p) for p in hidden])
            words = self.index.words
            around = words.stretch(left_out[0], left_out[-1] + 1)
            span = (words.start[left_out[0]], words.end[left_out[-1]])
            out.changes.append(Change("…", around, kind, None, span))

    def _judge_unmarked(
        self,
        gap: _Gap,
        left_out: Sequence[int],
        partner: Sequence[int | None],
        out: Judgement,
    ) -> None:
        resumes = gap.left_out[-1] + 1
        kept = {p for p in partner if p is not None}
        if self.omissions.are_fillers(left_out, kept):
            out.verdicts.add(Verdict.FILLERS)
        elif gap.breaks & Break.PARAGRAPH and (
            self.index.begins_sentence(resumes) or self.index.is_bare
        ):
            # A new paragraph may go on with a later sentence.
            out.flags.append("parts-apart")
        elif self._is_far(left_out, gap):
            out.verdicts.add(Verdict.STITCHED)
        else:
            out.verdicts.add(Verdict.ALTERED)
            out.changes.append(self._change(gap, left_out))

    def _is_far(self, left_out: Sequence[int], gap: _Gap) -> bool:
        if not left_out or gap.first == 0 or gap.stop == len(self.claim):
            return False
        whole_sentences = self.index.begins_sentence(left_out[0]) and self.index.begins_sentence(
            left_out[-1] + 1
        )
        return len(left_out) > _FAR or (whole_sentences and len(left_out) >= _SOLID)

    def _is_variant(self, gap: _Gap) -> bool:
        """Whether the words on both sides are the same letters: healthcare, health care."""
        if not gap.left_out or gap.stop - gap.first + len(gap.left_out) > 6:
            return False
        left_out = self.omissions._without_fillers(gap.left_out)
        ours, theirs = self.claim.words, self.index.words
        our_keys = ours.keys[gap.first : gap.stop]
        keys = [*our_keys, *(theirs.keys[p] for p in left_out)]
        if not left_out or any(kind_of(key, False) in ("negation", "number") for key in keys):
            return False
        if _NOT_JOINED & set(keys) and "into" not in keys:
            return False
        our_text = " ".join(dict.fromkeys(ours.printed(i) for i in range(gap.first, gap.stop)))
        their_text = " ".join(dict.fromkeys(theirs.printed(p) for p in left_out))
        if _letters(our_text) != _letters(their_text):
            return _letters("".join(our_keys)) == _letters("".join(keys[len(our_keys) :]))
        apostrophe = ("'" in our_text.replace("’", "'")) != ("'" in their_text.replace("’", "'"))
        return (
            not apostrophe
            or not self.index.has_apostrophes
            or _letters(our_text) in ("its", "lets")
        )

    # Telling a change

    def _change(
        self,
        gap: _Gap,
        left_out: Sequence[int],
        kind: ChangeKind | None = None,
        text: str | None = None,
    ) -> Change:
        """With a neighbour on both sides where one side has no words: will, will not."""
        ours, theirs = self.claim.words, self.index.words
        first, stop = gap.first, gap.stop
        low, high = (left_out[0], left_out[-1] + 1) if left_out else (None, None)
        kind = kind or self._kind(gap, left_out)
        if first == stop and text is None and first > 0 and low is not None:
            first, low = first - 1, low - 1
        article_span = (ours.start[first], ours.end[stop - 1]) if first < stop else None
        article = self._printed(first, stop) if text is None else text
        if low is None or high is None:
            return Change(article, "", kind, article_span)
        return Change(
            article,
            theirs.stretch(low, high),
            kind,
            article_span,
            (theirs.start[low], theirs.end[high - 1]),
        )

    def _printed(self, first: int, stop: int) -> str:
        words = self.claim.words
        shown: list[str] = []
        last = None
        for i in range(first, stop):
            if (span := (words.start[i], words.end[i])) != last:
                shown.append(words.printed(i))
            last = span
        return " ".join(shown)

    def _kind(self, gap: _Gap, left_out: Sequence[int]) -> ChangeKind:
        ours = Counter({self.claim.words.keys[i]: 0 for i in range(gap.first, gap.stop)})
        ours.update(self.claim.words.keys[gap.first : gap.stop])
        theirs = Counter(self.index.words.keys[p] for p in left_out)
        kinds: list[ChangeKind] = [
            kind_of(self.claim.words.keys[i], self._is_name(i))
            for i in range(gap.first, gap.stop)
            if ours[self.claim.words.keys[i]] > theirs[self.claim.words.keys[i]]
        ]
        kinds += [
            self.omissions.kind(p)
            for p in left_out
            if theirs[self.index.words.keys[p]] > ours[self.index.words.keys[p]]
        ]
        return gravest(kinds)

    def _is_name(self, i: int) -> bool:
        key = self.claim.words.keys[i]
        return key in self.names and self.claim.words.printed(i)[0].isupper()

    # The whole

    def _fit(self, partner: Sequence[int | None], moved: dict[int, int]) -> float:
        weights = [self.index.weight(key) for key in self.claim.words.keys]
        there = sum(
            weight for i, weight in enumerate(weights) if partner[i] is not None or i in moved
        )
        return there / sum(weights) if weights else 0.0

    def _to_the_letter(self, partner: Sequence[int | None]) -> Verdict:
        ours, theirs = self.claim.words, self.index.words
        for first, stop in self.claim.parts:
            if first == stop:
                continue
            low, high = partner[first], partner[stop - 1]
            if (
                low is None
                or high is None
                or ours.stretch(first, stop) != theirs.stretch(low, high + 1)
            ):
                return Verdict.TYPOGRAPHY
            # What ends the part: a question is not a statement.
            mark = ours.text[ours.end[stop - 1] : ours.end[stop - 1] + 3]
            source = self.index.text[theirs.end[high] : theirs.end[high] + 3]
            if stop == len(self.claim) and _mark(mark) != _mark(source):
                return Verdict.TYPOGRAPHY
        return Verdict.VERBATIM

    def _judge_edges(self, partner: Sequence[int | None], out: Judgement) -> None:
        """What the sentence has right before and after, which the claim does not show."""
        if not partner or partner[0] is None or partner[-1] is None:
            return
        keys = self.index.words.keys
        first, last = partner[0], partner[-1]
        before = []
        for p in range(first - 1, max(first - 4, -1), -1):
            if self.index.begins_sentence(p + 1):
                break
            before.append(keys[p])
        after = []
        for p in range(last + 1, min(last + 3, len(keys))):
            if self.index.begins_sentence(p):
                break
            after.append(keys[p])
        if (wording.NEGATIONS | wording.TAKES_BACK) & set(before):
            out.flags.append("context-before")
        if wording.TAKES_BACK & set(after):
            out.flags.append("context-after")
            if self.claim.breaks[-1] & Break.ELLIPSIS:
                out.verdicts.add(Verdict.ELLIPSIS_HIDES)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def _mark(text: str) -> str:
    """The question or exclamation mark that closes these words, if one does."""
    found = re.match(r"[\"'”’)\]]*([?!])", text)
    return found[1] if found else ""
