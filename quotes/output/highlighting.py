"""A text as HTML with its quotations highlighted, each in the colour of its speaker.

Styles are written on the elements, because a notebook, a mail or a code forge may drop a style
sheet. Everything from the text is escaped; nothing is requested from anywhere.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from quotes.output.reading import NOT_TOLD, counted, flat, place, shown, sureness
from quotes.records import Quote

# Light grounds for dark letters, told apart by the colour-blind too (after Okabe and Ito).
_GROUNDS = ("#bfe0f5", "#fbe0a8", "#bfe8d8", "#f3cfe0", "#ddd6f3", "#f6d5bd", "#e3e8a5", "#d3dce6")
_NOBODY = "#e4e4e4"
_LONGEST = 40  # paragraphs that the short form shows
# What HTML cannot hold, shown as the sign for a character that cannot be shown.
_UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE = re.compile(r"[^\n]+")

_COLOUR = re.compile(
    r"#[0-9a-f]{3,8}|[a-z]+|(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\([\w\s.,%/+-]*\)", re.I
)

Role = Literal["content", "cue", "source"]
_ROLES: tuple[Role, ...] = ("content", "cue", "source")


class _Stretch(NamedTuple):
    start: int
    end: int
    role: Role
    quote: Quote


def full(quotes: Sequence[Quote], text: str, colours: Mapping[str, str] | None = None) -> str:
    """The whole text; ``colours`` are CSS colours by the speaker's name."""
    grounds = _grounds(quotes, colours or {})
    paragraphs = _paragraphs(quotes, text)
    body = "".join(_paragraph(text, *paragraph, grounds) for paragraph in paragraphs)
    return _frame(_legend(quotes, grounds) + body)


def short(quotes: Sequence[Quote], text: str | None) -> str:
    """What a notebook shows: the paragraphs with a quotation, or without a text a table."""
    if text is None:
        return table(quotes)
    grounds = _grounds(quotes, {})
    pieces: list[str] = []
    shown = 0
    for touched, group in groupby(_paragraphs(quotes, text), lambda paragraph: bool(paragraph[2])):
        if not touched:
            pieces.append('<div style="opacity:.6">⋯</div>' if shown < _LONGEST else "")
            continue
        for paragraph in group:
            shown += 1
            if shown <= _LONGEST:
                pieces.append(_paragraph(text, *paragraph, grounds))
    if shown > _LONGEST:
        pieces.append(f'<div style="opacity:.6">and {shown - _LONGEST} more paragraphs</div>')
    return _frame(_legend(quotes, grounds) + "".join(pieces), height="28em")


def table(quotes: Sequence[Quote]) -> str:
    """Speaker, cue, quotation, kind and place, one row a quotation."""
    grounds = _grounds(quotes, {})
    cell = "padding:.2em .8em .2em 0;text-align:left;vertical-align:top"
    names = ("speaker", "cue", "quotation", "kind", "place", "sure")
    head = "".join(f'<th style="{cell}">{name}</th>' for name in names)
    rows = []
    for quote in quotes:
        cells = (
            f'<span style="{_ground(grounds[_speaker(quote)])}">{_safe(_speaker(quote))}</span>',
            _safe(quote.cue.text if quote.cue else ""),
            _safe(shown(quote)),
            quote.kind,
            _safe(f"{quote.doc} {place(quote)}".strip()),
            sureness(quote),
        )
        columns = "".join(f'<td dir="auto" style="{cell}">{one}</td>' for one in cells)
        rows.append(f"<tr>{columns}</tr>")
    body = f'<table style="border-collapse:collapse"><tr>{head}</tr>{"".join(rows)}</table>'
    return _frame(f"<div>{counted(len(quotes), 'quotation')}</div>{body}", height="28em")


def _speaker(quote: Quote) -> str:
    return flat(quote.speaker.name) if quote.speaker else NOT_TOLD


def _grounds(quotes: Iterable[Quote], colours: Mapping[str, str]) -> dict[str, str]:
    """The colour of each speaker, in the order of appearance."""
    grounds: dict[str, str] = {NOT_TOLD: _NOBODY}
    for quote in quotes:
        name = _speaker(quote)
        if name not in grounds:
            own = _colour(colours[name]) if colours.get(name) else None
            grounds[name] = own or _GROUNDS[(len(grounds) - 1) % len(_GROUNDS)]
    return grounds


