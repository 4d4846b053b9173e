"""What a person types into the search box, as a question to FTS5.

    wait spring           both words, anywhere          "wait for spring"    side by side
    bargain*              words that begin so           tax OR levy          one of the two
    tax NOT "income tax"  the one without the other     NEAR(tax cut, 5)     at most 5 between

Words are runs of letters and digits; case and accents do not count. What else is typed (an
apostrophe, a hyphen) only parts words: “don't” finds don't and don’t.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple, NoReturn

from quotes.archive.database import ArchiveError
from quotes.languages.forms import forms_of

_TOKEN = re.compile(r'NEAR\s*\(|[()]|["“”„][^"“”„]*["“”„]?\*?|[^\s()"“”„]+')
_QUOTING = '"“”„'
_MOST_PHRASES = 256  # that the forms of a phrase's words may make


# A word, or AND or OR of several.
Needed = str | tuple[str, list["Needed"]]


class Question(NamedTuple):
    """For FTS5's ``MATCH``, and what of words has to stand in whatever it finds."""

    match: str
    needed: Needed


class QueryError(ArchiveError):
    """The question cannot be understood; the message says what to change."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Words side by side; ``prefix``: the last one is the beginning of a word."""

    words: tuple[str, ...]
    prefix: bool

    def variants(self, forms: bool) -> list[Question]:
        """The phrases; with `forms` of each word all forms."""
        last = len(self.words) - 1
        choices = [
            forms_of(word) if forms and not (self.prefix and at == last) else [word]
            for at, word in enumerate(self.words)
        ]
        phrases = list(product(*choices))
        if len(phrases) > _MOST_PHRASES:
            raise QueryError(
                f"“{' '.join(self.words)}”: has too many words for all their forms; leave out "
                "--forms, or some words"
            )
        star = "*" if self.prefix else ""
        return [
            Question(f'"{" ".join(phrase)}"{star}', ("AND", list(phrase))) for phrase in phrases
        ]


def fts(query: str, *, forms: bool = False) -> str:
    """The question for ``MATCH``. Raises `QueryError`."""
    return question(query, forms=forms).match


def question(query: str, *, forms: bool = False) -> Question:
    """The question, understood. Raises `QueryError`."""
    return _Parser(query, forms).parsed()


def _any_of(questions: list[Question]) -> Question:
    if len(questions) == 1:
        return questions[0]
    match = " OR ".join(one.match for one in questions)
    return Question(f"({match})", ("OR", [one.needed for one in questions]))


def words_in(text: str) -> tuple[str, ...]:
    """The words of a text as FTS5's tokenizer unicode61 parts them."""
    words, word = [], ""
    for character in text:
        kind = unicodedata.category(character)
        if kind[0] in "LN" or kind == "Co" or (word and kind in ("Mn", "Mc")):
            word += character
        elif word:
            words.append(word)
            word = ""
    return (*words, word) if word else tuple(words)


class _Parser:
    def __init__(self, query: str, forms: bool) -> None:
        self._query = query
        self._forms = forms
        self._tokens = _TOKEN.findall(query)
        self._at = 0

    def parsed(self) -> Question:
        found = self._either()
        if self._at < len(self._tokens):
            self._wrong(f"{self._tokens[self._at]} stands where nothing is open")
        if found is None:
            self._wrong("there is no word in it")
        return found

    def _peek(self) -> str | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _next(self) -> str:
        self._at += 1
        return str(self._tokens[self._at - 1])

    def _either(self) -> Question | None:
        found = self._both()
        while self._peek() == "OR":
            self._next()
            found = self._joined(found, "OR", self._both())
        return found

    def _both(self) -> Question | None:
        found = self._without()
        while (token := self._peek()) is not None and token not in (")", "OR"):
            if token == "AND":
                self._next()
                found = self._joined(found, "AND", self._without())
                continue
            other = self._without()
            # What has no word in it (a dash between two words) says nothing.
            found = (
                Question(f"{found.match} AND {other.match}", ("AND", [found.needed, other.needed]))
                if found and other
                else found or other
            )
        return found

    def _without(self) -> Question | None:
        found = self._one()
        while self._peek() == "NOT":
            self._next()
            found = self._joined(found, "NOT", self._one())
        return found

    def _joined(self, left: Question | None, operator: str, right: Question | None) -> Question:
        if left is None or right is None:
            self._wrong(f"{operator} needs something to search for before and after it")
        needed = left.needed if operator == "NOT" else (operator, [left.needed, right.needed])
        return Question(f"({left.match} {operator} {right.match})", needed)

    def _one(self) -> Question | None:
        token = self._peek()
        if token is None or token in ("AND", "OR", "NOT", ")"):
            return None
        token = self._next()
        if token == "(":
            found = self._either()
            if self._peek() != ")":
                self._wrong("a parenthesis is not closed")
            self._next()
            return Question(f"({found.match})", found.needed) if found else None
        if token.startswith("NEAR") and token.endswith("("):
            return self._near()
        words = _words(token)
        if words is None:
            return None
        return _any_of(words.variants(self._forms))

    def _near(self) -> Question:
        given: list[str] = []
        while self._peek() != ")":
            if self._peek() is None:
                self._wrong("a parenthesis is not closed")
            # A comma parts, whether there are spaces beside it or not.
            token = self._next()
            given += (
                [part for part in re.split("(,)", token) if part]
                if token[0] not in _QUOTING
                else [token]
            )
        self._next()
        distance = "10"
        if given[-2:-1] == [","] and re.fullmatch(r"\d{1,3}", given[-1]):
            distance = given.pop()
        inside = [words for token in given if (words := _words(token))]
        if len(inside) < 2:
            self._wrong("NEAR needs two words or more, as in NEAR(tax cut, 5)")
        choices = [words.variants(self._forms) for words in inside]
        nears = [
            Question(
                f"NEAR({' '.join(one.match for one in chosen)}, {distance})",
                ("AND", [one.needed for one in chosen]),
            )
            for chosen in product(*choices)
        ]
        if len(nears) > _MOST_PHRASES:
            self._wrong(
                "it has too many words for all their forms; leave out --forms, or some words"
            )
        return _any_of(nears)

    def _wrong(self, problem: str) -> NoReturn:
        raise QueryError(f"the search {self._query!r}: {problem}")


def _words(token: str) -> _Words | None:
    """None where there is no word in it."""
    words = words_in(token)
    return _Words(words, token.endswith("*")) if words else None
