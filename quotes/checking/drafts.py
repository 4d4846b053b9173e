"""Who speaks in a draft that sets quotations one under another: its layout tells it.

What a machine writes about a talk often has a heading with a name (“### Ana Roe on prices”) or a
line of its own (“**Ana Roe**”, “Ana Roe:”) and under it quotations that no sentence introduces, or
a name after a dash below. Read as an article, such quotations are one speech of anybody. Only names
that the sources know as speakers are taken, since a heading has capitals everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from quotes.languages import wording
from quotes.records import Confidence, Mention, Part, Quote, Speaker, told_apart

SURE = 0.95  # that whom the layout names is the speaker
_IS_SURE = 0.9  # from which on the article says who it is
_NO_GUESS = 0.6  # below it, who speaks is a guess
_MOST_WORDS = 12  # of a heading
_LINE = re.compile(r"[^\n]+")
_STRESS = r"[*_]{0,3}"
_ITEM = rf"[ \t]*(?P<item>(?:>[ \t]*)*(?:(?:[-*+•–]|\d{{1,3}}[.)])[ \t]+)?){_STRESS}"
_LABEL = rf"(?:(?P<label>[^\"“”:\n]{{2,60}}?){_STRESS}:{_STRESS}[ \t]*)?"
_OPENING = re.compile(rf"{_ITEM}{_LABEL}{_STRESS}[\"“]")
_DASH = r"(?:[–—―]|--?)[ \t]*(?P<by>[^\"“”\n]{2,120})"
_CLOSING = re.compile(rf"[\"”]{_STRESS}[.,]?[ \t]*(?:{_DASH})?$")
_SIGNED = re.compile(rf"[> \t]*{_STRESS}{_DASH}")
_HEADING = re.compile(r"(?P<level>#{1,6})[ \t]+\S")
_BOLD = re.compile(r"[ \t]*(?:[-*+•][ \t]+)?(?:\*\*|__)[^*_\n]+(?:\*\*|__):?[ \t]*")
_PLAIN = 7  # the level of a heading that is no more than a short line
# A comma, bracket, colon or dash, ’s, or a word in small letters.
_BEHIND_NAME = re.compile(r"[^\w'’.\s-]|['’]s\b|\s(?=[a-z])|\s[–—-]")
_MOST_OF_NAME = 3  # words
_WORD = re.compile(r"[^\W_]+(?:['’-](?!s\b)[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line; ``alone``: the quotation that is all of it, and what stands before and behind it."""

    match: re.Match[str]
    alone: tuple[Part, re.Match[str], re.Match[str]] | None


@dataclass(frozen=True, slots=True)
class _Named:
    """A speaker's name where the draft's layout has it, or nobody's."""

    name: str | None
    start: int = 0
    end: int = 0
    level: int = 0


def with_layout(
    text: str, quotes: Sequence[Quote], names: Callable[[], Collection[str]]
) -> list[Quote]:
    """The quotations of a draft; those that stand alone in their line are the layout's speakers'.

    ``names``: gives the speakers that the sources know; not called where no quotation stands alone.
    A quotation that stands alone is a record of its own; whoever is but guessed to say it does not,
    where the layout names nobody either.
    """
    lines = _read_lines(text, quotes)
    if not any(line.alone for line in lines):
        return list(quotes)
    told = dict(_told(text, lines, _known(names())))
    people = _People(quotes)
    found: list[Quote] = []
    for quote in quotes:
        several = len({told[part].name for part in quote.parts if part in told}) > 1
        alone = [part for part in quote.parts if _is_told(quote, told.get(part), several)]
        if not alone:
            found.append(quote)
            continue
        if rest := tuple(part for part in quote.parts if part not in alone):
            found.append(replace(quote, parts=rest))
        found += [people.says(quote, part, told[part], text) for part in alone]
    return told_apart(sorted(found, key=lambda one: one.start))


def _is_told(quote: Quote, named: _Named | None, several: bool) -> bool:
    """Whether the layout is believed: a short line above may be a picture's.

    ``several``: it names several for the parts of what was read as one speech.
    """
    if quote.kind != "direct" or named is None:
        return False
    return several or named.level < _PLAIN or quote.confidence.speaker < _IS_SURE


class _People:
    """The draft's speakers; one name is one of them."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self._of = {one.speaker.name.casefold(): one.speaker for one in quotes if one.speaker}
        self._ids = {one.id for one in self._of.values()}

    def says(self, quote: Quote, part: Part, named: _Named, text: str) -> Quote:
        alone = replace(quote, parts=(part,), cue=None, flags=(), why=())
        if named.name is None:
            if quote.confidence.speaker >= _NO_GUESS and not _is_in_heading(text, quote.source):
                return replace(quote, parts=(part,))
            sure = Confidence(quote.confidence.quote, 0.0, 0.0)
            return replace(alone, source=None, speaker=None, confidence=sure)
        return replace(
            alone,
            source=Mention(named.start, named.end, text[named.start : named.end], "name"),
            speaker=self._speaker(named.name),
            confidence=Confidence(quote.confidence.quote, SURE, SURE),
            why=("the layout names the speaker",),
        )

    def _speaker(self, name: str) -> Speaker:
        if name.casefold() not in self._of:
            number = len(self._ids) + 1
            while f"s-{number}" in self._ids:
                number += 1
            self._ids.add(f"s-{number}")
            self._of[name.casefold()] = Speaker(name, "person", f"s-{number}")
        return self._of[name.casefold()]


def _is_in_heading(text: str, source: Mention | None) -> bool:
    """Whether a source stands in a heading, which tells of what stands under it alone."""
    line = _LINE.match(text, text.rfind("\n", 0, source.start) + 1) if source else None
    return bool(line and _level(line[0]))


def _level(line: str) -> int:
    """That of a heading marked as one, “##” or bold; 0: it is none."""
    marked = _HEADING.match(line)
    return len(marked["level"]) if marked else _PLAIN if _BOLD.fullmatch(line) else 0


