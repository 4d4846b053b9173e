"""`quotes evaluate`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from enum import StrEnum
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated, Any

import typer

from quotes.cli import options
from quotes.cli.messages import CallError, tell
from quotes.cli.options import Kind

if TYPE_CHECKING:
    from quotes.evaluation.figures import Figures
    from quotes.records import Quote


class Corpus(StrEnum):
    POLNEAR = "polnear"
    LITBANK = "litbank"
    PDNC = "pdnc"


class Split(StrEnum):
    TRAIN = "train"
    DEV = "dev"
    TEST = "test"


def evaluate(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH",
            help="The corpus as cloned; with --gold and .jsonl, the texts of its records, where "
            "they are not found by name.",
        ),
    ] = None,
    corpus: Annotated[Corpus | None, typer.Option("--corpus", help="Which corpus PATH is.")] = None,
    split: Annotated[Split, typer.Option("--split", help="Of polnear.")] = Split.DEV,
    labels: Annotated[
        Path | None,
        typer.Option(
            "--labels",
            metavar="FILE",
            help="Of polnear: JSON lines of id, content and speaker, for resolved speakers.",
        ),
    ] = None,
    gold: Annotated[
        Path | None,
        typer.Option(
            "--gold",
            metavar="FILE",
            help="Instead of a corpus: your own corrected records (.jsonl), a brat folder, or an "
            "export of Label Studio or Prodigy.",
        ),
    ] = None,
    records: Annotated[
        Path | None,
        typer.Option(
            "--records",
            metavar="FILE",
            help="Records that `quotes extract` wrote (.jsonl), instead of extracting now.",
        ),
    ] = None,
    kind: Annotated[
        Kind | None,
        typer.Option(
            "--kind", help="As in extract; without it, direct for fiction and all for the rest."
        ),
    ] = None,
    model: options.ModelOption = "en",
    json: Annotated[bool, typer.Option("--json", help="All figures as JSON, unrounded.")] = False,
) -> None:
    """Measure how good the records are, against annotations made by hand.

    \b
    $ quotes evaluate --corpus polnear PolNeAR/ --split dev
    $ quotes evaluate --corpus litbank litbank/
    $ quotes evaluate --gold corrected.jsonl articles/

    The corpora are PolNeAR (news), LitBank and PDNC (novels), in the folders that their authors
    publish; the figures are defined in quotes/evaluation. With --gold, precision and recall come
    with 95 % intervals: Wilson's, and for F1 a bootstrap over the documents.
    """
    from quotes.cli.destination import opened
    from quotes.cli.messages import told_plainly
    from quotes.output import Format, figures

    with told_plainly(), opened(None, force=False, format=Format.TABLE) as stream:
        found = _Found(kind, model, records)
        if corpus and gold:
            raise CallError("name a corpus with --corpus or annotations with --gold, not both")
        places = paths or []
        if gold is not None:
            result = _corrected(gold, places, found)
        elif corpus is not None:
            if len(places) != 1:
                raise CallError(f"name one folder, the one that {corpus} was cloned to")
            result = _corpus(corpus, Path(places[0]), split, labels, found)
        else:
            raise CallError("name a corpus with --corpus, or annotations of your own with --gold")
        if json:
            figures.write_json(result, stream)
        else:
            figures.write_table(result, stream)


class _Found:
    """The records of texts: extracted now, or read from a file."""

    def __init__(self, kind: Kind | None, model: str, file: Path | None) -> None:
        self.kind, self.model, self.file = kind, model, file

    def of(
        self, texts: Sequence[Any], usual: Kind, name: Callable[[str], str] = str
    ) -> Mapping[str, Sequence[Quote]]:
        """By the texts' id; ``name`` gives it of a saved record's ``doc``."""
        if self.file:
            return _saved(self.file, name, {text.id for text in texts})
        from quotes.cli.progress import progress
        from quotes.loading import extractor

        find = extractor(options.chosen(self.kind or usual, self.model))
        found = {}
        with progress(shown=sys.stderr.isatty()) as advance:
            for text in texts:
                advance(text.id)
                turns = getattr(text, "turns", None)  # those that its file tells
                found[text.id] = find(text.text, turns or None).quotes
        return found


def _saved(
    file: Path, name: Callable[[str], str], known: Collection[str]
) -> Mapping[str, Sequence[Quote]]:
    from quotes.evaluation.saved import read_saved

    found = read_saved(file, name)
    if unknown := [doc for doc in found if doc not in known]:
        some = ", ".join(unknown[:3])
        tell(f"{file}: {len(unknown)} of its documents are not in the gold and left out: {some}")
    return {doc: quotes for doc, quotes in found.items() if doc in known}


def _corpus(
    corpus: Corpus, path: Path, split: Split, labels: Path | None, found: _Found
) -> Figures:
    if labels and corpus is not Corpus.POLNEAR:
        raise CallError("--labels goes with --corpus polnear")
    match corpus:
        case Corpus.POLNEAR:
            from quotes.corpora import labels as label_files
            from quotes.corpora import polnear
            from quotes.evaluation import polnear as scorer

            articles = list(polnear.read(path, split.value, order="file"))
            named = list(label_files.read(labels)) if labels else None
            ours = found.of(articles, Kind.ALL, lambda doc: PurePath(doc).stem)
            return scorer.score(articles, ours, named)
        case Corpus.LITBANK:
            from quotes.corpora import litbank
            from quotes.evaluation import litbank as litbank_scorer

            works = list(litbank.read(path))
            ours = found.of(
                works, Kind.DIRECT, lambda doc: PurePath(doc).stem.removesuffix("_brat")
            )
            return litbank_scorer.score(works, ours)
        case Corpus.PDNC:
            from quotes.corpora import pdnc
            from quotes.evaluation import pdnc as pdnc_scorer

            novels = list(pdnc.read(path))
            ours = found.of(novels, Kind.DIRECT, lambda doc: PurePath(doc).parent.name)
            return pdnc_scorer.score(novels, ours)


def _corrected(gold: Path, texts: list[str], found: _Found) -> Figures:
    from quotes.annotations import read_annotations
    from quotes.evaluation import corrected

    documents = list(read_annotations(gold, texts=texts))
    if not documents:
        raise CallError(f"{gold}: has no annotated document; is it the right file?")
    ours = found.of(documents, Kind.ALL)
    return corrected.score(
        ((d.quotes, ours.get(d.id, ())) for d in documents), (d.unjudged for d in documents)
    )
