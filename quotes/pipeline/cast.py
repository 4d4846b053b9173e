"""The cast of a book: every way in which it names somebody, put together to characters.

A *form* is a title (or none) and the words of a name: (“miss”, “bates”), (“”, “emma”, “woodhouse”).
Which capitalised words are names is told by the whole book (a name is hardly ever printed small),
which forms are one character by titles, families and nicknames alone; a short form that fits
several is decided where it stands, by who was named last.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quotes.languages import english
from quotes.languages import english_fiction as fiction
from quotes.pipeline.prose import Prose

LEAST_CAPITAL = 0.6  # share of a name's occurrences within sentences that have a capital
LONGEST = 4  # words of a name
OFTEN = 10  # how often a form stands in the narration that is a habit of it
COMMON = 0.03  # share of somebody's mentions that a form needs to be the name
AHEAD = 14  # words behind a name in which a pronoun tells its sex
_OF_A_PLACE = frozenset(
    "king queen duke duchess prince princess earl count countess marquis".split()
)
_SMALL = frozenset("de la le von van der du di del da st".split())

Form = tuple[str, tuple[str, ...]]


class Named(NamedTuple):
    """A name as it stands at the words [start, end): its character's number, in speech or not."""

    start: int
    end: int
    who: int
    spoken: bool


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


class _Found(NamedTuple):
    start: int
    end: int
    form: Form


def find_cast(prose: Prose, given: Sequence[tuple[str, Sequence[str], str]] = ()) -> Cast:
    """The characters whom a text names.

    ``given``: a cast that the user has, as (name, aliases, pronouns); then these are all.
    """
    found = list(_forms(prose, _name_words(prose, given)))
    counts = Counter(f.form for f in found)
    told = Counter(f.form for f in found if not prose.quoting[f.start])
    if given:
        characters, meant = _given(counts, given)
    else:
        characters, meant = _grouped(counts, told)
    names: list[Named] = []
    last: dict[int, int] = {}
    often: Counter[int] = Counter()
    for form, options in meant.items():
        if len(options) == 1:
            often[options[0]] += counts[form]
    for place, one in enumerate(found):
        options = meant.get(one.form, ())
        if not options:
            continue
        who = max(options, key=lambda o: (place - last.get(o, -9999) < 60, often[o]))
        if len(options) > 1 and len(one.form[1]) == 1:
            who = max(options, key=lambda o: (_nearness(place - last.get(o, -9999)), often[o]))
        last[who] = place
        character = characters[who]
        start, end = prose.characters(one.start, one.end)
        character.printed[" ".join(prose.text[start:end].split())] += 1
        if character.first is None:
            character.first = (one.start, one.end)
        names.append(Named(one.start, one.end, who, prose.quoting[one.start] > 0))
    _sexes(prose, characters, names, given=bool(given))
    if not given:
        for character in characters:
            character.name = _fullest(character)
    return Cast(characters, names, [n.start for n in names], bool(given))


def _nearness(gap: int) -> int:
    return 0 if gap > 60 else 1 if gap > 8 else 2


# -- which words are names


def _name_words(prose: Prose, given: Sequence[tuple[str, Sequence[str], str]]) -> set[str]:
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    leading: Counter[str] = Counter()
    titled: Counter[str] = Counter()
    for i, word in enumerate(prose.plain):
        if not word[0].isalpha() or len(word) < 2:
            continue
        if not prose.capital[i]:
            small[word] += 1
        elif prose.begins[i]:
            leading[word] += 1
        elif not (prose.printed[i].isupper() and len(word) > 3):
            capital[word] += 1
            before = i - 1 - (i > 1 and prose.printed[i - 1] == "." and not prose.begins[i])
            titled[word] += prose.capital[before] and prose.plain[before] in fiction.TITLES
    names = {
        word
        for word, count in capital.items()
        if word not in fiction.NO_NAMES
        and word not in fiction.TITLES
        and (count >= LEAST_CAPITAL * (count + small[word]) or titled[word] > 1)
    }
    names |= {
        word
        for word, count in leading.items()
        if (word in english.MALE_NAMES or word in english.FEMALE_NAMES)
        and count > small[word]
        and word not in fiction.TITLES
        and word not in fiction.NO_NAMES
    }
    for name, aliases, _ in given:
        for alias in (name, *aliases):
            words = split_name(alias)[1]
            names |= {w for w in words if w not in _SMALL and w not in english.PRONOUNS}
    return names


