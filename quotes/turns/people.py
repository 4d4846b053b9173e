"""Who the labels of a transcript stand for, as far as the document itself introduces them.

“ROE” is the Jane Roe of the heading, “Q” whoever the line “BY MS. ROE” says, “The Prime Minister”
the one whose name stood in brackets behind it, “A” and “THE WITNESS” who was sworn.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.languages import english
from quotes.languages.transcripts import ANSWER, GROUPS, QUESTION, SPEAKER_NOUNS
from quotes.turns.turn import Turn

Span = tuple[int, int]
_Told = tuple[int, str, Span]  # from where on it holds, the name, its place


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a label names. ``name``: the fullest one in the document, without title, or the label
    where it has none; ``named``: whether it is a name; ``places``: where the document tells it, in
    order, the label left out. ``role``: what brackets or a comma behind a label say.
    """

    name: str
    named: bool
    role: str | None = None
    group: bool = False
    places: tuple[Span, ...] = ()


_PARTICLE = r"(?:de|da|di|du|del|della|la|le|van|von|der|den|ter|bin|al)"
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w’'-]*\.?"
_NAME = rf"{_CAPITAL}(?:[ ]+(?:{_PARTICLE}[ ]+)*{_CAPITAL}){{1,3}}"
_LEFT = re.compile(rf"(?:(?:{_CAPITAL}|{_PARTICLE})[ ]+)+$")
_RIGHT = re.compile(rf"(?:[ ]+(?:{_PARTICLE}[ ]+)*[^\W\d_a-zß-öø-ÿ][\w’'-]*)+")
_BRACKETED = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_TITLED = rf"((?:M[RS]S?|M[rs]s?|MISS|Miss|DR|Dr)\.?[ ]+{_CAPITAL}(?:[ ]+{_CAPITAL})*)"
# A line “BY MS. ROE:”, or “Q. (By Mr. Lee) …”.
_EXAMINER = re.compile(rf"^[^\n]*\b(?:BY|By)[ ]+{_TITLED}[ ]*:?[ \t]*$", re.MULTILINE)
_EXAMINER_WITHIN = re.compile(rf"[(\[](?:BY|By)[ ]+{_TITLED}[ ]*:?[)\]]")
_SWORN = re.compile(
    rf"({_NAME})[,.]?(?:[ \t]|\n(?!\s*\n))(?:[^.?!\n]|\n(?!\s*\n)){{0,120}}?"
    r"\b(?:sworn|affirmed|called as a witness|testified as follows|SWORN|AFFIRMED)\b"
)
_MY_NAME = re.compile(rf"\b[Mm]y name is ((?:{_NAME})|{_CAPITAL}(?<!\.))")
_ONLY_A_NAME = re.compile(rf"((?:{_NAME}))(?<!\.)[.,]?(?:[ ]+[A-Z](?:-[A-Z])+\.?)?")
_HEAD = 20_000  # characters before the first turn in which people are introduced
_NEAR = 60  # characters beside a surname that its first names may take

# What says that somebody is the one behind a label that is no name.
_ASKS = "interviewer|interviewed by|interview by|questions by|host|presenter|moderator"
_ANSWERS = (
    "interviewee|interview with|conversation with|talks? to|talked to|talks? with|talked with|"
    "speaks? to|spoke to|speaks? with|spoke with|interviews|interviewed|guest|witness|respondent"
)
_JUDGES = r"the hon(?:ou?rable|\.)|hon(?:ou?rable|\.)|judge|justice|magistrate"
_BEHIND = {
    "court": _JUDGES,
    "judge": _JUDGES,
    "interviewer": _ASKS,
    "interviewee": _ANSWERS,
    "witness": "witness",
    "guest": "guest|joined by",
    "host": "host|hosted by|presented by",
    "moderator": "moderator|moderated by|chaired by",
    "chair": "chair|chaired by|chairman|chairwoman",
}


def who_speaks(text: str, turns: Sequence[Turn]) -> list[Person | None]:
    """The person behind each turn's label, None for a turn without one. Linear in the text."""
    if not any(turn.name for turn in turns):
        return [None] * len(turns)
    people = _People(text, turns)
    return [people.of(turn) for turn in turns]


