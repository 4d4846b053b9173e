"""Who does something in a story's narration: a name, “she”, “the old man”."""

from __future__ import annotations

from typing import Literal, NamedTuple

from quotes.languages import english
from quotes.languages import english_fiction as fiction
from quotes.pipeline.fiction.cast import Cast, Named
from quotes.pipeline.fiction.couples import Couples
from quotes.pipeline.fiction.prose import Prose

PHRASE = 5  # words of “the good old man”
# What begins a description and does not belong to it.
_LEFT_OUT = english.PRONOUNS.union(english.ARTICLES)

SubjectKind = Literal["name", "he", "she", "i", "they", "noun"]


class Subject(NamedTuple):
    """Words [start, end) that say who does something. ``who``: a character, where one is named,
    ``others``: whom the name may mean as well; ``noun``: the description without its article;
    ``sex``: -1 he, 1 she, 0 unknown."""

    kind: SubjectKind
    start: int
    end: int
    who: int | None = None
    noun: str = ""
    sex: int = 0
    others: tuple[int, ...] = ()


class Subjects:
    """The people that noun phrases of a text mean."""

    def __init__(self, prose: Prose, cast: Cast) -> None:
        self._prose, self._cast, self._couples = prose, cast, Couples(cast)

    def at(self, i: int) -> Subject | None:
        """The noun phrase that begins at a word, if it is somebody."""
        prose = self._prose
        if i >= len(prose) or prose.quoting[i]:
            return None
        word = prose.plain[i]
        if word in ("he", "she", "they", "we") or (word == "i" and prose.capital[i]):
            kind: SubjectKind = "they" if word in fiction.GROUP_PRONOUNS else word  # type: ignore[assignment]
            return Subject(kind, i, i + 1, sex=(word == "she") - (word == "he"))
        if name := self._cast.at(i):
            return self._named(i, name)
        if word in fiction.DETERMINERS:
            return self._described(i)
        capital = prose.capital[i] and word in fiction.PERSON_NOUNS and not prose.begins[i]
        if capital or word in fiction.BARE_KIN:
            return Subject("noun", i, i + 1, noun=word, sex=_sex(word))
        return None

    def _named(self, i: int, name: Named) -> Subject:
        """A name, or somebody of somebody's: “Emma's father”."""
        prose, at = self._prose, name.end
        if at + 1 < len(prose) and prose.printed[at] in "'’" and prose.plain[at + 1] == "s":
            at += 2
        elif at < len(prose) and prose.plain[at] == "s":
            at += 1
        if at > name.end:
            for k in range(at, min(at + 3, len(prose))):
                if prose.plain[k] in fiction.PERSON_NOUNS:
                    phrase = " ".join(prose.plain[name.start : k + 1])
                    return Subject("noun", i, k + 1, noun=phrase, sex=_sex(prose.plain[k]))
        return Subject("name", i, name.end, who=name.who, others=name.others)

    def _described(self, i: int) -> Subject | None:
        prose = self._prose
        for k in range(i + 1, min(i + PHRASE, len(prose))):
            word = prose.plain[k]
            if prose.quoting[k] or not (word[0].isalpha() or word == "-"):
                return None
            if (name := self._cast.at(k)) is not None:
                return Subject("name", i, name.end, who=name.who, others=name.others)
            if word in fiction.PERSON_NOUNS or word in fiction.TITLES:
                end = k + 1
                if (
                    k == i + 1
                    and (who := self._couples.named_by(prose.plain[i], word, i)) is not None
                ):
                    return Subject("name", i, end, who=who)
                if end < len(prose) and prose.plain[end] in fiction.PERSON_NOUNS:
                    end += 1
                return self._phrase(i, end, self._modified(end))
            if word in fiction.SAYING and word not in ("read",):
                return None
        return None

    def _modified(self, end: int) -> int:
        """“the lady in the yellow boots”"""
        prose = self._prose
        if (
            end + 2 < len(prose)
            and prose.plain[end] in fiction.MODIFIES
            and prose.plain[end + 1] in english.ARTICLES
        ):
            at = end + 2
            while at < min(end + 5, len(prose)) and prose.plain[at].isalpha():
                if prose.plain[at] in fiction.ENDS_DESCRIPTION or prose.quoting[at]:
                    break
                at += 1
            return at if at > end + 2 else end
        return end

    def anybody(self, i: int, home: int) -> Subject | None:
        """“…,” cried a sleepy-faced carpenter: whatever it is, it speaks."""
        prose = self._prose
        if prose.plain[i] not in fiction.DETERMINERS:
            return None
        end = i + 1
        while end < i + 7 and prose.narrates(end, home):
            word = prose.plain[end]
            if not (word[0].isalpha() or word == "-") or word in fiction.ENDS_DESCRIPTION:
                break
            if is_between(prose, end) or word.endswith("ing"):
                break
            end += 1
        if end == i + 1:
            return None
        return self._phrase(i, end, end)

    def speaking(self, i: int, home: int) -> Subject | None:
        """“…,” the caretaker explained: whatever stands before a verb of saying, it speaks."""
        prose = self._prose
        if prose.plain[i] not in fiction.DEFINITE:
            return None
        for end in range(i + 1, i + PHRASE):
            if not prose.narrates(end, home) or not prose.plain[end][0].isalpha():
                return None
            if is_between(prose, end) or prose.plain[end] in fiction.ENDS_DESCRIPTION:
                return None
            if end > i + 1 and prose.plain[end] in english.REPORTING_VERBS:
                return self._phrase(i, end, end)
        return None

    def _phrase(self, start: int, head_end: int, end: int) -> Subject:
        """The description in the words [start, end), whose noun ends before ``head_end``."""
        plain = self._prose.plain
        first = start + (plain[start] in _LEFT_OUT)
        noun = " ".join(plain[first:end]).replace(" - ", "-")
        return Subject("noun", start, end, noun=noun, sex=_sex(plain[head_end - 1]))


def is_between(prose: Prose, i: int) -> bool:
    """May a word stand between subject and verb? (Emily and Polly are no adverbs.)"""
    word = prose.plain[i]
    return word in fiction.BETWEEN or (word.endswith("ly") and not prose.capital[i])


def sex_of_noun(description: str) -> int:
    """-1 he, 1 she, 0 untold: of “old lady in the corner”."""
    return _sex(head_noun(description))


def head_noun(description: str) -> str:
    """“lady”, of “old lady in the corner”."""
    for word in fiction.MODIFIES:
        description = description.split(f" {word} ")[0]
    return description.split()[-1] if description.split() else ""


def _sex(noun: str) -> int:
    she = noun in fiction.SHE_NOUNS or noun in fiction.FEMALE
    return she - (noun in fiction.HE_NOUNS or noun in fiction.MALE)
