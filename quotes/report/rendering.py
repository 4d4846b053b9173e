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
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any, Protocol

from quotes import __version__
from quotes.corrections import Reviewed

# In the order in which they build on each other.
SCRIPTS = ("text", "reviews", "articles", "reading", "side", "details", "main")

# What could end the script element or upset a reader of the file, as JSON escapes. Half a
# surrogate pair has no UTF-8 form.
_UNSAFE = re.compile("[<>&\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


class Text(Protocol):
    """What the page needs of a document."""

    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str: ...


def render(articles: Iterable[tuple[Text, Sequence[Reviewed]]], title: str = "") -> str:
    """The whole page, as a string to be written as UTF-8.

    ``articles``: documents in their order, each with its records, whose offsets must count into
    the document's text. ``title``: of the page; by default what it holds.
    """
    shown = list(articles)
    contents = [
        {
            "id": document.id,
            "key": _key(document.text),
            "text": document.text,
            "records": [record.to_dict() for record in records],
        }
        for document, records in shown
    ]
    names = [document.id for document, _ in shown]
    title = title or (names[0] if len(names) == 1 else f"{len(names)} articles")
    style, script = _style(), _script()
    return Template(_asset("page.html")).substitute(
        title=html.escape(title),
        version=html.escape(__version__),
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        data=_safe_json({"title": title, "articles": contents}),
    )


def _key(text: str) -> str:
    """What a browser keeps a reviewer's work under: the same text, the same work."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _safe_json(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _hash(content: str) -> str:
    return b64encode(hashlib.sha256(content.encode()).digest()).decode()


@cache
def _style() -> str:
    return _asset("page.css")


@cache
def _script() -> str:
    return '"use strict";\n' + "\n".join(_asset(f"{name}.js") for name in SCRIPTS)


@cache
def _asset(name: str) -> str:
    return files("quotes.report").joinpath("page", name).read_text(encoding="utf-8")
