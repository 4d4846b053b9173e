"""By what name somebody goes whom the text only describes: “a man who goes by “Shorty””."""

from __future__ import annotations

import re
from typing import NamedTuple

_NAME = r"[A-Z][\w’'.-]*(?:\s[A-Z][\w’'-]*){0,3}"
_GOES_BY = re.compile(
    r"\b(?:who|whose)\s(?:(?:is|was)\s)?(?:only\s)?"
    r"(?:goes?\sby|went\sby|known\s(?:only\s)?as|calls?\s\w+sel(?:f|ves)|called\s\w+self|"
    r"(?:gave|gives)\s(?:his|her|their)\s(?:first\s|last\s)?name\s(?:only\s)?as|"
    r"(?:identified|introduced)\s\w+sel(?:f|ves)\s(?:only\s)?as|nicknamed)"
    rf"\s(?:only\s)?(?:the\s(?:nick)?name\s(?:of\s)?)?[“\"‘']?({_NAME})"
)


class GivenName(NamedTuple):
    """A name that stands at text[start:end]."""

    start: int
    end: int
    name: str


def goes_by(text: str, start: int, end: int) -> GivenName | None:
    """The name that the description text[start:end] gives its bearer."""
    match = _GOES_BY.search(text, start, end)
    if not match:
        return None
    name = match[1].rstrip(".’'")
    return GivenName(match.start(1), match.start(1) + len(name), " ".join(name.split()))