def _colour(given: str) -> str:
    """The colour, if it is one: what else a style may hold would draw elsewhere, or fetch."""
    if not isinstance(given, str) or not _COLOUR.fullmatch(given.strip()):
        raise ValueError(f"{given!r} is no CSS colour; write it as #bfe0f5, teal or rgb(9 9 9)")
    return given.strip()


def _stretches(quotes: Iterable[Quote]) -> list[_Stretch]:
    found = []
    for quote in quotes:
        found += [_Stretch(part.start, part.end, "content", quote) for part in quote.parts]
        if quote.cue:
            found.append(_Stretch(quote.cue.start, quote.cue.end, "cue", quote))
        if quote.source:
            found.append(_Stretch(quote.source.start, quote.source.end, "source", quote))
    return sorted(found, key=lambda one: (one.start, -one.end))


def _paragraphs(quotes: Iterable[Quote], text: str) -> list[tuple[int, int, list[_Stretch]]]:
    """Start and end of every line that has words, and the stretches that are in it, if in part."""
    lines = [line.span() for line in _LINE.finditer(text) if line[0].strip()]
    ends = [end for _, end in lines]
    found: list[list[_Stretch]] = [[] for _ in lines]
    for stretch in _stretches(quotes):
        at = bisect_right(ends, stretch.start)
        while at < len(lines) and lines[at][0] < stretch.end:
            found[at].append(stretch)
            at += 1
    return [(*line, here) for line, here in zip(lines, found, strict=True)]


def _paragraph(
    text: str, start: int, end: int, here: Sequence[_Stretch], grounds: Mapping[str, str]
) -> str:
    """The text between, cut wherever a stretch begins or ends."""
    edges = {start, end, *(one.start for one in here), *(one.end for one in here)}
    inside = sorted(edge for edge in edges if start <= edge <= end)
    pieces = []
    coming = list(reversed(here))  # in their order, the next one last
    at: list[_Stretch] = []
    for a, b in pairwise(inside):
        while coming and coming[-1].start <= a:
            at.append(coming.pop())
        at = [one for one in at if b <= one.end]
        pieces.append(_piece(text[a:b], at, grounds))
    return f'<p dir="auto" style="margin:.5em 0;white-space:pre-wrap">{"".join(pieces)}</p>'


def _piece(text: str, stretches: Sequence[_Stretch], grounds: Mapping[str, str]) -> str:
    if not stretches:
        return _safe(text)
    style, titles = [], []
    for role in _ROLES:
        # Of several quotations the innermost, which begins last.
        one = next((one for one in reversed(stretches) if one.role == role), None)
        if one is None:
            continue
        name = _speaker(one.quote)
        if role == "content":
            style.append(_ground(grounds[name]))
        else:
            line = "dotted" if role == "cue" else "solid"
            style.append(f"border-bottom:2px {line} {grounds[name]}")
        told = f"{one.quote.kind}, {sureness(one.quote)} sure" if role == "content" else role
        titles.append(f"{name} ({told})")
    tag = "mark" if any(one.role == "content" for one in stretches) else "span"
    title = _safe("; ".join(titles))
    return f'<{tag} title="{title}" style="{";".join(style)}">{_safe(text)}</{tag}>'


def _ground(colour: str) -> str:
    # The letters' colour too: the page around may be dark.
    return f"background:{html.escape(colour)};color:#111;border-radius:.2em;padding:.05em .15em"


def _legend(quotes: Sequence[Quote], grounds: Mapping[str, str]) -> str:
    numbers: dict[str, int] = {}
    for quote in quotes:
        numbers[_speaker(quote)] = numbers.get(_speaker(quote), 0) + 1
    names = "  ".join(
        f'<span style="{_ground(grounds[name])}">{_safe(name)} {number}</span>'
        for name, number in sorted(numbers.items(), key=lambda item: -item[1])
    )
    return f'<div style="line-height:1.9">{counted(len(quotes), "quotation")}  {names}</div>'


def _frame(body: str, height: str | None = None) -> str:
    limit = f";max-height:{height};overflow:auto" if height else ""
    return f'<div class="quotes" style="line-height:1.6;max-width:60em{limit}">{body}</div>'


def _safe(text: str) -> str:
    return html.escape(_UNSHOWN.sub("\ufffd", text))
