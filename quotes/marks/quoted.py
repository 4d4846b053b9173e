"""What the pairing of marks yields: one stretch of text that stands in quotation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Style = Literal["double", "single", "guillemet", "corner", "dash", "block"]


@dataclass(frozen=True, slots=True)
class Quoted:
    """One quoted stretch of one text.

    Offsets are code points into the text, ends exclusive. ``text[start:end]`` is what stands
    between the marks, without them and without the blanks inside them; ``text[outer_start:
    outer_end]`` has the marks. Where a mark is missing (never closed, or a dash or a block
    quotation, which only open) the outer offset equals the inner one.

    ``depth`` is 0 outermost, 1 inside one other quoted stretch, and so on. ``continues`` says
    that this stretch goes on with the quotation of the stretch before it at the same depth,
    because a new paragraph repeated the opening mark (or page furniture cut the stretch in two).
    ``closed`` is False where a closing mark is missing altogether; a paragraph whose quotation
    the next one continues is not missing one.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    style: Style
    depth: int = 0
    continues: bool = False
    closed: bool = True
