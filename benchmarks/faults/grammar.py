"""Small news texts made by rule, and who speaks in them: frames filled from lists of words.

A part (`train`, `test`) has its own frames, `PART/*.frames`, and its own words, `PART/words.txt`;
no frame and no word is in both. What is known of the test part is a figure; mends are developed
looking at the train part.

A frames file is of one kind. `## NAME` begins a sub-kind, an empty line a new frame. A frame is a
line of text, in which `¶` is a paragraph's end and `⏎` a line's, and lines of what is right:

    @ q kin p         q has p's surname; also `he`, `she`, `like p`, `unlike p` (the sex),
                      `initials`, `word` and `double` (the form of the name)
    > a {p}           the words a, between marks, are a direct quotation of p's
    > a+b {p}         both are, in one record
    ~ term {p}        the words are quoted in a direct or mixed record of p's
    > a {p} | null    or the record has no speaker
    > a {p} ; role R ; lemma L      and the record has these; `role none`: it has none
    - term            no record has these words between marks
    ? head            no record gives them to anybody
    ! {q}             no record has that speaker
    > +Not_now {p}    words that stand in the frame itself

`{p}` to `{s}` are people, `{a}` to `{e}` what is said, `{town}`, `{town2}`
words of the list `towns`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
PARTS = ("train", "test")
_SLOT = re.compile(r"\{(\w+)(?:\.(\w+))?\}")
_LONG = {
    "Sen.": "Senator", "Gov.": "Governor", "Prof.": "Professor", "Cllr": "Councillor",
    "Rep.": "Representative", "Dr.": "Doctor", "Rev.": "Reverend", "Capt.": "Captain",
}  # fmt: skip
_BY_SEX = {
    "he": ("he", "she"), "He": ("He", "She"), "his": ("his", "her"), "His": ("His", "Her"),
    "him": ("him", "her"), "Mr": ("Mr.", "Ms."), "Mrs": ("Mr.", "Mrs."), "mr": ("Mr", "Ms"),
    "noun": ("man", "woman"), "child": ("son", "daughter"), "spouse": ("husband", "wife"),
    "sibling": ("brother", "sister"), "parent": ("father", "mother"),
    "otherspouse": ("wife", "husband"),
    "spokes": ("spokesman", "spokeswoman"), "chair": ("chairman", "chairwoman"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    kind: str
    sub: str
    text: str
    people: tuple[str, ...]  # what `@` lines say
    expected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """``quoted``: the stretches that one record has between marks; ``speakers``: those that are
    right, None where nobody is; ``sign`` as in the frame.
    """

    sign: str
    quoted: tuple[str, ...]
    speakers: tuple[str | None, ...] = ()
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    kind: str
    sub: str
    text: str
    wanted: tuple[Wanted, ...]


def cases(part: str, count: int, seed: int) -> Iterator[Case]:
    """About ``count`` cases, equally many of each kind and, in a kind, of each sub-kind."""
    by_sub: dict[tuple[str, str], list[Frame]] = {}
    for frame in frames(part):
        by_sub.setdefault((frame.kind, frame.sub), []).append(frame)
    kinds = dict.fromkeys(kind for kind, _ in by_sub)
    for (kind, sub), own in by_sub.items():
        rng = random.Random(f"{seed} {part} {kind} {sub}")
        subs = sum(other == kind for other, _ in by_sub)
        for number in range(max(len(own), round(count / len(kinds) / subs))):
            yield _Filling(rng, words(part)).case(own[number % len(own)])


@cache
def frames(part: str) -> tuple[Frame, ...]:
    found = []
    for path in sorted((HERE / part).glob("*.frames")):
        kind = path.stem.split("-", 1)[1].replace("-", " ")
        sub = ""
        for block in path.read_text("utf-8").split("\n\n"):
            lines = [line for line in block.strip().split("\n") if line]
            if lines and lines[0].startswith("## "):
                sub = lines.pop(0)[3:]
            if not lines:
                continue
            people = tuple(line[2:] for line in lines if line.startswith("@ "))
            expected = tuple(line for line in lines if line[:2] in ("> ", "~ ", "- ", "? ", "! "))
            texts = [line for line in lines if line[:2] not in ("@ ", "> ", "~ ", "- ", "? ", "! ")]
            if len(texts) != 1 or not expected or not sub:
                raise ValueError(f"{path}: a frame is one line of text and what is right: {lines}")
            found.append(Frame(kind, sub, texts[0], people, expected))
    return tuple(found)


@cache
def words(part: str) -> dict[str, tuple[str, ...]]:
    """The lists of a part: `[name]`, then words parted by commas, or sentences by lines."""
    found: dict[str, tuple[str, ...]] = {}
    for block in (HERE / part / "words.txt").read_text("utf-8").split("[")[1:]:
        name, listed = block.split("]", 1)
        parted = re.split(r"\n" if name == "sentences" else r"[,\n]", listed)
        found[name] = tuple(word.strip() for word in parted if word.strip())
    return found


@dataclass(slots=True)
class _Person:
    sex: int  # 0: he, 1: she
    first: str
    last: str

    def form(self, name: str | None) -> str:
        if name in _BY_SEX:
            return _BY_SEX[name][self.sex]
        return {"first": self.first, "last": self.last, None: f"{self.first} {self.last}",
                "lastlow": self.last.lower(), "firstlow": self.first.lower(),
                "lastonly": re.sub(r"\W", "", self.last)}[name]  # fmt: skip


@dataclass(slots=True)
class _Filling:
    """One frame's slots, filled as they are asked for."""

    rng: random.Random
    words: dict[str, tuple[str, ...]]
    people: dict[str, _Person] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)

    def case(self, frame: Frame) -> Case:
        for name in sorted({m[1] for m in _SLOT.finditer(frame.text) if m[1] in tuple("pqrs")}):
            self._person(name, [line.split()[1:] for line in frame.people if line[0] == name])
        text = self._fill(frame.text).replace("¶", "\n\n").replace("⏎", "\n")
        return Case(frame.kind, frame.sub, text, tuple(map(self._wanted, frame.expected)))

    def _person(self, name: str, told: Sequence[Sequence[str]]) -> None:
        rules = {rule[0]: rule[1:] for rule in told}
        sex = self.rng.randrange(2)
        if "he" in rules or "she" in rules:
            sex = int("she" in rules)
        if other := rules.get("like") or rules.get("unlike"):
            sex = self.people[other[0]].sex ^ ("unlike" in rules)
        taken = {person.first for person in self.people.values()}
        lasts = {person.last for person in self.people.values()}
        first = self._one(("women" if sex else "men"), taken)
        last = self._one("wordnames" if "word" in rules else "surnames", lasts)
        if "initials" in rules:
            first = f"{self.rng.choice('ABCDEGHJKLMNPRSTW')}. {first}"
        if "double" in rules:
            last = self._one("doublenames", lasts)
        if other := rules.get("kin"):
            last = self.people[other[0]].last
        if other := rules.get("named"):  # the whole name again
            first = self.people[other[0]].first
        self.people[name] = _Person(sex, first, last)

    def _one(self, name: str, taken: set[str]) -> str:
        return self.rng.choice([word for word in self.words[name] if word not in taken])

    def _fill(self, text: str) -> str:
        return _SLOT.sub(lambda match: self._slot(match[1], match[2]), text)

    def _slot(self, name: str, form: str | None) -> str:
        if name in self.people:
            return self.people[name].form(form)
        value = self._speech(name) if name in tuple("abcde") else self._word(name)
        if form == "an":
            return f"an {value}" if value[0].casefold() in "aeiou" else f"a {value}"
        changed = {
            None: value, "low": value[0].lower() + value[1:], "cap": value[0].upper() + value[1:],
            "CAPS": value.upper(), "head": value.split()[-1],
            "long": _LONG.get(value),
        }  # fmt: skip
        return changed[form]

    def _word(self, name: str) -> str:
        plain = name.rstrip("0123456789")
        listed = plain if plain in self.words else plain + "s"
        if name not in self.chosen:
            taken = set(self.chosen.values())
            self.chosen[name] = self._one(listed, taken)
        return self.chosen[name]

    def _speech(self, name: str) -> str:
        """A sentence without its stop, which no other one of the text is."""
        while name not in self.said:
            pattern = self.rng.choice(self.words["sentences"])
            made = re.sub(r"<(\w+)>", lambda m: self.rng.choice(self.words[m[1]]), pattern)
            made = made[0].upper() + made[1:]
            if made not in self.said.values():
                self.said[name] = made
        return self.said[name]

    def _wanted(self, line: str) -> Wanted:
        sign, rest = line[0], line[2:]
        if sign == "!":
            return Wanted(sign, (), (self._fill(rest),))
        slots, _, told = rest.partition(" ")
        quoted = (
            (slots[1:].replace("_", " "),)
            if slots[0] == "+"
            else tuple(self.said.get(slot) or self.chosen[slot] for slot in slots.split("+"))
        )
        who, *more = told.split(" ; ")
        speakers = tuple(None if one == "null" else self._fill(one) for one in who.split(" | "))
        fields = [self._fill(one).split(" ", 1) for one in more]
        named = tuple((name, tuple(values.split(" / "))) for name, values in fields)
        return Wanted(sign, quoted, speakers if who else (), named)