def _forms(prose: Prose, names: set[str]) -> Iterator[_Found]:
    """Every name in the text, with its title."""
    i, count = 0, len(prose)
    plain, printed, capital, paragraph = prose.plain, prose.printed, prose.capital, prose.paragraph
    while i < count:
        if not capital[i]:
            i += 1
            continue
        start, title = i, ""
        at = i
        while (
            at < count
            and plain[at] in fiction.TITLES
            and (capital[at] or title)
            and plain[at] not in names
        ):
            title = fiction.SAME_TITLE.get(plain[at], plain[at])
            at += 1
            if at < count and printed[at] == "." and plain[at - 1] not in ("miss", "sir", "lady"):
                at += 1
        first = at
        while at < count and at - first < 2 * LONGEST and paragraph[at] == paragraph[start]:
            if capital[at] and plain[at] in names:
                at += 1
            elif (
                at > first
                and (plain[at] in _SMALL or (plain[at] == "of" and title in _OF_A_PLACE))
                and at + 1 < count
                and capital[at + 1]
                and plain[at + 1] in names
                and prose.printed[at - 1] != "."
            ) or (
                capital[at]
                and len(plain[at]) == 1
                and plain[at] not in "iaoxv"
                and at + 2 < count
                and printed[at + 1] == "."
                and capital[at + 2]
                and plain[at + 2] in names
            ):
                at += 2
            else:
                break
        words = tuple(w for w in plain[first:at] if w != ".")
        if at > first and words:
            yield _Found(start, at, (title, words))
            i = at
        elif title and at > start:
            yield _Found(start, first, (title, ()))
            i = first
        else:
            i += 1


def split_name(name: str) -> Form:
    """A name as the user writes it → its form."""
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", name.casefold())
    title = ""
    while len(words) > 1 and (words[0] in fiction.TITLES or words[0] in ("the", "old", "young")):
        if words[0] in fiction.TITLES:
            title = fiction.SAME_TITLE.get(words[0], words[0])
        words.pop(0)
    return title, tuple(re.sub(r"['’]s$", "", w) for w in words)


# -- which forms are one character


