"""Who is one person across documents: by the name, until somebody decides otherwise.

The same name, upper and lower case aside, is the same person. What is decided (`merge`, `part`,
`rename`, `alias`, `settle`) is about names, not about the documents that are there, so it holds for
those that come later.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from quotes.archive.database import ArchiveError
from quotes.namesakes import Doubt, Namesake, doubts, key_of
from quotes.records import Speaker


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the archive. ``names``: others by which they are known, as somebody decided."""

    id: int
    name: str
    type: str
    quotations: int
    documents: int
    names: tuple[str, ...]
    doubts: tuple[Doubt, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": f"p-{self.id}",
            "name": self.name,
            "type": self.type,
            "quotations": self.quotations,
            "documents": self.documents,
            "names": list(self.names),
            "doubts": [doubt.to_dict() for doubt in self.doubts],
        }


class People:
    """Finds whom a speaker of a document is, and makes a new person where the name is new."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def person_of(self, speaker: Speaker, document: str) -> int | None:
        """None for those without a name of their own (“a witness”)."""
        if speaker.type == "unnamed" or not (key := key_of(speaker.name)):
            return None
        if parted := self._parted(key, speaker.role, document):
            return parted
        row = self._db.execute("SELECT person FROM names WHERE key = ?", (key,)).fetchone()
        if row:
            return int(row[0])
        person = self.new(speaker.name, speaker.type)
        self.give(person, speaker.name)
        self.index(person, [speaker.name])
        return person

    def new(self, name: str, type: str, *, decided: bool = False) -> int:
        sql = "INSERT INTO people (name, type, decided) VALUES (?, ?, ?)"
        return int(self._db.execute(sql, (name, type, decided)).lastrowid or 0)

    def give(self, person: int, name: str) -> None:
        """The name, which nobody has yet, is this person's from now on; it has to be indexed."""
        sql = "INSERT INTO names (key, name, person) VALUES (?, ?, ?)"
        self._db.execute(sql, (key_of(name), name, person))

    def index(self, person: int, names: Sequence[str]) -> None:
        """By these names they are found."""
        if names:
            sql = "INSERT INTO people_words (rowid, names) VALUES (?, ?)"
            self._db.execute(sql, (person, "\n".join(names)))

    def index_no_more(self, person: int, names: Sequence[str]) -> None:
        """Takes back `index` with these very names."""
        if names:
            sql = "INSERT INTO people_words (people_words, rowid, names) VALUES ('delete', ?, ?)"
            self._db.execute(sql, (person, "\n".join(names)))

    def forget_unused(self, people: Iterable[int]) -> None:
        """Takes those out who speak nowhere any more, and of whom nothing was decided."""
        for person in people:
            row = self._db.execute(
                "SELECT name FROM people WHERE id = :it AND NOT decided AND settled IS NULL "
                "AND NOT EXISTS (SELECT 1 FROM speakers WHERE person = :it)",
                {"it": person},
            ).fetchone()
            if row:
                # Of whom nothing was decided has the one name.
                self.index_no_more(person, row)
                self._db.execute("DELETE FROM names WHERE key = ?", (key_of(row[0]),))
                self._db.execute("DELETE FROM people WHERE id = ?", (person,))

    def _parted(self, key: str, role: str | None, document: str) -> int | None:
        words = set(key_of(role or "").split())
        rows = self._db.execute(
            "SELECT document, role, person FROM partings WHERE key = ? ORDER BY id", (key,)
        )
        for named, wanted, person in rows:
            if named == document or (wanted and words.issuperset(key_of(wanted).split())):
                return int(person)
        return None


