"""English as novels write it: titles, words for people, nicknames, verbs of saying.

The words stand in `en/`, beside those of the news where the two differ.
"""

from __future__ import annotations

from quotes.languages import english
from quotes.languages.words import lists

_names = lists("en/names")
_particles, _people = lists("en/particles"), lists("en/people")
_saying, _stories = lists("en/saying"), lists("en/stories")
_titles = lists("en/titles")

MALE, FEMALE = _titles.words("male in novels"), _titles.words("female in novels")
EITHER, OF_SEVERAL = _titles.words("either in novels"), _titles.words("of several")
TITLES = MALE | FEMALE | EITHER | OF_SEVERAL
TITLES_BEHIND = _titles.words("behind")
KIN = _titles.words("kin")
NEVER_ALONE = _titles.words("never alone")
OF_A_PLACE = _titles.words("of a place")
MARRIED = _titles.words("married")
SAME_TITLE = _titles.pairs("same")
# Of each of these three one person has one only.
PEERS = _titles.words("peers")
RANKS = EITHER - KIN - _titles.words("no ranks")
LADIES = FEMALE - KIN - _titles.words("no ranks")
# Before a first name: those that never stand before a surname, those before a single word that is a
# first name, all.
ONLY_FIRST = KIN - _titles.words("before a surname")
FIRST_ALONE = ONLY_FIRST | _titles.words("before a first name")
BY_FIRST = KIN | _titles.words("before a first name or a family")

HE_NOUNS, SHE_NOUNS = _people.words("men"), _people.words("women")
PERSON_NOUNS = HE_NOUNS | SHE_NOUNS | english.ROLE_NOUNS | _people.words("anybody")
WIVES, DAUGHTERS, FAMILY = (_people.words(kin) for kin in ("wives", "daughters", "family"))
MARRIED = {"his": _people.words("his"), "her": _people.words("her")}
KIN_NOUNS, BARE_KIN = _people.words("family", "further kin"), _people.words("bare kin")
GENERIC = _people.words("generic")
PLACE_NOUNS = _people.words("places")

MALE_NAMES = english.MALE_NAMES | _names.words("male in novels")
FEMALE_NAMES = english.FEMALE_NAMES | _names.words("female in novels")
NO_NAMES = _names.words("no names") | english.PRONOUNS

SAYING = english.REPORTING_VERBS | _saying.words("in novels")
WEAK = _saying.words("weak")
PARTICLES = _saying.words("particles")
BETWEEN = _saying.words("between")
FINITE = _saying.words("finite")
UTTERANCES, BEFORE_UTTERANCES = _saying.words("utterances"), _saying.words("before utterances")
NOTHING = _saying.words("nothing")

SMALL = _particles.words("within in novels")  # small words within names
HYPHENED = _particles.words("hyphened in novels")

DETERMINERS, DEFINITE = _stories.words("determiners"), _stories.words("definite")
ENDS_DESCRIPTION, MODIFIES = _stories.words("ends a description"), _stories.ordered("modifies")
OPENERS = _stories.words("openers")
GROUP_PRONOUNS = _stories.words("several")
BEFORE_ADDRESS = _stories.words("before an address")
ADDRESSED_MEN, ADDRESSED_WOMEN = _stories.words("addressed men"), _stories.words("addressed women")
ANSWERS = _stories.words("answers")
NARRATORS = frozenset(_stories.lines("narrators"))
MY_NAME = frozenset(tuple(line.split()) for line in _stories.lines("my name"))
BEFORE_NAME, BEFORE_PLURAL = _stories.words("before a name"), _stories.words("before a plural")
NO_NAME, NO_INITIALS = _stories.words("no name"), _stories.words("no initials")
