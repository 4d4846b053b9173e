"""Are these words really what they said? From quotations and sources to verdicts: start here.

For each quotation: its words (`claim`), where they stand in a source (`index`, `alignment`), what
the differences prove (`judging`), whose turn that is (`speakers`), and of all sources the best.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from quotes.checking.alignment import Alignment, align
from quotes.checking.claim import Break, Claim, read_claim
from quotes.checking.index import Index
from quotes.checking.judging import Judge, Judgement
from quotes.checking.paraphrase import Reported, find_reported
from quotes.checking.result import Check, Passage
from quotes.checking.sources import Source
from quotes.checking.speakers import Same
from quotes.checking.transcribed import Words
from quotes.checking.verdicts import Verdict
from quotes.checking.words import read_words
from quotes.languages import wording
from quotes.records import Part, Quote

# Words up to which a quotation that stands in several places cannot be told apart, whoever says
# it, and up to which it cannot where one speaker says it in several places.
_FEW, _SHORT = 3, 6
_MOST_PLACES = 500
_LEAST_FIT = 0.4
_LEAST_FIT_SHORT = 0.55
_LEAST_COVERAGE = 0.5
_OTHER_TURN = 0.2  # share of the words in somebody else's turn from which on it is theirs
_FAR_APART = 600  # characters between two pieces that are shown as two passages


def check_quotes(
    quotes: Iterable[Quote], sources: Sequence[Source], article: str | None = None
) -> list[Check]:
    """Checks quotations; ``article`` is the text that they are from, where it is known."""
    checker = Checker(sources, article)
    return [checker.check(quote) for quote in quotes]


@dataclass(slots=True)
class _Outcome:
    """What one source says about one claim."""

    source: Source
    judgement: Judgement
    places: int = 1
    same: Same | None = None

    @property
    def rank(self) -> tuple[float, int, bool]:
        """The better, the higher: what explains more of the words, then what is less grave."""
        found = self.judgement
        return (round(found.fit * 10), -found.verdict.gravity, self.same is Same.YES)


@dataclass(slots=True)
class Checker:
    """Checks quotations of one article against the same sources, each indexed once."""

    sources: Sequence[Source]
    article: str | None = None
    _names: frozenset[str] = frozenset()
    _problems: list[tuple[str, str]] = field(default_factory=list)
    _usable: list[Source] = field(default_factory=list)

    def __post_init__(self) -> None:
        words = read_words(self.article) if self.article else None
        self._names = _names_in(words) if words else frozenset()
        for source in self.sources:
            if source.problem:
                self._problems.append((source.code, f"{source.name} {source.problem}"))
            elif words and source.holds_article(words):
                problem = f"{source.name} is the article itself, which proves nothing"
                self._problems.append(("source-is-article", problem))
            else:
                if not source.is_english:
                    problem = f"{source.name} is not in English"
                    self._problems.append(("source-not-english", problem))
                self._usable.append(source)
        if not self.sources:
            self._problems.append(("no-source", "no source was given"))

    @property
    def problems(self) -> list[str]:
        """What is wrong with the sources, one line each."""
        return [problem for _, problem in self._problems]

    def check(self, quote: Quote) -> Check:
        if quote.kind == "indirect":
            return self._check_reported(quote)
        stretches = quote.quoted if quote.kind == "mixed" and quote.quoted else quote.parts
        if quote.kind == "mixed":
            # Each quoted stretch is a claim of its own; between them the article reports.
            checks = [self._check_claim(quote, [part]) for part in stretches]
            return self._with_report(quote, _gravest(checks))
        return self._check_claim(quote, stretches)

    # Quoted words

    def _check_claim(self, quote: Quote, parts: Sequence[Part]) -> Check:
        claim = read_claim(parts, self.article)
        if not len(claim):
            return _unchecked(quote, [("no-words", "there are no words between the marks")])
        # Raw speech-to-text writes no apostrophes, so there the claim is read without them.
        without = read_claim(parts, self.article, apostrophes=False)
        claims = {True: claim, False: without}
        outcomes = [
            self._outcome(quote, claims[source.index.has_apostrophes], source)
            for source in self._usable
        ]
        found = [one for one in outcomes if one is not None]
        if not found:
            return self._nowhere(quote, claim)
        best = max(found, key=lambda one: one.rank)
        claim = claims[best.source.index.has_apostrophes]
        if best.judgement.fit < 1.0:
            self._look_further(claim, best)
        return self._told(quote, claim, best)

    def _outcome(self, quote: Quote, claim: Claim, source: Source) -> _Outcome | None:
        judge = Judge(claim, source.index, self._names)
        exact = [] if claim.is_marked() else [*map(int, source.index.find(claim.words.keys))]
        if len(exact):
            outcomes = [
                self._heard(quote, _Outcome(source, judge.judge(_straight(claim, p)), len(exact)))
                for p in exact[:_MOST_PLACES]
            ]
            best = max(outcomes, key=lambda one: one.rank)
            theirs = sum(one.same is best.same for one in outcomes)
            if _is_too_little(claim, len(exact), theirs):
                best.judgement.verdicts.add(Verdict.PARTIAL)
            elif len(exact) > 1:
                best.judgement.flags.append("several-places")
            return best
        regions = _regions(claim, source.index)
        if not regions:
            return None
        judgement = judge.judge(align(claim, source.index, regions), regions)
        least = _LEAST_FIT if len(claim) > _FEW else _LEAST_FIT_SHORT
        if judgement.fit < least or not judgement.positions:
            return None
        return self._heard(quote, _Outcome(source, judgement))

    def _heard(self, quote: Quote, outcome: _Outcome) -> _Outcome:
        """Compares the speakers, where the article and the source name one."""
        speaker, source = quote.speaker, outcome.source
        if speaker is None:
            return outcome
        positions = outcome.judgement.positions
        said = [source.voices.is_speaker(speaker, source.index.turn_of(p)) for p in positions]
        if said.count(Same.NO) > _OTHER_TURN * len(said):
            outcome.same = Same.NO
            outcome.judgement.verdicts.add(Verdict.WRONG_SPEAKER)
        elif Same.UNKNOWN in said or not said:
            outcome.same = Same.UNKNOWN
            outcome.judgement.flags.append("speaker-unknown")
        else:
            outcome.same = Same.YES
        return outcome

    def _look_further(self, claim: Claim, best: _Outcome) -> None:
        """Words that one source lacks may be another's: run together from both."""
        if Verdict.ALTERED not in best.judgement.verdicts or len(self._usable) < 2:
            return
        for source in self._usable:
            if source is best.source:
                continue
            for first, stop in _unexplained(claim, best.judgement):
                if stop - first >= 3 and len(source.index.find(claim.words.keys[first:stop])):
                    best.judgement.verdicts.add(Verdict.STITCHED)

    def _nowhere(self, quote: Quote, claim: Claim) -> Check:
        if self._problems:
            return _unchecked(quote, self._problems)
        keys = claim.words.keys
        if len(keys) >= 8 and not set(keys) & wording.FUNCTION_WORDS:
            return _unchecked(quote, [("quote-not-english", "the quotation is not in English")])
        why = ("these words are not in any of the sources",)
        return Check(quote, Verdict.NOT_FOUND, confidence=0.95, why=why)

    def _told(self, quote: Quote, claim: Claim, best: _Outcome) -> Check:
        found, source = best.judgement, best.source
        verdict = found.verdict
        others = sorted(found.verdicts - {verdict, Verdict.VERBATIM}, key=lambda one: -one.gravity)
        pieces = _pieces(source, found.positions)
        changes = tuple(
            replace(
                change,
                article_span=(
                    claim.in_article(change.article_span[0]),
                    claim.in_article(change.article_span[1] - 1) + 1,
                )
                if change.article_span
                else None,
            )
            for change in found.changes
        )
        return Check(
            quote=quote,
            verdict=verdict,
            flags=tuple(dict.fromkeys([*map(str, others), *found.flags])),
            changes=changes,
            passage=_whole(source, pieces),
            confidence=_confidence(verdict, found.fit, best.same),
            pieces=tuple(pieces),
            why=tuple(_reasons(quote, verdict, best)),
        )

    # Reported words

    def _check_reported(self, quote: Quote) -> Check:
        clause = read_words(quote.text)
        found = self._reported(quote, clause)
        if found is None or found[1].coverage < _LEAST_COVERAGE or not found[1].positions:
            if self._problems:
                return _unchecked(quote, self._problems)
            if found is not None and found[1].wanted == 0:
                return _unchecked(quote, [("no-words", "the clause has no words to look for")])
            why = ("no passage of the sources has the words of this clause",)
            return Check(quote, Verdict.NOT_FOUND, confidence=0.7, why=why)
        source, reported = found
        judgement = Judgement(
            {Verdict.PARAPHRASE if reported.holds else Verdict.ALTERED},
            list(reported.changes),
            positions=list(reported.positions),
            fit=reported.coverage,
        )
        outcome = self._heard(quote, _Outcome(source, judgement))
        told = self._told(quote, read_claim(quote.parts), outcome)
        return replace(told, confidence=round(0.4 + 0.5 * reported.coverage, 2))

    def _with_report(self, quote: Quote, check: Check) -> Check:
        """The verdict on a mixed quotation: on its quoted stretches, then on the words around."""
        rest = _outside(quote)
        if check.passage is None or not rest.keys:
            return check
        source = next(one for one in self._usable if one.name == check.passage.source)
        reported = find_reported(
            rest, source.index, self._own_names(quote), self._names, read_words(quote.text)
        )
        near = reported.positions and _overlaps(check.passage, source.index, reported.positions)
        if not reported.wanted or not near or reported.coverage < _LEAST_COVERAGE:
            return check
        verdict = Verdict.PARAPHRASE if reported.holds else Verdict.ALTERED
        gravest = max(check.verdict, verdict, key=lambda one: one.gravity)
        milder = [check.verdict, verdict] if check.verdict is not verdict else [verdict]
        others = [str(one) for one in milder if one is not gravest]
        changes = check.changes if reported.holds else (*check.changes, *reported.changes)
        return replace(
            check,
            verdict=gravest,
            flags=tuple(dict.fromkeys([*others, *check.flags])),
            changes=changes,
        )

    def _reported(self, quote: Quote, clause: Words) -> tuple[Source, Reported] | None:
        skip = self._own_names(quote)
        found = [
            (source, find_reported(clause, source.index, skip, self._names))
            for source in self._usable
        ]
        return max(found, key=lambda one: (one[1].coverage, one[1].holds), default=None)

    def _own_names(self, quote: Quote) -> set[str]:
        """The speaker says “I”, not their own name."""
        if quote.speaker is None:
            return set()
        return {key for name in (quote.speaker.name, *quote.speaker.aliases)
                for key in read_words(name).keys}  # fmt: skip


