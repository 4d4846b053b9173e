"""Where a source mention begins and ends, if the labels took too much or too little; and the name
that stands beside it."""

from __future__ import annotations

import re

from quotes.languages import english
from quotes.languages.words import any_of
from quotes.pipeline.news.mentions import is_utterance
from quotes.pipeline.news.people import PERSON, Name, People

# “was reported by X”: the preposition is no part of X
_BY = re.compile(rf"(?:{any_of(english.BEFORE_SOURCE)})\s+(?=\S)", re.IGNORECASE)
# “[The] audit, begun in May, found”
_CUT_OFF = re.compile(r"([Tt]he|[Aa]n?)(?: [\w’'-]+){1,3}(?=\s*[,—–(])")
# “Cross-examined by Mr. Lund, [the clerk]”, of which the labels may take “Mr. Lund, the clerk”
_ASKED = re.compile(r"(?:[A-Z][\w-]+ed|Under (?:[\w-]+ )?[\w-]+) by ")
_LONGEST_ASKED = 40
# Who asks may be told by a description and a name: “by Mr. Kemp's lawyer, Ada Roe, [Mr. Lund]”.
_ASKED_BY = re.compile(
    rf"(?:{_ASKED.pattern})?(?:[^,\n]{{2,60}}[a-z],\s+[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){{1,3}}|[^,\n]{{2,60}})"
    r",\s+(?=\S)"
)
_OWNS = re.compile(r"['’]s? (?:[\w-]+ ){0,2}[\w-]+\W*$")
# “one of them, ”, and what stands behind the name
_APPOSED = re.compile(r"(?:one|another)(?: of [\w’'-]+(?: [\w’'-]+){0,2})?, ", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[,.;:)”\"]|\Z|\n)")
_NEAR = 3  # characters: the comma and the blank


def bounds(text: str, people: People, start: int, end: int) -> tuple[int, int]:
    """The characters [start, end) of what a mention should have been."""
    if match := _BY.match(text, start, end):
        start = match.end()
    start = _who_is_asked(text, start, end)
    if (match := _CUT_OFF.match(text, start)) and end == match.end(1):
        end = match.end()
    own = people.within(start, end)
    if own and text[end : end + 1] == " ":  # “[Mina] Oster”
        end = max(end, own[-1].end)
    return start, end


def _who_is_asked(text: str, start: int, end: int) -> int:
    """Where who answers begins, if the mention has who asks too."""
    asked = _ASKED.search(text, max(0, start - _LONGEST_ASKED), end)
    if not asked or asked.start() > start or asked.end() < start:
        return start
    match = _ASKED_BY.match(text, start, end)
    return match.end() if match else start


def named_behind(text: str, people: People, start: int, end: int) -> Name | None:
    """The name in apposition to “one of them, Ada Lund”."""
    match = _APPOSED.match(text, start, end + _NEAR)
    own = people.within(match.end(), match.end() + 1) if match else []
    name = own[0] if own and own[0].label == PERSON else None
    return name if name and _ENDS.match(text, name.end) else None


def whose(text: str, people: People, start: int, end: int) -> Name | None:
    """Whose words the mention is: “Ada Lund's answer”."""
    if not is_utterance(text[start:end]):
        return None
    own = people.within(start, start + 5)  # behind “the”
    return next((n for n in own if _OWNS.match(text, n.end, end)), None)
