"""The text of OpenDocument and RTF files, read with odfdo and striprtf: extras that few need."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from quotes.documents.document import Unreadable
from quotes.documents.layout import lay_out
from quotes.extras import MissingExtraError, require

_QUOTED = ("Quotations", "Quotation", "Block_20_Quotation")
# Struck text of tracked changes, and what comments say, are no part of the text.
_PARAGRAPHS = (
    "//text:p[not(ancestor::text:tracked-changes or ancestor::office:annotation)]"
    "|//text:h[not(ancestor::text:tracked-changes)]"
)


def odt(data: bytes, encoding: str | None = None) -> str:
    """The body's paragraphs and headings; quotations begin with ``> ``. `encoding` is not needed.

    Raises `Unreadable` where odfdo is not installed, for a damaged file and for one without text.
    """
    odfdo = _required("odfdo", ".odt")
    try:
        body = odfdo.Document(io.BytesIO(data)).body
        paragraphs = [
            (one.inner_text, (one.style or "") in _QUOTED) for one in body.xpath(_PARAGRAPHS)
        ]
    except Exception:
        # A damaged archive can raise nearly anything (zip, XML, key and value errors).
        raise Unreadable(
            "cannot be read as an OpenDocument text (damaged, or protected by a password); "
            "open it in LibreOffice and save it again as .odt or .docx"
        ) from None
    return _laid_out(paragraphs)


def rtf(data: bytes, encoding: str | None = None) -> str:
    """The paragraphs of the text. ``encoding``: of what is not escaped, Windows-1252 unless given.

    Raises `Unreadable` where striprtf is not installed, for what is no RTF and for one without
    text.
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        raise Unreadable("is no RTF, whatever its name says; save it as .rtf or .docx")
    striprtf = _required("striprtf.striprtf", ".rtf")
    try:
        text = striprtf.rtf_to_text(data.decode(encoding or "cp1252", "replace"), errors="ignore")
    except Exception:
        raise Unreadable(
            "cannot be read as RTF (damaged?); open it in a word processor and save it as .docx"
        ) from None
    return _laid_out((line, False) for line in text.split("\n"))


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