class _People:
    def __init__(self, text: str, turns: Sequence[Turn]) -> None:
        self.text = text
        first = min(turn.label[0] if turn.label else turn.start for turn in turns)
        self.head = text[max(0, first - _HEAD) : first]
        self.head_at = max(0, first - _HEAD)
        labelled = [turn for turn in turns if turn.name]
        self.labels = list(dict.fromkeys(str(turn.name) for turn in labelled))
        self.in_brackets = dict(self._in_brackets(labelled))
        self.full = self._full_names()
        asking = [(m.end(), m) for m in _EXAMINER.finditer(text)]
        asking += [(m.start(), m) for m in _EXAMINER_WITHIN.finditer(text)]
        self.examiners = sorted((at, m[1], m.span(1)) for at, m in asking)
        self.sworn = [(m.end(), m[1], m.span(1)) for m in _SWORN.finditer(text)]
        self.known: dict[str, Person] = {}
        self.forms: dict[str, tuple[str, int | None]] = {}
        self.own = self._own_names(turns)

    def of(self, turn: Turn) -> Person | None:
        if turn.name is None:
            return None
        key = turn.name.casefold()
        if key in QUESTION and (found := _latest(self.examiners, turn.start)):
            return self._named(found[1], (found[2],))
        if (key in ANSWER or key in ("the witness", "witness")) and (
            found := _latest(self.sworn, turn.start)
        ):
            return self._named(found[1], (found[2],))
        if key not in self.known:
            self.known[key] = self._resolve(turn.name)
        known = self.known[key]
        if not known.named and (own := self.own.get(_same_witness(key))):
            found = _latest(own, turn.start) or own[0]
            return self._named(found[1], (found[2],))
        return known

    def _own_names(self, turns: Sequence[Turn]) -> dict[str, list[_Told]]:
        """Label → the names that those behind it give as theirs, in order."""
        found: dict[str, list[_Told]] = defaultdict(list)
        question = ""
        for turn in turns:
            said = self.text[turn.start : turn.end]
            match = _MY_NAME.search(said)
            if match is None and "your" in question and " name" in question:
                match = _ONLY_A_NAME.fullmatch(said)
            if match and turn.name:
                start, end = (turn.start + place for place in match.span(1))
                name = _same_witness(turn.name.casefold())
                found[name].append((turn.start, match[1], (start, end)))
            question = said[-300:].casefold()
        return found

    def _resolve(self, label: str) -> Person:
        key = label.casefold()
        if introduced := self._introduced(label):
            return introduced
        if key in QUESTION or key in ANSWER:
            return Person(label, False)
        bracket = self.in_brackets.get(key)
        if _is_role(label):
            role = re.sub(r"^[Tt]he ", "", label)
            if bracket and _looks_named(bracket[0]):
                return self._named(bracket[0], (bracket[1],), role)
            group = label.split()[-1].casefold() in GROUPS
            return Person(label, False, group=group)
        name, _, after_comma = label.partition(",")
        in_bracket = bracket[0] if bracket and _says_role(bracket[0]) else None
        title = name.split()[0].strip(".")
        in_title = title.capitalize() if _plain(title) in english.ROLE_NOUNS else None
        return self._named(name, (), in_bracket or after_comma.strip() or in_title)

    # -- labels that are names

    def _named(self, printed: str, places: tuple[Span, ...], role: str | None = None) -> Person:
        """The person of a name as printed, with the fullest form that the document has."""
        if printed not in self.forms:
            self.forms[printed] = self._form(printed)
        name, at = self.forms[printed]
        fuller = () if at is None else ((at, at + len(name)),)
        return Person(name, True, role, places=tuple(sorted({*places, *fuller})))

    def _form(self, printed: str) -> tuple[str, int | None]:
        """The fullest form of a name, and where it stands if it is another than the printed one."""
        words = _bare(printed.split())
        own = " ".join(words)
        short = own.replace(".", "")
        options = self.full.get(_plain(words[-1]), Counter())
        if len(words) == 1:
            options = options + self.full.get(f"{_plain(words[0])} …", Counter())
        fitting = {o: n for o, n in options.items() if _fits(words, o[0].split())}
        if not fitting and 2 <= len(short) <= 3 and short.isupper():
            fitting = dict(self.full.get(f"{short}?", Counter()))
        title = _plain(printed.split()[0])
        fitting = {o: n for o, n in fitting.items() if _may_be_called(title, o[0])}
        firsts = {first for name, _ in fitting if len(first := _plain(name.split()[0])) > 1}
        if not fitting or (len(words) == 1 and len(firsts) > 1):
            return self._in_small_letters(_with_title(printed, own)), None
        # Written out rather than in capitals, with the most words, most often, first.
        return max(
            fitting, key=lambda o: (not o[0].isupper(), len(o[0].split()), fitting[o], -o[1])
        )

    def _in_small_letters(self, name: str) -> str:
        """“OBI” as the text else prints it, if it does."""
        if not name.isupper() or len(name) < 3:
            return name
        words = [rf"{re.escape(w.rstrip('.').title())}\.?" for w in name.split()]
        match = re.search(rf"\b{' '.join(words)}(?<!\.)(?!\w)", self.text)
        return match[0] if match else name

    def _full_names(self) -> dict[str, Counter[tuple[str, int]]]:
        """Full names by surname, by first name (“jane …”) and by initials (“JR?”).

        A Counter of (name, where it first stands).
        """
        words = {w for label in self.labels for w in _bare(label.partition(",")[0].split())}
        words |= {w for name, _ in self.in_brackets.values() for w in _bare(name.split())}
        for match in (
            *_EXAMINER.finditer(self.text),
            *_EXAMINER_WITHIN.finditer(self.text),
            *_SWORN.finditer(self.text),
        ):
            words |= set(_bare(match[1].split()))
        wanted = {
            re.escape(w.strip(".")) for w in words if len(w.strip(".")) > 2 and w[0].isalpha()
        }
        often: Counter[str] = Counter()
        first: dict[str, int] = {}
        if wanted:
            pattern = re.compile(rf"\b(?:{'|'.join(sorted(wanted))})\b", re.IGNORECASE)
            for match in pattern.finditer(self.text):
                if match[0][0].isupper():
                    for name, at in _names_around(self.text, match):
                        often[name] += 1
                        first.setdefault(name, at)
        if any(2 <= len(w.replace(".", "")) <= 3 and w.isupper() for w in words):
            for match in re.finditer(_NAME, self.head):
                at = self.head_at + match.start()
                kept = _bare(match[0].split())
                if len(kept) > 1 and _says_no_role(kept):
                    name = " ".join(kept)
                    often[name] += 1
                    first.setdefault(name, at + match[0].rfind(name) if name in match[0] else at)
        for name in [name for name in often if name.count(" ") > 1]:
            # “Beekeeper Ada Obi keeps …”: the capital may be that of a sentence.
            rest = name.partition(" ")[2]
            if rest in often and _begins_sentence(self.text, first[name]):
                often[rest] += often.pop(name)
        found: dict[str, Counter[tuple[str, int]]] = defaultdict(Counter)
        for name, n in often.items():
            parts = name.split()
            for key in (_plain(parts[-1]), f"{_plain(parts[0])} …", f"{_initials(parts)}?"):
                found[key][name, first[name]] += n
        return found

    def _in_brackets(self, turns: Sequence[Turn]) -> Iterator[tuple[str, tuple[str, Span]]]:
        """Label → what stands in the first brackets behind it, and where. The first one counts."""
        seen = set()
        for turn in turns:
            if turn.label is None or turn.name is None or turn.name.casefold() in seen:
                continue
            match = _BRACKETED.search(self.text, turn.label[0] + len(turn.name), turn.label[1])
            if match:
                seen.add(turn.name.casefold())
                yield turn.name.casefold(), (match[1].strip(), match.span(1))

    # -- labels that are none

    def _introduced(self, label: str) -> Person | None:
        """Whom the text before the first turn calls so: “Host: Ada Obi”, “Ada Obi, the host”."""
        match = re.search(
            rf"^\W*{re.escape(label)}[*_]*\s*[:=–—-][*_]*\s*({_NAME})\s*[.,(]?",
            self.head,
            re.MULTILINE | re.IGNORECASE,
        )
        if match is None:
            key = label.casefold()
            if not (key in QUESTION or key in ANSWER or _is_role(label)):
                return None
            noun = label.split()[-1].casefold()
            behind = _ASKS if key in QUESTION else _ANSWERS if key in ANSWER else None
            behind = behind or _BEHIND.get(noun, re.escape(noun))
            title = r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Dame|MR|MRS|MS|DR)\.?[ ]+)?"
            for pattern in (
                rf"\b(?i:{behind})(?i:,? (?:is|was|today,?|our|the))?[ :,*_]+{title}({_NAME})",
                rf"({_NAME})(?:,| \(| [–—-])[ ]?(?i:(?:the|our|your|a|an|as)[ ])?(?i:{behind})\b",
                rf"({_NAME}) in the [Cc]hair" if noun in ("chair", "speaker") else None,
            ):
                match = re.search(pattern, self.head) if pattern else None
                if match and not _is_role(match[1]):
                    break
                match = None
        if match is None:
            return None
        start, end = (self.head_at + place for place in match.span(1))
        role = None if label.casefold() in QUESTION | ANSWER else re.sub(r"^[Tt]he ", "", label)
        found = self._named(self.text[start:end], ((start, end),), role and role.lower())
        return found if found.named else None


