"""Opening an archive's file, and telling in one line what is wrong with it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quotes.archive import schema
from quotes.errors import QuotesError, reason

_PATIENCE = 60.0  # seconds that a writer waits for another's document to be done
_WAITING = 4_000_000  # bytes that may wait in the write-ahead log
_BEGINNING = b"SQLite format 3\x00"


class ArchiveError(QuotesError):
    """An archive cannot be read or written: one line that names the file and the way out."""


def missing(path: Path) -> ArchiveError:
    return ArchiveError(f"{path}: does not exist; make it with `quotes archive add {path} …`")


def connect(path: Path, *, write: bool = False) -> sqlite3.Connection:
    """The open archive; with ``write`` it is made where there is none, and brought up to date.

    Transactions are the caller's (`transaction`). Raises `ArchiveError`.
    """
    with told(path):
        _check_file(path, write)
        connection = _opened(path, write)
        try:
            _check_version(path, connection)
            if write:
                connection.execute(f"PRAGMA page_size = {schema.PAGE_SIZE}")  # of a new file
                connection.execute("PRAGMA journal_mode = WAL")
                # With WAL a power cut can cost the last documents, but never a whole file.
                connection.execute("PRAGMA synchronous = NORMAL")
                connection.execute(f"PRAGMA wal_autocheckpoint = {_WAITING // schema.PAGE_SIZE}")
                schema.bring_up_to_date(connection)
            elif not schema.version(connection):
                raise ArchiveError(f"{path}: has nothing in it yet; `quotes archive add {path} …`")
            elif schema.version(connection) < len(schema.STEPS):
                raise ArchiveError(
                    f"{path}: was made by an older version of quotes; bring it up to date with "
                    f"`quotes archive add {path}`"
                )
        except BaseException:
            connection.close()
            raise
        return connection


def _check_file(path: Path, write: bool) -> None:
    if path.is_dir():
        raise ArchiveError(f"{path}: is a folder; name a file in it, such as {path / 'archive.db'}")
    if not path.exists():
        if not write:
            raise missing(path)
        if not path.parent.is_dir():
            raise ArchiveError(f"{path}: the folder {path.parent} does not exist; create it first")
        return
    try:
        with path.open("rb") as file:
            beginning = file.read(len(_BEGINNING))
    except OSError as error:
        problem = reason(error)
        raise ArchiveError(f"{path}: cannot be opened ({problem}); check the file") from None
    if beginning and beginning != _BEGINNING:
        raise ArchiveError(f"{path}: is no archive; name a file that `quotes archive add` made")


def _opened(path: Path, write: bool) -> sqlite3.Connection:
    address = path.resolve().as_uri()
    if write:
        return _connection(f"{address}?mode=rwc")
    # Whoever may write leaves no files beside the archive when it is closed.
    may_write = os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)
    try:
        connection = _connection(f"{address}?mode={'rw' if may_write else 'ro'}")
        connection.execute("PRAGMA query_only = 1")
        connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
        return connection
    except sqlite3.OperationalError as error:
        # Where neither file nor folder may be written to, SQLite can keep no lock; and needs none.
        waiting = path.with_name(path.name + "-wal")
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
        if waiting.exists() and waiting.stat().st_size:
            raise
        return _connection(f"{address}?immutable=1")


def _connection(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        address, uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA cache_size = -65536")  # 64 MB
    # SQLite would rather index all quotations by kind for one question than go by documents.
    connection.execute("PRAGMA automatic_index = 0")
    return connection


def _check_version(path: Path, connection: sqlite3.Connection) -> None:
    found = schema.version(connection)
    mine = connection.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
    empty = not connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    if not mine and not empty:
        raise ArchiveError(f"{path}: is a database, but no archive of quotes; name another file")
    if found > len(schema.STEPS):
        raise ArchiveError(
            f"{path}: was made by a newer version of quotes (schema {found}, this one knows "
            f"{len(schema.STEPS)}); update quotes"
        )


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing: other writers wait meanwhile, readers see what was there before."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


_PROBLEMS = {
    sqlite3.SQLITE_FULL: "the disk is full; what was added before is whole: make room, and the "
    "same command goes on",
    sqlite3.SQLITE_IOERR: "the disk does not take or give it; what was added before is whole: "
    "check the disk and its room, and the same command goes on",
    sqlite3.SQLITE_READONLY: "cannot be written to; change its permissions or copy it",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check the permissions of the file and its folder",
    sqlite3.SQLITE_PERM: "cannot be opened; check the permissions of the file and its folder",
    sqlite3.SQLITE_BUSY: "another program has kept it locked for a minute; stop that one",
    sqlite3.SQLITE_NOTADB: "is no archive; name a file that `quotes archive add` made",
    sqlite3.SQLITE_CORRUPT: "is damaged; take a copy from before, or add the articles to a new one",
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """SQLite's errors as `ArchiveError`; mistakes of our own pass as they are."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        problem = _PROBLEMS.get(code & 0xFF) if code is not None else None
        if problem is None:
            if not isinstance(error, sqlite3.DatabaseError) or code is None:
                raise
            problem = f"cannot be used ({error})"
        raise ArchiveError(f"{path}: {problem}") from None
