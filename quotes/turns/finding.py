"""Finding the turns of a transcript, and telling a transcript from everything else with colons.

A line that begins like a label proves nothing: recipes, forms, logs and code are full of them. A
transcript is told by all of its turns together: labels come again, sentences follow them, and
people who talk to each other say “I” and “you”, ask and answer.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import mean, median

from quotes.languages.transcripts import FIRST_PERSON, FUNCTION_WORDS, TALK
from quotes.turns.directions import spoken
from quotes.turns.labels import (
    Label,
    begins_with_person,
    label_of,
    names_a_person,
    names_no_speaker,
)
from quotes.turns.times import seconds_of
from quotes.turns.turn import Turn

Span = tuple[int, int]

LEAST_TURNS = 4
LEAST_TOLD = 2  # turns, where the user says that it is a transcript
LEAST_RECURRING = 0.5  # share of turns whose label comes again
LEAST_ENGLISH = 0.18  # share of words that are function words; English has 0.3 and more
LEAST_TALK = 0.25  # share of turns with a word or mark of talk
LEAST_SENTENCES = 0.5  # share of turns that end like a sentence, where no times stand before them
MOST_QUOTED = 0.5  # share of turns in quotation marks, which tell more than the labels
LONGEST = 3600  # characters of the middle turn
NEAR = 0.75  # share of turns that are followed by another one within twice that
_READ = 20_000  # characters of the turns that are looked at to tell whether people talk

_LINE = re.compile(r"[^\n]*\n?")
_MARGIN = re.compile(r"[ \t]{0,8}(\d{1,2})(?:[ \t]{1,40}(?=\S)|(?=[ \t]*\n))")
_FENCE = ("```", "~~~")
_RULE = re.compile(r"[\s*_=~#•·–—-]*")
_END = re.compile(
    r"\W*(?:the )?(?:end|ends|fin|interview ends|end of (?:the )?(?:interview|transcript|recording"
    r"|hearing|session|tape)|adjourned|curtain|exeunt|\d+)\W*",
    re.IGNORECASE,
)
_SCENE = re.compile(
    r"\W*(?:(?:ACT|SCENE|Act|Scene) (?:[IVXLC]+|\d+|[A-Z][a-z]+)\b.{0,60}|(?:INT|EXT)[./ ].*"
    r"|(?:(?:RE-?)?(?:CROSS|DIRECT)[- ]?)?(?:RE-?DIRECT )?(?:EXAMINATION|Examination)\b.{0,60}"
    r"|[A-Z][A-Z .'’-]{4,60},"  # NADIA PETROV, / called as a witness …
    r"|(?:Enter|Exit|Exeunt|Re-enter) .{0,80}|(?:CROSS-|RE)?(?:EXAMINATION )?BY (?:MR|MS|MRS|DR).*)"
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_OPENING, _CLOSING = '“"‘«„', '”"’»“'
_FULL_STOPS = ".?!…—–-”\"’')]*_"
_SENTENCE_ENDS = ".?!…—–-,;:)]"


@dataclass(slots=True)
class _Candidate:
    """A line with a label, and what may be said under it."""

    label: Label
    line: int  # number of the line
    at: int  # where the line begins
    speaks: bool = True  # words follow on the same line
    key: str = ""  # the same for all labels of one speaker
    blocks: list[Span] = field(default_factory=list)  # its own words, then its further paragraphs
    indent: int = 0

    @property
    def start(self) -> int:
        return self.blocks[0][0]

    @property
    def end(self) -> int:
        return self.blocks[-1][1]


def find_turns(text: str, *, told: bool = False) -> list[Turn]:
    """The turns of `text` in order, none where it is no transcript. Linear in its length.

    ``told``: the user says that it is one, so nothing but the shape of the labels counts. Turns
    stand where the transcript stands: an article before or after it is no part of them.
    """
    lines = _without_margin(text, [match.span() for match in _LINE.finditer(text) if match[0]])
    candidates = list(_candidates(text, lines))
    if len(candidates) < (LEAST_TOLD if told else LEAST_TURNS):
        return []
    best: list[_Candidate] = []
    for style in ("inline", "stop", "alone"):
        found = _transcript(text, lines, [c for c in candidates if c.label.style == style], told)
        if len(found) > len(best):
            best = found
    return _turns(text, best)


def _without_margin(text: str, lines: list[Span]) -> list[Span]:
    """The lines without the numbers that depositions print before each: 1 to 25, then again."""
    found = [_MARGIN.match(text, start, end) for start, end in lines]
    numbers = [int(match[1]) for match in found if match]
    printed = sum(bool(text[start:end].strip()) for start, end in lines)
    counted = sum(b == a + 1 for a, b in pairwise(numbers))
    if len(numbers) < LEAST_TURNS or 2 * counted < printed:
        return lines
    return [
        (match.end(), end) if match else (start, end)
        for match, (start, end) in zip(found, lines, strict=True)
    ]


def _candidates(text: str, lines: Sequence[Span]) -> Iterator[_Candidate]:
    fenced = False
    goes_on = False
    for number, (start, end) in enumerate(lines):
        line = text[start:end].rstrip()
        within, goes_on = goes_on, bool(line) and (line[-1].islower() or line[-1] in ",;")
        if line.lstrip()[:3] in _FENCE:
            fenced = not fenced
            continue
        label = label_of(line) if line and not fenced else None
        if label and not (within and _may_be_wrapped(label)):
            yield _Candidate(label, number, start, label.end < len(line))


def _may_be_wrapped(label: Label) -> bool:
    """Could these be the words of a sentence that goes on from the line before?"""
    return label.style != "alone" and label.stamp is None and not label.name.isupper()


def _transcript(
    text: str, lines: Sequence[Span], candidates: list[_Candidate], told: bool
) -> list[_Candidate]:
    """The candidates that are turns, with their words; none if they make no transcript."""
    least = LEAST_TOLD if told else LEAST_TURNS
    speakers = _speakers(candidates)
    if len(speakers) < least:
        return []
    _extend(text, lines, speakers)
    speakers = _without_heading(text, [c for c in speakers if c.blocks])
    often = Counter(c.key for c in speakers)
    recurring = sum(often[c.key] > 1 for c in speakers)
    if len(speakers) < least:
        return []
    alone = speakers[0].label.style == "alone"
    if (not told or alone) and (len(often) < 2 or recurring < LEAST_RECURRING * len(speakers)):
        return []
    if not told and not _is_talk(text, speakers):
        return []
    return speakers


def _speakers(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Those whose label may name a speaker: it comes again, or looks like those that do."""
    possible = [c for c in candidates if not names_no_speaker(c.label.name)]
    _identify(possible)
    often = Counter(c.key for c in possible)
    asked = any(c.label.is_question for c in possible)
    recurring = [c.label for c in possible if often[c.key] > 1]
    # Initials are always capitals: they tell nothing of how names are written.
    capitals = _mostly([label.name.isupper() for label in recurring if len(label.name) > 3])
    stamped = _mostly([label.stamp is not None for label in recurring])
    bold = _mostly([label.bold for label in recurring])

    spoken_on = _mostly([c.speaks for c in possible if often[c.key] > 1])

    def fits(candidate: _Candidate) -> bool:
        label = candidate.label
        if (label.is_answer or label.key == "a") and not asked:
            return False
        if capitals and not label.name.isupper() and not begins_with_person(label.name):
            return False
        if often[candidate.key] > 1:
            return True
        if spoken_on and not candidate.speaks:  # “APPEARANCES:” and a list
            return False
        if stamped or bold:
            return bool(label.stamp) >= stamped and label.bold >= bold
        return capitals or names_a_person(label.name) or len(label.name.split()) in (2, 3)

    return [c for c in possible if fits(c)]


