"""The article text of a web page, found by trafilatura (Barbaresi, ACL 2021)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import count
from typing import TYPE_CHECKING, Any

from quotes.documents.decoding import decode
from quotes.documents.document import Unreadable
from quotes.documents.layout import lay_out
from quotes.documents.limits import MOST_ATTRIBUTES, MOST_SIBLINGS
from quotes.documents.quiet import quiet
from quotes.turns import find_turns
from quotes.turns.interviews import LEAST_ASKED

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_LONG_TAG = re.compile(rf"<[A-Za-z][^<>]{{{2 * MOST_ATTRIBUTES},}}")
_VALUE = re.compile(r"""\"[^\"]*\"|'[^']*'""")
_NAME = re.compile(r"[^\s\"=/]+")
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
# What a page calls Latin-1 is Windows-1252 to every browser (WHATWG Encoding Standard).
_LATIN = {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"}
_MOST = 0.6  # of the length found otherwise; less may be no article
_BOLD = ("b", "strong", "h2", "h3", "h4", "h5", "h6")
_MARK = "\ue000"  # where bold type begins and ends; no page has it
_BOLD_LINE = re.compile(rf"^{_MARK}([^{_MARK}]*\S)[ ]*{_MARK}$")
_TYPED = 5  # lines of a page of typed text
_MOSTLY = 0.7  # of its words
_INLINE = {"hi", "ref", "del", "lb", "graphic", "span", "a", "b", "i", "em", "strong"}


def text(data: bytes, encoding: str | None = None) -> str:
    """The article of the page, one paragraph a block; block quotations begin with ``> ``.

    Raises `Unreadable` where the page cannot be decoded or holds no article.
    """
    from trafilatura import load_html

    # lxml takes no decoded text that still says how it was encoded.
    page = _XML_DECLARATION.sub("", decode(data, encoding, declared=_declared(data)), count=1)
    check_tags(page)
    with quiet("trafilatura", "readability", "justext", "htmldate"):
        tree = load_html(page)
        if tree is not None and any(len(one) > MOST_SIBLINGS for one in tree.iter()):
            raise Unreadable(
                f"has an element with more than {MOST_SIBLINGS:,} in it; "
                "save the article itself as .txt or .md"
            )
        found = "" if tree is None else _preformatted(tree)
        if tree is not None and not found:
            _keep_attributions(tree)
            _print_marks(tree)
            spare = deepcopy(tree) if _asks_in_bold(tree) else None
            found = _article(tree)
            if spare is not None:
                found = _as_interview(spare) or found
    if not found:
        raise Unreadable("has no article text; save the article itself as .txt or .md")
    return found


def check_tags(page: str) -> None:
    """Raises `Unreadable` for a tag with too many attributes; their values do not count."""
    for tag in _LONG_TAG.finditer(page):
        names = _NAME.findall(_VALUE.sub('""', tag[0]))
        if len(names) > MOST_ATTRIBUTES:
            raise Unreadable(
                f"has a tag with more than {MOST_ATTRIBUTES} attributes; "
                "save the article itself as .txt or .md"
            )


def _asks_in_bold(page: _Element) -> bool:
    """Whether a page may be an interview that tells by its print who speaks."""
    bold = (element for tag in _BOLD for element in page.iter(tag))
    return sum("".join(one.itertext()).rstrip().endswith("?") for one in bold) >= LEAST_ASKED


def _as_interview(page: _Element) -> str:
    """The article with what is in bold marked as Markdown does, if that shows who asks in it."""
    found = _article(page, include_formatting=True)
    asked = False
    lines = []
    for line in found.split("\n"):
        bold = _BOLD_LINE.fullmatch(line)
        asked = asked or bool(bold and "?" in bold[1])  # what is above is a headline
        lines.append(f"**{bold[1]}**" if bold and asked else line.replace(_MARK, ""))
    text = "\n".join(lines)
    return text if any(turn.part for turn in find_turns(text)) else ""


def _article(page: _Element, **settings: Any) -> str:
    """The article, or "". Of a short one trafilatura gives all words as one paragraph, as it takes
    less than 250 characters for a failure; asked to trust what it found, it keeps the paragraphs.
    """
    from trafilatura.settings import use_config

    trusting = use_config()
    trusting["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "0"
    spare = deepcopy(page)  # extracting may change a page
    found = _extracted(page, **settings)
    if "\n\n" in found:
        return found
    short = _extracted(spare, config=trusting, **settings)
    return short if len(short) >= _MOST * len(found) else found


def _extracted(page: _Element, **settings: Any) -> str:
    from trafilatura import bare_extraction

    article = bare_extraction(page, include_comments=False, **settings)
    body = None if article is None or isinstance(article, dict) else article.body
    found = "" if body is None else lay_out(_paragraphs(body))
    return found if settings.get("include_formatting") else found.replace(_MARK, "")


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:2048])
    if match is None:
        return None
    name = match[1].decode("ascii").lower()
    return "cp1252" if name in _LATIN else name


