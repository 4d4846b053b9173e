"""Figures against records that somebody corrected or made by hand, with 95 % intervals.

Quotations are paired one to one, those whose contents agree best first: at least half of the
letters and digits of both must be common to them.

    quotations    found
    kind          found, and direct, mixed or indirect as in the gold
    source        found, and the sources share a letter, or neither has one
    speaker       found, and ours is called as the gold's speaker or one of its aliases, titles
                  aside (`quotes.evaluation.names`), or neither has one; not over gold records
                  whose speaker nobody judged: without a speaker and a flag that says there is none
    direct, …     quotations of one kind: P over those that we call so, R over those the gold does

What was found and pairs best with a record that nobody judged is neither right nor wrong: it is
left out, as that record is.

Intervals are Wilson's for P and R, and a bootstrap over documents for F1
(`quotes.evaluation.intervals`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from itertools import repeat

from quotes.evaluation.figures import CorrectedFigures, Measured
from quotes.evaluation.intervals import Counts, bootstrap_f1, wilson
from quotes.evaluation.names import plain_name
from quotes.evaluation.ratios import precision_recall
from quotes.records import Cue, Mention, Part, Quote

_KINDS = ("direct", "mixed", "indirect")
_Pair = tuple[Quote, Quote]  # gold, found


def score(
    documents: Iterable[tuple[Sequence[Quote], Sequence[Quote]]],
    unjudged: Iterable[Sequence[Quote]] = repeat(()),
) -> CorrectedFigures:
    """The figures over documents, each with its gold records and the records found.

    ``unjudged``: of each document records of the gold that nobody judged.

    What nobody says (the kind "not-speech") is no quotation, in both.
    """
    counts: dict[str, list[Counts]] = {name: [] for name in (*_AGREEMENTS, "speaker", *_KINDS)}
    number = left_out = 0
    for (gold, found), nobodys in zip(documents, unjudged, strict=False):
        number += 1
        left_out += len(nobodys)
        true = [quote for quote in _said(gold) if quote not in nobodys]
        ours = _judged(true, nobodys, _said(found))
        pairs = _paired(true, ours)
        for name, agrees in _AGREEMENTS.items():
            counts[name].append((sum(agrees(*pair) for pair in pairs), len(ours), len(true)))
        counts["speaker"].append(_speakers(true, ours, pairs))
        for kind in _KINDS:
            counts[kind].append(_of_kind(kind, true, ours, pairs))
    measured = {name: _measured(each) for name, each in counts.items()}
    return CorrectedFigures(number, **measured, unjudged=left_out)


def _judged(true: list[Quote], nobodys: Sequence[Quote], ours: list[Quote]) -> list[Quote]:
    """Ours without those that are records which nobody judged."""
    if not nobodys:
        return ours
    out = {id(found) for gold, found in _paired([*true, *nobodys], ours) if gold in nobodys}
    return [quote for quote in ours if id(quote) not in out]


def _said(quotes: Iterable[Quote]) -> list[Quote]:
    return [quote for quote in quotes if quote.kind != "not-speech"]


def _speakers(true: list[Quote], ours: list[Quote], pairs: list[_Pair]) -> Counts:
    judged = sum(map(_is_judged, true))
    left_out = sum(not _is_judged(gold) for gold, _ in pairs)
    right = sum(_is_judged(gold) and _same_speaker(gold, found) for gold, found in pairs)
    return right, len(ours) - left_out, judged


def _is_judged(gold: Quote) -> bool:
    return gold.speaker is not None or bool({"no-speaker", "no-source"} & set(gold.flags))


def _of_kind(kind: str, true: list[Quote], ours: list[Quote], pairs: list[_Pair]) -> Counts:
    """Counts of one kind; right are the quotations that both call so."""
    right = sum(a.kind == b.kind == kind for a, b in pairs)
    return right, sum(q.kind == kind for q in ours), sum(q.kind == kind for q in true)


def _measured(documents: Sequence[Counts]) -> Measured:
    right, predicted, gold = (
        (sum(column) for column in zip(*documents, strict=True)) if documents else (0, 0, 0)
    )
    return Measured(
        **asdict(precision_recall(right, predicted, gold, empty=1.0)),
        p_interval=wilson(right, predicted),
        r_interval=wilson(right, gold),
        f1_interval=bootstrap_f1(documents),
    )


def _paired(true: Sequence[Quote], ours: Sequence[Quote]) -> list[_Pair]:
    letters = [_letters(quote.parts) for quote in true]
    found = [_letters(quote.parts) for quote in ours]
    fits = []
    for a, these in enumerate(letters):
        for b, those in enumerate(found):
            common = len(these & those)
            if common and common / len(these | those) >= 0.5:
                fits.append((-common / len(these | those), a, b))
    pairs: dict[int, int] = {}
    for _, a, b in sorted(fits):
        if a not in pairs and b not in pairs.values():
            pairs[a] = b
    return [(true[a], ours[b]) for a, b in sorted(pairs.items())]


def _letters(stretches: Iterable[Part | Cue | Mention]) -> set[int]:
    """Where the letters and digits stand; all of it where there are none."""
    return {
        stretch.start + at
        for stretch in stretches
        for at, character in enumerate(stretch.text)
        if character.isalnum() or not any(map(str.isalnum, stretch.text))
    }


def _same_source(gold: Quote, found: Quote) -> bool:
    if gold.source is None or found.source is None:
        return gold.source is found.source
    return bool(_letters([gold.source]) & _letters([found.source]))


def _same_speaker(gold: Quote, found: Quote) -> bool:
    if gold.speaker is None or found.speaker is None:
        return gold.speaker is found.speaker
    names = (gold.speaker.name, *gold.speaker.aliases)
    return plain_name(found.speaker.name) in {plain_name(name) for name in names}


_AGREEMENTS: dict[str, Callable[[Quote, Quote], bool]] = {
    "quotations": lambda gold, found: True,
    "kind": lambda gold, found: gold.kind == found.kind,
    "source": _same_source,
}
