"""The text of a Word document, read with python-docx."""

from __future__ import annotations

import io

from quotes.documents.document import Unreadable
from quotes.documents.layout import lay_out

_QUOTE_STYLES = {"Quote", "Intense Quote", "Block Text"}
# Text boxes repeat what the article says (pull quotes); struck text (del) and the place that text
# was moved away from are no longer part of it.
_PARAGRAPHS = ".//w:p[not(ancestor::w:txbxContent)]"
_RUNS = ".//w:r[not(ancestor::w:del or ancestor::w:moveFrom or ancestor::w:txbxContent)]"


def text(data: bytes, encoding: str | None = None) -> str:
    """The body's paragraphs, those of tables and of text inserted under review among them;
    paragraphs in a quotation style begin with ``> ``. `encoding` is not needed here.

    Raises `Unreadable` for a damaged or protected file and for one without text.
    """
    from docx import Document
    from docx.text.paragraph import Paragraph

    try:
        document = Document(io.BytesIO(data))
        paragraphs = []
        for element in document.element.body.xpath(_PARAGRAPHS):
            style = Paragraph(element, document._body).style
            quoted = style is not None and style.name in _QUOTE_STYLES
            paragraphs.append(("".join(run.text for run in element.xpath(_RUNS)), quoted))
    except Exception:
        # A damaged archive can raise nearly anything (zip, XML, key and value errors).
        raise Unreadable(
            "cannot be read as a Word document (damaged, or protected by a password); "
            "open it in Word and save it again as .docx or .txt"
        ) from None
    found = lay_out(paragraphs)
    if not found:
        raise Unreadable("has no text; check that it is the right file")
    return found
