"""Reading one file in a test: its text, or the one line that a user is told of it."""

from __future__ import annotations

from collections.abc import Iterable

from quotes.documents import Document, DocumentError, read

TEXT = "“We waited,” said Zoë Field – ‘for years’.\r\nThe café stayed open.\n"


def document(path: str, encoding: str | None = None) -> Document:
    [result] = read(path, encoding=encoding)
    assert isinstance(result, Document), result
    return result


def problem(path: str, encoding: str | None = None) -> str:
    """The one line that a user is told of a file."""
    [result] = read(path, encoding=encoding)
    assert isinstance(result, DocumentError), result
    assert "\n" not in str(result)
    assert str(result).startswith(f"{path}: ")
    return result.problem


def texts(results: Iterable[Document | DocumentError]) -> list[str]:
    """Texts of documents, messages of errors: what came, in order."""
    return [r.text if isinstance(r, Document) else f"! {r}" for r in results]
