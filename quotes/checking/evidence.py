"""Whether a passage is the statement that an article quotes, or only shares some words with it.

What a reader goes by: the content words, in their order and close together, and how likely so many
of them would meet by chance in a source of this length. An article is full of words that were
said elsewhere; calling those “altered” because the source has some of them too would be untrue.
"""

from __future__ import annotations

from math import log

from quotes.checking.claim import Claim
from quotes.checking.index import Index
from quotes.checking.judging import Judgement
from quotes.languages import wording

# Chosen on made pairs: stretches of talk with words dropped, changed and added, against other
# people's quotations (0.5 % accepted) and the same talk's (97 % from seven words on).
_FEW = 3  # words up to which all that tell something must be there
_LEAST_FIT = 0.55  # share of the words, weighed by rarity
_LEAST_CONTENT = 0.5  # share of the content words
_LEAST_TOLD = 1.0  # what the words tell beyond chance in so long a source, in nats
_ALIKE = 0.7  # a word in another form, of the same word
_SLACK = 3  # words by which two that stand together in the source may stand further apart
_MAY_LACK = frozenset("a an the 's that".split())


def is_same_statement(claim: Claim, index: Index, judgement: Judgement) -> bool:
    """Whether what was found is surely what the claim claims, be it changed."""
    keys = claim.words.keys
    weights = [index.weight(key) for key in keys]
    if len(keys) <= _FEW:
        return _is_all_there(claim, judgement)
    chance = log(max(len(index), 1))
    there: dict[int, float] = {}
    told = 0.0
    for island in _islands(judgement):
        worth = {i: weights[i] * (_ALIKE if i in judgement.alike else 1.0) for i in island}
        # What would meet by chance in so long a text proves nothing.
        if (beyond := sum(worth.values()) - chance) > 0:
            there |= worth
            told += beyond
    content = [i for i, key in enumerate(keys) if key not in wording.COMMON_WORDS]
    fit = sum(there.values()) / sum(weights)
    if not content:
        return len(there) == len(keys) and _is_close(judgement)
    share = sum(i in there for i in content) / len(content)
    return fit >= _LEAST_FIT and share >= _LEAST_CONTENT and told >= _LEAST_TOLD


def _is_all_there(claim: Claim, judgement: Judgement) -> bool:
    """Of two or three words: nothing is missing but an article, and they stand together."""
    keys = claim.words.keys
    places = _places(judgement)
    if not any(keys[i] not in wording.COMMON_WORDS and p is not None and i not in judgement.alike
               for i, p in enumerate(judgement.partner)):  # fmt: skip
        return False
    if any(i not in places and key not in _MAY_LACK for i, key in enumerate(keys)):
        return False
    return _is_close(judgement)


def _is_close(judgement: Judgement) -> bool:
    places = _places(judgement).values()
    return max(places) - min(places) <= len(judgement.partner)


def _places(judgement: Judgement) -> dict[int, int]:
    known = {i: p for i, p in enumerate(judgement.partner) if p is not None}
    return known | judgement.alike


def _islands(judgement: Judgement) -> list[list[int]]:
    """The claim's words that stand close together in the source, as they do in the claim."""
    found: list[list[int]] = []
    places = sorted(_places(judgement).items())
    for (i, p), before in zip(places, [(0, -999), *places[:-1]], strict=True):
        if 0 < p - before[1] <= i - before[0] + _SLACK:
            found[-1].append(i)
        else:
            found.append([i])
    return found
