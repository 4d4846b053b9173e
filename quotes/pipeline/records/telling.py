"""Whether what a record reports was told: said, written or found, and not wished, done or liked.

The reader learned from a corpus that counts what somebody wants, supports or decides among what it
attributes. That is a record, too, but as a quotation half as sure: so from one half on, what a
record reports without quotation marks is a statement.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotes.languages import english
from quotes.records import Cue, Kind, Mention, Part

UNTOLD = 0.5  # the share of its confidence that each doubt leaves
STATEMENT = 4  # words; “so”, “his skill”, “it as a blessing” state nothing by themselves


def telling(kind: Kind, parts: Sequence[Part], cue: Cue | None, source: Mention | None) -> float:
    """How much of a record's confidence its form leaves: 1, or less by each doubt."""
    if kind != "indirect":
        return 1.0
    doubts = [
        cue is None or cue.lemma not in english.TELLING,
        source is None,
        sum(len(part.text.split()) for part in parts) < STATEMENT,
    ]
    return float(UNTOLD ** sum(doubts))
