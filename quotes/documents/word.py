"""The text of a Word document, read with python-docx."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache, partial
from typing import Any

from quotes.documents.document import Unreadable
from quotes.documents.layout import lay_out
from quotes.documents.packages import check_unpacked

_QUOTE_STYLES = {"Quote", "Intense Quote", "Block Text"}
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _RUN = f"{_WORD}p", f"{_WORD}r"
# Text boxes repeat what the article says (pull quotes); struck text (del) and the place that text
# was moved away from are no longer part of it.
_LEFT_OUT = (f"{_WORD}txbxContent", f"{_WORD}del", f"{_WORD}moveFrom")


def text(data: bytes, encoding: str | None = None) -> str:
    """The body's paragraphs, those of tables and of text inserted under review among them;
    paragraphs in a quotation style begin with ``> ``. `encoding` is not needed here.

    Raises `Unreadable` for a damaged or protected file, one that unpacks to more than
    `quotes.documents.limits` allows, and one without text.
    """
    from docx import Document

    try:
        check_unpacked(data)
        found = lay_out(_paragraphs(Document(io.BytesIO(data))))
    except Unreadable:
        raise
    except Exception:
        # A damaged archive can raise nearly anything (zip, XML, key and value errors).
        raise Unreadable(
            "cannot be read as a Word document (damaged, or protected by a password); "
            "open it in Word and save it again as .docx or .txt"
        ) from None
    if not found:
        raise Unreadable("has no text; check that it is the right file")
    return found


def _paragraphs(document: Any) -> Iterator[tuple[str, bool]]:
    """Each paragraph and whether it has a quotation style, in one walk over the body.

    Not by XPath: libxml2 takes the square of the time for a body of many paragraphs.
    """
    from lxml.etree import iterwalk

    quoted = cache(partial(_is_quoted, document.part))
    open_ones: list[list[str]] = []
    wanted = (_PARAGRAPH, _RUN, *_LEFT_OUT)
    walker = iterwalk(document.element.body, events=("start", "end"), tag=wanted)
    for event, element in walker:
        if element.tag == _PARAGRAPH:
            if event == "start":
                open_ones.append([])
            else:
                yield "".join(open_ones.pop()), quoted(element.style)
        elif event == "start" and element.tag == _RUN:
            if open_ones:
                open_ones[-1].append(element.text)
        elif event == "start":
            walker.skip_subtree()


def _is_quoted(part: Any, style: str | None) -> bool:
    from docx.enum.style import WD_STYLE_TYPE

    found = part.get_style(style, WD_STYLE_TYPE.PARAGRAPH)
    return found is not None and found.name in _QUOTE_STYLES
