"""The texts that records were extracted from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.annotations.document import AnnotationError

if TYPE_CHECKING:
    from quotes.documents import Document


@dataclass(frozen=True, slots=True)
class Texts:
    """Where the texts are, and how to read them: as they were given to `quotes extract`."""

    paths: Sequence[str] = ()
    text_column: str = "text"
    id_column: str = "id"
    encoding: str | None = None

    def all(self) -> Iterator[Document]:
        """Everything in ``paths``; raises `AnnotationError` for a bad one."""
        from quotes.documents import DocumentError, read_all

        for document in read_all(
            self.paths,
            text_column=self.text_column,
            id_column=self.id_column,
            encoding=self.encoding,
        ):
            if isinstance(document, DocumentError):
                raise AnnotationError(document.name, document.problem)
            yield document

    def of(self, doc: str, beside: Path) -> Document:
        """What records call ``doc``, from its file.

        A relative path is looked for in the working folder, then in ``beside``.
        """
        from quotes.documents import DocumentError, read
        from quotes.documents.files import is_there

        for path in (Path(doc), beside / doc):
            if is_there(path):
                document = next(read(path, encoding=self.encoding))
                if isinstance(document, DocumentError):
                    raise AnnotationError(document.name, document.problem)
                return document
        raise AnnotationError(
            doc,
            f"is no file here or in {beside}; name the texts that the records were extracted from",
        )
