"""The cast of a novel, and which of its characters a name means."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from quotes.corpora.annotations import Character

NOBODY = {"_unknowable", "unknowable", "(unknown)", "unknown", "_group", "_narr", ""}
_NARRATOR = {"narr", "narrator", "the narrator"}

_MALE = set(
    "mr sir monsieur m lord count marquis duke king prince baron uncle master father brother herr "
    "signor don mister".split()
)
_FEMALE = set(
    "mrs miss ms lady madame madam mme mlle mademoiselle countess marchioness duchess queen "
    "princess baroness aunt mistress mother sister frau fraulein signora signorina donna "
    "mamzelle".split()
)
_TITLES = _MALE | _FEMALE | set(
    "dr doctor captain capt colonel col major general admiral lieutenant sergeant inspector "
    "professor prof rev reverend judge st saint cousin".split()
)  # fmt: skip
_EQUAL_TITLES = {
    "capt": "captain", "col": "colonel", "doctor": "dr", "professor": "prof", "reverend": "rev",
    "m": "mr", "monsieur": "mr", "mister": "mr", "mademoiselle": "miss", "mlle": "miss",
    "madame": "mrs", "mme": "mrs",
}  # fmt: skip
_SMALL = set(
    "a an the of and in on to with that his her my their our your s old young dear poor de la le "
    "von van i me you he him she it they them we us".split()
)
_POSSESSIVE = re.compile(r"'s\b|s'(?= |$)")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ARTICLE = re.compile(r"^(?:the|an|a) (?=\S)")


def normal(name: str) -> str:
    """Without case, full stops and commas, blanks squeezed; the narrator is ``_narr``."""
    name = unicodedata.normalize("NFKC", name).casefold()
    name = name.replace("’", "'").replace("‘", "'")
    name = " ".join(re.sub(r"[.,]", " ", name).replace("_", " ").split())
    return "_narr" if name in _NARRATOR else name


def without_article(normal_name: str) -> str:
    return _ARTICLE.sub("", normal_name)


@dataclass(frozen=True, slots=True)
class _Alias:
    character: str
    titles: frozenset[str]
    words: frozenset[str]


class Cast:
    """The characters of a novel by all their names, gold speakers that are no listed one included.

    Characters whose names differ only after " - " (as “Story” and “External”) are one.
    """

    def __init__(self, characters: Iterable[Character], speakers: Iterable[str]) -> None:
        self._mains: dict[str, str] = {}
        self._gender: dict[str, str | None] = {}
        self._aliases: dict[str, set[str]] = defaultdict(set)
        self._bare: dict[str, set[str]] = defaultdict(set)
        first: dict[str, str] = {}
        for character in characters:
            if character.name.casefold() in NOBODY:
                continue
            short = character.name.split(" - ")[0]
            name = first.setdefault(normal(short), short.strip())
            self._mains[normal(character.name)] = name
            self._gender[name] = character.gender
            for alias in (character.name, name, *character.aliases):
                self._add(alias, name)
        for speaker in speakers:
            if normal(speaker) not in self._aliases:
                self._add(speaker, speaker.strip())
        self._split = [
            _Alias(character, *_titles_and_words(alias))
            for alias, holders in self._aliases.items()
            for character in sorted(holders)
            if not _POSSESSIVE.search(alias)
        ]

    def _add(self, alias: str, character: str) -> None:
        if plain := normal(alias):
            self._aliases[plain].add(character)
            self._bare[without_article(plain)].add(character)

    def true(self, speaker: str) -> str:
        """The character whom the gold means by a speaker."""
        plain = normal(speaker)
        holders = self._aliases.get(plain)
        return self._mains.get(plain) or (min(holders) if holders else speaker.strip())

    def called(self, name: str) -> set[str]:
        """The characters of exactly this name, a leading article aside."""
        plain = normal(name)
        return self._aliases.get(plain) or self._bare.get(without_article(plain)) or set()

    def resolve(self, name: str) -> set[str]:
        """The characters whom a name fits.

        Those called so; without any, those with an alias that has all its words, titles aside;
        without any, those all of whose alias's words it has, of the aliases with most. Titles must
        not contradict, nor a title the character's gender. A bare title (“the Duchess”) fits
        whoever carries it, and “Lucy's brother” nobody.
        """
        plain = normal(name)
        if exact := self.called(name):
            return exact
        if not plain or _POSSESSIVE.search(plain):
            return set()
        titles, words = _titles_and_words(plain)
        if without_article(plain) in _TITLES:
            return {alias.character for alias in self._split if titles & alias.titles}
        if not words:
            return set()
        fitting = [alias for alias in self._split if alias.words and self._agrees(alias, titles)]
        if wider := {alias.character for alias in fitting if words <= alias.words}:
            return wider
        narrower = [alias for alias in fitting if alias.words <= words]
        most = max((len(alias.words) for alias in narrower), default=0)
        return {alias.character for alias in narrower if len(alias.words) == most}

    def _agrees(self, alias: _Alias, titles: frozenset[str]) -> bool:
        if titles and alias.titles and not titles & alias.titles:
            return False
        told = "M" if titles & _MALE else "F" if titles & _FEMALE else None
        gender = self._gender.get(alias.character)
        return told is None or gender is None or gender == told


def _titles_and_words(normal_name: str) -> tuple[frozenset[str], frozenset[str]]:
    words = _WORD.findall(normal_name)
    titles = frozenset(_EQUAL_TITLES.get(word, word) for word in words if word in _TITLES)
    return titles, frozenset(word for word in words if word not in _TITLES | _SMALL)
