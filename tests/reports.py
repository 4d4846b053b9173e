"""Reports, opened in a browser and watched, and a text that tries to break them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from quotes.cli import app
from quotes.records import Confidence, Cue, Mention, Part, Quote, Speaker

# Everything that a page could take for its own, and everything that makes offsets differ between
# code points, UTF-16 units, bytes and what is seen.
HOSTILE = (
    "</style></script><script>window.ran = 1</script><!-- <img src=x onerror='window.ran = 1'>\n\n"
    "👩🏽\u200d🚒 Zoë O\u0308zil & Söhne [x](javascript:alert(1)) \x00\x01\x7f said: “👍 “fine” "
    "</script><b>e\u0301 &amp; ${1} ‘so’ 𝒳” on Monday.\r\n\r\n"
    "قال محمد علي: «هذا <i>نص</i> \u202eعربي\u202c 🕊️» يوم الاثنين.\n \t\n\n"
    "  A\ttable  of   spaces\u2028and \ufeff odd\u00a0ones, she added.\n"
)


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args])


def part(text: str, words: str) -> Part:
    start = text.index(words)
    return Part.of(text, start, start + len(words))


def hostile_records(doc: str) -> list[Quote]:
    """Two direct quotations, a mixed one that overlaps one of them, and one with no speaker."""
    text = HOSTILE
    source, cue, name = part(text, "Zoë O\u0308zil"), part(text, "said"), part(text, "Zoë")
    inner = part(text, "👍 “fine” </script><b>e\u0301 &amp; ${1} ‘so’ 𝒳")
    one = Quote(
        doc=doc,
        kind="direct",
        parts=(inner,),
        quoted=(inner,),
        cue=Cue(cue.start, cue.end, cue.text, "say"),
        source=Mention(source.start, source.end, source.text, "name"),
        speaker=Speaker("Zoë O\u0308zil <script>", "person", "s-1", role="“chief” </style>"),
        chain=(name,),
        confidence=Confidence(0.99, 0.98, 0.5),
        flags=("ambiguous-speaker",),
        why=("source of 'said' <img src=x onerror=alert(1)>",),
    )
    arabic = part(text, "هذا <i>نص</i> \u202eعربي\u202c 🕊️")
    who = part(text, "محمد علي")
    two = replace(
        one,
        parts=(arabic,),
        quoted=(arabic,),
        cue=None,
        source=Mention(who.start, who.end, who.text, "name"),
        speaker=Speaker("محمد علي", "person", "s-2"),
        chain=(),
        confidence=Confidence(0.95, 0.9, 0.9),
        flags=(),
    )
    across = part(text, "“fine” </script><b>e\u0301 &amp; ${1} ‘so’ 𝒳” on Monday")
    three = replace(one, kind="mixed", parts=(across,), quoted=(part(text, "so"),), flags=())
    last = part(text, "table  of   spaces\u2028and \ufeff odd\u00a0ones")
    none = Confidence(0.9, 0.0, 0.0)
    four = replace(two, kind="indirect", parts=(last,), quoted=(), source=None, speaker=None)
    return [one, three, two, replace(four, confidence=none, flags=("no-source",))]


class Opened:
    """A report in a tab, and everything that must not have happened in it."""

    def __init__(self, page: Any, path: Path) -> None:
        self.page = page
        self.requests: list[str] = []
        self.trouble: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.trouble.append(message.text))
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("dialog", lambda dialog: self.trouble.append(dialog.message) or dialog.dismiss())
        self.url = path.as_uri()
        page.goto(self.url)

    def text(self) -> str:
        return str(self.page.evaluate("document.getElementById('text').textContent"))

    def stretches(self, selector: str) -> list[list[int]]:
        """Where such elements stand in the text on the page, in code points, in its order."""
        found = self.page.evaluate(
            """selector => [...document.querySelectorAll("#text " + selector)].map((one) => {
              const before = document.createRange();
              before.setStart(document.getElementById("text"), 0);
              before.setEndBefore(one);
              const start = Array.from(before.toString()).length;
              return [start, start + Array.from(one.textContent).length];
            })""",
            selector,
        )
        return joined(found)

    def places(self) -> dict[int, list[list[int]]]:
        """Where the marks of each quotation stand, in code points of the text on the page."""
        found = self.page.evaluate(
            """() => {
              const places = {};
              const walker = document.createTreeWalker(document.getElementById("text"), 4);
              let at = 0;
              for (let node; (node = walker.nextNode()); ) {
                const end = at + Array.from(node.data).length;
                for (let up = node.parentElement; up; up = up.parentElement)
                  if (up.matches("mark")) (places[up.dataset.entry] ??= []).push([at, end]);
                at = end;
              }
              return places;
            }"""
        )
        return {int(entry): joined(places) for entry, places in found.items()}

    def details(self) -> str:
        return str(self.page.locator("#details").inner_text())

    def export(self, path: Path) -> Path:
        with self.page.expect_download() as download:
            self.page.click("#export")
        download.value.save_as(path)
        return path

    def check(self) -> None:
        assert self.trouble == []
        assert {url.partition("#")[0] for url in self.requests} <= {self.url, "data:,"}


def joined(places: list[list[int]]) -> list[list[int]]:
    """Neighbouring places as one."""
    out: list[list[int]] = []
    for start, end in places:
        if out and out[-1][1] == start:
            out[-1][1] = end
        elif end > start:
            out.append([start, end])
    return out


def judge_three(report: Opened) -> None:
    """Accepts the first, gives the second another speaker and kind, and rejects the third."""
    keyboard = report.page.keyboard
    keyboard.press("j")
    keyboard.press("a")
    keyboard.press("Escape")
    keyboard.press("j")
    keyboard.press("c")
    report.page.fill("#speaker", "Ida “Zoë” 🦊 <b>")
    report.page.select_option("#new-kind", "mixed")
    report.page.fill("#note", "see line 2\nand the </script> caption")
    report.page.click("text=Save the correction")
    keyboard.press("Escape")
    report.page.locator(".pin[data-number='3']").focus()
    keyboard.press("x")