def _latest(found: Sequence[_Told], at: int) -> _Told | None:
    number = bisect_right(found, at, key=lambda one: one[0])
    return found[number - 1] if number else None


def _same_witness(key: str) -> str:
    return "a" if key in ("the witness", "witness", "answer") else key


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 6) : at].rstrip(" \t“\"'‘(*_#")
    return not before or before[-1] in '.?!\n:”’"—>'


def _names_around(text: str, match: re.Match[str]) -> Iterator[tuple[str, int]]:
    """The names of two to four words that a word ends or begins, each with its place."""
    left = _LEFT.search(text, max(0, match.start() - _NEAR), match.start())
    if left:
        words = _after_role([*left[0].split(), match[0]])[-4:]
        while len(words) > 1 and words[0] in _PARTICLES:
            words = words[1:]
        name = " ".join(words)
        if len(words) > 1 and text.endswith(name, 0, match.end()) and _says_no_role(words[:-1]):
            yield name, match.end() - len(name)
    right = _RIGHT.match(text, match.end(), match.end() + _NEAR)
    if right and not (left and len(_bare([*left[0].split(), match[0]])) > 1):
        words = [match[0], *right[0].split()][:4]
        while words and _plain(words[-1]) in english.HONOURS:
            words = words[:-1]
        name = " ".join(words)
        if len(words) > 1 and text.startswith(name, match.start()) and _says_no_role(words):
            yield name, match.start()


