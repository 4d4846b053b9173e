"""What takes input from outside, each with spoiled input: one function a thing, by a seed.

A harness raises where something ends in an exception that is not ours or gives what is not sound.
`tests/fuzz` runs each some hundred times, ``benchmarks/fuzz.py`` for as long as one likes.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random

from hostile import Article, written
from mutations import as_json, spoiled, spoiled_bytes

from quotes.annotations import AnnotationError, Tool, read_annotations
from quotes.checking.records import read_quotes
from quotes.corrections import RecordsError, Review, Reviewed, fits, read_records
from quotes.documents import DocumentError
from quotes.output import Format
from quotes.records import Confidence, Cue, Mention, Part, Quote, Speaker

Harness = Callable[[Random, Path], None]

TEXT = "“We lost 🙂 the mill,” Nils Berg said on Friday. “Not twice.” Åsa Lind denies it.\n"
_AGAIN = TEXT.index("Not twice")


def _records() -> tuple[Quote, ...]:
    place = TEXT.index("Nils")
    part = Part.of(TEXT, 1, TEXT.index("”"))
    first = Quote(
        doc="mill.txt",
        kind="direct",
        parts=(part, Part.of(TEXT, _AGAIN, _AGAIN + 10)),
        quoted=(part,),
        cue=Cue(place + 10, place + 14, "said", "say"),
        source=Mention(place, place + 9, "Nils Berg", "name"),
        speaker=Speaker("Nils Berg", "person", "s-1", "miller", ("Berg",)),
        chain=(Part.of(TEXT, place, place + 9),),
        confidence=Confidence(0.9, 0.8, 0.7),
        flags=("unclosed",),
        why=("subject of 'said'",),
    )
    denied = Part.of(TEXT, TEXT.index("denies"), TEXT.index(" it.") + 3)
    return first, replace(first, kind="indirect", parts=(denied,), quoted=(), cue=None, chain=())


RECORDS = _records()


def records(random: Random, folder: Path) -> None:
    """Our own records, judged or not."""
    review = Review("corrected", "a note", {"kind": "mixed"}, True)
    lines = [Reviewed(quote, review).to_dict() for quote in RECORDS]
    path = folder / "records.jsonl"
    path.write_bytes(b"\n".join(as_json(random, spoiled(random, line)) for line in lines))
    try:
        for one in read_records(path):
            again = Reviewed.from_dict(json.loads(json.dumps(one.to_dict())))
            assert again.quote.parts == one.quote.parts
            fits(one.quote, TEXT)
    except RecordsError as error:
        _one_line(error)


def annotations_jsonl(random: Random, folder: Path) -> None:
    """The same beside their text."""
    (folder / "mill.txt").write_text(TEXT, encoding="utf-8")
    path = folder / "corrected.jsonl"
    lines = [as_json(random, spoiled(random, quote.to_dict())) for quote in RECORDS]
    path.write_bytes(b"\n".join(lines))
    _annotated(path, Tool.JSONL)


def label_studio(random: Random, folder: Path) -> None:
    """A project's export."""
    path = written(Format.LABEL_STUDIO, Article("mill.txt", TEXT), RECORDS, folder)
    tasks = json.loads(path.read_bytes())
    for task in tasks:
        if random.random() < 0.7:
            task["annotations"] = task.pop("predictions")
        if random.random() < 0.3:
            del task["data"]["quotes"]
    path.write_bytes(as_json(random, spoiled(random, tasks)))
    _annotated(path, Tool.LABEL_STUDIO)


def prodigy(random: Random, folder: Path) -> None:
    """A dataset's export."""
    path = written(Format.PRODIGY, Article("mill.txt", TEXT), RECORDS, folder)
    task = {**json.loads(path.read_bytes()), "answer": "accept"}
    if random.random() < 0.3:
        del task["quotes"]
    path.write_bytes(as_json(random, spoiled(random, task)))
    _annotated(path, Tool.PRODIGY)


def brat(random: Random, folder: Path) -> None:
    """A folder of standoff files."""
    made = written(Format.BRAT, Article("mill.txt", TEXT), RECORDS, folder)
    path = random.choice(sorted(one for one in made.iterdir() if one.stem == "mill"))
    path.write_bytes(spoiled_bytes(random, path.read_bytes()))
    _annotated(made, Tool.BRAT)


def quotes_to_check(random: Random, folder: Path) -> None:
    """What ``quotes check --quotes`` takes: records, or a column."""
    if random.random() < 0.5:
        path = folder / "quotes.jsonl"
        path.write_bytes(as_json(random, spoiled(random, random.choice(RECORDS).to_dict())))
    else:
        path = folder / "quotes.csv"
        rows = 'quotation,speaker,kind\n"“We lost it”",Nils Berg,direct\nNo,Åsa,indirect\n'
        path.write_bytes(spoiled_bytes(random, rows.encode()))
    for one in read_quotes(path):
        if isinstance(one, DocumentError):
            _one_line(one)
        else:
            assert one.text and one.start < one.end


def _annotated(path: Path, tool: Tool) -> None:
    try:
        for document in read_annotations(path, tool, unreviewed=True):
            for quote in document.quotes:
                assert fits(quote, document.text), quote
                parts = quote.parts
                assert all(a.end <= b.start for a, b in pairwise(parts))
    except AnnotationError as error:
        _one_line(error)


def _one_line(error: Exception) -> None:
    # A name may hold a line break; what a person is told is put on one line.
    assert str(error).strip() and len(str(error)) < 4000


RECORD_READERS: tuple[Harness, ...] = (
    records, annotations_jsonl, label_studio, prodigy, brat, quotes_to_check,
)  # fmt: skip
HARNESSES: tuple[Harness, ...] = RECORD_READERS


def run(harness: Harness, seed: int, folder: Path) -> None:
    """The harness once, in a fresh folder below."""
    own = folder / f"{harness.__name__}-{seed}"
    own.mkdir()
    try:
        harness(Random(f"{harness.__name__} {seed}"), own)
    finally:
        shutil.rmtree(own, ignore_errors=True)


def seeds(start: int) -> Iterator[int]:
    """Without end."""
    while True:
        yield start
        start += 1