def _straight(claim: Claim, position: int) -> Alignment:
    size = len(claim)
    return Alignment(tuple(range(position, position + size)), (True,) * size, float(size))


def _is_too_little(claim: Claim, places: int, theirs: int) -> bool:
    size = len(claim)
    if size == 1 and claim.words.keys[0] in wording.COMMON_WORDS:
        return True
    return places > 1 and (size <= _FEW or (size <= _SHORT and theirs > 1))


def _regions(claim: Claim, index: Index) -> list[tuple[int, int]]:
    """Where the claim, or a piece of it between two marks, may come from: ascending, apart."""
    keys = claim.words.keys
    cuts = [i for i, one in enumerate(claim.breaks) if one & ~Break.BRACKET and 0 < i < len(keys)]
    found = index.regions(keys)
    for first, stop in zip([0, *cuts], [*cuts, len(keys)], strict=True):
        if cuts:
            found += index.regions(keys[first:stop], most=3)
    slack = len(keys) + 4
    wide = sorted((max(a - slack, 0), min(b + slack, len(index))) for a, b in found)
    merged: list[tuple[int, int]] = []
    for start, end in wide:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _names_in(words: Words) -> frozenset[str]:
    """The keys that a text writes with a capital where no sentence begins."""
    found = set()
    for i in range(1, len(words)):
        between = words.text[words.end[i - 1] : words.start[i]]
        if words.printed(i)[0].isupper() and between == " ":
            found.add(words.keys[i])
    return frozenset(found - wording.FUNCTION_WORDS)


