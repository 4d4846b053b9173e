"""What somebody is called whom the text only describes, and by what name he goes if it tells.

“Half of the growers”, “a man who goes by “Shorty””.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from quotes.languages import english
from quotes.pipeline.roles import ARTICLE, head_end

_NAME = r"[A-Z][\w’'.-]*(?:\s[A-Z][\w’'-]*){0,3}"
_GOES_BY = re.compile(
    r"\b(?:who|whose)\s(?:(?:is|was)\s)?(?:only\s)?"
    r"(?:goes?\sby|went\sby|known\s(?:only\s)?as|calls?\s\w+sel(?:f|ves)|called\s\w+self|"
    r"(?:gave|gives)\s(?:his|her|their)\s(?:first\s|last\s)?name\s(?:only\s)?as|"
    r"(?:identified|introduced)\s\w+sel(?:f|ves)\s(?:only\s)?as|nicknamed|"
    r"(?:[\w’']+\s){1,8}?(?:his|her|their)\s(?:first|last|given|middle|nick)\s?name(?:\sonly)?,)"
    rf"\s(?:only\s)?(?:the\s(?:nick)?name\s(?:of\s)?)?[“\"‘']?({_NAME})"
)
_OF, _AND = re.compile(r"\s+of\s+(?=\S)"), re.compile(r"\s+(?:and|or)\s+(?=[a-z])")
_OWNER = re.compile(r"(?<=\w)['’]s?$")
_MANY = re.compile(r"[^su]s$")  # of many: “millers”
_THE = re.compile(r"(?:the|that|this|those|these)\s", re.IGNORECASE)
_BRINGS_IN = {"a", "an", "one", "another", "his", "her", "their", "its"}


_WITH_WHO = re.compile(r",?\swho$")
_WHO = re.compile(r",?\swho\s[^.?!“”\"\n]{1,160}")


class GivenName(NamedTuple):
    """A name that stands at text[start:end]."""

    start: int
    end: int
    name: str


def goes_by(text: str, start: int, end: int) -> GivenName | None:
    """The name that the description text[start:end], or the clause behind it, gives its bearer."""
    clause = _WHO.match(text, start + len(_WITH_WHO.sub("", text[start:end])))
    end = clause.end() if clause else end
    match = _GOES_BY.search(text, start, end)
    if not match:
        return None
    name = match[1].rstrip(".’'")
    return GivenName(match.start(1), match.start(1) + len(name), " ".join(name.split()))


def described(printed: str) -> str:
    """The words of a description that say who it is: its head, with whom a quantity is of (“half of
    the growers”) and with who else speaks (“growers and millers”)."""
    end = head_end(printed)
    quantity = re.findall(r"[\w-]+|%", printed[:end].casefold())[-1:]
    of = _OF.match(printed, end)
    if of and quantity and quantity[0] in english.QUANTITIES:
        end = of.end() + head_end(printed[of.end() :])
    both = _AND.match(printed, end)
    if both and _is_plural(printed[:end]):
        more = both.end() + head_end(printed[both.end() :])
        end = more if _is_plural(printed[both.end() : more]) else end
    called = " ".join(printed[:end].split()) or printed
    return _OWNER.sub("", called)  # “the union's warning was short: …”, and but “the union's” said


def _is_plural(head: str) -> bool:
    last = re.findall(r"[\w-]+", head.casefold())[-1:]
    return bool(last) and (last[0] in english.ANY_GROUP or bool(_MANY.search(last[0])))


def is_told_again(printed: str, name: str) -> bool:
    """May “the spokeswoman” be who was brought in as “a ferry spokeswoman”, “the lawyers” be “Ada
    Lund's lawyers”?"""
    if not _THE.match(printed):
        return False
    noun = ARTICLE.sub("", printed[: head_end(printed)], count=1).casefold().split()
    words = name.casefold().split()
    new = words[0] in _BRINGS_IN or any(word.endswith(("'s", "’s", "s’", "s'")) for word in words)
    tells_more = len(words) - (words[0] in _BRINGS_IN - english.HIS_HER) > len(noun)
    return new and tells_more and words[-len(noun) :] == noun
