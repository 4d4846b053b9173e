"""The report in a real browser: what a reviewer does, what Export saves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reports import HOSTILE, Opened, hostile_records, judge_three, part, run

from quotes.corrections import Reviewed, read_records
from quotes.records import Quote


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
