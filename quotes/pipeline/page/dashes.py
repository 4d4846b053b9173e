"""Speech after a dash: no mark tells where it stops, so the words have to.

“— Tell me, Mulligan, Stephen said quietly. Yes?” is two stretches of speech around a clause. The
clause is known by a reporting verb beside its subject, after a comma, a question or an exclamation.
What follows, to the end of the paragraph, is speech as long as its sentences read like it (`talk`).
Text with one sentence a line has no paragraphs; there the next dash is the end.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quotes.languages import english, english_page
from quotes.languages.words import any_of
from quotes.marks import Quoted, paragraphs
from quotes.pipeline.page.talk import Weights, talk

_SHORT = rf"(?:{any_of(english.SHORT_TITLES)})\."  # no end of a sentence
_NAME_WORD = rf"(?:{_SHORT}|[A-Z]\.|[A-Z][\w’'-]*)"
_NAME = rf"{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,3}}"
_SUBJECT = (
    rf"(?:{any_of(english_page.SUBJECTS)}"
    rf"|(?:{any_of(english_page.DETERMINERS)})\s+[\w-]+(?:\s+[\w-]+)?|{_NAME})"
)
_VERB = rf"(?:\w+ly\s+)?(?:had\s+)?(?:{'|'.join(sorted(english.REPORTING_VERBS))})"
CLAUSE = re.compile(
    rf"(?P<before>[,?!]|\.\.\.)\s+(?:{_SUBJECT}\s+{_VERB}|{_VERB}\s+{_SUBJECT})\b"
    rf"(?P<more>(?:\b{_SHORT}|[^.?!—])*(?:[.?!—]+|$))"
)
_PAUSE = re.compile("[,;]")
_NOT_SHORT = "".join(rf"(?<!\b{re.escape(word)})" for word in english.SHORT_TITLES)
_SENTENCE_END = re.compile(rf"\n+|(?:[?!…]|{_NOT_SHORT}\.)[.?!…]*[\"'”’)]*\s+(?=[A-Z\"'“‘(])")

# Log-odds that a sentence after a dash is speech, before its words are looked at: in the paragraph
# that the dash opens, and on a line of its own. Chosen on novels whose marks we made dashes.
IN_PARAGRAPH, ON_LINE = 1.0, -0.25
REPORTED = 1.0  # how much a reporting clause behind a sentence adds
GIVE_UP = 2.5  # log-odds against speech from which on nothing that follows is read
# Log-odds from which on what stands behind the pause in “he said, you …” is speech; a semicolon
# makes it likelier.
RESUMES, AFTER_SEMICOLON = 0.0, 1.0


def spoken(text: str, stretches: Sequence[Quoted], weights: Weights) -> Iterator[Quoted]:
    """The stretches, in order; those that a dash opens as far as they are speech.

    ``weights``: of `talk`.
    """
    ends: list[int] = []
    for number, stretch in enumerate(stretches):
        if stretch.style != "dash" or stretch.depth:
            yield stretch
            continue
        ends = ends or [end for _, end in paragraphs(text)]
        limit = _limit(text, stretches, number, ends)
        yield from _pieces(text, stretch, limit, weights)


def _limit(text: str, stretches: Sequence[Quoted], number: int, ends: Sequence[int]) -> int:
    """How far the speech may go on: to the end of its paragraph, at most to what is quoted next."""
    stretch = stretches[number]
    place = bisect_left(ends, stretch.end)
    limit = ends[place] if place < len(ends) else len(text)
    following = (s.outer_start for s in stretches[number + 1 :] if s.depth == 0)
    limit = min(limit, next(following, limit))
    rest = text[stretch.end : limit]
    return limit if rest.lstrip(" \t").startswith("\n") else stretch.end


def _pieces(text: str, stretch: Quoted, limit: int, weights: Weights) -> Iterator[Quoted]:
    """The stretches of speech between the reporting clauses, up to where the narrator goes on."""
    spans: list[tuple[int, int, bool]] = []  # and whether a reporting clause follows
    at = stretch.start
    for clause in CLAUSE.finditer(text, stretch.start, limit):
        introduces = clause.end() == limit or text[clause.end() - 1 : limit].startswith(":")
        spans.append((at, clause.end("before"), not introduces))
        at = _end_of_clause(text, clause, weights)
    spans.append((at, limit, False))
    total = best = 0.0
    end = stretch.start
    first = True
    for a, b, reported in spans:
        sentences = list(_sentences(text, a, b))
        for place, (start, stop) in enumerate(sentences):
            before = ON_LINE if "\n" in text[stretch.start : start] else IN_PARAGRAPH
            total += 0.0 if first else before + talk(text[start:stop], weights)
            first = False
            if reported and place == len(sentences) - 1:
                total += REPORTED
            if total < best - GIVE_UP:
                break
            if total >= best:
                best, end = total, stop
        if total < best - GIVE_UP:
            break
    for a, b, _ in spans:
        if a < end:
            yield from _piece(text, stretch, a, min(b, end))


def _end_of_clause(text: str, clause: re.Match[str], weights: Weights) -> int:
    """Where speech may go on: behind the clause's sentence, or at a pause: “he said; but you …”"""
    best, end = RESUMES, clause.end()
    start = clause.start("more")
    for pause in _PAUSE.finditer(text, *clause.span("more")):
        odds = talk(text[pause.end() : clause.end()], weights)
        odds -= talk(text[start : pause.start()], weights)
        odds += AFTER_SEMICOLON if pause[0] == ";" else 0.0
        if odds > best:
            best, end = odds, pause.end()
    return end


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in [*_SENTENCE_END.finditer(text, start, end), None]:
        stop = match.end() if match else end
        if any(char.isalnum() for char in text[at:stop]):
            yield at, stop
            at = stop


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
