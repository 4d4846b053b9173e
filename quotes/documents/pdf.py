"""The text of a PDF, read with pypdf, its printed lines joined into paragraphs again."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from quotes.documents.document import Unreadable
from quotes.documents.layout import lay_out
from quotes.documents.printed_talk import printed_talk
from quotes.documents.quiet import quiet

if TYPE_CHECKING:
    from pypdf import PageObject

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# A line that ends in a hyphen, U+2010 or a soft hyphen.
_BROKEN_WORD = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_LIGATURES = {0xFB00 + i: s for i, s in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
_BLANK = 0.6  # width of a typewriter's letter, of its size
_FURTHEST = 40  # blanks
_EDGE = 3  # lines of a running head or foot
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:/|of)\s*\d{1,4})?", re.I)


class Line(NamedTuple):
    """A printed line and where on its page it begins, in points from the lower left corner."""

    text: str
    x: float
    y: float
    size: float


def text(data: bytes, encoding: str | None = None) -> str:
    """The paragraphs of all pages, without page numbers and running heads. `encoding` is not
    needed here.

    Raises `Unreadable` for a damaged or encrypted file and for one without text (a scan).
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    try:
        with quiet("pypdf"):
            pages = [_lines(page) for page in PdfReader(io.BytesIO(data)).pages]
    except (FileNotDecryptedError, DependencyError):
        raise Unreadable("is encrypted; save a copy without a password and read that") from None
    except Exception:
        # A damaged file can raise nearly anything, from wherever the damage shows.
        raise Unreadable(
            "cannot be read as a PDF (damaged?); open it and print it to a new PDF"
        ) from None
    lines = list(_without_furniture(pages))
    begins: frozenset[int] | None = None
    if talk := printed_talk(list(_indented(lines))):
        begins = frozenset(n for n, line in enumerate(talk.kept) if line in talk.begins)
        lines = [lines[number]._replace(text=talk.words[number]) for number in talk.kept]
    found = lay_out((paragraph, 0) for paragraph in _paragraphs(lines, begins))
    if not found:
        raise Unreadable("has no text (a scan?); run text recognition (OCR) on it first")
    return found


def _lines(page: PageObject) -> list[Line]:
    lines: list[Line] = []
    pieces: list[str] = []
    place = (0.0, 0.0, 0.0)

    def end_line() -> None:
        if line := "".join(pieces).translate(_LIGATURES).strip():
            lines.append(Line(line, *place))
        pieces.clear()

    def visit(chunk: str, cm: Sequence[float], tm: Sequence[float], _: Any, size: float) -> None:
        nonlocal place
        for i, piece in enumerate(chunk.split("\n")):
            if i:
                end_line()
            if piece.strip() and not "".join(pieces).strip():
                x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
                y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                place = (x, y, size * abs(tm[3] * cm[3]))
            pieces.append(piece)

    page.extract_text(visitor_text=visit)
    end_line()
    return lines


def _without_furniture(pages: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """All lines but what stands first or last on more than half of the pages, in the outermost few
    lines, and page numbers outside of them.
    """
    edges = Counter(
        shape
        for page in pages
        for shape in {_shape(line) for line in (*page[:_EDGE], *page[-_EDGE:])}
    )
    running = {shape for shape, n in edges.items() if len(pages) > 2 and n > len(pages) / 2}
    for page in pages:
        lines = list(page)
        for end in (0, -1):
            for _ in range(_EDGE):
                if lines and (
                    _PAGE_NUMBER.fullmatch(lines[end].text) or _shape(lines[end]) in running
                ):
                    del lines[end]
        yield from lines


def _indented(lines: Sequence[Line]) -> Iterator[str]:
    """The lines with blanks before them, as many as they are moved in."""
    left = min((line.x for line in lines), default=0.0)
    for line in lines:
        yield " " * min(_FURTHEST, int((line.x - left) / (_BLANK * line.size or 1))) + line.text


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _paragraphs(lines: Sequence[Line], begins: frozenset[int] | None = None) -> Iterator[str]:
    """Joins printed lines into paragraphs. ``begins``: the lines that begin one, where it is known.

    A word divided at a line end is joined, hyphen and all if the document has it with its hyphen
    elsewhere.
    """
    if not lines:
        return
    # The length that one line in ten reaches: a few long ones (a table, a title) do not count.
    width = sorted(len(line.text) for line in lines)[len(lines) * 9 // 10]
    gaps = [before.y - line.y for before, line in pairwise(lines) if before.y > line.y]
    gap = median(gaps) if gaps else 0.0
    words = {word for line in lines for word in _WORD.findall(line.text)}
    paragraph = lines[0].text
    for number, (before, line) in enumerate(pairwise(lines), 1):
        known = begins is not None and number in begins
        if known or (begins is None and _begins_paragraph(line, before, gap, width)):
            yield paragraph
            paragraph = line.text
        else:
            paragraph = _join(paragraph, line.text, words)
    yield paragraph


def _begins_paragraph(line: Line, before: Line, gap: float, width: int) -> bool:
    if line.text[0].islower() or _BROKEN_WORD.search(before.text):
        return False
    below = before.y - line.y
    if below > 1.25 * gap or abs(line.size - before.size) > 0.1 * before.size:
        return True
    # Indented, but not so far that it would be the next column.
    if below > 0 and 0.8 * line.size < line.x - before.x < 5 * line.size:
        return True
    # The first word would have fitted on the line before: nobody but the writer broke it there.
    # Letters differ in width, so a line may be a tenth shorter than others and yet be full.
    return len(before.text) + 1 + len(line.text.split(maxsplit=1)[0]) <= width * 0.9


def _join(paragraph: str, line: str, words: set[str]) -> str:
    broken = _BROKEN_WORD.search(paragraph)
    if not broken:
        return f"{paragraph} {line}"
    if not line[0].islower():  # Anglo-Saxon, Covid-19
        return paragraph + line
    rest = _WORD.match(line)
    hyphenated = f"{broken[1]}-{rest[0] if rest else ''}"
    if hyphenated in words and hyphenated.replace("-", "", 1) not in words:
        return paragraph + line
    return paragraph[:-1] + line
