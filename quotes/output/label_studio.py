"""Label Studio tasks: one a document, with the quotations as predictions to accept or correct.

A project that uses `CONFIG` as its labelling interface imports the file as it is and shows the
parts, cue and source of each quotation as regions of the text, joined by relations; kind and
speaker's name stand at the first part. ``data.quotes`` has the records, which come back with the
export. Offsets are code points, as Label Studio counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TextIO

from quotes.output import Named, Results
from quotes.output.json_array import write_array
from quotes.records import Cue, Mention, Part, Quote

CONFIG = """\
<View>
  <Labels name="label" toName="text">
    <Label value="Content" background="#2a78d6"/>
    <Label value="Cue" background="#d98200"/>
    <Label value="Source" background="#1f9d55"/>
  </Labels>
  <Relations>
    <Relation value="part"/>
    <Relation value="cue"/>
    <Relation value="source"/>
  </Relations>
  <Text name="text" value="$text" granularity="word"/>
  <Choices name="kind" toName="text" perRegion="true" whenTagName="label" \
whenLabelValue="Content">
    <Choice value="direct"/>
    <Choice value="mixed"/>
    <Choice value="indirect"/>
    <Choice value="not-speech"/>
  </Choices>
  <TextArea name="speaker" toName="text" perRegion="true" whenTagName="label" \
whenLabelValue="Content" maxSubmissions="1" editable="true" placeholder="Speaker"/>
</View>
"""

Span = Part | Cue | Mention


def write(results: Results, stream: TextIO, *, why: bool = False) -> None:
    """``why`` changes nothing here: the records always carry it."""
    write_array(_tasks(results), stream)


def _tasks(results: Results) -> Iterator[dict[str, Any] | None]:
    for document, quotes in results:
        yield task(document, quotes)
        yield None


def task(document: Named, quotes: Sequence[Quote]) -> dict[str, Any]:
    return {
        "data": {
            "text": document.text,
            "doc": document.id,
            "quotes": [quote.to_dict() for quote in quotes],
        },
        "predictions": [
            {"model_version": "quotes", "score": _score(quotes), "result": results_of(quotes)}
        ],
    }


def results_of(quotes: Sequence[Quote]) -> list[dict[str, Any]]:
    """The regions and relations of the quotations; the first one's regions are called ``q1-…``."""
    return [result for number, quote in enumerate(quotes, 1) for result in _results(number, quote)]


def _results(number: int, quote: Quote) -> Iterator[dict[str, Any]]:
    first = f"q{number}-content-1"
    for place, part in enumerate(quote.parts, 1):
        name = f"q{number}-content-{place}"
        yield _region(name, "Content", part, quote.confidence.quote)
        if place == 1:
            yield _about(name, part, "kind", "choices", quote.kind)
            if quote.speaker:
                yield _about(name, part, "speaker", "textarea", quote.speaker.name)
        else:
            yield _relation(first, name, "part")
    if quote.cue:
        yield _region(f"q{number}-cue", "Cue", quote.cue, quote.confidence.quote)
        yield _relation(first, f"q{number}-cue", "cue")
    if quote.source:
        yield _region(f"q{number}-source", "Source", quote.source, quote.confidence.source)
        yield _relation(first, f"q{number}-source", "source")


def _region(name: str, label: str, span: Span, score: float) -> dict[str, Any]:
    return {
        "id": name,
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {"start": span.start, "end": span.end, "text": span.text, "labels": [label]},
        "score": score,
    }


def _about(name: str, part: Part, control: str, type: str, value: str) -> dict[str, Any]:
    key = "choices" if type == "choices" else "text"
    return {
        "id": name,
        "from_name": control,
        "to_name": "text",
        "type": type,
        "value": {"start": part.start, "end": part.end, key: [value]},
    }


def _relation(start: str, end: str, label: str) -> dict[str, Any]:
    return {
        "type": "relation",
        "from_id": start,
        "to_id": end,
        "direction": "right",
        "labels": [label],
    }


def _score(quotes: Sequence[Quote]) -> float:
    """The mean confidence; tasks can be sorted by it, so that the doubtful come first."""
    return sum(quote.confidence.quote for quote in quotes) / len(quotes) if quotes else 1.0
