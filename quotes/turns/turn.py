"""What somebody says until somebody else does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a transcript.

    ``start``, ``end``: characters of the words spoken, without the label. ``label``: characters of
    the label as printed, None where a turn has none of its own. ``name``: the speaker as the label
    tells it, without the colon ("Q", "THE WITNESS", "Dr. Ada Obi"), None where nobody is named.
    ``time``: seconds from the start of the recording, None where the transcript tells none.
    ``part``: what a turn without a label is in an interview, where its print tells.
    ``times``: where within the turn the recording tells one (character, seconds), ascending.
    ``gaps``: what the page prints between the words (its number, a running head), as characters.
    """

    start: int
    end: int
    label: tuple[int, int] | None = None
    name: str | None = None
    time: float | None = None
    gaps: tuple[tuple[int, int], ...] = ()
    part: Literal["question", "answer"] | None = None
    times: tuple[tuple[int, float], ...] = field(default=(), compare=False, repr=False)

    def time_at(self, offset: int) -> float | None:
        """The latest time that is told at or before this character of the text."""
        return next((time for at, time in reversed(self.times) if at <= offset), self.time)
