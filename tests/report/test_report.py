"""The report in a real browser: what a reader sees, what a reviewer does, what Export saves."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from quotes.cli import app
from quotes.corrections import Reviewed, read_records
from quotes.counting import count_speakers
from quotes.documents import Document, read_all
from quotes.records import Confidence, Cue, Mention, Part, Quote, Speaker
from quotes.report import render

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
OFFLINE = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

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


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(f"no browser: none of {', '.join(BROWSERS)} is installed")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=found, args=OFFLINE)
        yield running
        running.close()


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


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("report")


@pytest.fixture(scope="module")
def found(examples: Path, folder: Path) -> list[Quote]:
    """All records of all examples."""
    records = folder / "all.jsonl"
    assert run("extract", examples, "-o", records).exit_code == 0
    return [reviewed.quote for reviewed in read_records(records)]


@pytest.fixture(scope="module")
def several(examples: Path, folder: Path, found: list[Quote]) -> Path:
    path = folder / "several.html"
    assert run("report", examples, "--records", folder / "all.jsonl", "-o", path).exit_code == 0
    return path


@pytest.fixture(scope="module")
def single(examples: Path, folder: Path) -> Path:
    """The report of one article, made as a reader would."""
    path = folder / "dam.html"
    assert run("report", examples / "dam-release.txt", "-o", path).exit_code == 0
    return path


@pytest.fixture(scope="module")
def dam(examples: Path, found: list[Quote]) -> list[Quote]:
    return [quote for quote in found if quote.doc.endswith("dam-release.txt")]


@pytest.fixture(scope="module")
def hostile(folder: Path) -> Path:
    path = folder / "hostile.html"
    document = Document("<b>a & b</b>.txt", HOSTILE)
    records = [Reviewed(quote) for quote in hostile_records(document.id)]
    path.write_text(render([(document, records)]), encoding="utf-8")
    return path


class TestText:
    def test_every_record_stands_at_its_place(
        self, open_report: Any, several: Path, examples: Path, found: list[Quote]
    ) -> None:
        report = open_report(several)
        documents = [one for one in read_all([str(examples)]) if isinstance(one, Document)]
        assert report.page.locator(".index li").count() == len(documents)
        for number, document in enumerate(documents, start=1):
            report.page.evaluate(f"location.hash = '{number}'")
            report.page.wait_for_function(
                "id => document.querySelector('h1')?.textContent === id", arg=document.id
            )
            quotes = [quote for quote in found if quote.doc == document.id]
            assert report.text() == document.text
            assert report.places() == {
                index: [[one.start, one.end] for one in quote.parts]
                for index, quote in enumerate(quotes)
            }

    def test_what_a_mixed_quotation_quotes_stands_at_its_place(
        self, open_report: Any, single: Path, hostile: Path, dam: list[Quote]
    ) -> None:
        for path, quotes in ((single, dam), (hostile, hostile_records(""))):
            wanted = [
                [one.start, one.end]
                for quote in quotes
                if quote.kind == "mixed"
                for one in quote.quoted
            ]
            assert wanted
            assert open_report(path).stretches(".quoted") == wanted

    def test_markup_in_a_text_is_text_and_moves_no_offset(
        self, open_report: Any, hostile: Path
    ) -> None:
        report = open_report(hostile)
        assert report.text() == HOSTILE
        quotes = hostile_records("")
        assert report.places() == {
            index: [[one.start, one.end] for one in quote.parts]
            for index, quote in enumerate(quotes)
        }
        for _ in quotes:
            report.page.keyboard.press("j")
        assert report.page.evaluate("window.ran") is None
        assert report.page.locator("#main img, #main b, #main script, #details img").count() == 0
        assert report.page.title() == "<b>a & b</b>.txt"

    def test_nothing_in_a_text_ends_the_data(self, hostile: Path) -> None:
        page = hostile.read_text(encoding="utf-8")
        assert page.count("</script>") == 2  # the data's and the script's own
        assert page.count("</style>") == 1
        assert "\x00" not in page

    def test_copying_takes_the_text_alone(self, open_report: Any, single: Path) -> None:
        report = open_report(single)
        copied = report.page.evaluate(
            "() => { getSelection().selectAllChildren(document.getElementById('text'));"
            " return String(getSelection()) }"
        )
        assert "“We got lucky with the hour,” Whitcraft told reporters" in copied


class TestDetails:
    def test_a_quotation_tells_how_it_was_decided(
        self, open_report: Any, single: Path, dam: list[Quote]
    ) -> None:
        report = open_report(single)
        wanted = next(quote for quote in dam if len(quote.chain) > 0 and quote.source and quote.cue)
        report.page.locator(f".pin[data-number='{dam.index(wanted) + 1}']").focus()
        shown = report.details()
        assert wanted.speaker and wanted.cue and wanted.source
        for words in (wanted.speaker.name, wanted.cue.text, wanted.source.text, *wanted.why):
            assert words in shown
        assert f"{wanted.confidence.quote:.0%} sure" in shown
        in_text = report.page.locator("#text .is-source").all_inner_texts()
        assert in_text == [wanted.source.text]
        assert report.page.locator("#text .is-cue").all_inner_texts() == [wanted.cue.text]
        assert report.page.locator(".lines path").count() >= 1

    def test_hovering_shows_and_leaving_takes_away(
        self, open_report: Any, single: Path, dam: list[Quote]
    ) -> None:
        report = open_report(single)
        report.page.locator("mark[data-entry='2']").first.hover()
        assert dam[2].parts[0].text[:30] in report.details()
        assert report.page.locator("#text .now").count() > 0
        report.page.locator("#top").hover()
        assert report.page.locator("#text .now").count() == 0
        assert report.page.locator("#details").is_hidden()

    def test_every_flag_of_the_records_is_told_in_words(
        self, open_report: Any, several: Path, found: list[Quote]
    ) -> None:
        report = open_report(several)
        known = report.page.evaluate("Object.keys(FLAGS)")
        assert {flag for quote in found for flag in quote.flags} <= set(known)


class TestSide:
    def test_what_needs_a_look_comes_first_least_sure_first(
        self, open_report: Any, several: Path, found: list[Quote]
    ) -> None:
        report = open_report(several)

        def sureness(quote: Quote) -> float:
            sure = quote.confidence
            return min(
                sure.quote,
                sure.source if quote.source else 1.0,
                sure.speaker if quote.speaker else 1.0,
            )

        wanted = [quote for quote in found if quote.flags or sureness(quote) < 0.7]
        assert f"({len(wanted)})" in report.page.locator("#list-title").inner_text()
        first = report.page.locator("#list li").first
        assert f"{min(map(sureness, wanted)):.0%} sure" in first.inner_text()

    def test_speakers_are_counted_as_the_command_counts(
        self, open_report: Any, single: Path, dam: list[Quote]
    ) -> None:
        report = open_report(single)
        shown = report.page.locator("#speakers li").all_inner_texts()
        counts = [count for count in count_speakers(dam) if count.speaker]
        total = sum(count.words for count in count_speakers(dam))
        for count in counts:
            row = next(row for row in shown if row.startswith(str(count.speaker)))
            assert f"{count.quotations} quotation" in row
            assert f"{count.words / total:.0%}" in row

    def test_a_click_on_a_speaker_leaves_only_theirs(
        self, open_report: Any, single: Path, dam: list[Quote]
    ) -> None:
        report = open_report(single)
        report.page.locator("#speakers button", has_text="Nolan Whitcraft").click()
        theirs = [
            index
            for index, quote in enumerate(dam)
            if quote.speaker and quote.speaker.name == "Nolan Whitcraft"
        ]
        bright = report.page.locator(".pin:not(.off)")
        assert [int(one.get_attribute("data-entry")) for one in bright.all()] == theirs
        visited = []
        for _ in theirs:
            report.page.keyboard.press("j")
            visited.append(int(report.page.locator(".pin:focus").get_attribute("data-entry")))
        assert visited == theirs
        report.page.locator("#speakers button", has_text="Nolan Whitcraft").click()
        assert report.page.locator(".pin.off").count() == 0

    def test_search_goes_through_all_articles(
        self, open_report: Any, several: Path, found: list[Quote]
    ) -> None:
        report = open_report(several)
        report.page.keyboard.press("/")
        report.page.keyboard.type("SCHOOL buses")
        hits = [quote for quote in found if "school buses" in quote.text]
        assert report.page.locator("#list li").count() == len(hits) == 1
        report.page.locator("#list li button").click()
        assert report.page.locator("h1").inner_text() == hits[0].doc
        assert "school buses" in report.page.locator("mark.now").all_inner_texts()[-1]
        report.page.fill("#search", "nothing says this")
        assert "No quotation matches." in report.page.locator("#list").inner_text()


class TestKeys:
    def test_letters_and_arrows_walk_through_the_quotations(
        self, open_report: Any, single: Path
    ) -> None:
        report = open_report(single)

        def after(key: str) -> int:
            report.page.keyboard.press(key)
            return int(report.page.locator(".pin:focus").get_attribute("data-number"))

        keys = ("j", "j", "ArrowRight", "ArrowDown", "k", "ArrowLeft", "ArrowUp")
        assert [after(key) for key in keys] == [1, 2, 3, 4, 3, 2, 1]
        report.page.keyboard.press("Enter")
        assert report.page.locator("#details-title:focus").count() == 1
        report.page.keyboard.press("Escape")
        assert report.page.locator(".pin:focus").count() == 1

    def test_the_walk_goes_on_in_the_next_article(self, open_report: Any, several: Path) -> None:
        report = open_report(several)
        report.page.evaluate("location.hash = '1'")
        report.page.locator(".pin").last.focus()
        report.page.keyboard.press("j")
        assert report.page.locator(".pin:focus").get_attribute("data-number") == "1"
        assert report.page.url.endswith("#2.1")

    def test_the_keys_are_told_and_can_be_turned_off(self, open_report: Any, single: Path) -> None:
        report = open_report(single)
        report.page.keyboard.press("?")
        assert report.page.locator("#keys").is_visible()
        report.page.uncheck("#single-keys")
        report.page.keyboard.press("Escape")
        report.page.keyboard.press("j")
        assert report.page.locator(".pin:focus").count() == 0
        report.page.keyboard.press("ArrowRight")
        assert report.page.locator(".pin:focus").count() == 1

    def test_what_needs_a_look_is_judged_by_keys_alone(
        self, open_report: Any, single: Path
    ) -> None:
        report = open_report(single)
        waiting = report.page.locator(".pin.look").count()
        assert waiting > 1
        for _ in range(waiting):
            report.page.keyboard.press("n")
            assert "look" in report.page.locator(".pin:focus").get_attribute("class")
            report.page.keyboard.press("a")
            assert "accepted" in report.page.locator(".pin:focus").get_attribute("class")
        assert "0 to look at" in report.page.locator("#progress").inner_text()
        assert "Nothing left to look at." in report.page.locator("#list").inner_text()

    def test_the_tab_key_reaches_every_quotation(self, open_report: Any, single: Path) -> None:
        report = open_report(single)
        report.page.locator("#main").focus()
        report.page.keyboard.press("Tab")
        assert report.page.locator(".pin:focus").get_attribute("data-number") == "1"
        label = report.page.locator(".pin:focus").get_attribute("aria-label")
        assert label.startswith("Quotation 1 of 18, ")


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


WIDTHS = {"phone": (390, 844), "tablet": (900, 1100), "desk": (1440, 900)}


class TestForEverybody:
    @pytest.mark.parametrize(
        ("size", "scheme"),
        [("phone", "light"), ("desk", "light"), ("desk", "dark")],
    )
    def test_axe_finds_nothing(
        self, browser: Any, several: Path, hostile: Path, size: str, scheme: str
    ) -> None:
        axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
        width, height = WIDTHS[size]
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme
        )

        def violations() -> list[str]:
            rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
            options = {"runOnly": {"type": "tag", "values": rules}}
            found = axe.run(report.page, options=options).response["violations"]
            return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]

        report = Opened(context.new_page(), several)
        assert violations() == []
        report.page.evaluate("location.hash = '6'")
        judge_three(report)
        report.page.keyboard.press("c")
        assert violations() == []
        report.page.keyboard.press("Escape")
        report.page.keyboard.press("?")
        assert violations() == []
        report = Opened(context.new_page(), hostile)
        report.page.keyboard.press("j")
        assert violations() == []
        context.close()

    def test_every_control_has_a_name_in_words(self, open_report: Any, single: Path) -> None:
        """axe takes a sign for a name: “×” is read out as “times”, or not at all."""
        report = open_report(single)
        report.page.keyboard.press("j")
        controls = r"- (?:button|link|searchbox|textbox|combobox|checkbox)\b(.*)"
        names = re.findall(controls, report.page.locator("body").aria_snapshot())
        assert len(names) > 30
        assert [name for name in names if not re.search(r'"[^"]*[A-Za-z]{2}', name)] == []

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_every_speakers_colour_can_be_read(
        self, browser: Any, single: Path, scheme: str
    ) -> None:
        """axe leaves pins and tints undecided: their contrast by WCAG's formula, hue by hue."""
        context = browser.new_context(color_scheme=scheme)
        report = Opened(context.new_page(), single)
        ratios = report.page.evaluate(
            """() => {
              const pen = document.createElement("canvas").getContext("2d");
              const luminance = (color) => {
                pen.fillStyle = color;
                pen.fillRect(0, 0, 1, 1);
                const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map((value) => {
                  const share = value / 255;
                  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
                });
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const ratio = (a, b) => {
                const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
                return (light + 0.05) / (dark + 0.05);
              };
              const mark = document.querySelector("mark.direct");
              const pin = document.querySelector(".pin:not(.look)");
              const paper = getComputedStyle(document.body).backgroundColor;
              const found = [];
              const states = ["", "look", "accepted", "corrected", "rejected", "off"];
              for (const hue of HUES) for (const now of [false, true]) {
                mark.style.transition = "none";
                mark.style.setProperty("--hue", hue);
                pin.style.setProperty("--hue", hue);
                mark.classList.toggle("now", now);
                const words = getComputedStyle(mark);
                const labels = states.map((state) => {
                  pin.className = `pin direct ${state}`;
                  const label = getComputedStyle(pin);
                  return ratio(label.color, label.backgroundColor);
                });
                found.push({
                  words: ratio(words.color, words.backgroundColor),
                  label: Math.min(...labels),
                  line: ratio(words.borderBottomColor, paper),
                });
              }
              return found;
            }"""
        )
        assert len(ratios) == 20
        for one in ratios:
            assert one["words"] >= 4.5
            assert one["label"] >= 4.5
            assert one["line"] >= 3
        context.close()

    @pytest.mark.parametrize("size", WIDTHS)
    def test_nothing_sticks_out_to_the_side(
        self, browser: Any, several: Path, hostile: Path, size: str
    ) -> None:
        width, height = WIDTHS[size]
        context = browser.new_context(viewport={"width": width, "height": height})
        for path in (several, hostile):
            report = Opened(context.new_page(), path)
            assert report.page.evaluate("document.documentElement.scrollWidth") <= width
            report.page.keyboard.press("j")
            assert report.page.evaluate("document.documentElement.scrollWidth") <= width
        context.close()

    def test_the_chosen_quotation_is_not_under_the_details(
        self, browser: Any, single: Path
    ) -> None:
        context = browser.new_context(viewport={"width": 390, "height": 844})
        report = Opened(context.new_page(), single)
        for _ in range(18):
            report.page.keyboard.press("j")
            pin = report.page.locator(".pin:focus").bounding_box()
            details = report.page.locator("#details").bounding_box()
            assert pin["y"] >= 0 and pin["y"] + pin["height"] <= details["y"]
        context.close()

    def test_paper_has_the_quotations_as_notes_and_no_controls(
        self, open_report: Any, single: Path, dam: list[Quote]
    ) -> None:
        report = open_report(single)
        report.page.emulate_media(media="print")
        assert report.page.locator(".notes li").count() == len(dam)
        assert report.page.locator(".notes").is_visible()
        report.page.keyboard.press("j")
        report.page.keyboard.press("x")
        assert "rejected" in report.page.locator(".notes li").first.inner_text()
        assert report.page.locator("#side").is_hidden()
        assert report.page.locator("#export").is_hidden()
        assert report.page.locator("#text").is_visible()


