"""What somebody is called beside a name: job titles before it and in apposition after it."""

from __future__ import annotations

import re

from quotes.languages import english
from quotes.languages.sentences import begins_sentence, sentences_within
from quotes.languages.words import any_of

# The head of a noun phrase ends before a comma, bracket, dash, relative or preposition.
_HEAD_END = re.compile(
    rf"\s*(?:[,;:(\[—–―]|\s-\s|(?<![\w-])(?:{any_of(english.ENDS_HEAD)})(?![\w-]))"
)
ARTICLE = re.compile(rf"^(?:{any_of(english.ARTICLES)})\s+", re.IGNORECASE)
_OFFICES = english.TITLE_NOUNS.keys() - {"dr"}  # Gov., Sen., Prof.
_BEFORE_JOB = english.ROLE_MODIFIERS | english.ROLE_NOUNS | {"new", "first", "current", "longtime"}
_JOBS = english.ROLE_NOUNS - english.KIN
_POSSESSIVE = re.compile(r"['’]s?$")
_DETERMINER = rf"(?:{any_of((*english.ARTICLES, *english.POSSESSIVES))})"
# “The lawyer representing Ada Lund”, “an officer holding the door”; not “the managing director”.
_DOING = re.compile(rf"(?<![\w-])([\w-]+)\s+[a-z]+ing\s+(?=[A-Z]|{_DETERMINER}\s)")
_WHO_DOES = english.ROLE_NOUNS | english.ANY_GROUP | english.PERSON_NOUNS
# A full stop within it belongs to U.S. or to Mr.
_STOP = r"(?:(?<=\b[A-Z])\.(?=[A-Z]\.|\s[A-Za-z])|(?<=\bMr|\bMs|\bDr|\bSt)\.|(?<=\bMrs)\.)"
_APPOSITION = re.compile(rf",\s+({_DETERMINER}?\s*(?:[^,.;:()\n“”\"]|{_STOP}){{3,80}})(?=[,.;)])")
# “Ada Lund, 44, the club's nurse”, “Ada Lund (Lab.), the member for Hull”
_AGE_OR_PARTY = re.compile(r",\s+(?:aged\s+)?\d{1,3}(?=,)|\s+\([^()\n]{1,24}\)(?=,)")
# “the leader of the opposition, ”: before a name
_LEADING = re.compile(
    rf"(?<![\w,])(?:{_DETERMINER}|[\w-]+['’]s?)\s+([^,.;:()\n“”\"]{{3,60}}),\s+\Z", re.IGNORECASE
)
_PREDICATE = re.compile(
    rf" (?:is|was|became|has been|had been)(?: also| now)? (?:(?:{any_of(english.ARTICLES)}) )?"
    r"([^,.;:()\n“”\"]{3,60})"
)
# “who is also the firm's president”: what somebody is, in other words.
_RELATIVE = re.compile(
    rf"^who(?:’s|'s| (?:is|was))(?: also| now| then)? (?:(?:{any_of(english.ARTICLES)}) )?"
)


def role_before(text: str, start: int) -> str | None:
    """The job title that stands right before a name: “Ukrainian President”, “actor”."""
    if begins_sentence(text, start):
        return None
    near = max(0, start - 90)
    line = text[max(near, text.rfind("\n", near, start) + 1) : start]
    line = line[sentences_within(line, 0, len(line))[-1][0] :]
    words = re.findall(r"[\w.’'-]+|[^\w\s]", line)
    taken: list[str] = []
    for word in reversed(words):
        plain = word.casefold().strip(".")
        noun = plain in english.ROLE_NOUNS or plain in english.TITLES
        if not (noun or (taken and (word[0].isupper() or plain in english.ROLE_MODIFIERS))):
            break
        if re.fullmatch(r"\W+", word) or (taken and _POSSESSIVE.search(word)):
            break
        taken.insert(0, word)
    while taken and taken[0].casefold() in english.BEFORE_ROLE:
        taken.pop(0)
    plain_words = [w.casefold().strip(".") for w in taken]
    if not any(w in english.ROLE_NOUNS or w in _OFFICES for w in plain_words):
        return None
    role = " ".join(taken)
    at = line.rfind(role)
    return role if at >= 0 else None


def role_after(text: str, end: int) -> str | None:
    """The job title in apposition after a name: “, the defence minister,”."""
    beside = _AGE_OR_PARTY.match(text, end)
    end = beside.end() if beside else end
    match = _APPOSITION.match(text[end : end + 120])
    if not match:
        return None
    role = ARTICLE.sub("", match.group(1).strip(), count=1)
    role = _RELATIVE.sub("", role)
    words = [w.casefold() for w in re.findall(r"[\w-]+", role)]
    head = [w.casefold() for w in re.findall(r"[\w-]+", role[: head_end(role)])]
    if not head or not any(w in english.ROLE_NOUNS for w in head[-2:]):
        return None
    return role if len(words) <= 12 else role[: head_end(role)].strip()


def role_leading(text: str, start: int) -> str | None:
    """The job title before a name in apposition: “the leader of the opposition, Ada Lund”."""
    match = _LEADING.search(text, max(0, start - 90), start)
    head = match[1][: head_end(match[1])].split()[-1:] if match else []
    return match[1] if match and head and head[0].casefold() in _JOBS else None


def role_predicated(text: str, end: int) -> str | None:
    """What a name's bearer is said to be: “Ada Lund is the club's chairwoman”."""
    match = _PREDICATE.match(text[end : end + 120])
    role = match[1][: head_end(match[1])].strip() if match else ""
    *before, noun = role.split() or [""]
    is_job = noun.casefold() in english.ROLE_NOUNS and all(map(_may_precede, before))
    return role if is_job else None


def _may_precede(word: str) -> bool:
    """Before the noun of a job: “the union's new president”, not “the right leader”."""
    return word[0].isupper() or bool(_POSSESSIVE.search(word)) or word.casefold() in _BEFORE_JOB


def head_end(printed: str) -> int:
    """Where the head of a noun phrase ends, in characters."""
    match = _HEAD_END.search(printed, 1)
    end = match.start() if match and match.start() > 0 else len(printed)
    doing = _DOING.search(printed, 0, end) if "ing " in printed else None
    return doing.end(1) if doing and doing[1].casefold() in _WHO_DOES else end
