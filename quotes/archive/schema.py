"""The tables of an archive, their version, and how an older file is brought up to date.

Plain SQLite: Datasette, DuckDB and the `sqlite3` shell open it as it is. docs/archive.md tells what
each table is for; `records` is a view for people. ``PRAGMA user_version`` is the version.

Only two columns are packed (zlib), because they are long and no question is asked of them in SQL:
an article's text, and its records' `details` (see `packing`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

# Articles are packed to some 2 KB, of which a page of 4 KB would hold one.
PAGE_SIZE = 16384
# “quot”, by which `file` and we know that a database is an archive.
APPLICATION_ID = 0x71756F74

_FIRST = """
CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,  -- as the caller named it: the records' `doc`
  title TEXT,
  date TEXT,                  -- 2025-03-14, of publication
  outlet TEXT,
  author TEXT,
  url TEXT,
  path TEXT,                  -- the file it was read from
  words INTEGER NOT NULL,
  hash TEXT NOT NULL,         -- of the text, the first half of its SHA-256
  made TEXT NOT NULL,         -- by which version, model and options its records were made
  added TEXT NOT NULL,        -- when, UTC
  first INTEGER,              -- its quotes are those with an id from first to last
  last INTEGER
);
CREATE INDEX documents_by_date ON documents (date);
CREATE INDEX documents_by_outlet ON documents (outlet);

CREATE TABLE texts (
  document INTEGER PRIMARY KEY REFERENCES documents,
  text BLOB NOT NULL,         -- zlib, UTF-8; offsets count its code points
  details BLOB NOT NULL       -- zlib, JSON; see quotes/archive/packing.py
);

CREATE TABLE people (         -- whoever speaks, across documents: persons, bodies, groups
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  type TEXT NOT NULL,         -- person, organisation, group, document
  decided INTEGER NOT NULL DEFAULT 0,  -- 1: somebody said so; 0: a name in a document did
  settled TEXT                -- the doubts that somebody looked at, as JSON
);

CREATE TABLE names (          -- every name by which they are known
  key TEXT PRIMARY KEY,       -- the name, upper and lower case and spaces aside
  name TEXT NOT NULL,
  person INTEGER NOT NULL REFERENCES people
) WITHOUT ROWID;

CREATE TABLE partings (       -- of one name, those that are somebody else
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  document TEXT,              -- the name of the one document, or
  role TEXT,                  -- words of the role
  person INTEGER NOT NULL REFERENCES people
);
CREATE INDEX partings_by_key ON partings (key);

CREATE TABLE decisions (      -- what was decided about people, in order, for reading
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  what TEXT NOT NULL
);

CREATE TABLE speakers (       -- whoever speaks in one document, as the document names them
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents,
  label TEXT NOT NULL,        -- the records' speaker.id: s-1
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  role TEXT,
  aliases TEXT,               -- a JSON list, NULL for none
  person INTEGER REFERENCES people     -- NULL where there is no name
);
CREATE INDEX speakers_by_person ON speakers (person);

CREATE TABLE quotes (
  id INTEGER PRIMARY KEY,
  record TEXT NOT NULL,       -- the records' id: q-3f9c1e07
  document INTEGER NOT NULL REFERENCES documents,
  speaker INTEGER REFERENCES speakers, -- NULL where the text does not tell
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  start INTEGER NOT NULL,     -- of the first part, in code points of the article
  "end" INTEGER NOT NULL,     -- of the last part, exclusive
  words INTEGER NOT NULL,     -- between quotation marks
  verb TEXT,                  -- the cue's lemma
  confidence REAL NOT NULL,   -- of the least sure of quotation, source and speaker
  flags TEXT                  -- parted by spaces, NULL for none
);
CREATE INDEX quotes_by_speaker ON quotes (speaker);

CREATE TABLE reviews (        -- what a person made of a record
  document INTEGER NOT NULL REFERENCES documents,
  place TEXT NOT NULL,        -- of its parts: 471-528,611-693
  hash TEXT NOT NULL,         -- of the text that it was made on
  review TEXT NOT NULL,       -- JSON, as the report keeps it
  record TEXT NOT NULL,       -- JSON, as the report exports it
  at TEXT NOT NULL,
  PRIMARY KEY (document, place)
) WITHOUT ROWID;

-- Every word of the quotations, and of people's names; accents do not count.
CREATE VIRTUAL TABLE quotes_words USING fts5 (
  text, content='quotes', content_rowid='id', tokenize="unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE people_words USING fts5 (
  names, content='', detail=none, columnsize=0, tokenize="unicode61 remove_diacritics 2"
);
-- Of each quotation its id and some of its stretches of three words, as hashes: see alike.py.
CREATE VIRTUAL TABLE quotes_alike USING fts5 (
  marks, content='', detail=none, columnsize=0, tokenize="ascii"
);

CREATE VIEW records AS
SELECT quotes.record, documents.name AS doc, documents.title, documents.date, documents.outlet,
  people.name AS person, speakers.name AS speaker, speakers.role, quotes.verb, quotes.kind,
  quotes.text, quotes.start, quotes."end", quotes.confidence, quotes.flags
FROM quotes
JOIN documents ON documents.id = quotes.document
LEFT JOIN speakers ON speakers.id = quotes.speaker
LEFT JOIN people ON people.id = speakers.person;
"""

Step = Callable[[sqlite3.Connection], None]


def _script(sql: str) -> Step:
    def run(connection: sqlite3.Connection) -> None:
        # Not executescript(), which would commit before it begins.
        for statement in _statements(sql):
            connection.execute(statement)

    return run


def _statements(sql: str) -> list[str]:
    statements, waiting = [], ""
    for line in sql.splitlines(keepends=True):
        waiting += line
        if sqlite3.complete_statement(waiting):
            statements.append(waiting)
            waiting = ""
    return statements


# Step n leads from version n to n + 1, so all of them lead from an empty file to today's. Steps are
# never changed once released: files of that version exist.
STEPS: list[Step] = [_script(_FIRST)]


def version(connection: sqlite3.Connection) -> int:
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """All steps that are missing, in one transaction: after a kill the file is as it was."""
    if version(connection) >= len(STEPS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Anew, behind the lock: another writer may have been first.
        for step in STEPS[version(connection) :]:
            step(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(STEPS)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
