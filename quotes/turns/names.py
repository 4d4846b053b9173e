"""The words of a name: titles and roles before it, honours behind it, whether it may be another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quotes.languages import english
from quotes.languages.introductions import OFFICES_BEHIND
from quotes.languages.introductions import TITLES as PARLIAMENTARY_TITLES
from quotes.languages.names import may_be
from quotes.languages.sentences import is_shortened
from quotes.languages.transcripts import PREPOSITIONS, SPEAKER_NOUNS

PARTICLE = r"(?:de|da|di|du|del|della|la|le|van|von|der|den|ter|bin|al)"
CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w’'-]*\.?"
NAME = rf"{CAPITAL}(?:[ ]+(?:{PARTICLE}[ ]+)*{CAPITAL}){{1,3}}"
# A name in a sentence: its stop is the sentence's, but for an initial's.
_WORD = r"[^\W\d_a-zß-öø-ÿ](?:\.|[\w’'-]*)"
IN_SENTENCE = rf"{_WORD}(?:[ ]+(?:{PARTICLE}[ ]+)*{_WORD}){{1,3}}"
_LEFT = re.compile(rf"(?:(?:{CAPITAL}|{PARTICLE})[ ]+)+$")
_RIGHT = re.compile(rf"(?:[ ]+(?:{PARTICLE}[ ]+)*[^\W\d_a-zß-öø-ÿ][\w’'-]*)+")
_NEAR = 60  # characters beside a surname that its first names may take


def names_around(text: str, match: re.Match[str]) -> Iterator[tuple[str, int]]:
    """The names of two to four words that a word ends or begins, each with its place."""
    left = _LEFT.search(text, max(0, match.start() - _NEAR), match.start())
    if left:
        words = after_role(_own_words([*left[0].split(), match[0]]))[-4:]
        while len(words) > 1 and plain(words[0]) in _PARTICLES:
            words = words[1:]
        name = " ".join(words)
        if len(words) > 1 and text.endswith(name, 0, match.end()) and says_no_role(words[:-1]):
            yield name, match.end() - len(name)
    right = _RIGHT.match(text, match.end(), match.end() + _NEAR)
    begins = plain(match[0]) not in _PARTICLES
    if right and begins and not (left and len(bare([*left[0].split(), match[0]])) > 1):
        words = [match[0], *right[0].split()][:4]
        words = words[: next((i for i, w in enumerate(words) if plain(w) in SMALL), len(words))]
        while words and plain(words[-1]) in english.HONOURS:
            words = words[:-1]
        name = " ".join(words)
        if len(words) > 1 and text.startswith(name, match.start()) and says_no_role(words):
            yield name, match.start()


_NO_NAMES = (
    english.TITLES
    | english.ROLE_NOUNS
    | english.NO_FIRST_NAMES
    | PARLIAMENTARY_TITLES
    | frozenset(
        "enter enters exit exits exeunt re-enter thank thanks hello hi dear welcome".split()
    )
)
_KINDS = frozenset(
    "an some prime old young deputy acting vice chief cabinet ranking first second third other "
    "another "
    "unknown unidentified".split()
)
_LINKING = frozenset("of the for and state".split())
_NOUNS = english.TITLES_AND_ROLES | SPEAKER_NOUNS
SMALL = PREPOSITIONS | frozenset("of and to from the".split())  # in a heading in capitals
_COURTESY = english.MALE_TITLES | english.FEMALE_TITLES | {"dr", "prof", "professor"}
_PARTICLES = frozenset("de da di du del della la le van von der den ter bin al".split())


def _own_words(words: Sequence[str]) -> list[str]:
    """“IVOR STROUD” of “STATEMENT OF IVOR STROUD”, “Ada Holt” of “York. I'm Ada Holt”."""
    last = max((i for i, word in enumerate(words[:-1]) if _parts(word)), default=-1)
    return list(words[last + 1 :])


def _parts(word: str) -> bool:
    """Does a name begin behind this word, at the earliest?"""
    ends = word.endswith(".") and not is_shortened(word)
    pronoun, apostrophe, _ = plain(word).partition("'")
    return ends or plain(word) in SMALL or bool(apostrophe and pronoun in english.PRONOUNS)


def after_role(words: Sequence[str]) -> list[str]:
    """What follows the last word of a role or title: “Press Secretary [Delphine Arroyo]”."""
    kept = bare(words)
    for i in range(len(kept) - 2, -1, -1):
        if plain(kept[i]) in english.TITLES_AND_ROLES:
            return kept[i + 1 :]
    return kept


