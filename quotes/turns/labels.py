"""What a line says before its words: the label of a speaker, and when.

A line alone cannot tell whether “Hobbes:” names a speaker. Here only the shape is decided; whether
a text is a transcript, and which labels are its speakers, is decided in `finding`.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Literal

from quotes.languages import english
from quotes.languages.introductions import BEFORE_NAMES
from quotes.languages.proceedings import COURTESY, OFFICES, PRESIDING
from quotes.languages.transcripts import (
    ANSWER,
    DIRECTION_WORDS,
    NO_SPEAKERS,
    PREPOSITIONS,
    QUESTION,
    SOUNDS,
    SPEAKER_NOUNS,
)

# inline: “NAME: words”, “Q. words”, “<nick> words”; stop: “NAME. words”; alone: on a line by itself
Style = Literal["inline", "stop", "alone"]


@dataclass(frozen=True, slots=True)
class Label:
    """A label in a line; all places count from the line's start.

    ``start``, ``name_end``, ``print_end``: the name, and its end with the brackets that belong to
    it: “The Prime Minister (Jane Roe)”. ``end``: where the words spoken begin. ``stamp``: the time
    as printed. ``bold``: set off by Markdown. ``weak``: so little of a label (“A No”, “[ANNA] No”)
    that others must bear it out.
    """

    style: Style
    name: str
    start: int
    print_end: int
    end: int
    stamp: str | None = None
    bold: bool = False
    weak: bool = False

    @property
    def key(self) -> str:
        return self.name.casefold()

    @property
    def last(self) -> str:
        """What comes again where the speaker does: the surname, or a whole label that is no name.

        “JANE ROE” is “ROE” from the second time on.
        """
        words = without_place(self.name).partition(",")[0].casefold().split()
        is_name = len(words[-1]) > 2 and words[-1].isalpha() and words[-1] not in SPEAKER_NOUNS
        return words[-1] if is_name else " ".join(words)

    @property
    def has_bracket(self) -> bool:
        """“Petra (producer)”: more than a name."""
        return self.print_end > self.start + len(self.name)

    @property
    def presides(self) -> bool:
        """Whether it is an office of a parliament or a committee."""
        return any(word.strip(".") in PRESIDING for word in self.key.split())

    @property
    def is_question(self) -> bool:
        return self.key in QUESTION

    @property
    def is_answer(self) -> bool:
        return self.key in ANSWER


_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_STAMP = rf"[\[(<]?(?:\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}[,T]?\s*)?{_TIME}Z?[\])>]?"
_LEAD = (
    r"[ \t\u200e\u200f]*(?:>{1,3}[ \t]*)?(?:\d{1,2}[ \t]{1,40}(?=[A-Z*]))?"
    r"(?:Q\d{1,3}\.?[ \t]+(?=[A-Z]))?"
    rf"(?:(?P<stamp>{_STAMP})[ \t]*[-–—|:]?[ \t]*(?:From[ \t]+)?)?\u200e?(?P<open>[*_]{{0,3}})"
)
# No quotation marks, sentence ends or marks of code: a label is a few words.
_NAME = r"(?P<name>[^\W\d_][^\n:*_\[\]()<>{}|=;“”\"?!/\\]{0,79}?)"
_BRACKETS = r"(?P<brackets>(?:[ ]{0,2}[*_]{0,2}[\[(][^\[\]()\n]{1,120}[)\]]){0,3})"
_INLINE = re.compile(
    rf"{_LEAD}(?:<(?P<nick>[^\s<>][^<>\n]{{0,29}})>[ \t]+"
    rf"|{_NAME}(?:[ \t]+to[ \t]+[Ee]veryone)?[ \t]?{_BRACKETS}"
    rf"(?P<asked>(?<=\))[ \t]+to[ \t]+the[ \t]+[A-Z][^:\n]{{0,90}})?(?:[ \t]+(?P<later>{_TIME}))?"
    r"[ \t]?(?:[*_]{1,3}[ \t]?:|:[*_]{0,3})(?:[ \t]+|$))"
)
_QUESTION = re.compile(
    r"[ \t]*(?:\d{1,2}[ \t]{1,40})?(?P<open>[*_]{0,3})(?P<name>[QA])\d{0,3}"
    r"(?:[.:)][*_]{0,3}[ \t]*|[*_]{1,3}[.:]?[ \t]*|(?:[ \t]{2,}|\t))(?=[^\s.])"
)
# “Q Where was that” and “A At home”, as the text of a PDF has them.
_WEAK_QUESTION = re.compile(
    r"[ \t]*(?P<open>)(?P<name>[QA])[ \t]+(?=[A-Z0-9“\"‘'(\[$]|-{1,2}[ \t]?\w|[–—…])"
)
_IN_BRACKETS = re.compile(
    r"[ \t]*(?P<open>[\[(])(?P<name>[A-Z][\w.'’-]*(?: [A-Z0-9][\w.'’-]*){0,3})"
    r"(?:, [a-z ]{1,30})?:?[)\]]:?[ \t]+(?=\S)"
)
# “ALGERNON. …”, “Senator Roe. …”, “Mr. LEE of Ohio. …”, “The SPEAKER pro tempore. …”
_SURNAME = r"(?:(?:de|la|van|von|der|del) )*(?:[A-Z][\w'’-]+)"
_PLACE = r",? of (?:the )?[A-Z][a-z]+(?: (?:of )?[A-Z][a-z]+)?"
_TITLED = (
    rf"(?:(?:{COURTESY})\.?|[A-Z][a-z]+(?:man|woman|or|er|ary|ive|al|ge|dent)) "
    rf"{_SURNAME}(?: {_SURNAME}){{0,2}}(?:{_PLACE})?"
    rf"|(?:[A-Z][a-z]+ ){{1,3}}[A-Z]['’]?[A-Z][A-Z'’-]+(?:{_PLACE})?"
    rf"|The (?:{OFFICES}|(?:[A-Z]{{2,}} ){{0,3}}[A-Z]{{3,}})(?: pro tempore)?"
    r"|The (?:[A-Z][a-z]+ ?){1,2}"
)
_HAS_PLACE = re.compile(rf"((?:{COURTESY}|Senator|Representative)\.? [^\n]*?){_PLACE}")
_WITHIN = re.compile(
    r"(?<=[.?!…—–”\")\]])[ \t]+(?=(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z0-9][A-Z.'’-]*){0,3}"
    r"|(?:(?:Mr|Ms|Mrs|Dr)\.? )?[A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+){0,2}(?: \d)?):[ \t]+\S)"
)
_STOP = re.compile(
    r"[ \t]*(?P<open>[*_]{0,3})"
    rf"(?P<name>[A-Z][A-Z'’.-]*(?: [A-Z][A-Z'’.-]*){{0,3}}(?: \d)?|{_TITLED})"
    r"(?P<brackets>(?:,?[ ]?[*_]{0,2}[\[(][^\[\]()\n]{1,80}[)\]][*_]{0,2})?)"
    r"[*_]{0,3}\.[*_]{0,3}(?:[ \t]+|—)(?=\S)"
)
# “President. – …” and “Jane Roe, rapporteur. – …” (European Parliament), “**Jane Roe** – …”
_DASHED = re.compile(
    r"[ \t]*(?P<open>[*_]{1,3})?(?P<name>[A-Z][^\n:*_\[\](){}<>|=;“”\"?!/\\,.–—]{0,60})"
    r"(?P<brackets>(?:[ ][(][^()\n]{1,60}[)])?)(?:,[^.\n:;?!–—]{1,60})?"
    r"(?P<stamp>)(?P<later>)(?:(?P<stop>\.)[*_]{0,3}[ \t][–—]|[ \t]?[*_]{1,3}[ \t][–—]"
    r"|(?(open)[ \t][–—][*_]{0,3}|(?!)))"
    r"[ \t]+(?=\S)"
)
_ALONE = re.compile(
    rf"[ \t]*(?:#{{1,6}}[ \t]+|@)?(?:(?P<stamp>{_STAMP})[ \t]+)?(?P<open>[*_]{{0,3}})"
    rf"{_NAME}(?:[ ]{{0,2}}(?P<brackets>(?:[\[(][^\[\]()\n]{{1,60}}[)\]][ ]?){{0,3}}))"
    rf"[.:]?[*_]{{0,3}}[.:]?(?:[ \t]+(?P<later>{_STAMP}))?[ \t]*\^?[ \t]*"
)
_ONLY_TIME = re.compile(rf"{_STAMP}[ \t\r\n]*")
_COLON = re.compile(r":[*_]{0,3}(?:[ \t]|$)|[*_][ \t]?:")
_CUT = re.compile(r"[,(\[*_]|\d:|  ")
_SOME_TIME = re.compile(_TIME)
_PARTICLES = frozenset(
    "of for the de da di du del della la le van von der den ter bin al and & y "
    "hon. members voices".split()
)
_NAMING = english.TITLES | SPEAKER_NOUNS | english.FIRST_NAMES
_BEFORE = " \t*_#>@"
_LONGEST = 240  # characters of a line in which a label can end
_MOST_WORDS = 7
_ROLE_AFTER_COMMA = 6


def label_of(line: str) -> Label | None:
    """The label that a line begins with, by its shape; None for a line that has none."""
    head = line[:_LONGEST]
    bare = head.lstrip(_BEFORE)
    if not bare:
        return None
    if (bare[0] in "QA" or bare[0].isdigit()) and (match := _QUESTION.match(head)):
        name, place = match["name"], match.span("name")
        return Label("inline", name, *place, match.end(), None, bool(match["open"]))
    if label := inline_label(head):
        # “Siri Moe: 00:03:41” stands above the words.
        return label if not _ONLY_TIME.fullmatch(line, label.end) else _alone(line)
    if ("–" in head or "—" in head) and bare[0].isupper() and (match := _DASHED.match(head)):
        return _checked("stop" if match["stop"] else "inline", match, match.end())
    if bare[0].isupper() and (match := _STOP.match(head)):
        name, place = match["name"], match.span("name")
        if not name.endswith(".") and len(name.replace(".", "")) > 1:
            brackets = match["brackets"]
            belongs = brackets and not _is_manner(brackets)
            print_end = match.end("brackets") if belongs else place[1]
            return Label("stop", name, place[0], print_end, match.end(), None, bool(match["open"]))
    # A name, or a time and a name, without the stop that ends a sentence.
    if len(line) < _LONGEST and (bare[0].isupper() or bare[0].isdigit() or bare[0] in "[("):
        sentence = line.rstrip()[-1] in ".,;?!" and not line.isupper()
        if not sentence and _may_name(bare):
            return _alone(line)
    return None


def _alone(line: str) -> Label | None:
    match = _ALONE.fullmatch(line)
    return _checked("alone", match, match.end()) if match else None


def weak_label(line: str) -> Label | None:
    """What may be a label where others bear it out: “Q Where”, “[MAGDA] Where”."""
    if match := _WEAK_QUESTION.match(line):
        return Label("inline", match["name"], *match.span("name"), match.end(), weak=True)
    match = _IN_BRACKETS.match(line)
    while match and is_sound(match["name"]):  # “[SIREN] [ULRICH] Run!”
        match = _IN_BRACKETS.match(line, match.end())
    if match is None or not (match["name"].isupper() or names_a_person(match["name"])):
        return None
    return Label("inline", match["name"], *match.span("name"), match.end(), weak=True)


def is_sound(name: str) -> bool:
    """“[DOOR SLAMS]”, “(GUNSHOT)”: what is heard, not who is."""
    words = [word.strip(".’'").casefold() for word in name.split()]
    if names_a_person(name) and not any(w in DIRECTION_WORDS for w in words[1:]):
        return False
    return any(w in DIRECTION_WORDS or w in SOUNDS or w.endswith("ing") for w in words)


def may_hold_labels(text: str) -> bool:
    """Whether a label stands in the middle of any line."""
    return _WITHIN.search(text) is not None


def labels_within(line: str, known: Container[str] = ()) -> list[int]:
    """Where labels in capitals, or known ones, stand in the middle of a line, behind a sentence."""
    found = [m for m in _WITHIN.finditer(line) if m["name"].isupper() or m["name"] in known]
    if not found:
        return []
    own = inline_label(line)  # “C.L. BRYANT:”, “[12:03:40] Tom:”
    places = [match.end() for match in found if not own or match.end() >= own.end]
    return [at for at in places if not _is_title(line[:at].split()[-1])]


def _is_title(word: str) -> bool:
    bare = word.strip(".").casefold()
    return word.endswith(".") and (len(bare) < 2 or (len(bare) < 5 and bare in english.TITLES))


def without_place(name: str) -> str:
    """“Mr. LEE” of “Mr. LEE of Ohio”."""
    match = _HAS_PLACE.fullmatch(name)
    return match[1] if match else name


def inline_label(line: str) -> Label | None:
    """The label of a line that goes on with its words: ``NAME: …``, ``<nick> …``."""
    head = line[:_LONGEST]
    colon = _COLON.search(head)
    if not (colon and _may_name(head[: colon.start()].lstrip(_BEFORE))) and "<" not in head[:40]:
        return None
    match = _INLINE.match(head)
    if not match:
        return None
    if nick := match["nick"]:
        return Label("inline", nick, match.start("nick"), match.end("nick"), match.end(),
                     match["stamp"])  # fmt: skip
    return _checked("inline", match, match.end())


def _may_name(words: str) -> bool:
    """Whether words, up to a comma or bracket, could be a label: quick, so that prose costs little.

    Prose has a small word soon; a time before the label is not looked into.
    """
    if not words or words[0] in "[(<" or words[0].isdigit():
        return bool(words)
    return all(
        not word[0].islower() or word in _PARTICLES or word in SPEAKER_NOUNS
        for word in _CUT.split(words, 1)[0].split()
    )


def _checked(style: Style, match: re.Match[str], end: int) -> Label | None:
    printed = match["name"].rstrip(" \t,.-–—") if style == "alone" else match["name"].rstrip()
    stamp = match["stamp"] or match["later"] or None
    brackets = match["brackets"]
    if not stamp and (inside := _SOME_TIME.search(brackets)):
        stamp = inside[0]
    if not _is_name(printed, loose=bool(stamp) and style == "inline"):
        return None
    print_end = match.start("name") + len(printed)
    if brackets and not _SOME_TIME.search(brackets) and not _is_manner(brackets):
        print_end = match.start("brackets") + len(brackets.rstrip())
    return Label(style, printed, match.start("name"), print_end, end, stamp, bool(match["open"]))


def _is_manner(brackets: str) -> bool:
    """“(laughing)”, “(cont'd)”, “(to Tom)”: how it is said, no part of who says it."""
    return all(
        (part[:1].islower() and not _is_role(part.split()[-1:]))
        or part in ("CONT'D", "CONT’D", "V.O.", "O.S.", "VO", "OS")
        for part in re.findall(r"[\[(]([^\[\]()]+)[)\]]", brackets)
    ) or "cont'd" in brackets.casefold().replace("’", "'")


def _is_name(printed: str, *, loose: bool) -> bool:
    """Capitalised words, but for particles, and after a comma what the person is."""
    name, _, role = printed.partition(",")
    words = name.split()
    if (
        not words
        or len(words) > (_MOST_WORDS if words[0].casefold() != "the" else 12)
        or (role and not _is_role(role.split()))
    ):
        return False
    if loose or (len(words) <= 2 and words[0] in SPEAKER_NOUNS):
        return True
    large = [w for w in words if w[0].isupper() or w[0].isdigit() or w[0] in "#'’"]
    return words[0][0].isupper() and all(w in large or w in _PARTICLES for w in words)


def _is_role(words: list[str]) -> bool:
    """“chief executive”, “Northfield Water”, “D-Ohio”: not “and he handed her a note”."""
    if len(words) > _ROLE_AFTER_COMMA:
        return False
    plain = [word.strip(".").casefold() for word in words]
    return any(w in english.ROLE_NOUNS or w in SPEAKER_NOUNS for w in plain) or all(
        w[0].isupper() or w in _PARTICLES for w in words
    )


def names_no_speaker(name: str) -> bool:
    """“Note”, “Total cost”, “Step 3”: a label of something else."""
    words = [w.strip(".,'’()").casefold() for w in name.partition(",")[0].split()]
    words = [w for w in words if not w.isdigit()] or [""]
    if words[0] in PREPOSITIONS:  # “For the Plaintiff: Ada Obi”
        return True
    if len(words) > 1 and words[0] in BEFORE_NAMES:  # “Sen. Price”
        return False
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
        if words[-1] in SPEAKER_NOUNS:
            return False
    return words[-1] in NO_SPEAKERS or (words[0] in NO_SPEAKERS and len(words) < 3)


def begins_with_person(name: str) -> bool:
    """Whether the first word of a label is a title, a role or a first name."""
    return names_a_person(name.split()[0])


def names_a_person(name: str) -> bool:
    """Whether the label itself shows that it names somebody: a title, a role, a first name."""
    words = [w.strip(".,'’()").casefold() for w in name.partition(",")[0].split()]
    return any(word in _NAMING for word in words) or words[-1] in english.ROLE_NOUNS
