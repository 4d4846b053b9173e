"""Words that are written with an apostrophe at their begin or end, for `quotes.marks`.

That is spelling: a page may have them whatever language it is in, so there is one list for all.
"""

from __future__ import annotations

from quotes.languages.words import lists

_lists = lists("en/apostrophes")

ELIDED, CUT_SHORT = _lists.ordered("elided"), _lists.ordered("cut short")
DECADES, CLITICS = _lists.ordered("decades"), _lists.ordered("clitics")
OPEN_ENDINGS = _lists.ordered("open endings")
BETWEEN = _lists.ordered("between apostrophes")
