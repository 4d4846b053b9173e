"""How often the speaker is right of whom a short text of fiction is sure: on pages of LitBank.

    python benchmarks/windows.py SHARED
    python benchmarks/windows.py SHARED --words 600 --show    # longer pages, and what is wrong

A page is paragraphs in a row that have so many words or more, read as a text of its own. What
counts is a direct record that touches a quotation with an annotated speaker. It is right if its
speaker bears a name of the annotated one (equal, or words of a longer mention), if a mention of its
chain is one of theirs, or if both are the “I” who tells the story.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from quotes.corpora import litbank
from quotes.corpora.annotations import AnnotatedText, Quotation, Span
from quotes.loading import extractor
from quotes.options import Options
from quotes.records import Quote
from quotes.training.short_texts import pages

SURE = 0.95
LONGEST = 60  # characters: a longer mention holds other people's
FIRST_PERSON, NARRATOR = {"i", "me", "my"}, {"i", "narrator", "the narrator"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--model", default="en")
    parser.add_argument("--words", type=int, default=150, help="of a page, at the least")
    parser.add_argument("--show", action="store_true", help="what is sure and wrong")
    arguments = parser.parse_args()
    extract = extractor(Options("direct", arguments.model))
    told: list[tuple[float, bool]] = []
    for text in litbank.read(arguments.shared / "corpora" / "litbank"):
        annotated = Annotated(text)
        for start, stop in pages(text, arguments.words):
            if not any(annotated.within(start, stop)):
                continue
            for quote in extract(text.text[start:stop]).quotes:
                right = annotated.right(quote, start, stop)
                if right is None:
                    continue
                told.append((quote.confidence.speaker, right))
                if arguments.show and not right and quote.confidence.speaker >= SURE:
                    assert quote.speaker
                    print(f"{text.id}: {quote.speaker.name}: {quote.text}")
    for least in (SURE, 0.0):
        kept = [right for sure, right in told if sure >= least]
        share = f"{sum(kept) / len(kept):.3f}" if kept else "–"
        print(f">= {least:.2f}: {share}  ({sum(kept)} of {len(kept)})")


class Annotated:
    """The quotations of a text with their speakers, and all by which these are called."""

    def __init__(self, text: AnnotatedText) -> None:
        self.quotations = [quotation for quotation in text.quotations if quotation.speaker]
        self.names: dict[str, set[str]] = defaultdict(set)
        self.entities: dict[Span, str] = {}
        for mention in text.mentions:
            self.names[mention.entity].add(_plain(text.text[mention.start : mention.end]))
            if mention.end - mention.start < LONGEST:
                self.entities[mention.start, mention.end] = mention.entity

    def within(self, start: int, stop: int) -> Iterator[Quotation]:
        """Those that begin there."""
        return (one for one in self.quotations if start <= one.spans[0][0] < stop)

    def right(self, quote: Quote, start: int, stop: int) -> bool | None:
        """Whether the speaker of a page's record is an annotated one; None where nobody knows."""
        if quote.speaker is None:
            return None
        parts = [(part.start + start, part.end + start) for part in quote.parts]
        chain = [(mention.start + start, mention.end + start) for mention in quote.chain]
        meant = {self.entities[s] for s in self.entities if any(_touch(s, c) for c in chain)}
        gold = [one.speaker for one in self.within(start, stop) if _touches(one.spans[0], parts)]
        if not gold:
            return None
        return any(who in meant or self._called(quote.speaker.name, who) for who in gold if who)

    def _called(self, name: str, speaker: str) -> bool:
        called, own = _plain(name), self.names[speaker]
        words = set(called.split())
        if words and any(words <= set(other.split()) for other in own):
            return True
        return called in own or (called in NARRATOR and bool(FIRST_PERSON & own))


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(_touch(span, other) for other in others)


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z ]", "", text.lower()).split())


if __name__ == "__main__":
    main()
