"""A text as the words that were said, each under a key that its harmless variants share.

“don’t” and “do not”, “colour” and “color”, “five” and “5”, “Café” and “cafe” have the same keys, so
that what is left to compare are words. A printed stretch may give several keys (“don’t”: do, not),
and several may give one (“forty-two”: 42); the offsets always tell the printed stretch.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from quotes.checking.numbers import COMPOSED, compose
from quotes.checking.transcribed import Words
from quotes.languages import spelling, wording

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S., a.m.
    r"|(?<![^\s(\[“‘\"'])[-−](?=\d)"  # a minus
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?(?![^\W_])"
    r"|['’](?:cause|cos|em|til)\b"
    r"|[^\W_]+(?:['’ʼ][^\W_]+)*"
    r"(?: (?:n['’ʼ]t|['’ʼ](?:s|re|ll|ve|m|d))\b(?!['’]))?"  # “do n’t”, as tokenised text has it
    r"|[%&$£€¥₹]"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+$")
_NO_CENTS = re.compile(r"\.0+$")
_APOSTROPHES = str.maketrans("’ʼ‘", "'''")
_LETTERS = str.maketrans({"ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l", "ð": "d"})


def read_words(
    text: str, start: int = 0, end: int | None = None, *, apostrophes: bool = True
) -> Words:
    """The words of ``text[start:end]``, their offsets counting into `text`.

    Without ``apostrophes`` as raw speech-to-text has them: Reagan's is reagans, we're is were.
    """
    words = Words(text)
    keys, starts, ends = words.keys, words.start, words.end
    numbers = False
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        printed = match[0].replace(" ", "")
        found = _keys(printed if apostrophes else printed.replace("’", "").replace("'", ""))
        at, stop = match.span()
        for key in found:
            keys.append(key)
            starts.append(at)
            ends.append(stop)
        numbers = numbers or found[-1] in COMPOSED
    if numbers:
        compose(words)
    return words


@lru_cache(maxsize=500_000)
def _keys(printed: str) -> tuple[str, ...]:
    plain = printed.translate(_APOSTROPHES).lower()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c)) or plain
    if "." in plain and plain[0].isalpha():
        return (plain.replace(".", ""),)
    if spoken := spelling.SPOKEN.get(plain):
        return tuple(spoken.split())
    if plain in "-−":
        return ("minus",)
    if plain in spelling.CURRENCIES:
        return (spelling.CURRENCIES[plain],)
    if plain[0].isdigit():
        plain = _NO_CENTS.sub("", plain)
        return (plain.replace(",", "") if _THOUSANDS.match(plain) else plain,)
    if "'" in plain:
        return _contraction(plain)
    return (_spelled(plain),)


def _contraction(plain: str) -> tuple[str, ...]:
    if plain.endswith("n't") and plain != "ain't":
        stem = plain[:-3]
        return (_spelled(stem), "not") if stem else ("not",)
    stem, _, ending = plain.rpartition("'")
    if ending == "s" and stem.endswith("s"):
        return _keys(stem)  # Hodges's is Hodges'
    if stem and ending in spelling.CONTRACTED:
        return (*_keys(stem), spelling.CONTRACTED[ending])
    return (plain.strip("'") or plain,)


def _spelled(plain: str) -> str:
    if plain in wording.UNITS:
        return str(wording.UNITS[plain])
    if plain in wording.TENS:
        return str(wording.TENS[plain])
    if plain in wording.ORDINALS:
        return _ordinal(wording.ORDINALS[plain])
    if plain in spelling.SPELLINGS:
        return spelling.SPELLINGS[plain]
    if len(plain) >= spelling.SHORTEST_ISE and plain.endswith(spelling.ISE_ENDINGS):
        head, _, tail = plain.rpartition("s") if plain[-1] != "s" else _before_last_s(plain)
        return f"{head}z{tail}"
    return plain


def _before_last_s(plain: str) -> tuple[str, str, str]:
    head, _, tail = plain[:-1].rpartition("s")
    return head, "s", f"{tail}s"


def _ordinal(value: int) -> str:
    return f"{value}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(value, 'th') }"
