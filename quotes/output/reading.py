"""What the formats made for reading (table, Markdown) have in common."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from quotes.records import Quote

_GAP = " … "
NOT_TOLD = "(not told)"

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def flat(text: str) -> str:
    """The text on one line, with single spaces, and nothing in it that could steer a terminal."""
    return " ".join(_CONTROL.sub(" ", text).split())


def shown(quote: Quote) -> str:
    """The words for a person: “ … ” stands where the reporting clause interrupted them."""
    return _GAP.join(part.text for part in quote.parts)


def shown_marks(quote: Quote, marks: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches of `Quote.text` as stretches of `shown`."""
    ends = list(accumulate(len(part.text) + 1 for part in quote.parts))[:-1]
    wider = len(_GAP) - 1
    return [(a + wider * bisect_right(ends, a), b + wider * bisect_left(ends, b)) for a, b in marks]


def place(quote: Quote) -> str:
    """Where the quotation stands, first to last code point: ``471-693``."""
    return f"{quote.start}-{quote.end}"


def least_sure(quote: Quote) -> float:
    """The lowest of the record's confidences, of the steps that were taken at all."""
    taken = [quote.confidence.quote]
    if quote.source:
        taken.append(quote.confidence.source)
    if quote.speaker:
        taken.append(quote.confidence.speaker)
    return min(taken)


def sureness(quote: Quote) -> str:
    """`least_sure` in percent."""
    return f"{least_sure(quote):.0%}"


def confidences(quote: Quote) -> str:
    """All three, for ``--why``."""
    sure = quote.confidence
    return f"quote {sure.quote:.2f}, source {sure.source:.2f}, speaker {sure.speaker:.2f}"


def counted(number: int, noun: str) -> str:
    """``1 quotation``, ``2 quotations``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
