"""The verdicts on a quotation and how much they weigh. The codes are a contract."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What checking says of a quotation; a string, and of two the graver is the later here.

    Harmless, so that the quotation ``holds``: verbatim, typography, marked-edit, fillers, partial,
    paraphrase. Grave: reordered, stitched, ellipsis-hides, altered, wrong-speaker, not-found,
    unchecked. ``meaning`` says of each what is meant.
    """

    VERBATIM = "verbatim"
    TYPOGRAPHY = "typography"
    MARKED_EDIT = "marked-edit"
    FILLERS = "fillers"
    PARTIAL = "partial"
    PARAPHRASE = "paraphrase"
    REORDERED = "reordered"
    STITCHED = "stitched"
    ELLIPSIS_HIDES = "ellipsis-hides"
    ALTERED = "altered"
    WRONG_SPEAKER = "wrong-speaker"
    NOT_FOUND = "not-found"
    UNCHECKED = "unchecked"

    @property
    def gravity(self) -> int:
        """0 for the most harmless."""
        return _ORDER[self]

    @property
    def holds(self) -> bool:
        """Whether a newsroom can print the quotation as it stands."""
        return self.gravity < Verdict.REORDERED.gravity

    @property
    def meaning(self) -> str:
        """One sentence that finishes “The words in the article …”."""
        return _MEANINGS[self]


class Severity(StrEnum):
    """``minor``: the words are tidied; ``wording``: they are others, and say the same as far as can
    be told; ``sense``: a negation, number, name, hedge, condition or subject is another one."""

    MINOR = "minor"
    WORDING = "wording"
    SENSE = "sense"

    @property
    def gravity(self) -> int:
        return list(Severity).index(self)


_ORDER = {verdict: rank for rank, verdict in enumerate(Verdict)}

_MEANINGS = {
    Verdict.VERBATIM: "are the source's, to the letter.",
    Verdict.TYPOGRAPHY: "differ only in marks, spacing, capitals, apostrophes or spelling.",
    Verdict.MARKED_EDIT: "are the source's, but for what … and [ ] own up to.",
    Verdict.FILLERS: "lack only um, uh, you know, I mean, false starts or repeated words.",
    Verdict.PARTIAL: "are too few to tell which passage they come from.",
    Verdict.PARAPHRASE: "are reported, not quoted, and the source says so.",
    Verdict.REORDERED: "are all there, near each other, in another order.",
    Verdict.STITCHED: "come from places far apart, run together without a mark.",
    Verdict.ELLIPSIS_HIDES: "leave out, with …, a word that changes the sense.",
    Verdict.ALTERED: "are not the source's: some are changed, added or dropped.",
    Verdict.WRONG_SPEAKER: "are there, but somebody else says them.",
    Verdict.NOT_FOUND: "are not in the source.",
    Verdict.UNCHECKED: "could not be judged.",
}
