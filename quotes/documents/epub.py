"""The text of an e-book (.epub): web pages in an archive, in the order that its list gives.

(The library for it that is kept is under the AGPL, which would bind those who use this one.)
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from quotes.documents.decoding import decode
from quotes.documents.document import Unreadable
from quotes.documents.html import check_tags
from quotes.documents.layout import lay_out
from quotes.documents.packages import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_INLINE = frozenset(
    "a abbr b bdi bdo big br cite code em font i img ins kbd mark q ruby s samp small span strong "
    "sub sup time tt u var".split()
)
_UNSEEN = ("head", "script", "style", "title")
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_FONTS = b"obfuscation"  # the only thing locked in a book that can be read


def text(data: bytes, encoding: str | None = None) -> str:
    """The paragraphs of all pages; block quotations begin with ``> ``. `encoding` is not needed.

    Raises `Unreadable` for a damaged or locked book, one that unpacks to more than
    `quotes.documents.limits` allows, and one without text.
    """
    try:
        with Package(data) as book:
            if _is_locked(book):
                raise Unreadable("is locked by its seller; only a copy without a lock can be read")
            paragraphs = [one for page in _pages(book) for one in _paragraphs(page)]
    except Unreadable:
        raise
    except Exception:
        # A damaged archive can raise nearly anything (zip, XML, key and value errors).
        raise Unreadable(
            "cannot be read as an e-book (damaged?); fetch it again, or save it as .html or .txt"
        ) from None
    found = lay_out(paragraphs)
    if not found:
        raise Unreadable("has no text; check that it is the right file")
    return found


def _is_locked(book: Package) -> bool:
    name = "META-INF/encryption.xml"
    if name not in book:
        return False
    locks = book.read(name)
    return locks.count(b"EncryptionMethod") > locks.count(_FONTS)


def _pages(book: Package) -> Iterator[_Element]:
    """The pages in reading order, each parsed."""
    from lxml import etree, html

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    container = etree.fromstring(book.read("META-INF/container.xml"), parser)
    package_at = container.xpath("string(//*[local-name()='rootfile']/@full-path)")
    package = etree.fromstring(book.read(package_at), parser)
    items = {i.get("id"): i for i in package.xpath("//*[local-name()='manifest']/*")}
    for entry in package.xpath("//*[local-name()='spine']/*[local-name()='itemref']"):
        item = items[entry.get("idref")]
        if "html" not in item.get("media-type", "") or item.get("properties") == "nav":
            continue
        name = posixpath.normpath(
            posixpath.join(posixpath.dirname(package_at), unquote(item.get("href")))
        )
        page = _XML_DECLARATION.sub("", decode(book.read(name)), count=1)
        check_tags(page)
        yield html.fromstring(page)


def _paragraphs(page: _Element) -> Iterator[tuple[str, int]]:
    """What stands between the edges of blocks, in order, with 1 in a block quotation."""
    pieces: list[str] = []
    for piece, inside in _walk(page, 0):
        if piece is not None:
            pieces.append(piece)
        else:
            yield "".join(pieces), inside
            pieces.clear()


def _walk(element: _Element, outer: int) -> Iterator[tuple[str | None, int]]:
    """The pieces of text below an element, its source's line breaks as blanks, and `None` at both
    edges of a block.
    """
    inside = 1 if element.tag == "blockquote" else outer
    block = element.tag not in _INLINE
    if block:
        yield None, outer
    if element.tag == "br":
        yield "\n", inside
    yield (element.text or "").replace("\n", " "), inside
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _UNSEEN:  # not a comment
            yield from _walk(child, inside)
        yield (child.tail or "").replace("\n", " "), inside
    if block:
        yield None, inside