def bare(words: Sequence[str]) -> list[str]:
    """A name's words without titles, roles and small words before it and honours behind it."""
    kept = list(words)
    while len(kept) > 1 and plain(kept[0]) in _NO_NAMES:
        kept.pop(0)
    while len(kept) > 1 and plain(kept[-1]) in english.HONOURS:
        kept.pop()
    return kept


def names_are_turned(labels: Sequence[str]) -> bool:
    """Whether labels are as in a directory, “Lowe, Ann”: of those with a comma at least one has a
    first name behind it, and none anything but names.
    """
    behind = [after.split() for label in labels if (after := label.partition(",")[2])]
    surnames = [label.partition(",")[0].split() for label in labels if "," in label]
    if not behind or not all(
        0 < len(words) < 3 and all(w.istitle() and plain(w) not in _NO_NAMES for w in words)
        for words in behind
    ):
        return False
    if any(plain(words[0]) in english.FIRST_NAMES for words in behind):
        return all(len(words) < 4 for words in surnames)
    families = [[w for w in words if plain(w) not in _PARTICLES] for words in surnames]
    return len(behind) == len(labels) > 1 and {1} == {len(w) for w in [*behind, *families]}


def without_office(printed: str) -> tuple[str | None, str]:
    """“PRIME MINISTER LOWE” → (“Prime Minister”, “LOWE”): an office of two words and more."""
    words = printed.split()
    last = max((i for i, word in enumerate(words[:-1]) if plain(word) in _NOUNS), default=0)
    if last < 1:
        return None, printed
    known = _NOUNS | _KINDS | _LINKING
    if plain(words[last]) in OFFICES_BEHIND:  # “FOREIGN MINISTER CAMPOS”
        if any(plain(word) in english.FIRST_NAMES for word in words[:last]):
            return None, printed
    elif any(plain(word) not in known for word in words[:last]):
        return None, printed
    office = [w.title() if w.isupper() and len(w) > 3 else w for w in words[: last + 1]]
    return " ".join(office), " ".join(words[last + 1 :])


def may_be_called(title: str, name: str) -> bool:
    """Not “Mr.” for an Ada, nor “Ms.” for a Tom."""
    first = plain(name.split()[0])
    if title in english.MALE_TITLES:
        return first not in english.FEMALE_NAMES
    return title not in english.FEMALE_TITLES or first not in english.MALE_NAMES


def with_title(printed: str, bare: str) -> str:
    """“Lady Venn”, “Mr. Ferris”: where there is only a surname, the title tells people apart."""
    words = printed.removesuffix(bare).split()
    first, _, rest = bare.partition(" ")
    only = not rest or plain(first) in _PARTICLES or " of " in bare
    return f"{words[-1]} {bare}" if words and only and plain(words[-1]) in _COURTESY else bare


def says_no_role(words: Sequence[str]) -> bool:
    return not any(plain(w) in english.TITLES_AND_ROLES for w in words)


def fits(short: Sequence[str], full: Sequence[str]) -> bool:
    """May a label of these words be this full name?"""
    return may_be([plain(w) for w in short], [plain(w) for w in full])


def initials_of(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word[0].isupper())


def is_role(label: str) -> bool:
    """“THE WITNESS”, “Mr Speaker”, “Speaker 2”, “The Prime Minister”: no name in it."""
    words = [plain(w) for w in label.partition(",")[0].split()]
    # “Minister for Islands”, “Leader of the House”
    of = next((i for i, word in enumerate(words) if i and word in ("of", "for")), len(words))
    words = words[:of]
    return words[0] == "the" or all(
        w in _NOUNS or not w[:1].isalpha() or len(w) == 1 or w in _KINDS for w in words
    )


def looks_named(printed: str) -> bool:
    words = bare(printed.split())
    return re.fullmatch(NAME, " ".join(words)) is not None or (
        len(words) == 1 and len(printed.split()) > 1
    )


def says_role(printed: str) -> bool:
    words = [plain(w) for w in re.findall(r"[\w’'-]+", printed)]
    if len(words) > 1 and printed.split()[-1].islower():  # “Food chemist”, not “Vale of Tarn”
        return True
    return any(w in english.ROLE_NOUNS or w in SPEAKER_NOUNS for w in words)


def plain(word: str) -> str:
    return word.casefold().strip(".,").replace("’", "'")
