"""Our own records, as `quotes extract` wrote them and a person then corrected them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.annotations.document import AnnotatedDocument, AnnotationError
from quotes.annotations.texts import Texts
from quotes.corrections import RecordsError, records_at
from quotes.records import Quote

if TYPE_CHECKING:
    from quotes.documents import Document


def read(path: Path, texts: Texts) -> Iterator[AnnotatedDocument]:
    """One document for each text in ``texts``, or without any for each ``doc`` of the records.

    Records are kept if their ``review`` has not rejected them; where some have a verdict, those
    without are told to be unjudged. Raises `AnnotationError` where a
    line is no record, a text is missing, or a record's text does not stand at its place.
    """
    records, unjudged = _by_document(path)
    if texts.paths:
        for document in texts.all():
            yield _document(document.id, document, records.pop(document.id, []), unjudged)
    for name, quotes in records.items():
        if texts.paths:
            raise AnnotationError(name, f"has records in {path} and is none of the texts given")
        yield _document(name, texts.of(name, path.parent), quotes, unjudged)


def _by_document(path: Path) -> tuple[dict[str, list[tuple[str, Quote]]], set[str]]:
    """The records that count, each with its place in the file; a document may have none left. And
    the places of those without a verdict, where there is one in the file.
    """
    records: dict[str, list[tuple[str, Quote]]] = {}
    unjudged: set[str] = set()
    judged = False
    try:
        for place, record in records_at(path):
            of_document = records.setdefault(record.quote.doc, [])
            if record.review is None or record.review.verdict != "rejected":
                of_document.append((place, record.quote))
            if record.review and record.review.verdict:
                judged = True
            else:
                unjudged.add(place)
    except RecordsError as error:
        raise AnnotationError(error.place, error.problem) from error
    return records, unjudged if judged else set()


def _document(
    name: str, document: Document, records: list[tuple[str, Quote]], unjudged: set[str]
) -> AnnotatedDocument:
    text = document.text
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
    ordered = sorted(records, key=lambda record: (record[1].start, record[1].end))
    return AnnotatedDocument(
        name,
        text,
        tuple(quote for _, quote in ordered),
        document.turns,
        tuple(quote for place, quote in ordered if place in unjudged),
    )
