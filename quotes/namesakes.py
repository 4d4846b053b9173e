"""People of several documents who may be one, or may be two: what to look at by hand.

Names decide who is put together: the same name is the same person. Two kinds of doubt remain.
Somebody of whom a document tells only one name, or an initial, may be anybody who is so called;
and two people can have the same name, which shows where documents give them different roles.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from quotes.languages import english
from quotes.languages.letters import folded
from quotes.languages.names import may_be

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Namesake:
    """``documents``: how many quote the person. ``roles``: by document, of those that tell one."""

    name: str
    documents: int
    roles: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why somebody may not be one person.

    "short-name": told by one name or an initial only; ``names`` are those this may stand for,
    none where several documents have nothing but the short name. "spelling": but for accents,
    ``names`` are the same name. "roles": documents tell different ``roles``, so there may be
    several people of the name.
    """

    reason: Literal["short-name", "spelling", "roles"]
    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.reason == "roles":
            return f"{'; '.join(self.roles)}: one person?"
        return (
            f"may be {' or '.join(self.names)}" if self.names else "one person? only a short name"
        )

    def to_dict(self) -> dict[str, Any]:
        return {"reason": self.reason, "names": list(self.names), "roles": list(self.roles)}


def key_of(name: str) -> str:
    """What makes two names the same, in counts and in an archive: letters, not case nor blanks."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def doubts(people: Mapping[str, Namesake]) -> dict[str, tuple[Doubt, ...]]:
    """The doubts about each of the people, by the same keys; without those who have none."""
    words = {key: _words(person.name) for key, person in people.items()}
    surnames: dict[str, list[str]] = defaultdict(list)
    for key, own in words.items():
        surnames[own[-1] if own else ""].append(key)
    found = {}
    for keys in surnames.values():
        # Whoever has a surname alone is nobody else, and most have.
        like = _by_clues(people, words, keys) if len(keys) > 1 else {}
        for key in keys:
            person, own = people[key], words[key]
            fuller = {id(one): one for clue in _asked(own) for one in like[clue]} if like else {}
            same = like[tuple(own)] if like else ()
            doubted = (*_short_name(person, fuller.values()), *_spelling(person, same))
            if told := (*doubted, *_different_roles(person)):
                found[key] = told
    return {key: found[key] for key in people if key in found}


# So that not every two people of one surname are compared: whoever may be called by a shorter name
# has one of the clues that are asked for it.


def _by_clues(
    people: Mapping[str, Namesake], words: Mapping[str, list[str]], keys: Iterable[str]
) -> Mapping[object, list[Namesake]]:
    like: dict[object, list[Namesake]] = defaultdict(list)
    for key in keys:
        for clue in _clues(words[key]):
            like[clue].append(people[key])
    return like


def _clues(words: list[str]) -> Iterator[object]:
    """Under what a person is found: the whole name and its ends, and for the surname the first
    name's beginnings and its familiar forms.
    """
    for at in range(len(words)):
        yield tuple(words[at:])
    if len(words) > 1:
        first, surname = words[0], words[-1]
        yield surname, "initial", first[0]
        yield surname, "beginning", first[:3]
        if len(first) == 1:
            yield surname, "only initial", first
        for group in _familiar().get(first, ()):
            yield surname, "familiar", group


def _asked(words: list[str]) -> Iterator[object]:
    yield tuple(words)
    if len(words) > 1:
        first, surname = words[0], words[-1]
        if len(first) == 1:
            yield surname, "initial", first
        else:
            yield surname, "beginning", first[:3]
            yield surname, "only initial", first[0]
            for group in _familiar().get(first, ()):
                yield surname, "familiar", group


@cache
def _familiar() -> dict[str, list[int]]:
    """In which groups of first names that mean the same one stands."""
    groups = defaultdict(list)
    for number, names in enumerate(english.NICKNAMES):
        for name in names:
            groups[name].append(number)
    return dict(groups)


@lru_cache(maxsize=1_000_000)  # a name is looked at several times
def _words(name: str) -> list[str]:
    return _WORD.findall(_plain(name))


@lru_cache(maxsize=1_000_000)
def _plain(name: str) -> str:
    return folded(name)


def _spelling(person: Namesake, others: Iterable[Namesake]) -> Iterator[Doubt]:
    """Names that differ by accents alone: Höfer and Hofer, not SPEAKER_00 and SPEAKER_01."""
    plain = _plain(person.name)
    same = {one.name for one in others if one is not person and _plain(one.name) == plain}
    if same:
        yield Doubt("spelling", names=tuple(sorted(same)))


def _short_name(person: Namesake, others: Iterable[Namesake]) -> Iterator[Doubt]:
    fuller = [one.name for one in others if _may_stand_for(_words(person.name), _words(one.name))]
    if fuller:
        yield Doubt("short-name", names=tuple(sorted(fuller)))
    elif person.documents > 1 and len(_words(person.name)) == 1:
        yield Doubt("short-name")


def _may_stand_for(short: list[str], full: list[str]) -> bool:
    """Of the same last name, and is the first one missing, or shorter, or familiar?"""
    return (
        len(short) <= len(full) and short != full and short[-1] == full[-1] and may_be(short, full)
    )


def _different_roles(person: Namesake) -> Iterator[Doubt]:
    """Documents whose roles share a word belong together; more than one group is a doubt."""
    if len(person.roles) < 2:
        return
    groups: list[tuple[set[str], str]] = []  # the words of a group's roles, and its first role
    for roles in person.roles.values():
        words = {word for role in roles for word in _words(role)} - english.SAME_IN_ROLES
        if not words:
            continue
        first = roles[0]
        apart = []
        for others, other in groups:
            if others & words:
                words, first = words | others, other
            else:
                apart.append((others, other))
        groups = [*apart, (words, first)]
    if len(groups) > 1:
        yield Doubt("roles", roles=tuple(sorted(role for _, role in groups)))