def _unexplained(claim: Claim, judgement: Judgement) -> list[tuple[int, int]]:
    ranges = []
    for change in judgement.changes:
        if change.article_span:
            inside = [
                i
                for i in range(len(claim))
                if change.article_span[0] <= claim.words.start[i] < change.article_span[1]
            ]
            if inside:
                ranges.append((inside[0], inside[-1] + 1))
    return ranges


def _outside(quote: Quote) -> Words:
    """The words of a mixed quotation that stand outside its quotation marks."""
    out = Words(quote.text)
    at = 0
    for part in quote.parts:
        inside = [q for q in quote.quoted if part.start <= q.start and q.end <= part.end]
        edges = [part.start, *(edge for q in inside for edge in (q.start, q.end)), part.end]
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            out.add(read_words(quote.text, at + start - part.start, at + end - part.start))
        at += len(part.text) + 1
    return out


def _overlaps(passage: Passage, index: Index, positions: Sequence[int]) -> bool:
    starts, ends = index.words.start, index.words.end
    return starts[positions[0]] - _FAR_APART < passage.end and (
        passage.start < ends[positions[-1]] + _FAR_APART
    )


def _pieces(source: Source, positions: Sequence[int]) -> list[Passage]:
    """The stretches of the source that these words stand in, in order, the long way apart."""
    words = source.index.words
    groups: list[list[int]] = []
    for position in positions:
        if groups and words.start[position] - words.end[groups[-1][-1]] <= _FAR_APART:
            groups[-1].append(position)
        else:
            groups.append([position])
    return [_passage(source, group[0], group[-1]) for group in groups]


