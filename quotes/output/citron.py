"""The JSON format of the BBC's Citron: one document a line, each line one of Citron's files.

See https://github.com/bbc/citron/blob/main/docs/data_format.md. Citron knows no quotation without
a cue and cannot read one; those stand under ``quotes_without_cue``, which it passes over.
"""

from __future__ import annotations

from typing import Any, TextIO

from quotes.output import Results
from quotes.output.jsonl import line
from quotes.records import Quote


def write(results: Results, stream: TextIO, *, why: bool = False) -> None:
    """``why`` changes nothing here."""
    for document, quotes in results:
        with_cue = [_quote(quote) for quote in quotes if quote.cue]
        without = [_quote(quote) for quote in quotes if not quote.cue]
        file = {"text": document.text, "quotes": with_cue, "id": document.id}
        stream.write(line({**file, "quotes_without_cue": without} if without else file))
        stream.flush()


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "id": quote.id,
        "cue": _span(quote.cue),
        "sources": [_span(quote.source)] if quote.source else [],
        "contents": [part.to_dict() for part in quote.parts],
        "coreferences": [part.to_dict() for part in quote.chain],
        # As text with four digits, as Citron writes it.
        "confidence": f"{quote.confidence.quote:.4f}",
    }


def _span(span: Any) -> dict[str, Any] | None:
    return {"start": span.start, "end": span.end, "text": span.text} if span else None
