"""Does a sentence of a story read as what somebody says, or as what the narrator tells?

A logistic regression over a few words and signs, fitted on the sentences inside and outside the
quotation marks of novels (PDNC) by `quotes.training.talk`; its weights are in the model's settings.
It is asked where no mark tells: after a dash, and whether what stands in marks is somebody's words
at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quotes.languages.english_page import CLITICS, COUNTS, FIRST_WORDS
from quotes.languages.words import any_of

Weights = Sequence[float]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CUT_WORD = re.compile(rf" (?=['’](?:{any_of(CLITICS)})\b|n['’]t\b)")  # of tokenised text: I ’m
MOST = 3  # as often a word counts


def features(sentence: str) -> NDArray[np.float64] | None:
    """float64[features]; None where the sentence has no word."""
    words = _WORD.findall(_CUT_WORD.sub("", sentence).replace("’", "'"))
    if not words:
        return None
    plain = [word.casefold() for word in words]
    counts = [float(min(MOST, sum(word in group for word in plain))) for group in COUNTS]
    counts += [float(plain[0] in group) for group in FIRST_WORDS]
    past = sum(len(word) > 4 and word.endswith("ed") for word in plain)
    counts.append(float(min(MOST, past)))
    counts.append(float(any("'" in word and not word.endswith("'s") for word in plain)))
    counts.append(float(_begins_with_act(words, plain)))
    counts += [float("?" in sentence[-4:]), float("!" in sentence[-4:])]
    return np.array(counts)


def _begins_with_act(words: list[str], plain: list[str]) -> bool:
    """Does a name begin the sentence, and a verb in the past follow? “Buck Mulligan looked”."""
    if plain[0] in FIRST_WORDS[0]:
        return False
    named = 0
    while named < min(4, len(words)) and words[named][0].isupper():
        named += 1
    verb = plain[named] if 0 < named < len(plain) else ""
    return verb in COUNTS[-1] or (len(verb) > 4 and verb.endswith("ed"))


def talk(sentence: str, weights: Weights) -> float:
    """Log-odds that somebody says this sentence; 0 where nothing tells.

    ``weights``: the intercept, then one a feature.
    """
    x = features(sentence)
    return float(x @ np.array(weights[1:])) + weights[0] if x is not None and x.any() else 0.0
