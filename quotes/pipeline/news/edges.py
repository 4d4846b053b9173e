"""Where a name begins and ends, if the model's labels of single words leave a part of it out."""

from __future__ import annotations

import re

from quotes.languages import english
from quotes.languages.sentences import begins_sentence
from quotes.languages.words import any_of

POSITION = re.compile(r"[A-Z]{2,4}")  # MP, CEO, DL: not J.R., which is a name
_WORD_BEFORE = re.compile(r"([\w’'.-]+)[ \n]$")  # a line may end in a name
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_FIRST_NAME = re.compile(rf"[A-Z][\w’'-]*|{_INITIALS.pattern}")
_GLUE = "'’-"
_NO_FIRST_NAMES = english.TITLES | english.ROLE_NOUNS | english.NO_FIRST_NAMES | english.COUNTS
_OFFICE_BEFORE = re.compile(r"\b([A-Z][\w-]+) (of|for) (?:the )?$")
_SMALL_END = re.compile(rf"(?: (?:{any_of([*english.BEHIND_BODIES, 'the'])}))+$")
_FIRM = re.compile(rf",? (?:(?:&|and) )?(?:{any_of(english.FIRM_ENDS_BEHIND)})\b")
_OFFICES = english.TITLES_AND_ROLES
_SYLLABLE = re.compile(r"[-‐‑][a-z]{1,6}(?!\w)")
_BODY_BEFORE = re.compile(
    rf"(?<!\w)((?:[A-Z][\w’'-]* )*(?:{any_of(sorted(w.title() for w in english.BODY_NOUNS))}))"
    rf" (?:{any_of(english.BEHIND_BODIES)}) (?:the )?$"
)
_MORE_NAME = re.compile(r"(?: [A-Z][\w’'-]*)+")
_OF_NAME = re.compile(
    rf" (?:{any_of(english.BEHIND_BODIES)}) (?:the )?((?:[A-Z][\w’'-]*)(?: [A-Z][\w’'-]*)*)"
)


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Widens to whole printed words: O'Neill, Ki-moon, Ackroyd-Lee."""
    while start and (
        text[start - 1].isalnum()
        or (text[start - 1] in _GLUE and start > 1 and text[start - 2].isalnum())
    ):
        start -= 1
    while end < len(text) and (
        text[end].isalnum()
        or (text[end] in "-‐‑" and text[end - 1].isalnum() and text[end + 1 : end + 2].isupper())
    ):
        end += 1
    return start, end


def first_name(text: str, start: int, end: int, source: int) -> int:
    """Where a person's name begins, if capitalised words right before it belong to it.

    ``source``: where the source mention begins that it stands in. A surname takes what looks like
    first names; a longer name its initials, and else only what makes it the whole beginning of the
    mention. A capital that begins a sentence (“Publican Shane Doolan”) counts only where nothing
    else gives a first name.
    """
    at = initials = start
    while at > source:
        match = _WORD_BEFORE.search(text[max(source, at - 30) : at])
        if not match or not _FIRST_NAME.fullmatch(match[1]) or no_first_name(match[1]):
            break
        if at < start and begins_sentence(text, at - len(match[0])):
            break
        if at == initials and _INITIALS.fullmatch(match[1]):
            initials -= len(match[0])
        at -= len(match[0])
    is_surname = " " not in text[start:end]
    return at if at == source or is_surname else initials


def first_of_two(text: str, before: tuple[int, int], start: int) -> int:
    """Where a person's name begins whose first word was read as a name of its own: “Earl Ray Lund”.

    ``before``: where that one stands.
    """
    a, b = before
    word = text[a:b]
    alone = _FIRST_NAME.fullmatch(word) and not no_first_name(word) and word[-1] not in "’'s"
    return a if alone and text[b:start] == " " else start


def last_syllable(text: str, end: int, source: int) -> int:
    """Where a person's name ends that goes on small behind its hyphen: “Lim Geun-hye”.

    Only where the mention, which ends at ``source``, ends so too: not “Lund-led”.
    """
    match = _SYLLABLE.match(text, end)
    return match.end() if match and match.end() == source else end


def body_before(text: str, start: int) -> int:
    """Where a body's name begins that was read from its second half on.

    “Alliance to [Save Our Moor]”, “Joint Committee on [Tall Ships]”.
    """
    match = _BODY_BEFORE.search(text, max(0, start - 80), start) if text[start].isupper() else None
    if not match:
        return start
    first = match.start(1)
    for word in match[1].split()[:-1]:
        if not no_first_name(word):
            break
        first += len(word) + 1
    return first


def no_first_name(word: str) -> bool:
    plain = word.casefold().strip(".")
    return plain in _NO_FIRST_NAMES or bool(POSITION.fullmatch(word))


def behind_office(text: str, start: int, end: int) -> int:
    """Where a person's name begins behind an office: “Minister of Education Ada Lund”.

    The labels may take the last word of the office into the name.
    """
    words = text[start:end].split(" ")
    match = _OFFICE_BEFORE.search(text[max(0, start - 40) : start]) if len(words) > 2 else None
    offices = english.TITLES if match and match[2] == "for" else _OFFICES - english.KIN
    if not match or match[1].casefold() not in offices:
        return start
    return start + len(words[0]) + 1


def behind_particle(text: str, end: int) -> int:
    """Where a person's name ends of which the labels have but particles: “Ada van der [Lund]”."""
    last = _WORD_BEFORE.search(text[max(0, end - 12) : end] + " ")
    match = _MORE_NAME.match(text, end) if last and last[1] in english.NAME_PARTICLES else None
    return match.end() if match else end


def firm_end(text: str, start: int, end: int) -> int | None:
    """Where the name of a firm ends that is called after somebody: “Ada Lund & Sons”, “Lund Foods”.

    None where the words are a person's name. A first name (“Romina Power”) is a person's.
    """
    if match := _FIRM.match(text, end):
        return match.end()
    first, *more = text[start:end].casefold().split()
    named = first in english.MEN or first in english.WOMEN
    return end if more and more[-1].strip(".") in english.FIRM_ENDS and not named else None


def body_of_place(text: str, end: int, mention: int) -> int | None:
    """Where a body's name ends of which a place is the beginning: “[Norhaven] Lines”.

    Only where nothing follows it in the mention, which ends at ``mention``, and no comma parts it
    from that; None where it is a place alone, or says where somebody is what he is (“Norhaven Mayor
    Ada Lund”).
    """
    match = _MORE_NAME.match(text, end, mention)
    if not match or any(no_first_name(word) for word in match[0].split()):
        return None
    return match.end() if match.end() == mention or text[match.end()] == "," else None


def begins_body(text: str, start: int, end: int) -> bool:
    """Whether what was read as a person is the first word of a body: “[Church] of Norway”."""
    return text[start:end].casefold() in english.BODY_NOUNS and bool(_OF_NAME.match(text, end))


def last_words(text: str, end: int, mention: int) -> int:
    """Where a body's name ends, if capitalised words right after it belong to it.

    “Commission on Tall Ships”: within the mention, which ends at ``mention``, also after a
    preposition; not “Commission of President Lund”, but “Office of the Inspector General”.
    """
    small = _SMALL_END.search(text, max(0, end - 30), end)
    end = small.start() if small else end
    match = _MORE_NAME.match(text, end)
    end = match.end() if match else end
    while match := _OF_NAME.match(text, end, max(end, mention)):
        words = match[1].split()
        if no_first_name(words[0]) and not all(w.casefold() in _OFFICES for w in words):
            break
        end = match.end()
    return end
