"""`quotes report`: what the file is, and what is said where it cannot be made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reports import run

from quotes.corrections import Reviewed
from quotes.documents import Document, read_all
from quotes.records import Quote
from quotes.report import render


class TestCommand:
    def test_the_page_names_nothing_outside_itself(self, several: Path) -> None:
        page = several.read_text(encoding="utf-8")
        frame = page.partition('<script type="application/json"')[0]
        assert "default-src 'none'" in frame
        assert "http" not in frame.replace("http-equiv", "")

    def test_a_hundred_articles_stay_small(self, examples: Path, found: list[Quote]) -> None:
        documents = [one for one in read_all([str(examples)]) if isinstance(one, Document)]
        articles = [
            (document, [Reviewed(quote) for quote in found if quote.doc == document.id])
            for document in documents
        ]
        hundred = (articles * 6)[:100]
        page = render(hundred).encode()
        texts = sum(len(document.text.encode()) for document, _ in hundred)
        assert len(page) - texts < 5_000_000

    def test_records_of_another_text_are_told_and_the_rest_is_shown(self, tmp_path: Path) -> None:
        here, there = tmp_path / "a.txt", tmp_path / "b.txt"
        here.write_text("“It rains,” said Ada Miller.", encoding="utf-8")
        there.write_text("“It snows,” said Ben Okri.", encoding="utf-8")
        records, page = tmp_path / "r.jsonl", tmp_path / "r.html"
        assert run("extract", here, there, "-o", records).exit_code == 0
        here.write_text("Now: “It rains,” said Ada Miller.", encoding="utf-8")
        result = run("report", here, "--records", records, "-o", page)
        assert result.exit_code == 1
        assert "a.txt: 1 of 1 records do not fit this text" in result.stderr
        assert "b.txt: is not among the texts" in result.stderr
        assert page.exists()

    def test_records_may_lie_among_their_texts(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path("news").mkdir()
        Path("news/a.txt").write_text("“It rains,” said Ada Miller.", encoding="utf-8")
        assert run("extract", "news", "-o", "news/r.jsonl").exit_code == 0
        assert run("report", "news", "--records", "news/r.jsonl", "-o", "r.html").exit_code == 0
        page = Path("r.html").read_text(encoding="utf-8")
        assert "<title>news/a.txt</title>" in page

    def test_a_wrong_call_says_the_way_out(self, examples: Path, tmp_path: Path) -> None:
        article = examples / "dam-release.txt"
        result = run("report", article, "-o", tmp_path / "page.pdf")
        assert result.exit_code == 2
        assert "let its name end in .html" in result.stderr
        bad = tmp_path / "bad.jsonl"
        bad.write_text('{"doc": "x"}\n', encoding="utf-8")
        result = run("report", article, "--records", bad, "-o", tmp_path / "page.html")
        assert result.exit_code == 2
        assert "bad.jsonl:1: is no record" in result.stderr
        assert not (tmp_path / "page.html").exists()

    def test_the_page_goes_into_a_pipe(self, examples: Path) -> None:
        result = run("report", examples / "dam-release.txt")
        assert result.exit_code == 0
        assert result.stdout.startswith("<!doctype html>")
        data = result.stdout.partition('id="data">')[2].partition("</script>")[0]
        assert len(json.loads(data)["articles"]) == 1
