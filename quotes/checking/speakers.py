"""Whether the article's speaker is the one whose turn it is. Where that cannot be told, it is said.

Names are compared as names: without titles, by the surname, in whatever transliteration; a label
that is no name (“Q”, “THE WITNESS”, “SPEAKER_01”) is somebody only where the source tells who.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from quotes.languages import english, wording
from quotes.languages.letters import folded
from quotes.languages.names import one_first_name
from quotes.languages.transcripts import ANSWER, QUESTION, SPEAKER_NOUNS
from quotes.records import Speaker
from quotes.turns import Person, Turn, who_speaks
from quotes.turns.names import is_role


class Same(Enum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NO_NAME = (
    english.TITLES
    | english.SUFFIXES
    | english.ROLE_NOUNS
    | SPEAKER_NOUNS
    | english.BODY_NOUNS
    | english.GROUP_NOUNS
    | wording.OFFICE_WORDS
    | frozenset("the a an of for and unknown unidentified speaker off-camera madam".split())
)
_OFFICES = english.ROLE_NOUNS | SPEAKER_NOUNS
_FIRST_NAMES = english.MALE_NAMES | english.FEMALE_NAMES
# Above the first, two surnames are one name in two spellings; below the second, two names.
_ONE_NAME, _TWO_NAMES = 0.96, 0.87


class Voices:
    """The speakers of one source: whom each turn's label stands for."""

    def __init__(self, text: str, turns: Sequence[Turn]) -> None:
        people = who_speaks(text, turns)
        self._of = {id(turn): person for turn, person in zip(turns, people, strict=True)}
        self._people = list({person: None for person in people if person is not None})
        self._labels = {turn.name for turn in turns if turn.name}

    def name(self, turn: Turn) -> str | None:
        """Whom the label stands for, the label itself where the source does not tell."""
        person = self._of.get(id(turn))
        return person.name if person else turn.name

    @property
    def names(self) -> set[str]:
        """The names of those who speak, as full as the source tells them, and their labels."""
        named = {one.name for one in self._people if one.named}
        return named | {label for label in self._labels if not is_role(label)}

    def is_speaker(self, speaker: Speaker, turn: Turn | None) -> Same:
        """Whether `speaker`, as an article calls them, speaks in this turn."""
        if turn is None or turn.name is None:
            return Same.UNKNOWN
        person = self._of.get(id(turn))
        names = (turn.name, person.name) if person else (turn.name,)
        if _contradict(speaker, turn.name):
            return Same.NO
        found = {_compare(speaker, name, person) for name in names}
        if Same.YES in found:
            # Where the label is a surname, the name read out of the text may be another's.
            unsure = self._is_shared(speaker, names) or _contradict(speaker, names[-1])
            return Same.UNKNOWN if unsure else Same.YES
        if Same.NO in found:
            return Same.NO
        # A label that names nobody: but it is not theirs if they have another one.
        elsewhere = any(
            _compare(speaker, other.name, other) is Same.YES
            for other in self._people
            if other.name not in names
        )
        return Same.NO if elsewhere and speaker.type == "person" else Same.UNKNOWN

    def _is_shared(self, speaker: Speaker, names: Sequence[str]) -> bool:
        """Whether a surname alone, here or there, fits two speakers of the source."""
        ours, theirs = (_fullest(calls) for calls in ((speaker.name, *speaker.aliases), names))
        if min(len(ours), len(theirs)) != 1:
            return False
        surname = (ours or theirs)[-1:]
        fitting = {tuple(_names(label)) for label in self._labels if _names(label)[-1:] == surname}
        return len({name for name in fitting if len(name) > 1}) > 1


def same_person(speaker: Speaker, other: Speaker) -> Same:
    """Whether two texts mean one person by these names."""
    names = (other.name, *other.aliases)
    if any(_contradict(speaker, name) for name in names):
        return Same.NO
    found = {_compare(speaker, name, None) for name in names}
    return next(same for same in (Same.YES, Same.NO, Same.UNKNOWN) if same in found)


def known_as(speaker: Speaker) -> set[str]:
    """The last words of the speaker's names, in small letters, and of the role."""
    calls = [words for call in (speaker.name, *speaker.aliases) if (words := _names(call))]
    return {words[-1] for words in calls} | (_roles(speaker.name) if not calls else set())


def _fullest(calls: Sequence[str]) -> list[str]:
    return max(map(_names, calls), key=len, default=[])


def _contradict(speaker: Speaker, label: str) -> bool:
    """Whether the fullest names on both sides are those of two people: Signe and Karl Tolle.

    Signe Tolle, called Tolle later on, is no TOLLE whose first name is Karl.
    """
    ours, theirs = _fullest((speaker.name, *speaker.aliases)), _names(label.partition(",")[0])
    return (
        speaker.type == "person"
        and min(len(ours), len(theirs)) > 1
        and _script(ours) == _script(theirs)
        and _same_name(ours, theirs) is Same.NO
    )


