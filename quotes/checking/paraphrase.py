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
from quotes.checking.words import Words
from quotes.languages import wording

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
    def holds(self) -> bool:
        grave = any(change.kind in ("negation", "number", "name") for change in self.changes)
        missing = 1 - self.coverage
        return not grave and missing <= (_MOST_MISSING if self.wanted >= 4 else 0)


@lru_cache(maxsize=200_000)
def stem(key: str) -> str:
    """A word without its ending, irregular verbs by spaCy's tables: built → build, taxes → tax."""
    from quotes.pipeline.lemmas import lemma_of

    if not key.isalpha():
        return key
    plain = lemma_of(key)
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= _SHORTEST_STEM:
            plain = plain.removesuffix(ending) + ("y" if ending in ("ies", "ied") else "")
            break
    return plain.removesuffix("e")


def find_reported(
    clause: Words, index: Index, skip: Collection[str] = (), names: Collection[str] = ()
) -> Reported:
    """The best passage for a clause. ``skip``: keys that need not be there, such as the speaker's
    own name; ``names``: keys that the article writes as names."""
    wanted = [i for i, key in enumerate(clause.keys) if key not in _BARE and key not in skip]
    if not wanted:
        return Reported(1.0, (), (), 0)
    keys = list(dict.fromkeys(clause.keys[i] for i in wanted))
    best: Reported | None = None
    for start, end in index.regions(_forms(keys, index), most=8):
        low, high = max(start - _SLACK, 0), min(end + _SLACK, len(index))
        found = _compare(clause, wanted, index, range(low, high), names)
        if best is None or (found.coverage, found.holds) > (best.coverage, best.holds):
            best = found
    return best or Reported(0.0, (), (), len(wanted))


def _forms(keys: Sequence[str], index: Index) -> list[str]:
    """The words, and the forms of them that the source has."""
    stems = index.stems(stem)
    return list(dict.fromkeys(form for key in keys for form in (key, *stems.get(stem(key), ()))))


def _compare(
    clause: Words, wanted: Sequence[int], index: Index, region: range, names: Collection[str]
) -> Reported:
    places: dict[str, list[int]] = {}
    for position in region:
        places.setdefault(stem(index.words.keys[position]), []).append(position)
    found: dict[int, int] = {}
    for i in wanted:
        if here := places.get(stem(clause.keys[i])):
            found[i] = here.pop(0) if len(here) > 1 else here[0]
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
        changes += _negations(clause, index, positions)
    return Reported(len(found) / len(wanted), tuple(changes), tuple(positions), len(wanted))


def _negations(clause: Words, index: Index, positions: Sequence[int]) -> list[Change]:
    """A difference where one side has a negation among these words and the other has none."""
    low, high = positions[0], positions[-1]
    for _ in range(_BOUNDARY_WORDS):
        if not index.begins_sentence(low):
            low -= 1
        if high + 1 < len(index) and not index.begins_sentence(high + 1):
            high += 1
    theirs = [p for p in range(low, high + 1) if index.words.keys[p] in wording.NEGATIONS]
    ours = [i for i, key in enumerate(clause.keys) if key in wording.NEGATIONS]
    if bool(theirs) == bool(ours):
        return []
    if ours:
        return [Change(clause.printed(ours[0]), "", "negation",
                       (clause.start[ours[0]], clause.end[ours[0]]))]  # fmt: skip
    words = index.words
    at = theirs[0]
    return [Change("", words.printed(at), "negation", None, (words.start[at], words.end[at]))]
