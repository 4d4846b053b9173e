"""The lemma of a cue: the base form of its verb, as spaCy's English lemmatizer has it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from quotes.languages import english
from quotes.languages.words import lists

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
    """“has said” → “say”, “According to” → “accord”, “told reporters” → “tell”."""
    words = _WORD.findall(cue)
    if not words:
        return cue.strip()
    heads = [w for w in words if w.casefold() not in english.BESIDE_CUES] or words
    return verb_of(heads[0].lower())


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
        return known[-1]
    odd = [stem for stem in stems if not stem.isalpha()]
    return (odd or stems or [form])[0]


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
