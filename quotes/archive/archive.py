"""An archive in one object: what `quotes.open` gives, and what the commands use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from quotes.archive import alike, counting, people, reviews, search, storing
from quotes.archive.database import ArchiveError, connect, told, transaction
from quotes.archive.search import Filters, Hit, Search
from quotes.archive.storing import Article, Outcome
from quotes.closing import Closes
from quotes.corrections import Reviewed
from quotes.counting import SpeakerCount
from quotes.records import Quote
from quotes.results import Quotes

_FACTS = "name, title, date, outlet, author, url, path"


class Found(Quotes):
    """The quotations that were found, as `quotes.extract` gives them: a list that shows itself and
    becomes a table. ``hits`` has them once more with their dates, outlets and marks.
    """

    def __init__(self, hits: Sequence[Hit]) -> None:
        super().__init__(hit.quote for hit in hits)
        self.hits = tuple(hits)


class Archive(Closes):
    """Texts, records and speakers in one SQLite file.

    Opened for reading; ``write`` makes the file where there is none. Every method raises
    `ArchiveError` where the file cannot be read or written.
    """

    def __init__(self, path: str | Path, *, write: bool = False) -> None:
        self.path = Path(path)
        self._db: Connection = connect(self.path, write=write)

    def close(self) -> None:
        """Gives the file free; the archive cannot be asked then."""
        with told(self.path):
            self._db.close()

    # ---- asking

    def search(
        self,
        words: str = "",
        *,
        limit: int | None = None,
        forms: bool = False,
        **filters: Any,
    ) -> Found:
        """The quotations with these words (`archive.query` tells what may stand there).

        Args:
            words: What is searched for; "" for all that the filters let through.
            limit: No more than so many, the best.
            forms: Each word in all its forms: “deny” finds “denied”.
            filters: Those of `Filters`: speaker, since, until, outlet, verb, kind,
                min_confidence, flag, document.

        Returns:
            The best first; without words the newest first.
        """
        with told(self.path):
            return Found(list(self.find(words, Filters(**filters), forms=forms, limit=limit)))

    def find(
        self, words: str, filters: Filters, *, forms: bool = False, limit: int | None = None
    ) -> Iterator[Hit]:
        """As `search`, with filters that are whole already; hits come as they are read."""
        with told(self.path):
            yield from Search(self._db, words, filters, forms=forms).hits(limit)

    def count(self, words: str, filters: Filters, *, forms: bool = False) -> int:
        """How many a search finds in all."""
        with told(self.path):
            return Search(self._db, words, filters, forms=forms).count()

    def like(self, words: str, *, limit: int | None = None) -> Found:
        """The same or nearly the same words elsewhere.

        ``words`` are a text, or the id of a record in the archive (``q-3f9c1e07``), whose own
        document is then left out.
        """
        with told(self.path):
            own: Hit | None = None
            row = alike.row_of(self._db, words) if words.startswith("q-") else None
            if row is not None:
                own = next(search.load(self._db, [row]))
                words = own.quote.text
            elif words.startswith("q-") and " " not in words:
                raise ArchiveError(f"{words}: is no record of {self.path}; give its words instead")
            found = alike.rows_alike(self._db, words)
            likeness = dict(found)
            hits = []
            rows = list(likeness)
            step = min(limit + 5, 200) if limit else 200
            for at in range(0, len(rows), step):
                for hit in search.load(self._db, rows[at : at + step]):
                    if own and hit.quote.doc == own.quote.doc:
                        continue
                    changes = tuple(alike.changes(words, hit.quote.text))
                    hits.append(replace(hit, likeness=likeness[hit.row], changes=changes))
                if limit is not None and len(hits) >= limit:
                    break
            return Found(hits[:limit])

    def speakers(self) -> list[SpeakerCount]:
        """As `quotes speakers` counts, the most quoted first; people as they are decided."""
        with told(self.path):
            return counting.count_speakers(self._db)

    def documents(self) -> list[Article]:
        """All documents, without their texts, in the order of their names."""
        with told(self.path):
            sql = f"SELECT {_FACTS} FROM documents ORDER BY name"
            return [Article(row[0], "", *row[1:]) for row in self._db.execute(sql)]

    def text(self, name: str) -> str:
        """The text that the offsets of the document's records count into."""
        with told(self.path):
            return search.texts_of(self._db, self._document(name))[0]

    def records(self, name: str) -> Quotes:
        """The records of one document with its text, as `quotes.extract` gave them."""
        with told(self.path):
            document = self._document(name)
            sql = "SELECT id FROM quotes WHERE id BETWEEN ? AND ?"
            range_ = self._db.execute(
                "SELECT first, last FROM documents WHERE id = ?", (document,)
            ).fetchone()
            rows = [row for (row,) in self._db.execute(sql, range_)]
            text, _ = search.texts_of(self._db, document)
            return Quotes([hit.quote for hit in self._loaded(rows)], text)

    def _loaded(self, rows: Sequence[int]) -> Iterator[Hit]:
        for at in range(0, len(rows), 500):
            yield from search.load(self._db, rows[at : at + 500])

    def _document(self, name: str) -> int:
        row = self._db.execute("SELECT id FROM documents WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise ArchiveError(f"{name}: is not in {self.path}")
        return int(row[0])

    def size(self) -> tuple[int, int]:
        """How many documents, and how many quotations."""
        with told(self.path):
            sql = "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM quotes)"
            documents, quotations = self._db.execute(sql).fetchone()
            return documents, quotations

    # ---- adding

    def known(self, name: str) -> tuple[str, str] | None:
        """See `storing.known`."""
        with told(self.path):
            return storing.known(self._db, name)

    def put(self, article: Article, quotes: Sequence[Quote] | None, made: str) -> Outcome:
        """See `storing.put`."""
        with told(self.path):
            return storing.put(self._db, article, quotes, made)

    def remove(self, names: Sequence[str]) -> int:
        """Takes documents out, with their records; gives how many were there."""
        with told(self.path):
            return storing.remove(self._db, names)

    # ---- what is read and judged in a browser

    def number(self, name: str) -> int:
        """The document's row."""
        with told(self.path):
            return self._document(name)

    def about(self, number: int) -> Article:
        """The document in that row, without its text. Raises `ArchiveError` where there is none."""
        with told(self.path):
            sql = f"SELECT {_FACTS} FROM documents WHERE id = ?"
            if row := self._db.execute(sql, (number,)).fetchone():
                return Article(row[0], "", *row[1:])
            raise ArchiveError(f"there is no document {number} in {self.path}")

    def rows(
        self, words: str, filters: Filters, most: int, *, forms: bool = False
    ) -> list[tuple[str | None, ...]]:
        """Person, outlet, month, verb and kind of each quotation that a search finds, but for no
        more than ``most`` of them: for counting.
        """
        with told(self.path):
            return Search(self._db, words, filters, forms=forms).facts(most)

    def review(
        self,
        number: int,
        place: str,
        review: Mapping[str, Any] | None,
        record: Mapping[str, Any] | None,
    ) -> None:
        """See `reviews.keep`."""
        with told(self.path), transaction(self._db):
            reviews.keep(self._db, number, place, review, record)

    def reviews_of(self, number: int) -> dict[str, Any]:
        """The reviews of a document by the places of their records."""
        with told(self.path):
            return reviews.of_document(self._db, number)

    def judged_records(self, number: int) -> list[Quote]:
        """The records of the document in that row as they were judged, in the order of the text:
        corrected, without those that are no quotations, with those that were missed.
        """
        records = self.records(self.about(number).name)
        with told(self.path):
            return reviews.judged_records(self._db, number, records)

    def judged(self, name: str) -> tuple[int, int]:
        """How many reviews a document has: of its text, and of a former text of that name."""
        with told(self.path):
            return reviews.number_of(self._db, name)

    def reviewed(self) -> list[Reviewed]:
        """The records that somebody judged, as the report's Export gives them."""
        with told(self.path):
            return list(reviews.exported(self._db))

    # ---- people

    def people(self) -> list[people.Known]:
        """Everybody who speaks, the most quoted first, with the doubts to decide about."""
        with told(self.path):
            return people.known(self._db)

    def merge(self, name: str, *others: str) -> str:
        """They are one person, called ``name``; so are all who will be called so."""
        return self._decide(lambda decisions: decisions.merge(name, others))

    def rename(self, name: str, new: str) -> str:
        """They are called so from now on, and still found by the old name."""
        return self._decide(lambda decisions: decisions.rename(name, new))

    def alias(self, name: str, *others: str) -> str:
        """Whoever is called so is that person."""
        return self._decide(lambda decisions: decisions.alias(name, others))

    def part(
        self,
        name: str,
        *,
        role: str | None = None,
        document: str | None = None,
        called: str | None = None,
    ) -> str:
        """See `people.Decisions.part`."""
        return self._decide(
            lambda decisions: decisions.part(name, role=role, document=document, new=called)
        )

    def settle(self, *names: str) -> str:
        """Their doubts were looked at; they are told no more."""
        return self._decide(lambda decisions: decisions.settle(names))

    def _decide(self, what: Any) -> str:
        with told(self.path), transaction(self._db):
            return str(what(people.Decisions(self._db)))


def open(path: str | Path) -> Archive:
    """An archive that `quotes archive add` made, for reading.

        with quotes.open("archive.db") as archive:
            archive.search('"wait for spring"', speaker="Falk", since="2025").to_pandas()

    Raises `QuotesError` where it is none, or is damaged.
    """
    return Archive(path)


def is_archive(path: str | Path) -> bool:
    """Whether the file is an SQLite database, as its first bytes tell."""
    try:
        with Path(path).open("rb") as file:  # the method, not the function above
            return file.read(16) == b"SQLite format 3\x00"
    except OSError:
        return False


def sound(path: Path) -> list[str]:
    """What SQLite finds wrong with a file, empty where it is sound: for tests and benchmarks."""
    with closing(connect(path, write=True)) as connection:
        wrong = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        check = "INSERT INTO quotes_words (quotes_words, rank) VALUES ('integrity-check', 1)"
        connection.execute(check)
        return wrong
