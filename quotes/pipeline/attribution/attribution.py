"""What is said by whom: the two halves that reports and stories both give, and records join."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.encoder.words import WordSpan
from quotes.records import Mention, Part, Speaker


@dataclass(frozen=True, slots=True)
class Attribution:
    """One reporting event: ranges of words and how sure the model is of each choice."""

    contents: tuple[WordSpan, ...]
    cue: WordSpan | None
    source: WordSpan | None
    content_probability: float
    source_probability: float


@dataclass(frozen=True, slots=True)
class Resolved:
    """The speaker of one source mention, or of a quotation in a story that has none.

    ``probability``: of the resolution alone, 0 to 1.
    """

    mention: Mention | None
    speaker: Speaker | None
    chain: tuple[Part, ...]
    probability: float
    why: tuple[str, ...]
    ambiguous: bool = False
    entity: int | None = None  # number of the named one


Attributed = tuple[Attribution, Resolved | None]  # None: no source, nobody resolved
