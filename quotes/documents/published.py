"""When, by whom and as what a document was published, as far as it, its table or its name tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from quotes.documents.document import Document
from quotes.documents.quiet import quiet
from quotes.languages.english_page import FURNITURE
from quotes.records import About

# 2016-09-12, 2016_09_12, 20160912, or 2016/09/12 as in a web address. Other ways of writing a date
# leave open which number is the month, and are not read.
_DATE = re.compile(r"(?<!\d)(\d{4})([-_./]?)(\d{2})\2(\d{2})(?!\d)")
_HEADLINE = re.compile(r"\s*(?:# )?(\S[^\n]{3,149})\n[ \t]*\n")
_ABOVE = frozenset(FURNITURE.lines("above a headline"))
_PAGES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class Published:
    """``outlet`` is what a table says, else the site of a web address, else the file's folder;
    ``title`` what a table or a page says, else a first line that stands alone as headlines do.
    """

    date: date | None = None
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    url: str | None = None


def published(document: Document) -> Published:
    """What is known; a date comes from a table's column, a page's metadata or a name."""
    page = _page(document.path)
    day = _date(document.date or "") or page.date or _date(_file_name(document.id))
    return Published(
        date=day or _date(document.id),
        outlet=document.outlet or page.outlet or _place(document),
        title=document.title or page.title or headline(document.text),
        author=document.author or page.author,
        url=document.url or page.url or (document.id if "://" in document.id else None),
    )


def told(document: Document) -> About | None:
    """What the document's table or page says, as written there, and no guess; None for nothing."""
    page = _page(document.path)
    about = About(
        title=document.title or page.title,
        author=document.author or page.author,
        date=document.date or (page.date.isoformat() if page.date else None),
        outlet=document.outlet or page.outlet,
        url=document.url or page.url,
    )
    return about if about != About() else None


def headline(text: str) -> str | None:
    """The first line where it is one: short, alone, and no sentence."""
    found = _HEADLINE.match(text)
    while found and found[1].strip().lower().rstrip(":") in _ABOVE:
        found = _HEADLINE.match(text, found.end())
    return None if found is None or found[1][-1] in '.:;,”"' else found[1]


def _date(text: str) -> date | None:
    """The first day that is written in the text."""
    return next(_dates(text), None)


def _dates(text: str) -> Iterator[date]:
    for found in _DATE.finditer(text):
        try:
            day = date(int(found[1]), int(found[3]), int(found[4]))
        except ValueError:
            continue  # digits, but no day
        if 1500 <= day.year <= 2200:
            yield day


def _file_name(name: str) -> str:
    return PurePosixPath(name).name


def _place(document: Document) -> str | None:
    address = urlsplit(document.id) if "://" in document.id else None
    if address and address.hostname:
        return address.hostname.removeprefix("www.")
    if document.path is None or document.id != document.path:
        return None  # standard input, or a row whose id is no place
    return PurePosixPath(document.path).parent.name or None


def _page(path: str | None) -> Published:
    """The metadata of a web page; nothing for other files."""
    if path is None or not path.lower().endswith(_PAGES):
        return Published()
    from trafilatura import extract_metadata, load_html

    with quiet("trafilatura", "readability", "justext", "htmldate"):
        tree = load_html(Path(path).read_bytes())
        # Not extensive: a guess from a footer is worse than the order of reading.
        found = None if tree is None else extract_metadata(tree, extensive=False)
    if found is None:
        return Published()
    return Published(
        date=_date(found.date or ""),
        outlet=found.sitename or found.hostname or None,
        title=found.title or None,
        author=found.author or None,
        url=found.url or None,
    )
