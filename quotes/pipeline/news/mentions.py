"""What the words of a source mention tell by themselves: a pronoun, a name, a firm, a body?"""

from __future__ import annotations

import re

from quotes.languages import english
from quotes.languages.words import any_of
from quotes.pipeline.news.documents import is_document
from quotes.pipeline.roles import head_end
from quotes.records import SpeakerType

_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_NEW = re.compile(r"(?:an?|one|another|some|my|our|his|her|their|the other)\b", re.IGNORECASE)
_NOUNS = english.GROUP_NOUNS | english.DOCUMENT_NOUNS | english.ROLE_NOUNS | english.QUANTITIES


def is_new(name: str) -> bool:
    """Has the text not named them before: “a spokesman”, “his wife”, not “the vicar”?"""
    return bool(_NEW.match(name))


def is_utterance(printed: str) -> bool:
    """Is it what somebody says that this calls by a noun: “her answer”?"""
    words = re.findall(r"[\w’'-]+", printed[: head_end(printed)].casefold())
    return len(words) > 1 and words[-1] in english.UTTERANCES


def is_retinue(printed: str) -> bool:
    """Is it what speaks for one person: “Ada Lund's office”, “the mayor's campaign”, “his team”?"""
    words = re.findall(r"[\w’'-]+", printed[: head_end(printed)])
    if len(words) < 2 or words[-1].casefold() not in english.RETINUES:
        return False
    if words[0].casefold() in english.HIS_HER:
        return True
    owner = next((word for word in words[:-1] if _POSSESSIVE.search(word)), "")
    plain = _POSSESSIVE.sub("", owner)
    return plain[:1].isupper() or plain.casefold() in english.ROLE_NOUNS


def is_firm(printed: str) -> bool:
    return re.fullmatch(rf"the (?:{any_of(english.FIRM_NOUNS)})", printed.casefold()) is not None


def is_pronoun(printed: str) -> bool:
    words = re.findall(r"[\w’'-]+", printed.casefold())
    if words[0] in english.RELATIVE:  # “who in 2010”
        return True
    if words[1:2] == ["of"] and words[2:] and words[2] not in english.PRONOUNS:
        return False  # “one of the men”; not “those of us”
    headed = len(words) == 1 or words[1] in english.BEHIND_PRONOUN  # “those who left”
    return headed or all(w in english.PRONOUNS for w in words)


def is_written_like_a_name(head: str) -> bool:
    return head[:1].isupper() and all(w[:1].isupper() or len(w) < 4 for w in head.split())


def plain_noun(head: str) -> bool:
    words = re.findall(r"[\w-]+", head.casefold())
    return bool(words) and (words[-1] in _NOUNS or is_document(words[-1]))


def type_of(head: str) -> SpeakerType:
    words = re.findall(r"[\w-]+", head.casefold())
    last = words[-1] if words else ""
    if last in english.OUTLET_NOUNS or is_document(last):
        return "document"
    if last in english.ANY_GROUP and words[:2] != ["one", "of"]:
        return "group"
    if last in english.BODY_NOUNS:
        return "organisation"
    return "unnamed"
