"""What takes input from outside, each with spoiled input: one function a thing, by a seed.

A harness raises where something ends in an exception that is not ours or gives what is not sound.
`tests/fuzz` runs each some hundred times, ``benchmarks/fuzz.py`` for as long as one likes.
"""

from __future__ import annotations

import gzip
import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from docx import Document as WordDocument
from hostile import BREAKS, PEOPLE, SAYING, SCRAPS, Article, written
from made import write_pdf
from mutations import as_json, spoiled, spoiled_bytes

from quotes.annotations import AnnotationError, Tool, read_annotations
from quotes.checking.records import read_quotes
from quotes.corrections import RecordsError, Review, Reviewed, fits, read_records
from quotes.documents import DocumentError, read
from quotes.documents.reading import UNFORESEEN
from quotes.marks import pair
from quotes.output import Format
from quotes.records import Confidence, Cue, Mention, Part, Quote, Speaker
from quotes.turns.finding import find_turns

Harness = Callable[[Random, Path], None]

TEXT = "“We lost 🙂 the mill,” Nils Berg said on Friday. “Not twice.” Åsa Lind denies it.\n"
_AGAIN = TEXT.index("Not twice")


def _records() -> tuple[Quote, ...]:
    place = TEXT.index("Nils")
    part = Part.of(TEXT, 1, TEXT.index("”"))
    first = Quote(
        doc="mill.txt",
        kind="direct",
        parts=(part, Part.of(TEXT, _AGAIN, _AGAIN + 10)),
        quoted=(part,),
        cue=Cue(place + 10, place + 14, "said", "say"),
        source=Mention(place, place + 9, "Nils Berg", "name"),
        speaker=Speaker("Nils Berg", "person", "s-1", "miller", ("Berg",)),
        chain=(Part.of(TEXT, place, place + 9),),
        confidence=Confidence(0.9, 0.8, 0.7),
        flags=("unclosed",),
        why=("subject of 'said'",),
    )
    denied = Part.of(TEXT, TEXT.index("denies"), TEXT.index(" it.") + 3)
    return first, replace(first, kind="indirect", parts=(denied,), quoted=(), cue=None, chain=())


RECORDS = _records()


def records(random: Random, folder: Path) -> None:
    """Our own records, judged or not."""
    review = Review("corrected", "a note", {"kind": "mixed"}, True)
    lines = [Reviewed(quote, review).to_dict() for quote in RECORDS]
    path = folder / "records.jsonl"
    path.write_bytes(b"\n".join(as_json(random, spoiled(random, line)) for line in lines))
    try:
        for one in read_records(path):
            again = Reviewed.from_dict(json.loads(json.dumps(one.to_dict())))
            assert again.quote.parts == one.quote.parts
            fits(one.quote, TEXT)
    except RecordsError as error:
        _one_line(error)


def annotations_jsonl(random: Random, folder: Path) -> None:
    """The same beside their text."""
    (folder / "mill.txt").write_text(TEXT, encoding="utf-8")
    path = folder / "corrected.jsonl"
    lines = [as_json(random, spoiled(random, quote.to_dict())) for quote in RECORDS]
    path.write_bytes(b"\n".join(lines))
    _annotated(path, Tool.JSONL)


def label_studio(random: Random, folder: Path) -> None:
    """A project's export."""
    path = written(Format.LABEL_STUDIO, Article("mill.txt", TEXT), RECORDS, folder)
    tasks = json.loads(path.read_bytes())
    for task in tasks:
        if random.random() < 0.7:
            task["annotations"] = task.pop("predictions")
        if random.random() < 0.3:
            del task["data"]["quotes"]
    path.write_bytes(as_json(random, spoiled(random, tasks)))
    _annotated(path, Tool.LABEL_STUDIO)


def prodigy(random: Random, folder: Path) -> None:
    """A dataset's export."""
    path = written(Format.PRODIGY, Article("mill.txt", TEXT), RECORDS, folder)
    task = {**json.loads(path.read_bytes()), "answer": "accept"}
    if random.random() < 0.3:
        del task["quotes"]
    path.write_bytes(as_json(random, spoiled(random, task)))
    _annotated(path, Tool.PRODIGY)


def brat(random: Random, folder: Path) -> None:
    """A folder of standoff files."""
    made = written(Format.BRAT, Article("mill.txt", TEXT), RECORDS, folder)
    path = random.choice(sorted(one for one in made.iterdir() if one.stem == "mill"))
    path.write_bytes(spoiled_bytes(random, path.read_bytes()))
    _annotated(made, Tool.BRAT)


