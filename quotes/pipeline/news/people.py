"""Who is named in a document: name mentions → entities, each with its fullest name.

Names are put together by their words only (“Zelenskyy”, “Volodymyr Zelenskyy”; “FBI”, “Federal
Bureau of Investigation”); what a pronoun or a description stands for is decided elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from quotes.languages import english
from quotes.languages.names import may_be
from quotes.languages.sentences import begins_sentence
from quotes.languages.words import any_of
from quotes.once import once
from quotes.pipeline.news.edges import POSITION

PERSON, ORGANISATION, PLACE = 1, 3, 5  # B- labels of the names head

_WHAT_SOMEBODY_IS = english.TITLES_AND_ROLES | english.PARTISANS
LONGEST = {PERSON: 4}  # words in a person's name, as a rule

_WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*\.?|\d+")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_KIN = re.compile(
    rf"(?:\b({any_of([*english.POSSESSIVES, 'whose'])})|\w['’]s?)\s(?:\w[\w-]*\s){{0,2}}"
    rf"({any_of(english.KIN)}),?\s+\Z",
    re.IGNORECASE,
)


class Kin(NamedTuple):
    """“His wife”; ``of_named``: “Max Lund’s wife”, of whom the sentence may go on to tell."""

    noun: str
    of_named: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A name as printed at [start, end), without title and possessive; ``key``: its words.

    ``kin``: what somebody is to somebody else, right before it (“his wife, Julia Lund”).
    """

    start: int
    end: int
    text: str
    label: int
    key: tuple[str, ...]
    title: str | None
    kin: Kin | None = None


@dataclass
class Entity:
    """Somebody or something with a name; ``mentions`` are in text order.

    What is cached may be asked for once they are all there.
    """

    number: int
    label: int
    mentions: list[Name] = field(default_factory=list)

    @once
    def fullest(self) -> Name:
        """The name with the most words; the most frequent, then the first, of equal ones.

        More words than names commonly have are a slip of recognition, unless they come twice.
        """
        often = Counter(m.text for m in self.mentions)
        longest = LONGEST.get(self.label, 99)
        return max(
            self.mentions,
            key=lambda m: (
                len(m.key) <= longest or often[m.text] > 1,
                len(m.key),
                often[m.text],
                not m.text.isupper(),
                -m.start,
            ),
        )

    @once
    def aliases(self) -> tuple[str, ...]:
        full = on_one_line(self.fullest.text)
        forms = dict.fromkeys(on_one_line(mention.text) for mention in self.mentions)
        return tuple(form for form in forms if form != full)

    @property
    def sex(self) -> str | None:
        """What the words before its names tell: "he", "she" or None."""
        told = (_sex_before(mention) for mention in self.mentions)
        return next((sex for sex in told if sex), None)

    @once
    def likely_sex(self) -> str | None:
        """``sex``, or else what the first names tell.

        Somebody who is never called by more than one word may go by the first name alone.
        """
        firsts = {m.key[0] for m in self.mentions if len(m.key) > 1}
        firsts = firsts or {m.key[0] for m in self.mentions if self.label == PERSON}
        guesses = {sex for first in firsts if (sex := _sex_of_first_name(first))}
        return self.sex or (guesses.pop() if len(guesses) == 1 else None)


def on_one_line(printed: str) -> str:
    return " ".join(printed.split())


def _sex_before(name: Name) -> str | None:
    """What a title before a name tells of its bearer, or “his wife”."""
    noun = name.kin.noun if name.kin else None
    if name.title in english.MALE_TITLES or noun in english.HE_NOUNS:
        return "he"
    return "she" if name.title in english.FEMALE_TITLES or noun in english.SHE_NOUNS else None


def _sex_of_first_name(first: str) -> str | None:
    """ "he", "she" or None. ``first``: in lower case; of Anne-Marie the first half counts."""
    plain = first if first in english.MEN or first in english.WOMEN else first.split("-")[0]
    return "he" if plain in english.MEN else "she" if plain in english.WOMEN else None


