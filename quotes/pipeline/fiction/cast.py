"""The cast of a book: its characters, and where each is named.

    forms (every name in the text) → grouping (which are one character) → cast

A short form that fits several characters is decided where it stands, by who was named last; the
others whom it may mean stay with it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quotes.languages import english_fiction as fiction
from quotes.options import CastMember
from quotes.pipeline.fiction.binding import bound
from quotes.pipeline.fiction.forms import Form, FoundForm, find_forms, is_name, sex_of, split_name
from quotes.pipeline.fiction.grouping import grouped
from quotes.pipeline.fiction.prose import Prose
from quotes.pipeline.fiction.usage import following_pronoun, usage

COMMON = 0.03  # share of somebody's mentions that a form needs to be the name
JUST_NOW, LATELY = 8, 60  # names back


class Named(NamedTuple):
    """A name as it stands at the words [start, end): its character's number, in speech or not.

    ``others``: the numbers of the characters whom the form may mean as well.
    """

    start: int
    end: int
    who: int
    spoken: bool
    others: tuple[int, ...] = ()


@dataclass(slots=True, eq=False)
class Character:
    """Somebody. ``name``: the fullest form as printed; ``he``, ``she``: what tells the sex."""

    number: int
    name: str
    forms: dict[Form, int] = field(default_factory=dict)
    printed: Counter[str] = field(default_factory=Counter)
    he: float = 0.0
    she: float = 0.0
    named: bool = True  # False for “the landlady”, “narrator”
    first: tuple[int, int] | None = None  # words of the first mention of the fullest form
    aliases: tuple[str, ...] = ()  # as the user gave them

    @property
    def femininity(self) -> float:
        """-1 he … 1 she; 0 is unknown."""
        return (self.she - self.he) / (self.she + self.he + 0.5)


@dataclass(slots=True)
class Cast:
    """The characters and where they are named, in text order."""

    characters: list[Character]
    names: list[Named]
    starts: list[int]
    given: bool = False  # by the user: nobody else speaks

    def between(self, a: int, b: int) -> list[Named]:
        """The names that begin in the words [a, b)."""
        return self.names[bisect_left(self.starts, a) : bisect_left(self.starts, b)]

    def at(self, word: int) -> Named | None:
        """The name that begins at a word."""
        i = bisect_left(self.starts, word)
        return self.names[i] if i < len(self.starts) and self.starts[i] == word else None


def find_cast(prose: Prose, given: Sequence[CastMember] = ()) -> Cast:
    """The characters whom a text names.

    ``given``: a cast that the user has; then these are all.
    """
    found = find_forms(prose, given)
    use = usage(prose, found)
    if given:
        characters = _members(given)
        sexes = {c.number: c.femininity for c in characters}
        meant = bound(*grouped(use), _member_forms(given), sexes)
        for form, options in meant.items():
            for number in options:
                characters[number].forms[form] = use.counts[form]
    else:
        groups, meant = grouped(use)
        characters = [Character(g.number, "", dict(g.forms)) for g in groups]
    names = _placed(prose, found, meant)
    for name in names:
        character = characters[name.who]
        start, end = prose.characters(name.start, name.end)
        character.printed[" ".join(prose.text[start:end].split())] += 1
        if character.first is None:
            character.first = (name.start, name.end)
    _sexes(prose, characters, names, given=bool(given))
    if not given:
        for character in characters:
            character.name = _fullest(character)
    return Cast(characters, names, [n.start for n in names], bool(given))


def _members(given: Sequence[CastMember]) -> list[Character]:
    characters = []
    for number, member in enumerate(given):
        said = member.pronouns.casefold()
        he, she = 50.0 * said.startswith(("he", "m")), 50.0 * said.startswith(("she", "f"))
        characters.append(Character(number, member.name, he=he, she=she, aliases=member.aliases))
    return characters


def _member_forms(given: Sequence[CastMember]) -> list[tuple[Form, int]]:
    """Every form of the members' names, but no descriptions."""
    return [
        (split_name(alias), number)
        for number, member in enumerate(given)
        for alias in (member.name, *member.aliases)
        if is_name(alias)
    ]


def _placed(
    prose: Prose, found: Sequence[FoundForm], meant: dict[Form, tuple[int, ...]]
) -> list[Named]:
    """Each form with whom it means: of several, who was named last."""
    often: Counter[int] = Counter()
    for one in found:
        options = meant.get(one.form, ())
        if len(options) == 1:
            often[options[0]] += 1
    names: list[Named] = []
    last: dict[int, int] = {}
    for place, one in enumerate(found):
        options = meant.get(one.form, ())
        if not options:
            continue
        who = max(options, key=lambda o: (_nearness(place - last.get(o, -9999)), often[o]))
        if not one.form[0] or len(options) == 1:
            last[who] = place
        others = tuple(o for o in options if o != who)
        names.append(Named(one.start, one.end, who, one.spoken, others))
    return names


def _nearness(gap: int) -> int:
    return 0 if gap > LATELY else 1 if gap > JUST_NOW else 2


def _sexes(
    prose: Prose, characters: Sequence[Character], names: Sequence[Named], *, given: bool
) -> None:
    for character in characters:
        for title, words in character.forms:
            sex = sex_of(title)
            if not given:
                character.he += 20 * (sex < 0)
                character.she += 20 * (sex > 0)
                if words and (len(words) > 1 or len(character.forms) == 1):
                    character.he += 3 * (words[0] in fiction.MALE_NAMES)
                    character.she += 3 * (words[0] in fiction.FEMALE_NAMES)
    for i, name in enumerate(names):
        if name.spoken:
            continue
        stop = names[i + 1].start if i + 1 < len(names) else len(prose)
        sex = following_pronoun(prose, name.end, stop)
        characters[name.who].he += sex < 0
        characters[name.who].she += sex > 0


def _fullest(character: Character) -> str:
    """The name with the most words; a title stays where there is no first name."""
    often = character.printed
    if not often:
        return " ".join(next(iter(character.forms), ("", ("nobody",)))[1])
    total = sum(often.values())

    def rank(name: str) -> tuple[bool, int, int]:
        title, words = split_name(name)
        common = often[name] >= max(2, COMMON * total) or often[name] == max(often.values())
        return (common, min(len(words), 3) if title not in fiction.KIN else 1, often[name])

    best = max(often, key=rank)
    title, words = split_name(best)
    if not words:
        return best if title in fiction.KIN else f"the {best}"
    if len(words) > 1 and title in ("mr", "miss"):
        pieces = best.split()
        while pieces and pieces[0].casefold().rstrip(".") in fiction.TITLES:
            pieces.pop(0)
        best = " ".join(pieces)
    elif len(words) == 1 and not title:
        with_title = [
            n
            for n in often
            if split_name(n)[0]
            and split_name(n)[0] not in fiction.KIN
            and split_name(n)[1] == words
        ]
        most = max(with_title, key=lambda n: often[n], default=best)
        best = most if often[most] * 4 > often[best] else best
    return best


def aliases(character: Character) -> Iterable[str]:
    return (name for name, _ in character.printed.most_common() if name != character.name)
