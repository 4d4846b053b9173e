"""Are these words really what they said? From quotations and sources to verdicts: start here.

For each quotation: its words (`claim`), where they stand in a source (`finding`, by `index` and
`alignment`), whether that is the same statement (`evidence`), what the differences prove
(`judging`), whose turn that is (`speakers`, `hearsay`, `accusing`), and of all sources the best.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from quotes.checking.claim import Claim, read_claim
from quotes.checking.drafts import with_layout
from quotes.checking.finding import Found, find
from quotes.checking.judging import Judgement
from quotes.checking.library import Library
from quotes.checking.reported import check_reported, frame_differs
from quotes.checking.result import Check
from quotes.checking.sources import Source
from quotes.checking.telling import gravest, told, unchecked
from quotes.checking.transcribed import Words
from quotes.checking.verdicts import Verdict
from quotes.checking.words import read_words
from quotes.languages import wording
from quotes.records import Part, Quote


def check_quotes(
    quotes: Iterable[Quote], sources: Sequence[Source], article: str | None = None
) -> list[Check]:
    """Checks quotations; ``article`` is the text that they are from, where it is known."""
    checker = Checker(sources, article)
    return checker.check_all([*quotes])


@dataclass(slots=True)
class Checker:
    """Checks quotations of one article against the same sources, each indexed once.

    ``library``: the sources that a kept index holds, beside those given.
    """

    sources: Sequence[Source]
    article: str | None = None
    library: Library | None = None
    _names: frozenset[str] = frozenset()
    _article: Words | None = None
    _problems: list[tuple[str, str]] = field(default_factory=list)
    _usable: list[Source] = field(default_factory=list)

    def __post_init__(self) -> None:
        words = self._article = read_words(self.article) if self.article else None
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
        if not self.sources and self.library is None:
            self._problems.append(("no-source", "no source was given"))

    @property
    def problems(self) -> list[str]:
        """What is wrong with the sources, one line each."""
        return [problem for _, problem in self._problems]

    def check_all(self, quotes: Sequence[Quote]) -> list[Check]:
        """Checks the article's quotations; what its layout tells of their speakers is believed."""
        if self.article:
            quotes = with_layout(self.article, quotes, lambda: self._speakers(quotes))
        return [self.check(quote) for quote in quotes]

    def _speakers(self, quotes: Sequence[Quote]) -> set[str]:
        """Who speaks in the sources that may have these quotations."""
        near = [source for quote in quotes for source in self._near(read_words(quote.text))]
        return {name for source in dict.fromkeys(near) for name in source.voices.names}

    def check(self, quote: Quote) -> Check:
        if quote.kind == "indirect":
            sources = self._near(read_words(quote.text))
            check = check_reported(quote, sources, self._names)
            if check.passage is None and self._problems:
                return unchecked(quote, self._problems)
            return check
        if quote.kind == "mixed" and quote.quoted:
            # Each quoted stretch is a claim of its own; between them the article reports.
            return self._with_frame(
                quote, gravest([self._check_claim(quote, [part]) for part in quote.quoted])
            )
        return self._check_claim(quote, quote.parts)

    def _check_claim(self, quote: Quote, parts: Sequence[Part]) -> Check:
        claim = read_claim(parts, self.article)
        if not len(claim):
            return unchecked(quote, [("no-words", "there are no words between the marks")])
        # Raw speech-to-text writes no apostrophes, so there the claim is read without them.
        without = read_claim(parts, self.article, apostrophes=False)
        claims = {True: claim, False: without}
        sources = self._near(claim.words)
        found: list[Found] = []
        for source in sources:
            words = claims[source.index.has_apostrophes]
            one = find(words, source, quote, self._names, self.article)
            found += [one] if one is not None else []
        if not found:
            return self._nowhere(quote, claim)
        best = max(found, key=lambda one: one.rank)
        claim = claims[best.source.index.has_apostrophes]
        if best.judgement.fit < 1.0:
            self._look_further(claim, best, sources)
        return told(quote, claim, best, found)

    def _near(self, words: Words) -> Sequence[Source]:
        """The sources in which these words may stand."""
        if self.library is None:
            return self._usable
        kept = self.library.near(words.keys)
        article = self._article
        return [
            *self._usable,
            *(one for one in kept if not (article and one.holds_article(article))),
        ]

    def _look_further(self, claim: Claim, best: Found, sources: Sequence[Source]) -> None:
        """Words that one source lacks may be another's: run together from both."""
        if Verdict.ALTERED not in best.judgement.verdicts or len(sources) < 2:
            return
        for source in sources:
            if source is best.source:
                continue
            for first, stop in _unexplained(claim, best.judgement):
                if stop - first >= 3 and len(source.index.find(claim.words.keys[first:stop])):
                    best.judgement.verdicts.add(Verdict.STITCHED)

    def _nowhere(self, quote: Quote, claim: Claim) -> Check:
        if self._problems:
            return unchecked(quote, self._problems)
        keys = claim.words.keys
        if len(keys) >= 8 and not set(keys) & wording.FUNCTION_WORDS:
            return unchecked(quote, [("quote-not-english", "the quotation is not in English")])
        why = ("these words are not in any of the sources",)
        return Check(quote, Verdict.NOT_FOUND, confidence=0.95, why=why)

    def _with_frame(self, quote: Quote, check: Check) -> Check:
        """What stands between the marks decides; the words around them give at most a flag."""
        if check.passage is None:
            return check
        near = self._near(read_words(check.passage.text))
        source = next((one for one in near if one.name == check.passage.source), None)
        if source is None:
            return check
        if not frame_differs(quote, check.passage, source, self._names):
            return check
        return replace(
            check,
            flags=(*check.flags, "frame-differs"),
            why=(*check.why, "the words around the marks say something else than the source"),
        )


def _names_in(words: Words) -> frozenset[str]:
    """The keys that a text writes with a capital where no sentence begins."""
    found = set()
    for i in range(1, len(words)):
        between = words.text[words.end[i - 1] : words.start[i]]
        if words.printed(i)[0].isupper() and between == " ":
            found.add(words.keys[i])
    return frozenset(found - wording.FUNCTION_WORDS)


def _unexplained(claim: Claim, judgement: Judgement) -> list[tuple[int, int]]:
    """The ranges of the claim's words that are changed."""
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