def quotes_to_check(random: Random, folder: Path) -> None:
    """What ``quotes check --quotes`` takes: records, or a column."""
    if random.random() < 0.5:
        path = folder / "quotes.jsonl"
        path.write_bytes(as_json(random, spoiled(random, random.choice(RECORDS).to_dict())))
    else:
        path = folder / "quotes.csv"
        rows = 'quotation,speaker,kind\n"“We lost it”",Nils Berg,direct\nNo,Åsa,indirect\n'
        path.write_bytes(spoiled_bytes(random, rows.encode()))
    for one in read_quotes(path):
        if isinstance(one, DocumentError):
            _one_line(one)
        else:
            assert one.text and one.start < one.end


def _annotated(path: Path, tool: Tool) -> None:
    try:
        for document in read_annotations(path, tool, unreviewed=True):
            for quote in document.quotes:
                assert fits(quote, document.text), quote
                parts = quote.parts
                assert all(a.end <= b.start for a, b in pairwise(parts))
    except AnnotationError as error:
        _one_line(error)


def _one_line(error: Exception) -> None:
    # A name may hold a line break; what a person is told is put on one line.
    assert str(error).strip() and len(str(error)) < 4000


ARTICLE = (
    "Mill is sold\n\n" + TEXT + "\n> It was time, and nobody wept. The council wrote it.\n\n"
    "The mayor said that the street would be closed until the roof is mended, in May or later.\n"
)


@cache
def _files() -> dict[str, bytes]:
    """A small good file of each kind, by its ending."""
    page = "".join(f"<p>{one}</p>" for one in ARTICLE.split("\n\n")) * 2
    vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Nils Berg>We lost it.\n\n"
    srt = (
        "1\n00:00:01,000 --> 00:00:02,000\nNILS: We lost it.\n\n2\n00:00:03,000 --> 00:00:04,000\n"
    )
    row = json.dumps({"id": "a", "text": ARTICLE, "date": "2020-01-02"}) + "\n"
    table = f'id,text,date\na,"{ARTICLE.replace(chr(34), chr(34) * 2)}",2020-01-02\nb,It rains.,\n'
    found = {
        ".txt": ARTICLE.encode(),
        ".md": ARTICLE.encode("utf-16"),
        ".html": f"<html><head><title>Mill</title></head><body><article>{page}</article>".encode(),
        ".vtt": (vtt + "00:03.000 --> 00:04.000\n- No.\n- Yes.\n").encode(),
        ".srt": (srt + "ÅSA: Not twice.\n").encode(),
        ".jsonl": (row * 2).encode(),
        ".csv": table.encode(),
        ".jsonl.gz": gzip.compress((row * 2).encode()),
    }
    with TemporaryDirectory() as folder:
        write_pdf(Path(folder, "a.pdf"), [ARTICLE.replace("🙂", "")] * 2)
        found[".pdf"] = Path(folder, "a.pdf").read_bytes()
    document = WordDocument()
    for paragraph in ARTICLE.split("\n\n"):
        document.add_paragraph(paragraph)
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "No."
    stream = io.BytesIO()
    document.save(stream)
    found[".docx"] = stream.getvalue()
    found[".fountain"] = (
        "INT. MILL - NIGHT\n\nNils waits.\n\nNILS\n(softly)\nWe lost it.\n\nÅSA ^\nNot twice.\n\n"
        * 3
    ).encode()
    found[".epub"] = _book(page)
    with suppress(ImportError):
        import odfdo

        text = odfdo.Document("text")
        for paragraph in ARTICLE.split("\n\n"):
            text.body.append(odfdo.Paragraph(paragraph))
        stream = io.BytesIO()
        text.save(stream)
        found[".odt"] = stream.getvalue()
    with suppress(ImportError):
        import striprtf  # noqa: F401

        escaped = "".join(one if one.isascii() else f"\\u{ord(one) % 2**16}?" for one in ARTICLE)
        font = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Times;}}\f0 "
        found[".rtf"] = (font + escaped.replace("\n", "\\par\n") + "}").encode()
    with suppress(ImportError):
        import pyarrow as pa
        import pyarrow.parquet as pq

        sink = io.BytesIO()
        pq.write_table(pa.table({"id": ["a", "b"], "text": [ARTICLE, TEXT]}), sink)
        found[".parquet"] = sink.getvalue()
        found[".jsonl.zst"] = pa.compress((row * 2).encode(), "zstd", asbytes=True)
    return found


def _book(page: str) -> bytes:
    item = '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    spine = '<spine><itemref idref="a"/><itemref idref="a"/></spine>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as book:
        book.writestr("META-INF/container.xml", '<c><rootfile full-path="book.opf"/></c>')
        book.writestr("book.opf", f"<package><manifest>{item}</manifest>{spine}</package>")
        book.writestr("a.xhtml", f"<html><body><blockquote>{page}</blockquote>{page}</body></html>")
    return stream.getvalue()


