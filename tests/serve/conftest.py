"""An archive, its server and its page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from served import Page, Served, made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return made(tmp_path / "archive.db")


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Of an archive that is only asked."""
    served = Served(made(tmp_path_factory.mktemp("served") / "archive.db"))
    yield served
    served.end()


@pytest.fixture
def served(path: Path) -> Iterator[Served]:
    served = Served(path)
    yield served
    served.end()


@pytest.fixture
def page(browser: Any, served: Served) -> Iterator[Page]:
    page = Page(browser, served)
    yield page
    page.check()
    page.context.close()
