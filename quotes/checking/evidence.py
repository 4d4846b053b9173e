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
_LEAST_FIT = 0.5  # share of the words, weighed by rarity
_LEAST_CONTENT = 0.5  # share of the content words
_LEAST_BITS = 6.0  # what the words tell beyond the length of the source, in nats
_ALIKE = 0.7  # a word in another form, of the same word
_ALL_COMMON = 0.8  # fit of words that are all common ones
_SHORTEST_RUN = 2


def is_same_statement(claim: Claim, index: Index, judgement: Judgement) -> bool:
    """Whether what was found is surely what the claim claims, be it changed."""
    keys = claim.words.keys
    weights = [index.weight(key) for key in keys]
    there = [
        1.0 if judgement.partner[i] is not None else _ALIKE if i in judgement.alike else 0.0
        for i in range(len(keys))
    ]
    fit = sum(w * t for w, t in zip(weights, there, strict=True)) / sum(weights)
    content = [i for i, key in enumerate(keys) if key not in wording.COMMON_WORDS]
    share = sum(there[i] > 0 for i in content) / len(content) if content else None
    if len(keys) <= _FEW:
        return share == 1.0 and fit >= _LEAST_FIT
    if share is None:
        return fit >= _ALL_COMMON
    run = _together(judgement)
    told = sum(weights[i] * there[i] for i in run) - log(max(len(index), 1))
    return fit >= _LEAST_FIT and share >= _LEAST_CONTENT and told >= _LEAST_BITS


def _together(judgement: Judgement) -> list[int]:
    """The words that stand beside another one as they do in the source."""
    places = {i: p for i, p in enumerate(judgement.partner) if p is not None} | judgement.alike
    return [
        i
        for i, p in places.items()
        if any(0 < abs(places.get(i + d, p) - p) <= _SHORTEST_RUN for d in (-2, -1, 1, 2))
    ]
