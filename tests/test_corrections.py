"""Judged records: what is written comes back, and what is no record is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.corrections import RecordsError, Review, Reviewed, fits, read_records
from quotes.documents import Document
from quotes.output.jsonl import line
from quotes.records import Confidence, Part, Quote, Speaker
from quotes.report import render

ANY_TEXT = st.text(st.characters(codec="utf-8"), min_size=1)
HARD = st.sampled_from(
    ["</script>", "\x00", "\u2028", "👩🏽\u200d🚒", "e\u0301", "\u202eعرب", "<!--"]
)
TEXTS = st.lists(ANY_TEXT | HARD, min_size=1, max_size=8).map("".join)


@st.composite
def judged(draw: st.DrawFn) -> tuple[str, Reviewed]:
    """A text with one record in it and what somebody made of it."""
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    part = Part.of(text, start, draw(st.integers(start + 1, len(text))))
    speaker = draw(st.none() | st.builds(Speaker, ANY_TEXT, st.just("person"), st.just("s-1")))
    quote = Quote(
        doc=draw(ANY_TEXT),
        kind=draw(st.sampled_from(["direct", "indirect"])),
        parts=(part,),
        quoted=(),
        cue=None,
        source=None,
        speaker=speaker,
        chain=(),
        confidence=Confidence(0.5, 0.0, 0.0),
    )
    verdicts = st.sampled_from(["accepted", "corrected", "rejected", None])
    was = st.just({}) | st.just({"speaker": None, "kind": "mixed"})
    review = draw(st.none() | st.builds(Review, verdicts, st.text(), was, st.booleans()))
    return text, Reviewed(quote, review)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cases=st.lists(judged(), max_size=4))
def test_what_is_written_is_read_back(cases: list[tuple[str, Reviewed]], tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    lines = [line(reviewed.to_dict()) for _, reviewed in cases]
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
    assert read_records(path) == [reviewed for _, reviewed in cases]
    assert all(fits(reviewed.quote, text) for text, reviewed in cases)


@settings(deadline=None)
@given(case=judged())
def test_the_page_carries_any_text_exactly(case: tuple[str, Reviewed]) -> None:
    text, reviewed = case
    page = render([(Document(reviewed.quote.doc, text), [reviewed])])
    page = page.encode("utf-8").decode("utf-8")
    data = page.partition('id="data">')[2].partition("</script>")[0]
    (article,) = json.loads(data)["articles"]
    assert article["text"] == text
    assert [Reviewed.from_dict(record) for record in article["records"]] == [reviewed]


def test_records_of_extract_are_read_as_not_judged(tmp_path: Path) -> None:
    part = Part(0, 2, "Hi")
    quote = Quote("a", "direct", (part,), (), None, None, None, (), Confidence(1, 0, 0))
    path = tmp_path / "records.jsonl"
    path.write_text(f"\ufeff{line(quote.to_dict())}\r\n\n", encoding="utf-8")
    assert read_records(path) == [Reviewed(quote)]
    assert not fits(quote, "Ho, Hi")


@pytest.mark.parametrize(
    "bad",
    ["[]", "{", '{"doc": "a"}', '"text"', "null", '{"doc": "a", "parts": 3}'],
)
def test_a_line_that_is_no_record_is_named(bad: str, tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text(f"\n{bad}\n", encoding="utf-8")
    with pytest.raises(RecordsError, match=r"records\.jsonl:2: is no record"):
        read_records(path)


def test_an_unknown_verdict_is_named(tmp_path: Path) -> None:
    part = Part(0, 2, "Hi")
    quote = Quote("a", "direct", (part,), (), None, None, None, (), Confidence(1, 0, 0))
    path = tmp_path / "records.jsonl"
    record = {**quote.to_dict(), "review": {"verdict": "maybe"}}
    path.write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(RecordsError, match="'maybe' is none of accepted, corrected, rejected"):
        read_records(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match=r"none\.jsonl: cannot be opened"):
        read_records(tmp_path / "none.jsonl")
