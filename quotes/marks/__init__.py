"""Quotation marks: pairing them on a string, in any language, without any language processing.

    >>> from quotes.marks import pair
    >>> [quoted.style for quoted in pair("“He said ‘no’,” she said.")]
    ['double', 'single']

`pair` gives the quoted stretches of a text, `paragraphs` its paragraphs. Both are pure functions,
linear in the length of the text, and need nothing but the standard library.
"""

from quotes.marks.layout import paragraphs
from quotes.marks.pairing import pair
from quotes.marks.quoted import Quoted, Style

__all__ = ["Quoted", "Style", "pair", "paragraphs"]
