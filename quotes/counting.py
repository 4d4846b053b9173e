"""Who is quoted, how often, by which verbs, when and where: sums over records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from quotes.namesakes import Doubt, Namesake, doubts, key_of
from quotes.records import Quote, Speaker

_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")


class Published(Protocol):
    """What is known of a document."""

    @property
    def date(self) -> date | None: ...

    @property
    def outlet(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Appearance:
    """A document that quotes the speaker, and its day where that is known."""

    doc: str
    date: date | None

    def to_dict(self) -> dict[str, Any]:
        return {"doc": self.doc, "date": self.date.isoformat() if self.date else None}


@dataclass(frozen=True, slots=True)
class SpeakerCount:
    """All quotations of one speaker.

    ``speaker`` is None for those whose speaker has no name in the text. ``words`` counts the words
    between quotation marks, so an indirect quotation adds none. ``verbs`` has the cues' lemmas and
    ``outlets`` the documents' outlets, most frequent first. ``type`` and ``role`` are those most
    often given. ``first`` and ``last`` go by the documents' dates, where there is none by the order
    of the documents. ``doubts`` tells whom this may be as well.
    """

    speaker: str | None
    role: str | None
    quotations: int
    words: int
    verbs: dict[str, int]
    documents: int
    type: str | None
    first: Appearance
    last: Appearance
    outlets: dict[str, int]
    doubts: tuple[Doubt, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "speaker": self.speaker,
            "role": self.role,
            "quotations": self.quotations,
            "words": self.words,
            "verbs": self.verbs,
            "documents": self.documents,
            "type": self.type,
            "first": self.first.to_dict(),
            "last": self.last.to_dict(),
            "outlets": self.outlets,
            "doubts": [doubt.to_dict() for doubt in self.doubts],
        }


def count_speakers(
    quotes: Iterable[Quote], about: Mapping[str, Published] | None = None
) -> list[SpeakerCount]:
    """Sums by speaker, the most quoted first, those without a name last.

    Speakers of different documents are the same when their names agree, upper and lower case
    aside; nothing more is guessed, so “Smith” of one article is not “Jane Smith” of another. Where
    that may be wrong `SpeakerCount.doubts` says so. ``about`` tells what is known of the documents
    by their names; it is read after the last record, so it may be filled meanwhile.
    """
    sums: dict[str | None, _Sum] = {}
    order: dict[str, int] = {}
    for quote in quotes:
        order.setdefault(quote.doc, len(order))
        sums.setdefault(_key(quote.speaker), _Sum()).add(quote)
    known = about or {}
    people = {
        key: Namesake(
            total.name,
            len(total.roles),
            {doc: tuple(roles) for doc, roles in total.roles.items() if roles},
        )
        for key, total in sums.items()
        if key is not None and total.type == "person"
    }
    doubtful = doubts(people)
    counts = [
        total.count(key is not None, known, order, doubtful.get(key or "", ()))
        for key, total in sums.items()
    ]
    return sorted(counts, key=by_quotations)


def by_quotations(one: SpeakerCount) -> tuple[bool, int, int, str]:
    """For sorting: the most quoted first, those without a name last."""
    return one.speaker is None, -one.quotations, -one.words, one.speaker or ""


def quoted_words(quote: Quote) -> int:
    """How many words stand between quotation marks (or after a dialogue dash)."""
    stretches = quote.quoted or (quote.parts if quote.kind == "direct" else ())
    return sum(len(_WORD.findall(stretch.text)) for stretch in stretches)


@dataclass(slots=True)
class _Sum:
    names: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    verbs: Counter[str] = field(default_factory=Counter)
    roles: dict[str, Counter[str]] = field(default_factory=dict)  # by document, every one of them
    quotations: int = 0
    words: int = 0

    @property
    def name(self) -> str:
        return self.names.most_common(1)[0][0]

    @property
    def type(self) -> str | None:
        return self.types.most_common(1)[0][0] if self.types else None

    def add(self, quote: Quote) -> None:
        self.quotations += 1
        self.words += quoted_words(quote)
        roles = self.roles.setdefault(quote.doc, Counter())
        if quote.cue:
            self.verbs[quote.cue.lemma] += 1
        if quote.speaker:
            self.names[quote.speaker.name] += 1
            self.types[quote.speaker.type] += 1
            if quote.speaker.role:
                roles[quote.speaker.role] += 1

    def count(
        self,
        named: bool,
        about: Mapping[str, Published],
        order: Mapping[str, int],
        doubts: tuple[Doubt, ...],
    ) -> SpeakerCount:
        every_role = sum(self.roles.values(), Counter[str]())
        days = {doc: about[doc].date if doc in about else None for doc in self.roles}
        dated = sorted((day, order[doc], doc) for doc, day in days.items() if day)
        in_order = [doc for _, _, doc in dated] or sorted(self.roles, key=order.__getitem__)
        outlets = Counter(
            about[doc].outlet or "" for doc in self.roles if doc in about and about[doc].outlet
        )
        return SpeakerCount(
            speaker=self.name if named else None,
            role=every_role.most_common(1)[0][0] if named and every_role else None,
            quotations=self.quotations,
            words=self.words,
            verbs=dict(self.verbs.most_common()),
            documents=len(self.roles),
            type=self.type if named else None,
            first=Appearance(in_order[0], days[in_order[0]]),
            last=Appearance(in_order[-1], days[in_order[-1]]),
            outlets=dict(outlets.most_common()),
            doubts=doubts,
        )


def _key(speaker: Speaker | None) -> str | None:
    if speaker is None or speaker.type == "unnamed":
        return None
    return key_of(speaker.name)
