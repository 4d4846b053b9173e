"""From the paths of a call to the quotations of each document, failures told along the way."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.cli.messages import tell
from quotes.cli.options import Kind, Reading
from quotes.cli.progress import progress
from quotes.output.reading import counted

if TYPE_CHECKING:
    from quotes.documents import Document
    from quotes.records import Quote


@dataclass(slots=True)
class Tally:
    """How the run went so far."""

    documents: int = 0
    quotations: int = 0
    failed: int = 0

    @property
    def exit_status(self) -> int:
        return 1 if self.failed else 0


def read(
    reading: Reading, tally: Tally, *, output: Path | None, bar: bool
) -> Generator[tuple[Document, tuple[Quote, ...]], None, None]:
    """Each document with its quotations as soon as they are found; the model loads once.

    What cannot be read is told and counted, and the rest goes on. ``output`` is left out where a
    folder or glob contains it: the last run's result is not this one's input.
    """
    import quotes
    from quotes.errors import QuotesError

    nlp = None
    with progress(shown=bar) as advance:
        for document in documents(reading, tally, leave_out=[output]):
            advance(document.id)
            if nlp is None:
                nlp = quotes.load(
                    kind="direct" if reading.kind is Kind.DIRECT else "all",
                    model=reading.model,
                    spacy_model=reading.spacy_model,
                    all_marks=reading.all_marks,
                )
            try:
                # One by one: batches save no time here, and a failure stays with its document.
                found = nlp(document.text)._.quotes
            except QuotesError:
                raise
            except Exception as error:
                tell(f"{document.id}: could not be analysed ({type(error).__name__}: {error})")
                tally.failed += 1
                continue
            tally.documents += 1
            tally.quotations += len(found)
            yield document, tuple(replace(quote, doc=document.id) for quote in found)


def documents(
    reading: Reading, tally: Tally, *, leave_out: Iterable[Path | None]
) -> Generator[Document, None, None]:
    """The documents alone, without those of the files to leave out; failures as in `read`."""
    from quotes.documents import DocumentError, read_all

    not_wanted = {path.resolve() for path in leave_out if path}
    for document in read_all(
        reading.paths,
        text_column=reading.text_column,
        id_column=reading.id_column,
        encoding=reading.encoding,
    ):
        if isinstance(document, DocumentError):
            tell(document)
            tally.failed += 1
        elif not (document.path and Path(document.path).resolve() in not_wanted):
            yield document


def wants_bar(output: Path | None) -> bool:
    """A progress line is for a person, and only where the records do not pass by themselves."""
    return sys.stderr.isatty() and (output is not None or not sys.stdout.isatty())


def tell_outcome(tally: Tally, kind: Kind, output: Path | None) -> None:
    """What a person cannot see in the output itself: that it is empty, or where it went."""
    documents = counted(tally.documents, "document")
    if tally.quotations == 0 and kind is Kind.DIRECT:
        tell(f"no direct quotations in {documents}; --kind all looks for indirect ones as well")
    elif tally.quotations == 0:
        tell(f"no quotations in {documents}")
    elif output:
        tell(f"{counted(tally.quotations, 'quotation')} from {documents} written to {output}")