def make_name(text: str, start: int, end: int, label: int) -> Name | None:
    """The name in text[start:end], free of titles and possessive; None if nothing is left."""
    if (bracket := text.find("(", start, end)) > start and text.find(")", bracket, end - 1) < 0:
        end = len(text[:bracket].rstrip())  # “Chambers of Trade (BCT)”
    printed = text[start:end]
    if match := _POSSESSIVE.search(printed):
        end -= len(match.group())
        printed = text[start:end]
    words = list(_WORD.finditer(printed))
    while len(words) > 1 and _is_no_beginning(words[0].group()):
        words.pop(0)
    # “Retailer Lund cuts its forecast”: what a body is, with the capital of its sentence
    if (
        len(words) > 1
        and words[0].group().istitle()
        and words[0].group().lower() in english.FIRM_NOUNS
        and begins_sentence(text, start + words[0].start())
    ):
        words.pop(0)
        label = ORGANISATION
    while len(words) > 1 and words[-1].group() in english.NO_ENDING:
        words.pop()
    if label == PERSON:  # “NBC’s Dante Chinni”
        owners = [i for i, word in enumerate(words[:-1]) if _POSSESSIVE.search(word.group())]
        words = words[owners[-1] + 1 :] if owners else words
    title = None
    if label == PERSON and len(words) > 1 and _plain(words[-1].group()) in english.FIRM_ENDINGS:
        label = ORGANISATION
    if label == PERSON:
        count = _before_name([word.group() for word in words])
        titles = [_plain(word.group()) for word in words[:count]]
        title = next((word for word in reversed(titles) if word in english.TITLES), None)
        words = words[count:]
    no_name = english.HONOURS | (english.NO_SURNAMES if label == PERSON else frozenset())
    while len(words) > 1 and _plain(words[-1].group()) in no_name:
        words.pop()
    if not words or not any(ch.isupper() or ch.isdigit() for ch in printed):
        return None
    first, last = words[0].start(), words[-1].end()
    if words[-1].group().endswith(".") and _plain(words[-1].group()) not in english.SUFFIXES:
        last -= 1
    if title is None and label == PERSON:
        title = _title_before(text, start)
    key = tuple(_plain(w.group()) for w in words)
    key = tuple(w for w in key if w not in english.SUFFIXES) or key
    if label != PERSON and len(key) > 1 and key[0] == "the":
        key = key[1:]
        keeps = printed[first].isupper() and not begins_sentence(text, start + first)
        if not (keeps or key[-1] in english.PAPER_NOUNS) or printed[first].islower():
            first = words[1].start()
    before = _KIN.search(text, max(0, start - 40), start + first) if label == PERSON else None
    kin = Kin(before[2].casefold(), not before[1]) if before else None
    return Name(start + first, start + last, printed[first:last], label, key, title, kin)


def _before_name(words: Sequence[str]) -> int:
    """How many words of a person's name say what somebody is: titles, offices, positions.

    “Mr. Lund”, “Harbour Administrator Ada Lund”, “Hawks DL Ada Lund”. Whatever stands before such a
    word does not belong to the name either, if two words are left: King may be a surname.
    """
    plain = [_plain(word) for word in words]
    count = 0
    while count < len(words) - 1 and (plain[count] in english.TITLES or words[count] == "Del."):
        count += 1
    shouted = all(word.isupper() for word in words)
    last = len(words) - sum(word in english.SUFFIXES for word in plain)
    for i in range(last - 3, count - 1, -1):
        is_position = POSITION.fullmatch(words[i]) and not shouted
        if plain[i] in _WHAT_SOMEBODY_IS or is_position:
            return i + 1
    return count


def _is_no_beginning(word: str) -> bool:
    """“nonpartisan Commission”, “Dear Ada”"""
    if word.casefold() in english.SALUTATIONS:
        return True
    return word.islower() and word not in english.NAME_PARTICLES and word != "the"


