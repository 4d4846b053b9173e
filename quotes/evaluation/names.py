"""Whether two names of a speaker are the same, titles and accents aside."""

from __future__ import annotations

import re
import unicodedata

_TITLES = set(
    "mr mrs ms miss dr sir lord lady prof professor sen senator rep representative gov governor "
    "president vice-president vice secretary rev reverend judge justice hon congressman "
    "congresswoman mayor gen general col colonel lt lieutenant capt captain sgt sheriff king queen "
    "prince princess pope cardinal bishop chairman chairwoman jr sr".split()
)


def plain_name(name: str) -> str:
    """The name without case, accents, punctuation and titles, but never without all its words."""
    decomposed = unicodedata.normalize("NFKD", name)
    letters = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    letters = re.sub(r"['’]s\b", "", letters)
    words = re.sub(r"[^\w\s-]|_", "", letters).replace("-", " ").split()
    return " ".join([word for word in words if word not in _TITLES] or words)
