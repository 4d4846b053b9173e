"""What is page furniture and what is not: the second matters more."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.pipeline.page.residue import residue

PROSE = (
    "The harbour of Harwick will be dredged in spring, the mayor, Ann Field, told reporters on "
    "Monday after two years of talks with the fishermen."
)


def residue_lines(text: str) -> list[str]:
    return [text[start:end] for start, end in residue(text)]


@pytest.mark.parametrize(
    "line",
    [
        "-9f00ab12cd34ef56ab78cd90.png)",
        "9f00ab12.JPG",
        "![The harbour at dusk](img/harbour.jpg)",
        '![Field: "We waited"](img/field.webp)',
        "[![Harbour](thumb.png)](https://harwick.example/harbour.png)",
        "harbour at dusk](https://harwick.example/a1b2.jpeg?w=600)",
        "https://harwick.example/news/harbour",
        "Photo: Tom Roe",
        "Photo: Tom Roe/Reuters",
        "PHOTO: TOM ROE",
        "Photo credit: Tom Roe",
        "(Photo by Tom Roe for The Harwick News)",
        "Photograph by Tom Roe",
        "Photo courtesy of the City of Harwick",
        "(AP Photo/Tom Roe)",
        "Getty/Instagram.",
        "Tom Roe via Getty Images.",
        "Tom Roe / Reuters",
        "ASSOCIATED PRESS.",
        "The boats come home to Harwick on Monday. Photograph: Tom Roe",
        "Ann Field speaks in Harwick on Monday. (AP Photo/Tom Roe)",
        "FILE PHOTO: Mayor Ann Field speaks at the harbour in Harwick, May 3, 2023.",
        "Image caption Ann Field says the harbour is too shallow for the new boats",
        "[Illustration: The harbour at dusk]",
        "Share",
        "Share on Facebook",
        "Click to share on Twitter",
        "Share this article",
        "Share | Tweet | Print | Email",
        "Facebook Twitter WhatsApp",
        "Facebook | X | LinkedIn",
        "12 comments",
        "Advertisement",
        "ADVERTISEMENT",
        "Sponsored content",
        "Story continues below advertisement",
        "Article continues after this ad",
        "Skip to main content",
        "Related articles",
        "RELATED STORIES:",
        "Most read",
        "Editor’s picks",
        "Read more: Harbour to be dredged in spring",
        "RELATED: Fishermen ask for a new pier",
        "Also on Harwick News:",
        "Tags: harbour, fishing, Harwick",
        "5 min read",
        "Watch the full interview below:",
        "Sign up for our newsletter",
        "Sign up to get an email from our harbour reporter when she publishes a new story.",
        "Subscribe to the Harwick podcast here.",
        "Click here to read the whole report.",
        "Get the best of Harwick delivered to your inbox every morning.",
        "Follow us on Twitter @harwicknews",
        "Follow Jane Doe on Twitter @janedoe.",
        "We use cookies to make this site work.",
        "By continuing to browse this site you agree to our use of cookies.",
        "© 2024 Harwick News",
        "Copyright 2024 Harwick News. All rights reserved.",
        "By Jane Doe",
        "By Jane Doe and John Roe | Harwick News",
        "Published: 3 May 2024, 10:15 BST",
        "Updated 2 hours ago",
    ],
)
def test_furniture_is_found(line: str) -> None:
    text = f"{PROSE}\n\n{line}\n\n{PROSE}\n"

    assert residue_lines(text) == [line]


@pytest.mark.parametrize(
    "line",
    [
        # somebody says something
        "“Share this article,” she said.",
        "“Advertisement”",
        '"Print"',
        "''We use cookies,'' he said.",
        "‘Click here to win,’ it read.",
        "Read more: “I will not resign,” says the mayor",
        "Photo by photo, she rebuilt the archive of the town.",
        "She held up the photo: Tom Roe was in it.",
        "Share it with your friends, she told the crowd.",
        "By Monday the harbour was empty.",
        "By continuing the talks, the minister accepted the terms of the union.",
        "Follow the money, Roe said.",
        "Like many politicians, Field is active on Twitter.",
        "Published in 1984, the book sold well.",
        "This story continues after the war, when the boats came home.",
        "Reuters reported on Monday that the harbour would close.",
        "Getty said the museum would open in May.",
        "Register your boats now, he urged.",
        "More than half of them agreed.",
        "He sent me a file called harbour.jpg.",
        "Copyright law must change, Field said.",
        # dialogue behind a dash
        "— Yes, said he.",
        "– No",
        "- Yes, he said.",
        "- Come up, Kinch!",
        "—Come up",
        # who is quoted
        "— Ann Field, mayor of Harwick",
        "- Ann Field",
        "- Reuters",
        "Ann Field:",
        # points and parts of the text itself
        "- The pier will be rebuilt",
        "* A new ferry",
        "> Latest news",
        "X",
        "Chapter 3",
        "more",
        "Who pays?",
        "The end of the pier",
    ],
)
def test_what_somebody_says_or_is_called_is_no_furniture(line: str) -> None:
    text = f"{PROSE}\n“We have waited long enough.”\n{line}\n\n{PROSE}\n"

    assert residue_lines(text) == []


def test_navigation_above_and_below_the_article() -> None:
    text = (
        "- Category\n- Latest news\nHarbour to Be Dredged\n\n"
        f"{PROSE}\n- a pier\n- a ferry\n{PROSE}\n\n"
        "Related\n- Fishermen ask for a pier\n- Ferry sold\n"
    )

    assert residue_lines(text) == [
        "- Category",
        "- Latest news",
        "Related",
        "- Fishermen ask for a pier",
        "- Ferry sold",
    ]


def test_site_name_above_the_navigation() -> None:
    text = f"Harwick News\n• Home\n• Sport\n• Harwick and Around\n\n{PROSE}\n"

    assert residue_lines(text) == ["• Home", "• Sport", "• Harwick and Around"]


def test_list_of_those_present_keeps_its_names() -> None:
    text = f"Present at the meeting\n- Ann Field\n- Bob Lane\n\n{PROSE}\n"

    assert residue(text) == []


def test_name_below_the_quotation_that_ends_a_text_is_kept() -> None:
    text = f"{PROSE}\n“We have waited long enough.”\n- Ann Field\n- Mayor of Harwick\n"

    assert residue(text) == []


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_spans_are_whole_lines_without_their_break(line_break: str) -> None:
    text = line_break.join([PROSE, "  Advertisement ", PROSE])
    start = text.index("  Adv")

    assert residue(text) == [(start, start + len("  Advertisement "))]


def test_byte_order_marks_inside_a_text_do_not_hide_furniture() -> None:
    assert residue_lines(f"{PROSE}\n\ufeffAdvertisement\n") == ["\ufeffAdvertisement"]


_FRAGMENTS = st.sampled_from(
    ["Share", "Photo: ", "- ", "Latest news", "“Yes,” ", "![a](", "b.jpg)", "\n", "\r\n", " ", "é"]
)


@given(st.lists(st.one_of(_FRAGMENTS, st.text(max_size=5))).map("".join))
def test_spans_are_lines_in_order(text: str) -> None:
    spans = residue(text)

    assert all(a_end < b_start for (_, a_end), (b_start, _) in pairwise(spans))
    for start, end in spans:
        assert text[start:end].strip()
        assert not set(text[start:end]) & {"\n", "\r"}
        assert start == 0 or text[start - 1] in "\r\n"
        assert end == len(text) or text[end] in "\r\n"


def test_seed_article(shared: Path) -> None:
    lines = residue_lines((shared / "seed-article.txt").read_text(encoding="utf-8"))

    assert lines[:2] == ["- Category", "- Latest news"]
    assert len(lines) == 5
    assert [Path(line.rstrip(")")).suffix for line in lines[2:]] == [".png", ".jpg", ".jpg"]


def test_no_annotated_quotation_is_furniture(shared: Path) -> None:
    """PolNeAR dev: no source, cue or content touches a line of residue."""
    corpus = shared / "corpora" / "polnear" / "data" / "dev"
    annotated = 0
    for path in sorted((corpus / "attributions").glob("*.ann")):
        name = path.stem.rpartition("_")[0]
        spans = residue((corpus / "text" / f"{name}.txt").read_bytes().decode())
        for start, end in _annotated_spans(path):
            annotated += 1
            assert not any(start < b and a < end for a, b in spans), (name, start, end)
    assert annotated > 1000


def _annotated_spans(path: Path) -> list[tuple[int, int]]:
    spans = []
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) == 3 and fields[1].startswith(("Source", "Cue", "Content")):
            for fragment in fields[1].split(" ", 1)[1].split(";"):
                start, end = fragment.split()
                spans.append((int(start), int(end)))
    return spans


def test_a_novel_has_no_furniture_but_its_byline(shared: Path) -> None:
    novel = shared / "corpora" / "pdnc" / "data" / "Emma" / "novel_text.txt"
    if not novel.is_file():
        pytest.skip("PDNC is not among the corpora")

    assert residue_lines(novel.read_text(encoding="utf-8")) == ["By Jane Austen"]
