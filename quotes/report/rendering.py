"""From documents and their records to one HTML page that needs nothing but itself.

The page is a frame (``page/page.html``), a style sheet and scripts, and all that comes from the
texts travels as JSON in a script element that no browser runs. The scripts put it on the page as
text nodes only. A Content-Security-Policy names the one style sheet and the one script by their
hashes: nothing else runs, and nothing is requested from anywhere, even if a text got past that.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any, Protocol

from quotes import __version__
from quotes.corrections import Reviewed

# In the order in which they build on each other.
SCRIPTS = (
    *("text", "reviews", "workbook", "export"),
    *("articles", "reading", "side", "details", "main"),
)

# What could end the script element or upset a reader of the file, as JSON escapes. Half a
# surrogate pair has no UTF-8 form.
_UNSAFE = re.compile("[<>&\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


class Text(Protocol):
    """What the page needs of a document. ``title``: its headline, where one is known."""

    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def title(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the page of one article keeps its reviews, if not in the browser: at this ``address``
    of the server that it comes from. ``reviews``: those that are there, by place. ``checks``: where
    the server checks the article against transcripts, by what ``script`` and ``style`` add to the
    page. ``home``: where to go back to.
    """

    address: str
    reviews: Mapping[str, Any]
    checks: str
    script: str
    style: str
    home: str = "/"


def render(
    articles: Iterable[tuple[Text, Sequence[Reviewed]]], title: str = "", kept: Kept | None = None
) -> str:
    """The whole page, as a string to be written as UTF-8.

    ``articles``: documents in their order, each with its records, whose offsets must count into
    the document's text. ``title``: of the page; by default what it holds.
    """
    shown = list(articles)
    contents = [
        {
            "id": document.id,
            "title": document.title,
            "key": _key(document.text),
            "text": document.text,
            "records": [record.to_dict() for record in records],
        }
        for document, records in shown
    ]
    names = [document.title or document.id for document, _ in shown]
    title = title or (names[0] if len(names) == 1 else f"{len(names)} articles")
    style = asset("page.css") + (kept.style if kept else "")
    script = _script(kept.script if kept else "")
    return Template(asset("page.html")).substitute(
        title=html.escape(title),
        version=html.escape(__version__),
        style=style,
        style_hash=hash_of(style),
        script=script,
        script_hash=hash_of(script),
        data=safe_json({"title": title, "articles": contents}),
        connect="connect-src 'self'; " if kept else "",
        back=f'<a href="{html.escape(kept.home)}">Archive</a> › ' if kept else "",
        kept=_kept(kept, _key(shown[0][0].text)) if kept else "",
    )


def _kept(kept: Kept, key: str) -> str:
    told = {
        "address": kept.address,
        "checks": kept.checks,
        "key": key,
        "reviews": dict(kept.reviews),
    }
    return f'<script type="application/json" id="kept">{safe_json(told)}</script>\n'


def _key(text: str) -> str:
    """What a browser keeps a reviewer's work under: the same text, the same work."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def safe_json(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def hash_of(content: str) -> str:
    return b64encode(hashlib.sha256(content.encode()).digest()).decode()


@cache
def _script(more: str = "") -> str:
    *before, last = (asset(f"{name}.js") for name in SCRIPTS)
    return '"use strict";\n' + "\n".join([*before, *([more] if more else []), last])


@cache
def asset(name: str) -> str:
    return files("quotes.report").joinpath("page", name).read_text(encoding="utf-8")
