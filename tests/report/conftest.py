"""Reports of all examples, of one article and of a hostile text, and a browser to open them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from reports import HOSTILE, Opened, hostile_records, run

from quotes.corrections import Reviewed, read_records
from quotes.documents import Document
from quotes.records import Quote
from quotes.report import render


@pytest.fixture
def open_report(browser: Any) -> Iterator[Any]:
    """Opens reports, one browser profile a test, and checks that each stayed quiet and offline."""
    opened: list[Opened] = []
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(60_000)  # for a busy machine; nothing waits for it

    def open_(path: Path) -> Opened:
        opened.append(Opened(context.new_page(), path))
        return opened[-1]

    yield open_
    for one in opened:
        one.check()
    context.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("report")


@pytest.fixture(scope="session")
def found(examples: Path, folder: Path) -> list[Quote]:
    """All records of all examples."""
    records = folder / "all.jsonl"
    assert run("extract", examples, "-o", records).exit_code == 0
    return [reviewed.quote for reviewed in read_records(records)]


@pytest.fixture(scope="session")
def several(examples: Path, folder: Path, found: list[Quote]) -> Path:
    path = folder / "several.html"
    assert run("report", examples, "--records", folder / "all.jsonl", "-o", path).exit_code == 0
    return path


@pytest.fixture(scope="session")
def single(examples: Path, folder: Path) -> Path:
    """The report of one article, made as a reader would."""
    path = folder / "dam.html"
    assert run("report", examples / "dam-release.txt", "-o", path).exit_code == 0
    return path


@pytest.fixture(scope="session")
def dam(examples: Path, found: list[Quote]) -> list[Quote]:
    return [quote for quote in found if quote.doc.endswith("dam-release.txt")]


@pytest.fixture(scope="session")
def hostile(folder: Path) -> Path:
    path = folder / "hostile.html"
    document = Document("<b>a & b</b>.txt", HOSTILE)
    records = [Reviewed(quote) for quote in hostile_records(document.id)]
    path.write_text(render([(document, records)]), encoding="utf-8")
    return path
