"""Does a confidence of 0.96 mean right 96 times in 100? On PolNeAR dev and on broad news.

    python benchmarks/calibration.py SHARED

All three are asked of the scorer's quoted spans that some record covers by half. Quote: right is a
span that somebody says. Source: where the record has one, and the gold's attribution, if any, too;
a span that nobody says counts as wrong. Speakers: over the labelled spans that some record with a
speaker covers by half.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from quotes.corpora import labels, polnear
from quotes.corpora._files import read_text
from quotes.corpora.annotations import AnnotatedText
from quotes.corpora.labels import SpeakerLabel
from quotes.evaluation.calibration import calibration_error
from quotes.evaluation.names import plain_name
from quotes.evaluation.quoted_spans import quoted_spans
from quotes.evaluation.tokens import Numbers, Tokens, holder
from quotes.loading import extractor
from quotes.options import Options
from quotes.records import Quote

Case = tuple[float, bool]  # confidence, right
NUMBERS = ("quote", "source", "speaker")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--model", default="en")
    parser.add_argument("--bins", action="store_true", help="tell every tenth, and above 0.9 more")
    arguments = parser.parse_args()
    corpora, bench = arguments.shared / "corpora", arguments.shared / "bench"
    dev = polnear.read(corpora / "polnear", "dev", "first", order="file")
    for title, texts, named in (
        ("PolNeAR dev", list(dev), bench / "speakers-polnear-dev.jsonl"),
        ("broad news", list(_broad(corpora / "broad")), corpora / "broad" / "speakers.jsonl"),
    ):
        print(f"## {title}")
        found = cases(texts, named, arguments.model)
        for number in NUMBERS:
            _tell(number, found[number])
            if arguments.bins:
                _tell_bins(found[number])


def _broad(folder: Path) -> Iterator[AnnotatedText]:
    """Laid out like a split of PolNeAR, but without its folder."""
    for path in sorted((folder / "text").glob("*.txt")):
        text = read_text(path, "text/*.txt")
        gold = read_text(folder / "attributions" / f"{path.stem}_gold.ann", "attributions/*.ann")
        attributions = polnear.attributions(gold, len(text), "file")
        yield AnnotatedText(path.stem, text, attributions=attributions)


def cases(texts: Sequence[AnnotatedText], named: Path, model: str) -> dict[str, list[Case]]:
    """By number of the confidence; ``named``: the file of the labelled speakers."""
    speakers: dict[str, list[SpeakerLabel]] = defaultdict(list)
    for label in labels.read(named):
        speakers[label.id].append(label)
    extract = extractor(Options(model=model))
    out: dict[str, list[Case]] = {number: [] for number in NUMBERS}
    for text in texts:
        tokens = Tokens(text.text)
        found = extract(text.text).quotes
        contents = [tokens.within((p.start, p.end) for p in quote.parts) for quote in found]
        out["quote"] += _quotes(text, tokens, found, contents)
        out["source"] += _sources(text, tokens, found, contents)
        out["speaker"] += _speakers(speakers[text.id], tokens, found, contents)
    return out


def _quotes(
    text: AnnotatedText, tokens: Tokens, found: Sequence[Quote], contents: Sequence[Numbers]
) -> Iterator[Case]:
    for record, of_gold in _claimed(text, tokens, contents):
        yield found[record].confidence.quote, of_gold is not None


def _sources(
    text: AnnotatedText, tokens: Tokens, found: Sequence[Quote], contents: Sequence[Numbers]
) -> Iterator[Case]:
    for record, of_gold in _claimed(text, tokens, contents):
        if (source := found[record].source) is None:
            continue
        own = text.attributions[of_gold].source if of_gold is not None else ()
        if of_gold is not None and not own:
            continue
        right = bool(tokens.within(own) & tokens.within([(source.start, source.end)]))
        yield found[record].confidence.source, right


def _claimed(
    text: AnnotatedText, tokens: Tokens, contents: Sequence[Numbers]
) -> Iterator[tuple[int, int | None]]:
    """Of each quoted span that a record covers by half: the record, and the gold's attribution."""
    gold = [tokens.within(a.content) for a in text.attributions]
    for span in quoted_spans(text.text):
        numbers = tokens.within([span])
        if (record := holder(numbers, contents)) is not None:
            yield record, holder(numbers, gold)


def _speakers(
    named: Sequence[SpeakerLabel],
    tokens: Tokens,
    found: Sequence[Quote],
    contents: Sequence[Numbers],
) -> Iterator[Case]:
    for label in named:
        record = holder(tokens.within(label.spans), contents)
        if label.speaker is None or record is None or (who := found[record].speaker) is None:
            continue
        names = {plain_name(name) for name in (label.speaker, *label.aliases)}
        yield found[record].confidence.speaker, plain_name(who.name) in names


def _tell(name: str, cases: Sequence[Case]) -> None:
    high = [case for case in cases if case[0] >= 0.95]
    print(
        f"{name:<8} {len(cases):4} cases  calibration error {calibration_error(cases):.3f}  "
        f">= 0.95: {len(high) / len(cases):.3f} of all, right {_right(high):.3f}"
    )


def _tell_bins(cases: Sequence[Case]) -> None:
    edges = [0.0, *(tenth / 10 for tenth in range(1, 10)), 0.95, 0.98, 1.01]
    for low, high in pairwise(edges):
        inside = [case for case in cases if low <= case[0] < high]
        if inside:
            print(
                f"    {low:.2f}-{min(high, 1.0):.2f}  {len(inside):4} cases  "
                f"{_sure(inside):.3f} sure  {_right(inside):.3f} right"
            )


def _sure(cases: Sequence[Case]) -> float:
    return sum(confidence for confidence, _ in cases) / len(cases) if cases else 0.0


def _right(cases: Sequence[Case]) -> float:
    return sum(is_right for _, is_right in cases) / len(cases) if cases else 0.0


if __name__ == "__main__":
    main()
