"""How much it weighs that the words differ: a dropped “that” is no lost “not”."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.checking.paraphrase import stem
from quotes.checking.result import Change
from quotes.checking.verdicts import Severity, Verdict
from quotes.checking.words import read_words
from quotes.languages import wording

_OF_SENSE = frozenset({"negation", "number", "name", "condition", "subject"})
_A_CLAUSE = 6  # words
_OF_VERDICT = {
    Verdict.TYPOGRAPHY: Severity.MINOR,
    Verdict.MARKED_EDIT: Severity.MINOR,
    Verdict.FILLERS: Severity.MINOR,
    Verdict.PARAPHRASE: Severity.MINOR,
    Verdict.REORDERED: Severity.WORDING,
    Verdict.STITCHED: Severity.WORDING,
    Verdict.ELLIPSIS_HIDES: Severity.SENSE,
}


def severity_of(
    verdicts: Sequence[Verdict], changes: Sequence[Change], cut: bool
) -> tuple[Severity | None, str]:
    """The gravest that applies, and why; None where no word differs or nothing was compared."""
    found: list[tuple[Severity, str]] = [
        (_OF_VERDICT[one], str(one)) for one in verdicts if one in _OF_VERDICT
    ]
    if Verdict.ALTERED in verdicts:
        found += [_of_change(change) for change in changes] or [(Severity.WORDING, "altered")]
    if cut:
        found.append((Severity.SENSE, "the words around them turn or limit what they say"))
    return max(found, key=lambda one: one[0].gravity, default=(None, ""))


def _of_change(change: Change) -> tuple[Severity, str]:
    if change.kind in _OF_SENSE and not (_is_only_some(change) or _is_shortened(change)):
        return Severity.SENSE, f"another {change.kind}"
    ours, theirs = (
        [key for key in read_words(words).keys if key not in wording.TIDIED]
        for words in (change.article, change.source)
    )
    if list(map(_lemma, ours)) == list(map(_lemma, theirs)):
        return Severity.MINOR, "tidied"
    return Severity.WORDING, "other words"


def _lemma(key: str) -> str:
    return wording.TENSES.get(key) or stem(key)


def _is_shortened(change: Change) -> bool:
    """Whether a clause is left out that has a name or figure, and nothing put in its place."""
    ours, theirs = read_words(change.article).keys, read_words(change.source).keys
    left_out = len(theirs) - len(ours)
    plain = set(ours) - set(theirs) <= wording.FUNCTION_WORDS - wording.NEGATIONS
    return change.kind in ("name", "number") and plain and left_out >= _A_CLAUSE


def _is_only_some(change: Change) -> bool:
    """Whether all that limits is a “some” that does not begin the sentence: faced some troubles."""
    words = read_words(change.article).keys, read_words(change.source).keys
    limits = [key for keys in words for key in keys if key in wording.CONDITIONS]
    return (
        change.kind == "condition"
        and set(limits) == {"some"}
        and not any(keys[:1] == ["some"] for keys in words)
    )
