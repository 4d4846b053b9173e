"""The figures of `quotes evaluate` as tables for a person, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from rich.console import Console
from rich.table import Column, Table

from quotes.output.reading import counted

Figures = Mapping[str, Any]


def write_json(figures: Figures, stream: TextIO) -> None:
    json.dump(figures, stream, indent=1, ensure_ascii=False)
    stream.write("\n")


def write_polnear(figures: Figures, stream: TextIO) -> None:
    quoted, attribution = figures["quoted"], figures["quoted"]["attribution"]
    console = _console(stream)
    console.print(
        f"{counted(figures['documents'], 'document')}, {figures['attributions']:,} attributions, "
        f"{figures['records']:,} records, {quoted['spans']:,} quoted spans"
    )
    table = _detections("quoted speech")
    _detected(table, "found", quoted["detection"])
    _detected(table, "with its source", quoted["span_source"])
    table.add_row("all attributions", style="dim")
    _detected(table, "linked", figures["linked"])
    for role, shapes in figures["roles"].items():
        for shape, figure in shapes.items():
            _detected(table, f"{role}, {shape}", figure)
    console.print(table)

    table = _shares()
    _shared(table, "source, of all", attribution["right"], attribution["sourced"])
    _shared(table, "source, of claimed", attribution["right"], attribution["sourced_claimed"])
    for form, share in attribution["by_type"].items():
        _shared(table, f"source that is a {form}", share["right"], share["total"])
    for form, share in figures["linked"]["recall_by_source"].items():
        _shared(table, f"linked, source {form}", share["right"], share["total"])
    indirect = figures["indirect_linked_recall"]
    _shared(table, "linked, indirect", indirect["right"], indirect["total"])
    if speakers := figures.get("speakers"):
        _shared(table, "resolved speakers", speakers["right"], speakers["labels"])
        _shared(table, "resolved speakers, of given", speakers["right"], speakers["given"])
    console.print(table)


def write_litbank(figures: Figures, stream: TextIO) -> None:
    console = _console(stream)
    console.print(
        f"{counted(figures['texts'], 'text')}, {counted(figures['gold'], 'quotation')}, "
        f"{figures['pred']:,} predicted"
    )
    table = _plain_table("", "P", "R", "F1")
    names = {
        "overlap": "found",
        "exact": "found exactly",
        "b3": "speakers, B-cubed",
        "b3_single": "… not given: each by itself",
        "b3_found": "… of those found",
    }
    for key, name in names.items():
        table.add_row(name, *(f"{figures[f'{key}_{figure}']:.3f}" for figure in ("p", "r", "f1")))
    console.print(table)
    console.print(
        f"speaker named {figures['name_accuracy']:.3f} of {figures['nameable']:,} with a name"
    )


def write_pdnc(figures: Figures, stream: TextIO) -> None:
    console = _console(stream)
    detection, speakers, clusters = (figures[k] for k in ("detection", "speakers", "clusters"))
    console.print(
        f"{counted(figures['novels'], 'novel')}, {detection['gold']:,} pieces of quotations, "
        f"{detection['pred']:,} predicted, {speakers['quotations']:,} quotations of known speakers"
    )
    table = _plain_table("", "P", "R", "F1", "exact F1", "macro F1")
    cells = (detection[key] for key in ("p", "r", "f1", "exact_f1", "macro_f1"))
    table.add_row("found", *(f"{cell:.3f}" for cell in cells))
    cells = (clusters[key] for key in ("b3_p", "b3_r", "b3_f1"))
    table.add_row("speakers, B-cubed", *(f"{cell:.3f}" for cell in cells))
    console.print(table)

    table = _plain_table("speaker right", "", "of")
    for name, key in (
        ("all", ""), ("speech tag with a name", "_explicit"),
        ("with a pronoun or noun", "_anaphoric"), ("no speech tag", "_implicit"),
    ):  # fmt: skip
        accuracy, total = speakers[f"accuracy{key}"], speakers[f"quotations{key}"]
        table.add_row(name, f"{accuracy:.3f}", f"{total:,}")
    for name, key in (("mean of the novels", "macro"), ("of those found", "found"),
                      ("by listed names only", "strict")):  # fmt: skip
        table.add_row(name, f"{speakers[f'accuracy_{key}']:.3f}")
    table.add_row("one cluster a character", f"{clusters['one_to_one']:.3f}")
    table.add_row("purity of clusters", f"{clusters['purity']:.3f}")
    console.print(table)
    console.print(", ".join(f"{name} {n:,}" for name, n in speakers["outcomes"].items()))

    if len(figures["per_novel"]) > 1:
        table = _plain_table("", "found F1", "speaker", "explicit", "anaphoric", "implicit", "B3")
        for novel, one in figures["per_novel"].items():
            kinds = ("accuracy", "accuracy_explicit", "accuracy_anaphoric", "accuracy_implicit")
            found, b_cubed = one["detection"]["f1"], one["clusters"]["b3_f1"]
            row = (found, *(one["speakers"][kind] for kind in kinds), b_cubed)
            table.add_row(novel, *(f"{cell:.3f}" for cell in row))
        console.print(table)


def write_corrected(figures: Figures, stream: TextIO) -> None:
    console = _console(stream)
    every = figures["quotations"]
    console.print(
        f"{counted(figures['documents'], 'document')}, {counted(every['gold'], 'quotation')}, "
        f"{every['predicted']:,} predicted, {every['tp']:,} of them right"
    )
    table = _plain_table("", "P", "95 %", "R", "95 %", "F1", "95 %")
    names = {
        "quotations": "quotations",
        "kind": "… right kind",
        "source": "… right source",
        "speaker": "… right speaker",
        "direct": "direct",
        "mixed": "mixed",
        "indirect": "indirect",
    }
    for key, name in names.items():
        cells = (
            cell
            for one in ("p", "r", "f1")
            for cell in (f"{figures[key][one]:.3f}", _interval(figures[key][f"{one}_interval"]))
        )
        table.add_row(name, *cells)
    console.print(table)
    console.print("95 % intervals: Wilson for P and R, bootstrap over documents for F1")


def _interval(bounds: tuple[float, float] | None) -> str:
    return f"{bounds[0]:.2f}–{bounds[1]:.2f}" if bounds else "–"


def _console(stream: TextIO) -> Console:
    return Console(file=stream, highlight=False)


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


def _detections(name: str) -> Table:
    return _plain_table(name, "P", "R", "F1", "right", "predicted", "gold")


def _detected(table: Table, name: str, figure: Figures) -> None:
    figures = (f"{figure[key]:.3f}" for key in ("p", "r", "f1"))
    counts = (f"{figure[key]:,}" for key in ("tp", "predicted", "gold"))
    table.add_row(name, *figures, *counts)


def _shares() -> Table:
    return _plain_table("share that is right", "", "right", "of")


def _shared(table: Table, name: str, right: int, total: int) -> None:
    value = right / total if total else 0.0
    table.add_row(name, f"{value:.3f}", f"{right:,}", f"{total:,}")
