"""How soon a report of 100 articles opens, and how large it is: our examples repeated.

python benchmarks/report.py    # needs playwright and the system's Chromium
"""

from __future__ import annotations

import shutil
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from playwright.sync_api import sync_playwright

import quotes
from quotes.corrections import Reviewed
from quotes.documents.document import Document
from quotes.report import render

ARTICLES, TURNS = 100, 5
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))}
    found = {path: quotes.extract(text, doc=path.name) for path, text in texts.items()}
    chosen = list(islice(cycle(texts), ARTICLES))
    page = render(
        (
            (Document(f"{number}-{path.name}", texts[path]), [Reviewed(q) for q in found[path]])
            for number, path in enumerate(chosen)
        )
    )
    browser = next(filter(None, map(shutil.which, BROWSERS)))
    seconds = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        file = Path(folder) / "report.html"
        file.write_text(page, encoding="utf-8")
        running = driver.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for _ in range(TURNS):
            tab = running.new_page()
            began = time.perf_counter()
            tab.goto(file.as_uri())
            tab.locator("#list li").first.wait_for()
            seconds.append(time.perf_counter() - began)
            tab.close()
        running.close()
    words = sum(len(texts[path].encode()) for path in chosen)
    print(f"{ARTICLES} articles, {sum(len(found[path]) for path in chosen)} records")
    print(f"{len(page.encode()) / 1e6:.2f} MB, of which {words / 1e6:.2f} MB are texts")
    print(f"open and listed in {min(seconds):.2f} to {max(seconds):.2f} s, {TURNS} times")


if __name__ == "__main__":
    main()
