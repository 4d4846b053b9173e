"""Draws names for people, bodies and places, of many countries and in many forms."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from quotes.languages import english
from quotes.languages.words import Lists

_CONSONANTS = "b br c ch d dr f fl g gr h j k kl l m n p pr r s sh st t th tr v w y z".split()
_VOWELS = "a a a e e e i i o o u ai ei ou".split()
_ENDS = "n r l s t k x da ra na lo vic sky son ski ou ez ini wa ko mi".split()
_LETTERS = "ABCDEFGHIJKLMNOPRSTVW"


@dataclass(frozen=True, slots=True)
class Person:
    """A name's parts as they are printed. ``middle`` may be empty."""

    first: str
    middle: str
    surname: str
    surname_first: bool

    def written(self, with_middle: bool, initial: bool = False) -> str:
        """In full, or with an initial for the first name."""
        if self.surname_first:
            return f"{self.surname} {self.first}"
        first = f"{self.first[0]}." if initial else self.first
        middle = f" {self.middle}" if with_middle and self.middle else ""
        return f"{first}{middle} {self.surname}"


def draw_surname(dice: random.Random) -> tuple[str, bool]:
    """A surname, and whether it comes before the first name."""
    kind = dice.random()
    if kind < 0.07:
        return dice.choice(_list("surnames first")), True
    if kind < 0.25:
        return dice.choice(_list("words as surnames")), False
    if kind < 0.33:
        return _made_up(dice), False
    surname = dice.choice(_list("surnames"))
    if kind < 0.41:
        particle = dice.choice(_lists().lines("particles"))
        return particle + ("" if particle[-1] in "-’cz" else " ") + surname, False
    if kind < 0.46:
        return f"{surname}-{dice.choice(_list('surnames'))}", False
    if kind < 0.49:
        return f"{surname} {dice.choice(_list('surnames'))}", False
    return surname, False


def draw_person(
    dice: random.Random, sex: str | None, surname: tuple[str, bool], taken: set[str]
) -> Person:
    """Somebody of that surname. ``sex``: "he", "she" or None; ``taken``: first names of others."""
    family, comes_first = surname
    if comes_first:
        return Person(dice.choice(_list("first names after them")), "", family, True)
    first = _first(dice, sex)
    for _ in range(5):
        if first not in taken:
            break
        first = _first(dice, sex)
    kind, middle = dice.random(), ""
    if kind < 0.04:
        first = f"{dice.choice(_LETTERS)}. {first}"
    elif kind < 0.07:
        first = f"{dice.choice(_LETTERS)}.{dice.choice(_LETTERS)}."
    elif kind < 0.11 and "-" not in first:
        first = f"{first}{dice.choice('- ')}{_first(dice, sex)}"
    elif kind < 0.26:
        middle = f"{dice.choice(_LETTERS)}."
    elif kind < 0.34:
        middle = dice.choice([_first(dice, sex), dice.choice(_list("surnames"))])
    return Person(first, middle, family, False)


def draw_body(dice: random.Random) -> str:
    """One word of a body's name."""
    kind = dice.random()
    if kind < 0.6:
        return dice.choice(_list("bodies"))
    if kind < 0.8:
        return _made_up(dice)
    return dice.choice(_list("surnames") if kind < 0.9 else _list("places"))


def draw_initials(dice: random.Random, count: int) -> str:
    return "".join(dice.choice(_LETTERS) for _ in range(count))


def draw_place(dice: random.Random) -> str:
    kind = dice.random()
    if kind < 0.1:
        return _made_up(dice)
    return dice.choice(_lists().lines("places of several words") if kind < 0.2 else _list("places"))


def _first(dice: random.Random, sex: str | None) -> str:
    rare = sex is None or dice.random() < 0.35
    return dice.choice(_list(sex or "either") if rare else _common_first(sex == "he"))


def _made_up(dice: random.Random) -> str:
    parts = [dice.choice(_CONSONANTS) + dice.choice(_VOWELS) for _ in range(dice.choice([1, 2]))]
    return ("".join(parts) + dice.choice(_ENDS)).capitalize()


@cache
def _lists() -> Lists:
    file = files("quotes.training").joinpath("names.txt")
    return Lists("names", file.read_text(encoding="utf-8"))


@cache
def _list(heading: str) -> tuple[str, ...]:
    return _lists().ordered(heading)


@cache
def _common_first(male: bool) -> tuple[str, ...]:
    return tuple(sorted(name.title() for name in (english.MEN if male else english.WOMEN)))
