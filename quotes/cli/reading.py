"""From the paths of a call to the quotations of each document, failures told along the way."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.cli.messages import none_in, tell
from quotes.cli.options import Request
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
    request: Request, tally: Tally, *, output: Path | None, bar: bool
) -> Generator[tuple[Document, tuple[Quote, ...]], None, None]:
    """Each document with its quotations as soon as they are found; the model loads once.

    What cannot be read is told and counted, and the rest goes on. ``output``, a file or folder, is
    left out where the paths contain it: the last run's result is not this one's input.
    """
    from quotes.documents.files import passed_over
    from quotes.errors import QuotesError
    from quotes.loading import finder

    find = None
    with progress(shown=bar) as advance:
        for document in documents(request, tally, leave_out=[output]):
            advance(document.id)
            if find is None:
                find = finder(request.options, request.spacy_model)
            try:
                found = find(document)
            except QuotesError:
                raise
            except Exception as error:
                tell(f"{document.id}: could not be analysed ({type(error).__name__}: {error})")
                tally.failed += 1
                continue
            tally.documents += 1
            tally.quotations += len(found)
            yield document, tuple(found)
    for line in passed_over(request.paths):
        tell(line)
    if request.sample is not None and not tally.documents + tally.failed:
        tell(none_in(request.sample))


def documents(
    request: Request, tally: Tally, *, leave_out: Iterable[Path | None]
) -> Generator[Document, None, None]:
    """The documents, without those of the files and folders to leave out; failures as in `read`."""
    from quotes.documents import DocumentError, read_all
    from quotes.documents.files import real
    from quotes.documents.limits import LONGEST, in_sample, too_long

    not_wanted = [real(path) for path in leave_out if path]
    read = 0
    for document in read_all(
        request.paths,
        text_column=request.text_column,
        id_column=request.id_column,
        encoding=request.encoding,
    ):
        name = document.name if isinstance(document, DocumentError) else document.id
        if request.sample is not None and not in_sample(name, request.sample):
            continue
        file = name if isinstance(document, DocumentError) else document.path
        if any(_is_in(file, path) for path in not_wanted):
            continue
        if isinstance(document, DocumentError):
            tell(document)
            tally.failed += 1
        elif len(document.text) > LONGEST:
            tell(f"{document.id}: {too_long(len(document.text))}")
            tally.failed += 1
        else:
            yield document
            read += 1
            if read == request.limit:
                return


def _is_in(file: str | None, path: Path) -> bool:
    """Is it that file, or one in that folder?"""
    from quotes.documents.files import real

    return bool(file) and real(file or "").is_relative_to(path)


def wants_bar(output: Path | None) -> bool:
    """A progress line is for a person, and only where the records do not pass by themselves."""
    return sys.stderr.isatty() and (output is not None or not sys.stdout.isatty())


def tell_outcome(tally: Tally, request: Request, output: Path | None) -> None:
    """What a person cannot see in the output itself: that it is empty, or where it went."""
    documents = counted(tally.documents, "document")
    if tally.quotations == 0 and request.options.kind == "direct":
        tell(f"no direct quotations in {documents}; --kind all looks for indirect ones as well")
    elif tally.quotations == 0:
        tell(f"no quotations in {documents}")
    elif output:
        tell(f"{counted(tally.quotations, 'quotation')} from {documents} written to {output}")