_NO_NAMES = (
    english.TITLES
    | english.ROLE_NOUNS
    | english.NO_FIRST_NAMES
    | frozenset(
        "enter enters exit exits exeunt re-enter thank thanks hello hi dear welcome".split()
    )
)
_KINDS = frozenset(
    "some prime old young first second third other another unknown unidentified".split()
)
_COURTESY = english.MALE_TITLES | english.FEMALE_TITLES | {"dr", "prof", "professor"}
_PARTICLES = frozenset("de da di du del della la le van von der den ter bin al".split())


def _after_role(words: Sequence[str]) -> list[str]:
    """What follows the last word of a role or title: “Press Secretary [Delphine Arroyo]”."""
    kept = _bare(words)
    for i in range(len(kept) - 2, -1, -1):
        if _plain(kept[i]) in english.ROLE_NOUNS | english.TITLES:
            return kept[i + 1 :]
    return kept


def _bare(words: Sequence[str]) -> list[str]:
    """A name's words without titles, roles and small words before it and honours behind it."""
    kept = list(words)
    while len(kept) > 1 and _plain(kept[0]) in _NO_NAMES:
        kept.pop(0)
    while len(kept) > 1 and _plain(kept[-1]) in english.HONOURS:
        kept.pop()
    return kept


def _may_be_called(title: str, name: str) -> bool:
    """Not “Mr.” for an Ada, nor “Ms.” for a Tom."""
    first = _plain(name.split()[0])
    if title in english.MALE_TITLES:
        return first not in english.FEMALE_NAMES
    return title not in english.FEMALE_TITLES or first not in english.MALE_NAMES


def _with_title(printed: str, bare: str) -> str:
    """“Lady Venn”, “Mr. Ferris”: where there is only a surname, the title tells people apart."""
    words = printed.split()
    if " " in bare or len(words) < 2 or words[-1] != bare or _plain(words[-2]) not in _COURTESY:
        return bare
    return f"{words[-2]} {bare}"


def _says_no_role(words: Sequence[str]) -> bool:
    return not any(_plain(w) in english.ROLE_NOUNS | english.TITLES for w in words)


def _fits(short: Sequence[str], full: Sequence[str]) -> bool:
    """May a label of these words be this full name?"""
    a, b = [_plain(w) for w in short], [_plain(w) for w in full]
    if len(a) == 1:
        return a[0] in (b[0], b[-1])
    return a[-1] == b[-1] and (a[0].startswith(b[0][:1]) if 1 in (len(a[0]), len(b[0])) else
                               a[0] == b[0])  # fmt: skip


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word[0].isupper())


def _is_role(label: str) -> bool:
    """“THE WITNESS”, “Mr Speaker”, “Speaker 2”, “The Prime Minister”: no name in it."""
    words = [_plain(w) for w in label.partition(",")[0].split()]
    nouns = SPEAKER_NOUNS | english.ROLE_NOUNS | english.TITLES
    return words[0] == "the" or all(
        w in nouns or not w[:1].isalpha() or len(w) == 1 or w in _KINDS for w in words
    )


def _looks_named(printed: str) -> bool:
    words = _bare(printed.split())
    return re.fullmatch(_NAME, " ".join(words)) is not None or (
        len(words) == 1 and len(printed.split()) > 1
    )


def _says_role(printed: str) -> bool:
    words = [_plain(w) for w in re.findall(r"[\w’'-]+", printed)]
    if len(words) > 1 and printed.split()[-1].islower():  # “Food chemist”, not “Vale of Tarn”
        return True
    return any(w in english.ROLE_NOUNS or w in SPEAKER_NOUNS for w in words)


def _plain(word: str) -> str:
    return word.casefold().strip(".,").replace("’", "'")
