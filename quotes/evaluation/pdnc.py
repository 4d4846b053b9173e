"""Figures against PDNC, whole novels: quotations found, their speakers named, and put together.

Spans are cut into one piece a paragraph and trimmed to their letters (`quotes.evaluation.pieces`).

Detection, over all quotations
    pieces paired one to one where at least half of the characters of both are common to them, or
    (exact) all; over all novels together, and the mean of the novels (macro)
Speakers, over the quotations whose speaker is known, found or not
    our speaker is that of the record whose pieces cover most of the quotation; it is right if the
    name fits one character of the novel (`quotes.evaluation.cast`), and that is the gold's
    accuracy_found     among the quotations found
    accuracy_strict    only names that the corpus lists count
    outcomes           right, wrong, ambiguous (fits several), unlisted (fits none), null (found
                       without a speaker), missed
Clusters, over the same quotations (`quotes.evaluation.clusters`)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from quotes.corpora.annotations import AnnotatedText, Quotation, Span
from quotes.evaluation.cast import NOBODY, Cast, normal
from quotes.evaluation.clusters import Item, b_cubed, one_to_one, pure
from quotes.evaluation.figures import (
    Accuracy,
    NovelClusters,
    NovelDetection,
    NovelFigures,
    NovelSpeakers,
    PdncFigures,
)
from quotes.evaluation.pieces import match, pieces
from quotes.evaluation.ratios import harmonic, precision_recall, ratio
from quotes.records import Quote

_TYPES = ("explicit", "anaphoric", "implicit", "other")
_OUTCOMES = ("right", "wrong", "ambiguous", "unlisted", "null", "missed")


@dataclass(frozen=True, slots=True)
class _Row:
    """What became of one quotation whose speaker is known."""

    type: str
    true: str
    cluster: str | None
    named: bool
    outcome: str
    strict: str


@dataclass(slots=True)
class _Novel:
    name: str
    matched: int
    exact: int
    predicted: int
    gold: int
    rows: list[_Row] = field(default_factory=list)


def score(gold: Iterable[AnnotatedText], found: Mapping[str, Sequence[Quote]]) -> PdncFigures:
    """The figures of the records ``found`` by the id of their novel, and of each novel."""
    novels = [_read(text, found.get(text.id, ())) for text in gold]
    every = _figures(novels)
    return PdncFigures(
        novels=every.novels,
        detection=every.detection,
        speakers=every.speakers,
        clusters=every.clusters,
        per_novel={novel.name: _figures([novel]) for novel in novels},
    )


def _read(text: AnnotatedText, quotes: Sequence[Quote]) -> _Novel:
    known = [q.speaker for q in text.quotations if q.speaker and _is_known(q.speaker)]
    cast = Cast(text.characters, known)
    true = [
        (piece, at)
        for at, quotation in enumerate(text.quotations)
        for piece in pieces(text.text, quotation.spans, by_paragraph=True)
    ]
    ours = [
        (piece, at)
        for at, quote in enumerate(quotes)
        for part in quote.parts
        for piece in pieces(text.text, [(part.start, part.end)], by_paragraph=True)
    ]
    matched = match([piece for piece, _ in true], [piece for piece, _ in ours])
    covering: dict[int, Counter[int]] = {}  # characters of each quotation, by record
    exact = 0
    for theirs, mine in matched.items():
        (a, said), (b, record) = true[theirs], ours[mine]
        exact += a == b
        covering.setdefault(said, Counter())[record] += _common(a, b)
    novel = _Novel(text.id, len(matched), exact, len(ours), len(true))
    for at, quotation in enumerate(text.quotations):
        if quotation.speaker and _is_known(quotation.speaker):
            covered = covering.get(at)
            # The record with most of it, the earlier one where equal.
            best = min(covered, key=lambda r: (-covered[r], r)) if covered else None
            novel.rows.append(_row(quotation, cast, None if best is None else quotes[best]))
    return novel


def _is_known(speaker: str) -> bool:
    return speaker.strip().casefold() not in NOBODY


def _common(a: Span, b: Span) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])


def _row(quotation: Quotation, cast: Cast, quote: Quote | None) -> _Row:
    true = cast.true(quotation.speaker or "")
    speaker = quote.speaker if quote else None
    named = speaker is not None and bool(normal(speaker.name))
    if quote is None:
        outcome = strict = "missed"
    elif speaker is None or not named:
        outcome = strict = "null"
    else:
        outcome = _outcome(cast.resolve(speaker.name), true)
        strict = _outcome(cast.called(speaker.name), true)
    cluster = speaker.id if speaker else None
    return _Row(quotation.type or "other", true, cluster, named, outcome, strict)


def _outcome(characters: set[str], true: str) -> str:
    if len(characters) == 1:
        return "right" if true in characters else "wrong"
    return "ambiguous" if characters else "unlisted"


def _figures(novels: Sequence[_Novel]) -> NovelFigures:
    rows = [row for novel in novels for row in novel.rows]
    items: list[Item] = [
        ((novel.name, row.true), None if row.cluster is None else (novel.name, row.cluster))
        for novel in novels
        for row in novel.rows
    ]
    p, r = b_cubed(items)
    clusters = NovelClusters(
        b3_p=p,
        b3_r=r,
        b3_f1=harmonic(p, r),
        one_to_one=ratio(one_to_one(items), len(items)),
        purity=ratio(pure(items), len(items)),
    )
    return NovelFigures(len(novels), _detection(novels), _speakers(novels, rows), clusters)


def _detection(novels: Sequence[_Novel]) -> NovelDetection:
    predicted, gold = sum(n.predicted for n in novels), sum(n.gold for n in novels)
    matched = precision_recall(sum(n.matched for n in novels), predicted, gold)
    exact = precision_recall(sum(n.exact for n in novels), predicted, gold)
    each = [precision_recall(n.matched, n.predicted, n.gold).f1 for n in novels]
    return NovelDetection(
        p=matched.p,
        r=matched.r,
        f1=matched.f1,
        macro_f1=ratio(sum(each), len(each)),
        exact_f1=exact.f1,
        gold=gold,
        pred=predicted,
        matched=matched.tp,
    )


def _speakers(novels: Sequence[_Novel], rows: Sequence[_Row]) -> NovelSpeakers:
    each = [_accuracy(novel.rows).accuracy for novel in novels if novel.rows]
    outcomes = Counter(row.outcome for row in rows)
    explicit, anaphoric, implicit, other = (
        _accuracy([row for row in rows if row.type == kind]) for kind in _TYPES
    )
    return NovelSpeakers(
        all=_accuracy(rows),
        explicit=explicit,
        anaphoric=anaphoric,
        implicit=implicit,
        other=other,
        accuracy_macro=ratio(sum(each), len(each)),
        accuracy_found=ratio(outcomes["right"], len(rows) - outcomes["missed"]),
        accuracy_strict=ratio(sum(row.strict == "right" for row in rows), len(rows)),
        named=ratio(sum(row.named for row in rows), len(rows)),
        outcomes={outcome: outcomes[outcome] for outcome in _OUTCOMES},
    )


def _accuracy(rows: Sequence[_Row]) -> Accuracy:
    right = sum(row.outcome == "right" for row in rows)
    return Accuracy(ratio(right, len(rows)), len(rows))
