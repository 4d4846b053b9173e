"""Records that a person has judged, as JSON Lines: what the report's Export saves.

Each line is a record (`Quote.to_dict`) that may have one more field::

    "review": {"verdict": "accepted" | "corrected" | "rejected" | null,
               "note": "free text, may be empty",
               "was": {"speaker": …, "kind": …},
               "added": true}

A record without ``review`` was not judged; a verdict of null is a note and no judgement. Where the
verdict is *corrected* the record says what the reviewer said, and ``was`` has what the model had
said in the fields that differ, so that nothing is lost. A *rejected* record is no quotation.
Records straight from `quotes extract` are read as well: nobody has judged them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Self, get_args

from quotes import fields
from quotes.errors import QuotesError, RecordError, reason
from quotes.records import Quote

Verdict = Literal["accepted", "corrected", "rejected"]
_VERDICTS = get_args(Verdict)


class RecordsError(QuotesError):
    """A file of records cannot be read; one line that names the file, the line and the way out."""

    def __init__(self, place: object, problem: str) -> None:
        super().__init__(f"{place}: {problem}")
        self.place, self.problem = place, problem


@dataclass(frozen=True, slots=True)
class Review:
    """A person's judgement of one record.

    ``was``: the record's fields before it, as in JSON. ``added``: the record is the reviewer's own,
    of a quotation that the model had missed.
    """

    verdict: Verdict | None
    note: str = ""
    was: Mapping[str, Any] = field(default_factory=dict)
    added: bool = False

    def to_dict(self) -> dict[str, Any]:
        review: dict[str, Any] = {"verdict": self.verdict, "note": self.note}
        if self.was:
            review["was"] = dict(self.was)
        if self.added:
            review["added"] = True
        return review

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Raises `RecordError` where the verdict is none of the three."""
        verdict = data.get("verdict")
        if verdict is not None and verdict not in _VERDICTS:
            told = f"the verdict {str(verdict)[:40]!r} is none of {', '.join(_VERDICTS)}"
            raise RecordError(told)
        was = fields.obj(data.get("was") or {})
        note = fields.optional_text(data, "note") or ""
        return cls(verdict, note, was, bool(data.get("added")))


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A record and what a person made of it, None where nobody has judged it."""

    quote: Quote
    review: Review | None = None

    def to_dict(self) -> dict[str, Any]:
        """The record as the JSON contract has it, with ``review`` last where there is one."""
        record = self.quote.to_dict()
        return {**record, "review": self.review.to_dict()} if self.review else record

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Raises `RecordError` where it is no record, or the review none."""
        quote = Quote.from_dict(data)
        review = fields.made(data, "review", dict) if data.get("review") else None
        return cls(quote, Review.from_dict(review) if review else None)


def read_records(path: str | Path) -> list[Reviewed]:
    """The records of a ``.jsonl`` file, in its order.

    Raises `RecordsError` where the file cannot be opened or a line is no record: half a file of
    judgements would give wrong figures without a word.
    """
    return [record for _, record in records_at(Path(path))]


def records_at(path: Path) -> Iterator[tuple[str, Reviewed]]:
    """Each record with its place, ``FILE:LINE``, once it is read; raises as `read_records`."""
    try:
        # Not splitlines(): a text may hold U+2028 and other characters that it takes for line ends.
        with path.open(encoding="utf-8-sig", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield f"{path}:{number}", _record(f"{path}:{number}", line)
    except OSError as error:
        problem = f"cannot be opened ({reason(error)}); check the path"
        raise RecordsError(path, problem) from None
    except UnicodeDecodeError:
        raise RecordsError(path, "is not UTF-8; export the records once more") from None


def by_document(records: Iterable[Reviewed]) -> dict[str, list[Reviewed]]:
    """The records of each document, by its name, in their order."""
    found: dict[str, list[Reviewed]] = {}
    for record in records:
        found.setdefault(record.quote.doc, []).append(record)
    return found


def fits(quote: Quote, text: str) -> bool:
    """Whether the record was made from this very text: each of its stretches stands there."""
    stretches = [*quote.parts, *quote.quoted, *quote.chain, quote.cue, quote.source]
    return all(text[one.start : one.end] == one.text for one in stretches if one is not None)


def _record(place: str, line: str) -> Reviewed:
    try:
        return Reviewed.from_dict(fields.parsed(line))
    except RecordError as error:
        problem = (
            f"is no record ({error}); a line is what `quotes extract --format jsonl` or the "
            "report's Export writes"
        )
        raise RecordsError(place, problem) from None
