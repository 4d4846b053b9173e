"""An archive measured: adding to it, its size, searching it, and killing it again and again.

    python benchmarks/archive.py                                  # 20,000 documents
    python benchmarks/archive.py --documents 100000               # two million records, minutes
    python benchmarks/archive.py --extracted 2000 --documents 0   # adding against Parquet
    python benchmarks/archive.py --documents 0 --kills 200

Reading so many articles takes hours, so a few are read (`--extracted`) and the rest are those once
more with other names of the same length, whose records follow from them; another process makes
them. `parquet.py` does the same with a corpus run's folder.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import re
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path

from articles import articles, write

import quotes
from quotes.archive.archive import Archive, sound
from quotes.archive.search import Filters
from quotes.archive.storing import Article
from quotes.records import Quote

_NAME = re.compile(r"(?<=[a-z,] )([A-Z][a-zà-ÿ]{2,})\b")
_OUTLETS = "bbc.example gazette.example post.example herald.example wire.example".split()
_LETTERS = "aeioubcdfghklmnprstvwz"

# On a machine that does other things as well the processor's time says more.
clock = time.process_time if "--processor-time" in sys.argv else time.perf_counter

Made = tuple[str, str, list[dict]]  # a document's name, its text, its records as JSON has them
Whole = tuple[str, str, list[Quote]]  # … as an archive takes them

_CHUNK, _AHEAD = 50, 8  # documents that are made at once; chunks that wait


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--extracted", type=int, default=100)
    parser.add_argument("--words", type=int, default=500, help="an article, on average")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--processor-time", action="store_true", help="instead of the wall clock's")
    parser.add_argument("--folder", type=Path, help="where to work; kept afterwards")
    parser.add_argument("--fill", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.fill:
        count = len(list(read(arguments.fill)))
        fill(arguments.folder / "archive.db", map(exact, read(arguments.fill)), count)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if arguments.extracted >= 500:
            against_parquet(folder, arguments)
        if arguments.documents or arguments.kills:
            base = extracted(min(arguments.extracted, 500), arguments.words)
        if arguments.documents:
            path = folder / "archive.db"
            if not path.exists():
                filled(path, base, arguments.documents)
            searched(path)
        if arguments.kills:
            killed(folder, base, arguments.kills)


# ---- adding


def against_parquet(folder: Path, arguments: argparse.Namespace) -> None:
    """The same articles into Parquet and into an archive: wall time and that of the processors."""
    corpus = folder / "corpus.jsonl"
    write(corpus, arguments.extracted, words=arguments.words)
    size = sum(len(text.encode()) for _, text in articles(arguments.extracted))
    for output in ("parts/", "measured.db"):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.perf_counter()
        call = ["-m", "quotes.cli", "extract", corpus, "-o", f"{folder}/{output}"]
        subprocess.run([sys.executable, *call, "--workers", str(arguments.workers)], check=True)
        wall = time.perf_counter() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(
            f"{arguments.extracted:,} articles into {output}: {wall:.1f} s, "
            f"{1000 * spent / arguments.extracted:.2f} ms of processors each"
        )
    print(f"texts {size / 1e6:.1f} MB, archive {size_of(folder / 'measured.db') / size:.2f} times")


def extracted(count: int, words: int) -> list[Made]:
    return [
        (name, text, [quote.to_dict() for quote in quotes.extract(text, name)])
        for name, text in articles(count, words=words)
    ]


def whole(base: list[Made], count: int) -> Iterator[Whole]:
    """So many documents, made beside whoever takes them."""
    chunks = (range(at, min(at + _CHUNK, count)) for at in range(0, count, _CHUNK))
    with ProcessPoolExecutor(1) as pool:
        waiting = deque(pool.submit(_chunk, base, chunk) for chunk in islice(chunks, _AHEAD))
        while waiting:
            done = waiting.popleft().result()
            waiting.extend(pool.submit(_chunk, base, chunk) for chunk in islice(chunks, 1))
            yield from done


def _chunk(base: list[Made], numbers: range) -> list[Whole]:
    return [exact(one) for one in made(base, numbers)]


def exact(one: Made) -> Whole:
    name, text, records = one
    return name, text, [_exact(text, record) for record in records]


def made(base: list[Made], numbers: range, seed: int = 0) -> Iterator[Made]:
    """So many documents: those of the base, each time with other names."""
    for number in numbers:
        dice = random.Random(f"{seed} {number}")
        _, text, records = base[number % len(base)]
        names = {name: _invented(name, dice) for name in {*_NAME.findall(text)} if name.isascii()}
        pattern = re.compile(rf"\b({'|'.join(names) or 'Nobody'})\b")

        def renamed(value: object, pattern=pattern, names=names) -> object:
            if isinstance(value, str):
                return pattern.sub(lambda found: names[found[0]], value)
            if isinstance(value, list):
                return [renamed(one) for one in value]
            if isinstance(value, dict):
                return {key: renamed(one) for key, one in value.items()}
            return value

        name = f"made-{number:07}"
        text = pattern.sub(lambda found, names=names: names[found[0]], text)
        yield name, text, [{**renamed(record), "doc": name} for record in records]


def _invented(name: str, dice: random.Random) -> str:
    return "".join(dice.choice(_LETTERS) for _ in name).capitalize()


def article(number: int, count: int, name: str, text: str) -> Article:
    """The document as one of fifteen years and five outlets."""
    year = 2010 + number * 15 // max(1, count)
    day = f"{year}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return Article(name, text, name, day, _OUTLETS[number % len(_OUTLETS)])


def fill(path: Path, documents: Iterator[Whole], count: int) -> tuple[int, float]:
    """Puts them into the archive; gives the bytes of their texts and the seconds of putting."""
    size, seconds = 0, 0.0
    with Archive(path, write=True) as archive:
        known = {one.name for one in archive.documents()}
        for number, (name, text, found) in enumerate(documents):
            if name in known:
                continue
            about = article(number, count, name, text)
            began = clock()
            archive.put(about, found, "benchmark")
            seconds += clock() - began
            size += len(text.encode())
    return size, seconds


def _exact(text: str, record: dict) -> Quote:
    """The record with its words as they stand in the renamed text."""
    for key in ("parts", "quoted", "chain"):
        for part in record[key]:
            part["text"] = text[part["start"] : part["end"]]
    for key in ("cue", "source"):
        if record[key]:
            record[key]["text"] = text[record[key]["start"] : record[key]["end"]]
    return Quote.from_dict(record)


def filled(path: Path, base: list[Made], count: int) -> None:
    began = time.perf_counter()
    size, seconds = fill(path, whole(base, count), count)
    with Archive(path) as archive:
        documents, quotations = archive.size()
        everybody = len(archive.people())
    print(
        f"{documents:,} documents, {quotations:,} records, {everybody:,} people in "
        f"{time.perf_counter() - began:.0f} s; putting {1000 * seconds / count:.2f} ms each"
    )
    print(f"texts {size / 1e6:.1f} MB, archive {size_of(path) / size:.2f} times")


def size_of(path: Path) -> int:
    return sum(one.stat().st_size for one in path.parent.glob(f"{path.name}*"))


# ---- searching


def searched(path: Path) -> None:
    dice = random.Random(1)
    with Archive(path) as archive:
        sample = archive.search(limit=20_000).hits
        chosen = [hit for hit in dice.sample(sample, 400) if len(hit.quote.text.split()) > 5]
        people = [hit.person for hit in chosen if hit.person][:50]
        phrases = [" ".join(hit.quote.text.split()[1:3]) for hit in chosen[:50]]
        most = [f"p-{one.id}" for one in archive.people()[:50]]
        questions: dict[str, list[Callable[[], object]]] = {
            "a phrase, outlet and kind": [
                lambda it=it: archive.search(
                    f'"{it}"', outlet="bbc", kind="direct", since="2012", limit=50
                )
                for it in phrases
            ],
            "a phrase and a speaker": [
                lambda it=it, who=who: archive.search(
                    f'"{it}"', speaker=who, kind="direct", limit=50
                )
                for it, who in zip(phrases, people, strict=False)
            ],
            "how many of a phrase": [
                lambda it=it: archive.count(f'"{it}"', Filters(outlet="bbc", kind="direct"))
                for it in phrases
            ],
            "a word in all its forms": [
                lambda: archive.search("promise", forms=True, since="2020", limit=50)
            ]
            * 20,
            "how many of a kind in a year": [
                lambda: archive.count("", Filters(since="2020", until="2020", kind="mixed"))
            ]
            * 20,
            "the newest of an outlet": [lambda: archive.search(outlet="post", limit=50)] * 20,
            "a speaker's time line": [lambda it=it: archive.search(speaker=it) for it in people],
            "… of the most quoted": [lambda it=it: archive.search(speaker=it) for it in most],
            "like a record": [
                lambda it=hit.quote.id: archive.like(it, limit=50) for hit in chosen[:50]
            ],
            "like a few words": [
                lambda it=hit: archive.like(" ".join(it.quote.text.split()[:8]), limit=50)
                for hit in chosen[:50]
            ],
        }
        gc.collect()
        gc.freeze()  # what was drawn above is no part of a search
        for what, calls in questions.items():
            for call in calls:
                call()
            times = []
            for call in calls:
                began = clock()
                call()
                times.append(1000 * (clock() - began))
            slow = sorted(times)[int(0.95 * len(times))]
            print(f"{what}: {statistics.median(times):.1f} ms, 95 of 100 within {slow:.1f} ms")


# ---- killing


def read(path: Path) -> Iterator[Made]:
    with path.open(encoding="utf-8") as lines:
        for row in lines:
            yield tuple(json.loads(row))


def killed(folder: Path, base: list[Made], kills: int) -> None:
    """Kills the writer at random moments; each time every document has to be whole, and at the end
    all of them there, once.
    """
    corpus, path = folder / "records.jsonl", folder / "killed" / "archive.db"
    path.parent.mkdir()
    count = 10 * kills
    with corpus.open("w", encoding="utf-8") as file:
        for one in made(base, range(count)):
            file.write(json.dumps(one) + "\n")
    dice = random.Random(2)
    done = 0
    while True:
        call = [sys.executable, __file__, "--fill", str(corpus), "--folder", str(path.parent)]
        writer = subprocess.Popen(call, start_new_session=True)
        if done < kills:
            # So that about as much is added between two kills as the others leave.
            before = there(path)
            target = before + dice.randrange(1, 2 + 2 * (count - before) // (kills - done + 1))
            while writer.poll() is None and there(path) < target:
                time.sleep(0.001)
            if writer.poll() is None:
                os.killpg(writer.pid, signal.SIGKILL)
                done += 1
        if writer.wait() == 0:
            break
        check(path, corpus)
    whole = check(path, corpus)
    print(f"{done} kills: {whole:,} of {count:,} documents, all whole")
    if whole != count:
        sys.exit("DOCUMENTS ARE MISSING")


def there(path: Path) -> int:
    if not path.exists():
        return 0
    try:
        with Archive(path) as archive:
            return archive.size()[0]
    except quotes.QuotesError:
        return 0  # it is just being made


def check(path: Path, corpus: Path) -> int:
    """Every document that is there has exactly its records, and the file is sound."""
    if wrong := sound(path):
        sys.exit(f"THE FILE IS DAMAGED: {wrong}")
    with Archive(path) as archive:
        known = {one.name for one in archive.documents()}
        for number, (name, text, records) in enumerate(read(corpus)):
            if name in known and number % 17 == 0:
                same = [one.to_dict() for one in archive.records(name)]
                expected = [one.to_dict() for one in exact((name, text, records))[2]]
                if same != expected or archive.text(name) != text:
                    sys.exit(f"{name}: IS NOT WHOLE")
        if len(known) != archive.size()[0]:
            sys.exit("A DOCUMENT IS THERE TWICE")
        return len(known)


if __name__ == "__main__":
    main()
