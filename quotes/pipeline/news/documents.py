"""What a document that speaks is called: “the report” is the “Harbour Board report” named above.

A report, a poll or a law is no person or body, even where the text names one nearby. It goes by the
words that tell it from others of its sort: whose it is, who wrote it, what it is on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from quotes.languages import english
from quotes.languages.lemmas import is_verb, verb_of
from quotes.languages.sentences import begins_sentence, sentences_within
from quotes.languages.words import any_of
from quotes.pipeline.news.people import People
from quotes.pipeline.roles import ARTICLE, head_end

LONGEST = 14  # words of what a document is called
_BEFORE = 120  # characters before its noun that may tell whose it is
_SMALL = any_of([*english.WITHIN_NAMES, "for"])
_CAPITALS = rf"[A-Z][\w.&’'/-]*(?:\s(?:(?:{_SMALL})\s)*[A-Z0-9][\w.&’'/-]*)*"
# “Harbour Board annual report”, “2021 report”: what stands before the noun.
_OWNER = re.compile(
    rf"(?:(?<=\s)|^)((?:\d{{4}}\s)?{_CAPITALS}|\d{{4}})((?:\s[a-z][a-z-]*){{0,2}})\s$"
)
# “report (published) by the Harbour Board”: what stands behind it.
_MADE = r"(?:,?\s[a-z]+(?:ed|ten))?"  # “released”, “written”
_MAKER = re.compile(rf"{_MADE}\s(?:by|from)\s(?:the\s)?{_CAPITALS}")
_WHOSE = re.compile(
    rf"{_MAKER.pattern}(?:\s[a-z-]+){{0,2}}?\s(?:{any_of(sorted(english.BODY_NOUNS))})\b"
)
_CUT = re.compile(r"[,;:(\[“\"—–]|\s-\s|\s(?:who|whom|whose|which|that)\b")
_POSSESSIVE = re.compile(r"['’]s?$")
_DEFINITE = re.compile(r"(?:the|this|that|these|those)\s", re.IGNORECASE)
_INTRODUCED = re.compile(r"(?:^|\s)(?:an?|another|one|new|some)\s(?:[\w-]+\s){0,2}$", re.IGNORECASE)


class Title(NamedTuple):
    """What a document is called, as printed in text[start:end]."""

    start: int
    end: int
    name: str


class Documents:
    """The documents of one text: what each is called, and which of them a noun stands for."""

    def __init__(self, text: str, people: People) -> None:
        self._text, self._people = text, people
        self._known: list[tuple[int, str, Title | None, bool]] | None = None

    def own_title(self, start: int, end: int) -> Title | None:
        """What the phrase text[start:end] calls a document by itself; None if nothing special."""
        place = _noun_in(self._text[start:end])
        if place is None:
            return None
        noun, head = start + place[0], start + place[1]
        title = self._title(noun, head, start)
        cut = _CUT.search(self._text, head, end)
        last = cut.start() if cut else end
        behind = title is None or title.end > head or self._people.within(head, last)
        if not behind or len(self._text[start:last].split()) > LONGEST:
            return title
        if title is None and not self._people.within(head, last):
            return None
        article = ARTICLE.match(self._text[start:last])
        return self._made(start + (article.end() if article else 0), last)

    def meant(self, start: int, noun: str) -> Title | None:
        """The title of the document that “the report” at ``start`` stands for, if the text has one:
        of the last one before it, or else the next one behind it that brings in none."""
        if not _DEFINITE.match(self._text, start):
            return None
        known = [one for one in self._all() if _may_be_one(noun, one[1])]
        plain = _singular(noun)
        news = {one[0] for one in known if one[3] and _singular(one[1]) == plain}
        for place, _, title, _ in reversed(known):
            if place < start and title is not None:
                return title
            if place < start and place in news:
                break
        behind = next((one for one in known if one[0] > start and (one[2] or one[0] in news)), None)
        return behind[2] if behind and not behind[3] else None

    def _all(self) -> list[tuple[int, str, Title | None, bool]]:
        if self._known is None:
            self._known = list(self._found())
        return self._known

    def _found(self) -> Iterator[tuple[int, str, Title | None, bool]]:
        """Where each noun of a document stands, its title, and whether it brings in a new one."""
        for match in re.finditer(r"(?<![\w’'-])[A-Za-z][a-z-]+(?![\w’'-])", self._text):
            if not is_document(match[0]):
                continue
            at = match.start()
            begin = max(0, at - _BEFORE, self._text.rfind("\n", 0, at) + 1)
            first = sentences_within(self._text, begin, match.end())[-1][0]
            new = bool(_INTRODUCED.search(self._text, first, at))
            yield at, match[0], self._title(at, match.end(), first), new

    def _title(self, noun: int, end: int, first: int) -> Title | None:
        """Of the noun at [noun, end), by what stands beside it; ``first``: where that may begin."""
        maker = _MAKER.match(self._text, end)
        if maker and _POSSESSIVE.search(maker[0]):  # “by Lund's office”
            maker = _WHOSE.match(self._text, end)
        owner = _OWNER.search(self._text, max(first, noun - _BEFORE), noun)
        at = noun
        if owner and all(map(_is_modifier, owner[2].split())):
            at = owner.start(1)
            if article := ARTICLE.match(self._text[at:noun]):
                at += article.end()
            words = self._text[at : max(at, owner.end(1))].split()
            tells = bool(maker) or any(w[0].isupper() and not _is_common(w) for w in words)
            if not tells or (len(words) == 1 and not (self._is_name(at) or words[0].isdigit())):
                at = noun
        if at == noun and not maker:
            return None
        return self._made(at, maker.end() if maker else end)

    def _is_name(self, at: int) -> bool:
        """Is the capital there that of a name, not of a sentence?"""
        return not begins_sentence(self._text, at) or bool(self._people.within(at, at + 1))

    def _made(self, start: int, end: int) -> Title:
        start, end = sentences_within(self._text, start, end)[0]
        return Title(start, end, " ".join(self._text[start:end].split()).rstrip(".’'"))


def is_document(noun: str) -> bool:
    """Is it what a document is called, one or several: “report”, “studies”?"""
    return _singular(noun) in english.ANY_DOCUMENT - english.OUTLET_NOUNS


def document_noun(printed: str) -> str | None:
    """The noun of a phrase that speaks of a document."""
    place = _noun_in(printed)
    return printed[slice(*place)] if place else None


def _noun_in(printed: str) -> tuple[int, int] | None:
    """Where it stands: at the end of its head, or before “released” and the like."""
    words = list(re.finditer(r"[\w-]+", printed[: head_end(printed)]))
    while len(words) > 1 and _is_participle(words[-1][0]):
        words.pop()
    return words[-1].span() if words and is_document(words[-1][0]) else None


def _singular(noun: str) -> str:
    plain = noun.casefold()
    forms = [plain, plain.removesuffix("s")]
    forms += [plain[:-3] + "y"] if plain.endswith("ies") else []
    forms += [plain[:-2] + "is"] if plain.endswith("ses") else []
    return next((form for form in forms if form in english.ANY_DOCUMENT), plain)


def _may_be_one(noun: str, other: str) -> bool:
    """One study may be called a report, and a lawsuit a complaint; but “complaints” are others."""
    a, b = _singular(noun), _singular(other)
    if a == b or (a == noun.casefold()) != (b == other.casefold()):
        return noun.casefold() == other.casefold()
    return any(a in group and b in group for group in english.ONE_DOCUMENT)


def _is_common(word: str) -> bool:
    return _POSSESSIVE.sub("", word).casefold().rstrip(".") in english.NO_FIRST_NAMES


def _is_modifier(word: str) -> bool:
    """May it stand between whose a document is and its noun? “annual”, not “published its”."""
    return word not in english.PARTING and not _is_participle(word)


def _is_participle(word: str) -> bool:
    return word.endswith(("ed", "tten")) and is_verb(verb_of(word.casefold()))
