"""Does a sentence of a story read as what somebody says, or as what the narrator tells?

A logistic regression over a few words and signs, fitted on the sentences inside and outside the
quotation marks of novels (PDNC) by `quotes.training.talk`. It is asked where no mark tells: after a
dash, and whether what stands in marks is somebody's words at all.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CUT_WORD = re.compile(r" (?=['’](?:s|m|d|ll|re|ve)\b|n['’]t\b)")  # of tokenised text: I ’m
_GROUPS = tuple(
    frozenset(line.split())
    for line in """
    i me my mine myself i'm i'll i've i'd
    we us our ours let's we're we'll we've
    you your yours yourself thou thee thy thine ye you're you'll you've you'd
    he him his himself
    she her hers herself
    they them their themselves
    is are am isn't aren't i'm you're it's that's he's she's what's there's we're they're who's
    was were had wasn't weren't hadn't
    do don't does doesn't have haven't has hasn't
    will won't shall shan't can can't cannot may must i'll you'll he'll we'll
    did didn't could couldn't would wouldn't might should
    oh ah yes no well now please thanks thank sir ma'am madam god why hush hullo hello come nonsense
    this these here now today to-day tomorrow to-morrow
    said asked replied cried answered told went came looked turned stood sat took felt saw knew \
thought heard made began seemed rose held put gave left fell ran walked drew
    """.strip().splitlines()
)
_FIRST_WORDS = tuple(
    frozenset(line.split())
    for line in """
    he she they his her their
    i you we my your our
    the a an in at as when with for from
    but and so if what who where how why then that it there
    """.strip().splitlines()
)
FEATURES = len(_GROUPS) + len(_FIRST_WORDS) + 5
MOST = 3  # as often a word counts


def features(sentence: str) -> NDArray[np.float64] | None:
    """float64[FEATURES]; None where the sentence has no word."""
    words = _WORD.findall(_CUT_WORD.sub("", sentence).replace("’", "'"))
    if not words:
        return None
    plain = [word.casefold() for word in words]
    counts = [float(min(MOST, sum(word in group for word in plain))) for group in _GROUPS]
    counts += [float(plain[0] in group) for group in _FIRST_WORDS]
    past = sum(len(word) > 4 and word.endswith("ed") for word in plain)
    counts.append(float(min(MOST, past)))
    counts.append(float(any("'" in word and not word.endswith("'s") for word in plain)))
    counts.append(float(_begins_with_act(words, plain)))
    counts += [float("?" in sentence[-4:]), float("!" in sentence[-4:])]
    return np.array(counts)


def _begins_with_act(words: list[str], plain: list[str]) -> bool:
    """Does a name begin the sentence, and a verb in the past follow? “Buck Mulligan looked”."""
    if plain[0] in _FIRST_WORDS[0]:
        return False
    named = 0
    while named < min(4, len(words)) and words[named][0].isupper():
        named += 1
    verb = plain[named] if 0 < named < len(plain) else ""
    return verb in _GROUPS[13] or (len(verb) > 4 and verb.endswith("ed"))


# Intercept, then one weight a feature.
WEIGHTS = (
    0.24, 0.97, 0.49, 0.89, -0.34, -0.43, -0.26, 0.71, -0.94, 0.51, 0.21, -0.32, 0.46,
    -0.04, -0.51, -0.03, 0.63, -0.31, 0.26, -0.81, 0.4, -0.27, 0.61, 0.63,
)  # fmt: skip


def talk(sentence: str) -> float:
    """Log-odds that somebody says this sentence; 0 where nothing tells."""
    x = features(sentence)
    return float(x @ np.array(WEIGHTS[1:])) + WEIGHTS[0] if x is not None and x.any() else 0.0
