"""Figures against LitBank: quotations found, their speakers put together, and named.

Spans are trimmed to their letters (`quotes.evaluation.pieces`) and paired one to one.

    overlap          found: at least half of the characters of both are common to them
    exact            found, and the same at both ends
    b3               B-cubed over all gold quotations, clusters within a text
                     (`quotes.evaluation.clusters`); one without a speaker of ours scores 0
    b3_single        the same, one without a speaker being a cluster by itself
    b3_found         the same over the quotations found
    name_accuracy    over the quotations whose speaker has a proper name in the text: ours is one
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from quotes.corpora.annotations import AnnotatedText
from quotes.evaluation.cast import normal, without_article
from quotes.evaluation.clusters import Item, b_cubed
from quotes.evaluation.figures import LitbankFigures, Rates
from quotes.evaluation.pieces import match, pieces
from quotes.evaluation.ratios import harmonic, precision_recall, ratio
from quotes.records import Quote


def score(gold: Iterable[AnnotatedText], found: Mapping[str, Sequence[Quote]]) -> LitbankFigures:
    """The figures of the records ``found`` by the id of their text."""
    count: Counter[str] = Counter()
    zero: list[Item] = []
    single: list[Item] = []
    only_found: list[Item] = []
    for text in gold:
        count["texts"] += 1
        names = _names(text)
        true = [
            (piece, quotation.speaker)
            for quotation in text.quotations
            for piece in pieces(text.text, quotation.spans, by_paragraph=False)
        ]
        ours = [
            (piece, quote)
            for quote in found.get(text.id, ())
            for part in quote.parts
            for piece in pieces(text.text, [(part.start, part.end)], by_paragraph=False)
        ]
        matched = match([piece for piece, _ in true], [piece for piece, _ in ours])
        count["gold"] += len(true)
        count["pred"] += len(ours)
        count["overlap"] += len(matched)
        count["exact"] += sum(true[at][0] == ours[mine][0] for at, mine in matched.items())
        for at, (_, speaker) in enumerate(true):
            if speaker is None:
                continue
            guess = ours[matched[at]][1].speaker if at in matched else None
            cluster = (text.id, "speaker", guess.id) if guess else None
            alone = cluster or (text.id, "single", at)
            zero.append(((text.id, speaker), cluster))
            single.append(((text.id, speaker), alone))
            if at in matched:
                only_found.append(((text.id, speaker), alone))
            if names[speaker]:
                count["nameable"] += 1
                count["named"] += guess is not None and _plain(guess.name) in names[speaker]
    return LitbankFigures(
        texts=count["texts"],
        gold=count["gold"],
        pred=count["pred"],
        exact=_detected(count["exact"], count["pred"], count["gold"]),
        overlap=_detected(count["overlap"], count["pred"], count["gold"]),
        b3=_clustered(zero),
        b3_single=_clustered(single),
        b3_found=_clustered(only_found),
        name_accuracy=ratio(count["named"], count["nameable"]),
        nameable=count["nameable"],
    )


def _detected(right: int, predicted: int, gold: int) -> Rates:
    counted = precision_recall(right, predicted, gold)
    return Rates(counted.p, counted.r, counted.f1)


def _clustered(items: list[Item]) -> Rates:
    p, r = b_cubed(items)
    return Rates(p, r, harmonic(p, r))


def _names(text: AnnotatedText) -> dict[str, set[str]]:
    """The proper names of every entity."""
    names: dict[str, set[str]] = defaultdict(set)
    for mention in text.mentions:
        if mention.kind == "name" and not mention.apposed:
            names[mention.entity].add(_plain(text.text[mention.start : mention.end]))
    return names


def _plain(name: str) -> str:
    return without_article(normal(name))
