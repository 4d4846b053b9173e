"""What a turn prints besides the words spoken: [Laughter], (He rises.), [00:12:03]."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quotes.languages.transcripts import DIRECTION_WORDS
from quotes.spans import Span

_BRACKETS = re.compile(
    r"[*_]{0,2}(?:\[[^\[\]]{0,400}\]|\([^()]{0,400}\))[*_]{0,2}|♪[^♪\n]*♪?"
    r"|(?<=\n)[ \t]*\d{1,4}(?:[ \t]{2,}|[ \t]*(?=\n))"  # the number of a line or of a page
)
_NUMBER_BEFORE = re.compile(r"\n[ \t]*\d{1,2}[ \t]*$")  # of a line
_NUMBER_AFTER = re.compile(r"^\s*\n[ \t]*\d{1,2}[ \t]")
_TIME = re.compile(r"\W*\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?\W*")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_CLOSED = tuple('.?!…—–-”"’:;\n')


def spoken(text: str, start: int, end: int, gaps: Sequence[Span] = ()) -> list[Span]:
    """The stretches of text[start:end] that are spoken, without the stage directions in brackets
    and without ``gaps``, what else is known to be nobody's.

    Brackets in the middle of a sentence stay in it (“[the council] refused”, “(or so I thought)”)
    unless their words are what transcripts put there: [inaudible], (laughing).
    """
    brackets = (match.span() for match in _BRACKETS.finditer(text, start, end))
    aside = [span for span in brackets if is_direction(text, *span, start, end)]
    found: list[Span] = []
    at = start
    for opens, closes in sorted([*aside, *gaps]):
        found += _trimmed(text, at, max(at, opens))
        at = max(at, closes)
    found += _trimmed(text, min(at, end), end)
    return [*found[:1], *(_without_stop(text, *rest) for rest in found[1:])]


def is_direction(text: str, start: int, end: int, turn_start: int, turn_end: int) -> bool:
    """Whether the brackets text[start:end], in a turn, hold a direction."""
    printed = text[start:end]
    if printed.startswith("♪") or printed.strip().isdigit() or _TIME.fullmatch(printed):
        return True
    words = [word.casefold() for word in _WORD.findall(printed)]
    if not words:
        return False
    if len(words) <= 4 and any(word in DIRECTION_WORDS for word in words):
        return True
    if words[0] in DIRECTION_WORDS or words[-1] in DIRECTION_WORDS:
        return True
    before = _NUMBER_BEFORE.sub("\n", text[max(turn_start, start - 200) : start]).rstrip(" \t>*_")
    after = _NUMBER_AFTER.sub("\n", text[end : min(end + 200, turn_end)]).lstrip(" \t*_")
    apart = (not before or before.endswith(_CLOSED)) and (
        not after or after[0] == "\n" or not after[0].islower()
    )
    if not apart:
        return False
    # Round brackets are a speaker's own as well: a sentence in them is a direction only alone.
    alone = (not before or before[-1] == "\n") and (not after or after[0] == "\n")
    if "[" in printed[:3] or alone or (not before and words[0] in _MANNER):
        return True
    return len(words) <= 4 and words[0].endswith(("ing", "ly"))  # (Icily.) (Indicating.)


# “(To the jury) …”, “(quietly) …”: how something is said, before it.
_MANNER = frozenset(
    "to with by in looking turning through quietly softly loudly angrily gently".split()
)


def _without_stop(text: str, start: int, end: int) -> Span:
    """Without the stop of the sentence before: “as well [laughs]. There were …”."""
    while text[start] in ".,;:!?" or text[start].isspace():
        start += 1
    return start, end


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and (text[start].isspace() or text[start] in "*_>"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in "*_"):
        end -= 1
    if any(ch.isalnum() for ch in text[start:end]):
        yield start, end
