"""The fullest form of a name that a document has: “ROE” is the Jane Roe of its heading."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from quotes.languages.sentences import begins_sentence
from quotes.turns.names import (
    NAME,
    bare,
    fits,
    initials_of,
    may_be_called,
    names_around,
    plain,
    says_no_role,
    with_title,
)

Place = tuple[str, int]  # a name and where it first stands


class FullNames:
    """The full names of a document by surname, by first name (“jane …”) and by initials (“JR?”).

    ``names``: as labels and brackets print them; ``head``: where people are introduced, a stretch
    of the text. Linear in the text.
    """

    def __init__(self, text: str, head: tuple[int, int], names: Iterable[str]) -> None:
        self.text, self.head = text, head
        self._forms: dict[str, tuple[str, int | None]] = {}
        words = {word for name in names for word in bare(name.split())}
        self._often: Counter[str] = Counter()
        self._first: dict[str, int] = {}
        for name, at in self._standing(words):
            self._often[name] += 1
            self._first.setdefault(name, at)
        self._without_first_words()
        self.by_key: dict[str, Counter[Place]] = defaultdict(Counter)
        for name, n in self._often.items():
            parts = name.split()
            for key in (plain(parts[-1]), f"{plain(parts[0])} …", f"{initials_of(parts)}?"):
                self.by_key[key][name, self._first[name]] += n

    def form(self, printed: str) -> tuple[str, int | None]:
        """The fullest form of a name, and where it stands if it is another than the printed one."""
        if printed not in self._forms:
            self._forms[printed] = self._form(printed)
        return self._forms[printed]

    def _form(self, printed: str) -> tuple[str, int | None]:
        words = bare(printed.split())
        own = " ".join(words)
        short = own.replace(".", "")
        options = self.by_key.get(plain(words[-1]), Counter())
        if len(words) == 1:
            options = options + self.by_key.get(f"{plain(words[0])} …", Counter())
        fitting = {o: n for o, n in options.items() if fits(words, o[0].split())}
        if not fitting and 2 <= len(short) <= 3 and short.isupper():
            fitting = dict(self.by_key.get(f"{short}?", Counter()))
        title = plain(printed.split()[0])
        fitting = {o: n for o, n in fitting.items() if may_be_called(title, o[0])}
        firsts = {first for name, _ in fitting if len(first := plain(name.split()[0])) > 1}
        if not fitting or (len(words) == 1 and len(firsts) > 1):
            return self._in_small_letters(with_title(printed, own)), None
        # Written out rather than in capitals, with the most words, most often, first.
        return max(
            fitting, key=lambda o: (not o[0].isupper(), len(o[0].split()), fitting[o], -o[1])
        )

    def _in_small_letters(self, name: str) -> str:
        """“OBI” as the text else prints it, if it does."""
        if not name.isupper() or len(name) < 3:
            return name
        words = [rf"{re.escape(w.rstrip('.').title())}\.?" for w in name.split()]
        match = re.search(rf"\b{' '.join(words)}(?<!\.)(?!\w)", self.text)
        return match[0] if match else name

    def _standing(self, words: set[str]) -> Iterator[Place]:
        """Every full name that one of the words is part of; those of initials in the head only."""
        wanted = {
            re.escape(w.strip(".")) for w in words if len(w.strip(".")) > 2 and w[0].isalpha()
        }
        if wanted:
            pattern = re.compile(rf"\b(?:{'|'.join(sorted(wanted))})\b", re.IGNORECASE)
            for match in pattern.finditer(self.text):
                if match[0][0].isupper():
                    yield from names_around(self.text, match)
        if any(2 <= len(w.replace(".", "")) <= 3 and w.isupper() for w in words):
            for match in re.finditer(NAME, self.text[slice(*self.head)]):
                at = self.head[0] + match.start()
                kept = bare(match[0].split())
                if len(kept) > 1 and says_no_role(kept):
                    name = " ".join(kept)
                    yield name, at + match[0].rfind(name) if name in match[0] else at

    def _without_first_words(self) -> None:
        """“Beekeeper Ada Obi keeps …”: the capital may be that of a sentence."""
        for name in [name for name in self._often if name.count(" ") > 1]:
            rest = name.partition(" ")[2]
            if rest in self._often and begins_sentence(self.text, self._first[name]):
                self._often[rest] += self._often.pop(name)
