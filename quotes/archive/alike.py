"""Quotations with the same or nearly the same words: an index of word shingles inside SQLite.

A quotation is its stretches of three words (Broder 1997, “On the resemblance and containment of
documents”). Of these the six with the smallest hashes stand in the index: two quotations that
share half of their stretches share one of those six in 98 of 100 cases. A short one, such as what
another outlet took from it, has all of its stretches there. What is found that way is then compared
word by word.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from quotes.languages.letters import WORD, comparable, folded_words

_LENGTH, _KEPT = 3, 6
# Of one stretch so many quotations are looked at, the newest; of all so many are compared.
_MOST, _COMPARED = 3_000, 300
_DIGITS = "0123456789abcdefghijklmnopqrstuv"

# Nearly the same: so much of both, or so much of the shorter one, which then has some words.
_SIMILAR, _CONTAINED, _ENOUGH = 0.6, 0.75, 4
_SHORT = 16


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the one that stand differently, or not, in the other."""

    was: str
    now: str

    def __str__(self) -> str:
        return f"{self.was or '–'} → {self.now or '–'}"


def marks(record: str, text: str) -> str:
    """What the index has of a quotation: its id, and its smallest shingles."""
    hashes = sorted(set(_hashes(folded_words(text))))[:_KEPT]
    return " ".join([record.removeprefix("q-"), *map(_token, hashes)])


def rows_alike(connection: sqlite3.Connection, text: str) -> list[tuple[int, float]]:
    """Quotations by their rows, each with how alike it is (0 to 1), the most alike first."""
    words = folded_words(text)
    counts: Counter[int] = Counter()
    for token in {_token(one) for one in _hashes(words)}:
        counts.update(_rows(connection, "quotes_alike", token))
    if _ENOUGH <= len(words) <= _SHORT:
        # It may be out of a longer one, whose smallest shingles are others.
        for at in range(len(words) - _LENGTH):
            phrase = f'"{" ".join(words[at : at + _ENOUGH])}"'
            counts.update(_rows(connection, "quotes_words", phrase))
    rows = [row for row, _ in counts.most_common(_COMPARED)]
    sql = f"SELECT id, text FROM quotes WHERE id IN ({','.join('?' * len(rows))})"
    texts = connection.execute(sql, rows).fetchall()
    found = [(row, alike(words, folded_words(other))) for row, other in texts]
    return sorted(((row, one) for row, one in found if one), key=lambda one: (-one[1], one[0]))


def row_of(connection: sqlite3.Connection, record: str) -> int | None:
    """The row of a record's id."""
    for row in _rows(connection, "quotes_alike", f'"{record.removeprefix("q-")}"'):
        if connection.execute(
            "SELECT 1 FROM quotes WHERE id = ? AND record = ?", (row, record)
        ).fetchone():
            return row
    return None


def alike(one: list[str], other: list[str]) -> float:
    """How alike two quotations are; 0 where they are not the same or nearly the same."""
    shorter = min(len(one), len(other))
    if not shorter:
        return 0.0
    similar = Indel.normalized_similarity(one, other)
    shared = (len(one) + len(other) - Indel.distance(one, other)) / 2
    if similar >= _SIMILAR or (shared >= _ENOUGH and shared / shorter >= _CONTAINED):
        return float(similar)
    return 0.0


def changes(text: str, other: str) -> Iterator[Change]:
    """Where the words of the other differ, in its order."""
    was, now = WORD.findall(text), WORD.findall(other)
    steps = Indel.opcodes([comparable(word) for word in was], [comparable(word) for word in now])
    waiting: list[tuple[str, str]] = []
    for step in [*steps, None]:
        if step is None or step.tag == "equal":
            if waiting:
                yield Change(
                    " ".join(a for a, _ in waiting if a), " ".join(b for _, b in waiting if b)
                )
            waiting = []
            continue
        waiting.append(
            (
                " ".join(was[step.src_start : step.src_end]),
                " ".join(now[step.dest_start : step.dest_end]),
            )
        )


def _hashes(words: list[str]) -> Iterator[int]:
    for at in range(max(1, len(words) - _LENGTH + 1)):
        if stretch := words[at : at + _LENGTH]:
            yield zlib.crc32(" ".join(stretch).encode()) >> 2  # six digits


def _token(number: int) -> str:
    digits = [_DIGITS[(number >> shift) & 31] for shift in range(25, -1, -5)]
    return "".join(digits)


def _rows(connection: sqlite3.Connection, table: str, match: str) -> Iterable[int]:
    sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid DESC LIMIT {_MOST}"
    return [row for (row,) in connection.execute(sql, (match,))]
