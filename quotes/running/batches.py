"""Articles in batches of about as many words, each batch knowing where in the input it ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from quotes.documents import Document, DocumentError
from quotes.documents.limits import LONGEST, too_long
from quotes.running.corpus import Item, Position, Unread

# About three seconds of work: little is lost with a worker, and handing over costs nothing.
BATCH_WORDS = 8_000
_ITEMS = 5_000  # of a table of empty rows, say
_CHARACTERS = 6  # a word of English with the space after it


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that gave no records, and why. ``doc`` is its name as in a record."""

    doc: str
    reason: str


@dataclass(slots=True)
class Batch:
    """What a worker is given at once. ``words`` is an estimate, from sizes alone, so that it is the
    same in every run; ``end`` is where the input goes on after it.
    """

    end: Position
    documents: list[Document | Unread] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    words: int = 0


def batches(items: Iterable[tuple[Item, Position]], size: int = BATCH_WORDS) -> Iterator[Batch]:
    """Batches of `size` words or, where the last document is longer, more. Each begins with its
    first document only, never with one of the batch before, so that a run that begins anew at any
    batch's end makes the same batches.
    """
    batch: Batch | None = None
    count = 0
    for item, end in items:
        batch = batch or Batch(end)
        batch.end = end
        _add(batch, item)
        count += 1
        if batch.words >= size or count >= _ITEMS:
            yield batch
            batch, count = None, 0
    if batch:
        yield batch


def _add(batch: Batch, item: Item) -> None:
    if isinstance(item, DocumentError):
        batch.failures.append(Failure(item.name, item.problem))
    elif isinstance(item, Document) and len(item.text) > LONGEST:
        batch.failures.append(Failure(item.id, too_long(len(item.text))))
    else:
        size = item.bytes if isinstance(item, Unread) else len(item.text)
        batch.documents.append(item)
        batch.words += max(1, size // _CHARACTERS)
