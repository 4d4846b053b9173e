"""How far a taught model may go from the one it comes from: only as far as it gains by it on texts
that it did not learn from.

A lower loss of the heads does not make the records better, so it is the records that are compared,
as `quotes evaluate --gold` does, in four folds over the corrected texts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from quotes.annotations import AnnotatedDocument
from quotes.encoder.model import Encoder
from quotes.evaluation import corrected
from quotes.pipeline.extractor import Extractor
from quotes.records import Quote
from quotes.training.teaching import Heads, Lesson, blend, teach, write

FOLDS = 4
SHARES = (0.25, 0.5, 1.0)  # of the way from the old heads to the taught ones

_Pair = tuple[Sequence[Quote], Sequence[Quote]]  # a text's gold records, and those found


def choose_share(
    base: Path,
    documents: Sequence[AnnotatedDocument],
    lessons: Sequence[Lesson],
    say: Callable[[str], None],
) -> float:
    """The share of the way that finds most in texts held back; 0 where none finds more."""
    found: dict[float, list[_Pair]] = {share: [] for share in SHARES}
    for fold in range(FOLDS):
        apart = documents[fold::FOLDS]
        rest = [one for number, one in enumerate(lessons) if number % FOLDS != fold]
        start, heads = Heads(base), Heads(base)
        teach(heads, rest, say=lambda _: None)
        for share, pairs in found.items():
            pairs += _read(blend(heads, start, share), base, apart)
    as_it_was = zip((one.quotes for one in documents), (one.found for one in lessons), strict=True)
    best, most = 0.0, _mean_f1(list(as_it_was))
    say(f"on texts held back: F1 {most:.3f} as it was")
    for share in SHARES:
        f1 = _mean_f1(found[share])
        say(f"on texts held back: F1 {f1:.3f} with {share:.0%} of what is learned")
        if f1 > most:
            best, most = share, f1
    return best


def _read(heads: Heads, base: Path, documents: Sequence[AnnotatedDocument]) -> list[_Pair]:
    with TemporaryDirectory() as folder:
        write(heads, base, Path(folder), {"name": "held-back"})
        extract = Extractor(Encoder(Path(folder)))
        return [(one.quotes, extract(one.text).quotes) for one in documents]


def _mean_f1(pairs: Sequence[_Pair]) -> float:
    """Over quotations, sources and speakers."""
    figures = corrected.score(pairs)
    return (figures.quotations.f1 + figures.source.f1 + figures.speaker.f1) / 3
