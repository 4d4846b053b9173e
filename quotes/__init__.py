"""Finds every quotation in English text and says who said it.

    import quotes
    for quote in quotes.extract(text):
        print(quote.speaker, quote.cue, quote.text)

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

if TYPE_CHECKING:
    from quotes.archive.archive import Archive, open
    from quotes.checking.result import Change, Check, Passage
    from quotes.checking.verdicts import Verdict
    from quotes.encoder.model import ModelInfo, models
    from quotes.errors import ModelError, QuotesError
    from quotes.loading import check, extract, load
    from quotes.records import Confidence, Cue, Mention, Part, Quote, Speaker
    from quotes.rendering import render
    from quotes.results import Quotes

__version__ = "0.1.0"

# Loaded when first used, so that `import quotes` and `quotes --help` cost nothing.
_HOMES = {
    "Archive": "quotes.archive.archive",
    "open": "quotes.archive.archive",
    "check": "quotes.loading",
    "extract": "quotes.loading",
    "load": "quotes.loading",
    "models": "quotes.encoder.model",
    "render": "quotes.rendering",
    "Quotes": "quotes.results",
    "ModelInfo": "quotes.encoder.model",
    "ModelError": "quotes.errors",
    "QuotesError": "quotes.errors",
    **dict.fromkeys(("Change", "Check", "Passage"), "quotes.checking.result"),
    "Verdict": "quotes.checking.verdicts",
    **dict.fromkeys(("Confidence", "Cue", "Mention", "Part", "Quote", "Speaker"), "quotes.records"),
}

__all__ = [
    "Archive",
    "Change",
    "Check",
    "Confidence",
    "Cue",
    "Mention",
    "ModelError",
    "ModelInfo",
    "Part",
    "Passage",
    "Quote",
    "Quotes",
    "QuotesError",
    "Speaker",
    "Verdict",
    "check",
    "extract",
    "load",
    "models",
    "open",
    "render",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'quotes' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
