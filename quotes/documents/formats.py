"""Which file ending is read by which reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path, PurePath

from quotes.documents import epub, html, office, parquet, pdf, speech, subtitles, tables, word
from quotes.documents.captions import Transcript
from quotes.documents.decoding import decode
from quotes.documents.document import Document, DocumentError
from quotes.documents.limits import LARGEST_MARKUP, LARGEST_PRINT, LARGEST_TEXT
from quotes.documents.unpacking import PACKINGS

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
    ".odt": office.odt,
    ".rtf": office.rtf,
    ".epub": epub.text,
    ".fountain": decode,
}
TRANSCRIPTS: dict[str, TranscriptReader] = {
    ".vtt": subtitles.vtt,
    ".srt": subtitles.srt,
    ".json": speech.speech,
}
TABLES: dict[str, TableReader] = {
    ".jsonl": tables.jsonl,
    ".csv": tables.csv,
    ".parquet": parquet.parquet,
    ".jsonl.gz": tables.jsonl,
    ".jsonl.zst": tables.jsonl,
    ".csv.gz": tables.csv,
    ".csv.zst": tables.csv,
}


def ending(path: PurePath) -> str:
    """In lower case; of a packed file the last two endings, ``.jsonl.gz``."""
    last = path.suffix.lower()
    return PurePath(path.stem).suffix.lower() + last if last in PACKINGS else last


def largest_of(path: PurePath) -> int:
    """How many bytes a file that is read whole may have."""
    match ending(path):
        case ".txt" | ".md" | ".markdown" | ".fountain":
            return LARGEST_TEXT
        case ".docx" | ".odt" | ".epub" | ".pdf":
            return LARGEST_PRINT
        case _:  # .html .htm .rtf .vtt .srt .json
            return LARGEST_MARKUP


def is_readable(path: PurePath) -> bool:
    """Whether there is a reader for files of this name."""
    return any(ending(path) in readers for readers in (TEXTS, TRANSCRIPTS, TABLES))


def is_likely_text(path: PurePath) -> bool:
    """Whether a file that nobody named is to be read: most .json files are no transcripts."""
    return is_readable(path) and ending(path) != ".json"


def is_table(path: PurePath) -> bool:
    """Whether a file of this name has a document a row, not one in all."""
    return ending(path) in TABLES


# What people have that has no reader, and what to do with it.
_OTHERS = {
    (".doc", ".dot", ".wps", ".wpd"): "open it in Word or LibreOffice and save it as .docx",
    (".pages",): "export it from Pages as .docx",
    (".mobi", ".azw", ".azw3"): "turn it into .epub, say with Calibre",
    (".xls", ".xlsx", ".ods"): "save it as .csv, with a text in each row",
    (".mp3", ".m4a", ".wav", ".mp4", ".mov", ".ogg", ".flac"): "transcribe it, say into .vtt",
    (".png", ".jpg", ".jpeg", ".tif", ".tiff"): "run text recognition (OCR) on it first",
    (".zip", ".7z", ".rar", ".tar"): "unpack it first",
    (".eml", ".msg"): "save the message as .txt or .html",
}


def unknown_ending(path: PurePath) -> DocumentError:
    for endings, way_out in _OTHERS.items():
        if path.suffix.lower() in endings:
            return DocumentError(path.as_posix(), f"{path.suffix} cannot be read; {way_out}")
    known = " ".join([*TEXTS, *TRANSCRIPTS, *TABLES])
    what = f"ending {path.suffix!r} is not one" if path.suffix else "a name without ending is none"
    return DocumentError(
        path.as_posix(), f"{what} that can be read; save it as one of {known}, or pipe it into -"
    )
