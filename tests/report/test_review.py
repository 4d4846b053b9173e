"""The report in a real browser: what a reviewer does, what Export saves."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from reports import HOSTILE, Opened, hostile_records, judge_three, part, run

from quotes.corrections import Reviewed, read_records
from quotes.documents import Document
from quotes.output.csv import COLUMNS
from quotes.output.csv import write as write_csv
from quotes.output.xlsx import shown_cells
from quotes.records import Quote


def without_verdict(row: dict[str, str]) -> dict[str, object]:
    """The record's cells; numbers as such, which JavaScript prints in its own way."""
    return {
        name: float(cell) if name.startswith("confidence") else cell
        for name, cell in row.items()
        if name not in ("verdict", "note")
    }


class TestReview:
    def test_export_has_what_the_reviewer_said_and_loses_nothing(
        self, open_report: Any, single: Path, dam: list[Quote], tmp_path: Path
    ) -> None:
        report = open_report(single)
        judge_three(report)
        assert "3 judged" in report.page.locator("#progress").inner_text()
        records = read_records(report.export(tmp_path / "corrected.jsonl"))
        assert len(records) == len(dam)
        first, second, third, *others = records
        assert first.review and first.review.verdict == "accepted"
        assert first.quote == dam[0]
        assert second.review and second.review.verdict == "corrected"
        assert second.review.note == "see line 2\nand the </script> caption"
        assert second.quote.speaker and second.quote.speaker.name == "Ida “Zoë” 🦊 <b>"
        assert second.quote.kind == "mixed"
        before = Quote.from_dict({**second.quote.to_dict(), **second.review.was})
        assert before == dam[1]
        assert third.review and third.review.verdict == "rejected"
        assert [other.quote for other in others] == dam[3:]
        assert all(other.review is None for other in others)

    def test_only_what_was_judged_is_exported(
        self, open_report: Any, single: Path, tmp_path: Path
    ) -> None:
        report = open_report(single)
        judge_three(report)
        every = read_records(report.export(tmp_path / "every.jsonl"))
        report.page.select_option("#what", label="judged only")
        records = read_records(report.export(tmp_path / "judged.jsonl"))
        assert records == every[:3]
        assert report.page.evaluate("view.saved")
        report.check()

    def test_a_table_is_exported_as_extract_writes_it(
        self, open_report: Any, hostile: Path, tmp_path: Path
    ) -> None:
        report = open_report(hostile)
        report.page.keyboard.press("j")
        report.page.keyboard.press("c")
        report.page.fill("#note", "=1+1,\n@all")
        report.page.click("text=Save the correction")
        report.page.select_option("#what", label="all, CSV")
        table = report.export(tmp_path / "table.csv").read_bytes().decode()
        first, *others = rows = list(csv.DictReader(io.StringIO(table, newline="")))
        assert (first["verdict"], first["note"]) == ("accepted", "'=1+1,\n'@all")
        written = io.StringIO(newline="")
        records = hostile_records("<b>a & b</b>.txt")
        write_csv([(Document("<b>a & b</b>.txt", ""), records)], written)
        expected = list(csv.DictReader(io.StringIO(written.getvalue(), newline="")))
        assert [without_verdict(row) for row in rows] == [without_verdict(row) for row in expected]
        assert all(row["verdict"] == "" for row in others)
        report.page.select_option("#what", label="judged only, CSV")
        judged = report.export(tmp_path / "judged.csv").read_bytes().decode()
        assert list(csv.DictReader(io.StringIO(judged, newline=""))) == [first]
        report.check()

    def test_a_workbook_is_exported_whose_cells_are_all_text_or_numbers(
        self, open_report: Any, hostile: Path, tmp_path: Path
    ) -> None:
        openpyxl = pytest.importorskip("openpyxl")
        unescape = openpyxl.utils.escape.unescape
        report = open_report(hostile)
        report.page.keyboard.press("j")
        report.page.keyboard.press("c")
        report.page.fill("#note", "=1+1 _x0041_")
        report.page.click("text=Save the correction")
        report.page.select_option("#what", label="all, Excel")
        path = report.export(tmp_path / "table.xlsx")
        sheet = openpyxl.load_workbook(path).active
        heading, *rows = sheet.iter_rows()
        names = [cell.value for cell in heading]
        assert names == [*COLUMNS, "verdict", "note"]
        records = hostile_records("<b>a & b</b>.txt")
        values = [["" if cell.value is None else cell.value for cell in row] for row in rows]
        shown = [[unescape(it) if isinstance(it, str) else it for it in row] for row in values]
        assert [row[:-2] for row in shown] == [list(shown_cells(one)) for one in records]
        assert shown[0][-2:] == ["accepted", "=1+1 _x0041_"]
        assert {cell.data_type for row in rows for cell in row} == {"s", "n"}
        report.page.select_option("#what", label="judged only, Excel")
        judged = openpyxl.load_workbook(report.export(tmp_path / "judged.xlsx")).active
        assert [cell.value for cell in judged[2]] == [cell.value for cell in rows[0]]
        assert judged.max_row == 2
        if shutil.which("ssconvert"):  # which is strict about what openpyxl lets pass
            call = ["ssconvert", path, tmp_path / "out.csv"]
            ran = subprocess.run(call, check=True, capture_output=True, text=True)
            assert ran.stderr == ""
            read = list(csv.reader(io.StringIO((tmp_path / "out.csv").read_text("utf-8"))))
            assert [row[1] for row in read] == ["id", *(one.id for one in records)]
        report.check()

    def test_the_work_survives_a_reload(
        self, open_report: Any, single: Path, tmp_path: Path
    ) -> None:
        report = open_report(single)
        judge_three(report)
        before = report.export(tmp_path / "before.jsonl").read_bytes()
        report.page.reload()
        assert report.export(tmp_path / "after.jsonl").read_bytes() == before

    def test_two_tabs_do_not_lose_each_others_work(self, open_report: Any, single: Path) -> None:
        first, second = open_report(single), open_report(single)
        for report, number in ((first, 1), (second, 2)):
            report.page.locator(f".pin[data-number='{number}']").focus()
            report.page.keyboard.press("a")
        first.page.reload()
        assert "2 judged" in first.page.locator("#progress").inner_text()

    def test_an_export_makes_the_same_report_again(
        self, open_report: Any, single: Path, examples: Path, tmp_path: Path, browser: Any
    ) -> None:
        report = open_report(single)
        judge_three(report)
        exported = report.export(tmp_path / "corrected.jsonl")
        again = tmp_path / "again.html"
        made = run("report", examples / "dam-release.txt", "--records", exported, "-o", again)
        assert made.exit_code == 0
        context = browser.new_context()  # another reader's browser, which has nothing stored
        second = Opened(context.new_page(), again)
        assert "3 judged" in second.page.locator("#progress").inner_text()
        assert second.export(tmp_path / "2.jsonl").read_bytes() == exported.read_bytes()
        second.page.locator(".pin[data-number='2']").focus()
        assert "Ida “Zoë” 🦊 <b>" in second.details()
        second.check()
        context.close()

    def test_hostile_texts_survive_correction_and_export(
        self, open_report: Any, hostile: Path, tmp_path: Path
    ) -> None:
        report = open_report(hostile)
        records = read_records(report.export(tmp_path / "hostile.jsonl"))
        assert [one.quote for one in records] == hostile_records("<b>a & b</b>.txt")

    def test_a_judgement_is_taken_back(
        self, open_report: Any, single: Path, dam: list[Quote], tmp_path: Path
    ) -> None:
        report = open_report(single)
        report.page.keyboard.press("j")
        report.page.keyboard.press("x")
        report.page.keyboard.press("x")
        records = read_records(report.export(tmp_path / "corrected.jsonl"))
        assert records == [Reviewed(quote) for quote in dam]

    def test_what_the_model_missed_is_added_kept_and_removed(
        self, open_report: Any, hostile: Path, tmp_path: Path
    ) -> None:
        report = open_report(hostile)
        missed = part(HOSTILE, "Zoë O\u0308zil & Söhne")
        report.page.evaluate(
            """words => {
              const text = document.getElementById("text");
              const walker = document.createTreeWalker(text, 4);
              const all = text.textContent;
              const from = all.indexOf(words), to = from + words.length;
              const range = document.createRange();
              for (let at = 0, node; (node = walker.nextNode()); at += node.length) {
                if (from >= at && from < at + node.length) range.setStart(node, from - at);
                if (to > at && to <= at + node.length) range.setEnd(node, to - at);
              }
              getSelection().removeAllRanges();
              getSelection().addRange(range);
            }""",
            f" {missed.text} ",
        )
        report.page.click("#add")
        report.page.fill("#speaker", "محمد علي")
        report.page.click("text=Save the correction")
        report.page.reload()
        exported = report.export(tmp_path / "added.jsonl")
        records = read_records(exported)
        added = next(one for one in records if one.review)
        assert added.review and added.review.added and added.review.verdict == "corrected"
        assert added.quote.parts == (missed,)
        assert str(added.quote.speaker) == "محمد علي"
        ids = [json.loads(line)["id"] for line in exported.read_text("utf-8").splitlines()]
        assert ids == [one.quote.id for one in records]
        assert report.text() == HOSTILE
        report.page.locator(f".pin[data-number='{records.index(added) + 1}']").focus()
        report.page.keyboard.press("x")
        report.page.reload()
        left = read_records(report.export(tmp_path / "removed.jsonl"))
        assert [one.quote for one in left] == hostile_records("<b>a & b</b>.txt")

    def test_a_corrected_speaker_is_counted_and_known_to_the_next_correction(
        self, open_report: Any, single: Path
    ) -> None:
        report = open_report(single)
        judge_three(report)
        names = report.page.locator("#speakers .who").all_inner_texts()
        assert "Ida “Zoë” 🦊 <b>" in names
        report.page.locator(".pin[data-number='5']").focus()
        report.page.keyboard.press("c")
        assert report.page.locator("#names option[value^='Ida']").count() == 1

    def test_without_storage_the_page_works_and_warns(self, browser: Any, single: Path) -> None:
        context = browser.new_context()
        context.add_init_script(
            "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })"
        )
        report = Opened(context.new_page(), single)
        report.page.keyboard.press("j")
        report.page.keyboard.press("a")
        assert "Export before you close it" in report.page.locator("#notice").inner_text()
        assert "1 judged" in report.page.locator("#progress").inner_text()
        report.check()
        context.close()
