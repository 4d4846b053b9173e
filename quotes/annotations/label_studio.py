"""Label Studio's JSON export: regions Content, Cue and Source, joined by relations.

The labelling interface is `quotes.output.label_studio.CONFIG`, or one whose labels are called
Content, Cue and Source in any spelling. Contents that a relation joins are parts of one quotation;
a Cue or Source belongs to every content with which a relation joins it, whichever way it points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from quotes.annotations.document import AnnotatedDocument, AnnotationError
from quotes.annotations.json_files import embedded, objects
from quotes.annotations.regions import Regions, groups, records
from quotes.records import Kind, Quote
from quotes.spans import Span

_OURS = re.compile(r"q(\d+)-content-\d+")


@dataclass(slots=True)
class _Region:
    """One stretch of text that is labelled; ``kind`` and ``speaker`` stand at a content."""

    span: Span
    role: str = ""
    kind: Kind | None = None
    speaker: str | None = None


def read(path: Path, *, unreviewed: bool = False) -> Iterator[AnnotatedDocument]:
    """The tasks that somebody annotated; with ``unreviewed`` also the predictions of the others.

    Of several annotations of a task the one marked as ground truth counts, else the last. Raises
    `AnnotationError` where there is none, or a task is not as Label Studio exports it.
    """
    empty = True
    for place, task in objects(path):
        data = task.get("data")
        if not isinstance(data, dict) or not isinstance(data.get("text"), str):
            problem = "has no text under data.text; export as JSON, from a project with $text"
            raise AnnotationError(place, problem)
        text, name = data["text"], str(data.get("doc") or task.get("id") or place)
        try:
            result = _result(task, unreviewed)
            if result is None:
                continue
            empty = False
            written = embedded(place, data.get("quotes"), text)
            regions = list(_regions(place, text, result, written))
        except (AttributeError, LookupError, TypeError, ValueError, OverflowError) as error:
            problem = f"is not as Label Studio exports it ({type(error).__name__}: {error})"
            raise AnnotationError(place, f"{problem}; export it as JSON") from error
        yield AnnotatedDocument(name, text, records(name, text, regions))
    if empty:
        raise AnnotationError(path, "has no annotated task; annotate some and export it once more")


def _result(task: Mapping[str, Any], unreviewed: bool) -> list[dict[str, Any]] | None:
    done = [one for one in task.get("annotations") or [] if not one.get("was_cancelled")]
    chosen = [one for one in done if one.get("ground_truth")] or done
    if not chosen and unreviewed:
        chosen = task.get("predictions") or [{"result": []}]
    return chosen[-1].get("result") or [] if chosen else None


def _regions(
    place: str, text: str, result: Sequence[Mapping[str, Any]], written: Sequence[Quote]
) -> Iterator[Regions]:
    regions = _labelled(place, text, result)
    pairs = [(one["from_id"], one["to_id"]) for one in result if one["type"] == "relation"]
    pairs = [pair for pair in pairs if pair[0] in regions and pair[1] in regions]
    contents = [name for name, region in regions.items() if region.role == "content"]
    for group in groups(contents, pairs):
        linked = {end for pair in pairs if group & {*pair} for end in pair} - group
        spans = {
            role: tuple(sorted({regions[one].span for one in linked if regions[one].role == role}))
            for role in ("cue", "source")
        }
        ordered = sorted((regions[name].span, name) for name in group)
        told = [regions[name] for _, name in ordered]
        record = next(filter(None, (_record(name, written) for _, name in ordered)), None)
        speaker = next((one.speaker for one in told if one.speaker is not None), None)
        yield Regions(
            content=tuple(span for span, _ in ordered),
            cue=spans["cue"],
            source=spans["source"],
            kind=next((one.kind for one in told if one.kind), None),
            speaker="" if speaker is None else speaker,
            record=record,
        )


def _labelled(place: str, text: str, result: Sequence[Mapping[str, Any]]) -> dict[str, _Region]:
    regions: dict[str, _Region] = {}
    for one in result:
        value = one.get("value", {})
        if one["type"] == "relation" or "start" not in value:
            continue
        start, end = int(value["start"]), int(value["end"])
        if not 0 <= start < end <= len(text):
            raise AnnotationError(place, f"{start}-{end} is outside its text; check the export")
        region = regions.setdefault(one["id"], _Region((start, end)))
        match one["type"]:
            case "labels":
                region.span, region.role = (start, end), value["labels"][0].lower()
            case "choices" if value["choices"] and value["choices"][0] in get_args(Kind):
                region.kind = cast(Kind, value["choices"][0])
            case "textarea":
                given = value["text"]
                region.speaker = given if isinstance(given, str) else " ".join(given)
    return regions


def _record(name: str, written: Sequence[Quote]) -> Quote | None:
    """The record that a region was made of; its id tells."""
    ours = _OURS.fullmatch(name)
    return written[int(ours[1]) - 1] if ours and 0 < int(ours[1]) <= len(written) else None
