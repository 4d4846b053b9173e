"""From an alignment to verdicts: every word of the claim must be explained by the source.

The verdict is a proof. Words that correspond exactly, or by an allowed variant, explain themselves;
whatever stands between them must be shown to be harmless, and counts as altered where it is not. A
poor alignment can therefore make a verdict graver, never milder.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz import fuzz

from quotes.checking.alignment import Alignment
from quotes.checking.changes import Changes, Gap
from quotes.checking.claim import Break, Claim
from quotes.checking.context import cut_after, cut_before
from quotes.checking.explaining import FAR, SOLID, Explainer
from quotes.checking.index import Index
from quotes.checking.omissions import Omissions, gravest, kind_of
from quotes.checking.reordering import find_reordered
from quotes.checking.result import GRAVEST_CHANGES, Change, ChangeKind
from quotes.checking.verdicts import Verdict
from quotes.languages import wording

_NO_CHANCE = 8  # words that do not stand together by chance
_MOST_BETWEEN = 80  # words of whole sentences between two quoted stretches
_MOST_WITHIN = 30  # words left out of one sentence, which still is that sentence
_JOINTS = frozenset("and but so or".split())  # what two stitched pieces are joined by
_LIKE_IT = 50  # likeness of a word to one that was hardly heard
_NOT_JOINED = frozenset("a an un non dis im ir in".split())
_IN_MARKS = re.compile(r"[?!]+[\"”’']")


@dataclass(slots=True)
class Judgement:
    """What one passage proves. ``positions`` are those of the source that explain the claim.

    ``partner[i]``: the position that explains word `i`, or None; ``alike``: the positions of other
    forms of the words that are not explained.
    """

    verdicts: set[Verdict] = field(default_factory=set)
    changes: list[Change] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    partner: list[int | None] = field(default_factory=list)
    alike: dict[int, int] = field(default_factory=dict)
    cut_before: str = ""  # what the source has right before, and turns their sense
    cut_after: str = ""
    fit: float = 0.0  # the part of the claim's words, weighed by rarity, that is explained

    @property
    def verdict(self) -> Verdict:
        return max(self.verdicts, key=lambda one: one.gravity, default=Verdict.VERBATIM)


class Judge:
    """Judges one claim by one source."""

    def __init__(self, claim: Claim, index: Index, names: Collection[str] = ()) -> None:
        self.claim = claim
        self.index = index
        self.omissions = Omissions(index, names)
        self.explainer = Explainer(claim, index)
        self.changes = Changes(claim, index, self.omissions, names)

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
        partner = self.explainer.partners(alignment)
        out = Judgement(partner=partner, alike=self.explainer.alike(alignment, partner))
        moved = self.explainer.moved(partner)
        if moved:
            out.verdicts.add(Verdict.STITCHED)
        for gap in self._gaps(partner, alignment):
            opposite = {p for p in alignment.partner[gap.first : gap.stop] if p is not None}
            self._judge_gap(gap, partner, moved, opposite, out)
        out.positions = sorted({p for p in partner if p is not None} | set(moved.values()))
        out.fit = self._fit(partner, moved)
        if not out.verdicts - {Verdict.VERBATIM}:
            out.verdicts = {self._to_the_letter(partner)}
        self._judge_edges(partner, out)
        out.changes.sort(key=lambda change: GRAVEST_CHANGES.index(change.kind))
        return out

    # What stands between them

    def _gaps(self, partner: Sequence[int | None], alignment: Alignment) -> list[Gap]:
        gaps: list[Gap] = []
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
                opposite = [
                    p
                    for p in opposite
                    if high - len(inner) - 3 <= p < high and self._is_one_turn(p, high)
                ]
                left_out = range(min(opposite), high) if opposite else range(0)
            elif high is None:
                opposite = [
                    p
                    for p in opposite
                    if low < p <= low + len(inner) + 3 and self._is_one_turn(low, p)
                ]
                left_out = range(low + 1, max(opposite) + 1) if opposite else range(0)
            else:
                left_out = range(low + 1, high)
            breaks = Break.NONE
            for one in self.claim.breaks[max(before + 1, 0) : after + 1]:
                breaks |= one
            if inner or left_out or breaks:
                gaps.append(Gap(before + 1, after, tuple(left_out), breaks))
        return gaps

    def _is_one_turn(self, one: int, other: int) -> bool:
        return self.index.turn_of(one) is self.index.turn_of(other)

    def _judge_gap(
        self,
        gap: Gap,
        partner: Sequence[int | None],
        moved: dict[int, int],
        opposite: Collection[int],
        out: Judgement,
    ) -> None:
        unexplained = [i for i in range(gap.first, gap.stop) if i not in moved]
        left_out = [p for p in gap.left_out if p not in moved.values()]
        if unexplained:
            if self._is_doubtful(gap):
                out.verdicts.add(Verdict.TYPOGRAPHY)
                out.flags.append("doubtful-word")
            elif not self._is_variant(gap):
                far = self._is_far(left_out, gap) and not gap.breaks & Break.ELLIPSIS
                if far:
                    out.verdicts.add(Verdict.STITCHED)
                joint = {self.claim.words.keys[i] for i in unexplained} <= _JOINTS
                if not (far and joint):
                    out.verdicts.add(Verdict.ALTERED)
                    near = [p for p in left_out if p in opposite] if far else left_out
                    out.changes.append(self.changes.tell(gap, near))
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
        gap: Gap,
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
            out.changes.append(self.changes.tell(gap, left_out, gravest(kinds), f"[{text}]"))

    def _judge_ellipsis(self, gap: Gap, left_out: Sequence[int], out: Judgement) -> None:
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
        gap: Gap,
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
        elif gap.breaks & Break.PART and self._may_part(left_out):
            out.flags.append("parts-apart")
            out.verdicts.add(Verdict.TYPOGRAPHY)
        elif self._is_far(left_out, gap):
            out.verdicts.add(Verdict.STITCHED)
        else:
            out.verdicts.add(Verdict.ALTERED)
            out.changes.append(self.changes.tell(gap, left_out))

    def _may_part(self, left_out: Sequence[int]) -> bool:
        """Whether two quoted stretches may stand so: “firm rules,” she said, and “clear penalties”.

        In one turn, a few words of the sentence or some whole sentences apart, and nothing between
        them that takes back or limits what was said.
        """
        index, resumes = self.index, left_out[-1] + 1
        if index.turn_of(left_out[0] - 1) is not index.turn_of(resumes):
            return False
        whole = index.begins_sentence(left_out[0]) and index.begins_sentence(resumes)
        within = not any(map(index.begins_sentence, (*left_out, resumes)))
        most = _MOST_BETWEEN if whole else FAR if within else 0
        return len(left_out) <= most and not self.omissions.hides(left_out)

    def _is_far(self, left_out: Sequence[int], gap: Gap) -> bool:
        if not left_out or gap.first == 0 or gap.stop == len(self.claim):
            return False
        if not self._is_one_turn(left_out[0] - 1, left_out[-1] + 1):
            return True
        within = not any(map(self.index.begins_sentence, (*left_out, left_out[-1] + 1)))
        if within and not self.index.is_bare:
            return len(left_out) > _MOST_WITHIN
        whole_sentences = self.index.begins_sentence(left_out[0]) and self.index.begins_sentence(
            left_out[-1] + 1
        )
        return len(left_out) > FAR or (whole_sentences and len(left_out) >= SOLID)

    def _is_variant(self, gap: Gap) -> bool:
        """Whether the words on both sides are the same letters: healthcare, health care."""
        if not gap.left_out or gap.stop - gap.first + len(gap.left_out) > 6:
            return False
        left_out = self.omissions.without_fillers(gap.left_out)
        ours, theirs = self.claim.words, self.index.words
        our_keys = ours.keys[gap.first : gap.stop]
        keys = [*our_keys, *(theirs.keys[p] for p in left_out)]
        if not left_out or any(kind_of(key, False) in ("negation", "number") for key in keys):
            return False
        if self._is_hyphenated(gap, left_out):
            return True
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

    def _is_doubtful(self, gap: Gap) -> bool:
        """Whether whoever wrote it down was not sure of this word: Curio (ph)."""
        if gap.stop - gap.first != 1 or len(gap.left_out) != 1:
            return False
        ours, theirs = self.claim.words.keys[gap.first], self.index.words.keys[gap.left_out[0]]
        return self.index.is_doubtful(gap.left_out[0]) and fuzz.ratio(ours, theirs) >= _LIKE_IT

    def _is_hyphenated(self, gap: Gap, left_out: Sequence[int]) -> bool:
        """Whether one side is the other with a hyphen: non-negotiable, nonnegotiable."""
        ours = self.claim.words.stretch(gap.first, gap.stop)
        theirs = self.index.words.stretch(left_out[0], left_out[-1] + 1)
        both = ours + theirs
        return "-" in both and " " not in both and _letters(ours) == _letters(theirs)

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
            if _IN_MARKS.match(source):
                continue  # a question's mark, which may be that of whoever quotes the words
            if stop == len(self.claim) and _mark(mark) != _mark(source):
                return Verdict.TYPOGRAPHY
        return Verdict.VERBATIM

    def _judge_edges(self, partner: Sequence[int | None], out: Judgement) -> None:
        """What the sentence has right before and after, which the claim does not show."""
        if not partner or partner[0] is None or partner[-1] is None:
            return
        first, last = partner[0], partner[-1]
        out.cut_before = cut_before(self.index, first, self.claim.words.keys)
        out.cut_after = cut_after(self.index, last, self.claim.words.keys)
        if out.cut_before:
            out.flags.append("context-before")
        if out.cut_after:
            out.flags.append("context-after")
        if self.claim.breaks[-1] & Break.ELLIPSIS:
            following = self.index.words.keys[last + 1 : last + 3]
            if not self.index.begins_sentence(last + 1) and wording.TAKES_BACK & set(following):
                out.verdicts.add(Verdict.ELLIPSIS_HIDES)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def _mark(text: str) -> str:
    """The question or exclamation mark that closes these words, if one does."""
    found = re.match(r"[)\]]*([?!])", text)
    return found[1] if found else ""
