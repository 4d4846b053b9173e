"""The page of an archive in a real browser, and who gets an answer from it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from newsdesk import EDITION
from places import ROOT
from served import HOSTILE, Page, Served

import quotes
from quotes.archive.archive import Archive
from quotes.corrections import Reviewed

pytest.importorskip("starlette", reason="the extra serve is not installed")
pytest.importorskip("uvicorn", reason="the extra serve is not installed")


class TestGuard:
    def test_who_gets_an_answer(self, asked: Served) -> None:
        status, body, headers = asked.ask("GET", "/search?words=harbour")
        assert status == 200
        assert json.loads(body)["total"] == 2
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers
        local = f"localhost:{asked.port}"
        assert asked.ask("GET", "/", host=local, origin=f"http://{local}")[0] == 200
        assert asked.ask("GET", "/", sec_fetch_site="none")[0] == 200

    @pytest.mark.parametrize("address", ["/", "/search", "/documents/1", "/corrected.jsonl"])
    @pytest.mark.parametrize(
        "headers",
        [
            {"host": "evil.example"},
            {"host": "evil.example:{port}"},
            {"host": "127.0.0.1"},
            {"host": "127.0.0.1.evil.example:{port}"},
            {"origin": "http://evil.example"},
            {"origin": "http://127.0.0.1:1"},
            {"origin": "https://127.0.0.1:{port}"},
            {"origin": "null"},
            {"sec_fetch_site": "cross-site"},
            {"sec_fetch_site": "same-site"},
        ],
        ids=str,
    )
    def test_who_gets_nothing(self, asked: Served, address: str, headers: dict[str, str]) -> None:
        sent = {name: value.replace("{port}", str(asked.port)) for name, value in headers.items()}
        status, body, _ = asked.ask("GET", address, **sent)
        assert (status, body) == (403, b"")

    def test_what_changes_something_says_where_it_comes_from(self, asked: Served) -> None:
        for method, address in (("POST", "/documents"), ("PUT", "/documents/1/reviews")):
            assert asked.ask(method, address, b"{}")[0] == 403
            assert asked.ask(method, address, b"{}", origin="http://evil.example")[0] == 403
        with quotes.open(asked.path) as archive:
            assert archive.size()[0] == len(EDITION) + 1

    def test_only_this_machine(self, asked: Served) -> None:
        with quotes.open(asked.path):
            pass
        import socket

        own = socket.gethostbyname(socket.gethostname())
        if own.startswith("127."):
            pytest.skip("this machine has no other address")
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((own, asked.port), timeout=5)

    @pytest.mark.parametrize(
        ("address", "told"),
        [
            ("/search?words=a+AND", "AND needs something"),
            ("/search?since=spring", "is no date"),
            ("/search?min_confidence=x", "a confidence is a number"),
            ("/search?like=q-00000000", "is no record"),
            ("/documents/999", "there is no document 999"),
        ],
    )
    def test_a_wrong_question_is_told(self, asked: Served, address: str, told: str) -> None:
        status, body, _ = asked.ask("GET", address)
        assert status == 400
        assert told in json.loads(body)["problem"]

    def test_a_review_that_does_not_fit_is_refused(self, asked: Served) -> None:
        with quotes.open(asked.path) as archive:
            number = archive.number("harbour")
            other = archive.records("march")[0].to_dict()
        origin = f"http://{asked.host}"
        for body in (
            b"",
            b"[]",
            json.dumps(
                {"place": "1-2", "review": {"verdict": "accepted"}, "record": None}
            ).encode(),
            json.dumps(
                {"place": "1-37", "review": {"verdict": "accepted"}, "record": other}
            ).encode(),
        ):
            status, answer, _ = asked.ask(
                "PUT", f"/documents/{number}/reviews", body, origin=origin
            )
            assert status == 400, answer
        with quotes.open(asked.path) as archive:
            assert archive.reviewed() == []


def test_a_port_that_is_taken(asked: Served) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "quotes.cli", "serve", asked.path, "--port", str(asked.port)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 2
    assert f"--port {asked.port}: cannot be had" in ran.stderr


class TestPage:
    def test_search_and_filter(self, page: Page) -> None:
        page.open()
        assert len(page.found()) == 7
        page.submit(words="harbour")
        assert page.found() == [
            "We will close the harbour this year,",
            "We will never close the harbour, … not this year.",
        ]
        marks = page.page.locator("#found mark").all_inner_texts()
        assert marks == ["harbour", "harbour"]
        page.submit(speaker="hofer", since="2025-03")
        assert page.found() == ["We will close the harbour this year,"]
        assert "words=harbour" in page.page.url
        page.page.go_back()
        page.has(2)

    def test_counts_filter(self, page: Page) -> None:
        page.open()
        with page.page.expect_response("**/search?*"):
            page.page.click("#counts section[aria-label=Verbs] button:has-text('deny')")
        page.has(1)
        assert page.found() == ["that the port had been a bargaining chip"]
        pressed = page.page.locator("#counts [aria-pressed=true]")
        assert pressed.all_inner_texts() == ["deny\n1"]
        pressed.click()
        page.has(7)

    def test_a_speakers_time_line(self, page: Page) -> None:
        page.open("?words=harbour")
        page.page.click("#found button:has-text('Jelena Höfer')")
        page.has(1)
        page.open()
        months = page.page.locator("#months button")
        assert [one.get_attribute("aria-label") for one in months.all()] == [
            "2025-01: 2 quotations",
            "2025-03: 5 quotations",
        ]
        months.first.click()
        page.has(2)

    def test_said_elsewhere(self, page: Page) -> None:
        page.open("?words=never")
        page.page.click("#found button:has-text('Said elsewhere')")
        page.page.wait_for_selector("#found .elsewhere")
        assert "We will close the harbour this year," in page.page.inner_text("#found .elsewhere")

    def test_hostile_texts_are_texts(self, page: Page) -> None:
        page.open("?words=grain")
        assert "<b>Grain</b> &amp; 👩🏽\u200d🚒 grain 𝒳" in page.found()
        row = page.page.locator("#found > li", has_text="<b>Grain</b>")
        assert row.locator("mark").all_inner_texts() == ["Grain", "grain"]
        assert "<u>Zoë</u>" in row.inner_text()
        assert "<s>title</s>" in row.inner_text()
        row.locator("a").click()
        page.page.wait_for_selector("#text")
        assert page.page.evaluate("document.getElementById('text').textContent") == HOSTILE

    def test_read_correct_and_export(self, page: Page, tmp_path: Path) -> None:
        page.open("?words=denied+OR+bargaining&kind=indirect&outlet=gazette")
        page.page.click("#found a")
        page.page.wait_for_selector("#details-title")
        assert "Omar Sund" in page.page.inner_text("#details")
        with page.page.expect_response("**/reviews") as answer:
            page.page.keyboard.press("x")
        assert answer.value.status == 200
        page.page.reload()
        page.page.wait_for_selector(".pin.rejected")
        page.page.keyboard.press("k")
        with page.page.expect_response("**/reviews"):
            page.page.keyboard.press("a")
        page.page.click("#title a")
        page.page.wait_for_selector("#found > li")
        with page.page.expect_download() as download:
            page.page.click("text=Corrections")
        path = tmp_path / "corrected.jsonl"
        download.value.save_as(path)
        judged = [
            Reviewed.from_dict(json.loads(line)) for line in path.read_text("utf-8").splitlines()
        ]
        assert {(one.quote.kind, one.review.verdict) for one in judged if one.review} == {
            ("direct", "accepted"),
            ("indirect", "rejected"),
        }
        records = {one.id for _, found in EDITION for one in found}
        assert {one.quote.id for one in judged} <= records

    def test_a_review_of_a_text_that_has_changed_is_shown_no_more(
        self, page: Page, path: Path
    ) -> None:
        with quotes.open(path) as archive:
            number = archive.number("harbour")
        page.open(f"documents/{number}#1.1")
        with page.page.expect_response("**/reviews"):
            page.page.keyboard.press("a")
        article, records = EDITION[0]
        with Archive(path, write=True) as archive:
            assert len(archive.reviewed()) == 1
            archive.put(replace(article, text=article.text + " More."), records, "test")
            assert archive.reviewed() == []

    def test_drop_a_file_and_paste_a_text(self, page: Page, tmp_path: Path) -> None:
        page.open()
        file = tmp_path / "tolls <b>.txt"
        file.write_text("“The tolls are unfair,” Mira Kohl said on Monday.", encoding="utf-8")
        page.page.set_input_files("#file", file)
        page.page.wait_for_selector("#added a")
        assert "tolls <b>.txt: 1 new quotation" in page.page.inner_text("#added")
        page.submit(words="tolls")
        assert page.found() == ["The tolls are unfair,"]
        page.page.fill("#pasted-name", "ferries")
        page.page.fill("#pasted", "“The ferries are late,” Mira Kohl said on Friday.")
        page.page.click("#paste")
        page.page.wait_for_selector("#added a:has-text('ferries')")
        page.submit(words="ferries")
        assert page.found() == ["The ferries are late,"]
        dropped = page.page.evaluate_handle(
            """() => { const data = new DataTransfer();
                data.items.add(new File(["“The pier is shut,” Mira Kohl said."], "pier.txt"));
                return data; }"""
        )
        page.page.dispatch_event("body", "drop", {"dataTransfer": dropped})
        page.page.wait_for_selector("#added a:has-text('pier.txt')")
        page.submit(words="pier")
        assert page.found() == ["The pier is shut,"]
        page.page.click("#added a:has-text('check it')")
        page.page.wait_for_selector("#transcripts:visible")

    def test_a_problem_is_told(self, browser: Any, served: Served) -> None:
        page = Page(browser, served).open()
        page.submit(words="a AND")
        assert "AND needs something" in page.page.inner_text("#notice")
        assert page.foreign == []
        page.context.close()

    def test_by_keyboard(self, page: Page) -> None:
        page.open()
        page.page.keyboard.press("/")
        assert page.page.evaluate("document.activeElement.id") == "words"
        page.page.keyboard.type("never")
        page.page.keyboard.press("Enter")
        page.has(1)
        page.page.locator("#found a").focus()
        page.page.keyboard.press("Enter")
        page.page.wait_for_selector("#text")

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("width", [1200, 360])
    def test_nothing_keeps_anybody_out(
        self, browser: Any, served: Served, scheme: str, width: int
    ) -> None:
        how = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
        page = Page(browser, served, **how).open("?words=harbour")
        page.page.click("#found button:has-text('Said elsewhere')")
        page.page.wait_for_selector("#found .elsewhere")
        assert page.violations() == []
        assert page.page.evaluate("document.documentElement.scrollWidth") <= width
        page.open("documents/1#1.1")
        assert page.violations() == []
        page.check()
        page.context.close()
