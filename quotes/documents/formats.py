"""Which file ending is read by which reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path, PurePath

from quotes.documents import html, pdf, speech, subtitles, tables, word
from quotes.documents.cues import Transcript
from quotes.documents.decoding import decode
from quotes.documents.document import Document, DocumentError

TextReader = Callable[[bytes, str | None], str]
TranscriptReader = Callable[[bytes, str | None], Transcript]
TableReader = Callable[[Path, tables.Columns, str | None], Iterator[Document | DocumentError]]

TEXTS: dict[str, TextReader] = {
    ".txt": decode,
    ".md": decode,
    ".markdown": decode,
    ".html": html.text,
    ".htm": html.text,
    ".docx": word.text,
    ".pdf": pdf.text,
}
TRANSCRIPTS: dict[str, TranscriptReader] = {
    ".vtt": subtitles.vtt,
    ".srt": subtitles.srt,
    ".json": speech.speech,
}
TABLES: dict[str, TableReader] = {".jsonl": tables.jsonl, ".csv": tables.csv}


def ending(path: PurePath) -> str:
    return path.suffix.lower()


def is_readable(path: PurePath) -> bool:
    """Whether there is a reader for files of this name."""
    return any(ending(path) in readers for readers in (TEXTS, TRANSCRIPTS, TABLES))


def is_likely_text(path: PurePath) -> bool:
    """Whether a file that nobody named is to be read: most .json files are no transcripts."""
    return is_readable(path) and ending(path) != ".json"


def unknown_ending(path: PurePath) -> DocumentError:
    known = " ".join([*TEXTS, *TRANSCRIPTS, *TABLES])
    what = f"ending {path.suffix!r} is not one" if path.suffix else "a name without ending is none"
    return DocumentError(
        path.as_posix(), f"{what} that can be read; save it as one of {known}, or pipe it into -"
    )
