"""The text of OpenDocument and RTF files, read with odfdo and striprtf: extras that few need."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from quotes.documents.document import Unreadable
from quotes.documents.layout import lay_out
from quotes.documents.limits import LONGEST, LONGEST_FONT
from quotes.documents.packages import Package
from quotes.extras import MissingExtraError, require

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_QUOTED = ("Quotations", "Quotation", "Block_20_Quotation")
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
# As of a .docx: struck text of tracked changes, what comments say, notes, and text boxes, which
# repeat what the article says. In their paragraph odfdo would print them amid its sentence.
_LEFT_OUT = (
    f"{_TEXT}tracked-changes",
    f"{_TEXT}note",
    "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation",
    "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box",
)
# Of a link striprtf would print the address as well, in time that grows with the square.
_FIELD = re.compile(r"(?<=\\field)(?=\{)", re.IGNORECASE)
_FONT_TABLE = re.compile(r"\{[^{}]*\\fonttbl")
_BRACE = re.compile(r"[{}]")


def odt(data: bytes, encoding: str | None = None) -> str:
    """The body's paragraphs and headings; quotations begin with ``> ``. `encoding` is not needed.

    Raises `Unreadable` where odfdo is not installed, for a damaged file, one that unpacks to more
    than `quotes.documents.limits` allows, and one without text.
    """
    odfdo = _required("odfdo", ".odt")
    try:
        paragraphs = []
        for element in _content(data).iter(*_PARAGRAPHS):
            if next(element.iterancestors(*_PARAGRAPHS), None) is not None:
                continue  # printed by the outer one
            one = odfdo.Element.from_tag(element)
            paragraphs.append((one.inner_text, (one.style or "") in _QUOTED))
    except Unreadable:
        raise
    except Exception:
        # A damaged archive can raise nearly anything (zip, XML, key and value errors).
        raise Unreadable(
            "cannot be read as an OpenDocument text (damaged, or protected by a password); "
            "open it in LibreOffice and save it again as .odt or .docx"
        ) from None
    return _laid_out(paragraphs)


def _content(data: bytes) -> _Element:
    """The root of the part that has the text: odfdo itself unpacks all, and resolves entities.

    Raises `Unreadable` for too much, also of blanks, of which one tag may stand for any number.
    """
    from lxml import etree

    with Package(data) as package:
        content = package.read("content.xml")
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    etree.strip_elements(root, *_LEFT_OUT, with_tail=False)
    blanks = sum(max(0, int(tag.get(f"{_TEXT}c") or 1)) for tag in root.iter(f"{_TEXT}s"))
    if blanks > LONGEST:
        raise Unreadable(f"has more than {LONGEST:,} blanks, written as a number; save it as .txt")
    return root


def rtf(data: bytes, encoding: str | None = None) -> str:
    """The paragraphs of the text. ``encoding``: of what is not escaped, Windows-1252 unless given.

    Raises `Unreadable` where striprtf is not installed, for what is no RTF and for one without
    text.
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        raise Unreadable("is no RTF, whatever its name says; save it as .rtf or .docx")
    striprtf = _required("striprtf.striprtf", ".rtf")
    try:
        source = _FIELD.sub("\n", data.decode(encoding or "cp1252", "replace"))
        text = striprtf.rtf_to_text(_with_fonts_in_lines(source), errors="ignore")
    except Unreadable:
        raise
    except Exception:
        raise Unreadable(
            "cannot be read as RTF (damaged?); open it in a word processor and save it as .docx"
        ) from None
    return _laid_out((line, False) for line in text.split("\n"))


def _with_fonts_in_lines(source: str) -> str:
    """Each font on a line of its own, behind which striprtf does not look for the font's end.

    Raises `Unreadable` for a table with a font that is too long.
    """
    found = _FONT_TABLE.search(source)
    if not found:
        return source
    start, depth, end = found.end(), 1, len(source)
    for brace in _BRACE.finditer(source, start):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            end = brace.end()
            break
    fonts = source[start:end].split(";")
    if max(map(len, fonts)) > LONGEST_FONT:
        raise Unreadable(
            f"has a font of more than {LONGEST_FONT:,} characters in its table; "
            "open it in a word processor and save it as .docx"
        )
    return source[:start] + ";\n".join(fonts) + source[end:]


def _required(module: str, ending: str) -> Any:
    try:
        return require(module, "office", f"reading {ending}")
    except MissingExtraError as error:
        raise Unreadable(str(error)) from None


def _laid_out(paragraphs: Iterable[tuple[str, int]]) -> str:
    found = lay_out(paragraphs)
    if not found:
        raise Unreadable("has no text; check that it is the right file")
    return found
