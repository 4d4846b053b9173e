"""Telling how the article's words differ from the source's, each change with its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from quotes.checking.claim import Break, Claim
from quotes.checking.index import Index
from quotes.checking.omissions import Omissions, gravest, kind_of
from quotes.checking.paraphrase import stem
from quotes.checking.result import Change, ChangeKind
from quotes.languages import wording


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two explained words: claim words [first, stop), source positions."""

    first: int
    stop: int
    left_out: tuple[int, ...]
    breaks: Break


class Changes:
    """Tells the changes of one claim by one source. ``names``: keys that are names there."""

    def __init__(
        self, claim: Claim, index: Index, omissions: Omissions, names: Collection[str]
    ) -> None:
        self.claim = claim
        self.index = index
        self.omissions = omissions
        self.names = names

    def tell(
        self,
        gap: Gap,
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

    def _kind(self, gap: Gap, left_out: Sequence[int]) -> ChangeKind:
        ours = Counter(self.claim.words.keys[gap.first : gap.stop])
        theirs = Counter(self.index.words.keys[p] for p in left_out)
        names = {self.index.words.keys[p] for p in left_out if self.index.is_name(p)}
        _cancel(ours, theirs, names | {*self.names})
        kinds: list[ChangeKind] = [
            self._kind_of(i)
            for i in range(gap.first, gap.stop)
            if ours[self.claim.words.keys[i]] > theirs[self.claim.words.keys[i]]
        ]
        kinds += [
            "function" if self._is_pronoun(p) else self.omissions.kind(p)
            for p in left_out
            if theirs[self.index.words.keys[p]] > ours[self.index.words.keys[p]]
        ]
        persons = [
            {key for key, count in (one - other).items() if count and key in wording.PERSONS}
            for one, other in ((ours, theirs), (theirs, ours))
        ]
        if all(persons):
            kinds.append("subject")
        return gravest(kinds)

    def _kind_of(self, i: int) -> ChangeKind:
        if self.claim.words.keys[i] in ("1", "1st") and self.claim.words.printed(i).isalpha():
            return "function"  # “one of us”, “first of all” are no figures
        return kind_of(self.claim.words.keys[i], self._is_name(i))

    def _is_pronoun(self, position: int) -> bool:
        words = self.index.words
        return words.keys[position] in ("1", "1st") and words.printed(position).isalpha()

    def _is_name(self, i: int) -> bool:
        key = self.claim.words.keys[i]
        return key in self.names and self.claim.words.printed(i)[0].isupper()


def _cancel(ours: Counter[str], theirs: Counter[str], names: Collection[str]) -> None:
    """Takes out what both sides have in another form: Palestinians, not satisfied, unsatisfied."""
    by_form: dict[tuple[str, bool], list[str]] = {}
    for other in theirs:
        by_form.setdefault((other.rstrip("s"), True), []).append(other)
        if other not in names:
            by_form.setdefault((stem(other), False), []).append(other)
    for key in list(ours):
        # Dunn and Dunne are two: what is a name for either side has no forms but a final s.
        same = by_form.get((key.rstrip("s"), True), [])
        if key not in names:
            same = [one for one in same if one in names] + by_form.get((stem(key), False), [])
        for other in same:
            if key != other:
                ours[key] = theirs[other] = 0
    for mine, yours in ((ours, theirs), (theirs, ours)):
        if mine["not"] and any(yours[f"un{key}"] for key in mine):
            mine["not"] = 0
