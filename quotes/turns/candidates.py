"""The lines of a text that may begin a turn, and which of their labels name a speaker."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quotes.spans import Span
from quotes.turns.labels import (
    Label,
    begins_with_person,
    label_of,
    names_a_person,
    names_no_speaker,
    weak_label,
    without_place,
)
from quotes.turns.lines import Lines

_FENCE = ("```", "~~~")
_LEAST_WEAK = 2  # questions with one space behind their Q, and answers
_LEAST_ASKED = 0.3  # share of them that ask


@dataclass(slots=True)
class Candidate:
    """A line with a label, and what may be said under it."""

    label: Label
    line: int  # number of the line
    at: int  # where the line begins
    speaks: bool = True  # words follow on the same line
    key: str = ""  # the same for all labels of one speaker
    unlabelled: bool = False  # the label is that of the turn before, which this one interrupts
    blocks: list[Span] = field(default_factory=list)  # its own words, then its further paragraphs

    @property
    def start(self) -> int:
        return self.blocks[0][0]

    @property
    def end(self) -> int:
        return self.blocks[-1][1]


def candidates(text: str, lines: Lines, *, told: bool) -> list[Candidate]:
    """All lines that begin as a turn may, in order. ``told``: it is known to be a transcript."""
    strong: list[Candidate] = []
    weak: list[Candidate] = []
    fenced = False
    goes_on = False
    for number, (start, end) in enumerate(lines.spans):
        if number in lines.of_page:
            continue
        line = text[start:end].rstrip()
        within, goes_on = goes_on, bool(line) and (line[-1].islower() or line[-1] in ",;")
        if line.lstrip()[:3] in _FENCE:
            fenced = not fenced
            continue
        if not line or fenced:
            continue
        label = label_of(line)
        if label and not (within and _may_be_wrapped(label)):
            strong.append(Candidate(label, number, start, label.end < len(line)))
        if label := weak_label(line):
            weak.append(Candidate(label, number, start))
    if not weak:
        return strong
    borne_out = {one.line: one for one in _borne_out(text, strong, weak, told)}
    others = {one.line: one for one in strong}
    return [one for _, one in sorted((others | borne_out).items())]


def _may_be_wrapped(label: Label) -> bool:
    """Could these be the words of a sentence that goes on from the line before?"""
    return label.style != "alone" and label.stamp is None and not label.name.isupper()


def _borne_out(
    text: str, strong: Sequence[Candidate], weak: Sequence[Candidate], told: bool
) -> Iterator[Candidate]:
    """The weak labels that others bear out: questions have answers, names come again."""
    names = Counter(one.label.name for one in weak)
    bracketed = [one for one in weak if one.label.name not in ("Q", "A")]
    for one in bracketed:
        if names[one.label.name] > 1 or names_a_person(one.label.name):
            yield one
    least = 1 if told else _LEAST_WEAK
    by_line = {one.line: one for one in strong} | {one.line: one for one in weak}
    in_order = [one for _, one in sorted(by_line.items())]
    kept: list[Candidate] = []
    asked = 0
    before = ""
    for number, one in enumerate(in_order):
        name = one.label.name
        if one.label.weak and name == "A" and before != "Q" and before in ("", "A"):
            continue  # “A man came in”, in an answer
        if one.label.weak and name in ("Q", "A"):
            kept.append(one)
            after = in_order[number + 1].at if number + 1 < len(in_order) else len(text)
            asked += name == "Q" and "?" in text[one.at : after]
        before = name if one.label.style == "inline" else before
    counts = Counter(one.label.name for one in kept)
    if min(counts["Q"], counts["A"]) >= least and (told or asked >= _LEAST_ASKED * counts["Q"]):
        yield from kept


def speakers(found: Sequence[Candidate], within: frozenset[int], *, sure: bool) -> list[Candidate]:
    """Those whose label may name a speaker: it comes again, or looks like those that do.

    ``within``: numbers of the lines that begin in the middle of a printed one. ``sure``: it is
    known to be a transcript, so that a label need not come again where none does.
    """
    possible = [c for c in found if not names_no_speaker(c.label.name)]
    _identify(possible)
    often = Counter(c.key for c in possible)
    asked = any(c.label.is_question for c in possible)
    recurring = [c.label for c in possible if often[c.key] > 1]
    # Initials are always capitals: they tell nothing of how names are written.
    capitals = mostly([label.name.isupper() for label in recurring if len(label.name) > 3])
    stamped = mostly([label.stamp is not None for label in recurring])
    bold = mostly([label.bold for label in recurring])
    spoken_on = mostly([c.speaks for c in possible if often[c.key] > 1])

    lenient = sure and not recurring

    def fits(candidate: Candidate) -> bool:
        label = candidate.label
        if (label.is_answer or label.key == "a") and not asked:
            return False
        if capitals and not label.name.isupper() and not begins_with_person(label.name):
            return False
        if often[candidate.key] > 1:
            return True
        if lenient:
            return True
        if candidate.line in within:
            return names_a_person(label.name) or (sure and label.name.isupper())
        if spoken_on and not candidate.speaks:  # “APPEARANCES:” and a list
            return False
        if stamped or bold:
            return bool(label.stamp) >= stamped and label.bold >= bold
        named = names_a_person(label.name) or label.has_bracket
        return capitals or named or len(label.name.split()) in (2, 3)

    return [c for c in possible if fits(c)]


def mostly(facts: Sequence[bool]) -> bool:
    """Whether at least four in five are so."""
    return bool(facts) and sum(facts) >= 0.8 * len(facts)


def _identify(found: Sequence[Candidate]) -> None:
    """Gives the labels of one speaker one key: “JANE ROE”, “ROE” and “JR”."""
    initials: dict[str, str] = {}
    families: dict[str, set[str]] = defaultdict(set)
    for candidate in found:
        families[candidate.label.last].add(_before_surname(candidate.label))
    for candidate in found:
        label = candidate.label
        words = label.name.partition(",")[0].split()
        # “ADA OBI” and “RUTH OBI” are two, “Mr. Obi” and “Obi” may be one of them.
        firsts = families[label.last] - {label.last}
        candidate.key = label.key if len(words) > 1 and len(firsts) > 1 else label.last
        if len(words) > 1:
            initials.setdefault("".join(w[0] for w in words if w[0].isupper()), label.last)
    for candidate in found:
        name = candidate.label.name.replace(".", "")
        candidate.key = initials.get(name, candidate.key) if len(name) > 1 else candidate.key


def _before_surname(label: Label) -> str:
    """What tells a person from others of the same surname: a first name, or “of Ohio”."""
    name = without_place(label.name)
    return label.key if name != label.name else label.key.split()[0]
