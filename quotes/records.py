"""The record: what `quotes` says about one quotation.

Plain, immutable data with no knowledge of spaCy, files or models. The JSON form is a contract
(docs/record.md): notebooks, spreadsheets and scorers depend on its names.

Units: every ``start`` and ``end`` is a Unicode code-point offset into the document's text as it
was read, ``end`` exclusive, and ``text[start:end]`` is exactly the printed stretch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, Literal, Self, get_args

from quotes import fields
from quotes.errors import RecordError

Kind = Literal["direct", "mixed", "indirect", "not-speech"]
MentionKind = Literal["name", "pronoun", "nominal"]
SpeakerType = Literal["person", "organisation", "group", "document", "unnamed"]

_MOST_TWINS = 8  # records of the same parts that are told apart when they are read back


@dataclass(frozen=True, slots=True)
class Part:
    """A printed stretch of the text, ``text == document[start:end]``."""

    start: int
    end: int
    text: str

    def __str__(self) -> str:
        return self.text

    @classmethod
    def of(cls, document: str, start: int, end: int) -> Self:
        """The stretch ``document[start:end]``."""
        return cls(start, end, document[start:end])

    def to_dict(self) -> dict[str, Any]:
        """The stretch as the JSON contract has it."""
        return {"start": self.start, "end": self.end, "text": self.text}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Reads back what `to_dict` gave. Raises `RecordError` where it is none."""
        return cls(*fields.stretch(data))


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that report the quotation: “said”, “according to”, a dash before a name."""

    start: int
    end: int
    text: str
    lemma: str

    def __str__(self) -> str:
        return self.text

    def to_dict(self) -> dict[str, Any]:
        """The cue as the JSON contract has it."""
        return {"start": self.start, "end": self.end, "text": self.text, "lemma": self.lemma}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Reads back what `to_dict` gave. Raises `RecordError` where it is none."""
        return cls(*fields.stretch(data), fields.text(data, "lemma"))