def _grouped(
    counts: Mapping[Form, int], told: Counter[Form]
) -> tuple[list[Character], dict[Form, tuple[int, ...]]]:
    """Characters, and whom each form may mean. ``told``: the counts outside of speech."""
    characters: list[Character] = []
    meant: dict[Form, tuple[int, ...]] = {}

    def new(form: Form) -> tuple[int, ...]:
        characters.append(Character(len(characters), " ".join(form[1])))
        return (len(characters) - 1,)

    full = [f for f in counts if len(f[1]) > 1]
    for form in sorted(full, key=lambda f: (-counts[f], f)):
        same = [
            c
            for c in characters
            if any(_same_person(form, f) and not _both_told(form, f, told) for f in c.forms)
        ]
        meant[form] = (same[0].number,) if same else new(form)
        characters[meant[form][0]].forms[form] = counts[form]
    of_last: dict[str, list[Character]] = defaultdict(list)
    of_first: dict[str, list[Character]] = defaultdict(list)
    for character in characters:
        for last in {f[1][-1] for f in character.forms}:
            of_last[last].append(character)
        for first in {f[1][0] for f in character.forms}:
            of_first[first].append(character)
    single = sorted((f for f in counts if len(f[1]) == 1), key=lambda f: (-counts[f], f))
    titled = [f for f in single if f[0]]
    for form in titled:
        title, (word,) = form
        by_first = [c for c in of_first[word] if _may_have(title, c)]
        by_last = [c for c in of_last[word] if _may_have(title, c) and _sole(title, c)]
        if title == "mr" and told[form] >= OFTEN:
            # A narrator calls a man George or Mr. Emerson, not both.
            by_last = [c for c in by_last if all(told["", f[1][:1]] < OFTEN for f in c.forms)]
        if len(by_last) == 1 and not by_first:
            meant[form] = (by_last[0].number,)
        elif by_first and title not in fiction.MARRIED and title not in ("mr",):
            meant[form] = (max(by_first, key=lambda c: sum(c.forms.values())).number,)
        elif not by_last and title == "miss" and (nick := _by_nickname(word, of_first)):
            meant[form] = (nick[0].number,)
        else:
            meant[form] = new(form)
        characters[meant[form][0]].forms[form] = counts[form]
        of_last[word] = [*of_last[word], characters[meant[form][0]]]
    bare = [f for f in single if not f[0]]
    for form in bare:
        (word,) = form[1]
        options = _bare(word, of_first, of_last)
        if not options:
            meant[form] = new(form)
            of_first[word] = [characters[meant[form][0]]]
        else:
            meant[form] = tuple(c.number for c in options)
        if len(meant[form]) == 1:
            characters[meant[form][0]].forms[form] = counts[form]
    for form in counts:  # “the Colonel”
        if not form[1]:
            bearers = [c for c in characters if any(f[0] == form[0] for f in c.forms)]
            if form[0] in fiction.EITHER or form[0] in ("count", "marquis", "princess", "duchess"):
                meant[form] = tuple(c.number for c in bearers) if len(bearers) < 4 else ()
                if not bearers and counts[form] > 3:
                    meant[form] = new(form)
                    characters[-1].name = f"the {form[0]}"
    return characters, meant


def _bare(
    word: str, of_first: Mapping[str, list[Character]], of_last: Mapping[str, list[Character]]
) -> list[Character]:
    """Whom a name of one word may mean: by first name, by surname, by nickname."""
    firsts = list(dict.fromkeys(of_first.get(word, ())))
    if firsts:
        return firsts
    lasts = list(dict.fromkeys(of_last.get(word, ())))
    if lasts:
        men = [c for c in lasts if any(f[0] in fiction.MALE | fiction.EITHER for f in c.forms)]
        unwed = [c for c in lasts if not any(f[0] in fiction.FEMALE for f in c.forms)]
        return men or unwed or lasts
    return _by_nickname(word, of_first)


def _by_nickname(word: str, of_first: Mapping[str, list[Character]]) -> list[Character]:
    """The one character whose first name this may stand for, none if there are several."""
    known = {
        c
        for names in fiction.NICKNAMES
        if word in names
        for other in names
        for c in of_first.get(other, ())
        if not any(f[0] in ("lady", "sir") for f in c.forms)
    }
    return list(known) if len(known) == 1 else []


def _both_told(a: Form, b: Form, told: Counter[Form]) -> bool:
    """Has a narrator both names in use: Tom Gradgrind, and Thomas Gradgrind his father?"""
    if a[1][0] == b[1][0]:
        return False
    often = [told["", form[1][:1]] >= OFTEN for form in (a, b)]
    full = [told[form] > 1 for form in (a, b)]
    return (often[0] and (often[1] or full[1])) or (often[1] and full[0])


def _same_person(a: Form, b: Form) -> bool:
    """Two full names that differ by titles, middle names, initials or a nickname only."""
    if a[0] and b[0] and _sex_of(a[0]) * _sex_of(b[0]) < 0:
        return False
    if (a[0] in fiction.MARRIED) != (b[0] in fiction.MARRIED) and a[0] and b[0]:
        return False
    first, last = (a[1][0], a[1][-1]), (b[1][0], b[1][-1])
    if a[1] == b[1]:
        return True
    if first[1] != last[1] or "of" in a[1] or "of" in b[1]:
        return False
    if first[0] != last[0] and (a[0] or b[0]):  # Sir Thomas Bertram, Tom Bertram
        return False
    return (
        first[0] == last[0]
        or _nick(first[0], last[0])
        or (1 in (len(first[0]), len(last[0])) and first[0][0] == last[0][0])
    )


