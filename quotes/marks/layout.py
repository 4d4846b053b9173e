"""Where paragraphs begin and end, in texts that part them in different ways.

News text has one paragraph a line; novels, plain e-mail and text taken from PDF wrap their lines
and part paragraphs by a blank line (or only an indent); corpora of tokenised text often have one
sentence a line and no paragraphs at all. Which of these a document is, is decided once, from how
its lines end and begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from quotes.spans import Span

# "> " before a line, as Markdown and e-mail mark a block quotation; ">> " and "> > " nest.
_BLOCK = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
# A line that starts a paragraph of its own even within wrapped text: list item or heading.
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)]|#{1,6})\s+\S")
_SPACED_STOP = re.compile(r"\S [.,](?=\s|$)")
_GLUED_STOP = re.compile(r"\w[.,](?=\s|$)")
_SENTENCE_END = re.compile(r" [.?!](?: ['\"’”])?(?= \S)")

# How much of a document is looked at to tell its layout.
_SAMPLE = 50_000
# Share of line breaks that fall inside a sentence. Measured: wrapped novels 0.6-0.8, news 0-0.05.
_WRAPPED_SHARE = 0.3
# A wrapped text with more lines a block than this (on average) parts its paragraphs otherwise.
_LONG_BLOCK = 12


@dataclass(frozen=True, slots=True)
class _Line:
    start: int  # of the content: after the block quotation's ">" and blanks
    end: int  # of the content: before trailing blanks
    level: int  # of block quotation, 0 outside
    indent: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's paragraphs, block quotations and lines, each in order.

    ``levels`` has for every paragraph how many block quotations it stands in.
    """

    kind: Literal["lines", "wrapped", "sentences"]
    paragraphs: list[Span]
    levels: list[int]
    blocks: list[Span]
    lines: list[Span]


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of ``text`` as (start, end), without the blanks around them, in order.

    A line that is blank (or holds only the ``>`` of a block quotation) parts paragraphs always,
    a single line break only where the document has one paragraph a line. Text with one tokenised
    sentence a line has no paragraphs but what blank lines part.
    """
    return layout(text).paragraphs


def layout(text: str) -> Layout:
    """Decides how ``text`` is laid out, and cuts it accordingly. Linear in its length."""
    lines = list(_lines(text))
    filled = [line for line in lines if line.start < line.end]
    kind = _kind(text, lines)
    if kind == "lines":
        found = [(line.start, line.end, line.level) for line in filled]
    else:
        found = []
        blocks = list(_blocks(lines))
        dense = kind == "wrapped" and len(filled) > _LONG_BLOCK * len(blocks)
        for block in blocks:
            for start, end in _paragraphs_of(text, block, kind == "wrapped", dense):
                found.append((start, end, block[0].level))
    return Layout(
        kind,
        [(start, end) for start, end, _ in found],
        [level for _, _, level in found],
        _block_quotations(text, lines),
        [(line.start, line.end) for line in filled],
    )


def _lines(text: str) -> Iterator[_Line]:
    quoting = ">" in text
    position = 0
    for raw in text.splitlines(keepends=True):
        start, level = position, 0
        position += len(raw)
        if quoting and (prefix := _BLOCK.match(raw)):
            start += prefix.end()
            level = prefix.group().count(">")
            raw = raw[prefix.end() :]
        left = raw.lstrip()
        indent = len(raw) - len(left)
        yield _Line(start + indent, start + indent + len(left.rstrip()), level, indent)


def _kind(text: str, lines: list[_Line]) -> Literal["lines", "wrapped", "sentences"]:
    sample = text[:_SAMPLE]
    spaced = len(_SPACED_STOP.findall(sample))
    if spaced >= 3 and spaced > len(_GLUED_STOP.findall(sample)):
        ends_within = len(_SENTENCE_END.findall(sample))
        filled = sum(line.start < line.end for line in lines if line.start < _SAMPLE)
        return "sentences" if filled > 1 and ends_within < filled else "lines"
    breaks = within = 0
    for before, after in pairwise(lines):
        if before.start > _SAMPLE:
            break
        if before.start < before.end and after.start < after.end and before.level == after.level:
            breaks += 1
            last = text[before.end - 1]
            within += text[after.start].islower() and (last.isalnum() or last in ",;-–—")
    return "wrapped" if within and within >= _WRAPPED_SHARE * breaks else "lines"


def _blocks(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Runs of lines that no blank line and no change of block quotation parts."""
    block: list[_Line] = []
    for line in lines:
        blank = line.start == line.end
        if block and (blank or line.level != block[-1].level):
            yield block
            block = []
        if not blank:
            block.append(line)
    if block:
        yield block


def _paragraphs_of(text: str, block: list[_Line], wrapped: bool, dense: bool) -> Iterator[Span]:
    width = max(line.end - line.start + line.indent for line in block)
    start = block[0].start
    for before, line in pairwise(block):
        if wrapped and (
            _ITEM.match(text, line.start, line.end)
            or (dense and (line.indent > before.indent + 1 or _is_last(text, before, line, width)))
        ):
            yield start, before.end
            start = line.start
    yield start, block[-1].end


def _is_last(text: str, line: _Line, after: _Line, width: int) -> bool:
    """Whether a wrapped line is its paragraph's last: a sentence ends, and much room is left."""
    room = width - (line.end - line.start + line.indent)
    return (
        room > width // 4
        and not text[line.end - 1].isalnum()
        and text[line.end - 1] not in ",;-–—"
        and not text[after.start].islower()
    )


def _block_quotations(text: str, lines: list[_Line]) -> list[Span]:
    """Stretches of lines marked by ">", deeper ones within; a bare link or label is none."""
    if not any(line.level for line in lines):
        return []
    found: list[Span] = []
    deepest = min(max(line.level for line in lines), 9)
    for level in range(1, deepest + 1):
        run: list[_Line] = []
        for line in [*lines, _Line(len(text), len(text), 0, 0)]:
            if line.level >= level:
                run.append(line)
                continue
            filled = [each for each in run if each.start < each.end]
            if filled and _has_sentence(text, filled):
                found.append((filled[0].start, filled[-1].end))
            run = []
    return found


def _has_sentence(text: str, lines: list[_Line]) -> bool:
    return any(
        any(char in ".!?…。！？" for char in text[line.end - 3 : line.end]) for line in lines
    )
