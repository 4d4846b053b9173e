"""The noun phrase of a source: which of the names in it, if any, is the speaker's.

“University of Tampere lecturer Ada Lund” is Ada Lund, and so is “Minister of Education Ada Lund”;
“a spokesman for Ada Lund” and “the wife of President Lund” are not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.languages import english
from quotes.languages.words import any_of
from quotes.pipeline.news.people import PERSON, Name, People
from quotes.pipeline.roles import ARTICLE, head_end

_POSSESSIVE = re.compile(r"['’]s?$")
_OWNS = re.compile(r"['’]s?\s\w")
# Nothing but these may stand between a name and the end of its phrase.
_BEHIND = re.compile(
    rf"['’]s?|\b(?:{any_of(english.BEHIND_NAME)})\b|\b(?:{any_of(english.CALENDAR)})\b|\d+|[\W_]"
)
_SHORT_FORM = re.compile(r"\([A-Z][A-Z&]{1,6}\)(?=\s+\w)")  # “internet provider (ISP) Lund.net”
_WRITTEN_BY = re.compile(r"(?:[\w’'-]+ ){0,4}?([\w-]+)(?: \w+(?:ed|en))? (?:by|from) ")
_BEFORE_NAME = (
    english.ROLE_NOUNS
    | english.TITLES
    | english.ROLE_MODIFIERS
    | english.PARTISANS
    | {"del", "delegate"}
)
_CALLS = english.TITLES_AND_ROLES


def name_in(text: str, people: People, start: int, end: int) -> Name | None:
    """The name that heads the phrase text[start:end], or stands in apposition to its head."""
    inside = [n for n in people.within(start - 1, end + 2) if n.end <= end + 2]
    if not inside:
        return _name_after(text, people, start, end)
    printed = text[start:end]
    head = start + head_end(_SHORT_FORM.sub(lambda found: " " * len(found[0]), printed))
    at_head = [n for n in inside if n.start < head and _closes(text[n.end : head])]
    if at_head:
        return _called_by(text, at_head[-1], inside) or at_head[-1]
    for name in inside:  # a name with "of" in it
        if name.start <= start + 4 and name.end >= head:
            return _called_by(text, name, inside) or name
    for name in inside:
        if name.label == PERSON and _stands_beside(text[start : name.start]):
            return name
    for comma in re.finditer(r",\s+", printed):  # “the council's secretary, Rustem Umerov”
        at = start + comma.end()
        for name in inside:
            before = text[at : name.start]
            if name.start < at or not _only_titles(ARTICLE.sub("", before)):
                continue
            if _OWNS.match(text, name.end, end):  # “Lund's biggest rival”
                continue
            if name.label == PERSON or _closes(text[name.end : end]):
                return name
    return _writer(text, inside, start, end)


def _writer(text: str, inside: Sequence[Name], start: int, end: int) -> Name | None:
    """Whose a document is: “a letter written by Tom Quill”. A body's goes by its own title."""
    by = _WRITTEN_BY.match(text, start, end)
    if not by or by[1].casefold() not in english.DOCUMENT_NOUNS:
        return None
    last = inside[-1]
    written = last.start >= by.end() and last.label == PERSON and _closes(text[last.end : end])
    return last if written and not english.PARTING & _words(text[by.end() : last.start]) else None


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold())) - {"the", "a", "an"}


def _name_after(text: str, people: People, start: int, end: int) -> Name | None:
    """The name right after “its spokesman,” that the mention was cut off from."""
    words = re.findall(r"[\w-]+", text[start:end].casefold())
    comma = re.compile(r",?\s+").match(text, end)
    if not comma or not words or words[-1] not in english.ROLE_NOUNS:
        return None
    at = comma.end()
    at_once = (n for n in people.within(at, at + 1) if n.label == PERSON)
    return next(at_once, None)


def _called_by(text: str, body: Name, inside: Sequence[Name]) -> Name | None:
    """Who is called something by a body's name: “University of Tampere lecturer Ada Lund”."""
    if body.label == PERSON:
        return None
    for name in inside:
        if name.label == PERSON and name.start > body.end:
            words = re.findall(r"[\w’'-]+", text[body.end : name.start].casefold())
            if words and words[-1] in _CALLS and not english.PARTING & set(words):
                return name
    return None


def _closes(rest: str) -> bool:
    """Nothing but a possessive, suffix or bracket stands between a name and the phrase's end."""
    return not _BEHIND.sub("", rest)


def _only_titles(words: str) -> bool:
    plain = re.findall(r"\w+", _POSSESSIVE.sub("", words.strip()))
    return all(w.casefold() in _BEFORE_NAME for w in plain)


def _stands_beside(before: str) -> bool:
    """Do the words before a name call its bearer something, with nothing that parts the two?

    An office with what it is for (“Secretary of State”), or a body with what somebody is there
    (“Church of Norway spokeswoman”). Behind the preposition of “a spokesman for President” or “the
    wife of Mr.” stands whom the description is about.
    """
    words = re.findall(r"(?:[A-Z]\.)+|[\w’'-]+(?:\.(?=\s))?|[^\w\s]", before)
    plain = [word.casefold().rstrip(".") for word in words]
    while plain and plain[-1] in english.COURTESIES:
        plain.pop()
    words = words[: len(plain)]
    parting = [i for i, word in enumerate(plain) if word in english.PARTING - {"and"} and i]
    if (
        not parting and "and" in plain
    ):  # “JPL scientist and co-author”; not “the mayor and President”
        return plain[-1] in _CALLS and plain[-2] != "and"
    if (
        len(words) < 3
        or not parting
        or not all(re.match(r"\w", word) for word in words)
        or plain[-1] in english.PARTING
        or _POSSESSIVE.search(words[-1])
        or any(word in english.BEGINS_CLAUSE for word in plain)
    ):
        return False
    head = parting[0] - 1
    if plain[head] in _CALLS:
        return plain[-1] not in _CALLS
    return words[head][0].isupper() and plain[-1] in _CALLS
