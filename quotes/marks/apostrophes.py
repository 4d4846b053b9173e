"""Which single marks are apostrophes, as far as the letters beside them tell.

This is spelling, not language processing: `quotes.languages.apostrophes` lists the words that are
written with an apostrophe at their begin or end.
"""

from __future__ import annotations

import re

from quotes.languages import apostrophes as words
from quotes.languages.words import any_of

# ’tis, ’em, ’90s: an apostrophe before them is likelier than an opening mark.
_ELIDED = re.compile(
    rf"(?:{any_of(words.ELIDED)})(?![\w’'])|\d\d(?:{any_of(words.DECADES)})?(?!\w)", re.IGNORECASE
)
# do n’t, Helen ’s: the second half of a tokenised word.
_CLITIC = re.compile(rf"(?:{any_of(words.CLITICS)})(?![\w’'])", re.IGNORECASE)
# goin’, the Joneses’: an apostrophe after them is as likely as a closing mark.
_OPEN_ENDED = re.compile(rf"(?:{any_of(words.OPEN_ENDINGS)})$", re.IGNORECASE)
# an’ then, o’ course: never the last word before a closing mark.
_CUT_SHORT = re.compile(rf"(?<![\w'’‘`\"“])(?:{any_of(words.CUT_SHORT)})$", re.IGNORECASE)
_ROCK_N_ROLL = re.compile(rf"['’‘]\s?(?:{any_of(words.BETWEEN)})\s?['’](?=\W)", re.IGNORECASE)

_LOOK_BACK = 8


def starts_elided(text: str, at: int) -> bool:
    """Whether the word at ``at`` is one that is written with an apostrophe before it."""
    return _ELIDED.match(text, at) is not None


def starts_clitic(text: str, at: int) -> bool:
    """Whether the letters at ``at`` are the second half of a word cut at its apostrophe."""
    match = _CLITIC.match(text, at)
    if match is None:
        return False
    # ‘T cells’ is a quotation, HELEN ’S HOUSE is not.
    return match.group().islower() or text[max(0, at - 3) : at - 1].strip().isupper()


def ends_open(text: str, at: int) -> bool:
    """Whether the word that ends at ``at`` is often written with an apostrophe after it."""
    return _OPEN_ENDED.search(text, max(0, at - _LOOK_BACK), at) is not None


def ends_cut_short(text: str, at: int) -> bool:
    """Whether the word that ends at ``at`` is half a word that only an apostrophe completes."""
    return _CUT_SHORT.search(text, max(0, at - _LOOK_BACK), at) is not None


def within_rock_n_roll(text: str, at: int) -> bool:
    """Whether the mark at ``at`` is one of the two around the “n” of “rock ’n’ roll”."""
    return any(
        _ROCK_N_ROLL.match(text, start) is not None
        for start in range(max(0, at - 3), at + 1)
        if text[start] in "'’‘"
        and (start == at or text[start + 1 : at].strip().lower() in words.BETWEEN)
    )
