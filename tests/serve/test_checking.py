"""An article of an archive checked, on its page, against transcripts that are dropped there."""

from __future__ import annotations

import json
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from newsdesk import EDITION
from served import Page, Served

import quotes
from quotes.archive.archive import Archive

pytest.importorskip("starlette", reason="the extra serve is not installed")
pytest.importorskip("uvicorn", reason="the extra serve is not installed")

CAPTIONS = """WEBVTT

00:01:10.000 --> 00:01:14.000
<v Minister Höfer>We will never ever close the harbour.

00:01:14.000 --> 00:01:17.000
<v Minister Höfer>Not this year, <b>not</b> the next.

00:01:17.000 --> 00:01:20.000
<v Reporter>And what do the dockers get for it?
"""
NOTES = (
    "REPORTER: Was the port a bargaining chip?\n\n"
    "OMAR SUND: No. The port has never been a bargaining chip, and it will not be one.\n"
)


def drop(page: Page, **files: str) -> None:
    dropped = page.page.evaluate_handle(
        """files => { const data = new DataTransfer();
            for (const [name, text] of Object.entries(files))
                data.items.add(new File([text], name));
            return data; }""",
        {name.replace("_", "."): text for name, text in files.items()},
    )
    page.page.dispatch_event("#main", "drop", {"dataTransfer": dropped})


def checked(page: Page) -> None:
    """Presses the button and waits for what comes of it."""
    with page.page.expect_response("**/checks"):
        page.page.click("text=Check against these")
    page.page.wait_for_selector("#checked p")


def article(served: Served, name: str = "harbour") -> str:
    with quotes.open(served.path) as archive:
        return f"documents/{archive.number(name)}"


class TestOnThePage:
    def test_transcripts_are_dropped_and_the_words_compared(
        self, page: Page, served: Served
    ) -> None:
        page.open(article(served))
        drop(page, briefing_vtt=CAPTIONS)
        drop(page, notes_txt=NOTES)
        assert page.page.locator("#against bdi").all_inner_texts() == ["briefing.vtt", "notes.txt"]
        checked(page)
        assert "1 quotation" in page.page.inner_text("#checked .summary")
        first = page.page.locator("#checks > li").first
        assert first.locator(".words").first.inner_text().startswith("We will never close")
        assert "Minister Höfer" in first.inner_text()
        assert "briefing.vtt" in first.inner_text()
        assert "1:10" in first.inner_text()
        assert first.locator("strong").all_inner_texts() == ["never", "never ever"]
        first.locator("button", has_text="Quotation 1").click()
        assert "Jelena Höfer" in page.page.inner_text("#details")
        with quotes.open(served.path) as archive:
            assert archive.size()[0] == len(EDITION) + 1  # a transcript is no article

    def test_a_transcript_can_be_left_out_again(self, page: Page, served: Served) -> None:
        page.open(article(served))
        drop(page, briefing_vtt=CAPTIONS, notes_txt=NOTES)
        page.page.click("[aria-label='Leave out briefing.vtt']")
        checked(page)
        assert "briefing.vtt" not in page.page.inner_text("#checks")
        assert "not-found" in page.page.inner_text("#checks")
        page.page.click("[aria-label='Leave out notes.txt']")
        assert page.page.locator("#check-these").is_hidden()

    def test_what_was_judged_counts(self, page: Page, served: Served) -> None:
        page.open(f"{article(served)}#1.2")
        with page.page.expect_response("**/reviews"):
            page.page.keyboard.press("x")
        page.page.keyboard.press("k")
        page.page.keyboard.press("c")
        page.page.fill("#speaker", "Omar Sund")
        with page.page.expect_response("**/reviews"):
            page.page.click("text=Save the correction")
        drop(page, briefing_vtt=CAPTIONS)
        checked(page)
        rows = page.page.locator("#checks > li")
        assert rows.count() == 1
        assert "Omar Sund · In the article" in rows.inner_text()

    def test_what_cannot_be_read_is_told_and_markup_is_text(
        self, page: Page, served: Served
    ) -> None:
        page.open(article(served))
        hostile = "JELENA HÖFER: We will never <img src=x onerror='window.ran = 1'> close it.\n"
        drop(page, empty_txt="", **{"<i>notes_txt": hostile * 3})
        checked(page)
        assert "empty.txt is empty" in page.page.inner_text("#checked")
        assert "<i>notes.txt" in page.page.inner_text("#against")
        assert page.page.locator("#checks img, #against i").count() == 0

    def test_by_keyboard(self, page: Page, served: Served, tmp_path: Path) -> None:
        file = tmp_path / "briefing.vtt"
        file.write_text(CAPTIONS, encoding="utf-8")
        page.open(article(served))
        page.page.locator(".checking summary").focus()
        page.page.keyboard.press("Enter")
        page.page.set_input_files("#transcripts", file)
        assert page.page.evaluate("document.activeElement.id") == "check-these"
        with page.page.expect_response("**/checks"):
            page.page.keyboard.press("Enter")
        page.page.wait_for_selector("#checks > li")

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("width", [1200, 360])
    def test_nothing_keeps_anybody_out(
        self, browser: Any, served: Served, scheme: str, width: int
    ) -> None:
        how = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
        page = Page(browser, served, **how).open(article(served))
        drop(page, briefing_vtt=CAPTIONS, empty_txt="")
        checked(page)
        assert page.violations() == []
        assert page.page.evaluate("document.documentElement.scrollWidth") <= width
        page.check()
        page.context.close()


class TestWhoMayAsk:
    def test_another_page_gets_nothing(self, asked: Served) -> None:
        body = json.dumps({"files": [{"name": "a.txt", "data": ""}]}).encode()
        address = f"/{article(asked)}/checks"
        for headers in ({}, {"origin": "http://evil.example"}, {"sec_fetch_site": "cross-site"}):
            assert asked.ask("POST", address, body, **headers)[:2] == (403, b"")

    @pytest.mark.parametrize("body", [b"", b"[]", b'{"files": [{"name": "a", "data": "%"}]}'])
    def test_what_is_no_file_is_refused(self, asked: Served, body: bytes) -> None:
        origin = f"http://{asked.host}"
        status, answer, _ = asked.ask("POST", f"/{article(asked)}/checks", body, origin=origin)
        assert status == 400
        assert json.loads(answer) == {"problem": "those are no files"}

    def test_a_name_leads_to_no_other_folder(self, asked: Served) -> None:
        data = b64encode(NOTES.encode()).decode()
        files = [{"name": name, "data": data} for name in ("../../a.txt", "C:\\b.txt", "a\0b")]
        body, origin = json.dumps({"files": files}).encode(), f"http://{asked.host}"
        status, answer, _ = asked.ask("POST", f"/{article(asked)}/checks", body, origin=origin)
        assert status == 200
        assert json.loads(answer)["problems"] == []


def test_records_as_they_were_judged(path: Path) -> None:
    with Archive(path, write=True) as archive:
        number = archive.number("harbour")
        first, second = archive.records("harbour")
        rejected = {**second.to_dict(), "review": {"verdict": "rejected", "note": ""}}
        place = f"{second.start}-{second.end}"
        archive.review(number, place, {"verdict": "rejected", "note": ""}, rejected)
        assert archive.judged_records(number) == [first]
