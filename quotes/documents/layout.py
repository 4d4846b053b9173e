"""Laying paragraphs out as text, the same way for every format that is not text itself."""

from __future__ import annotations

from collections.abc import Iterable


def lay_out(paragraphs: Iterable[tuple[str, int]]) -> str:
    """Joins (text, number of the block quotation that it stands in or 0) pairs: a blank line
    between paragraphs, ``> `` before each line of a block quotation, as in Markdown. Empty
    paragraphs are left out.
    """
    text: list[str] = []
    before = 0
    for paragraph, quotation in paragraphs:
        lines = [" ".join(line.split()) for line in paragraph.split("\n")]
        lines = [f"> {line}" if quotation else line for line in lines if line]
        if not lines:
            continue
        if text:
            # A bare ">" keeps the paragraphs of one block quotation together.
            text.append(">" if quotation and quotation == before else "")
        text += lines
        before = quotation
    return "\n".join(text)
