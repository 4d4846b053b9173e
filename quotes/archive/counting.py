"""Who is quoted in an archive, how often, by which verbs, when and where: as `quotes speakers`
counts, without reading anything again, and with what was decided about people.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

from quotes.archive.people import doubtful
from quotes.counting import Appearance, SpeakerCount, by_quotations

_QUOTES = """FROM quotes q JOIN documents d ON d.id = q.document
    LEFT JOIN speakers s ON s.id = q.speaker WHERE q.kind <> 'not-speech'"""
# A day and the order in which documents were added, to be compared as texts.
_WHEN = "d.date || printf(' %012d', d.id)"


def count_speakers(connection: sqlite3.Connection) -> list[SpeakerCount]:
    """The most quoted first, those without a name last."""
    verbs = _counted(connection, "q.verb")
    roles = _counted(connection, "s.role")
    outlets = _counted(connection, "d.outlet", "DISTINCT q.document")
    names: dict[int, str] = dict(connection.execute("SELECT id, name FROM documents"))
    doubts = doubtful(connection)

    def appearance(when: str | None, row: int) -> Appearance:
        """By day, where no day is known in the order in which they were added."""
        if when is None:
            return Appearance(names[row], None)
        day, _, number = when.partition(" ")
        return Appearance(names[int(number)], date.fromisoformat(day))

    counts = [
        SpeakerCount(
            speaker=name,
            role=next(iter(roles.get(person, ())), None) if person is not None else None,
            quotations=quotations,
            words=words,
            verbs=verbs.get(person, {}),
            documents=documents,
            type=type_,
            first=appearance(since, first),
            last=appearance(until, last),
            outlets=outlets.get(person, {}),
            doubts=doubts.get(person, ()) if person is not None else (),
        )
        for (
            person,
            quotations,
            words,
            documents,
            since,
            until,
            first,
            last,
            name,
            type_,
        ) in connection.execute(
            f"""SELECT a.*, p.name, p.type FROM (SELECT s.person AS person, count(*), sum(q.words),
            count(DISTINCT q.document), min({_WHEN}), max({_WHEN}), min(d.id), max(d.id)
            {_QUOTES} GROUP BY s.person) a LEFT JOIN people p ON p.id = a.person"""
        )
    ]
    return sorted(counts, key=by_quotations)


def _counted(
    connection: sqlite3.Connection, column: str, number: str = "*"
) -> dict[Any, dict[str, int]]:
    """By person, how often each value of a column, the most frequent first."""
    found: dict[Any, dict[str, int]] = {}
    for person, value, times in connection.execute(
        f"SELECT s.person, {column} AS value, count({number}) AS number {_QUOTES} "
        "AND value IS NOT NULL GROUP BY s.person, value ORDER BY number DESC, min(q.id)"
    ):
        found.setdefault(person, {})[value] = times
    return found
