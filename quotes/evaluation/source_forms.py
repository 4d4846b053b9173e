"""The form of a source: pronoun, name or nominal (“the mayor”, “two officials”)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from quotes.corpora.annotations import Span

Form = Literal["pronoun", "name", "nominal"]

_PRONOUNS = set(
    "i me we us you he him she her they them it one who someone somebody anyone anybody everyone "
    "everybody nobody none this that these those his hers its their theirs mine ours yours himself "
    "herself themselves itself myself ourselves yourself which whoever many some others all both "
    "most few several another each neither either".split()
)
_AFTER_PRONOUN = {"of", "who", "and", "also", "has", "then"}
# Written like names, but a group or a role.
_GROUPS = set(
    "republicans democrats americans conservatives liberals progressives latinos hispanics muslims "
    "christians jews catholics evangelicals mormons asians europeans mexicans russians iranians "
    "syrians germans britons millennials independents libertarians republican democrat "
    "american".split()
)
_AFTER_NAME = {"jr", "sr", "ii", "iii", "himself", "herself", "also"}

_WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_POSSESSIVE = re.compile(r"['’]s\b|(s)['’](?!\w)")
_OF_STATE = re.compile(r"\bof State\b")  # “Secretary of State John Kerry”
# What follows the head: from the first comma, bracket, dash, relative or preposition on.
_AFTER_HEAD = re.compile(
    r"\s*(?:[,;:(\[—–―]|\s-\s|\b(?:who|whom|whose|which|that|of|for|in|at|from|on|with|to|by|and|"
    r"or|as|after|during|about|near|among|including|speaking)\b).*",
    re.DOTALL,
)


def word_counts(texts: Iterable[str]) -> Counter[str]:
    """How often each word is written so, over all texts: tells names from sentence beginnings."""
    return Counter(word for text in texts for word in _LETTERS.findall(text))


def source_form(text: str, source: Sequence[Span], counts: Mapping[str, int]) -> Form:
    """By the head of the source's first span, the last word before what describes it.

    A head with a capital is a name, unless it is a group (Republicans) or, alone, usually written
    small in ``counts``.
    """
    start, end = source[0]
    phrase = _POSSESSIVE.sub(r"\1", text[start:end])
    phrase = phrase.strip(" \t\r\n\xa0\"'“”‘’.,")
    words = _WORD.findall(phrase)
    if not words:
        return "nominal"
    if words[0].lower() in _PRONOUNS and (
        len(words) == 1
        or words[1].lower() in _AFTER_PRONOUN
        or all(word.lower() in _PRONOUNS for word in words)
    ):
        return "pronoun"
    words = _WORD.findall(_AFTER_HEAD.sub("", _OF_STATE.sub("", phrase)) or phrase) or words
    while len(words) > 1 and words[-1].lower() in _AFTER_NAME:
        words.pop()
    head = words[-1]
    if not head[0].isupper() or head.lower() in _GROUPS:
        return "nominal"
    usually_small = counts.get(head.lower(), 0) > counts.get(head, 0)
    return "nominal" if len(words) == 1 and usually_small else "name"
