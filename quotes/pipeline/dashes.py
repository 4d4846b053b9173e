"""Speech after a dash: no mark tells where it stops, so the reporting clause has to.

“— Tell me, Mulligan, Stephen said quietly. Yes?” is two stretches of speech around a clause. The
clause is known by a reporting verb beside its subject, after a comma, a question or an exclamation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quotes.languages import english
from quotes.marks import Quoted

_NAME = r"[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){0,3}"
_SUBJECT = rf"(?:he|she|they|I|we|(?:the|his|her|my|a)\s+[\w-]+(?:\s+[\w-]+)?|{_NAME})"
_VERB = rf"(?:\w+ly\s+)?(?:had\s+)?(?:{'|'.join(sorted(english.REPORTING_VERBS))})"
_CLAUSE = re.compile(
    rf"(?P<before>[,?!]|\.\.\.)\s+(?:{_SUBJECT}\s+{_VERB}|{_VERB}\s+{_SUBJECT})\b[^.?!—]*(?:[.?!—]+|$)"
)


def without_clauses(text: str, stretch: Quoted) -> Iterator[Quoted]:
    """A stretch without the reporting clauses in it; any stretch but dash speech as it is."""
    if stretch.style != "dash":
        yield stretch
        return
    at = stretch.start
    for clause in _CLAUSE.finditer(text, stretch.start, stretch.end):
        yield from _piece(text, stretch, at, clause.end("before"))
        at = clause.end()
    yield from _piece(text, stretch, at, stretch.end)


def _piece(text: str, stretch: Quoted, start: int, end: int) -> Iterator[Quoted]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if any(ch.isalnum() for ch in text[start:end]):
        first = start == stretch.start
        outer = stretch.outer_start if first else start
        yield replace(
            stretch,
            start=start,
            end=end,
            outer_start=outer,
            outer_end=end,
            continues=stretch.continues or not first,
        )
