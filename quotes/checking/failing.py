"""What makes `quotes check` end with status 3: verdicts and severities that a desk chooses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from quotes.checking.result import Check
from quotes.checking.verdicts import Severity, Verdict

_VERDICTS = frozenset(map(str, Verdict))
# A newsroom can live with it: an article has words that were said elsewhere, so that “not found”
# alone says little, and papers tidy what people say.
DEFAULT = ("sense", "wrong-speaker")
CHOICES = (*map(str, reversed(Severity)), *map(str, reversed(Verdict)))


def fails(check: Check, fail_on: Collection[str] = DEFAULT) -> bool:
    """Whether this is among what the desk wants to stop for. Reported clauses never are.

    A severity stands for the graver ones as well.
    """
    if check.quote.kind == "indirect":
        return False
    weighs = [one for one in Severity if one in fail_on]
    graver = check.severity is not None and any(
        check.severity.gravity >= one.gravity for one in weighs
    )
    return graver or matches(check, fail_on)


def matches(check: Check, names: Collection[str]) -> bool:
    """Whether the verdict, one that it outweighs, or the severity is among these names."""
    others = _VERDICTS.intersection(check.flags)
    return bool(others.union((str(check.verdict), str(check.severity))).intersection(names))


def by_gravity(checks: Iterable[Check], fail_on: Collection[str] = DEFAULT) -> list[Check]:
    """What the desk stops for first, then by severity and verdict, the gravest first; reported
    clauses last."""
    return sorted(
        checks,
        key=lambda one: (
            not fails(one, fail_on),
            one.quote.kind == "indirect",
            -(one.severity.gravity if one.severity else -1),
            -one.verdict.gravity,
        ),
    )


def summary(checks: Collection[Check], fail_on: Collection[str] = DEFAULT) -> str:
    """One line: how many there are, how many to look at and why, and what the rest is."""
    quoted = [check for check in checks if check.quote.kind != "indirect"]
    reported = len(checks) - len(quoted)
    bad = [check for check in quoted if fails(check, fail_on)]
    told = f"{_counted(len(quoted), 'quotation')}, {len(bad)} to look at"
    causes = Counter(_cause(check, fail_on) for check in bad)
    if causes:
        told += f" ({', '.join(f'{n} {cause}' for cause, n in causes.most_common())})"
    parts = [told]
    rest = Counter(check.verdict for check in quoted if check not in bad)
    parts += [f"{rest[verdict]} {verdict}" for verdict in reversed(Verdict) if rest[verdict]]
    if reported:
        parts.append(f"{_counted(reported, 'reported clause')} apart")
    return "; ".join(parts)


def _cause(check: Check, fail_on: Collection[str]) -> str:
    return str(check.verdict) if check.verdict in fail_on else str(check.severity)


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
