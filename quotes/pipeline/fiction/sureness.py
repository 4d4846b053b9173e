"""How sure the speaker of an utterance is in a text that is no book.

The network of `quotes.pipeline.fiction.scorer` learned from whole novels. In a page or two much is
missing that a novel tells: who speaks may have no name there, and then whoever has one gets it all.
So its probability is read again by logistic regression (Platt 1999), with what tells the speaker,
how many are named and how long the text is. Fitted by `quotes.training.short_texts`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from quotes.pipeline.fiction.conversations import Conversations
from quotes.pipeline.fiction.scorer import NOBODY, Decision
from quotes.pipeline.fiction.utterances import subject_of

BOOK = 5000  # words from which on the network's own probabilities stand
MANY = 3  # named characters from which on their number tells nothing more
_SHORT, _LONG = 150, 2400  # words of the shortest and the longest texts that it is fitted on
_SMALLEST = 1e-3  # log-odds of surer scores tell nothing more
# What tells the speaker, by the subject of the reporting clause; a name or “I” tells for itself.
_TOLD_BY = {"he": "pronoun", "she": "pronoun", "noun": "description"}
_KINDS = ("conversation", "gesture", "pronoun", "description")


def evidence(
    decision: Decision, conversations: Conversations, i: int, words: int
) -> dict[str, float]:
    """What the probability of utterance ``i`` is read by; nothing where it stands as it is.
    ``words``: of the text."""
    told_by = _told_by(decision, conversations, i)
    if told_by is None or decision.who == NOBODY or words >= BOOK:
        return {}
    length = math.log(min(max(words, _SHORT), _LONG) / _SHORT) / math.log(_LONG / _SHORT)
    p = min(max(decision.probability, _SMALLEST), 1 - _SMALLEST)
    named = min(conversations.named, MANY)
    character = conversations.cast.characters[decision.who]
    own = {
        "odds": (odds := math.log(p / (1 - p))),
        "odds of few": odds * (named < MANY),
        "length": length,
        "alone": float(len(conversations.scenes[i].candidates) == 1),
        "unnamed": float(not character.named),
        **{f"{k} named": float(named == k) for k in range(MANY)},
    }
    out = {"bias": 1.0}
    for kind in _KINDS:
        here = float(kind == told_by)
        out |= {kind: here, **{f"{kind}, {name}": here * x for name, x in own.items()}}
    return out


def _told_by(decision: Decision, conversations: Conversations, i: int) -> str | None:
    utterance = conversations.utterances[i]
    if subject := subject_of(utterance):
        return _TOLD_BY.get(subject.kind)
    beats = (utterance.beat_before, utterance.beat_after)
    acts = any(conversations.meant(beat) == decision.who for beat in beats if beat)
    return "gesture" if acts else "conversation"


def read_again(
    coefficients: Mapping[str, float],
    decision: Decision,
    conversations: Conversations,
    i: int,
    words: int,
) -> Decision:
    """The decision with the probability that it is right in so short a text."""
    pieces = evidence(decision, conversations, i, words) if coefficients else {}
    if not pieces:
        return decision
    total = sum(coefficients[name] * x for name, x in pieces.items())
    return Decision(decision.who, 1 / (1 + math.exp(-total)))
