"""What every corpus reader gives: a text and its annotations, as plain immutable data.

A `Span` is a pair of code-point offsets into the text as it was read, end exclusive. Where a role
has several pieces, they are in text order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quotes.errors import QuotesError

Span = tuple[int, int]
MentionKind = Literal["name", "nominal", "pronoun"]
QuotationType = Literal["explicit", "anaphoric", "implicit"]
Gender = Literal["M", "F"]


class CorpusError(QuotesError):
    """A corpus is not where it was said to be, or not in its authors' layout."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One reporting event. `cue` and `source` are empty where it has none, `content` never is."""

    id: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to an entity. `start` and `end` are the whole phrase's, gaps included.

    `entity` is the same for all mentions of one entity within a text; `category` is the corpus's
    own (“PER”, “person”), None where it gives none. `apposed` is set where the entity is not the
    mention's own but that of the mention it stands beside (“Ahab, *the captain*”).
    """

    start: int
    end: int
    entity: str
    kind: MentionKind | None
    category: str | None = None
    apposed: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """One speech in fiction, in one or more spans around its reporting clauses.

    `speaker` is the corpus's own name or id of who speaks, None where nobody can tell;
    `referring` is the text of the reporting clause (“he had said”), where the corpus gives it.
    """

    id: str
    spans: tuple[Span, ...]
    speaker: str | None
    type: QuotationType | None = None
    referring: str | None = None


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody in a novel, with every name that the corpus lists (`name` itself not repeated)."""

    name: str
    aliases: tuple[str, ...]
    gender: Gender | None


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """One text of a corpus. A layer that the corpus does not have is empty.

    `lines` are the spans of the text's sentences, only where the corpus says where they are;
    `annotator` is set where several people annotated the same text.
    """

    id: str
    text: str
    attributions: tuple[Attribution, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    characters: tuple[Character, ...] = ()
    lines: tuple[Span, ...] = ()
    annotator: str | None = None
    genre: str | None = None