def _preformatted(page: _Element) -> str:
    """The text of a page that is one block of typed text, as libraries publish proceedings: its
    lines as they are. "" where it is not.
    """
    blocks = ["".join(block.itertext()) for block in page.iterfind(".//pre")]
    body = page.find(".//body")
    everything = "".join(body.itertext()) if body is not None else ""
    typed = "\n\n".join(blocks).replace("\r\n", "\n").strip("\n")
    lines = typed.count("\n") + 1
    return typed if lines >= _TYPED and len(typed) >= _MOSTLY * len(everything.strip()) else ""


def _print_marks(page: _Element) -> None:
    """Puts marks around what <q> holds, as browsers do: double ones, inside another <q> single."""
    for element in page.iterfind(".//q"):
        nested = any(above.tag == "q" for above in element.iterancestors())
        opening, closing = "‘’" if nested else "“”"
        words = "".join(element.itertext()).strip()
        if not words or words[0] in "“‘\"'":
            opening = closing = ""
        element.text = opening + (element.text or "").lstrip()
        if len(element):
            element[-1].tail = (element[-1].tail or "").rstrip() + closing
        else:
            element.text = element.text.rstrip() + closing
    for element in page.iterfind(".//q"):
        element.tag = "span"


def _keep_attributions(page: _Element) -> None:
    """Who a block quotation is by stands in its footer, or in the caption of a figure around it:
    elsewhere both are furniture, and trafilatura takes them for that.
    """
    for footer in page.iterfind(".//blockquote//footer"):
        footer.tag = "p"
    for figure in page.iterfind(".//figure"):
        if figure.find(".//blockquote") is not None:
            figure.tag = "div"
            for caption in figure.iterfind(".//figcaption"):
                caption.tag = "p"


def _paragraphs(body: _Element) -> Iterator[tuple[str, int]]:
    """The text between block tags, in order, with the number of its block quotation or 0."""
    pieces: list[str] = []
    for piece, quotation in _walk(body, 0, count(1)):
        if piece is not None:
            pieces.append(piece)
        else:
            yield "".join(pieces), quotation
            pieces.clear()


def _walk(
    element: _Element, outer: int, numbers: Iterator[int]
) -> Iterator[tuple[str | None, int]]:
    """The pieces of text below `element`, and `None` at both edges of a block."""
    inner = next(numbers) if element.tag == "quote" and not outer else outer
    block = element.tag not in _INLINE
    bold = element.get("rend") == "#b" or element.tag == "head"
    if block:
        yield None, outer
    if bold:
        yield _MARK, inner
    if element.tag == "lb":
        yield "\n", inner
    yield _one_line(element.text), inner
    for child in element:
        if isinstance(child.tag, str):  # not a comment
            yield from _walk(child, inner, numbers)
        yield _one_line(child.tail), inner
    if bold:
        yield _MARK, inner
    if block:
        yield None, inner


def _one_line(text: str | None) -> str:
    return (text or "").replace("\n", " ")
