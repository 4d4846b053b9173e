"""Where the text names somebody: the names that the model sees, mended at their edges.

The model's names come from labels of single words, so an unusual name may lose its beginning
(“[Dainis] Ivans”, “O'[Neill]”); capital letters tell where it begins. What stands as a source and
is written like a name is one, even if the model saw none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from quotes.encoder.words import WordSpan
from quotes.languages import english
from quotes.languages.sentences import begins_sentence, sentences_within
from quotes.languages.words import any_of
from quotes.pipeline.attribution.spans import decode
from quotes.pipeline.news.documents import is_document
from quotes.pipeline.news.edges import (
    begins_body,
    behind_office,
    behind_particle,
    body_before,
    body_of_place,
    firm_end,
    first_name,
    first_of_two,
    last_syllable,
    last_words,
    no_first_name,
    whole_words,
)
from quotes.pipeline.news.people import (
    ORGANISATION,
    PERSON,
    PLACE,
    Name,
    make_name,
)
from quotes.pipeline.news.recurring import full_names, single_names

if TYPE_CHECKING:
    from quotes.encoder.model import Reading
    from quotes.encoder.words import Words

LONGEST_NAME = 200  # characters
_NICKNAMED = re.compile(r"(?<!\w)([A-Z][\w’'-]*)\s(?:\"\w+\"|“\w+”|‘\w+’|'\w+'|\(\w+\))\s$")
_CAPITALISED_BEFORE = r"(?:[A-Z][\w’'-]*\.? ){1,3}"
_OF = re.compile(r" (?:of|for) (?:the )?[A-Z]")
_NO_NAMES_ALONE = english.NO_FIRST_NAMES | english.ROLE_NOUNS
_NAMED = re.compile(r"\.? [A-Z]")
_INTRODUCED = re.compile(r"(?<=[\w’'.-] )\w+")  # a word after another one on its line
_SMALL = rf"(?:{any_of(english.WITHIN_NAMES)})"
_CAPITALISED = re.compile(
    rf"[A-Z][\w.&’'-]*(?:\s+(?:{_SMALL}\s+)*(?=[A-Z])[A-Z][\w.&’'-]*)*"
)  # fmt: skip


def find_names(
    text: str, words: Words, reading: Reading, sources: Sequence[WordSpan]
) -> list[Name]:
    """All names of a text, in order; none overlaps another."""
    found: list[Name | None] = []
    taken = np.zeros(len(words), dtype=bool)
    inside = {word: source for source in sources for word in range(*source)}
    joined = 0
    for start, end, label in _labelled(text, words, reading):
        a, _ = words.range_of(start, end)
        if a == len(words) or (taken[a] and label == ORGANISATION) or start < joined:
            continue  # “the Inspector General”, behind “Office of”; “Linde”, behind “van der”
        source = inside.get(a)
        if label == PERSON and begins_body(text, start, end):
            label = ORGANISATION
        if label == PLACE and source is not None:
            body = body_of_place(text, end, int(words.end[source[1] - 1]))
            if body and not reading.names[slice(*words.range_of(end, body))].argmax(axis=1).any():
                end, label = body, ORGANISATION
        if label == PERSON and (firm := firm_end(text, start, end)):
            end, label = firm, ORGANISATION
        if label == PERSON:
            end = joined = behind_particle(text, end)
            start = behind_office(text, start, end)
        if label == PERSON and source is not None:
            start = first_name(text, start, end, int(words.start[source[0]]))
            end = last_syllable(text, end, int(words.end[source[1] - 1]))
        if label == ORGANISATION and source is not None:
            end = last_words(text, end, int(words.end[source[1] - 1]))
        taken[slice(*words.range_of(start, end))] = True
        name = make_name(text, start, end, label)
        if name and not _is_office(text, name):
            found.append(name)
    for source in sources:
        for start, end in _written_like_names(text, words, source):
            a, b = words.range_of(start, end)
            if not taken[a:b].any():
                taken[a:b] = True
                found.append(make_name(text, start, end, _label(reading, a, b)))
    kept = _of_one_sort(_parts_are_persons([name for name in found if name]))
    kept = _instead(_with_nicknames(text, kept), kept)
    kept = _instead(full_names(text, kept), kept)
    kept = _instead(_fuller(text, kept), kept)
    kept += single_names(text, kept)
    # What is left out of the words (a photo's caption) is looked through as text, but names nobody.
    kept = [name for name in kept if _has_words(words, name)]
    return sorted(kept, key=lambda name: name.start)


def _labelled(text: str, words: Words, reading: Reading) -> Iterator[tuple[int, int, int]]:
    """What the model takes for names: characters and label, each within one sentence.

    Two that make one name (“Earl” “Ray Lund”, “Joint Committee” on “Human Rights”) are one.
    """
    found: list[tuple[int, int, int]] = []
    for span in decode(reading.names):
        start, end = words.characters((span.start, span.end))
        for a, b in sentences_within(text, *whole_words(text, start, end)):
            if span.label == ORGANISATION:
                a = body_before(text, a)
            while found and found[-1][1] > a:
                a = min(a, found.pop()[0])
            if found and span.label == found[-1][2] == PERSON and b > a:
                a = first_of_two(text, found[-1][:2], a)
                if a == found[-1][0]:
                    found.pop()
            if not found or found[-1][1] <= a:
                found.append((a, b, span.label))
    return iter(found)


def _is_office(text: str, name: Name) -> bool:
    """“Secretary of …”: what somebody is, not what a person or a body is called."""
    first, *more = name.text.casefold().split()
    is_title = first in english.TITLES or (name.label == PERSON and first in _NO_NAMES_ALONE)
    is_title = is_title and all(word.rstrip(".") in english.TITLES for word in more)
    if is_title and _NAMED.match(text, name.end):
        return True  # “PC Ada Lund”, “Lord Lund”, “Striker Ada Lund”, “Det Ch Insp Ada Lund”
    if _is_short(name.text):
        return True
    if not more and first in english.ROLE_NOUNS:
        return name.label != PERSON or bool(_OF.match(text, name.end))  # “a Nevada Republican”
    return bool(more) and first in english.ROLE_NOUNS and more[0] in ("of", "for")


def _is_short(printed: str) -> bool:
    """“The local MP”, “its CEO”: what somebody is, in capitals."""
    plain = printed.casefold()
    return printed.isupper() and (plain in english.HONOURS or plain in english.ROLE_NOUNS)


def _has_words(words: Words, name: Name) -> bool:
    first, end = words.range_of(name.start, name.end)
    return first < end


def _instead(new: list[Name], old: Sequence[Name]) -> list[Name]:
    """The new names, and the old ones that none of them overlaps."""
    new.sort(key=lambda name: name.start)
    starts = [name.start for name in new]

    def covered(name: Name) -> bool:
        at = bisect_left(starts, name.end) - 1
        return at >= 0 and new[at].end > name.start

    return [name for name in old if not covered(name)] + new


def _parts_are_persons(names: Sequence[Name]) -> list[Name]:
    """A single word that ends a person's full name is that person, whatever it was taken for; one
    that begins it is, if it was taken for a body: “Eustace” of Eustace Pimlott."""
    whole = [name.key for name in names if name.label == PERSON and len(name.key) > 1]
    first, last = {key[0] for key in whole}, {key[-1] for key in whole}
    return [
        replace(name, label=PERSON)
        if len(name.key) == 1
        and (name.key[0] in last or (name.label == ORGANISATION and name.key[0] in first))
        else name
        for name in names
    ]


def _of_one_sort(names: Sequence[Name]) -> list[Name]:
    """A single word that is mostly read as a person's name, or a body's, is so everywhere."""
    often: dict[str, Counter[int]] = {}
    for name in names:
        if len(name.key) == 1 and name.label in (PERSON, ORGANISATION):
            often.setdefault(name.text, Counter())[name.label] += 1
    sorts = {
        text: labels.most_common(1)[0][0]
        for text, labels in often.items()
        if len(labels) > 1 and labels[PERSON] != labels[ORGANISATION]
    }
    return [
        replace(name, label=sorts[name.text])
        if len(name.key) == 1 and name.label != PLACE and name.text in sorts
        else name
        for name in names
    ]


def _with_nicknames(text: str, names: Sequence[Name]) -> list[Name]:
    """Names that a nickname in marks parts in two: Ada “Bix” Lund."""
    out = []
    for name in names:
        match = _NICKNAMED.search(text, max(0, name.start - 40), name.start)
        if match and name.label == PERSON and not no_first_name(match[1]):
            out.append(make_name(text, match.start(), name.end, PERSON))
    return [name for name in out if name]


def _fuller(text: str, names: Sequence[Name]) -> list[Name]:
    """Full names that the model missed, of people whom it knows by the surname alone.

    Somebody called “Teague” was mostly introduced: “Ambrose Teague”. Found by the surname and the
    capital letters before it.
    """
    whole = {word for name in names if len(name.key) > 1 for word in (name.key[0], name.key[-1])}
    alone = {n.text for n in names if n.label == PERSON and len(n.key) == 1}
    surnames = [s for s in sorted(alone) if s.casefold() not in whole and len(s) > 2]
    places = _places(text, surnames)
    out = []
    for surname in surnames:
        for match in _after_capitals(text, surname, places[surname]):
            begin = sentences_within(text, match.start(), match.end())[-1][0]
            words = text[begin : match.end()].split()
            first = len(words) - 1
            while first and not no_first_name(words[first - 1]):
                first -= 1
            if len(words) - first < 2:
                continue
            at = match.end() - len(" ".join(words[first:]))
            if len(words) - first > 2 and begins_sentence(text, at):
                at += len(words[first]) + 1
            if name := make_name(text, at, match.end(), PERSON):
                out.append(name)
    return out


def _places(text: str, surnames: Sequence[str]) -> dict[str, list[int]]:
    """Where each of these words stands behind another one: all of them in one pass."""
    places: dict[str, list[int]] = {surname: [] for surname in surnames}
    beginning: dict[str, list[str]] = {}
    for surname in surnames:
        if match := re.match(r"\w+", surname):
            beginning.setdefault(match[0], []).append(surname)
    for match in _INTRODUCED.finditer(text):
        for surname in beginning.get(match[0], ()):
            if text.startswith(surname, match.start()):
                places[surname].append(match.start())
    return places


def _after_capitals(text: str, surname: str, places: Sequence[int]) -> Iterator[re.Match[str]]:
    """A surname with the one to three capitalised words before it, wherever it has any."""
    if not places:
        return
    pattern = re.compile(rf"{_CAPITALISED_BEFORE}{re.escape(surname)}\b")
    end = 0
    for place in places:
        if place < end:
            continue
        first, least = place, max(end, place - LONGEST_NAME)
        for _ in range(4):  # blanks: one before the surname, and one before each capitalised word
            first = text.rfind(" ", least, first)
            if first < 0:
                first = least
                break
        if match := pattern.search(text, first, place + LONGEST_NAME):
            end = match.end()
            yield match


def _written_like_names(text: str, words: Words, source: WordSpan) -> Iterator[tuple[int, int]]:
    start, end = int(words.start[source[0]]), int(words.end[source[1] - 1])
    pieces = [
        piece
        for match in _CAPITALISED.finditer(text, start, end)
        for piece in sentences_within(text, *match.span())
    ]
    for begin, stop in pieces:
        at, printed = begin, text[begin:stop]
        first = printed.split()[0].casefold().rstrip(".")
        if first in english.PRONOUNS or first in english.NO_FIRST_NAMES:
            if " " not in printed or first in english.PRONOUNS:
                continue
            at += len(printed) - len(printed.split(maxsplit=1)[1])
        for title in re.finditer(r"[\w’'-]+\.? ", printed):  # “Ruritanian President Ada Lund”
            plain = title[0].casefold().strip(" .")
            if plain in english.TITLES_AND_ROLES:
                at = max(at, begin + title.end())
        last = printed.split()[-1].casefold()
        if last in english.TITLES_AND_ROLES or last in english.GROUP_NOUNS or _is_short(printed):
            continue
        if " " not in printed and is_document(last):
            continue  # “Polls”, where a sentence begins
        yield at, stop


def _label(reading: Reading, a: int, b: int) -> int:
    """Person or organisation, by what the model finds likelier for these words."""
    scores = np.exp(reading.names[a:b]).sum(axis=0)
    person, organisation = scores[PERSON : PERSON + 2].sum(), scores[ORGANISATION:].sum()
    return PERSON if person >= organisation else ORGANISATION
