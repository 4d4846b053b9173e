"""May one name stand for another: shorter, initialled, familiar? The one answer to that question.

A name is its words in lower case, without titles. Which ways of standing for another are believed
is the caller's choice: a novel knows Joey for Joe, an article does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from enum import Enum, auto

from quotes.languages import english


class Way(Enum):
    """How one first name stands for another."""

    INITIAL = auto()  # J. – John
    BEGINNING = auto()  # Ben – Benjamin
    NICKNAME = auto()  # Bob – Robert
    DIMINUTIVE = auto()  # Joey – Joe


# What an article or a transcript does; Joey for Joe is what a story does.
USUAL = frozenset({Way.INITIAL, Way.BEGINNING, Way.NICKNAME})
FAMILIAR = frozenset({Way.NICKNAME, Way.DIMINUTIVE})
_LEAST = 3  # letters of a beginning that tells more than an initial


def one_first_name(a: str, b: str, believed: AbstractSet[Way] = USUAL) -> bool:
    """May two different first names, in lower case, be one person's?"""
    return any(_TESTS[way](a, b) for way in believed)


def may_be(short: Sequence[str], full: Sequence[str], believed: AbstractSet[Way] = USUAL) -> bool:
    """May ``short`` be another form of a person's name ``full``, which has as many words or more?

    Ada; Lund; de Blasio; A. Lund; Ada B. Lund; Bob Lund for Robert Lund.
    """
    if len(short) == 1:
        return short[0] in (full[0], full[-1])
    if list(short) == list(full[-len(short) :]):
        return True
    first, other = short[0], full[0]
    return short[-1] == full[-1] and (first == other or one_first_name(first, other, believed))


def _initial(a: str, b: str) -> bool:
    return 1 in (len(a), len(b)) and a[0] == b[0]


def _beginning(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= _LEAST and (a.startswith(b) or b.startswith(a))


def _nickname(a: str, b: str) -> bool:
    return any(a in names and b in names for names in english.NICKNAMES)


def _diminutive(a: str, b: str) -> bool:
    """Joe and Joey, Kit and Kitty, Skaggs and Skaggsy."""
    short, long = sorted((a, b), key=len)
    if len(short) < _LEAST:
        return False
    doubled = short + short[-1]
    return any(long in (stem + "y", stem + "ie", stem + "ey") for stem in (short, doubled))


_TESTS = {
    Way.INITIAL: _initial,
    Way.BEGINNING: _beginning,
    Way.NICKNAME: _nickname,
    Way.DIMINUTIVE: _diminutive,
}
