"""Whether a source says what a reported clause says: its content words and its negations.

Reported speech shifts persons, tenses and times (“I will do it tomorrow” → that she would do it the
next day), so function words and such times do not count, and words are compared by their stems.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from quotes.checking.index import Index
from quotes.checking.omissions import kind_of
from quotes.checking.result import Change
from quotes.checking.transcribed import Words
from quotes.checking.words import read_words
from quotes.languages import wording
from quotes.records import Quote

_BARE = wording.FUNCTION_WORDS | wording.SHIFTED
_ENDINGS = ("ingly", "edly", "ings", "ies", "ied", "ing", "ers", "est", "ed", "es", "er", "ly", "s")
_SHORTEST_STEM = 3
_SLACK = 12
_MOST_MISSING = 0.25
_BOUNDARY_WORDS = 3


@dataclass(frozen=True, slots=True)
class Reported:
    """``coverage``: the share of the clause's content words that the passage has, 1.0 where it has
    none to look for; ``changes``: what is different; ``positions``: of the words found."""

    coverage: float
    changes: tuple[Change, ...]
    positions: tuple[int, ...]
    wanted: int

    @property
    def rank(self) -> tuple[float, bool, int]:
        """The better, the higher: what has more of the words, and has them closer together."""
        spread = self.positions[-1] - self.positions[0] if self.positions else 0
        return self.coverage, self.holds, -spread

    @property
    def holds(self) -> bool:
        grave = any(change.kind in ("negation", "number", "name") for change in self.changes)
        missing = 1 - self.coverage
        return not grave and missing <= (_MOST_MISSING if self.wanted >= 4 else 0)


@lru_cache(maxsize=200_000)
def stem(key: str) -> str:
    """A word without its ending, irregular verbs by spaCy's tables: built → build, taxes → tax."""
    from quotes.languages.lemmas import lemma_of

    if not key.isalpha():
        return key
    plain = lemma_of(key)
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= _SHORTEST_STEM:
            plain = plain.removesuffix(ending) + ("y" if ending in ("ies", "ied") else "")
            break
    return plain.removesuffix("e")


def find_reported(
    clause: Words,
    index: Index,
    skip: Collection[str] = (),
    names: Collection[str] = (),
    whole: Words | None = None,
) -> Reported:
    """The best passage for a clause. ``skip``: keys that need not be there, such as the speaker's
    own name; ``names``: keys that the article writes as names; ``whole``: the words among which
    its negations stand, if they are more than the clause."""
    wanted = [i for i, key in enumerate(clause.keys) if key not in _BARE and key not in skip]
    if not wanted:
        return Reported(1.0, (), (), 0)
    keys = list(dict.fromkeys(clause.keys[i] for i in wanted))
    best: Reported | None = None
    for start, end in index.regions(_forms(keys, index), most=8):
        low, high = max(start - _SLACK, 0), min(end + _SLACK, len(index))
        found = _compare(clause, wanted, index, range(low, high), names, whole or clause)
        if best is None or found.rank > best.rank:
            best = found
    return best or Reported(0.0, (), (), len(wanted))


def _forms(keys: Sequence[str], index: Index) -> list[str]:
    """The words, and the forms of them that the source has."""
    stems = index.stems(stem)
    return list(dict.fromkeys(form for key in keys for form in (key, *stems.get(stem(key), ()))))


def _compare(
    clause: Words,
    wanted: Sequence[int],
    index: Index,
    region: range,
    names: Collection[str],
    whole: Words,
) -> Reported:
    places: dict[str, list[int]] = {}
    for position in region:
        places.setdefault(stem(index.words.keys[position]), []).append(position)
    found: dict[int, int] = {}
    options = {i: here for i in wanted if (here := places.get(stem(clause.keys[i])))}
    sure = sorted(here[0] for here in options.values() if len(here) == 1)
    middle = sure[len(sure) // 2] if sure else (region.start + region.stop) // 2
    for i, here in options.items():
        found[i] = min(here, key=lambda position: abs(position - middle))
    changes = [
        Change(
            clause.printed(i),
            "",
            kind_of(clause.keys[i], clause.keys[i] in names and clause.printed(i)[0].isupper()),
            (clause.start[i], clause.end[i]),
        )
        for i in wanted
        if i not in found
    ]
    positions = sorted(set(found.values()))
    if positions:
        changes += _negations(clause, whole, index, positions)
    return Reported(len(found) / len(wanted), tuple(changes), tuple(positions), len(wanted))


def _negations(clause: Words, whole: Words, index: Index, positions: Sequence[int]) -> list[Change]:
    """A difference where one side has a negation of these words and the other has none."""
    low, high = positions[0], positions[-1]
    for _ in range(_BOUNDARY_WORDS):
        if not index.begins_sentence(low):
            low -= 1
        if high + 1 < len(index) and not index.begins_sentence(high + 1):
            high += 1
    found = set(positions)
    theirs = [
        p
        for p in range(low, high + 1)
        if index.words.keys[p] in wording.NEGATIONS and _negated(p, index) in found
    ]
    ours = [i for i, key in enumerate(clause.keys) if key in wording.NEGATIONS]
    if ours and not any(index.words.keys[p] in wording.NEGATIONS for p in range(low, high + 1)):
        at = ours[0]
        return [Change(clause.printed(at), "", "negation", (clause.start[at], clause.end[at]))]
    if theirs and not wording.NEGATIONS & set(whole.keys):
        words, at = index.words, theirs[0]
        return [Change("", words.printed(at), "negation", None, (words.start[at], words.end[at]))]
    return []


def _negated(negation: int, index: Index) -> int:
    """The word that a negation denies: the next content word, at the end of a sentence the last."""
    following = index.words.keys[negation + 1 : negation + 2]
    if index.words.keys[negation] == "no" and wording.FUNCTION_WORDS.issuperset(following):
        return negation  # “No, the clinic …” answers and denies nothing here
    for position in range(negation + 1, min(negation + 6, len(index))):
        if index.begins_sentence(position):
            break
        if index.words.keys[position] not in wording.FUNCTION_WORDS:
            return position
    for position in range(negation - 1, max(negation - 6, -1), -1):
        if index.words.keys[position] not in wording.FUNCTION_WORDS:
            return position
    return negation


def outside(quote: Quote) -> Words:
    """The words of a mixed quotation that stand outside its quotation marks."""
    out = Words(quote.text)
    at = 0
    for part in quote.parts:
        inside = [q for q in quote.quoted if part.start <= q.start and q.end <= part.end]
        edges = [part.start, *(edge for q in inside for edge in (q.start, q.end)), part.end]
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            out.add(read_words(quote.text, at + start - part.start, at + end - part.start))
        at += len(part.text) + 1
    return out
