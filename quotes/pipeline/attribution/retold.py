"""Whose words a report within a report gives: “Rosa said her boss had shouted: ‘Get out!’”

The labels tell one report a word, mostly the outer one. Words between marks are the inner one's,
where its verb leads to a whole quotation. (PolNeAR and its kin label one of the two, and more often
the outer one; ten quotations of its train and dev texts are of this kind.)
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import takewhile
from sys import maxsize
from typing import TYPE_CHECKING, Any

from quotes.languages import english
from quotes.languages.sentences import sentences_within
from quotes.languages.words import any_of
from quotes.pipeline.attribution.spans import CONTENT, CUE, SOURCE, Labelled, decode
from quotes.pipeline.page.stretches import Stretch

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.encoder.model import Reading
    from quotes.encoder.words import Words

REACH, LONGEST = 40, 400  # words and characters of such a clause
# In log-probability: of labels of the outer report, and by how much a source is favoured.
UNLIKELY, FAVOUR = 50.0, 5.0
NOWHERE = maxsize  # further than any word
_VERB = any_of(english.LEADS_TO_WORDS)
_SUBJECT = r"(?:(?:.*\s)?(?:that|how|when|what|where|because|and|but)\s+)?(?P<subject>\S.*?)"
# “[that] her boss, Ken Ladd, [had] shouted [at the clerk]: ‘”, “quoted Ken Ladd as saying: ‘”
_CLAUSE = re.compile(
    rf"{_SUBJECT}(?:(?:\s+(?:{any_of(english.BEFORE_VERB)}))*\s+(?P<verb>{_VERB})"
    rf"|,?\s+as\s+(?P<saying>saying|telling))(?:\s+[\w’'-]+){{0,5}}?\s*[,:]\s*",
    re.DOTALL,
)
# Behind “…,” the Post quoted: “Ken Ladd as saying”
_QUOTED_AS = re.compile(rf"{_SUBJECT},?\s+as\s+(?P<saying>saying)", re.DOTALL)
# “…,” Ken Ladd told the meeting, (according to Rosa)
_BEHIND = re.compile(
    rf"{_SUBJECT}(?:\s+(?:is|was|were)\s+\w+(?:\s+to(?:\s+have)?|\s+as))?"
    rf"\s+(?P<verb>{_VERB}|saying)(?P<saying>)(?:\s+[\w’'-]+){{0,5}}",
    re.DOTALL,
)
_NO_SUBJECT = re.compile(
    rf"\b(?:{any_of(english.BEGINS_CLAUSE)}|and|but|or|{_VERB})\b|[“”\"]"
    r"|\b(?:is|are|was|were|be|been|being)(?:\snot|n['’]t)?\Z",  # “Residents were not asked”
    re.IGNORECASE,
)


def with_retold(
    text: str,
    words: Words,
    reading: Reading,
    spans: Sequence[Labelled],
    speech: Sequence[Stretch],
    sentence: NDArray[Any],
) -> list[Labelled]:
    """The same labelled spans, in text order, where a content that leads to such a quotation, or
    stands behind “…,” the Post quoted, is a clause: its subject as source and its verb as cue.

    ``speech``: the quotations that somebody says; ``sentence``: int32[W], the number of each word's
    sentence.
    """
    opening = [*sorted(stretch.start for stretch in speech if stretch.opens), NOWHERE]
    ends = sorted(stretch.end for stretch in speech)
    out: list[Labelled] = []
    taken = 0  # the words up to here are a clause's
    for i, span in enumerate(spans):
        if span.start < taken:
            continue
        out.append(span)
        if span.label != CONTENT:
            continue
        clause, to = None, opening[bisect_left(opening, span.end)]
        if to <= span.start + REACH and _leads(spans, i, to):
            clause = _read(_CLAUSE, text, int(words.start[span.start]), int(words.start[to]))
        if not clause and _follows(ends, span.start, 0) and _goes_on(sentence, span.start):
            to = _with_cue(spans, i)
            clause = _read(_BEHIND, text, *words.characters((span.start, to)))
            to = _behind_teller(spans, i, to, sentence) if clause else to
        if (
            not clause
            and out[-2:-1]
            and out[-2].label == CUE
            and _follows(ends, out[-2].start, REACH)
        ):
            clause = _read(_QUOTED_AS, text, *words.characters((span.start, span.end)))
            if clause:  # who quotes them does not say it
                to = span.end
                del out[-3 if out[-3:-2] and out[-3].label == SOURCE else -2 : -1]
        if clause:
            subject, verb = (words.range_of(*place) for place in clause)
            taken = to
            out[-1:] = [
                _source(reading, *subject),
                Labelled(*verb, CUE, span.probability),
            ]
    return out


def _source(reading: Reading, start: int, end: int) -> Labelled:
    """The likeliest source among the words of a subject (“when she came, [a guard]”); or all."""
    scores = reading.roles[start:end].copy()
    scores[:, CONTENT:SOURCE] = -UNLIKELY
    found = decode(scores, SOURCE, FAVOUR)[-1:]
    if not found:
        return Labelled(start, end, SOURCE, 0.0)
    a, b, label, probability = found[0]
    return Labelled(start + a, start + b, label, probability)


def _behind_teller(spans: Sequence[Labelled], i: int, end: int, sentence: NDArray[Any]) -> int:
    """Where the words end that tell who tells of a clause: “…,” Kemp said, [according to Ott]."""
    last = end
    for k in range(i + 1, len(spans)):
        span = spans[k]
        if span.start < end:
            continue
        if sentence[span.start] != sentence[end - 1]:
            break
        if span.label == CONTENT:
            return end
        last = span.end
    return last


def _with_cue(spans: Sequence[Labelled], i: int) -> int:
    """Where a span ends, or the cue that follows it at once (“…,” [one of the men] [shouted])."""
    behind = spans[i + 1 : i + 2]
    follows = behind and behind[0].label == CUE and behind[0].start == spans[i].end
    return behind[0].end if follows else spans[i].end


def _leads(spans: Sequence[Labelled], i: int, to: int) -> bool:
    """Does nothing but cues and contents stand between a span and these words?"""
    between = takewhile(lambda k: spans[k].start < to, range(i + 1, len(spans)))
    return all(spans[k].label != SOURCE for k in between)


def _goes_on(sentence: NDArray[Any], at: int) -> bool:
    return bool(at and sentence[at] == sentence[at - 1])


def _follows(ends: Sequence[int], at: int, reach: int) -> bool:
    """Does a quotation end at most so many words before this one?"""
    before = bisect_right(ends, at) - 1
    return before >= 0 and at - ends[before] <= reach


def _read(
    clause: re.Pattern[str], text: str, start: int, end: int
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The characters of the subject and of the verb, where the stretch is such a clause."""
    found = clause.fullmatch(text, start, end) if end - start <= LONGEST else None
    if (
        not found
        or _NO_SUBJECT.search(found["subject"])
        or all(word in english.BEFORE_VERB for word in found["subject"].split())
        or len(sentences_within(text, *found.span("subject"))) > 1
    ):
        return None
    verb = "saying" if found["saying"] else "verb"
    return found.span("subject"), found.span(verb)
