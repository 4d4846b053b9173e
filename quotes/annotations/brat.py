"""brat standoff: attributions as PolNeAR's annotators drew them, and as `quotes.output.brat` does.

An event of type Attribution has the arguments Content (Content2, …), Cue and Source; that is all
that PolNeAR has. Its attribute Kind and a note, the speaker's name, are read where they are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast, get_args

from quotes import fields
from quotes.annotations.document import AnnotatedDocument, AnnotationError
from quotes.annotations.regions import Regions, records
from quotes.corrections import fits
from quotes.errors import RecordError, reason
from quotes.output.brat import RECORDS, fragments
from quotes.records import Kind, Quote
from quotes.spans import Span, joined

_SPANS = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)")
_EVENT = re.compile(r"E\d{1,18}")  # Python makes no number of thousands of digits
_DIGITS = 18


@dataclass(slots=True)
class _Event:
    """An attribution as it stands in the file."""

    number: int
    roles: dict[str, list[Span]] = field(default_factory=dict)
    kind: Kind | None = None
    note: str | None = None


def read(path: Path) -> Iterator[AnnotatedDocument]:
    """The documents of a folder (with those below it) by name, or of one .ann file.

    A text that several people annotated, each in an own file, comes once for each of them.
    Raises `AnnotationError` where there is none, a text is missing or a span is outside of it.
    """
    standoffs = [path] if path.suffix == ".ann" else sorted(path.rglob("*.ann"))
    if not standoffs:
        raise AnnotationError(path, "has no .ann file in it; name the folder that brat annotates")
    folder = path.parent if path.suffix == ".ann" else path
    for standoff in standoffs:
        text_path = _text_path(standoff)
        text = _contents(text_path)
        written = _records(standoff, text)
        name = written[0].doc if written else _id(text_path, folder)
        regions = _regions(standoff, text, written)
        yield AnnotatedDocument(name, text, records(name, text, regions))


def _text_path(standoff: Path) -> Path:
    """The .txt beside the file; PolNeAR's are in text/, without the annotator behind the last _."""
    beside = standoff.with_suffix(".txt")
    named = standoff.stem.rpartition("_")[0]
    apart = standoff.parent.parent / "text" / f"{named}.txt"
    if not beside.exists() and standoff.parent.name == "attributions" and apart.exists():
        return apart
    return beside


def _id(text_path: Path, folder: Path) -> str:
    """`quotes.output.brat` puts .txt behind other endings: page.html.txt."""
    from quotes.documents.formats import is_readable

    name = text_path.relative_to(folder) if folder in text_path.parents else Path(text_path.name)
    shorter = name.with_suffix("")
    return (shorter if is_readable(shorter) else name).as_posix()


def _contents(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise AnnotationError(path, "is not UTF-8; save it as UTF-8") from error
    except OSError as error:
        problem = f"cannot be opened ({reason(error)}); put the text beside its .ann"
        raise AnnotationError(path, problem) from error


def _records(standoff: Path, text: str) -> list[Quote]:
    path = standoff.with_suffix(RECORDS)
    if not path.exists():
        return []
    found: list[Quote] = []
    for number, line in enumerate(_contents(path).split("\n"), 1):
        if not line:
            continue
        try:
            quote = Quote.from_dict(fields.parsed(line))
            if not fits(quote, text):
                raise RecordError("it is not of this text")
        except RecordError as error:
            problem = (
                f"is not as quotes wrote it ({error}); delete it, or write the folder once more"
            )
            raise AnnotationError(f"{path}:{number}", problem) from error
        found.append(quote)
    return found


def _regions(standoff: Path, text: str, written: list[Quote]) -> Iterator[Regions]:
    for event in _events(standoff, text):
        content = event.roles.get("Content", [])
        if not content:
            continue
        record = written[event.number - 1] if 0 < event.number <= len(written) else None
        content, cue, source = (
            _as_written(event.roles.get(role, []), record) for role in ("Content", "Cue", "Source")
        )
        # Only who got a speaker's name from `quotes` can have taken it away.
        note = "" if record and event.note is None else event.note
        yield Regions(tuple(content), tuple(cue), tuple(source), event.kind, note, record)


def _as_written(spans: list[Span], record: Quote | None) -> list[Span]:
    """The record's own spans in place of those that are the same but for line ends at the edges."""
    if record is None:
        return sorted(spans)
    own = {}
    for piece in (*record.parts, record.cue, record.source):
        if piece and (shown := fragments(piece.start, piece.text)):
            own[shown[0][0], shown[-1][1]] = (piece.start, piece.end)
    return sorted(own.get(span, span) for span in spans)


def _events(standoff: Path, text: str) -> list[_Event]:
    """The attributions of an .ann file in its order. Other lines, and events that name a span
    which is not there, are passed over: brat keeps such lines as well."""
    spans: dict[str, list[Span]] = {}
    events: dict[str, _Event] = {}
    arguments: list[tuple[_Event, str, str]] = []
    notes: list[tuple[str, str]] = []
    for number, line in enumerate(_contents(standoff).split("\n"), 1):
        key, _, rest = line.rstrip("\r").partition("\t")
        body, _, tail = rest.partition("\t")
        words = body.split()
        if key.startswith("T") and (match := _SPANS.fullmatch(body.strip())):
            spans[key] = _spans(f"{standoff}:{number}", match[2], text)
        elif _EVENT.fullmatch(key):
            event = events[key] = _Event(int(key[1:]))
            arguments += [
                (event, name.rstrip("0123456789"), target)
                for name, _, target in (word.partition(":") for word in words)
            ]
        elif key.startswith("A") and len(words) == 3 and words[0] == "Kind":
            if (event := events.get(words[1])) and words[2] in get_args(Kind):  # type: ignore
                event.kind = cast(Kind, words[2])
        elif key.startswith("#") and len(words) == 2 and words[0] == "AnnotatorNotes":
            notes.append((words[1], tail))
    for event, role, target in arguments:
        event.roles.setdefault(role, []).extend(spans.get(target, []))
    for target, note in notes:
        if target in events:
            events[target].note = note
    return list(events.values())


def _spans(place: str, offsets: str, text: str) -> list[Span]:
    """The fragments of a span in text order, those joined that no more than blanks keep apart."""
    found: list[Span] = []
    for pair in offsets.split(";"):
        digits = pair.split()
        start, end = (int(one) if len(one) <= _DIGITS else -1 for one in digits)
        if not 0 <= start < end <= len(text):
            told = "-".join(one[:_DIGITS] for one in digits)
            raise AnnotationError(place, f"{told} is outside its text; look into the .txt")
        found.append((start, end))
    return joined(found, text)
