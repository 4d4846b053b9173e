"""Reading annotations: texts in which people marked or corrected quotations, one module a tool.

    for document in read_annotations("corrected.jsonl", texts=["articles/"]):
        print(document.id, len(document.text), document.quotes)

Whatever tool they come from, the quotations are records (`quotes.records.Quote`). What `quotes`
wrote for a tool has its record beside the tool's regions: where the annotator left a quotation
alone the record comes back as it was, and where not, the annotator's regions, kind and speaker
count, with confidence 1.
"""

from __future__ import annotations

from quotes.annotations.document import AnnotatedDocument, AnnotationError
from quotes.annotations.reading import Tool, read_annotations
from quotes.annotations.texts import Texts

__all__ = ["AnnotatedDocument", "AnnotationError", "Texts", "Tool", "read_annotations"]
