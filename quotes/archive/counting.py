"""Who is quoted in an archive, how often, by which verbs, when and where: as `quotes speakers`
counts, without reading anything again, and with what was decided about people.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from datetime import date
from typing import Any

from quotes.archive.people import doubtful
from quotes.counting import Appearance, SpeakerCount, by_quotations

_QUOTES = """FROM quotes q LEFT JOIN speakers s ON s.id = q.speaker
    WHERE q.kind <> 'not-speech'"""


def count_speakers(connection: sqlite3.Connection) -> list[SpeakerCount]:
    """The most quoted first, those without a name last."""
    people = {
        person: (name, type_)
        for person, name, type_ in connection.execute("SELECT id, name, type FROM people")
    }
    sums: dict[int | None, list[tuple[int, int, int]]] = defaultdict(list)
    for person, *numbers in connection.execute(
        f"SELECT s.person, q.document, count(*), sum(q.words) {_QUOTES} "
        "GROUP BY s.person, q.document"
    ):
        sums[person].append((numbers[0], numbers[1], numbers[2]))
    verbs = _counted(connection, "q.verb")
    roles = _counted(connection, "s.role")
    documents = {
        row: (name, date.fromisoformat(day) if day else None, outlet)
        for row, name, day, outlet in connection.execute(
            "SELECT id, name, date, outlet FROM documents"
        )
    }
    doubts = doubtful(connection)
    counts = []
    for person, own in sums.items():
        name, type_ = people[person] if person is not None else (None, None)
        # By day, where no day is known in the order in which they were added.
        in_order = sorted(row for row, _, _ in own)
        dated = sorted((documents[row][1], row) for row in in_order if documents[row][1])
        ends = [row for _, row in dated] or in_order
        outlets = Counter(outlet for row in in_order if (outlet := documents[row][2]))
        counts.append(
            SpeakerCount(
                speaker=name,
                role=next(iter(roles[person]), None) if person is not None else None,
                quotations=sum(number for _, number, _ in own),
                words=sum(words for _, _, words in own),
                verbs=dict(verbs[person]),
                documents=len(own),
                type=type_,
                first=Appearance(*documents[ends[0]][:2]),
                last=Appearance(*documents[ends[-1]][:2]),
                outlets=dict(outlets.most_common()),
                doubts=doubts.get(person, ()) if person is not None else (),
            )
        )
    return sorted(counts, key=by_quotations)


def _counted(connection: sqlite3.Connection, column: str) -> dict[Any, dict[str, int]]:
    """By person, how often each value of a column, the most frequent first."""
    found: dict[Any, dict[str, int]] = defaultdict(dict)
    for person, value, number in connection.execute(
        f"SELECT s.person, {column} AS value, count(*) AS number {_QUOTES} AND value IS NOT NULL "
        "GROUP BY s.person, value ORDER BY number DESC, min(q.id)"
    ):
        found[person][value] = number
    return found
