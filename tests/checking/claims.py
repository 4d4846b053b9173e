"""Quotations as an article gives them, for tests of what a source makes of them."""

from __future__ import annotations

from quotes.checking import Check, check_quotes, make_sources
from quotes.documents import Document
from quotes.records import Confidence, Mention, Part, Quote, Speaker


def direct(*words: str, by: str | None = "Ingrid Falk", sure: float = 1.0) -> Quote:
    """A direct quotation; ``sure``: how sure it is that the article means this speaker."""
    return _quote("direct", words, (), by, sure)


def mixed(clause: str, by: str | None = "Ingrid Falk", sure: float = 1.0) -> Quote:
    """A reported clause with words between “ and ”."""
    quoted, at = [], 0
    while (start := clause.find("“", at)) >= 0:
        at = clause.index("”", start)
        quoted.append(Part(start + 1, at, clause[start + 1 : at]))
    return _quote("mixed", (clause,), tuple(quoted), by, sure)


def reported(clause: str, by: str | None = "Ingrid Falk") -> Quote:
    return _quote("indirect", (clause,), (), by, 1.0)


def by_pronoun(quote: Quote, article: str) -> Quote:
    """The quotation where it stands in the article, its speaker meant by a “he said”."""
    at = article.index(quote.text)
    part = Part(at, at + len(quote.text), quote.text)
    source = Mention(0, 2, "he", "pronoun")
    return Quote("a.txt", "direct", (part,), (), None, source, quote.speaker, (), quote.confidence)


def against(quote: Quote, *sources: str, article: str | None = None) -> Check:
    made = make_sources([Document(f"talk {n}", text) for n, text in enumerate(sources, 1)])
    return check_quotes([quote], made, article)[0]


def _quote(
    kind: str, words: tuple[str, ...], quoted: tuple[Part, ...], by: str | None, sure: float
) -> Quote:
    parts, at = [], 0
    for one in words:
        parts.append(Part(at, at + len(one), one))
        at += len(one) + 12
    speaker = Speaker(by, "person", "s-1") if by else None
    confidence = Confidence(1.0, sure, sure)
    return Quote("a.txt", kind, tuple(parts), quoted, None, None, speaker, (), confidence)  # type: ignore[arg-type]