def _mostly(facts: Sequence[bool]) -> bool:
    return bool(facts) and sum(facts) >= 0.8 * len(facts)


def _identify(candidates: Sequence[_Candidate]) -> None:
    """Gives the labels of one speaker one key: “JANE ROE”, “ROE” and “JR”."""
    initials: dict[str, str] = {}
    families: dict[str, set[str]] = defaultdict(set)
    for candidate in candidates:
        families[candidate.label.last].add(candidate.label.key.split()[0])
    for candidate in candidates:
        label = candidate.label
        words = label.name.partition(",")[0].split()
        # “ADA OBI” and “RUTH OBI” are two, “Mr. Obi” and “Obi” may be one of them.
        firsts = families[label.last] - {label.last}
        candidate.key = label.key if len(words) > 1 and len(firsts) > 1 else label.last
        if len(words) > 1:
            initials.setdefault("".join(w[0] for w in words if w[0].isupper()), label.last)
    for candidate in candidates:
        name = candidate.label.name.replace(".", "")
        candidate.key = initials.get(name, candidate.key) if len(name) > 1 else candidate.key


# -- what is said under a label


def _extend(text: str, lines: Sequence[Span], speakers: Sequence[_Candidate]) -> None:
    """Fills in ``blocks``: the words of each candidate up to the next, or to what ends them."""
    if not speakers:
        return
    parted = [_is_blank(text, lines, c.line - 1) for c in speakers[1:]]
    by_blank_lines = sum(parted) >= len(parted) / 2
    for candidate, following in zip(speakers, [*speakers[1:], None], strict=True):
        stop = following.line if following else len(lines)
        candidate.blocks = list(_blocks(text, lines, candidate, stop, by_blank_lines))
    counts = sorted((len(c.blocks) for c in speakers[:-1]), reverse=True)
    for candidate in speakers[:-1]:
        others = counts[1] if len(candidate.blocks) == counts[0] and len(counts) > 1 else counts[0]
        if len(candidate.blocks) > max(5, 3 * others):
            _cut_where_talk_ends(text, candidate)
    # What follows a transcript is often no part of it; its last turn is no longer than the others.
    del speakers[-1].blocks[max(1, counts[0] if counts else 1) :]


