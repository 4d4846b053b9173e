"""A corpus run's folder of Parquet parts measured: writing it beside an archive, and asking it.

    python benchmarks/parquet.py                        # 10,000 documents
    python benchmarks/parquet.py --documents 200000     # 4.6 million records

The documents are those of `archive.py`: a few are read, the rest are made of them with other names.
Both are written by this process, so their costs are compared in its processor time; what reading an
article costs is that of the few. DuckDB's answers are measured by the wall clock, for it uses all
cores.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path

import archive as made_archive
import pyarrow as pa

from quotes.archive.archive import Archive
from quotes.archive.parts import Parts
from quotes.archive.search import Filters
from quotes.output.schema import RECORDS
from quotes.records import About, Quote
from quotes.running.parts import part_name, rendered

_A_PART = 500  # documents


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--extracted", type=int, default=100)
    parser.add_argument("--words", type=int, default=500, help="an article, on average")
    parser.add_argument("--compared", type=int, default=2_000, help="put into an archive as well")
    parser.add_argument("--folder", type=Path, help="where to work; kept afterwards")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        parts = folder / "parts"
        if not parts.exists():
            written(parts, folder / "compared.db", arguments)
        asked(parts)


def written(parts: Path, archive: Path, arguments: argparse.Namespace) -> None:
    made_archive.extracted(2, arguments.words)  # loads the model
    began = time.process_time()
    base = made_archive.extracted(arguments.extracted, arguments.words)
    reading = 1000 * (time.process_time() - began) / len(base)
    parts.mkdir(parents=True)
    documents = made_archive.whole(base, arguments.documents)
    number = records = 0
    into = {"parquet": 0.0, "archive": 0.0}
    compared = [0, 0]  # documents, records
    with Archive(archive, write=True) as kept:
        while some := list(islice(documents, _A_PART)):
            first = number * _A_PART
            articles = [
                made_archive.article(first + at, arguments.documents, name, text)
                for at, (name, text, _) in enumerate(some)
            ]
            began = time.process_time()
            rows = [
                _row(one, About(it.title, it.author, it.date, it.outlet, it.url))
                for it, (_, _, found) in zip(articles, some, strict=True)
                for one in found
            ]
            table = pa.Table.from_pylist(rows, schema=RECORDS)
            (parts / part_name(number, "parquet")).write_bytes(rendered([table], "parquet"))
            spent = time.process_time() - began
            number, records = number + 1, records + len(rows)
            if compared[0] < arguments.compared:
                into["parquet"] += spent
                began = time.process_time()
                for it, (_, _, found) in zip(articles, some, strict=True):
                    kept.put(it, found, "benchmark")
                into["archive"] += time.process_time() - began
                compared = [compared[0] + len(some), compared[1] + len(rows)]
    print(f"{arguments.documents:,} documents, {records:,} records, {number} parts")
    each = {name: 1000 * seconds / compared[0] for name, seconds in into.items()}
    print(
        f"of {compared[0]:,} documents, each {compared[1] / compared[0]:.1f} records, processor "
        f"time: {each['parquet']:.2f} ms into Parquet, {each['archive']:.2f} ms into an archive, "
        f"{reading:.1f} ms to read: adding costs "
        f"{(reading + each['archive']) / (reading + each['parquet']) - 1:+.1%}"
    )


def _row(quote: Quote, about: About) -> dict:
    return replace(quote, document=about).to_dict()


def asked(folder: Path) -> None:
    dice = random.Random(1)
    with Parts(folder) as parts:
        newest = [hit.quote for hit in parts.find("", Filters(), limit=5_000)]
        chosen = [one for one in dice.sample(newest, 200) if len(one.text.split()) > 5][:10]
        phrases = [f'"{" ".join(one.text.split()[1:3])}"' for one in chosen]
        people = [one.speaker.name for one in newest if one.speaker][:10]
        filters = Filters(outlet="bbc", kind="direct", since="2012")
        questions: dict[str, list[Callable[[], object]]] = {
            "a phrase, outlet, kind and date": [
                lambda it=it: list(parts.find(it, filters, limit=50)) for it in phrases
            ],
            "a phrase": [lambda it=it: list(parts.find(it, Filters(), limit=50)) for it in phrases],
            "a speaker's time line": [
                lambda it=it: list(parts.find("", Filters(speaker=it))) for it in people
            ],
            "the newest of an outlet": [
                lambda: list(parts.find("", Filters(outlet="post"), limit=50))
            ]
            * 5,
        }
        for what, calls in questions.items():
            calls[0]()
            times = []
            for call in calls:
                began = time.perf_counter()
                call()
                times.append(time.perf_counter() - began)
            print(f"{what}: {statistics.median(times):.2f} s, the slowest {max(times):.2f} s")


if __name__ == "__main__":
    main()
