"""Words that the one who says them quotes from somebody else: a question that reads them out.

“On Friday you wrote, quote, …”; “here is what she tweeted: …”. The article that names the other
one is right, so nobody may call that a wrong speaker.
"""

from __future__ import annotations

import re

from quotes.checking.index import Index
from quotes.checking.sources import Source
from quotes.checking.speakers import Same, known_as
from quotes.languages import wording
from quotes.records import Speaker
from quotes.turns import Turn

_BEFORE = 500  # characters of the same turn in which the true speaker is named
_WORDS = 14  # words before the passage among which the reporting verb stands


def is_hearsay(source: Source, first: int, last: int, speaker: Speaker | None) -> bool:
    """Whether the words from position `first` to `last` are quoted from somebody else there.

    Between quotation marks, or behind a reporting verb of the article's speaker.
    """
    if source.quoted_at(first):
        return False  # prose that quotes its own speakers
    index = source.index
    turn = index.turn_of(first)
    low = turn.start if turn else 0
    start, end = index.words.start[first], index.words.end[last]
    if _is_marked(source, turn, start, end):
        return True
    subject = _subject_of_report(index, first, low)
    if speaker is None or not subject:
        return False
    if subject == "you":
        return turn is not None and _answers(source, turn.end, speaker)
    return _names(source.text[max(low, start - _BEFORE) : start], speaker)


def _is_marked(source: Source, turn: Turn | None, start: int, end: int) -> bool:
    """Whether the passage stands between quotation marks of its turn."""
    for low, high in source.marked(turn):
        if 2 * (min(high, end) - max(low, start)) > end - start:
            return True
    return False


def _subject_of_report(index: Index, first: int, low: int) -> str:
    """The subject of the reporting verb that governs the words: “you”, “they”, “” for none."""
    keys, starts = index.words.keys, index.words.start
    for p in range(first - 1, max(first - _WORDS, -1), -1):
        if starts[p] < low or (index.begins_sentence(p + 1) and p + 1 != first):
            break
        if keys[p] in wording.QUOTES_NOUNS:
            return "you"
        if keys[p] in wording.QUOTES_VERBS:
            before = [k for k in keys[max(p - 4, 0) : p] if k not in ("have", "has", "had", "just")]
            if not before:
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