def _blocks(
    text: str, lines: Sequence[Span], candidate: _Candidate, stop: int, by_blank_lines: bool
) -> Iterator[Span]:
    """The paragraphs under a label: parted by blank lines, or by lines where those part turns."""
    own_end = lines[candidate.line][1]
    start, end = _stripped(text, candidate.at + candidate.label.end, own_end)
    indent = -1
    first = True
    gap = False
    surname = _surname(candidate.label)
    for number in range(candidate.line + 1, stop):
        line = text[slice(*lines[number])]
        blank = not line.strip()
        new = blank if by_blank_lines else True
        if new and start < end:
            yield start, end
            first = False
            start = end = 0
        if blank:
            gap = True
            continue
        here, there = _stripped(text, *lines[number])
        if start >= end:
            if indent < 0 and first:
                indent = len(line) - len(line.lstrip(" \t"))
            elif indent >= 4 and len(line) - len(line.lstrip(" \t")) < indent and gap:
                return
            if _ends_turn(text, lines, number, surname if not first else None, gap):
                return
            start = here
        elif _ends_turn(text, lines, number, None, False):
            break
        end, gap = there, False
    if start < end:
        yield start, end


def _ends_turn(
    text: str, lines: Sequence[Span], number: int, surname: str | None, after_gap: bool
) -> bool:
    """Does a line end the turn before it: a heading, a rule, a scene, a note on the speaker?"""
    line = text[slice(*lines[number])].strip()
    if line.startswith("#") or _RULE.fullmatch(line) or _END.fullmatch(line):
        return True
    if line[0] in "[(":
        return False  # a stage direction
    if _SCENE.fullmatch(line):
        return True
    if (label := label_of(line)) is not None:
        if label.style == "inline" and names_no_speaker(label.name):
            return True
        # A heading stands by itself, has no stop, and is no answer of a word or two.
        if label.style == "alone" and after_gap and len(line) > 3 and line[-1] not in ".?!,":
            return _is_blank(text, lines, number + 1)
    if surname is None or len(line) < 40:
        return False
    words = _WORD.findall(line)
    own = any(word.casefold() in FIRST_PERSON for word in words)
    return not own and any(word.removesuffix("’s").removesuffix("'s") == surname for word in words)


