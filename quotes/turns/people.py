"""Who the labels of a transcript stand for, as far as the document itself introduces them.

“ROE” is the Jane Roe of the heading, “Q” whoever the line “BY MS. ROE” says, “The Prime Minister”
the one whose name stood in brackets behind it, “A” and “THE WITNESS” who was sworn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.languages import english
from quotes.languages.transcripts import ANSWER, GROUPS, QUESTION
from quotes.spans import Span
from quotes.turns.full_names import FullNames
from quotes.turns.introductions import Introductions, Told, latest, same_witness
from quotes.turns.labels import without_place
from quotes.turns.names import (
    is_role,
    looks_named,
    names_are_turned,
    plain,
    says_role,
    without_office,
)
from quotes.turns.turn import Turn


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a label names. ``name``: the fullest one in the document, without title, or the label
    where it has none; ``named``: whether it is a name; ``places``: where the document tells it, in
    order, the label left out. ``role``: what brackets or a comma behind a label say.
    """

    name: str
    named: bool
    role: str | None = None
    group: bool = False
    places: tuple[Span, ...] = ()


def who_speaks(text: str, turns: Sequence[Turn]) -> list[Person | None]:
    """The person behind each turn's label, None for a turn without one. Linear in the text."""
    if not any(turn.name or turn.part for turn in turns):
        return [None] * len(turns)
    people = _People(text, turns)
    return [people.of(turn) for turn in turns]


class _People:
    def __init__(self, text: str, turns: Sequence[Turn]) -> None:
        self.text = text
        labels = list(dict.fromkeys(turn.name for turn in turns if turn.name))
        self.told = Introductions(text, turns)
        self.same_surname = _same_surname(labels)
        own = [self._without_place(label.partition(",")[0]) for label in labels]
        self.turned = names_are_turned(labels)
        self.names = FullNames(text, self.told.head, [*own, *self.told.names()])
        self.known: dict[str, Person] = {}

    def of(self, turn: Turn) -> Person | None:
        if turn.name is None:
            # What is asked and answered without labels has those whom the heading introduces.
            label = {"question": "Q", "answer": "A", None: None}[turn.part]
            return self._introduced(label) if label else None
        key = turn.name.casefold()
        if key in QUESTION and (found := latest(self.told.examiners, turn.start)):
            return self._told(found)
        if same_witness(key) in ANSWER and (found := self.told.witness(turn.start)):
            return self._told(found)
        brackets = self.told.in_brackets.get(key, [])
        if len({name for _, name, _ in brackets}) > 1 and is_role(turn.name):
            # “The PRESIDING OFFICER (Mr. Dahl)” is another one in the afternoon.
            bracket = latest(brackets, turn.start) or brackets[0]
            return self._in_office(turn.name, bracket) or Person(turn.name, False)
        if key not in self.known:
            self.known[key] = self._resolve(turn.name)
        known = self.known[key]
        if not known.named and (found := self.told.self_named(key, turn.start)):
            return self._told(found)
        return known

    def _told(self, found: Told) -> Person:
        return self._named(found[1], (found[2],))

    def _resolve(self, label: str) -> Person:
        key = label.casefold()
        if introduced := self._introduced(label):
            return introduced
        if key in QUESTION or key in ANSWER:
            return Person(label, False)
        if full := self.told.initials.get(key):
            return self._named(full[0], (full[1],))
        bracket = next(iter(self.told.in_brackets.get(key, ())), None)
        if is_role(label):
            if bracket and (holder := self._in_office(label, bracket)):
                return holder
            group = label.split()[-1].casefold() in GROUPS
            return Person(label, False, group=group)
        printed, _, after_comma = label.partition(",")
        if after_comma and self.turned:
            printed, after_comma = f"{after_comma.strip()} {printed}", ""
        office, name = without_office(self._without_place(printed))
        in_bracket = bracket[1] if bracket and says_role(bracket[1]) else None
        title = name.split()[0].strip(".")
        in_title = title.capitalize() if plain(title) in english.ROLE_NOUNS else office
        return self._named(name, (), in_bracket or after_comma.strip() or in_title)

    def _in_office(self, label: str, bracket: Told) -> Person | None:
        """Whom the brackets behind an office name."""
        name = without_place(bracket[1])
        if not looks_named(name):
            return None
        return self._named(name, (bracket[2],), re.sub(r"^[Tt]he ", "", label))

    def _named(self, printed: str, places: tuple[Span, ...], role: str | None = None) -> Person:
        """The person of a name as printed, with the fullest form that the document has."""
        name, at = self.names.form(printed)
        fuller = () if at is None else ((at, at + len(name)),)
        return Person(name, True, role, places=tuple(sorted({*places, *fuller})))

    def _introduced(self, label: str) -> Person | None:
        """Whom the text before the first turn calls so: “Host: Ada Obi”, “Ada Obi, the host”."""
        told = self.told.called(label)
        if told is None:
            return None
        role = None if label.casefold() in QUESTION | ANSWER else re.sub(r"^[Tt]he ", "", label)
        found = self._named(told[0], (told[1],), role and role.lower())
        return found if found.named else None

    def _without_place(self, label: str) -> str:
        """“Mr. LEE” of “Mr. LEE of Ohio”, where there is no other Lee."""
        short = without_place(label)
        return label if plain(short.split()[-1]) in self.same_surname else short


def _same_surname(labels: Sequence[str]) -> set[str]:
    """The surnames of those whom only a place tells apart: “Mr. LEE of Ohio”, “Mr. LEE of Iowa”."""
    placed = {label: without_place(label) for label in labels if without_place(label) != label}
    surnames = [plain(short.split()[-1]) for short in placed.values()]
    return {name for name in surnames if surnames.count(name) > 1}
