"""Does a confidence of 0.96 mean right 96 times in 100? Of sources and speakers, on PolNeAR dev.

    python benchmarks/calibration.py SHARED

Sources: over the scorer's quoted spans that some record with a source covers by half (a span that
nobody says counts as wrong). Speakers: over the labelled spans that some record with a speaker
covers by half. The expected calibration error (Naeini et al. 2015) is over ten equal bins.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from quotes.corpora import labels, polnear
from quotes.corpora.annotations import AnnotatedText
from quotes.corpora.labels import SpeakerLabel
from quotes.evaluation.names import plain_name
from quotes.evaluation.quoted_spans import quoted_spans
from quotes.evaluation.tokens import Numbers, Tokens
from quotes.loading import extractor
from quotes.options import Options
from quotes.records import Quote

Case = tuple[float, bool]  # confidence, right


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--model", default="en")
    arguments = parser.parse_args()
    named: dict[str, list[SpeakerLabel]] = defaultdict(list)
    for label in labels.read(arguments.shared / "bench/speakers-polnear-dev.jsonl"):
        named[label.id].append(label)
    extract = extractor(Options(model=arguments.model))
    sources: list[Case] = []
    speakers: list[Case] = []
    for text in polnear.read(arguments.shared / "corpora/polnear", "dev", "first", order="file"):
        tokens = Tokens(text.text)
        found = extract(text.text).quotes
        contents = [tokens.within((p.start, p.end) for p in quote.parts) for quote in found]
        sources += _sources(text, tokens, found, contents)
        speakers += _speakers(named[text.id], tokens, found, contents)
    _tell("source", sources)
    _tell("speaker", speakers)


def _sources(
    text: AnnotatedText, tokens: Tokens, found: Sequence[Quote], contents: Sequence[Numbers]
) -> Iterator[Case]:
    gold = [tokens.within(a.content) for a in text.attributions]
    for span in quoted_spans(text.text):
        numbers = tokens.within([span])
        record, of_gold = _owner(numbers, contents), _owner(numbers, gold)
        if record is None or (source := found[record].source) is None:
            continue
        own = text.attributions[of_gold].source if of_gold is not None else ()
        if of_gold is not None and not own:
            continue
        right = bool(tokens.within(own) & tokens.within([(source.start, source.end)]))
        yield found[record].confidence.source, right


def _speakers(
    named: Sequence[SpeakerLabel],
    tokens: Tokens,
    found: Sequence[Quote],
    contents: Sequence[Numbers],
) -> Iterator[Case]:
    for label in named:
        record = _owner(tokens.within(label.spans), contents)
        if label.speaker is None or record is None or (who := found[record].speaker) is None:
            continue
        names = {plain_name(name) for name in (label.speaker, *label.aliases)}
        yield found[record].confidence.speaker, plain_name(who.name) in names


def _owner(span: Numbers, contents: Sequence[Numbers]) -> int | None:
    """The content with most of a span, if all contents together have at least half of it."""
    covered = set().union(*contents) & span
    if not span or 2 * len(covered) < len(span):
        return None
    return max(range(len(contents)), key=lambda i: len(contents[i] & span))


def _tell(name: str, cases: Sequence[Case]) -> None:
    error = 0.0
    for tenth in range(10):
        inside = [case for case in cases if min(9, int(case[0] * 10 + 1e-9)) == tenth]
        if inside:
            sure = sum(confidence for confidence, _ in inside) / len(inside)
            right = sum(is_right for _, is_right in inside) / len(inside)
            error += abs(sure - right) * len(inside) / len(cases)
    high = [is_right for confidence, is_right in cases if confidence >= 0.95]
    print(
        f"{name:<8} {len(cases):4} cases  calibration error {error:.3f}  "
        f">= 0.95: {len(high) / len(cases):.3f} of all, right {sum(high) / len(high):.3f}"
    )


if __name__ == "__main__":
    main()
