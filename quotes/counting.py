"""Who is quoted, how often, with how many words, by which verbs: sums over records."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from quotes.records import Quote, Speaker

_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")


@dataclass(frozen=True, slots=True)
class SpeakerCount:
    """All quotations of one speaker.

    ``speaker`` is None for those whose speaker has no name in the text. ``words`` counts the words
    between quotation marks, so an indirect quotation adds none. ``verbs`` has the cues' lemmas,
    most frequent first. ``role`` is the one most often given.
    """

    speaker: str | None
    role: str | None
    quotations: int
    words: int
    verbs: dict[str, int]
    documents: int

    def to_dict(self) -> dict[str, Any]:
        return {
            "speaker": self.speaker,
            "role": self.role,
            "quotations": self.quotations,
            "words": self.words,
            "verbs": self.verbs,
            "documents": self.documents,
        }


def count_speakers(quotes: Iterable[Quote]) -> list[SpeakerCount]:
    """Sums by speaker, the most quoted first, those without a name last.

    Speakers of different documents are the same when their full names agree, upper and lower case
    aside; nothing more is guessed, so “Smith” of one article is not “Jane Smith” of another.
    """
    sums: dict[str | None, _Sum] = {}
    for quote in quotes:
        sums.setdefault(_key(quote.speaker), _Sum()).add(quote)
    counts = [total.count(named=key is not None) for key, total in sums.items()]
    return sorted(
        counts,
        key=lambda one: (one.speaker is None, -one.quotations, -one.words, one.speaker or ""),
    )


def quoted_words(quote: Quote) -> int:
    """How many words stand between quotation marks (or after a dialogue dash)."""
    stretches = quote.quoted or (quote.parts if quote.kind == "direct" else ())
    return sum(len(_WORD.findall(stretch.text)) for stretch in stretches)


@dataclass(slots=True)
class _Sum:
    names: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    verbs: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)
    quotations: int = 0
    words: int = 0

    def add(self, quote: Quote) -> None:
        self.quotations += 1
        self.words += quoted_words(quote)
        self.documents.add(quote.doc)
        if quote.cue:
            self.verbs[quote.cue.lemma] += 1
        if quote.speaker:
            self.names[quote.speaker.name] += 1
            if quote.speaker.role:
                self.roles[quote.speaker.role] += 1

    def count(self, named: bool) -> SpeakerCount:
        return SpeakerCount(
            speaker=self.names.most_common(1)[0][0] if named else None,
            role=self.roles.most_common(1)[0][0] if named and self.roles else None,
            quotations=self.quotations,
            words=self.words,
            verbs=dict(self.verbs.most_common()),
            documents=len(self.documents),
        )


def _key(speaker: Speaker | None) -> str | None:
    if speaker is None or speaker.type == "unnamed":
        return None
    return " ".join(unicodedata.normalize("NFKC", speaker.name).casefold().split())
