"""Records from elsewhere: what is wrong is named by its field, whichever reader takes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from harnesses import RECORDS, TEXT
from hostile import Article, written

from quotes.annotations import AnnotationError, Tool, read_annotations
from quotes.corrections import RecordsError, read_records
from quotes.errors import RecordError
from quotes.output import Format
from quotes.output.brat import RECORDS as RECORDS_ENDING
from quotes.records import Quote

RECORD = RECORDS[0].to_dict()
PART = RECORD["parts"][0]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"doc": None}, "doc: is null and not a text"),
        ({"kind": "spoken"}, "kind: 'spoken' is none of direct, mixed, indirect, not-speech"),
        ({"parts": []}, "has no parts"),
        ({"parts": {}}, "parts: is an object and no list"),
        ({"parts": [7]}, r"parts\[0\]: is a number and no object"),
        ({"parts": [{**PART, "start": "1"}]}, r"parts\[0\]\.start: is a text and no whole number"),
        ({"parts": [{**PART, "start": True}]}, r"parts\[0\]\.start: is true or false and no"),
        ({"parts": [{**PART, "start": -9}]}, r"parts\[0\]\.start: -9-\d+ is no stretch of a text"),
        ({"parts": [{**PART, "end": 10**400}]}, r"parts\[0\]\.text: has \d+ characters"),
        ({"parts": [{**PART, "text": "We"}]}, r"parts\[0\]\.text: has 2 characters, and \d+"),
        ({"parts": [PART, PART]}, "parts: are not in order, or overlap"),
        ({"cue": []}, "cue: is a list and no object"),
        ({"cue": {**RECORD["cue"], "lemma": 3}}, r"cue\.lemma: is a number and not a text"),
        ({"speaker": {"name": "Nils"}}, "speaker: has no 'type'"),
        ({"confidence": {**RECORD["confidence"], "quote": float("nan")}}, "is not between 0 and 1"),
        ({"confidence": {**RECORD["confidence"], "quote": 10**400}}, "is not between 0 and 1"),
        ({"flags": "unclosed"}, "flags: is a text and no list"),
        ({"why": [None]}, r"why\[0\]: is null and no text"),
    ],
)
def test_a_field_that_is_wrong_is_named(change: dict[str, Any], told: str) -> None:
    with pytest.raises(RecordError, match=told):
        Quote.from_dict({**RECORD, **change})


@pytest.mark.parametrize("field", [one for one in RECORD if one not in ("id", "text", "document")])
def test_a_field_that_is_missing_is_named(field: str) -> None:
    with pytest.raises(RecordError, match=f"^has no '{field}'$"):
        Quote.from_dict({name: value for name, value in RECORD.items() if name != field})


@pytest.mark.parametrize("line", ["[" * 9000, "9" * 5000, '"\\ud800"', "NaN", "{}"])
def test_a_line_of_any_json_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps(RECORD) + "\n" + line, encoding="utf-8")
    with pytest.raises(RecordsError, match=r"records\.jsonl:2: is no record \("):
        read_records(path)


def moved(record: dict[str, Any]) -> dict[str, Any]:
    """The record one character further: it is whole, and does not fit its text any more."""
    parts = [
        {**part, "start": part["start"] + 1, "end": part["end"] + 1} for part in record["parts"]
    ]
    return {**record, "parts": parts}


@pytest.mark.parametrize("tool", [Tool.LABEL_STUDIO, Tool.PRODIGY])
def test_records_in_a_task_are_held_against_its_text(tool: Tool, tmp_path: Path) -> None:
    path = written(Format(tool), Article("mill.txt", TEXT), RECORDS, tmp_path)
    content = json.loads(path.read_text("utf-8"))
    task = content[0] if isinstance(content, list) else content
    holder = task["data"] if tool is Tool.LABEL_STUDIO else task
    holder["quotes"] = [moved(one) for one in holder["quotes"]]
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(AnnotationError, match="records under “quotes” that are not of its text"):
        list(read_annotations(path, unreviewed=True))


def test_records_beside_a_standoff_file_are_held_against_its_text(tmp_path: Path) -> None:
    folder = written(Format.BRAT, Article("mill.txt", TEXT), RECORDS, tmp_path)
    path = folder / f"mill{RECORDS_ENDING}"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([lines[0], json.dumps(moved(json.loads(lines[1])))]), "utf-8")
    with pytest.raises(AnnotationError, match=r":2: is not as quotes wrote it"):
        list(read_annotations(folder))


def test_contents_that_lie_over_one_another_are_one_part(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.ann").write_text(
        "T1\tContent 1 12\tx\nT2\tContent 4 19\tx\nT3\tCue 1 2\tx\n"
        "E1\tAttribution:T3 Content:T1 Content2:T2\n"
        "T99\tContent " + "9" * 5000 + " 4\tx\n",
        encoding="utf-8",
    )
    with pytest.raises(AnnotationError, match=r"a\.ann:5: 9+-4 is outside its text"):
        list(read_annotations(tmp_path))
    (tmp_path / "a.ann").write_text(
        "T1\tContent 1 12\tx\nT2\tContent 4 19\tx\nE1\tA:T2 Content:T1 Content2:T2\n", "utf-8"
    )
    ((quote,),) = [one.quotes for one in read_annotations(tmp_path)]
    assert [(part.start, part.end) for part in quote.parts] == [(1, 19)]
