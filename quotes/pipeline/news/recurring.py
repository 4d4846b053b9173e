"""Names that the model reads in one place and misses in another."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from operator import attrgetter

from quotes.languages import english
from quotes.languages.sentences import begins_sentence
from quotes.pipeline.news.edges import no_first_name
from quotes.pipeline.news.people import ORGANISATION, PERSON, Name, make_name

_ANY_WORD = re.compile(r"(?<!\w)\w[^\s,;:()“”\"]*")
_LETTERS = re.compile(r"(?<![\w’'-])[^\W\d_]+(?:-[^\W\d_]+)*(?![\w-])")
_CAPITAL_BEFORE = re.compile(r"(?<!\w)([A-Z][\w.’'-]*|&) $")
_CAPITAL_BEHIND = re.compile(r" (?:[A-Z&])")
_NOUNS = english.DOCUMENT_NOUNS | english.GROUP_NOUNS | english.ROLE_NOUNS | english.BODY_NOUNS


def full_names(text: str, names: Sequence[Name]) -> list[Name]:
    """Full names wherever they stand, as they were read elsewhere in the text.

    The model may cut a name short, or add to it what stands before (“Rival Ada Lund”); so a longer
    name that ends with one that comes more often is not looked for.
    """
    often = Counter(
        " ".join(name.text.split()) for name in names if name.label == PERSON and len(name.key) > 1
    )
    forms: dict[str, list[str]] = {}  # by their first words, the longest first
    for form in sorted(often, key=len, reverse=True):
        words = form.split(" ")
        ends = (" ".join(words[i:]) for i in range(1, len(words) - 1))
        if not any(often[end] > often[form] for end in ends):
            forms.setdefault(words[0], []).append(form)
    found = []
    end = 0
    for match in _ANY_WORD.finditer(text):
        if match.start() < end:
            continue
        for form in forms.get(match[0], ()):
            at = match.start() + len(form)
            if _spaced(text[match.start() : at]) == form and not text[at : at + 1].isalnum():
                found.append(make_name(text, match.start(), at, PERSON))
                end = at
                break
    return [name for name in found if name]


def _spaced(text: str) -> str:
    return re.sub(r"\s", " ", text)


def single_names(text: str, names: Sequence[Name]) -> list[Name]:
    """Surnames of people named in full, and bodies named by one word, where no name was read.

    “One thing Young would give up”: a capital in the midst of a sentence makes it the name again.
    Where a sentence begins it does so only for a word that the text never writes small. What stands
    beside another capital is part of something else (“the Young Farmers”).
    """
    labels = {
        name.text.split()[-1].casefold(): PERSON
        for name in names
        if name.label == PERSON and len(name.key) > 1
    }
    for name in names:
        if name.label == ORGANISATION and name.text.isalpha():
            labels.setdefault(name.text.casefold(), ORGANISATION)
    ordered = sorted(names, key=attrgetter("start"))
    found, small = [], set()
    for match in _LETTERS.finditer(text):
        word = match[0]
        plain = word.casefold()
        if plain not in labels:
            continue
        if word.islower():
            small.add(plain)
        elif word[0].isupper() and not (
            no_first_name(word) or plain in _NOUNS or _covered(ordered, match.start())
        ):
            found.append(match)
    out = []
    for match in found:
        if begins_sentence(text, match.start()) and match[0].casefold() in small:
            continue
        before = _CAPITAL_BEFORE.search(text, max(0, match.start() - 30), match.start())
        if (before and not no_first_name(before[1])) or _CAPITAL_BEHIND.match(text, match.end()):
            continue
        out.append(make_name(text, *match.span(), labels[match[0].casefold()]))
    return [name for name in out if name]


def _covered(names: Sequence[Name], at: int) -> bool:
    before = bisect_right(names, at, key=attrgetter("start"))
    return bool(before) and names[before - 1].end > at
