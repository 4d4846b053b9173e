"""When somebody may be accused: the words are surely the source's, and surely another one's.

The article's own speaker is what was read out of it, and that can be wrong. Whoever tells a
newsroom that a name is wrong must have it from the article for certain, or it is the checker that
errs. What cannot be told for certain is said in a flag.
"""

from __future__ import annotations

import re
from itertools import pairwise

from quotes.checking.speakers import known_as
from quotes.records import Quote, Speaker

_SURE = 0.9  # that this is the article's speaker
_NEAR = 700  # characters around the quotation in which another speaker may be meant by “he said”
_MUCH = 0.75  # share of the words that must be the source's for the words to be somebody's


def may_accuse(quote: Quote, fit: float, truly: Speaker, article: str | None) -> bool:
    """Whether the article surely gives the words to `quote.speaker`, and not to `truly`."""
    if fit < _MUCH or not is_sure(quote) or (article and _goes_on(quote, article)):
        return False
    if quote.source is None or quote.source.kind == "name":
        return True
    # “He said”: whoever else is named around the words may be meant.
    return article is None or not _named_near(quote, truly, article)


def _goes_on(quote: Quote, article: str) -> bool:
    """Is it of several paragraphs? Those without a clause of their own may be another's."""
    return any("\n" in article[a.end : b.start] for a, b in pairwise(quote.parts))


def is_sure(quote: Quote) -> bool:
    """Whether it is for certain who says this."""
    return quote.confidence.speaker >= _SURE


def _named_near(quote: Quote, person: Speaker, article: str) -> bool:
    around = article[max(quote.start - _NEAR, 0) : quote.end + _NEAR // 2]
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", around)}
    return bool(known_as(person) & words)
