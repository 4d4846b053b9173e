"""English: pronouns, titles, names, words for people and bodies, verbs of saying.

The words stand in `en/`, each list with what it is for.
"""

from __future__ import annotations

from quotes.languages.words import lists, plurals

_abbreviations, _names = lists("en/abbreviations"), lists("en/names")
_particles, _people = lists("en/particles"), lists("en/people")
_phrases, _pronouns = lists("en/phrases"), lists("en/pronouns")
_saying, _titles = lists("en/saying"), lists("en/titles")

HE, SHE, THEY = (_pronouns.words(sort) for sort in ("he", "she", "they"))
HE_OR_SHE = HE | SHE
HIS_HER = frozenset({"his", "her"})
IT = _pronouns.words("it")
FIRST, FIRST_PLURAL = _pronouns.words("first"), _pronouns.words("first plural")
RELATIVE, INDEFINITE = _pronouns.words("relative"), _pronouns.words("indefinite")
PRONOUN_CLASSES = (HE, SHE, THEY, IT, FIRST, FIRST_PLURAL, RELATIVE, INDEFINITE)
PRONOUNS = frozenset().union(*PRONOUN_CLASSES)

MALE_TITLES, FEMALE_TITLES = _titles.words("male"), _titles.words("female")
# Words that stand before a name and are not part of it.
TITLES = _titles.words("male", "female", "either")
COURTESIES = _titles.words("courtesies")
HONOURS = _titles.words("honours")
SUFFIXES = _titles.words("honours", "suffixes")
TITLE_NOUNS = _titles.pairs("nouns")

ROLE_NOUNS, ROLE_MODIFIERS = _people.words("roles"), _people.words("role modifiers")
# Joined once: a union of sets of hundreds takes longer than all that is asked of it.
TITLES_AND_ROLES = TITLES | ROLE_NOUNS
PARTISANS = _people.words("partisans")
HE_NOUNS, SHE_NOUNS = _people.words("he"), _people.words("she")
PERSON_NOUNS = _people.words("one person")
KIN = _people.words("relatives")
FROM_SOMEWHERE = _people.words("from somewhere")
THING_NOUNS = _people.words("things")
DOCUMENT_NOUNS, GROUP_NOUNS = _people.words("documents"), _people.words("groups")
ANY_GROUP = GROUP_NOUNS | plurals(ROLE_NOUNS | PERSON_NOUNS)
ANY_DOCUMENT = _people.words("documents", "more documents")
OUTLET_NOUNS, ONE_DOCUMENT = _people.words("outlets"), _people.groups("one document")
BODY_NOUNS, PAPER_NOUNS = _people.words("bodies"), _people.words("newspapers")
FIRM_NOUNS, FIRM_ENDS = _people.words("firms"), _people.words("ends of firms")
FIRM_ENDS_BEHIND = _people.ordered("behind founders")
ANY_BODY = _people.words("any body")
SAY_THEIR_NOUN = _people.words("bodies by their noun")
OF_A_KIND = BODY_NOUNS - FIRM_NOUNS - _people.words("any kind of body")
PLACE_NOUNS, RETINUES = _people.words("places with a council"), _people.words("retinues")

MALE_NAMES, FEMALE_NAMES = _names.words("male"), _names.words("female")
FIRST_NAMES = MALE_NAMES | FEMALE_NAMES
# What tells he from she in a report: names of many countries, some of them words as well.
MEN, WOMEN = _names.words("male", "more male"), _names.words("female", "more female")
NICKNAMES = _names.groups("nicknames")
NO_FIRST_NAMES = _names.words("no first names", "salutations")
SALUTATIONS = _names.words("salutations")
FIRM_ENDINGS = _names.words("firms")
NO_SURNAMES, CALENDAR = _names.words("no surnames"), _names.ordered("calendar")

REPORTING_VERBS = _saying.words("reporting verbs")
LEADS_TO_WORDS = _saying.words("reporting verbs", "leads to words")
BEFORE_VERB = _saying.words("between in news")
NEGATIONS, NOBODY = _saying.ordered("negations"), _saying.words("nobody")
UTTERANCES = _saying.words("utterances", "messages")
DENIALS, UTTERING = _saying.words("denials"), _saying.words("uttering")
TELLING, GESTURES = _saying.words("telling"), _saying.words("gestures")
BESIDE_CUES, NO_VERBS = _saying.words("beside cues"), _saying.words("no verbs")

# Words without a capital that a name may begin with.
NAME_PARTICLES = _particles.words("begins")
WITHIN_NAMES, BEHIND_BODIES = _particles.ordered("within"), _particles.ordered("behind a body")
SHORTENS_BODIES = _particles.words("shortens")
WITHOUT_INITIAL, NO_ENDING = _particles.words("without initial"), _particles.words("no ending")
# Words before a full stop that ends no sentence; and any single letter (J. Edgar Hoover).
SHORT_TITLES = _abbreviations.ordered("titles")
ABBREVIATIONS = frozenset(w.casefold() for w in _abbreviations.words("titles", "others"))

ARTICLES, POSSESSIVES = _phrases.ordered("articles"), _phrases.ordered("possessives")
MINE = _phrases.words("possessives of the writer")
COUNTS, QUANTITIES = _phrases.words("counts"), _phrases.words("counts", "quantities")
ENDS_HEAD = _phrases.ordered("ends the head")
PARTING, BEGINS_CLAUSE = _phrases.words("parts"), _phrases.words("begins a clause")
BEFORE_ROLE, BEFORE_SOURCE = _phrases.words("before a role"), _phrases.ordered("before a source")
BEHIND_NAME, BEHIND_PRONOUN = _phrases.ordered("behind a name"), _phrases.words("behind a pronoun")
LEADS_IN = _phrases.words("leads in")
SAME_IN_ROLES = _phrases.words("same in all roles")