def _title_before(text: str, start: int) -> str | None:
    match = re.search(r"(\w[\w-]*)\.?\s+$", text[max(0, start - 20) : start])
    word = _plain(match.group(1)) if match else ""
    return word if word in english.TITLES else None


def _plain(word: str) -> str:
    return word.casefold().rstrip(".").replace("’", "'")


class _Form(NamedTuple):
    """What names somebody: the words, and what tells namesakes apart where it is told.

    ``sex``: "he" or "she", by the title or the first name; ``generation``: “jr”, “sr”, “iii”.
    """

    words: tuple[str, ...]
    person: bool
    sex: str | None
    generation: str | None

    @classmethod
    def of(cls, name: Name) -> _Form:
        if name.label != PERSON:
            return cls(name.key, False, None, None)
        last = _plain(name.text.split()[-1])
        first = _sex_of_first_name(name.key[0]) if len(name.key) > 1 else None
        generation = last if last in english.SUFFIXES and last not in name.key else None
        return cls(name.key, True, _sex_before(name) or first, generation)

    def shortens(self, full: _Form) -> bool:
        """May this be another form of the name ``full``, which has as many words or more?"""
        return self.person == full.person and _shortens(self.words, full.words, self.person)


def _may_be_one(a: _Form, b: _Form) -> bool:
    """Do sex and generation, where both names tell them, allow that these are one person's?"""
    return not any(x and y and x != y for x, y in ((a.sex, b.sex), (a.generation, b.generation)))


class _Known:
    """Name forms, and whose they are. Forms that may shorten one another are found by a word that
    they share or by initials, so that a book's names are not all compared with each other.
    """

    def __init__(self) -> None:
        self.of: dict[_Form, Entity] = {}
        self._by_word: dict[str, list[tuple[int, _Form]]] = defaultdict(list)
        self._forms: dict[int, list[_Form]] = defaultdict(list)  # by id of the entity

    def add(self, form: _Form, entity: Entity) -> None:
        for word in {form.words[0], form.words[-1], *_initials(form.words)}:
            self._by_word[word].append((len(self.of), form))
        self.of[form] = entity
        self._forms[id(entity)].append(form)

    def fitting(self, form: _Form) -> list[Entity]:
        """The entities with a name that this one may shorten, each once, in the order of adding."""
        words = form.words
        sharing = {words[0], words[-1], words[0].replace(".", "")}
        near = {number: full for word in sharing for number, full in self._by_word.get(word, ())}
        fits = [self.of[near[number]] for number in sorted(near) if form.shortens(near[number])]
        return [
            entity
            for entity in {id(entity): entity for entity in fits}.values()
            if all(_may_be_one(form, own) for own in self._forms[id(entity)])
        ]


class _SoFar:
    """What the text has told up to a name of those who may bear it. ``full``: how often it names
    each one in full, all of it, by id of the entity."""

    def __init__(self, full: Mapping[int, int]) -> None:
        self._full = full
        self._alone: Counter[int] = Counter()  # by a single word
        self._kin: set[int] = set()  # who came in as “his wife”
        self._sex: dict[int, str] = {}  # by a title, or “his wife”
        self._recent: dict[int, int] = {}

    def note(self, name: Name, entity: Entity) -> None:
        if sex := _sex_before(name):
            self._sex.setdefault(id(entity), sex)
        self._recent[id(entity)] = name.start
        self._alone[id(entity)] += len(name.key) == 1
        if name.kin and not name.kin.of_named:
            self._kin.add(id(entity))

    def likeliest(self, form: _Form, options: Sequence[Entity]) -> Entity:
        """Of several whose full names a short one fits, the one named in full most often.

        News calls its protagonist by the surname alone and others of the family in full: it does so
        to nobody who came in as somebody's relative, and whom it has called so before, it goes on
        to call so. Mr. Lund is one who is told to be a man rather than one of whom it is not told.
        """
        return max(
            options,
            key=lambda e: (
                form.sex is not None and self._sex.get(id(e)) == form.sex,
                id(e) not in self._kin,
                self._full[id(e)],
                self._alone[id(e)],
                self._recent.get(id(e), -1),
            ),
        )