def _surname(label: Label) -> str | None:
    """The last word of a label that is a name, as prose would print it."""
    last = label.name.partition(",")[0].split()[-1].strip(".")
    return last.title() if len(last) > 2 and last[0].isupper() else None


def _cut_where_talk_ends(text: str, candidate: _Candidate) -> None:
    """Drops what follows from the first three paragraphs in a row in which nobody says “I”."""
    quiet = 0
    for i, block in enumerate(candidate.blocks[1:], 1):
        words = _WORD.findall(text[slice(*block)])
        quiet = 0 if any(word.casefold() in TALK for word in words) else quiet + 1
        if quiet == 3:
            del candidate.blocks[i - 2 :]
            return


def _is_blank(text: str, lines: Sequence[Span], number: int) -> bool:
    return not 0 <= number < len(lines) or not text[slice(*lines[number])].strip()


def _stripped(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


# -- is it talk?


def _without_heading(text: str, speakers: list[_Candidate]) -> list[_Candidate]:
    """Without a headline (“Roe: Bridge to close”) and the list of who takes part (“Host: Ada Obi”)
    before the first turn: they end without a stop, as no other turn does.
    """
    ended = [text[c.blocks[0][1] - 1] in _FULL_STOPS or bool(c.label.stamp) for c in speakers]
    if not _mostly(ended):
        return speakers
    return speakers[ended.index(True) :]


def _is_talk(text: str, speakers: Sequence[_Candidate]) -> bool:
    """Do the turns read as what people say to each other, in English?"""
    words, common, talking, sentences, quoted, read, at = 0, 0, 0, 0, 0, 0, 0
    for candidate in speakers:
        said = text[candidate.start : candidate.blocks[0][1]]
        printed = _WORD.findall(said[:2000])
        own = [word.casefold().replace("’", "'") for word in printed]
        words += len(own)
        common += sum(word in FUNCTION_WORDS for word in own) + printed.count("I")
        talking += "?" in said or any(word in TALK for word in own)
        bare = said.rstrip(" \t*_”\"’'")
        sentences += bare[-1:] in _SENTENCE_ENDS
        quoted += said[0] in _OPENING and said[-1] in _CLOSING
        read += 1
        at += len(said)
        if at > _READ and read >= 50:
            break
    stamped = sum(c.label.stamp is not None for c in speakers) > len(speakers) / 2
    near = [b.at - a.at <= 2 * LONGEST for a, b in pairwise(speakers)]
    lengths = [c.end - c.start for c in speakers]
    return (
        common >= LEAST_ENGLISH * words
        and talking >= LEAST_TALK * read
        and (stamped or sentences >= LEAST_SENTENCES * read)
        and quoted <= MOST_QUOTED * read
        and median(lengths) <= LONGEST
        and mean(near) >= NEAR
    )


def _turns(text: str, speakers: Sequence[_Candidate]) -> list[Turn]:
    times = seconds_of([c.label.stamp for c in speakers])
    turns = []
    for candidate, time in zip(speakers, times, strict=True):
        stretches = spoken(text, candidate.start, candidate.end)
        note = text[candidate.start] == "\u200e"  # “image omitted”, by the messenger
        if stretches and not note:  # more than “(nods)”
            label = candidate.label
            place = (candidate.at + label.start, candidate.at + label.print_end)
            turns.append(Turn(stretches[0][0], stretches[-1][1], place, label.name, time))
    return turns
