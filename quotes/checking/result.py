"""What checking says about one quotation. The JSON form is a contract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from quotes.checking.verdicts import Severity, Verdict
from quotes.records import Quote
from quotes.spans import Span

ChangeKind = Literal["negation", "number", "name", "condition", "subject", "content", "function"]
GRAVEST_CHANGES: tuple[ChangeKind, ...] = (
    "negation",
    "number",
    "name",
    "condition",
    "subject",
    "content",
    "function",
)


@dataclass(frozen=True, slots=True)
class Change:
    """Words that differ: as the article has them and as the source does ("" for none).

    ``kind`` is the gravest among the words. The places are offsets into the article and the source.
    """

    article: str
    source: str
    kind: ChangeKind
    article_span: Span | None = None
    source_span: Span | None = None

    def to_dict(self) -> dict[str, str]:
        """The words and their kind, as the JSON contract has them."""
        return {"article": self.article, "source": self.source, "kind": self.kind}


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a source, ``text == source[start:end]``.

    ``source`` is the document's id. ``speaker`` is the label as the transcript prints it, ``time``
    seconds from the start of the recording; None where the source tells none.
    """

    source: str
    start: int
    end: int
    text: str
    speaker: str | None = None
    time: float | None = None
    line: int = 1

    def to_dict(self) -> dict[str, Any]:
        """The passage as the JSON contract has it, which leaves ``line`` out."""
        return {
            "source": self.source,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "speaker": self.speaker,
            "time": self.time,
        }


@dataclass(frozen=True, slots=True)
class Check:
    """The verdict on one quotation.

    ``verdict`` is the gravest; ``flags`` has the others that apply, notes (docs/checking.md), or
    why it is ``unchecked``. ``severity`` is how much the difference in words weighs, None where no
    word differs or nothing was compared. ``confidence`` is between 0 and 1. ``pieces`` are the
    stretches of the source that the words come from, where ``passage`` is the whole, or the longest
    of several far apart; ``before`` and ``after`` are what the same turn says around it.
    ``correction``: the source's own words, where the article's are nearly these. ``agrees`` and
    ``differs``: the sources that have the words, and those that have the same statement in other
    words, whoever says it there; neither has those in which it is not. ``why`` is for people.
    """

    quote: Quote
    verdict: Verdict
    flags: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    passage: Passage | None = None
    confidence: float = 1.0
    pieces: tuple[Passage, ...] = ()
    why: tuple[str, ...] = ()
    severity: Severity | None = None
    before: str = ""
    after: str = ""
    correction: str | None = None
    agrees: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the verdict is a harmless one."""
        return self.verdict.holds

    def to_dict(self) -> dict[str, Any]:
        """The object of the JSON contract, in its order."""
        return {
            "quote": self.quote.to_dict(),
            "verdict": str(self.verdict),
            "flags": list(self.flags),
            "changes": [change.to_dict() for change in self.changes],
            "passage": self.passage.to_dict() if self.passage else None,
            "confidence": round(self.confidence, 3),
            "severity": str(self.severity) if self.severity else None,
            "context": {"before": self.before, "after": self.after} if self.passage else None,
            "correction": self.correction,
            "agrees": list(self.agrees),
            "differs": list(self.differs),
            "why": list(self.why),
        }
