"""The writers and the counts, on records made by hand."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from quotes.counting import count_speakers
from quotes.output import Format, Shape, counts, writer
from quotes.output.csv import COLUMNS, exact, safe
from quotes.records import Confidence, Cue, Mention, Part, Quote, Speaker


@dataclass(frozen=True)
class Named:
    id: str
    text: str = ""


MILLER = Speaker("Ada Miller", "person", "s-1", "harbour master", ("Miller",))
COUNCIL = Speaker("Harbour Council", "organisation", "s-2")
HARBOUR = "harbour.txt"


def quote(
    text: str = "The tide will not wait for us",
    *,
    speaker: Speaker | None = MILLER,
    cue: str | None = "warned",
    lemma: str = "warn",
    kind: str = "direct",
    doc: str = HARBOUR,
    flags: tuple[str, ...] = (),
) -> Quote:
    part = Part(40, 40 + len(text), text)
    return Quote(
        doc=doc,
        kind=kind,  # type: ignore[arg-type]
        parts=(part,),
        quoted=(part,) if kind == "direct" else (),
        cue=Cue(72, 78, cue, lemma) if cue else None,
        source=Mention(65, 71, "Miller", "name") if speaker else None,
        speaker=speaker,
        chain=(Part(3, 13, "Ada Miller"),) if speaker else (),
        confidence=Confidence(0.99, 0.9 if speaker else 0.0, 0.8 if speaker else 0.0),
        flags=flags,
        why=("subject of 'warned'",),
    )


def written(format: Format, *quotes: Quote, why: bool = False, doc: str = HARBOUR) -> str:
    stream = io.StringIO(newline="")
    writer(format)([(Named(doc), quotes)], stream, why=why)
    return stream.getvalue()


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("FORCE_COLOR", raising=False)


@pytest.mark.parametrize("format", [one for one in Format if one.shape is Shape.TEXT])
def test_a_document_is_written_before_the_next_one_is_read(format: Format) -> None:
    stream = io.StringIO()

    def results() -> Iterator[tuple[Named, tuple[Quote, ...]]]:
        text = f"{'.' * 40}First words, Miller says, says, warned."
        yield Named("one.txt", text), (quote("First words", doc="one.txt"),)
        assert "First words" in stream.getvalue()
        text = text.replace("First", "Second")
        yield Named("two.txt", text), (quote("Second words", doc="two.txt"),)

    writer(format)(results(), stream)
    assert "Second words" in stream.getvalue()


class TestJsonLines:
    def test_a_line_reads_back_as_the_same_record(self) -> None:
        records = [
            quote("Two\nparagraphs, “nested” words\u2028and a separator"),
            quote(speaker=None, cue=None, flags=("unclosed", "nested")),
            quote(kind="indirect", speaker=COUNCIL),
        ]
        lines = written(Format.JSONL, *records).split("\n")
        assert lines.pop() == ""
        assert [Quote.from_dict(json.loads(line)) for line in lines] == records

    def test_letters_stand_as_themselves(self) -> None:
        assert "“Žluťoučký kůň”" in written(Format.JSONL, quote("“Žluťoučký kůň”"))

    def test_half_a_surrogate_pair_survives(self) -> None:
        line = written(Format.JSONL, quote("cut \ud83d emoji"))
        assert line.isascii()
        assert json.loads(line)["text"] == "cut \ud83d emoji"


class TestCsv:
    def test_one_row_a_quotation(self) -> None:
        record = quote("Wait,\nthen “go”", flags=("unclosed", "nested"))
        rows = list(csv.DictReader(io.StringIO(written(Format.CSV, record), newline="")))
        assert rows == [
            {
                "doc": "harbour.txt",
                "id": record.id,
                "kind": "direct",
                "text": "Wait,\nthen “go”",
                "speaker": "Ada Miller",
                "speaker_type": "person",
                "role": "harbour master",
                "cue": "warned",
                "cue_lemma": "warn",
                "source": "Miller",
                "source_kind": "name",
                "start": "40",
                "end": "55",
                "confidence_quote": "0.99",
                "confidence_source": "0.9",
                "confidence_speaker": "0.8",
                "flags": "unclosed;nested",
                **dict.fromkeys(("title", "author", "date", "outlet", "url"), ""),
            }
        ]

    def test_no_quotations_leave_the_header(self) -> None:
        assert written(Format.CSV) == ",".join(COLUMNS) + "\r\n"

    def test_what_is_not_told_is_empty(self) -> None:
        text = written(Format.CSV, quote(speaker=None, cue=None))
        (row,) = csv.DictReader(io.StringIO(text, newline=""))
        told = ("speaker", "speaker_type", "role", "cue", "cue_lemma", "source", "source_kind")
        assert {row[column] for column in told} == {""}

    def test_why_is_one_more_column(self) -> None:
        text = written(Format.CSV, quote(), why=True)
        (row,) = csv.DictReader(io.StringIO(text, newline=""))
        assert row["why"] == "subject of 'warned'"

    @pytest.mark.parametrize(
        "text", ["=1+1", "+49 40", "- Nobody answered", "@harbour", "\tx", "\rx", "＝1", "'=1"]
    )
    def test_no_text_is_run_as_a_formula(self, text: str) -> None:
        named = replace(MILLER, name=text)
        (row,) = csv.DictReader(
            io.StringIO(written(Format.CSV, quote(text, speaker=named)), newline="")
        )
        assert row["text"] == row["speaker"] == f"'{text}"

    @pytest.mark.parametrize(
        ("text", "cell"),
        [
            (" =1+1", "' =1+1"),
            ("so;=1+1;-2", "so;'=1+1;'-2"),
            ("Well\n@SUM(1)", "Well\n'@SUM(1)"),
            ("\r=1", "'\r'=1"),
            ("so, -2 or 3,-2", "so, -2 or 3,'-2"),
            ('no;"+1', "no;\"'+1"),
        ],
    )
    def test_nor_is_it_where_another_separator_begins_a_cell(self, text: str, cell: str) -> None:
        assert safe(text) == cell
        assert exact(cell) == text

    @pytest.mark.parametrize("text", ["— Nobody answered", "'Tis late", "2 = 2", "’-’", ""])
    def test_other_text_stands_as_it_is(self, text: str) -> None:
        assert safe(text) == text

    @given(st.text(alphabet="'=+-@\t\r\n a;,＝"))
    def test_the_exact_text_comes_back(self, text: str) -> None:
        cell = safe(text)
        assert isinstance(cell, str)
        assert not cell.lstrip(" ").startswith(tuple("=+-@\t\r\n"))
        assert not re.search(r"[\t\r\n,;][=+\-@＝]", cell)
        assert exact(cell) == text


class TestMarkdown:
    def test_who_said_what_how_and_where(self) -> None:
        assert written(Format.MD, quote(flags=("unclosed",))) == (
            "## harbour.txt\n\n"
            "> The tide will not wait for us\n\n"
            "— **Ada Miller**, harbour master · *warned* · direct, 40-69 · 80% · unclosed\n\n"
        )

    def test_why(self) -> None:
        text = written(Format.MD, quote(), why=True)
        assert "- subject of 'warned'\n- quote 0.99, source 0.90, speaker 0.80\n" in text

    def test_a_document_without_quotations_has_no_heading(self) -> None:
        assert written(Format.MD) == ""

    @example("1. one")
    @example("19) nineteen")
    @example("# one")
    @example("- one")
    @example("---")
    @example("a &amp; b &lt; c")
    @example("<b>a</b> [b](c) *d* _e_ ~~f~~ `g` ![h](i)")
    @given(st.text(alphabet="ab19.)(\\`*_[]{}<>#|~&;!-+= \n\t“—"))
    def test_markup_in_a_text_is_printed_and_not_obeyed(self, text: str) -> None:
        from markdown_it import MarkdownIt

        page = MarkdownIt("commonmark").enable("strikethrough").enable("table")
        rendered = page.render(written(Format.MD, quote(text)))
        block = re.search(r"<blockquote>(.*?)</blockquote>", rendered, re.DOTALL)
        assert block
        shown = re.fullmatch(r"\s*(?:<p>([^<]*)</p>)?\s*", block[1])
        assert shown, "some markup was obeyed"
        assert unescape(shown[1] or "") == " ".join(text.split())


class TestTable:
    LONG = "We counted every boat in this harbour and " * 8 + "h" * 200

    def test_fits_in_80_columns_and_loses_nothing(self) -> None:
        speaker = replace(MILLER, name="Adelheid Konstantinopolitanskaja-Miller", role="the " * 20)
        table = written(Format.TABLE, quote(self.LONG, speaker=speaker), doc="folder/" * 20)
        assert max(cell_len(line) for line in table.splitlines()) <= 80
        assert table.count("h" * 30) >= 5
        assert table.count("counted") == 8

    def test_who_how_what_and_where(self) -> None:
        table = written(Format.TABLE, quote(flags=("unclosed",)))
        assert table.startswith("harbour.txt  1 quotation\n")
        for told in ("Ada Miller", "harbour master", "warned", "direct", "40-69", "80% sure"):
            assert told in table
        assert "The tide will not wait for us" in table
        assert "unclosed" in table
        assert "subject of" not in table

    def test_why_stands_below_its_quotation(self) -> None:
        table = written(Format.TABLE, quote("Wait"), quote("Go"), why=True)
        order = [table.index("Wait"), table.index("subject of 'warned'"), table.index("Go ")]
        assert order == sorted(order)
        assert "quote 0.99, source 0.90" in table

    def test_a_source_without_a_name_is_shown_as_printed(self) -> None:
        record = replace(quote(speaker=None), source=Mention(60, 62, "she", "pronoun"))
        assert re.search(r"^she .*\n\(not told\)", written(Format.TABLE, record), re.MULTILINE)

    def test_markup_in_a_text_is_printed_and_not_obeyed(self) -> None:
        text = "[bold]Ship[/bold] ahoy :ship: [/]"
        speaker = replace(MILLER, name="[red]Ada[/red]")
        table = written(Format.TABLE, quote(text, speaker=speaker), doc="[b]odd[/b].txt")
        assert text in table
        assert "[red]Ada[/red]" in table
        assert "[b]odd[/b].txt" in table

    def test_a_text_cannot_steer_the_terminal(self) -> None:
        table = written(Format.TABLE, quote("a\x1b[2Jb\x07c\x9bd"), doc="x\x1b]0;title\x07.txt")
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", table)

    def test_each_speaker_has_one_colour(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("NO_COLOR")
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("TERM", "xterm-256color")
        records = [quote("a"), quote("b", speaker=COUNCIL), quote("c")]
        table = written(Format.TABLE, *records)
        millers = set(re.findall(r"(\x1b\[[\d;]+m)Ada Miller", table))
        councils = set(re.findall(r"(\x1b\[[\d;]+m)Harbour", table))
        assert len(millers) == len(councils) == 1
        assert millers != councils

    def test_no_colour_where_it_is_not_wanted(self) -> None:
        assert "\x1b" not in written(Format.TABLE, quote())

    def test_a_terminal_without_unicode_gets_question_marks(self) -> None:
        raw = io.BytesIO()
        stream = io.TextIOWrapper(raw, encoding="ascii", errors="replace")
        writer(Format.TABLE)([(Named("x"), [quote("“Käse” 日本")])], stream)
        stream.flush()
        assert b"?K?se? ??" in raw.getvalue()


class TestCounting:
    def test_sums_by_speaker_over_documents(self) -> None:
        records = [
            quote("Five words are in here"),
            quote("The ’90s weren’t so bad", lemma="say", doc="other.txt"),
            quote("she would go", kind="indirect", lemma="say", doc="other.txt"),
            quote("Two words", speaker=replace(MILLER, name="ADA  MILLER", id="s-9"), doc="3.txt"),
            quote("One", speaker=COUNCIL, cue=None),
        ]
        miller, council = count_speakers(records)
        assert (miller.speaker, miller.role, miller.type) == (
            "Ada Miller", "harbour master", "person"
        )  # fmt: skip
        assert (miller.quotations, miller.words, miller.documents) == (4, 12, 3)
        assert miller.verbs == {"warn": 2, "say": 2}
        assert (council.speaker, council.type, council.verbs) == (
            "Harbour Council", "organisation", {}
        )  # fmt: skip

    def test_speakers_without_a_name_come_last_together(self) -> None:
        unnamed = Speaker("a fisherman", "unnamed", "s-3", "fisherman")
        records = [quote("a", speaker=None), quote("b", speaker=unnamed), quote("c")]
        assert [(one.speaker, one.role, one.quotations) for one in count_speakers(records)] == [
            ("Ada Miller", "harbour master", 1),
            (None, None, 2),
        ]

    def test_quoted_words_of_a_mixed_quotation_are_those_between_marks(self) -> None:
        mixed = replace(
            quote("the pier was “quite finished” by now", kind="mixed"),
            quoted=(Part(54, 68, "quite finished"),),
        )
        assert count_speakers([mixed])[0].words == 2

    @staticmethod
    def shown(format: Format) -> str:
        records = [
            quote("a b c"),
            quote("d", lemma="say"),
            quote("e", lemma="say"),
            quote("f", speaker=None, cue=None),
        ]
        stream = io.StringIO(newline="")
        counts.write(count_speakers(records), stream, format)
        return stream.getvalue()

    def test_as_a_table(self) -> None:
        header, miller, not_told = self.shown(Format.TABLE).splitlines()
        assert header.split() == ["speaker", "quotations", "words", "verbs", "documents"]
        assert re.fullmatch(r"Ada Miller, harbour master +3 +5 +say 2, warn 1 +1 *", miller)
        assert re.fullmatch(r"\(not told\) +1 +1 +1 *", not_told)

    def test_as_json_lines(self) -> None:
        miller, not_told = map(json.loads, self.shown(Format.JSONL).splitlines())
        assert miller == {
            "speaker": "Ada Miller",
            "role": "harbour master",
            "quotations": 3,
            "words": 5,
            "verbs": {"say": 2, "warn": 1},
            "documents": 1,
            "type": "person",
            "first": {"doc": HARBOUR, "date": None},
            "last": {"doc": HARBOUR, "date": None},
            "outlets": {},
            "doubts": [],
        }
        assert not_told["speaker"] is None

    def test_as_csv(self) -> None:
        assert self.shown(Format.CSV).split("\r\n") == [
            "speaker,role,quotations,words,verbs,documents,type,first,last,outlets,doubts",
            "Ada Miller,harbour master,3,5,say 2; warn 1,1,person,harbour.txt,harbour.txt,,",
            "(not told),,1,1,,1,,harbour.txt,harbour.txt,,",
            "",
        ]


def test_brat_keeps_documents_apart_whatever_they_are_called(tmp_path: Path) -> None:
    names = ["x", "x.txt/y", "x.ann", "a/" * 300 + "z", "n" * 900, "../../up", "x.txt", "X"]
    writer(Format.BRAT)([(Named(name, f"It rains. {name}"), ()) for name in names], tmp_path)
    texts = sorted(path.read_text("utf-8") for path in tmp_path.rglob("*.txt") if path.is_file())
    assert texts == sorted(f"It rains. {name}" for name in names)
