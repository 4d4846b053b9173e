"""`quotes speakers --plot`: a bar chart of the most quoted as plain SVG, without any library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO
from xml.sax.saxutils import escape

from quotes.counting import SpeakerCount
from quotes.output.reading import NOT_TOLD, counted, flat

_MOST = 25
_ROW, _BAR, _TOP = 26, 16, 34  # heights in pixels
_NAMES, _BARS, _NUMBERS = 230, 420, 150  # widths
_LONGEST = 34  # characters of a name that fit beside the bars
_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1a1a1a }
.title { font-weight: 600 }
.number { fill: #595959 }
rect { fill: #2f6f9f }
.ground { fill: #fff }
.not-told { fill: #9a9a9a }
"""


def write(counts: Sequence[SpeakerCount], stream: TextIO) -> None:
    """One bar a speaker, the most quoted first; its length is the number of quotations."""
    shown = counts[:_MOST]
    most = max((one.quotations for one in shown), default=1)
    width, height = _NAMES + _BARS + _NUMBERS, _TOP + _ROW * max(1, len(shown)) + 8
    title = f"Quotations by speaker: {len(shown)} of {counted(len(counts), 'speaker')}"
    stream.write(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-label="{_text(title)}">\n'
        f"<title>{_text(title)}</title>\n<style>{_STYLE}</style>\n"
        # A ground of its own: a browser's dark mode colours no page behind a picture.
        '<rect class="ground" width="100%" height="100%"/>\n'
        f'<text class="title" x="8" y="20">{_text(title)}</text>\n'
    )
    for number, one in enumerate(shown):
        stream.write(_bar(one, _TOP + _ROW * number, most))
    stream.write("</svg>\n")


def _bar(one: SpeakerCount, top: int, most: int) -> str:
    name = flat(one.speaker or NOT_TOLD)
    short = name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
    length = round(_BARS * one.quotations / most, 1)
    base = top + _BAR - 3
    kind = "" if one.speaker else ' class="not-told"'
    about = ", ".join(flat(part) for part in (one.speaker or NOT_TOLD, one.role or "") if part)
    numbers = f"{one.quotations:,} · {counted(one.words, 'word')}"
    return (
        f"<g><title>{_text(about)}: {counted(one.quotations, 'quotation')}</title>"
        f'<text x="{_NAMES - 8}" y="{base}" text-anchor="end">{_text(short)}</text>'
        f'<rect{kind} x="{_NAMES}" y="{top}" width="{length}" height="{_BAR}" rx="2"/>'
        f'<text class="number" x="{_NAMES + length + 8}" y="{base}">{_text(numbers)}</text></g>\n'
    )


def _text(text: str) -> str:
    """Escaped, and without what XML cannot hold at all."""
    whole = "".join(c for c in text if c.isprintable() and c not in "\ufffe\uffff")
    return escape(whole, {'"': "&quot;"})
