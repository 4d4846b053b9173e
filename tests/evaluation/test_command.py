"""`quotes evaluate` and `quotes train`: what is read, printed and refused."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from miniature import ARTICLE, CLEAR, NOVEL, RAIN, SO, place, record
from typer.testing import CliRunner, Result

from quotes import extract
from quotes.cli import app
from quotes.documents import Document
from quotes.output import Format, writer


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args])


def annotated(tool: str, folder: Path) -> Path:
    """The article's records as the tool's user would hand them back, all accepted."""
    document = Document("a.txt", ARTICLE)
    results = [(document, extract(ARTICLE, "a.txt"))]
    if tool == "brat":
        (folder / "brat").mkdir()
        writer(Format.BRAT)(results, folder / "brat")
        return folder / "brat"
    stream = io.StringIO()
    writer(Format(tool))(results, stream)
    path = folder / f"{tool}.json"
    if tool == "label-studio":
        tasks = json.loads(stream.getvalue())
        for task in tasks:
            task["annotations"] = task.pop("predictions")
        path.write_text(json.dumps(tasks), encoding="utf-8")
    else:
        rows = [json.loads(line) for line in stream.getvalue().splitlines()]
        lines = [json.dumps({**row, "answer": "accept"}) for row in rows]
        path.write_text("\n".join(lines), encoding="utf-8")
    return path


class TestCommand:
    def test_polnear(self, polnear_folder: Path) -> None:
        result = run("evaluate", "--corpus", "polnear", polnear_folder, "--json")
        assert result.exit_code == 0, result.stderr
        figures = json.loads(result.stdout)
        assert figures["quoted"]["detection"]["r"] == 1.0
        assert figures["documents"] == 1

    @pytest.mark.parametrize("corpus", ["polnear", "litbank", "pdnc"])
    def test_a_table_for_a_person(
        self, corpus: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "80")
        folder = request.getfixturevalue(f"{corpus}_folder")
        result = run("evaluate", "--corpus", corpus, folder)
        assert result.exit_code == 0, result.stderr
        assert "F1" in result.stdout
        assert "found" in result.stdout
        assert max(map(len, result.stdout.splitlines())) <= 80

    def test_saved_records(self, pdnc_folder: Path, tmp_path: Path) -> None:
        quote = record(
            NOVEL, [place(NOVEL, "Come in,")], speaker="Jane", doc="data/ATale/novel_text.txt"
        )
        saved = tmp_path / "saved.jsonl"
        saved.write_text(json.dumps(quote.to_dict()) + "\n", encoding="utf-8")
        result = run("evaluate", "--corpus", "pdnc", pdnc_folder, "--records", saved, "--json")
        assert json.loads(result.stdout)["speakers"]["outcomes"]["right"] == 1

    def test_gold_of_ones_own(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        Path("a.txt").write_text(ARTICLE, encoding="utf-8")
        rejected = {**CLEAR.to_dict(), "review": {"verdict": "rejected"}}
        rows = [
            {**RAIN.to_dict(), "review": {"verdict": "accepted"}},
            {**SO.to_dict(), "review": {"verdict": "accepted"}},
            rejected,
        ]
        gold = tmp_path / "corrected.jsonl"
        gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        result = run("evaluate", "--gold", gold, "--kind", "direct", "--json")
        assert result.exit_code == 0, result.stderr
        figures = json.loads(result.stdout)
        assert (figures["quotations"]["gold"], figures["quotations"]["r"]) == (2, 1.0)
        low, high = figures["quotations"]["r_interval"]
        assert 0.3 < low < 0.4
        assert high == 1.0
        table = run("evaluate", "--gold", gold, "a.txt", "--kind", "direct").stdout
        assert "Wilson" in table
        assert "right speaker" in table

    def test_what_nobody_judged_is_told_and_counts_nowhere(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
        gold = tmp_path / "corrected.jsonl"
        noted = {**SO.to_dict(), "review": {"verdict": None, "note": "who is he?"}}
        accepted = {**RAIN.to_dict(), "review": {"verdict": "accepted"}}

        def evaluated(*rows: dict) -> str:
            gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
            return run("evaluate", "--gold", gold, "--kind", "direct", "--json").stdout

        figures = json.loads(evaluated(accepted, CLEAR.to_dict(), noted))
        every = figures["quotations"]
        assert figures["unjudged"] == 2
        assert (every["tp"], every["predicted"], every["gold"]) == (1, 1, 1)
        table = run("evaluate", "--gold", gold, "--kind", "direct").stdout
        assert "2 records that nobody judged left out" in table
        # Where nobody judged anything, all of it is the gold.
        figures = json.loads(evaluated(RAIN.to_dict(), SO.to_dict()))
        assert (figures["unjudged"], figures["quotations"]["gold"]) == (0, 2)

    @pytest.mark.parametrize("tool", ["brat", "label-studio", "prodigy"])
    def test_gold_out_of_a_tool(self, tool: str, tmp_path: Path) -> None:
        """What an annotator accepts as it was extracted is found again, all of it."""
        gold = annotated(tool, tmp_path)
        result = run("evaluate", "--gold", gold, "--json")
        assert result.exit_code == 0, result.stderr
        figures = json.loads(result.stdout)
        assert figures["quotations"]["gold"] == 3
        for figure in ("quotations", "kind", "source"):
            assert figures[figure]["f1"] == 1.0, figure

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            ((), "--corpus"),
            (("--corpus", "polnear"), "one folder"),
            (("--corpus", "pdnc", "no-such-folder"), "no-such-folder"),
            (("--gold", "no-such.jsonl"), "no-such.jsonl"),
            (("--corpus", "pdnc", "x", "--gold", "y"), "not both"),
            (("--corpus", "pdnc", "x", "--labels", "y"), "--labels"),
        ],
    )
    def test_a_wrong_call_is_told_in_one_line(self, arguments: tuple[str, ...], told: str) -> None:
        result = run("evaluate", *arguments)
        assert result.exit_code == 2
        assert told in result.stderr
        assert len(result.stderr.splitlines()) == 1

    def test_saved_records_that_are_none(self, pdnc_folder: Path, tmp_path: Path) -> None:
        saved = tmp_path / "saved.jsonl"
        saved.write_text('{"doc": "x"}\n', encoding="utf-8")
        result = run("evaluate", "--corpus", "pdnc", pdnc_folder, "--records", saved)
        assert result.exit_code == 2
        assert f"{saved}:1" in result.stderr


class TestTrain:
    def test_what_is_not_installed_is_named(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from quotes.cli import train

        monkeypatch.setattr(train, "_MAKING", ("torch_that_nobody_has",))
        result = run("train", "--corpora", tmp_path, "--out", tmp_path / "model")
        assert result.exit_code == 2
        assert "torch_that_nobody_has" in result.stderr
        assert "pip install 'quote-attribution[train]'" in result.stderr

    def test_no_corpora(self, tmp_path: Path) -> None:
        pytest.importorskip("torch")
        result = run("train", "--corpora", tmp_path / "none", "--out", tmp_path / "model")
        assert result.exit_code == 2
        assert "none" in result.stderr
        assert not (tmp_path / "model").exists()
