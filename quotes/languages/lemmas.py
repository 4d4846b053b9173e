"""The lemma of a cue: the base form of its verb, as spaCy's English lemmatizer has it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from quotes.languages import english
from quotes.languages.words import lists

_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")  # hop, rat, plan
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@cache
def _verbs() -> tuple[frozenset[str], dict[str, str], tuple[tuple[str, str], ...]]:
    """The verbs; the verb of each irregular form; endings, and what the verb has instead.

    They have to do what spaCy's tables do; loading spaCy for a word's ending would take longer than
    reading an article.
    """
    found = lists("en/verbs")
    verbs, irregular = set(), {}
    for line in found.lines("verbs"):
        verb, *forms = line.split()
        if verb[0] != "-":
            verbs.add(verb)
        irregular.update(dict.fromkeys(forms, verb.removeprefix("-")))
    parted = (line.partition(" ") for line in found.lines("endings"))
    return frozenset(verbs), irregular, tuple((ending, instead) for ending, _, instead in parted)


@lru_cache(maxsize=10_000)
def lemma_of(cue: str) -> str:
    """“has said” → “say”, “repeatedly told reporters” → “tell”, “According to” → “according”.

    The first verb that is neither an auxiliary nor an adverb; without one, the first word that is
    neither; or else the first.
    """
    words = [word.lower() for word in _WORD.findall(cue)]
    if not words:
        return cue.strip()
    heads = [word for word in words if not _is_beside(word)] or words
    head = next((word for word in heads if is_verb(verb_of(word))), heads[0])
    return head if head in english.NO_VERBS else verb_of(head)


def _is_beside(word: str) -> bool:
    """An auxiliary, an adverb, or what an apostrophe shortens: “has”, “repeatedly”, “didn’t”."""
    shortened = len(word) < 2 or "n't" in word.replace("’", "'")
    return shortened or word in english.BESIDE_CUES or (word.endswith("ly") and not is_verb(word))


def verb_of(form: str) -> str:
    """The base form of a verb: “says” → “say”. An unknown verb loses its ending, too."""
    verbs, irregular, endings = _verbs()
    if form in irregular:
        return irregular[form]
    stems = [
        form[: len(form) - len(ending)] + instead
        for ending, instead in endings
        if form.endswith(ending) and len(form) > len(ending)
    ]
    known = [stem for stem in stems if stem in verbs]
    if known:
        # “hoping” is of hope, for hop has “hopping”; “rates” of rate, for rat has “rats”.
        return next((stem for stem in reversed(known) if not _is_short(stem, known)), known[-1])
    if form in verbs or form.endswith(("ss", "us")):
        return form
    odd = [stem for stem in stems if not stem.isalpha()]
    return (odd or stems or [form])[0]


def _is_short(stem: str, others: Sequence[str]) -> bool:
    """A verb of one short syllable, beside the same with an e: its last letter is doubled."""
    return stem + "e" in others and bool(_SHORT.fullmatch(stem))


@lru_cache(maxsize=1)
def _irregular_forms() -> dict[str, list[str]]:
    forms: dict[str, list[str]] = {}
    for form, verb in _verbs()[1].items():
        forms.setdefault(verb, []).append(form)
    return forms


def is_verb(word: str) -> bool:
    return word in _verbs()[0]


def irregular_forms(verb: str) -> tuple[str, ...]:
    """“deny” has none, “say” has “said”; “abet” has “abetted” and “abetting”."""
    return tuple(_irregular_forms().get(verb, ()))
