"""The times before the turns: since when the recording runs, or what the clock says."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TIME = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?")
_BY_THE_CLOCK = re.compile(r"\d[-/.]\d{1,2}[-/.]\d|[AaPp]\.?[Mm]")
_SOON = 300  # seconds in which the first turn of a recording begins, where no hours are printed


def seconds_of(stamps: Sequence[str | None]) -> list[float | None]:
    """Seconds from the start of the recording for each printed time; None where there is none.

    Times of day are no times of a recording: those with a date or am and pm, those of two numbers
    that do not begin near zero, those that begin after an hour or go back.
    """
    matches = [_TIME.search(stamp) if stamp else None for stamp in stamps]
    values = [_seconds(match) if match else None for match in matches]
    told = [value for value in values if value is not None]
    printed = [match for match in matches if match]
    if not told or any(stamp and _BY_THE_CLOCK.search(stamp) for stamp in stamps):
        return [None] * len(stamps)
    hours = any(match[1] for match in printed)
    runs = told == sorted(told) and told[0] < (3600 if hours else _SOON)
    return values if runs else [None] * len(stamps)


def _seconds(match: re.Match[str]) -> float:
    hours, minutes, seconds, fraction = match.groups()
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole + int((fraction or "0").ljust(3, "0")) / 1000
