"""Reading files into text: one reader a format, and nothing about quotations.

Heavy libraries are imported by the reader that needs them, when it reads.
"""

from quotes.documents.document import Document, DocumentError
from quotes.documents.files import find
from quotes.documents.reading import read, read_all

__all__ = ["Document", "DocumentError", "find", "read", "read_all"]
