"""Opening a corpus's files, with an error that says what was expected where."""

from __future__ import annotations

from pathlib import Path

from quotes.corpora.annotations import CorpusError
from quotes.errors import reason


def read_text(path: Path, layout: str) -> str:
    """The file decoded from UTF-8, line ends kept as they are: offsets count them.

    `layout` says in a few words what the corpus folder should hold. Raises `CorpusError`.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise CorpusError(f"{path}: {reason(error)}; expected {layout}") from error
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: not UTF-8 at byte {error.start}; expected {layout}") from error


def files(folder: Path, pattern: str, layout: str) -> list[Path]:
    """The files of `folder` that match `pattern`, sorted by name; none is a `CorpusError`."""
    if not folder.is_dir():
        raise CorpusError(f"{folder}: no such folder; expected {layout}")
    found = sorted(folder.glob(pattern))
    if not found:
        raise CorpusError(f"{folder}: no {pattern} in it; expected {layout}")
    return found