class People:
    """The entities of one document. ``of`` tells whose name a mention is."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.names = sorted(names, key=lambda n: n.start)
        self.entities: list[Entity] = []
        self._of: dict[int, Entity] = {}
        self._doubtful: set[int] = set()
        self._build()

    def of(self, name: Name) -> Entity:
        return self._of[name.start]

    def is_doubtful(self, name: Name) -> bool:
        """Might it as well be the name of somebody else in the document?"""
        return name.start in self._doubtful

    def within(self, start: int, end: int) -> list[Name]:
        """The names that begin in text[start:end], in text order."""
        first = bisect_left(self.names, start, key=attrgetter("start"))
        last = bisect_left(self.names, end, key=attrgetter("start"))
        return self.names[first:last]

    def _build(self) -> None:
        known = _Known()
        forms = {_Form.of(name) for name in self.names}
        # Longest names first: shorter ones then find the full name that they shorten.
        for form in sorted(forms, key=_fullest_first):
            entities = known.fitting(form)
            if len(entities) == 1:
                known.add(form, entities[0])
            elif not entities:
                label = PERSON if form.person else ORGANISATION
                known.add(form, Entity(len(known.of), label))
            # Ambiguous short names are decided mention by mention, below.
        often = Counter(_Form.of(name) for name in self.names if len(name.key) > 1)
        full: Counter[int] = Counter()
        for form, entity in known.of.items():
            full[id(entity)] += often[form]
        ambiguous = {form: known.fitting(form) for form in forms - known.of.keys()}
        so_far = _SoFar(full)
        for name in self.names:
            form = _Form.of(name)
            entity = known.of.get(form) or so_far.likeliest(form, ambiguous[form])
            if form not in known.of and _rivalled(entity, ambiguous[form], full):
                self._doubtful.add(name.start)
            if not entity.mentions:
                entity.label = name.label
            entity.mentions.append(name)
            so_far.note(name, entity)
            self._of[name.start] = entity
        seen = {id(e): e for e in self._of.values()}
        self.entities = sorted(seen.values(), key=lambda e: e.mentions[0].start)
        for number, entity in enumerate(self.entities):
            entity.number = number


def _fullest_first(form: _Form) -> tuple[object, ...]:
    """What tells more comes first, of equally many words: the sex, the generation."""
    told = form.sex or "~", form.generation or "~"
    return -len(form.words), *told, form.words, form.person


def _rivalled(chosen: Entity, options: list[Entity], full: Mapping[int, int]) -> bool:
    """Is another one named in full as often?"""
    return chosen.label == PERSON and sum(full[id(e)] == full[id(chosen)] for e in options) > 1


def _shortens(short: tuple[str, ...], full: tuple[str, ...], person: bool) -> bool:
    """May ``short`` be another form of the longer name ``full``?"""
    if short == full:
        return True
    if person:
        return may_be(short, full)
    if len(short) == 1 and short[0].replace(".", "") in _initials(full):
        return True
    # the Commission – Commission on Tall Ships
    if short == full[: len(short)] and full[len(short)] in english.SHORTENS_BODIES:
        return True
    # The Post – The New York Post; Clinton campaign – Hillary Clinton campaign
    ends_it = len(short) < len(full) and short == full[-len(short) :]
    return ends_it and short[0] not in english.ANY_BODY


def _initials(full: tuple[str, ...]) -> tuple[str, ...]:
    """Of a name's large words, and of all of them, where it has several large ones."""
    large = "".join(word[0] for word in full if word not in english.WITHOUT_INITIAL)
    return (large, "".join(word[0] for word in full)) if len(large) > 1 else ()
