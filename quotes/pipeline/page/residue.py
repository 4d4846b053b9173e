"""The lines that a web page leaves around an article: no one says them, and they name no one.

Navigation, image files, captions and credits, share buttons, advertising, cookie and copyright
notes, bylines. A line is taken for residue only if its whole shape says so: missing some does
little harm, taking a speaker's name or words away does much. So a line with a quotation mark in
it is never residue (image tags apart), and neither is anything that could be a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quotes.languages import english_page as english
from quotes.languages.words import any_of
from quotes.spans import Span

# No furniture is longer; with it, every pattern below has a bounded cost.
_LONGEST = 200
_LONGEST_IMAGE = 2000
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060"
_LINE = re.compile(r"[^\r\n]+")
# A mark that can open or close a quotation; an apostrophe inside or after a word is none.
_MARK = re.compile(r"[\"“”„‟«»‹›「」『』]|''|``|(?<!\w)['‘‚]\w")
_BETWEEN_PHRASES = re.compile(r" ?[|/,·•] ?")

# Names, outlets and the small words that join them: no verb, so no sentence.
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w.’'&-]*"
_SMALL = rf"(?:{any_of(english.WITHIN_CREDITS)})"
_NAMED = re.compile(r"<([a-z ]+)>")  # within the lines of `en/furniture.txt`
_SPELLED = {
    "capital": _CAPITAL,
    "names": rf"{_CAPITAL}(?:(?:,? |/| / | \| )(?:{_CAPITAL}|{_SMALL}\b))*",
    "image": r"\.(?:png|jpe?g|gif|webp|svg|avif|bmp|tiff?|heic)",
}


def _filled(lines: Sequence[str]) -> str:
    """A pattern for any of these lines; “<outlets>” in one stands for any line of that list."""
    return "|".join(_NAMED.sub(_meaning, line) for line in lines)


def _meaning(named: re.Match[str]) -> str:
    spelled = _SPELLED.get(named[1])
    return spelled or f"(?:{_filled(english.FURNITURE.lines(named[1]))})"


_SHAPE = re.compile(_filled(english.FURNITURE.lines("lines")))
_IMAGES = re.compile(r"(?:\[?!\[[^\]]*\]\([^()]*\)(?:\]\([^()]*\))? ?)+")

# "- Latest news", "• Sport": a few words without the end of a sentence. A long dash is no bullet:
# it opens dialogue and stands before the name of who is quoted.
_BULLET = re.compile(r"[-*+•·▪] ([A-Z0-9][\w&’'/-]*(?: [\w&’'/-]+){0,4})")
_FEWEST_WORDS_OF_PROSE = 12


def residue(text: str) -> list[Span]:
    """The (start, end) of each line of `text` that is page furniture, in order; offsets are code
    points, `end` exclusive, the line break not included. Linear in the length of `text`.
    """
    spans = [match.span() for match in _LINE.finditer(text) if not match[0].isspace()]
    lines = [_normalised(text, start, end) for start, end in spans]
    found = {i for i, line in enumerate(lines) if _is_residue(line)}
    for bullets in _lists_outside_prose(lines):
        # Elsewhere a list may tell who was there, and give the full names.
        starts_page = bullets[0] == 0 or bullets[0] - 1 in found
        if starts_page or any(_is_section(lines[i]) for i in bullets):
            found.update(bullets)
    return [spans[i] for i in sorted(found)]


def _normalised(text: str, start: int, end: int) -> str:
    """The line with single spaces, or nothing if it is too long to be furniture."""
    if end - start > (_LONGEST_IMAGE if text.startswith(("![", "[!["), start) else _LONGEST):
        return ""
    return " ".join(text[start:end].split()).strip(_INVISIBLE)


def _is_residue(line: str) -> bool:
    if not line:
        return False
    if line.startswith(("![", "[![")):
        return _IMAGES.fullmatch(line) is not None
    if _MARK.search(line):
        return False
    return _is_phrases(line) or _SHAPE.fullmatch(line) is not None


def _is_phrases(line: str) -> bool:
    if line[0].islower():
        return False
    line = line.rstrip(":").replace("’", "'").lower()
    if line == "x":  # alone it numbers a chapter
        return False
    return any(
        all(part in english.PHRASES for part in parts)
        for parts in ([line], line.split(" "), _BETWEEN_PHRASES.split(line))
    )


def _is_section(line: str) -> bool:
    bullet = _BULLET.fullmatch(line)
    return bullet is not None and (_is_phrases(bullet[1]) or bullet[1].lower() in english.SECTIONS)


def _lists_outside_prose(lines: Sequence[str]) -> Iterator[list[int]]:
    """Runs of bullets before the first line of prose (long, or quoting someone) and after the
    last one; those among the prose are points of the article.
    """
    prose = [
        i
        for i, line in enumerate(lines)
        if not line or len(line.split()) >= _FEWEST_WORDS_OF_PROSE or _MARK.search(line)
    ]
    outside = [*range(prose[0]), *range(prose[-1] + 1, len(lines))] if prose else []
    run: list[int] = []
    for i in (i for i in outside if _BULLET.fullmatch(lines[i])):
        if run and run[-1] != i - 1:
            yield run
            run = []
        run.append(i)
    if run:
        yield run