_WORD = {"word": "No", "start": 1, "end": 2}
_ITEM = {"start_time": "1.0", "alternatives": [{"content": "No"}]}
_LABELS = {"segments": [{"items": [{"start_time": "1.0", "speaker_label": "s"}]}]}
_BEST = {"transcript": "No", "words": [{"word": "No", "speakerTag": 1}]}
_SPEECH: tuple[Any, ...] = (
    {"segments": [{"start": 0.5, "end": 2, "text": "We lost it.", "speaker": "A"}] * 2},
    {"utterances": [{"speaker": 1, "text": "No.", "words": [_WORD]}]},
    {"monologues": [{"speaker": 0, "elements": [{"type": "text", "value": "No", "ts": 1.0}]}]},
    {"transcription": [{"offsets": {"from": 0, "to": 900}, "text": "No."}]},
    {"results": {"items": [_ITEM], "speaker_labels": _LABELS}},
    {"results": {"channels": [{"alternatives": [{"words": [_WORD]}]}] * 2}},
    {"results": [{"alternatives": [_BEST]}]},
    [{"text": "No.", "start": "00:00:01,500", "end": "2.5s"}],
)


def speech(random: Random, folder: Path) -> None:
    """The JSON of speech-to-text tools."""
    path = folder / "talk.json"
    path.write_bytes(as_json(random, spoiled(random, random.choice(_SPEECH))))
    _read(path)


def _reader(ending: str) -> Harness:
    def harness(random: Random, folder: Path) -> None:
        path = folder / f"a{ending}"
        data = _files()[ending]
        if ending in (".docx", ".odt", ".epub") and random.random() < 0.8:
            data = _repacked(random, data)
        elif ending.endswith(".gz") and random.random() < 0.8:
            data = gzip.compress(spoiled_bytes(random, gzip.decompress(data)), 1)
        else:
            data = spoiled_bytes(random, data)
        path.write_bytes(data)
        _read(path)

    harness.__name__ = ending[1:].replace(".", "_")
    return harness


_TEXTS = ("word/document.xml", "content.xml", "a.xhtml", "book.opf")


def _repacked(random: Random, data: bytes) -> bytes:
    """A package of which one part is damaged: damage to the whole hardly gets behind its sums."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        parts = old.infolist()
        chosen = random.choice([*parts, *[one for one in parts if one.filename in _TEXTS] * 9])
        for part in parts:
            content = old.read(part)
            new.writestr(
                part.filename, spoiled_bytes(random, content) if part is chosen else content
            )
    return out.getvalue()


def _read(path: Path) -> None:
    for one in read(path):
        if isinstance(one, DocumentError):
            _one_line(one)
            assert UNFORESEEN not in str(one), str(one)
            continue
        one.text.encode()  # no half of a surrogate pair
        assert one.text.strip()
        for turn in one.turns:
            assert 0 <= turn.start < turn.end <= len(one.text)


RECORD_READERS: tuple[Harness, ...] = (
    records, annotations_jsonl, label_studio, prodigy, brat, quotes_to_check,
)  # fmt: skip
READERS = (speech, *map(_reader, _files()))


def marks(random: Random, folder: Path) -> None:
    """Pairing of quotation marks."""
    text = _spoiled_text(random)
    for one in pair(text):
        assert 0 <= one.start <= one.end <= len(text)


def turns(random: Random, folder: Path) -> None:
    """Who speaks in a transcript."""
    lines = [
        "NILS BERG: We lost it.",
        "Q. Why?",
        "A: No.",
        "[Applause]",
        "(Laughter)",
        "Åsa: I",
        "",
    ]
    text = "\n".join(random.choice((*lines, ARTICLE[:90])) for _ in range(random.randrange(40)))
    text = spoiled_bytes(random, text.encode()).decode("utf-8", "replace")
    for one in find_turns(text):
        assert 0 <= one.start < one.end <= len(text)


def _spoiled_text(random: Random) -> str:
    text = ARTICLE * random.choice((1, 1, 3))
    for _ in range(random.randrange(1, 12)):
        at = random.randrange(len(text) + 1)
        to = min(len(text), at + random.choice((0, 0, 1, 9, 60)))
        text = text[:at] + random.choice((*SCRAPS, *PEOPLE, *SAYING, *BREAKS, "")) + text[to:]
    return text


# Extraction and check have texts of their own, in test_any_text.
HARNESSES: tuple[Harness, ...] = (*RECORD_READERS, *READERS, marks, turns)


def run(harness: Harness, seed: int, folder: Path) -> None:
    """The harness once, in a fresh folder below."""
    own = folder / f"{harness.__name__}-{seed}"
    own.mkdir()
    try:
        harness(Random(f"{harness.__name__} {seed}"), own)
    finally:
        shutil.rmtree(own, ignore_errors=True)


def seeds(start: int) -> Iterator[int]:
    """Without end."""
    while True:
        yield start
        start += 1
