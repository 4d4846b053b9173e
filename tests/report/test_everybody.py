"""The report for everybody: without a mouse, without good eyes, on a phone and on paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from reports import Opened, judge_three

from quotes.records import Quote

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
