"""The lemma of a cue: the base form of its verb, as spaCy's English lemmatizer has it."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

_AUXILIARY = frozenset(
    [
        "has",
        "have",
        "had",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "do",
        "does",
        "did",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "must",
        "not",
        "n't",
        "also",
        "later",
        "then",
        "still",
        "already",
        "to",
        "that",
        "for",
        "in",
        "on",
        "of",
        "at",
        "about",
        "by",
        "as",
        "with",
    ]
)


# In this order; of several that lead to a verb, the last one counts.
_ENDINGS = (
    ("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"),
    ("ing", ""),
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@lru_cache(maxsize=1)
def _verbs() -> tuple[frozenset[str], dict[str, str]]:
    """The verbs, and the verb of each irregular form.

    `english_verbs.txt` has a verb a line with its irregular forms; behind a hyphen, one that no
    regular ending leads to. It has to do what spaCy's tables do, from which it was made; loading
    spaCy for a word's ending would take longer than reading an article.
    """
    file = files("quotes.languages").joinpath("english_verbs.txt")
    verbs, irregular = set(), {}
    for line in file.read_text(encoding="utf-8").splitlines()[1:]:
        verb, *forms = line.split()
        if verb[0] != "-":
            verbs.add(verb)
        irregular.update(dict.fromkeys(forms, verb.removeprefix("-")))
    return frozenset(verbs), irregular


@lru_cache(maxsize=10_000)
def lemma_of(cue: str) -> str:
    """“has said” → “say”, “According to” → “accord”, “told reporters” → “tell”."""
    words = _WORD.findall(cue)
    if not words:
        return cue.strip()
    heads = [w for w in words if w.casefold() not in _AUXILIARY] or words
    return verb_of(heads[0].lower())


def verb_of(form: str) -> str:
    """The base form of a verb: “says” → “say”. An unknown verb loses its ending, too."""
    verbs, irregular = _verbs()
    if form in irregular:
        return irregular[form]
    stems = [
        form[: len(form) - len(ending)] + instead
        for ending, instead in _ENDINGS
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
