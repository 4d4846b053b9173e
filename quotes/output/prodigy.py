"""Prodigy tasks, one a line and document: tokens, labelled spans, and relations between them.

Spans are labelled by kind (DIRECT, MIXED, INDIRECT), CUE and SOURCE; relations lead from a
quotation's first part to its cue, its source and its further parts. The interfaces ``relations``
and ``spans_manual`` show them (https://prodi.gy/docs/api-interfaces). Every span begins and ends
with a token, as they require. ``quotes`` has the records, which Prodigy keeps.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TextIO

from quotes.output import Named, Results
from quotes.output.jsonl import line
from quotes.records import Cue, Mention, Part, Quote

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer

Span = dict[str, Any]


def write(results: Results, stream: TextIO, *, why: bool = False) -> None:
    """``why`` changes nothing here: the records always carry it."""
    for document, quotes in results:
        stream.write(line(task(document, quotes)))
        stream.flush()


def task(document: Named, quotes: Sequence[Quote]) -> dict[str, Any]:
    tokens = _tokens(document.text, quotes)
    spans, relations = marked(quotes)
    starts = [token["start"] for token in tokens]
    for span in spans:
        span["token_start"] = bisect_right(starts, span["start"]) - 1
        span["token_end"] = bisect_left(starts, span["end"]) - 1
    for relation in relations:
        relation["head"] = relation["head_span"]["token_end"]
        relation["child"] = relation["child_span"]["token_end"]
    return {
        "text": document.text,
        "meta": {"doc": document.id},
        "tokens": tokens,
        "spans": spans,
        "relations": relations,
        "quotes": [quote.to_dict() for quote in quotes],
    }


def marked(quotes: Sequence[Quote]) -> tuple[list[Span], list[dict[str, Any]]]:
    """The spans in text order, each once, and the relations, still without their tokens."""
    spans: dict[tuple[int, int, str], Span] = {}
    relations: list[dict[str, Any]] = []

    def span(piece: Part | Cue | Mention, label: str) -> Span:
        key = (piece.start, piece.end, label)
        return spans.setdefault(key, {"start": piece.start, "end": piece.end, "label": label})

    for quote in quotes:
        content = label_of(quote.kind)
        first, *further = [span(part, content) for part in quote.parts]
        linked = [(one, "PART") for one in further]
        linked += [(span(quote.cue, "CUE"), "CUE")] if quote.cue else []
        linked += [(span(quote.source, "SOURCE"), "SOURCE")] if quote.source else []
        relations += [
            {"head_span": first, "child_span": other, "label": label} for other, label in linked
        ]
    return [spans[key] for key in sorted(spans)], relations


def label_of(kind: str) -> str:
    return kind.upper().replace("-", "_")


def _tokens(text: str, quotes: Sequence[Quote]) -> list[dict[str, Any]]:
    """spaCy's tokens, cut where a span of a quotation begins or ends.

    The blank behind a word is no token (``ws``), unless a span begins or ends with it.
    """
    pieces = [
        piece for quote in quotes for piece in (*quote.parts, quote.cue, quote.source) if piece
    ]
    starts, ends = {piece.start for piece in pieces}, {piece.end for piece in pieces}
    cuts = starts | ends
    tokens: list[dict[str, Any]] = []

    def add(start: int, end: int, is_spaced: bool) -> None:
        token = {"text": text[start:end], "start": start, "end": end}
        tokens.append({**token, "id": len(tokens), "ws": is_spaced})

    for word in _tokenizer()(text):
        start, end = word.idx, word.idx + len(word)
        blank_apart = bool(word.whitespace_) and (end in starts or end + 1 in ends)
        edges = [start, *(at for at in range(start + 1, end) if at in cuts), end]
        for begin, until in pairwise(edges):
            add(begin, until, bool(word.whitespace_) and until == end and not blank_apart)
        if blank_apart:
            add(end, end + 1, False)
    return tokens


@cache
def _tokenizer() -> Tokenizer:
    import spacy

    return spacy.blank("en").tokenizer
