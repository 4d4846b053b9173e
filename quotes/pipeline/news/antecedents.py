"""What the grammar around a pronoun tells of whom it stands for, beside the scores.

“Ada Lund was against it. “We cannot pay,” she said.” – the sentence right before a quotation mostly
begins with the one who goes on to speak, be it a name or a description (“The skipper was blunt”).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from quotes.encoder.words import WordSpan
from quotes.languages import english
from quotes.languages.words import any_of
from quotes.pipeline.attribution.sentences import sentence_numbers

if TYPE_CHECKING:
    from quotes.encoder.identity import Candidate
    from quotes.pipeline.page.page import Page

PERSON = 0  # index into the labels of a candidate
NEAR = 12  # words between a quotation and the pronoun of its clause
LATE = 4  # words before the subject of a sentence: “On Monday the Rev. Ada Lund …”
BACK = 400  # words looked back over a long quotation
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
SENTENCES = 2  # that are looked back over
_GOES_ON = {"it", "that", "this", "there", "these", "those", "he", "she"}
# “Her Republican colleague, Sen. Ada Lund”, “Her executor, a solicitor called Ada Lund”: what is
# before the name.
_APPOSED_SUBJECT = re.compile(
    rf"(?:{any_of([*english.ARTICLES, *english.POSSESSIVES])}|[\w-]+['’]s?)\s"
    r"[^,.;:()“”\"\n]{2,50},\s(?:[\w-]+\.?\s|an?\s[^,.;:()“”\"\n]{2,40}\s(?:called|named)\s)?",
    re.IGNORECASE,
)
ONE_PERSON = (
    english.ROLE_NOUNS | english.HE_NOUNS | english.SHE_NOUNS | english.PERSON_NOUNS | {"other"}
)  # last words of a description
_APPOSITION = re.compile(r",[^,.;:“”\"\n]{3,80},\s+")
_WORD = r"[\w’'-]+"
_NEW_ONE = ("a", "an", "one", "another")
_BEGINS = {*english.ARTICLES, *english.POSSESSIVES, *english.MINE, *_NEW_ONE}
# “The plant operator was asleep”: up to a noun that says what somebody is.
_DESCRIPTION = re.compile(rf"(?:{any_of(sorted(_BEGINS))})(?: {_WORD}){{1,5}}", re.IGNORECASE)


class Antecedents:
    """Of one text: who stands where a pronoun looks back to.

    ``candidates``: the names, in text order; ``contents``: by source, what it is the source of.
    """

    def __init__(
        self,
        page: Page,
        candidates: Sequence[Candidate],
        contents: Mapping[WordSpan, Sequence[WordSpan]],
    ) -> None:
        self._text, self._words = page.text, page.words
        self._sentence = sentence_numbers(page.text, page.words)
        self._candidates, self._contents = candidates, contents
        self._quoted = (page.quoting > 0) & (page.quoting < 3)  # less the marks
        self._reported = self._quoted.copy()
        for spans in contents.values():
            for a, b in spans:
                self._reported[a:b] = True

    def own_words(self, source: WordSpan) -> list[Candidate]:
        """The names between marks that the source is the speaker of: nobody says “he” there."""
        own = [(a, b) for a, b in self._contents.get(source, ()) if b <= source[0]]
        return [
            name
            for a, b in own
            for name in self._from(a)
            if name.start < b and self._quoted[name.start]
        ]

    def subject(self, source: WordSpan) -> Candidate | WordSpan | None:
        """Who the sentence before the quotation of ``source`` is about, if it begins with that.

        A name; or the words of a description.
        """
        at = self.begin(source)
        for _ in range(SENTENCES):
            sentence = self._sentence_before(at)
            if sentence is None:
                return None
            at, end = sentence
            found = self._begins_with(at, end)
            if found or not self._goes_on(at, end):
                return found
        return None

    def _begins_with(self, first: int, end: int) -> Candidate | WordSpan | None:
        """Whom the sentence of the words [first, end) begins with."""
        own = [n for n in self._from(first) if n.end <= end]
        if (apposed := self._in_apposition(first, own)) is not None:
            return apposed
        name = own[0] if own else None
        if name is not None and (self._is_late(first, name) or self._reported[name.start]):
            name = None
        described = self._description(first, end) or self._led_in(first, end, own)
        if described and (name is None or described[0] < name.start):
            return described
        return None if name is None or self._is_possessive(name.end) else name

    def _is_late(self, first: int, name: Candidate) -> bool:
        """Do too many words, as they are printed, stand before a name for it to be the subject?"""
        before = self._text[int(self._words.start[first]) : int(self._words.start[name.start])]
        return len(before.split()) > LATE

    def _in_apposition(self, first: int, names: Sequence[Candidate]) -> Candidate | None:
        """“Her Republican colleague, Sen. Ada Lund, was late”: of the names of a sentence."""
        start = int(self._words.start[first])
        for name in names[:3]:
            before = _APPOSED_SUBJECT.fullmatch(
                self._text, start, int(self._words.start[name.start])
            )
            if before and name.label == PERSON and not self._reported[name.start]:
                return None if self._is_possessive(name.end) else name
        return None

    def _goes_on(self, first: int, end: int) -> bool:
        """“It was his first goal”, “She is right”: a sentence that names nobody and goes on with
        whom the one before is about, in the same paragraph."""
        paragraph = self._words.paragraph
        if not first or paragraph[first - 1] != paragraph[first]:
            return False
        named = any(n.start < end for n in self._from(first) if n.label == PERSON)
        opening = self._printed(first, first + 1).casefold()
        return not named and opening in _GOES_ON

    def introduced(self, source: WordSpan) -> WordSpan | None:
        """Whom the sentence before the quotation brings in: “We met one mother, who …”."""
        sentence = self._sentence_before(self.begin(source))
        if sentence is None:
            return None
        return next(reversed(self._new_ones(*sentence)), None)

    def _new_ones(self, first: int, end: int) -> list[WordSpan]:
        """The descriptions in the words [first, end) that bring somebody in."""
        starts = (
            at for at in range(first, end) if self._printed(at, at + 1).casefold() in _NEW_ONE
        )
        found = (self._description(at, end) for at in starts)
        return [span for span in found if span]

    def _led_in(self, first: int, end: int, names: Sequence[Candidate]) -> WordSpan | None:
        """“At the back of the crowd an old woman sat”: in a sentence that names nobody."""
        if self._printed(first, first + 1).casefold() not in english.LEADS_IN:
            return None
        if any(name.label == PERSON for name in names):
            return None
        return next(iter(self._new_ones(first, end)), None)

    def people_between(self, a: int, b: int) -> set[int]:
        """The entities that are named as persons in the words [a, b), less what is said there."""
        row, end = (bisect_left(self._candidates, at, key=lambda name: name.start) for at in (a, b))
        return {
            name.entity
            for name in self._candidates[row:end]
            if name.label == PERSON and not self._quoted[name.start]
        }

    def beside(self, source: WordSpan) -> Candidate | None:
        """The name that “who” or “which” stands right behind, with a comma between or without."""
        at = source[0]
        if at and self._printed(at - 1, at) == ",":
            at -= 1
        row = bisect_left(self._candidates, at, key=lambda name: name.start)
        before = self._candidates[row - 1] if row else None
        is_person = self._printed(*source).split()[0].casefold() != "which"
        if before and before.end == at and (before.label == PERSON) == is_person:
            return None if self._is_possessive(at) else before
        return self._apposed(row, source) if is_person and at < source[0] else None

    def _apposed(self, row: int, source: WordSpan) -> Candidate | None:
        """“Lund, now the leader of the Senate, who”: the person before the apposition."""
        for name in reversed(self._candidates[max(0, row - 4) : row]):
            if name.label == PERSON:
                between = self._text[
                    int(self._words.end[name.end - 1]) : int(self._words.start[source[0]])
                ]
                return name if _APPOSITION.fullmatch(between) else None
        return None

    def begin(self, source: WordSpan) -> int:
        """Where the quotation begins that the clause of ``source`` stands behind."""
        paragraph = self._words.paragraph
        before = [
            (a, b)
            for a, b in self._contents.get(source, ())
            if b <= source[0] < b + NEAR and paragraph[b - 1] == paragraph[source[0]]
        ]
        return max(before)[0] if before else source[0]

    def _sentence_before(self, at: int) -> WordSpan | None:
        """The last sentence that ends before the word ``at`` and is not said by anybody."""
        own = self._sentence[at] if at < len(self._sentence) else -1
        last = at - 1
        while last >= 0 and (self._quoted[last] or self._sentence[last] == own):
            if at - last > BACK:
                return None
            last -= 1
        if last < 0:
            return None
        first = int(np.searchsorted(self._sentence, self._sentence[last]))
        return (first, last + 1) if not self._quoted[first] else None

    def _description(self, first: int, end: int) -> WordSpan | None:
        """The words of a description that a sentence begins with, unless somebody else says it."""
        if self._reported[first]:
            return None
        start, stop = self._words.characters((first, end))
        match = _DESCRIPTION.match(self._text, start, stop)
        if not match:
            return None
        words = list(re.finditer(_WORD, match[0]))
        is_noun = [word[0].casefold() in ONE_PERSON for word in words]
        if True not in is_noun:
            return None
        last = is_noun.index(True)
        while is_noun[last + 1 : last + 2] == [True]:
            last += 1
        close = start + words[last].end()
        return None if _POSSESSIVE.match(self._text, close) else self._words.range_of(start, close)

    def _from(self, at: int) -> Sequence[Candidate]:
        """The names from the word ``at`` on, a few of them."""
        row = bisect_left(self._candidates, at, key=lambda name: name.start)
        return self._candidates[row : row + 50]

    def _is_possessive(self, end: int) -> bool:
        return bool(_POSSESSIVE.match(self._text, int(self._words.end[end - 1])))

    def _printed(self, a: int, b: int) -> str:
        return self._text[slice(*self._words.characters((a, b)))]
