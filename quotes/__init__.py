"""Finds every quotation in English text and says who said it.

    import quotes
    for quote in quotes.extract(text):
        print(quote.speaker, quote.cue, quote.text)

    quotes.extract(Path("a.docx"))       # a file, as the command line reads it; quotes.read(path)
    nlp = quotes.load()                  # a spaCy Language: nlp(text)._.quotes, nlp.pipe(texts)
    nlp = quotes.load(kind="direct")     # only what stands between quotation marks: faster
    nlp.add_pipe("quotes")               # or inside your own spaCy pipeline

    quotes.check(text, transcript)       # are these words really what they said?
    quotes.open("archive.db").search(…)  # who said it before, and when?

Everything runs on this machine: no service, no key, nothing is fetched.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

# Loaded when first used, so that `import quotes` and `quotes --help` cost nothing. Type checkers
# read the same list below; `tests/test_public.py` keeps the two in step.
_PUBLIC = {
    "quotes.annotations.document": ("AnnotationError",),
    "quotes.archive.archive": ("Archive", "open"),
    "quotes.archive.database": ("ArchiveError",),
    "quotes.archive.query": ("QueryError",),
    "quotes.checking.result": ("Change", "Check", "Passage"),
    "quotes.checking.verdicts": ("Verdict",),
    "quotes.corpora.annotations": ("CorpusError",),
    "quotes.corrections": ("RecordsError",),
    "quotes.documents.casts": ("CastError",),
    "quotes.documents.document": ("Document", "DocumentError"),
    "quotes.encoder.folder": ("ModelInfo", "models"),
    "quotes.errors": ("ModelError", "QuotesError", "RecordError"),
    "quotes.extras": ("MissingExtraError",),
    "quotes.loading": ("check", "extract", "load", "read"),
    "quotes.records": ("Confidence", "Cue", "Mention", "Part", "Quote", "Speaker"),
    "quotes.rendering": ("render",),
    "quotes.results": ("Quotes",),
    "quotes.running.manifest": ("RunError",),
}
_HOMES = {name: module for module, names in _PUBLIC.items() for name in names}

__version__ = "0.1.0"
__all__ = sorted(_HOMES)

if TYPE_CHECKING:
    from quotes.annotations.document import AnnotationError as AnnotationError
    from quotes.archive.archive import Archive as Archive
    from quotes.archive.archive import open as open
    from quotes.archive.database import ArchiveError as ArchiveError
    from quotes.archive.query import QueryError as QueryError
    from quotes.checking.result import Change as Change
    from quotes.checking.result import Check as Check
    from quotes.checking.result import Passage as Passage
    from quotes.checking.verdicts import Verdict as Verdict
    from quotes.corpora.annotations import CorpusError as CorpusError
    from quotes.corrections import RecordsError as RecordsError
    from quotes.documents.casts import CastError as CastError
    from quotes.documents.document import Document as Document
    from quotes.documents.document import DocumentError as DocumentError
    from quotes.encoder.folder import ModelInfo as ModelInfo
    from quotes.encoder.folder import models as models
    from quotes.errors import ModelError as ModelError
    from quotes.errors import QuotesError as QuotesError
    from quotes.errors import RecordError as RecordError
    from quotes.extras import MissingExtraError as MissingExtraError
    from quotes.loading import check as check
    from quotes.loading import extract as extract
    from quotes.loading import load as load
    from quotes.loading import read as read
    from quotes.records import Confidence as Confidence
    from quotes.records import Cue as Cue
    from quotes.records import Mention as Mention
    from quotes.records import Part as Part
    from quotes.records import Quote as Quote
    from quotes.records import Speaker as Speaker
    from quotes.rendering import render as render
    from quotes.results import Quotes as Quotes
    from quotes.running.manifest import RunError as RunError
else:  # hidden from type checkers, to which any name would then be one

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module 'quotes' has no attribute {name!r}")
        return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