def _compare(speaker: Speaker, label: str, person: Person | None) -> Same:
    theirs = _names(label.partition(",")[0]) or _names(label)
    role = _roles(label) | _roles((person.role or "") if person else "")
    calls = [speaker.name, *speaker.aliases]
    ours = [words for words in map(_names, calls) if words]
    if speaker.type == "unnamed" or not ours:
        # “the mayor”, by the title in the label.
        wanted = _roles(speaker.name)
        return Same.YES if wanted and wanted & role else Same.UNKNOWN
    if not theirs:
        wanted = _roles(speaker.role or "")
        return Same.YES if wanted and wanted & role else Same.UNKNOWN
    if speaker.type in ("organisation", "group", "document"):
        return Same.YES if any(set(words) == set(theirs) for words in ours) else Same.UNKNOWN
    if _script(theirs) != _script(ours[0]):
        return Same.UNKNOWN
    results = {_same_name(words, theirs) for words in ours}
    for result in (Same.YES, Same.UNKNOWN):
        if result in results:
            return result
    return Same.NO


def _same_name(one: Sequence[str], other: Sequence[str]) -> Same:
    """Two names of persons, as lower-case words without titles."""
    if len(one) > 1 and len(other) > 1:
        surnames = _alike(one[-1], other[-1])
        if surnames is Same.NO:
            # “Kim Jong Un”, “Silva Santos”: the surname may stand elsewhere.
            shared = [word for word in one if any(_alike(word, o) is Same.YES for o in other)]
            return Same.UNKNOWN if shared else Same.NO
        first = _same_first(one[0], other[0])
        if first is Same.NO and (set(one[:-1]) & set(other[:-1]) or _has_office(one, other)):
            first = Same.UNKNOWN
        return surnames if first is Same.YES else first
    short, long = (one, other) if len(one) == 1 else (other, one)
    by_surname = _alike(short[0], long[-1])
    if by_surname is Same.YES or len(long) == 1:
        return by_surname
    found = {_alike(short[0], word) for word in long[:-1]}
    if Same.YES in found:
        return Same.YES if short is other or len(short[0]) > 2 else Same.UNKNOWN
    return Same.UNKNOWN if Same.UNKNOWN in {*found, by_surname} else Same.NO


def _has_office(*names: Sequence[str]) -> bool:
    """May what stands before a surname be an office that no list has: FOREST WARDEN TOLLE?"""
    return any(len(name) > 2 and name[0] not in _FIRST_NAMES for name in names)


def _same_first(one: str, other: str) -> Same:
    if one_first_name(one, other):
        return Same.YES
    return _alike(one, other)


@lru_cache(maxsize=10_000)
def _alike(one: str, other: str) -> Same:
    a, b = _sounds(one), _sounds(other)
    if one == other or a == b:
        return Same.YES
    likeness = JaroWinkler.normalized_similarity(a, b)
    if likeness >= _ONE_NAME and min(len(a), len(b)) >= 6:
        return Same.YES
    return Same.UNKNOWN if likeness >= _TWO_NAMES and min(len(a), len(b)) >= 4 else Same.NO


_TRANSLITERATED = (
    (r"(?:iy|yy|ii|ij|yi|ie|y|i)+", "i"),
    (r"shch|sch|sh|tch|ch|cz|sz", "s"),
    (r"kh|gh", "h"),
    (r"ts|tz|zh", "z"),
    (r"ph", "f"),
    (r"w", "v"),
    (r"ou|oo", "u"),
    (r"ck|q|x", "k"),
    (r"dj|j", "i"),
    (r"(.)\1+", r"\1"),
)


@lru_cache(maxsize=10_000)
def _sounds(name: str) -> str:
    """One spelling for those that transliteration gives: Zelenskyy, Zelensky, Zelenskii."""
    if len(name) < 6:
        # Short names differ by one letter and are others: Reed, Read.
        return name
    for pattern, one in _TRANSLITERATED:
        name = re.sub(pattern, one, name)
    return name


@lru_cache(maxsize=10_000)
def _words(name: str) -> tuple[str, ...]:
    plain = folded(name.replace("’", "'"))
    words = [word.removesuffix("'s") for word in _WORD.findall(plain.replace(".", " "))]
    return tuple(part for word in words for part in word.split("-") if part)


def _names(name: str) -> list[str]:
    """The words of a name without titles and roles; none for “Q” or “THE WITNESS”."""
    if name.casefold().strip(". ") in QUESTION | ANSWER:
        return []
    words = _words(name)
    # What stands before an office belongs to it: PARK RANGER TOLLE.
    offices = [at for at, word in enumerate(words[:-1]) if word in _OFFICES]
    return [word for word in words[offices[-1] + 1 if offices else 0 :] if word not in _NO_NAME]


def _roles(text: str) -> set[str]:
    return {word for word in _words(text) if word in english.ROLE_NOUNS | english.TITLES}


def _script(words: Sequence[str]) -> str:
    return unicodedata.name(words[0][0], "LATIN").split()[0]
