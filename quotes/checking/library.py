"""An index of many sources that is kept in a file, so that an article meets only those it needs.

The words of each source are read once. For a quotation the file tells the few sources that have
most of its neighbouring words, weighed by how few sources have them; only these are compared.
SQLite, with nothing in it that could run.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import log
from pathlib import Path
from typing import Any

from quotes.checking.index import Index
from quotes.checking.sources import Source
from quotes.checking.transcribed import Words
from quotes.documents import Document, DocumentError, read
from quotes.documents.files import find
from quotes.errors import QuotesError
from quotes.turns import Turn

_VERSION = 1
_SCHEMA = """
CREATE TABLE file (path TEXT PRIMARY KEY, size INTEGER, changed INTEGER);
CREATE TABLE source (id INTEGER PRIMARY KEY, path TEXT, name TEXT, problem TEXT, text BLOB,
  turns TEXT, keys BLOB, starts BLOB, ends BLOB, english INTEGER);
CREATE TABLE place (term INTEGER, source INTEGER, PRIMARY KEY (term, source)) WITHOUT ROWID;
CREATE INDEX of_file ON source (path);
CREATE INDEX of_source ON place (source);
"""
_MOST = 4  # sources that one quotation is compared with
_COMMON = 64  # sources with a term from which on it may be too common to tell
_IN_MEMORY = 256


class Library:
    """The kept sources of one file. `near` gives those that may have a quotation's words."""

    def __init__(self, path: Path) -> None:
        """Opens the file, an empty one where there is none. Raises `QuotesError`."""
        self.path = path
        is_new = not path.exists()
        try:
            self._file = sqlite3.connect(path)
            if is_new:
                self._file.executescript(f"{_SCHEMA} PRAGMA user_version = {_VERSION};")
            (version,) = self._file.execute("PRAGMA user_version").fetchone()
        except sqlite3.Error as error:
            raise self._broken(str(error)) from None
        if version != _VERSION:
            raise self._broken("it was made by something else or by another version")
        self._source = lru_cache(maxsize=_IN_MEMORY)(self._read_source)

    def update(self, paths: Sequence[str], encoding: str | None = None) -> list[DocumentError]:
        """Brings the file up to date with these files and folders; what changed is read again.

        Returns what could not be read, which is no source.
        """
        known = {path: (size, changed) for path, size, changed in self._all("SELECT * FROM file")}
        problems: list[DocumentError] = []
        seen: set[str] = set()
        with self._file:
            for found in find(paths, tables=False):
                if isinstance(found, DocumentError):
                    problems.append(found)
                elif found != "-":
                    name, state = found.as_posix(), _state(found)
                    seen.add(name)
                    if known.get(name) != state:
                        self._drop(name)
                        unreadable = list(self._add(name, found, encoding))
                        problems += unreadable
                        if not unreadable:  # else it is tried again, and told again
                            self._file.execute("INSERT INTO file VALUES (?, ?, ?)", (name, *state))
            for name in known.keys() - seen:
                self._drop(name)
        return problems

    def __len__(self) -> int:
        return int(self._all("SELECT count(*) FROM source")[0][0])

    def near(self, keys: Sequence[str]) -> list[Source]:
        """The sources that share most of these neighbouring words, the best first."""
        total = len(self)
        common = max(_COMMON, total // 8)
        scores: dict[int, float] = defaultdict(float)
        query = f"SELECT source FROM place WHERE term = ? LIMIT {common + 1}"
        found = [[row[0] for row in self._all(query, term)] for term in _terms(keys)]
        # What nearly all sources have tells one from another only where there is nothing else.
        telling = [places for places in found if 0 < len(places) <= common]
        for places in telling or found:
            worth = log((total + 1) / (len(places) + 1)) + 0.01
            for place in places:
                scores[place] += worth
        return [
            self._source(number) for number in sorted(scores, key=lambda one: -scores[one])[:_MOST]
        ]

    # Writing

    def _add(self, name: str, path: Path, encoding: str | None) -> Iterator[DocumentError]:
        for document in read(path, encoding=encoding):
            if isinstance(document, DocumentError):
                yield document
                continue
            source = Source(document)
            if source.problem:
                yield DocumentError(source.name, source.problem)
                continue
            self._insert(name, source)

    def _insert(self, name: str, source: Source) -> None:
        words = source.index.words
        turns = [
            [one.start, one.end, one.label, one.name, one.time, one.gaps, one.part, one.times]
            for one in source.turns
        ]
        text = zlib.compress(source.text.encode("utf-8", "surrogatepass"), 1)
        keys = zlib.compress(" ".join(words.keys).encode("utf-8", "surrogatepass"), 1)
        row = (name, source.name, text, json.dumps(turns), keys,
               array("i", words.start).tobytes(), array("i", words.end).tobytes(),
               source.is_english)  # fmt: skip
        number = self._file.execute(
            "INSERT INTO source (path, name, text, turns, keys, starts, ends, english) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        ).lastrowid
        self._file.executemany(
            "INSERT OR IGNORE INTO place VALUES (?, ?)",
            ((term, number) for term in _terms(words.keys)),
        )

    def _drop(self, name: str) -> None:
        of_it = "SELECT id FROM source WHERE path = ?"
        self._file.execute(f"DELETE FROM place WHERE source IN ({of_it})", (name,))
        self._file.execute("DELETE FROM source WHERE path = ?", (name,))
        self._file.execute("DELETE FROM file WHERE path = ?", (name,))

    # Reading

    def _read_source(self, number: int) -> Source:
        name, text, turns, keys, starts, ends, english = self._all(
            "SELECT name, text, turns, keys, starts, ends, english FROM source WHERE id = ?", number
        )[0]
        try:
            return _source(name, text, json.loads(turns), keys, starts, ends, bool(english))
        except (ValueError, zlib.error) as error:
            raise self._broken(str(error)) from None

    def _all(self, query: str, *values: object) -> list[Any]:
        try:
            return self._file.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise self._broken(str(error)) from None

    def _broken(self, why: str) -> QuotesError:
        return QuotesError(
            f"{self.path}: is no index of quotes check ({why}); delete it, and make it again with "
            "--against"
        )


def _source(
    name: str,
    text: bytes,
    turns: list[Any],
    keys: bytes,
    starts: bytes,
    ends: bytes,
    english: bool,
) -> Source:
    plain = zlib.decompress(text).decode("utf-8", "surrogatepass")
    said = tuple(
        Turn(start, end, tuple(label) if label else None, who, time,
             tuple(map(tuple, gaps)), part, tuple(map(tuple, times)))
        for start, end, label, who, time, gaps, part, times in turns
    )  # fmt: skip
    words = Words(plain, zlib.decompress(keys).decode("utf-8", "surrogatepass").split(" "))
    words.start, words.end = (_numbers(one) for one in (starts, ends))
    source = Source(Document(name, plain))
    # What would else be worked out from the text, at the first call.
    source.__dict__ |= {"turns": said, "index": Index(plain, said, words), "is_english": english}
    return source


def _numbers(data: bytes) -> list[int]:
    numbers = array("i")
    numbers.frombytes(data)
    return numbers.tolist()


def _terms(keys: Collection[str]) -> Iterable[int]:
    """One number for each two neighbouring words, and for each single one."""
    plain = list(keys)
    yield from {zlib.crc32(" ".join(two).encode("utf-8", "replace")) for two in pairwise(plain)}
    yield from {zlib.crc32(key.encode("utf-8", "replace")) for key in plain}


def _state(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns
