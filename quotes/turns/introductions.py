"""Where a document tells whom a label without a name stands for.

“Q” is whoever the line “BY MS. ROE” says, “A” and “THE WITNESS” who was sworn or gave a name, “The
Prime Minister” whose name stood in brackets behind it, “HOST” whom the text before the first turn
calls so, “JJ” who was once “Jan Jeffers (JJ)”.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from quotes.languages import english
from quotes.languages.introductions import ANSWERS, ASKS, BEHIND, COURTESIES, MY_NAME, SWORN, TALKS
from quotes.languages.transcripts import ANSWER, ANYBODY, PREPOSITIONS, QUESTION
from quotes.spans import Span
from quotes.turns.names import CAPITAL, IN_SENTENCE, NAME, is_role, plain
from quotes.turns.turn import Turn

Told = tuple[int, str, Span]  # from where on it holds, the name, its place

HEAD = 20_000  # characters before the first turn in which people are introduced

_TITLED = rf"({COURTESIES}[ ]+{CAPITAL}(?:[ ]+{CAPITAL})*)"
# A line “BY MS. ROE:”, or “Q. (By Mr. Lee) …”.
_EXAMINER = re.compile(rf"^[^\n]*\b(?:BY|By)[ ]+{_TITLED}[ ]*:?[ \t]*$", re.MULTILINE)
_EXAMINER_WITHIN = re.compile(rf"[(\[](?:BY|By)[ ]+{_TITLED}[ ]*:?[)\]]")
_BETWEEN = r"(?:[,.]?(?:[ \t]|\n(?!\s*\n))|,\s+(?=[a-z]))(?:[^.?!\n]|\n(?!\s*\n)){0,120}?"
_SWORN = re.compile(rf"({NAME}){_BETWEEN}\b(?:{SWORN})\b")
_NAME_AND_COMMA = re.compile(rf"({NAME}),")
_MY_NAME = re.compile(rf"(?:{MY_NAME}) ({IN_SENTENCE}|{CAPITAL}(?<!\.))")
_ONLY_A_NAME = re.compile(rf"((?:{NAME}))(?<!\.)[.,]?(?:[ ]+[A-Z](?:-[A-Z])+\.?)?")
# “the bell founder” before a name
_DESCRIBED = (
    rf"(?: (?!(?:{'|'.join(sorted(PREPOSITIONS | {'and', 'of', 'to', 'from'}))})\b)[a-z-]+){{0,4}}"
)
_BRACKETED = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_INITIALS = re.compile(rf"({NAME})[ ]*[(\[]([A-Z][A-Z.]{{0,4}})[)\]]")


class Introductions:
    """What the text and its turns tell. ``head``: the stretch before the first turn."""

    def __init__(self, text: str, turns: Sequence[Turn]) -> None:
        self.text = text
        first = min(turn.label[0] if turn.label else turn.start for turn in turns)
        self.head = (max(0, first - HEAD), first)
        asking = [(m.end(), m) for m in _EXAMINER.finditer(text)]
        asking += [(m.start(), m) for m in _EXAMINER_WITHIN.finditer(text)]
        self.examiners: list[Told] = sorted((at, m[1], m.span(1)) for at, m in asking)
        self.sworn: list[Told] = [_sworn(match) for match in _SWORN.finditer(text)]
        self.in_brackets = self._in_brackets(turns)
        self.own = self._own_names(turns)
        self.initials = self._initials(turns)

    def names(self) -> Iterator[str]:
        """All names that are told here."""
        for name, _ in self.initials.values():
            yield name
        in_brackets = (one for told in self.in_brackets.values() for one in told)
        for _, name, _ in (*self.examiners, *self.sworn, *in_brackets):
            yield name

    def witness(self, at: int) -> Told | None:
        """Who was sworn last, or gave a name since."""
        sworn, named = latest(self.sworn, at), latest(self.own.get("a", ()), at)
        if not sworn or not named or named[0] < sworn[0]:
            return sworn
        # “Leo.” is the Leo Lund who was sworn; “Ada Obi” is the next witness.
        other = plain(named[1].split()[-1]) not in plain(sworn[1]) and " " in named[1]
        return named if other else sworn

    def self_named(self, label: str, at: int) -> Told | None:
        """The name that those behind a label gave last, or give first; “UNIDENTIFIED” and “Q” may
        be somebody else in every turn.
        """
        own = self.own.get(same_witness(label.casefold()), [])
        last = latest(own, at)
        words = label.casefold().split()
        if any(word in ANYBODY for word in words) or (words[0] in QUESTION and len(own) > 1):
            return last if last and last[0] == at else None
        return last or (own[0] if own else None)

    def called(self, label: str) -> tuple[str, Span] | None:
        """Whom the text before the first turn calls so: “Host: Ada Obi”, “Ada Obi, the host”."""
        head = self.text[slice(*self.head)]
        match = re.search(
            rf"^\W*{re.escape(label)}[*_]*\s*[:=–—-][*_]*\s*({NAME})\s*[.,(]?",
            head,
            re.MULTILINE | re.IGNORECASE,
        ) or self._by_office(label, head)
        if match is None:
            return None
        start, end = (self.head[0] + place for place in match.span(1))
        return self.text[start:end], (start, end)

    def _by_office(self, label: str, head: str) -> re.Match[str] | None:
        key = label.casefold()
        if not (key in QUESTION or key in ANSWER or is_role(label)):
            return None
        words = [word for word in key.split() if word != "the"]
        noun = words[-1] if words else key
        behind = ASKS if key in QUESTION else ANSWERS if key in ANSWER else BEHIND.get(noun)
        behind = behind or re.escape(" ".join(words) if len(words) < 4 else noun)
        title = r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Dame|MR|MRS|MS|DR)\.?[ ]+)?"
        patterns = [
            rf"\b(?i:{behind})(?i:,? (?:is|was|today,?|our|the))?{_DESCRIBED}"
            rf"[ :,*_]+{title}({NAME})",
            rf"({NAME})(?:,| \(| [–—-])[ ]?(?i:(?:the|our|your|a|an|as)[ ])?(?i:{behind})\b",
        ]
        if key in QUESTION:
            patterns.append(rf"({NAME}) (?i:{TALKS}){_DESCRIBED} {title}{NAME}")
        if noun in ("chair", "speaker"):
            patterns.append(rf"({NAME}) in the [Cc]hair")
        if noun in english.TITLES:  # “President Lowe”
            patterns.append(rf"\b(?i:{behind}) ({CAPITAL})(?<!\.)(?! [A-Z])")
        for pattern in patterns:
            match = re.search(pattern, head)
            if match and not is_role(match[1]):
                return match
        return None

    def _in_brackets(self, turns: Sequence[Turn]) -> dict[str, list[Told]]:
        """Label → what stands in brackets behind it, from where on."""
        found: dict[str, list[Told]] = defaultdict(list)
        for turn in turns:
            if turn.label is None or turn.name is None:
                continue
            match = _BRACKETED.search(self.text, turn.label[0] + len(turn.name), turn.label[1])
            if match:
                told = (turn.label[0], match[1].strip(), match.span(1))
                found[turn.name.casefold()].append(told)
        return found

    def _initials(self, turns: Sequence[Turn]) -> dict[str, tuple[str, Span]]:
        """“jj” → the “Jan Jeffers” whose label, or a list of who takes part, has “(JJ)” behind."""
        found: dict[str, tuple[str, Span]] = {}
        for match in _INITIALS.finditer(self.text, *self.head):
            found.setdefault(match[2].casefold(), (match[1], match.span(1)))
        for turn in turns:
            told = self.in_brackets.get((turn.name or "").casefold())
            if turn.name and turn.label and told and " " not in told[0][1]:
                start = turn.label[0]
                if not is_role(turn.name):
                    place = (start, start + len(turn.name))
                    found.setdefault(told[0][1].casefold(), (turn.name, place))
        labels = {turn.name.casefold() for turn in turns if turn.name}
        return {short: told for short, told in found.items() if short in labels}

    def _own_names(self, turns: Sequence[Turn]) -> dict[str, list[Told]]:
        """Label → the names that those behind it give as theirs, in order."""
        found: dict[str, list[Told]] = defaultdict(list)
        question = ""
        for turn in turns:
            said = self.text[turn.start : turn.end]
            match = _MY_NAME.search(said)
            if match is None and "your" in question and " name" in question:
                match = _ONLY_A_NAME.fullmatch(said)
            if match and turn.name:
                start, end = (turn.start + place for place in match.span(1))
                name = same_witness(turn.name.casefold())
                found[name].append((turn.start, match[1], (start, end)))
            question = said[-300:].casefold()
        return found


def _sworn(match: re.Match[str]) -> Told:
    """The name in capitals with a comma behind it, where there is one: what stands before may be
    the head of the page.
    """
    named = [one for one in _NAME_AND_COMMA.finditer(match[0]) if one[1].isupper()]
    if not named:
        return match.end(), match[1], match.span(1)
    start, end = (match.start() + place for place in named[-1].span(1))
    return match.end(), named[-1][1], (start, end)


def latest(found: Sequence[Told], at: int) -> Told | None:
    """The last of those that hold at a place."""
    number = bisect_right(found, at, key=lambda one: one[0])
    return found[number - 1] if number else None


def same_witness(key: str) -> str:
    return "a" if key in ("the witness", "witness", "answer") else key
