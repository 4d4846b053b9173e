"""Words that the one who says them quotes from somebody else: a question that reads them out.

“Last night you said, quote, …”; “here is what she tweeted: …”. The article that names the other
one is right, so nobody may call that a wrong speaker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotes.checking.index import Index
from quotes.checking.sources import Source
from quotes.checking.speakers import Same, known_as
from quotes.languages import wording
from quotes.marks import pair
from quotes.records import Speaker

_BEFORE = 500  # characters of the same turn in which the true speaker is named
_WORDS = 14  # words before the passage among which the reporting verb stands


@dataclass(frozen=True, slots=True)
class Hearsay:
    """``of_them``: whether the source says that these are the article's speaker's words."""

    of_them: bool


def find_hearsay(source: Source, first: int, last: int, speaker: Speaker | None) -> Hearsay | None:
    """Whether the words from position `first` to `last` are quoted from somebody else there."""
    index = source.index
    turn = index.turn_of(first)
    low = turn.start if turn else 0
    high = turn.end if turn else len(source.text)
    start, end = index.words.start[first], index.words.end[last]
    named = speaker is not None and _names(source.text[max(low, start - _BEFORE) : start], speaker)
    addressed = speaker is not None and turn is not None and _answers(source, turn.end, speaker)
    reported = _is_reported(index, first, low)
    marked = _is_marked(source.text, low, high, start, end)
    if not (marked or reported):
        return None
    return Hearsay(named or (reported == "you" and addressed) or (marked and addressed))


def _is_marked(text: str, low: int, high: int, start: int, end: int) -> bool:
    """Whether the passage stands between quotation marks of its turn."""
    low, high = max(low, start - 4000), min(high, end + 4000)
    for quoted in pair(text[low:high]):
        inside = min(quoted.end + low, end) - max(quoted.start + low, start)
        if 2 * inside > end - start:
            return True
    return False


def _is_reported(index: Index, first: int, low: int) -> str:
    """The subject of the reporting verb that governs the words: “you”, “they”, “” for none."""
    keys, starts = index.words.keys, index.words.start
    for p in range(first - 1, max(first - _WORDS, -1), -1):
        if starts[p] < low or (index.begins_sentence(p + 1) and p + 1 != first):
            break
        if keys[p] in wording.QUOTES_VERBS:
            before = [k for k in keys[max(p - 4, 0) : p] if k not in ("have", "has", "had", "just")]
            if keys[p] == "quote" or not before:
                return "they"
            if before[-1] == "you":
                return "you"
            if before[-1] not in ("i", "we", "to", "not", "will", "would", "can", "me", "let"):
                return "they"
    return ""


def _names(text: str, speaker: Speaker) -> bool:
    """Whether the text names the speaker, by a surname or a word of the role."""
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}
    return any(surname in words for surname in known_as(speaker))


def _answers(source: Source, end: int, speaker: Speaker) -> bool:
    """Whether the speaker has the next turn: then “you” was said to them."""
    following = next((turn for turn in source.index.turns if turn.start >= end), None)
    return following is not None and (source.voices.is_speaker(speaker, following) is Same.YES)
