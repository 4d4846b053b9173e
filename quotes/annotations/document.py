"""What reading annotations gives: a text, and the quotations that somebody found in it."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.errors import QuotesError
from quotes.records import Quote
from quotes.turns import Turn


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """One text with all its quotations, in text order; none is an answer as well.

    ``id`` is what the records call the document, and ``text`` what their offsets count into;
    ``turns``: who speaks when, where the text's file tells it. ``unjudged``: those of the
    quotations that nobody has judged, where others of the same file were.
    """

    id: str
    text: str
    quotes: tuple[Quote, ...]
    turns: tuple[Turn, ...] = ()
    unjudged: tuple[Quote, ...] = ()


class AnnotationError(QuotesError):
    """Annotations that cannot be used as they are: one line that names them and the way out."""

    def __init__(self, name: object, problem: str) -> None:
        told = str(name)  # which records may say, at any length
        super().__init__(f"{told if len(told) <= 300 else told[:300] + '…'}: {problem}")