def _whole(source: Source, pieces: Sequence[Passage]) -> Passage | None:
    return max(pieces, key=lambda piece: piece.end - piece.start, default=None)


def _passage(source: Source, first: int, last: int) -> Passage:
    words = source.index.words
    start, end = words.start[first], words.end[last]
    turn = source.index.turn_of(first)
    return Passage(
        source=source.name,
        start=start,
        end=end,
        text=source.text[start:end],
        speaker=turn.name if turn else None,
        time=turn.time if turn else None,
        line=source.text.count("\n", 0, start) + 1,
    )


def _gravest(checks: Sequence[Check]) -> Check:
    worst = max(checks, key=lambda one: (one.verdict.gravity, -one.confidence))
    flags = [*worst.flags]
    for one in checks:
        if one.verdict not in (worst.verdict, Verdict.VERBATIM):
            flags.append(str(one.verdict))
        flags += one.flags
    changes = tuple(change for one in checks for change in one.changes)
    passage = worst.passage or next((one.passage for one in checks if one.passage), None)
    if worst.verdict in (Verdict.NOT_FOUND, Verdict.UNCHECKED):
        passage = None
    pieces = tuple(piece for one in checks for piece in one.pieces)
    return replace(
        worst,
        flags=tuple(dict.fromkeys(flags)),
        changes=changes,
        passage=passage,
        pieces=pieces,
        why=tuple(dict.fromkeys(reason for one in checks for reason in one.why)),
    )


def _unchecked(quote: Quote, problems: Sequence[tuple[str, str]]) -> Check:
    flags = tuple(dict.fromkeys(code for code, _ in problems))
    return Check(quote, Verdict.UNCHECKED, flags, why=tuple(why for _, why in problems))


def _confidence(verdict: Verdict, fit: float, same: Same | None) -> float:
    if verdict in (Verdict.VERBATIM, Verdict.TYPOGRAPHY):
        sure = 0.99
    elif verdict is Verdict.PARTIAL:
        sure = 0.9
    elif verdict.holds:
        sure = 0.97
    else:
        sure = 0.7 + 0.29 * fit
    return min(sure, 0.95) if same is Same.UNKNOWN else sure


def _reasons(quote: Quote, verdict: Verdict, best: _Outcome) -> list[str]:
    reasons = [f"the words {verdict.meaning}"]
    if best.same is Same.NO and quote.speaker:
        turn = best.source.index.turn_of(best.judgement.positions[0])
        who = turn.name if turn else None
        reasons.append(f"{quote.speaker.name} says so in the article, {who} in the source")
    if best.same is Same.UNKNOWN and quote.speaker:
        reasons.append(f"whether {quote.speaker.name} says it, the source does not tell")
    if best.places > 1:
        reasons.append(f"they stand in {best.places} places")
    if "context-before" in best.judgement.flags:
        reasons.append("the source has a negation or condition right before them")
    if "context-after" in best.judgement.flags:
        reasons.append("the source's sentence goes on with a condition or restriction")
    return reasons
