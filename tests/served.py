"""An archive that a process serves, and its page in a browser, watched."""

from __future__ import annotations

import http.client
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from newsdesk import put, quote
from places import ROOT

from quotes.archive.archive import Archive
from quotes.archive.storing import Article

HOSTILE = (
    "</script><img src=x onerror='window.ran = 1'> "
    "“<b>Grain</b> &amp; 👩🏽\u200d🚒 grain 𝒳” he said"
)

_PATIENCE = 60_000  # milliseconds, for a busy machine; nothing waits for it


class Served:
    """An archive that a process of its own serves."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.process = subprocess.Popen(
            [sys.executable, "-m", "quotes.cli", "serve", path, "--port", "0"],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stderr is not None
        told = self.process.stderr.readline()
        self.url = told.partition(" at ")[2].partition(" until ")[0]
        self.port = int(self.url.rstrip("/").rpartition(":")[2])
        self.host = f"127.0.0.1:{self.port}"

    def ask(
        self, method: str, address: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, bytes, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, address, skip_host=True)
        for name, value in {"host": self.host, **headers}.items():
            connection.putheader(name.replace("_", "-"), value)
        if body is not None:
            connection.putheader("content-length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        found = answer.status, answer.read(), {k.lower(): v for k, v in answer.getheaders()}
        connection.close()
        return found

    def end(self) -> None:
        self.process.terminate()
        self.process.communicate()


def made(path: Path) -> Path:
    with Archive(path, write=True) as archive:
        put(archive)
        hostile = quote(
            "<i>hostile</i>", HOSTILE, "<b>Grain</b> &amp; 👩🏽\u200d🚒 grain 𝒳", "<u>Zoë</u>"
        )
        about = Article("<i>hostile</i>", HOSTILE, "<s>title</s>", "2025-03-30", "<em>out</em>")
        archive.put(about, [hostile], "test")
    return path


class Page:
    """A tab, and everything that must not have happened in it."""

    def __init__(self, browser: Any, served: Served, **how: Any) -> None:
        self.context = browser.new_context(**how)
        self.context.set_default_timeout(_PATIENCE)
        self.page = self.context.new_page()
        self.served = served
        self.foreign: list[str] = []
        self.trouble: list[str] = []
        self.page.on("request", self._requested)
        self.page.on("console", lambda message: self.trouble.append(message.text))
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))

    def _requested(self, request: Any) -> None:
        if not request.url.startswith((self.served.url, "data:", "blob:")):
            self.foreign.append(request.url)

    def open(self, address: str = "") -> Page:
        self.page.goto(self.served.url + address)
        self.page.wait_for_selector("#found > li, #text > p")
        return self

    def has(self, number: int) -> None:
        """Waits until so many quotations are there."""
        _expect()(self.page.locator("#found > li")).to_have_count(number)

    def found(self) -> list[str]:
        return [str(text) for text in self.page.locator("#found > li > q").all_inner_texts()]

    def submit(self, **fields: str) -> None:
        for field, value in fields.items():
            self.page.fill(f"#{field}", value)
        # Emptied once the page has begun this search: what an earlier one still tells comes before.
        self.page.evaluate(
            """() => document.getElementById("form").addEventListener("submit", () => {
                for (const id of ["announce", "notice"])
                    document.getElementById(id).textContent = "";
            }, { once: true })"""
        )
        self.page.click("#form .strong")
        told = self.page.locator("#announce:not(:empty), #notice:not(:empty)")
        _expect()(told.first).to_be_attached()

    def violations(self) -> list[str]:
        axe = pytest.importorskip("axe_playwright_python.sync_playwright")
        results = axe.Axe().run(self.page)
        return [f"{one['id']}: {one['nodes'][0]['html']}" for one in results.response["violations"]]

    def check(self) -> None:
        assert self.trouble == []
        assert self.foreign == []
        assert self.page.evaluate("window.ran") is None


def _expect() -> Any:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    playwright.expect.set_options(timeout=_PATIENCE)
    return playwright.expect
