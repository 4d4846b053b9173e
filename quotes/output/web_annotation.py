"""W3C Web Annotations as JSON-LD: an array, one annotation a quotation.

A part is a target, found by its position (code points, as the standard counts) and by its words
with what stands around them (https://www.w3.org/TR/annotation-model/). The bodies tell the kind,
the speaker's name, and where cue and source stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TextIO
from urllib.parse import quote as percent_encoded

from quotes.output import Results
from quotes.output.json_array import write_array
from quotes.records import Cue, Mention, Part, Quote

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # characters before and after, by which the words are found in a changed text


def write(results: Results, stream: TextIO, *, why: bool = False) -> None:
    """With ``why`` one more body tells how each was decided."""
    write_array(_annotations(results, why), stream)


def _annotations(results: Results, why: bool) -> Iterator[dict[str, Any] | None]:
    for document, quotes in results:
        for quote in quotes:
            yield annotation(document.id, document.text, quote, why)
        yield None


def annotation(doc: str, text: str, quote: Quote, why: bool = False) -> dict[str, Any]:
    source = iri(doc)
    bodies = [_words("tagging", quote.kind)]
    if quote.speaker:
        bodies.append(_words("identifying", quote.speaker.name))
    if quote.speaker and quote.speaker.role:
        bodies.append(_words("describing", quote.speaker.role))
    if quote.source:
        bodies.append({**_place(source, text, quote.source), "purpose": "identifying"})
    if quote.cue:
        bodies.append({**_place(source, text, quote.cue), "purpose": "describing"})
    if why and quote.why:
        bodies.append(_words("commenting", "; ".join(quote.why)))
    return {
        "@context": CONTEXT,
        "id": f"{source}#{quote.id}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": bodies,
        "target": [_place(source, text, part) for part in quote.parts],
    }


def iri(doc: str) -> str:
    """The document's name as an IRI: an address as it is, a path percent-encoded."""
    return percent_encoded(doc, safe=":/?=&%~+@,;!$'()*" if "://" in doc else "/", errors="replace")


def _words(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _place(source: str, text: str, span: Part | Cue | Mention) -> dict[str, Any]:
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.text,
                "prefix": text[max(0, span.start - _AROUND) : span.start],
                "suffix": text[span.end : span.end + _AROUND],
            },
        ],
    }