class Decisions:
    """What somebody decides; each call belongs into a transaction of its own.

    People are named by any of their names, or by ``p-12`` where several have the same.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._people = People(connection)

    def merge(self, name: str, others: Sequence[str]) -> str:
        """They are all one person, called as the first one."""
        kept, called = self._found(name)
        for other in others:
            gone, _ = self._found(other)
            if gone == kept:
                raise ArchiveError(f"{other}: is {called} already")
            with self._indexed_anew(kept, gone):
                for table in ("speakers", "names", "partings"):
                    sql = f"UPDATE {table} SET person = ? WHERE person = ?"
                    self._db.execute(sql, (kept, gone))
            self._db.execute("DELETE FROM people WHERE id = ?", (gone,))
        self._decided(kept)
        return self._wrote(f"{', '.join(others)}: one person with {called}")

    def rename(self, name: str, new: str) -> str:
        person, called = self._found(name)
        with self._indexed_anew(person):
            self._make_theirs(new, person)
        self._db.execute("UPDATE people SET name = ?, decided = 1 WHERE id = ?", (new, person))
        return self._wrote(f"{called}: is called {new}")

    def alias(self, name: str, others: Sequence[str]) -> str:
        """Whoever is called so, now or in documents to come, is that person."""
        person, called = self._found(name)
        with self._indexed_anew(person):
            for other in others:
                self._make_theirs(other, person)
        self._decided(person)
        return self._wrote(f"{called}: is also called {', '.join(others)}")

    def part(self, name: str, *, role: str | None, document: str | None, new: str | None) -> str:
        """Those of the name with that role, or in that document, are somebody else, ``new``; with
        neither, the name itself leaves the person whose other name it has become.
        """
        if role is None and document is None:
            return self._part_name(name)
        person, called = self._found(name)
        known = "SELECT 1 FROM documents WHERE name = ?"
        if document is not None and not self._db.execute(known, (document,)).fetchone():
            raise ArchiveError(f"{document}: is not in the archive; name a document as it is there")
        new = new or f"{called} ({role or document})"
        (type_,) = self._db.execute("SELECT type FROM people WHERE id = ?", (person,)).fetchone()
        row = self._db.execute("SELECT person FROM names WHERE key = ?", (key_of(new),)).fetchone()
        if row and row[0] == person:
            raise ArchiveError(f"{new}: is {called}; name the other one differently, with --as")
        other = row[0] if row else self._people.new(new, type_, decided=True)
        if not row:
            self._people.give(other, new)
            self._people.index(other, [new])
        keys = self._db.execute("SELECT key FROM names WHERE person = ?", (person,)).fetchall()
        for (key,) in keys:
            sql = "INSERT INTO partings (key, document, role, person) VALUES (?, ?, ?, ?)"
            self._db.execute(sql, (key, document, role, other))
        self._decided(person)
        self._resolve_again(person)
        return self._wrote(f"{called}, {role or document}: is {new}")

    def settle(self, names: Sequence[str]) -> str:
        """Their doubts have been looked at: each is one person as it stands."""
        doubted = {one.id: one for one in known(self._db)}
        called = []
        for name in names:
            person, label = self._found(name)
            called.append(label)
            told = [doubt.to_dict() for doubt in doubted[person].doubts]
            before = self._db.execute(
                "SELECT settled FROM people WHERE id = ?", (person,)
            ).fetchone()[0]
            told = [*json.loads(before or "[]"), *told]
            self._db.execute(
                "UPDATE people SET settled = ? WHERE id = ?", (json.dumps(told), person)
            )
        return self._wrote(f"{', '.join(called)}: looked at, and right as it is")

    def _part_name(self, name: str) -> str:
        row = self._db.execute(
            "SELECT names.person, people.name, names.name, people.type FROM names "
            "JOIN people ON people.id = names.person WHERE names.key = ?",
            (key_of(name),),
        ).fetchone()
        if row is None:
            raise ArchiveError(f"{name}: nobody in the archive is called so")
        person, called, name, type_ = row
        if key_of(called) == key_of(name):
            raise ArchiveError(
                f"{name}: is the person's own name; tell who is somebody else, by --role or "
                "--document"
            )
        other = self._people.new(name, type_, decided=True)
        with self._indexed_anew(person, other):
            sql = "UPDATE names SET person = ? WHERE key = ?"
            self._db.execute(sql, (other, key_of(name)))
        self._resolve_again(person)
        return self._wrote(f"{name}: is not {called}")

    @contextmanager
    def _indexed_anew(self, *people: int) -> Iterator[None]:
        """They are found by the names that they have when the block ends."""
        for person in people:
            self._people.index_no_more(person, self._names(person))
        yield
        for person in people:
            self._people.index(person, self._names(person))

    def _names(self, person: int) -> list[str]:
        sql = "SELECT name FROM names WHERE person = ? ORDER BY key"
        return [name for (name,) in self._db.execute(sql, (person,))]

    def _decided(self, person: int) -> None:
        self._db.execute("UPDATE people SET decided = 1 WHERE id = ?", (person,))

    def _make_theirs(self, name: str, person: int) -> None:
        """The name is the person's, where it is nobody else's."""
        row = self._db.execute("SELECT person FROM names WHERE key = ?", (key_of(name),)).fetchone()
        if not key_of(name):
            raise ArchiveError("a name has to have a letter in it")
        if row is None:
            self._people.give(person, name)
        elif row[0] != person:
            raise ArchiveError(f"{name}: is somebody else in the archive; merge the two")

    def _resolve_again(self, person: int) -> None:
        """Of the speakers who were this person, some may be somebody else now."""
        rows = self._db.execute(
            "SELECT speakers.id, speakers.label, speakers.name, speakers.type, speakers.role, "
            "documents.name FROM speakers JOIN documents ON documents.id = speakers.document "
            "WHERE speakers.person = ?",
            (person,),
        ).fetchall()
        for row, label, name, type_, role, document in rows:
            who = self._people.person_of(Speaker(name, type_, label, role), document)
            self._db.execute("UPDATE speakers SET person = ? WHERE id = ?", (who, row))

    def _found(self, name: str) -> tuple[int, str]:
        number = name.removeprefix("p-")
        if number != name and number.isdecimal():
            sql = "SELECT id, name FROM people WHERE id = ?"
            rows = self._db.execute(sql, (int(number),)).fetchall()
        else:
            rows = self._db.execute(
                "SELECT people.id, people.name FROM names JOIN people ON people.id = names.person "
                "WHERE names.key = ?",
                (key_of(name),),
            ).fetchall()
        if not rows:
            raise ArchiveError(
                f"{name}: nobody in the archive is called so; `quotes archive people` lists all"
            )
        return int(rows[0][0]), str(rows[0][1])

    def _wrote(self, what: str) -> str:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._db.execute("INSERT INTO decisions (at, what) VALUES (?, ?)", (now, what))
        return what


def known(connection: sqlite3.Connection) -> list[Known]:
    """Everybody who speaks in the archive or is decided about, the most quoted first."""
    counts = {
        person: (quotations, documents)
        for person, quotations, documents in connection.execute(
            "SELECT speakers.person, count(*), count(DISTINCT quotes.document) FROM quotes "
            "JOIN speakers ON speakers.id = quotes.speaker GROUP BY speakers.person"
        )
    }
    names: dict[int, list[str]] = defaultdict(list)
    for person, name in connection.execute(
        "SELECT names.person, names.name FROM names JOIN people ON people.id = names.person "
        "WHERE lower(names.name) <> lower(people.name) ORDER BY names.key"
    ):
        names[person].append(name)
    doubted = doubtful(connection)
    rows = connection.execute("SELECT id, name, type FROM people").fetchall()
    people = [
        Known(
            person,
            name,
            type_,
            *counts.get(person, (0, 0)),
            tuple(names.get(person, ())),
            doubted.get(person, ()),
        )
        for person, name, type_ in rows
    ]
    return sorted(people, key=lambda one: (-one.quotations, one.name, one.id))


def doubtful(connection: sqlite3.Connection) -> dict[int, tuple[Doubt, ...]]:
    """The doubts about each person that nobody has looked at yet."""
    roles: dict[int, dict[str, tuple[str, ...]]] = defaultdict(dict)
    # One role is no doubt, and of most people no more is told.
    for person, document, role in connection.execute(
        """SELECT person, document, role FROM speakers WHERE type = 'person' AND role <> ''
        AND person IN (SELECT person FROM speakers WHERE type = 'person' AND role <> ''
        GROUP BY person HAVING min(role) <> max(role)) ORDER BY id"""
    ):
        before = roles[person].get(document, ())
        if role not in before:
            roles[person][document] = (*before, role)
    people = {
        str(person): Namesake(name, documents, roles.get(person, {}))
        for person, name, documents in connection.execute(
            """SELECT p.id, p.name, count(DISTINCT s.document) FROM people p
            JOIN speakers s ON s.person = p.id WHERE p.type = 'person' AND s.type = 'person'
            GROUP BY p.id"""
        )
    }
    settled = {
        person: json.loads(told)
        for person, told in connection.execute(
            "SELECT id, settled FROM people WHERE settled IS NOT NULL"
        )
    }
    found = {}
    for key, told in doubts(people).items():
        open_ = tuple(one for one in told if one.to_dict() not in settled.get(int(key), []))
        if open_:
            found[int(key)] = open_
    return found
