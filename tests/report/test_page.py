"""The report in a real browser: what a reader sees."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reports import HOSTILE, hostile_records, run

from quotes.counting import count_speakers
from quotes.documents import Document, read_all
from quotes.records import Quote


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
                "id => document.querySelector('h1')?.textContent.includes(id)", arg=document.id
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
        assert report.page.locator("h1").inner_text() == "<b>a & b</b>.txt"

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

    def test_articles_are_told_apart_by_their_headlines(
        self, open_report: Any, tmp_path: Path
    ) -> None:
        said = "\n\n“It rains,” said Ada Miller."
        (tmp_path / "a.txt").write_text("Ferries <b>late</b>" + said, encoding="utf-8")
        (tmp_path / "b.txt").write_text(said.strip(), encoding="utf-8")
        for number, path in enumerate((tmp_path, tmp_path / "a.txt")):
            made = tmp_path / f"{number}.html"
            assert run("report", path, "-o", made).exit_code == 0
            report = open_report(made)
            if path.is_dir():
                links = report.page.locator(".index a").all_inner_texts()
                assert links == ["Ferries <b>late</b>", (tmp_path / "b.txt").as_posix()]
                assert (tmp_path / "a.txt").as_posix() in report.page.inner_text(".index li")
                assert report.page.inner_text(".index .beginning") == "“It rains,” said Ada Miller."
                report.page.fill("#search", "ferries")
                assert "Ferries <b>late</b>" in report.page.inner_text("#list li")
                report.page.click("#list li button")
            else:
                assert report.page.title() == "Ferries <b>late</b>"
            heading = report.page.locator("h1").inner_text()
            assert heading == f"Ferries <b>late</b> · {(tmp_path / 'a.txt').as_posix()}"


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
        assert hits[0].doc in report.page.locator("h1").inner_text()
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
        number = report.page.locator(".pin").count()
        assert label.startswith(f"Quotation 1 of {number}, ")
