"""Where sentences begin and end, as far as marks and abbreviations tell it."""

from __future__ import annotations

import re

from quotes.languages import english

_BEFORE = 24  # characters looked back: an abbreviation, and the marks that open a sentence
_OPENING = " \t“\"'‘([*_#"
_LETTERS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")  # the J. of J. Edgar, D.C., G.K.
_LAST_WORD = re.compile(r"[\w.'’]*$")  # the T of “I don't.” is no initial
_END = re.compile(r"([\w.'’]*)([.?!…]+[\"”’')\]]*\s+)(?=[\"“‘'(\[]*[A-Z])")


def is_shortened(word: str, behind: str = "") -> bool:
    """Does a full stop behind this word belong to it: “Mr.”, “U.S.”, the “J.” of J. Edgar?

    ``behind``: what follows the stop, as far as it is known. “No.” is short only before a number.
    """
    plain = word.casefold().rstrip(".")
    if plain == "no" and behind:
        return behind[0].isdigit()
    return plain in english.ABBREVIATIONS or (plain != "i" and bool(_LETTERS.fullmatch(plain)))


def begins_sentence(text: str, at: int) -> bool:
    """May the capital letter at ``at`` be there only because a sentence begins?"""
    before = text[max(0, at - _BEFORE) : at].rstrip(_OPENING)
    if not before:
        return True
    if before[-1] == ".":
        match = _LAST_WORD.search(before[:-1])
        return not (match and is_shortened(match[0], text[at : at + 1]))
    return before[-1] in '?!…\n\r:”’"—>'


def sentences_within(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """text[start:end], cut where a sentence ends in it; the stops between the pieces left out."""
    pieces, at = [], start
    for match in _END.finditer(text, start, end):
        behind = text[match.end() : match.end() + 1]
        short = match[2].startswith(".") and is_shortened(match[1], behind)
        if match.end() < end and not short:
            pieces.append((at, match.start(2)))
            at = match.end()
    return [*pieces, (at, end)]
