"""Our own records, as `quotes extract` wrote them and a person then corrected them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from quotes.annotations.document import AnnotatedDocument, AnnotationError
from quotes.annotations.json_files import objects
from quotes.annotations.texts import Texts
from quotes.corrections import Verdict
from quotes.records import Quote

VERDICTS = get_args(Verdict)


def read(path: Path, texts: Texts) -> Iterator[AnnotatedDocument]:
    """One document for each text in ``texts``, or without any for each ``doc`` of the records.

    Records are kept if their ``review`` has not rejected them. Raises `AnnotationError` where a
    line is no record, a text is missing, or a record's text does not stand at its place.
    """
    records = _by_document(path)
    if texts.paths:
        for name, text in texts.all():
            yield _document(name, text, records.pop(name, []))
    for name, quotes in records.items():
        if texts.paths:
            raise AnnotationError(name, f"has records in {path} and is none of the texts given")
        yield _document(name, texts.of(name, path.parent), quotes)


def _by_document(path: Path) -> dict[str, list[tuple[str, Quote]]]:
    """The records that count, each with its place in the file; a document may have none left."""
    records: dict[str, list[tuple[str, Quote]]] = {}
    for place, data in objects(path):
        try:
            quote = Quote.from_dict(data)
        except (AttributeError, KeyError, TypeError) as error:
            problem = f"is no record of quotes ({type(error).__name__}: {error})"
            raise AnnotationError(place, f"{problem}; see README, “The record”") from error
        of_document = records.setdefault(quote.doc, [])
        if _verdict(place, data) != "rejected":
            of_document.append((place, quote))
    return records


def _verdict(place: str, data: dict[str, Any]) -> str | None:
    review = data.get("review")
    if review is None:
        return None
    verdict = review.get("verdict") if isinstance(review, dict) else review
    if verdict is None:  # a note without a judgement
        return None
    if verdict not in VERDICTS:
        raise AnnotationError(
            place, f"its review says {verdict!r}; it can be {', '.join(VERDICTS)}"
        )
    return str(verdict)


def _document(name: str, text: str, records: list[tuple[str, Quote]]) -> AnnotatedDocument:
    for place, quote in records:
        printed = (*quote.parts, *quote.quoted, *quote.chain)
        single = tuple(one for one in (quote.cue, quote.source) if one)
        if not quote.parts:
            raise AnnotationError(place, "has no parts; give it one, or reject it in its review")
        for piece in (*printed, *single):
            if text[piece.start : piece.end] != piece.text or not 0 <= piece.start < piece.end:
                raise AnnotationError(
                    place,
                    f"{piece.text[:40]!r} does not stand at {piece.start}-{piece.end} of {name}; "
                    "use the text that it was extracted from",
                )
    ordered = sorted((quote for _, quote in records), key=lambda quote: (quote.start, quote.end))
    return AnnotatedDocument(name, text, tuple(ordered))
