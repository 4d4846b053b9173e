"""The figures of `quotes evaluate` as tables for a person, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import chain
from typing import TextIO

from rich.console import Console
from rich.table import Column, Table

from quotes.evaluation.figures import (
    CorrectedFigures,
    Figures,
    LitbankFigures,
    Measured,
    PdncFigures,
    PolnearFigures,
)
from quotes.evaluation.ratios import PrecisionRecall
from quotes.output.reading import counted


def write_json(figures: Figures, stream: TextIO) -> None:
    json.dump(figures.to_dict(), stream, indent=1, ensure_ascii=False)
    stream.write("\n")


def write_table(figures: Figures, stream: TextIO) -> None:
    console = Console(file=stream, highlight=False)
    match figures:
        case PolnearFigures():
            _polnear(figures, console)
        case LitbankFigures():
            _litbank(figures, console)
        case PdncFigures():
            _pdnc(figures, console)
        case CorrectedFigures():
            _corrected(figures, console)


def _polnear(figures: PolnearFigures, console: Console) -> None:
    quoted, attribution = figures.quoted, figures.quoted.attribution
    console.print(
        f"{counted(figures.documents, 'document')}, {figures.attributions:,} attributions, "
        f"{figures.records:,} records, {quoted.spans:,} quoted spans"
    )
    table = _plain_table("quoted speech", "P", "R", "F1", "right", "predicted", "gold")
    _detected(table, "found", quoted.detection)
    _detected(table, "with its source", quoted.span_source)
    table.add_row("all attributions", style="dim")
    _detected(table, "linked", figures.linked)
    roles = figures.roles
    for role, one in (("content", roles.content), ("cue", roles.cue), ("source", roles.source)):
        _detected(table, f"{role}, exact", one.exact)
        _detected(table, f"{role}, trimmed", one.trimmed)
        _detected(table, f"{role}, overlap", one.overlap)
    console.print(table)

    table = _plain_table("share that is right", "", "right", "of")
    _shared(table, "source, of all", attribution.right, attribution.sourced)
    _shared(table, "source, of claimed", attribution.right, attribution.sourced_claimed)
    for form, share in attribution.by_type.items():
        _shared(table, f"source that is a {form}", share.right, share.total)
    for form, share in figures.linked.recall_by_source.items():
        _shared(table, f"linked, source {form}", share.right, share.total)
    indirect = figures.indirect_linked_recall
    _shared(table, "linked, indirect", indirect.right, indirect.total)
    if speakers := figures.speakers:
        _shared(table, "resolved speakers", speakers.right, speakers.labels)
        _shared(table, "resolved speakers, of given", speakers.right, speakers.given)
    console.print(table)


def _litbank(figures: LitbankFigures, console: Console) -> None:
    console.print(
        f"{counted(figures.texts, 'text')}, {counted(figures.gold, 'quotation')}, "
        f"{figures.pred:,} predicted"
    )
    table = _plain_table("", "P", "R", "F1")
    for name, rates in (
        ("found", figures.overlap),
        ("found exactly", figures.exact),
        ("speakers, B-cubed", figures.b3),
        ("… not given: each by itself", figures.b3_single),
        ("… of those found", figures.b3_found),
    ):
        table.add_row(name, *_cells(rates.p, rates.r, rates.f1))
    console.print(table)
    console.print(f"speaker named {figures.name_accuracy:.3f} of {figures.nameable:,} with a name")


def _pdnc(figures: PdncFigures, console: Console) -> None:
    detection, speakers, clusters = figures.detection, figures.speakers, figures.clusters
    console.print(
        f"{counted(figures.novels, 'novel')}, {detection.gold:,} pieces of quotations, "
        f"{detection.pred:,} predicted, {speakers.all.quotations:,} quotations of known speakers"
    )
    table = _plain_table("", "P", "R", "F1", "exact F1", "macro F1")
    found = (detection.p, detection.r, detection.f1, detection.exact_f1, detection.macro_f1)
    table.add_row("found", *_cells(*found))
    table.add_row("speakers, B-cubed", *_cells(clusters.b3_p, clusters.b3_r, clusters.b3_f1))
    console.print(table)

    table = _plain_table("speaker right", "", "of")
    for name, one in (
        ("all", speakers.all),
        ("speech tag with a name", speakers.explicit),
        ("with a pronoun or noun", speakers.anaphoric),
        ("no speech tag", speakers.implicit),
    ):
        table.add_row(name, *_cells(one.accuracy), f"{one.quotations:,}")
    for name, accuracy in (
        ("mean of the novels", speakers.accuracy_macro),
        ("of those found", speakers.accuracy_found),
        ("by listed names only", speakers.accuracy_strict),
        ("one cluster a character", clusters.one_to_one),
        ("purity of clusters", clusters.purity),
    ):
        table.add_row(name, *_cells(accuracy))
    console.print(table)
    console.print(", ".join(f"{name} {n:,}" for name, n in speakers.outcomes.items()))

    if len(figures.per_novel) > 1:
        table = _plain_table("", "found F1", "speaker", "explicit", "anaphoric", "implicit", "B3")
        for novel, its in figures.per_novel.items():
            kinds = (its.speakers.all, its.speakers.explicit, its.speakers.anaphoric,
                     its.speakers.implicit)  # fmt: skip
            accuracies = (one.accuracy for one in kinds)
            table.add_row(novel, *_cells(its.detection.f1, *accuracies, its.clusters.b3_f1))
        console.print(table)


def _corrected(figures: CorrectedFigures, console: Console) -> None:
    every = figures.quotations
    console.print(
        f"{counted(figures.documents, 'document')}, {counted(every.gold, 'quotation')}, "
        f"{every.predicted:,} predicted, {every.tp:,} of them right"
    )
    if figures.unjudged:
        console.print(f"{counted(figures.unjudged, 'record')} that nobody judged left out")
    table = _plain_table("", "P", "95 %", "R", "95 %", "F1", "95 %")
    for name, one in (
        ("quotations", every),
        ("… right kind", figures.kind),
        ("… right source", figures.source),
        ("… right speaker", figures.speaker),
        ("direct", figures.direct),
        ("mixed", figures.mixed),
        ("indirect", figures.indirect),
    ):
        table.add_row(name, *_with_intervals(one))
    console.print(table)
    console.print("95 % intervals: Wilson for P and R, bootstrap over documents for F1")


def _with_intervals(one: Measured) -> Iterable[str]:
    intervals = map(_interval, (one.p_interval, one.r_interval, one.f1_interval))
    return chain.from_iterable(zip(_cells(one.p, one.r, one.f1), intervals, strict=True))


def _interval(bounds: tuple[float, float] | None) -> str:
    return f"{bounds[0]:.2f}–{bounds[1]:.2f}" if bounds else "–"


def _plain_table(first: str, *numbers: str) -> Table:
    columns: Iterable[Column] = (Column(name, justify="right", no_wrap=True) for name in numbers)
    return Table(
        Column(first, overflow="fold"),
        *columns,
        box=None,
        padding=(0, 2, 0, 0),
        pad_edge=False,
        header_style="dim",
    )


def _cells(*fractions: float) -> Iterable[str]:
    return [f"{fraction:.3f}" for fraction in fractions]


def _detected(table: Table, name: str, figure: PrecisionRecall) -> None:
    counts = (f"{count:,}" for count in (figure.tp, figure.predicted, figure.gold))
    table.add_row(name, *_cells(figure.p, figure.r, figure.f1), *counts)


def _shared(table: Table, name: str, right: int, total: int) -> None:
    value = right / total if total else 0.0
    table.add_row(name, f"{value:.3f}", f"{right:,}", f"{total:,}")
