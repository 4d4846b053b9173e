"""brat standoff as PolNeAR has it: a folder with a .txt and an .ann for each document.

Every quotation is an event ``Attribution`` with the arguments Content, Cue and Source; further
parts are Content2, Content3, … (see https://brat.nlplab.org/standoff.html). The event's attribute
Kind and its note, the speaker's name, can be edited in brat. ``annotation.conf`` tells brat all
that, and a file .records next to each .ann has the records, of E1, E2, …, for reading back.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from quotes.output import Results
from quotes.output.jsonl import line
from quotes.output.reading import flat
from quotes.records import Cue, Mention, Part, Quote

RECORDS = ".records"
CONFIG = """\
[entities]
Content
Cue
Source

[relations]

[events]
Attribution\tContent+:Content, Cue*:Cue, Source*:Source

[attributes]
Kind\tArg:<EVENT>, Value:direct|mixed|indirect|not-speech
"""

# brat reads a line of .ann up to any of these; a span is cut there into fragments.
_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_FRAGMENT = re.compile(f"[^{_LINE_ENDS}]+")
# Windows has no file with these in its name; a leading dot would hide it.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*\ud800-\udfff]|^\.+|[. ]+$')
_LONGEST_NAME = 180  # bytes; file systems allow 255, endings included
_LONGEST_PATH = 600  # characters below the folder
_ENDINGS = (".txt", ".ann", RECORDS, ".conf")


def write(results: Results, folder: Path, *, why: bool = False) -> None:
    """``why`` changes nothing here: the records always carry it.

    A document ``articles/vote.txt`` becomes ``articles/vote.txt`` and ``.ann`` in the folder.
    """
    (folder / "annotation.conf").write_text(CONFIG, encoding="utf-8", newline="\n")
    taken: set[str] = set()
    for document, quotes in results:
        path = folder / _name(document.id, taken)
        path.parent.mkdir(parents=True, exist_ok=True)
        annotations = "".join(f"{row}\n" for row in standoff(quotes))
        _write(path, ".txt", document.text)
        _write(path, ".ann", annotations)
        _write(path, RECORDS, "".join(line(quote.to_dict()) for quote in quotes))


def standoff(quotes: Sequence[Quote]) -> Iterator[str]:
    """The lines of an .ann file."""
    spans = 0
    for number, quote in enumerate(quotes, 1):
        arguments, lines = [], []
        roles: list[tuple[str, Part | Cue | Mention]]
        roles = [("Content", part) for part in quote.parts]
        roles += [("Cue", quote.cue)] if quote.cue else []
        roles += [("Source", quote.source)] if quote.source else []
        counts: dict[str, int] = {}
        for role, span in roles:
            if not (covered := _covered(span.start, span.text)):
                continue
            spans += 1
            counts[role] = counts.get(role, 0) + 1
            lines.append(f"T{spans}\t{role} {covered}")
            numbered = role if counts[role] == 1 else f"{role}{counts[role]}"
            arguments.append(f"{numbered}:T{spans}")
        trigger = quote.cue or quote.parts[0]
        spans += 1
        yield from lines
        yield f"T{spans}\tAttribution {_covered(trigger.start, trigger.text)}"
        yield f"E{number}\tAttribution:T{spans} {' '.join(arguments)}"
        yield f"A{number}\tKind E{number} {quote.kind}"
        if quote.speaker:
            yield f"#{number}\tAnnotatorNotes E{number}\t{flat(quote.speaker.name)}"


def fragments(start: int, text: str) -> list[tuple[int, int]]:
    """The span that begins at ``start`` and has this text, cut where its lines end."""
    return [(start + one.start(), start + one.end()) for one in _FRAGMENT.finditer(text)]


def _covered(start: int, text: str) -> str:
    """Offsets and covered text as they stand in a line."""
    offsets = ";".join(f"{begin} {end}" for begin, end in fragments(start, text))
    return f"{offsets}\t{' '.join(_FRAGMENT.findall(text))}" if offsets else ""


def _write(path: Path, ending: str, text: str) -> None:
    # Line ends stay as they are, because offsets count them; half a surrogate pair has no UTF-8.
    Path(f"{path}{ending}").write_bytes(text.encode("utf-8", "replace"))


def _name(doc: str, taken: set[str]) -> str:
    """A relative path without ending for the document, its own and inside the folder."""
    parts = PurePosixPath(doc.replace("://", "/").lstrip("/")).parts or ("document",)
    safe = [_UNSAFE.sub("_", part) or "_" for part in parts]
    safe[-1] = safe[-1].removesuffix(".txt") or "_"
    # A folder is no document's file: x.txt/y beside x.
    safe[:-1] = [f"{part}_" if part.lower().endswith(_ENDINGS) else part for part in safe[:-1]]
    safe = [_shortened(part) for part in safe]
    if len("/".join(safe)) > _LONGEST_PATH:
        safe = [_shortened("_".join(safe))]
    name, number = "/".join(safe), 1
    while name.lower() in taken:
        number += 1
        name = f"{'/'.join(safe)}-{number}"
    taken.add(name.lower())
    return name


def _shortened(part: str) -> str:
    encoded = part.encode()
    if len(encoded) <= _LONGEST_NAME:
        return part
    kept = encoded[: _LONGEST_NAME - 9].decode(errors="ignore")
    return f"{kept}-{hashlib.sha256(encoded).hexdigest()[:8]}"
