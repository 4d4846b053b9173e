"""Word lists as data files: `en/TOPIC.txt` has English ones, each under its heading.

    # What the list is for.
    [male titles]
    mr sir lord king
    prince

A line that begins with “#” is a comment. How the lines of a list are read is chosen by who asks: as
words with blanks between them, as entries of one line each, as one set a line, or as one pair a
line. What the file is for, where it comes from and its licence stand in its head.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_HEADING = re.compile(r"\[([\w -]+)\]")


class Lists:
    """The lists of one file by their headings. Raises ValueError for a line without a heading and
    a heading that comes twice, KeyError for a list that the file does not have."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._lines: dict[str, list[str]] = {}
        own: list[str] | None = None
        for number, line in enumerate(text.splitlines(), start=1):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            heading = _HEADING.fullmatch(line) if line[0] == "[" else None
            if heading and heading[1] not in self._lines:
                own = self._lines[heading[1]] = []
            elif heading or own is None:
                raise ValueError(f"{name}.txt, line {number}: no heading of its own")
            else:
                own.append(line)

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(self._lines)

    def lines(self, *headings: str) -> tuple[str, ...]:
        """The entries of one line each, in the order of the file."""
        try:
            return tuple(line for heading in headings for line in self._lines[heading])
        except KeyError as error:
            raise KeyError(f"{self._name}.txt has no list {error}") from None

    def ordered(self, *headings: str) -> tuple[str, ...]:
        """The words in the order of the file."""
        return tuple(word for line in self.lines(*headings) for word in line.split())

    def words(self, *headings: str) -> frozenset[str]:
        """The words of all these lists."""
        return frozenset(self.ordered(*headings))

    def groups(self, heading: str) -> tuple[frozenset[str], ...]:
        """One set of words a line."""
        return tuple(frozenset(line.split()) for line in self.lines(heading))

    def pairs(self, heading: str) -> dict[str, str]:
        """The first word of each line → the rest of it."""
        parted = (line.partition(" ") for line in self.lines(heading))
        return {first: rest for first, _, rest in parted}


@cache
def lists(name: str) -> Lists:
    """The lists of a file of this folder, “en/titles”; read once, when they are first asked for."""
    file = files("quotes.languages").joinpath(f"{name}.txt")
    return Lists(name, file.read_text(encoding="utf-8"))


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of these words, to be put into brackets; the first that fits counts."""
    return "|".join(map(re.escape, words))


def plurals(nouns: Iterable[str]) -> frozenset[str]:
    """Of English nouns: nurses, policewomen, secretaries, bosses."""
    return frozenset(map(_plural, nouns))


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-2] + "en"
    if noun.endswith("y") and noun[-2:-1] not in ("a", "e", "o"):
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "ch", "sh", "x")) else "s")
