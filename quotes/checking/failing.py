"""What makes `quotes check` end with status 3: verdicts and severities that a desk chooses."""

from __future__ import annotations

from collections.abc import Collection

from quotes.checking.result import Check
from quotes.checking.verdicts import Severity, Verdict

# A newsroom can live with it: an article has words that were said elsewhere, so that “not found”
# alone says little, and papers tidy what people say.
DEFAULT = ("sense", "wrong-speaker")
CHOICES = (*map(str, reversed(Severity)), *map(str, reversed(Verdict)))


def fails(check: Check, fail_on: Collection[str] = DEFAULT) -> bool:
    """Whether this is among what the desk wants to stop for. Reported clauses never are."""
    if check.quote.kind == "indirect":
        return False
    return bool(fail_on) and (
        str(check.verdict) in fail_on
        or (check.severity is not None and str(check.severity) in fail_on)
        or any(flag in fail_on for flag in check.flags if flag in _VERDICTS)
    )


_VERDICTS = frozenset(map(str, Verdict))
