"""Corpora of a text or two, in the layouts of the public ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from miniature import NEWS, NOVEL, TALE, place


@pytest.fixture
def polnear_folder(tmp_path: Path) -> Path:
    """One article: a quoted attribution, an indirect one, and a so-called word."""
    data = tmp_path / "polnear" / "data" / "dev"
    events = [
        ("“The café stays open,”", "said", "Ada Miller, the mayor"),
        ("the roof leaks", "say", "Critics"),
    ]
    lines, spans = [], 0
    for number, event in enumerate(events, 1):
        arguments = []
        for role, words in zip(("Content", "Cue", "Source"), event, strict=True):
            spans += 1
            start, end = place(NEWS, words)
            lines.append(f"T{spans}\t{role} {start} {end}\t{words}")
            arguments.append(f"{role}:T{spans}")
        lines.append(f"E{number}\t{' '.join(arguments)}")
    standoff = "\n".join(lines)
    for folder, name, content in (
        ("text", "gazette_1_cafe.txt", NEWS),
        ("attributions", "gazette_1_cafe_a1.ann", standoff),
    ):
        (data / folder).mkdir(parents=True, exist_ok=True)
        (data / folder / name).write_bytes(content.encode("utf-8"))
    return tmp_path / "polnear"


@pytest.fixture
def litbank_folder(tmp_path: Path) -> Path:
    rows = [
        "QUOTE\tQ1\t0\t0\t0\t5\t“ I am Ahab , ”",
        "QUOTE\tQ2\t1\t4\t1\t9\t“ And I sail . ”",
        "ATTRIB\tQ1\tAhab-1",
        "ATTRIB\tQ2\tIshmael-2",
    ]
    coreference = [
        "MENTION\tT1\t0\t3\t0\t3\tAhab\tPER\tPROP",
        "COREF\tT1\tAhab-1",
        "MENTION\tT2\t1\t1\t1\t1\tIshmael\tPER\tPROP",
        "COREF\tT2\tIshmael-2",
    ]
    for layer, content in (("quotations", rows), ("coref", coreference)):
        folder = tmp_path / "litbank" / layer / "tsv"
        folder.mkdir(parents=True)
        (folder / "1_tale_brat.txt").write_bytes(TALE.encode("utf-8"))
        (folder / "1_tale_brat.ann").write_text("\n".join(content) + "\n", encoding="utf-8")
    return tmp_path / "litbank"


@pytest.fixture
def pdnc_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "pdnc" / "data" / "ATale"
    folder.mkdir(parents=True)
    (folder / "novel_text.txt").write_text(NOVEL, encoding="utf-8")
    rows = ["quoteID,quoteByteSpans,speaker,quoteType"]
    for number, (spans, speaker, kind) in enumerate(
        [
            (["Come in,"], "Mrs. Ames", "Explicit"),
            (["No,", "I must go."], "Tom Ames", "Anaphoric"),
            (["Why?"], "Mrs. Ames", "Implicit"),
        ]
    ):
        places = [list(place(NOVEL, span)) for span in spans]
        rows.append(f'Q{number},"{places}",{speaker},{kind}')
    (folder / "quotation_info.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    characters = 'Main Name,Aliases,Gender\nMrs. Ames,"{\'Jane\'}",F\nTom Ames,"set()",M\n'
    (folder / "character_info.csv").write_text(characters, encoding="utf-8")
    return tmp_path / "pdnc"
