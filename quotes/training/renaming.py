"""Training texts with other names: people, bodies and places are renamed, all else stays.

A network that reads the same politicians again and again learns who they are; one that reads them
under new names in each pass has to learn how a text says who speaks. Somebody has one name
throughout a text, a family one surname, and a name fits its title and its pronouns.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from quotes.corpora.annotations import AnnotatedText, Span
from quotes.languages import english
from quotes.languages.sentences import begins_sentence
from quotes.languages.wording import FUNCTION_WORDS
from quotes.languages.words import any_of
from quotes.pipeline.news.people import ORGANISATION, PERSON, PLACE, Entity, Name, People, make_name
from quotes.training.edits import Edit, Edited
from quotes.training.examples import Labels
from quotes.training.new_names import (
    Person,
    draw_body,
    draw_initials,
    draw_person,
    draw_place,
    draw_surname,
)

RARELY = 0.1  # the share of a name's mentions that are printed small, at most
RENAMED_BODIES = 0.6  # and places: many of them are few and known to every reader
_LETTERS = re.compile(r"[^\W\d_]+")
_PERSON = re.compile(r"[^\W\d_][^\d_]*")
_ACRONYM = re.compile(r"[A-Z]{3,5}")
_OF_A_PEOPLE = re.compile(r"\w+(?:ans?|ish|ese|crats?|ics?|is?|ists?|s)")  # Danish, Democrats
_KEPT = frozenset("GOP NATO OPEC".split())


def common_words(texts: Iterable[str]) -> frozenset[str]:
    """Words that these texts print in lower case more than now and then: in a name they say what
    something is."""
    small: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for text in texts:
        words = _LETTERS.findall(text)
        small.update(word for word in words if word.islower())
        every.update(word.casefold() for word in words)
    found = {w for w, count in small.items() if count >= 2 and count >= RARELY * every[w]}
    return FUNCTION_WORDS | found


def renamed(
    annotated: AnnotatedText, labels: Labels, common: AbstractSet[str], dice: random.Random
) -> tuple[AnnotatedText, Labels]:
    """The text with other names, its attributions, quotations, names and sources where they are
    then. ``common``: words that are no names by themselves, in lower case."""
    text = annotated.text
    edits, found = _new_names(text, labels.names, common, dice)
    edited = Edited(text, edits)

    def moved(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(map(edited.moved, spans))

    new = replace(
        annotated,
        text=edited.text,
        attributions=tuple(
            replace(a, content=moved(a.content), cue=moved(a.cue), source=moved(a.source))
            for a in annotated.attributions
        ),
        quotations=tuple(replace(q, spans=moved(q.spans)) for q in annotated.quotations),
    )
    names = [(*edited.moved((start, end)), label) for start, end, label in [*labels.names, *found]]
    sources = {
        edited.moved(source): name and edited.moved(name) for source, name in labels.sources.items()
    }
    return new, Labels(sorted(names), sources)


def _new_names(
    text: str,
    names: Sequence[tuple[int, int, int]],
    common: AbstractSet[str],
    dice: random.Random,
) -> tuple[list[Edit], list[tuple[int, int, int]]]:
    """What is written instead of which name; and names of people that ``names`` leaves out."""
    known = {name.start: name for one in names if (name := make_name(text, *one))}
    people = People(known.values())
    words: dict[str, str] = {}  # as printed → what stands there now
    persons: set[str] = set()
    edits = []
    for entity, person in _persons(people, dice):
        in_full = True
        for name in entity.mentions:
            new = _written(name, entity, person, in_full)
            in_full = in_full and len(name.key) < 2
            if new[0].islower() and begins_sentence(text, name.start):
                new = new[0].upper() + new[1:]
            shouted = name.text.isupper() and len(name.text) > 3
            edits.append(Edit(name.start, name.end, new.upper() if shouted else new))
        family = entity.fullest.text.split()
        if len(family) > 1 or entity.fullest.key[0] not in english.MEN | english.WOMEN:
            words[_without_suffix(family)[-1]] = person.surname
    edits = _apart(edits)
    persons.update(words)
    for entity in people.entities:
        if dice.random() < RENAMED_BODIES:
            if entity.label == ORGANISATION:
                words |= _body(entity, words, common, dice)
            elif entity.label == PLACE:
                words |= _place(entity, words, common, dice)
    held = [(edit.start, edit.end) for edit in edits]
    labelled = [(start, end) for start, end, _ in names]
    found = []
    for match, new in _elsewhere(text, words, common):
        at = match.span()
        if not _touches(at, held):
            edits.append(Edit(*at, new))
            if match[1] in persons and not _touches(at, labelled):
                found.append((*at, PERSON))
    return edits, found


def _persons(people: People, dice: random.Random) -> Iterator[tuple[Entity, Person]]:
    """Everybody whose name looks like one, with a new name; one surname stays one."""
    surnames: dict[str, tuple[str, bool]] = {}
    taken: set[str] = set()
    for entity in people.entities:
        full = entity.fullest
        looks_like_one = len(full.key) <= 4 and _PERSON.fullmatch(full.text)
        if entity.label == PERSON and looks_like_one and full.text[0].isupper():
            family = full.key[-1]
            if family not in surnames:
                surnames[family] = draw_surname(dice)
            person = draw_person(dice, entity.likely_sex, surnames[family], taken)
            taken.add(person.first)
            yield entity, person


def _written(name: Name, entity: Entity, person: Person, in_full: bool) -> str:
    """The new name in the form in which this mention has the old one."""
    key, full = name.key, entity.fullest.key
    words = name.text.split()
    suffix = "".join(f" {word}" for word in words[len(_without_suffix(words)) :])
    if len(key) > 1:
        initial = len(key[0]) == 1 < len(full[0])
        return person.written(len(key) > 2 or in_full, initial) + suffix
    alone = len(full) == 1 and key[0] in english.MEN | english.WOMEN
    is_first = alone or (len(full) > 1 and key[0] == full[0] != full[-1])
    return (person.first if is_first else person.surname) + suffix


def _without_suffix(words: list[str]) -> list[str]:
    """“Holt Jr.” → “Holt”."""
    count = len(words)
    while count > 1 and words[count - 1].casefold().strip(".,") in english.SUFFIXES:
        count -= 1
    return words[:count]


def _body(
    entity: Entity, taken: dict[str, str], common: AbstractSet[str], dice: random.Random
) -> dict[str, str]:
    """Its proper words and initials renamed; “university” and “news” tell what it is, and stay."""
    printed = {word for name in entity.mentions for word in name.text.split()}
    initials = {word for word in printed if _ACRONYM.fullmatch(word)}
    if initials and any(len(name.key) > 2 for name in entity.mentions):
        return {}  # the initials of what is spelled out elsewhere
    out = {}
    for word in sorted(printed - taken.keys()):
        if word in initials:
            if word not in _KEPT and word.casefold() not in common:
                out[word] = draw_initials(dice, len(word))
        elif _is_proper(word, common):
            out[word] = draw_body(dice)
    return out


def _place(
    entity: Entity, taken: dict[str, str], common: AbstractSet[str], dice: random.Random
) -> dict[str, str]:
    """One name for it in all its mentions; what is called by an article keeps its name."""
    forms = {name.text for name in entity.mentions}
    proper = all(_is_proper(form.split()[-1], common) for form in forms)
    if not proper or any(form.split()[0] in ("the", "The") or "." in form for form in forms):
        return {}
    new = draw_place(dice)
    return {form: new for form in sorted(forms - taken.keys()) if form.isprintable()}


def _is_proper(word: str, common: AbstractSet[str]) -> bool:
    """A capitalised word that is hardly ever printed small, and no people or party."""
    small = word.casefold()
    return (
        len(word) > 2
        and word[0].isupper()
        and not word.isupper()
        and word.isalpha()
        and small not in common
        and not _OF_A_PEOPLE.fullmatch(small)
    )


def _elsewhere(
    text: str, words: dict[str, str], common: AbstractSet[str]
) -> Iterator[tuple[re.Match[str], str]]:
    """Where else the names stand: in other names, in the plural, where nobody recognised them."""
    sure = sorted((w for w in words if len(w) > 2 and w.casefold() not in common), key=len)
    if not sure:
        return
    pattern = rf"(?<![\w@#/.])({any_of(reversed(sure))})(s?)(?![\w@])"
    for match in re.finditer(pattern, text):
        yield match, words[match[1]] + match[2]


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """Those that overlap none before them."""
    out: list[Edit] = []
    for edit in sorted(edits):
        if not out or edit.start >= out[-1].end:
            out.append(edit)
    return out


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)
