"""Web pages: the article and its paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import document, problem

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>Harbour</title>
<style>p {{ color: red }}</style><script>var says = "“Nothing”";</script></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul></nav></header>
<article><h1>Harbour to be dredged</h1>
<p>The harbour of Harwick will be dredged in spring, the mayor, <b>Zoë Field</b>, told reporters
on Monday after two years of talks with the fishermen.</p>
<p>“We waited,” she said.<br>“No more.”</p>
<blockquote><p>Nobody owns the sea, and nobody should pay for it twice.</p><p>Not one of us.</p>
<footer>— Bob Lane, fisherman</footer></blockquote>
<blockquote>The work begins in April, weather permitting, and ends in June.</blockquote>
<p>The council votes in May, and the work could begin in June if nobody objects.</p></article>
<section class="comments"><h2>Comments</h2><p>“Rubbish,” wrote somebody.</p></section>
<footer>© 2024 Harwick News</footer></body></html>"""
ARTICLE = """Harbour to be dredged

The harbour of Harwick will be dredged in spring, the mayor, Zoë Field, told reporters on Monday \
after two years of talks with the fishermen.

“We waited,” she said.
“No more.”

> Nobody owns the sea, and nobody should pay for it twice.
>
> Not one of us.
>
> — Bob Lane, fisherman

> The work begins in April, weather permitting, and ends in June.

The council votes in May, and the work could begin in June if nobody objects."""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-1"])
def test_article_of_a_page(charset: str) -> None:
    encoding = "utf-8" if charset == "utf-8" else "cp1252"
    Path("a.html").write_bytes(PAGE.format(charset=charset).encode(encoding))

    assert document("a.html").text == ARTICLE


@pytest.mark.parametrize("between", ["", "\n"])
def test_short_article_keeps_its_paragraphs(between: str) -> None:
    """Of a page with less than 250 characters in it, too, and without white space in its source."""
    blocks = (
        "<nav><a href='/'>Home</a></nav><article><h1>Mayor resigns</h1>",
        "<p>Mayor Ida Lund resigned on Monday.</p>",
        "<p>“I did not ask for this,” said her deputy, Bob Lane.</p></article>",
        "<footer>© Harwick News</footer>",
    )
    page = between.join(blocks)
    Path("a.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")

    assert document("a.html").text == (
        "Mayor resigns\n\nMayor Ida Lund resigned on Monday.\n\n"
        "“I did not ask for this,” said her deputy, Bob Lane."
    )


def test_page_with_an_xml_declaration() -> None:
    page = '<?xml version="1.0" encoding="utf-8"?>\n' + PAGE.format(charset="utf-8")
    Path("a.htm").write_text(page, encoding="utf-8")

    assert document("a.htm").text == ARTICLE


def test_page_without_an_article(capfd: pytest.CaptureFixture[str]) -> None:
    Path("a.html").write_text("<html><body><script>says()</script></body></html>")

    assert problem("a.html").startswith("has no article text;")
    assert capfd.readouterr() == ("", "")