class TestCommand:
    def test_the_page_names_nothing_outside_itself(self, several: Path) -> None:
        page = several.read_text(encoding="utf-8")
        frame = page.partition('<script type="application/json"')[0]
        assert "default-src 'none'" in frame
        assert "http" not in frame.replace("http-equiv", "")

    def test_a_hundred_articles_stay_small(self, examples: Path, found: list[Quote]) -> None:
        documents = [one for one in read_all([str(examples)]) if isinstance(one, Document)]
        articles = [
            (document, [Reviewed(quote) for quote in found if quote.doc == document.id])
            for document in documents
        ]
        hundred = (articles * 6)[:100]
        page = render(hundred).encode()
        texts = sum(len(document.text.encode()) for document, _ in hundred)
        assert len(page) - texts < 5_000_000

    def test_records_of_another_text_are_told_and_the_rest_is_shown(self, tmp_path: Path) -> None:
        here, there = tmp_path / "a.txt", tmp_path / "b.txt"
        here.write_text("“It rains,” said Ada Miller.", encoding="utf-8")
        there.write_text("“It snows,” said Ben Okri.", encoding="utf-8")
        records, page = tmp_path / "r.jsonl", tmp_path / "r.html"
        assert run("extract", here, there, "-o", records).exit_code == 0
        here.write_text("Now: “It rains,” said Ada Miller.", encoding="utf-8")
        result = run("report", here, "--records", records, "-o", page)
        assert result.exit_code == 1
        assert "a.txt: 1 of 1 records do not fit this text" in result.stderr
        assert "b.txt: is not among the texts" in result.stderr
        assert page.exists()

    def test_records_may_lie_among_their_texts(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path("news").mkdir()
        Path("news/a.txt").write_text("“It rains,” said Ada Miller.", encoding="utf-8")
        assert run("extract", "news", "-o", "news/r.jsonl").exit_code == 0
        assert run("report", "news", "--records", "news/r.jsonl", "-o", "r.html").exit_code == 0
        page = Path("r.html").read_text(encoding="utf-8")
        assert "<title>news/a.txt</title>" in page

    def test_a_wrong_call_says_the_way_out(self, examples: Path, tmp_path: Path) -> None:
        article = examples / "dam-release.txt"
        result = run("report", article, "-o", tmp_path / "page.pdf")
        assert result.exit_code == 2
        assert "let its name end in .html" in result.stderr
        bad = tmp_path / "bad.jsonl"
        bad.write_text('{"doc": "x"}\n', encoding="utf-8")
        result = run("report", article, "--records", bad, "-o", tmp_path / "page.html")
        assert result.exit_code == 2
        assert "bad.jsonl:1: is no record" in result.stderr
        assert not (tmp_path / "page.html").exists()

    def test_the_page_goes_into_a_pipe(self, examples: Path) -> None:
        result = run("report", examples / "dam-release.txt")
        assert result.exit_code == 0
        assert result.stdout.startswith("<!doctype html>")
        data = result.stdout.partition('id="data">')[2].partition("</script>")[0]
        assert len(json.loads(data)["articles"]) == 1