Names = dict[tuple[str, ...], str]


def _read_lines(text: str, quotes: Sequence[Quote]) -> list[_Line]:
    by_line: dict[int, list[Part]] = {}
    for quote in quotes:
        for part in quote.parts if quote.kind == "direct" else ():
            by_line.setdefault(text.rfind("\n", 0, part.start) + 1, []).append(part)
    lines = [line for line in _LINE.finditer(text) if line[0].strip(" \t>")]
    return [_Line(line, _alone(text, line, by_line.get(line.start(), []))) for line in lines]


def _alone(
    text: str, line: re.Match[str], parts: Sequence[Part]
) -> tuple[Part, re.Match[str], re.Match[str]] | None:
    if len(parts) != 1:
        return None
    [part] = parts
    opening = _OPENING.fullmatch(text, line.start(), part.start)
    closing = _CLOSING.match(text, part.end, line.end())
    return (part, opening, closing) if opening and closing else None


def _told(text: str, lines: Sequence[_Line], names: Names) -> Iterator[tuple[Part, _Named]]:
    """The parts that stand alone in their line and, of each, whom the layout names.

    The line itself, the line below, the heading above. A name there that no source knows is left to
    whoever read the article.
    """
    headings: list[_Named] = []
    is_below = False  # whether nothing but quotations stands between the heading and here
    for line, after in zip_longest(lines, lines[1:]):
        if line.alone is None:
            headings, is_below = _headed(text, line.match, headings, is_below, names)
            continue
        part, opening, closing = line.alone
        below = after and _SIGNED.fullmatch(text, *after.match.span())
        signed = closing if closing["by"] else below
        if signed:
            own = _named(text, signed.span("by"), names)
        elif opening["label"]:
            own = _named(text, opening.span("label"), names)
        elif is_below or opening["item"]:
            own = headings[-1] if headings else _Named(None)
        else:
            own = None
        if own:
            yield part, own


def _headed(
    text: str, line: re.Match[str], headings: list[_Named], is_below: bool, names: Names
) -> tuple[list[_Named], bool]:
    """The headings above what follows the line, and whether it follows them at once."""
    if _SIGNED.fullmatch(line[0]):
        return headings, is_below
    marked = _level(line[0])
    named = _named(text, line.span(), names)
    short = len(line[0].split()) <= _MOST_WORDS and line[0].rstrip()[-1:] not in '.!?,;"”'
    if marked or (named and short):
        level = marked or _PLAIN
        above = [one for one in headings if one.level < level]
        return [*above, *([replace(named, level=level)] if named else [])], True
    # Prose: whoever else is named in it may be who says what follows.
    other = named and headings and _surname(named) != _surname(headings[-1])
    return ([] if other else headings), False


def _surname(named: _Named) -> str:
    return (named.name or "").split()[-1].casefold()


def _known(names: Collection[str]) -> Names:
    """The names by their words in small letters, and the surnames."""
    split = {tuple(word.casefold() for word in _WORD.findall(name)): name for name in names}
    return {words[-1:]: name for words, name in split.items() if words} | split


def _named(text: str, stretch: tuple[int, int], names: Names) -> _Named | None:
    """The one speaker that a stretch of the text names; None where it names none, or several.

    The surname is enough where a stretch begins with a name.
    """
    words = [*_WORD.finditer(text, *stretch)]
    keys = [word[0].casefold() for word in words]
    found: dict[str, tuple[int, int]] = {}
    for first in range(len(keys)):
        for size in (4, 3, 2):
            if len(key := tuple(keys[first : first + size])) == size and key in names:
                span = words[first].start(), words[first + size - 1].end()
                found.setdefault(names[key], span)
                break
    if not found and words:
        end = _BEHIND_NAME.search(text, words[0].start(), stretch[1])
        words = [word for word in words if end is None or word.end() <= end.start()]
        while words and words[0][0].casefold() in wording.FUNCTION_WORDS:
            words = words[1:]
        if 0 < len(words) <= _MOST_OF_NAME and (words[-1][0].casefold(),) in names:
            found[words[-1][0]] = words[0].start(), words[-1].end()
    if len(found) != 1:
        return None
    [span] = found.values()
    return _Named(text[slice(*span)], *span)
