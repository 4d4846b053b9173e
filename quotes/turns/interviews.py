"""Interviews without labels: what is asked stands in bold, or as a heading, what is answered plain.

Lists of questions in articles and on help pages look the same. In an interview the questions say
“you”, and the answers “I”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quotes.languages.english import FIRST
from quotes.languages.transcripts import ADDRESSED
from quotes.spans import Span
from quotes.turns.lines import Lines
from quotes.turns.talk import WORD
from quotes.turns.turn import Turn

LEAST_ASKED = 3  # questions; one, where the user says that it is an interview
ASKING = 0.7  # share of what is in bold that asks
ADDRESSING = 0.4  # share of it that says “you”
ANSWERING = 0.5  # share of the answers that say “I”
_OWN = 0.3  # share of the questions that say “I”, as those of a customer do

_BOLD = re.compile(r"[ \t]*(?:#{1,6}[ \t]+)?(\*\*|__)(?P<words>\S(?:.*\S)?)\1[ \t\r]*\n?")
_HEADING = re.compile(r"[ \t]*#{2,6}[ \t]+(?P<words>[^*_\n]*\?)[ \t\r]*\n?")
_ENDS = re.compile(r"[ \t]*(?:#{1,6}[ \t]|[-*_=~]{3,}[ \t\r]*\n?$)")


@dataclass(slots=True)
class _Asked:
    """A question, and the paragraphs of its answer."""

    start: int
    end: int
    answer: list[Span] = field(default_factory=list)


def unlabelled_interview(text: str, lines: Lines, *, told: bool) -> list[Turn]:
    """The turns of such an interview, without names; none where it is none."""
    asked = [one for one in _asked(text, lines) if one.answer]
    while asked and "?" not in text[asked[0].start : asked[0].end]:
        del asked[0]  # a headline
    if len(asked) < (1 if told else LEAST_ASKED) or not (told or _is_interview(text, asked)):
        return []
    longest = max((len(one.answer) for one in asked[:-1]), default=1)
    del asked[-1].answer[longest:]  # what follows is often no part of it
    turns = []
    for one in asked:
        turns.append(Turn(one.start, one.end, part="question"))
        turns.append(Turn(one.answer[0][0], one.answer[-1][1], part="answer"))
    return turns


def _asked(text: str, lines: Lines) -> Iterator[_Asked]:
    current: _Asked | None = None
    fresh = True  # does a new paragraph begin?
    for number, (start, end) in enumerate(lines.spans):
        line = text[start:end]
        match = _BOLD.fullmatch(line) or _HEADING.fullmatch(line)
        if match:
            place = (start + match.start("words"), start + match.end("words"))
            if current and not current.answer and match["words"][-1] not in ":":
                current.end = place[1]  # a question of two lines
                continue
            if current:
                yield current
            current = _Asked(*place)
            fresh = True
        elif current is None or number in lines.of_page:
            continue
        elif _ENDS.match(line):
            yield current
            current = None
        elif not line.strip():
            fresh = True
        else:
            here = start + len(line) - len(line.lstrip())
            there = start + len(line.rstrip())
            if fresh or not current.answer:
                current.answer.append((here, there))
            else:
                current.answer[-1] = (current.answer[-1][0], there)
            fresh = False
    if current:
        yield current


def _is_interview(text: str, asked: Sequence[_Asked]) -> bool:
    questions = [text[one.start : one.end] for one in asked]
    answers = [text[one.answer[0][0] : one.answer[-1][1]] for one in asked]
    asking = sum(words.rstrip('*_”"’) ').endswith("?") for words in questions)
    addressing = sum(_says(words, ADDRESSED) for words in questions)
    own = sum(_says(words, FIRST) for words in questions)
    answering = sum(_says(words, FIRST) for words in answers)
    return (
        asking >= ASKING * len(asked)
        and addressing >= ADDRESSING * len(asked)
        and own <= _OWN * len(asked)
        and answering >= ANSWERING * len(asked)
    )


def _says(words: str, which: frozenset[str]) -> bool:
    """Outside quotation marks: “I” in them is somebody else."""
    bare = re.sub(r"“[^”]*”|\"[^\"]*\"", " ", words)
    printed = (w.casefold().replace("’", "'") for w in WORD.findall(bare))
    return any(word.partition("'")[0] in which for word in printed)