@dataclass(frozen=True, slots=True)
class Mention:
    """The words that name the source where the quotation stands: a name, a pronoun, “the mayor”."""

    start: int
    end: int
    text: str
    kind: MentionKind

    def __str__(self) -> str:
        return self.text

    def to_dict(self) -> dict[str, Any]:
        """The mention as the JSON contract has it."""
        return {"start": self.start, "end": self.end, "text": self.text, "kind": self.kind}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Reads back what `to_dict` gave. Raises `RecordError` where it is none."""
        return cls(*fields.stretch(data), fields.one_of(data, "kind", get_args(MentionKind)))


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who the source is, as far as the document tells.

    ``name`` is the fullest name that the document itself gives, without job title (that is
    ``role``); ``id`` is the same for all quotations of one speaker within a document.
    """

    name: str
    type: SpeakerType
    id: str
    role: str | None = None
    aliases: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name

    def to_dict(self) -> dict[str, Any]:
        """The speaker as the JSON contract has it."""
        return {
            "name": self.name,
            "type": self.type,
            "role": self.role,
            "aliases": list(self.aliases),
            "id": self.id,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Reads back what `to_dict` gave. Raises `RecordError` where it is none."""
        return cls(
            fields.text(data, "name"),
            fields.one_of(data, "type", get_args(SpeakerType)),
            fields.text(data, "id"),
            fields.optional_text(data, "role"),
            fields.texts(data, "aliases"),
        )


@dataclass(frozen=True, slots=True)
class Confidence:
    """Probabilities between 0 and 1: that this is a quotation, of this source, by this speaker.

    ``source`` and ``speaker`` are 0.0 where the record has none.
    """

    quote: float
    source: float
    speaker: float

    def to_dict(self) -> dict[str, float]:
        """The three probabilities as the JSON contract has it."""
        return {"quote": self.quote, "source": self.source, "speaker": self.speaker}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Reads back what `to_dict` gave. Raises `RecordError` where it is none."""
        return cls(*(fields.share(data, name) for name in ("quote", "source", "speaker")))


@dataclass(frozen=True, slots=True)
class About:
    """What a table or a page tells of the document that a quotation stands in, as written there."""

    title: str | None = None
    author: str | None = None
    date: str | None = None
    outlet: str | None = None
    url: str | None = None

    def to_dict(self) -> dict[str, str | None]:
        return {
            "title": self.title,
            "author": self.author,
            "date": self.date,
            "outlet": self.outlet,
            "url": self.url,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Reads back what `to_dict` gave. Raises `RecordError` where it is none."""
        names = ("title", "author", "date", "outlet", "url")
        return cls(*(fields.optional_text(data, name) for name in names))


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation: one reporting event, in one or more parts.

    ``parts`` are in text order and never overlap. For a direct quotation they are the stretches
    between the marks; for a mixed or indirect one the reported clause, whose quoted stretches (a
    mixed one's) stand in ``quoted``, marks excluded.
    """

    doc: str
    kind: Kind
    parts: tuple[Part, ...]
    quoted: tuple[Part, ...]
    cue: Cue | None
    source: Mention | None
    speaker: Speaker | None
    chain: tuple[Part, ...]
    confidence: Confidence
    flags: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    # How many records of the document with the very same parts come before it: see `told_apart`.
    # The JSON form has it in the ``id``.
    twin: int = field(default=0, repr=False)
    document: About | None = None  # None where neither a table nor a page tells anything of it

    @property
    def id(self) -> str:
        """Stable: the same text at the same place of the same document has the same id."""
        places = ",".join(f"{part.start}-{part.end}" for part in self.parts)
        own = f"{self.doc}\0{places}\0{self.text}"
        if self.twin:
            own += f"\0{self.twin}"
        digest = hashlib.sha256(own.encode("utf-8", "replace"))
        return f"q-{digest.hexdigest()[:8]}"

    @property
    def text(self) -> str:
        """The parts joined by one space, for reading."""
        return " ".join(part.text for part in self.parts)

    @property
    def start(self) -> int:
        """Where the first part begins: a code point of the document's text."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Where the last part ends, exclusive; words between the parts are no part of it."""
        return self.parts[-1].end

    def __str__(self) -> str:
        return self.text

    def to_dict(self) -> dict[str, Any]:
        """The record as the JSON contract has it: fields in the documented order, plain values.

        ``Quote.from_dict(quote.to_dict()) == quote``.
        """
        return {
            "doc": self.doc,
            "id": self.id,
            "kind": self.kind,
            "text": self.text,
            "parts": [part.to_dict() for part in self.parts],
            "quoted": [part.to_dict() for part in self.quoted],
            "cue": self.cue.to_dict() if self.cue else None,
            "source": self.source.to_dict() if self.source else None,
            "speaker": self.speaker.to_dict() if self.speaker else None,
            "chain": [part.to_dict() for part in self.chain],
            "confidence": self.confidence.to_dict(),
            "flags": list(self.flags),
            "why": list(self.why),
            "document": self.document.to_dict() if self.document else None,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Reads back what `to_dict` gave. ``text`` is derived, so it is not read; so is ``id``,
        which tells no more than which it is of several records with the same parts.

        Raises `RecordError`, which names the field, where ``data`` is no record.
        """
        data = fields.obj(data)
        quote = cls(
            doc=fields.text(data, "doc"),
            kind=fields.one_of(data, "kind", get_args(Kind)),
            parts=fields.many(data, "parts", Part.from_dict),
            quoted=fields.many(data, "quoted", Part.from_dict),
            cue=fields.optional(data, "cue", Cue.from_dict),
            source=fields.optional(data, "source", Mention.from_dict),
            speaker=fields.optional(data, "speaker", Speaker.from_dict),
            chain=fields.many(data, "chain", Part.from_dict),
            confidence=fields.made(data, "confidence", Confidence.from_dict),
            flags=fields.texts(data, "flags"),
            why=fields.texts(data, "why"),
            document=About.from_dict(fields.obj(about))
            if (about := data.get("document"))
            else None,
        )
        if not quote.parts:
            raise RecordError("has no parts")
        if any(after.start < before.end for before, after in pairwise(quote.parts)):
            raise RecordError("are not in order, or overlap", "parts")
        numbered = (replace(quote, twin=number) for number in range(_MOST_TWINS))
        return next((one for one in numbered if one.id == data.get("id")), quote)


def told_apart(quotes: Iterable[Quote]) -> list[Quote]:
    """The records of one document in their order, no two of them with the same ``id``.

    A turn of a transcript may be an indirect quotation as well: two records of the same parts. The
    first keeps the id that it has alone.
    """
    found: list[Quote] = []
    taken: set[tuple[tuple[Part, ...], int]] = set()
    for quote in quotes:
        while (quote.parts, quote.twin) in taken:
            quote = replace(quote, twin=quote.twin + 1)
        taken.add((quote.parts, quote.twin))
        found.append(quote)
    return found
