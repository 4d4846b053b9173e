"""Prodigy's ``db-out``: spans and relations as `quotes.output.prodigy` labels them.

A span DIRECT, MIXED, INDIRECT or CONTENT is (part of) a quotation, CUE and SOURCE belong to the
contents with which a relation joins them. Prodigy has no place for a speaker's name: where the
source stayed the same, the record's speaker holds, otherwise it is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast, get_args

from quotes.annotations.document import AnnotatedDocument, AnnotationError
from quotes.annotations.json_files import embedded, objects
from quotes.annotations.regions import Regions, groups, records
from quotes.output.prodigy import label_of, marked
from quotes.records import Kind, Quote
from quotes.spans import Span

_KINDS = {label_of(kind): cast(Kind, kind) for kind in get_args(Kind)}
_Labelled = tuple[int, int, str]


def read(path: Path, *, unreviewed: bool = False) -> Iterator[AnnotatedDocument]:
    """The tasks that were accepted; with ``unreviewed`` those without an answer as well.

    Raises `AnnotationError` where there is none, or a task is not as Prodigy exports it.
    """
    empty = True
    for place, task in objects(path):
        if task.get("answer", "accept" if unreviewed else None) != "accept":
            continue
        text = task.get("text")
        if not isinstance(text, str):
            raise AnnotationError(place, "has no text; export the dataset with prodigy db-out")
        empty = False
        written = embedded(place, task.get("quotes"), text)
        try:
            name = str((task.get("meta") or {}).get("doc") or place)
            spans, links = _marks(place, text, task)
        except (AttributeError, LookupError, TypeError, ValueError, OverflowError) as error:
            problem = f"is not as Prodigy exports it ({type(error).__name__}: {error})"
            raise AnnotationError(place, f"{problem}; use prodigy db-out") from error
        if (spans, links) == _written(written):
            yield AnnotatedDocument(name, text, tuple(written))
        else:
            regions = _regions(spans, links, written)
            yield AnnotatedDocument(name, text, records(name, text, regions))
    if empty:
        problem = "has no accepted task; annotate some and export them with prodigy db-out"
        raise AnnotationError(path, problem)


def _marks(
    place: str, text: str, task: Mapping[str, Any]
) -> tuple[set[_Labelled], set[tuple[_Labelled, _Labelled]]]:
    """The labelled spans of a task, and which of them a relation joins."""
    spans = {_labelled(span) for span in task.get("spans") or []}
    links = set()
    for relation in task.get("relations") or []:
        head, child = _labelled(relation["head_span"]), _labelled(relation["child_span"])
        spans |= {head, child}
        links.add((head, child))
    for start, end, _ in spans:
        if not 0 <= start < end <= len(text):
            raise AnnotationError(place, f"{start}-{end} is outside its text; check the export")
    return spans, links


def _written(quotes: Sequence[Quote]) -> tuple[set[_Labelled], set[tuple[_Labelled, _Labelled]]]:
    """The same for the records that were given to Prodigy."""
    spans, relations = marked(quotes)
    links = {(_labelled(one["head_span"]), _labelled(one["child_span"])) for one in relations}
    return {_labelled(span) for span in spans}, links


def _labelled(span: Mapping[str, Any]) -> _Labelled:
    return int(span["start"]), int(span["end"]), str(span["label"]).upper()


def _regions(
    spans: set[_Labelled], links: set[tuple[_Labelled, _Labelled]], written: Sequence[Quote]
) -> Iterator[Regions]:
    by_place = {(part.start, part.end): quote for quote in written for part in quote.parts}
    contents = sorted(span for span in spans if span[2] == "CONTENT" or span[2] in _KINDS)
    for group in groups(contents, sorted(links)):
        linked = {end for pair in links if group & {*pair} for end in pair} - group
        first = min(group)
        yield Regions(
            content=tuple(sorted((start, end) for start, end, _ in group)),
            cue=_places(linked, "CUE"),
            source=_places(linked, "SOURCE"),
            kind=_KINDS.get(first[2]),
            record=next((by_place[one[:2]] for one in sorted(group) if one[:2] in by_place), None),
        )


def _places(spans: set[_Labelled], label: str) -> tuple[Span, ...]:
    return tuple(sorted((start, end) for start, end, own in spans if own == label))