def _nick(a: str, b: str) -> bool:
    return any(a in names and b in names for names in fiction.NICKNAMES)


def _sex_of(title: str) -> int:
    return -1 if title in fiction.MALE else 1 if title in fiction.FEMALE else 0


def _may_have(title: str, character: Character) -> bool:
    """Does nothing about a character speak against this title?"""
    sex = _sex_of(title)
    for other, words in character.forms:
        own = _sex_of(other)
        if not own and len(words) > 1:
            own = -1 if words[0] in english.MALE_NAMES else 0
            own = 1 if words[0] in english.FEMALE_NAMES else own
        if sex * own < 0:
            return False
    return True


def _sole(title: str, character: Character) -> bool:
    """Mrs. Bennet is no Elizabeth Bennet: a married name wants a married form."""
    wed = any(f[0] in fiction.MARRIED for f in character.forms)
    if title in fiction.MARRIED:
        return wed
    return not wed or title not in ("miss",)


def _given(
    counts: Mapping[Form, int], given: Sequence[tuple[str, Sequence[str], str]]
) -> tuple[list[Character], dict[Form, tuple[int, ...]]]:
    """The user's characters, and whom each form in the text may mean among them."""
    characters, exact = [], defaultdict(set)
    forms: list[tuple[Form, int]] = []
    for number, (name, aliases, pronouns) in enumerate(given):
        character = Character(number, name)
        said = pronouns.casefold()
        character.he = 50.0 * (said.startswith(("he", "m")))
        character.she = 50.0 * (said.startswith(("she", "f")))
        characters.append(character)
        for alias in (name, *aliases):
            form = split_name(alias)
            if re.search(r"['’]s\b", alias.casefold()):
                continue
            exact[form].add(number)
            forms.append((form, number))
    meant: dict[Form, tuple[int, ...]] = {}
    for form in counts:
        options = exact.get(form) or {n for f, n in forms if not form[0] and f[1] == form[1]}
        if not options and form[1]:
            sex = _sex_of(form[0])
            options = {
                n
                for f, n in forms
                if f[1]
                and (set(form[1]) <= set(f[1]) or set(f[1]) <= set(form[1]))
                and not (form[0] and f[0] and form[0] != f[0])
                and not (sex and characters[n].femininity * sex < 0)
            }
        if options:
            meant[form] = tuple(sorted(options))
            for number in options:
                characters[number].forms[form] = counts[form]
    return characters, meant


# -- what is known of a character


def _sexes(
    prose: Prose, characters: Sequence[Character], names: Sequence[Named], *, given: bool
) -> None:
    for character in characters:
        for title, words in character.forms:
            sex = _sex_of(title)
            if not given:
                character.he += 20 * (sex < 0)
                character.she += 20 * (sex > 0)
                if words and (len(words) > 1 or len(character.forms) == 1):
                    character.he += 3 * (words[0] in english.MALE_NAMES)
                    character.she += 3 * (words[0] in english.FEMALE_NAMES)
    for i, name in enumerate(names):
        if name.spoken:
            continue
        stop = min(name.end + AHEAD, len(prose))
        if i + 1 < len(names):
            stop = min(stop, names[i + 1].start)
        for word in range(name.end, stop):
            if prose.quoting[word] or prose.printed[word] in ".;":
                break
            if prose.plain[word] in english.HE:
                characters[name.who].he += 1
                break
            if prose.plain[word] in english.SHE:
                characters[name.who].she += 1
                break


def _fullest(character: Character) -> str:
    """The name with the most words; a title stays where there is no first name."""
    if not character.printed:
        return character.name
    often = character.printed
    total = sum(often.values())

    def rank(name: str) -> tuple[bool, int, int]:
        title, words = split_name(name)
        common = often[name] >= max(2, COMMON * total) or often[name] == max(often.values())
        return (common, min(len(words), 3) if title not in fiction.KIN else 1, often[name])

    best = max(often, key=rank)
    title, words = split_name(best)
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
