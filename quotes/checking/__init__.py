"""Are these words really what they said? Quotations against transcripts, with speakers."""

from quotes.checking.checker import Checker, check_quotes
from quotes.checking.result import Change, Check, Passage
from quotes.checking.sources import Source, make_sources
from quotes.checking.verdicts import Verdict

__all__ = [
    "Change",
    "Check",
    "Checker",
    "Passage",
    "Source",
    "Verdict",
    "check_quotes",
    "make_sources",
]
