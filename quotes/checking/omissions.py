"""What a claim leaves out: whether that is harmless. Everything here has to be proved harmless."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from quotes.checking.index import Index
from quotes.checking.result import GRAVEST_CHANGES, ChangeKind
from quotes.checking.transcribed import Words
from quotes.languages import english, wording

_LONGEST_REPETITION = 8
_LONGEST_HESITATION = 60  # words; whoever stammers longer has said something else meanwhile
_LONGEST_FALSE_START = 6
_SHORTEST_STATEMENT = 4
_SHORTEST_RESTART, _LONGEST_ASIDE = 3, 5
_BREAKS_OFF = re.compile(r"\s*(?:[-–—]|…|\.\.)")
_SET_OFF = re.compile(r"[,;:.!?…–—-]")
_TITLES = english.TITLES | {"mister", "doctor"}
_FIRST_NAMES = english.MALE_NAMES | english.FEMALE_NAMES


def kind_of(key: str, is_name: bool) -> ChangeKind:
    if key in wording.NEGATIONS:
        return "negation"
    if key[0].isdigit() or key in wording.MAGNITUDES:
        return "number"
    if is_name and key not in _TITLES:
        return "name"
    if key in wording.CONDITIONS:
        return "condition"
    return "function" if key in wording.FUNCTION_WORDS else "content"


def gravest(kinds: Collection[ChangeKind]) -> ChangeKind:
    return min(kinds, key=GRAVEST_CHANGES.index, default="function")


class Omissions:
    """Judges what is left out of one source. ``names``: keys that the article writes as names,
    which tell more than a source without capitals does."""

    def __init__(self, index: Index, names: Collection[str] = ()) -> None:
        self.index = index
        self.names = names
        self.keys = index.words.keys

    def kind(self, position: int) -> ChangeKind:
        key = self.keys[position]
        known = self.index.is_caseless and (key in self.names or key in _FIRST_NAMES)
        return kind_of(key, known or self.index.is_name(position))

    def changes_sense(self, position: int) -> bool:
        """Whether the word is a negation, number, name or condition."""
        kind = self.kind(position)
        if kind == "number":
            # “one of us”, “first of all” are no figures.
            return self.keys[position] not in ("1", "1st") or self._printed(position)[0].isdigit()
        return kind in ("negation", "name", "condition")

    def _printed(self, position: int) -> str:
        return self.index.words.printed(position)

    # Left out without a mark

    def are_fillers(self, left_out: Sequence[int], kept: Collection[int]) -> bool:
        """Whether the words at these neighbouring positions are nothing but hesitation.

        Of “leased the— leased the plant” either copy may be the one left out, or the end of one
        and the beginning of the other; ``kept`` are the positions of the words that are not.
        """
        return any(self._are_fillers(one) for one in self._copies(left_out, kept))

    def _copies(self, left_out: Sequence[int], kept: Collection[int]) -> Iterator[Sequence[int]]:
        yield left_out
        for step in (-1, 1):
            first, last = left_out[0], left_out[-1]
            if last - first + 1 != len(left_out):
                return
            for _ in range(_LONGEST_REPETITION):
                enters, leaves = (first - 1, last) if step < 0 else (last + 1, first)
                if enters not in kept or self.keys[enters] != self.keys[leaves]:
                    break
                first, last = first + step, last + step
                yield range(first, last + 1)

    def _are_fillers(self, left_out: Sequence[int]) -> bool:
        if len(left_out) > _LONGEST_HESITATION:
            return False
        heard = self._without_yes(left_out)
        if len(heard) < len(left_out):
            heard = self._without_beginnings(heard)
        rest = self.without_fillers(heard)
        if not rest:
            return True
        of_rest = set(rest)
        around = [
            position
            for position in self._around(left_out)
            if position in of_rest or self.keys[position] not in wording.FILLERS
        ]
        at = 0
        while at < len(rest):
            used = self._repeated(rest, at, around) or self._false_start(rest, at, around)
            if not used:
                return False
            at += used
        return True

    def _without_yes(self, left_out: Sequence[int]) -> list[int]:
        """Without the turns of others that only say “Yes.” or “Right.”."""
        turn_of = self.index.turn_of
        outer = {id(turn_of(p)) for p in (left_out[0] - 1, left_out[-1] + 1) if p < len(self.keys)}
        turns: dict[int, list[int]] = {}
        for p in left_out:
            if id(turn_of(p)) not in outer:
                turns.setdefault(id(turn_of(p)), []).append(p)
        only = {
            turn
            for turn, words in turns.items()
            if all(self.keys[p] in wording.ASSENTS for p in words)
        }
        return [p for p in left_out if id(turn_of(p)) not in only]

    def _without_beginnings(self, rest: Sequence[int]) -> list[int]:
        """Without an “and” or “so” by which somebody goes on after a “Yes.”."""
        return [
            p
            for p in rest
            if not (self.keys[p] in wording.BEGINNINGS and self.index.begins_sentence(p))
        ]

    def _around(self, left_out: Sequence[int]) -> list[int]:
        reach = _LONGEST_REPETITION + 2
        before = range(max(left_out[0] - reach, 0), left_out[0])
        after = range(left_out[-1] + 1, min(left_out[-1] + 1 + reach, len(self.index)))
        outside = [p for p in (*before, *after) if not self._is_filler_phrase_part(p)]
        return sorted({*outside, *self.without_fillers(left_out)})

    def without_fillers(self, positions: Sequence[int]) -> list[int]:
        kept: list[int] = []
        at = 0
        while at < len(positions):
            if self.keys[positions[at]] in wording.FILLERS or self._is_aside(positions[at]):
                at += 1
            elif at + 1 < len(positions) and self._is_filler_phrase(positions[at]):
                at += 2
            else:
                kept.append(positions[at])
                at += 1
        return kept

    def _is_aside(self, position: int) -> bool:
        """Whether “like” stands here between commas and compares nothing."""
        return self.keys[position] == "like" and all(
            _SET_OFF.search(self.index.between(one)) for one in (position - 1, position)
        )

    def _is_filler_phrase_part(self, position: int) -> bool:
        return self._is_filler_phrase(position) or self._is_filler_phrase(position - 1)

    def _is_filler_phrase(self, position: int) -> bool:
        """Whether “you know” or “I mean” stands here and governs nothing."""
        if not 0 <= position < len(self.keys) - 1:
            return False
        if (self.keys[position], self.keys[position + 1]) not in wording.FILLER_PHRASES:
            return False
        set_off = [
            _SET_OFF.search(self.index.between(one)) is not None
            for one in (position - 1, position + 1)
        ]
        if all(set_off):
            return True
        before = self.keys[position - 1] if position else ""
        after = self.keys[position + 2] if position + 2 < len(self.keys) else ""
        if before in wording.GOVERNS_FILLER and not self.index.begins_sentence(position):
            return False
        if after in wording.GOVERNED_BY_FILLER and not set_off[1]:
            return False
        return self.index.is_bare or any(set_off)

    def _repeated(self, rest: Sequence[int], at: int, around: Sequence[int]) -> int:
        """How many words from `at` on stand once more right before or after: the the."""
        here = around.index(rest[at])
        for size in range(min(_LONGEST_REPETITION, len(rest) - at), 0, -1):
            block = [around[here + k] for k in range(size)] if here + size <= len(around) else []
            if not block or list(rest[at : at + size]) != block:
                continue
            # “not not”, “five five”: alone, each may be meant.
            if size == 1 and self.kind(block[0]) in ("negation", "number"):
                continue
            keys = [self.keys[position] for position in block]
            after = around[here + size :]
            if keys == [self.keys[p] for p in after[:size]] or self._after_aside(keys, after):
                return size
            # The copy before it has to be kept: of “fire, um, fire” one must stay.
            before = around[max(here - size, 0) : here]
            if keys == [self.keys[p] for p in before] and not set(before) & set(rest):
                return size
            # “Edda likes to — she likes to”: the second time with a pronoun.
            again = size > 2 and keys[0] in wording.PERSONS and self._breaks_off(block[0] - 1)
            if again and keys[1:] == [self.keys[p] for p in before[1:]]:
                return size
        return 0

    def _after_aside(self, keys: Sequence[str], after: Sequence[int]) -> bool:
        """Whether these words come again behind an aside: she was not, trust me, she was not."""
        if len(keys) < _SHORTEST_RESTART:
            return False
        for size in range(2, _LONGEST_ASIDE + 1):
            again = after[size : size + len(keys)]
            if [self.keys[p] for p in again] == list(keys):
                edges = (after[0] - 1, again[0] - 1)
                return all(_SET_OFF.search(self.index.between(one)) for one in edges)
        return False

    def _breaks_off(self, position: int) -> bool:
        return _BREAKS_OFF.match(self.index.between(position)) is not None

    def _false_start(self, rest: Sequence[int], at: int, around: Sequence[int]) -> int:
        """How many words from `at` on the speaker gave up: the bud— the budget."""
        for size in range(1, min(_LONGEST_FALSE_START, len(rest) - at) + 1):
            block = rest[at : at + size]
            here = around.index(block[-1])
            if here + 1 >= len(around):
                return 0
            broken = self._breaks_off(block[-1])
            follows = self.keys[around[here + 1]]
            last = self.keys[block[-1]]
            soon = [self.keys[p] for p in around[here + 1 : here + 4]]
            if broken and size == 1 and any(_is_fragment(last, key) for key in soon):
                return 1
            again = 0  # words of it that are said once more
            while (
                again < size
                and here + 1 + again < len(around)
                and self.keys[block[again]] == self.keys[around[here + 1 + again]]
            ):
                again += 1
            if any(self.changes_sense(position) for position in block[again:]):
                continue
            if follows != self.keys[block[0]]:
                continue
            cut = (
                broken
                and here + size < len(around)
                and _is_fragment(last, self.keys[around[here + size]])
            )
            plain = all(self.kind(position) == "function" for position in block)
            if cut or (
                last in wording.UNFINISHED and (broken or again > 1 or (plain and size <= 3))
            ):
                return size
        return 0

    # Left out with a mark

    def hides(self, left_out: Sequence[int]) -> list[int]:
        """Of the words that an ellipsis stands for, those that change the sense of what is kept.

        What belongs to the sentences that the claim keeps a piece of counts; of whole sentences
        in between, only those that take back what was said before.
        """
        starts = [p for p in left_out if self.index.begins_sentence(p)]
        resumes = left_out[-1] + 1
        if not starts:
            return [p for p in left_out if self.changes_sense(p)]
        head = [p for p in left_out if p < starts[0]]
        whole_to = resumes if self.index.begins_sentence(resumes) else starts[-1]
        tail = [p for p in left_out if p >= whole_to]
        found = [p for p in (*head, *tail) if self.changes_sense(p)]
        bounds = [*(start for start in starts if start < whole_to), whole_to]
        for start, end in pairwise(bounds):
            sentence = [p for p in left_out if start <= p < end]
            if self.keys[start] in wording.TAKES_BACK or len(sentence) < _SHORTEST_STATEMENT:
                found += [p for p in sentence if self.changes_sense(p)]
        return sorted(found)

    def lost_to_brackets(self, left_out: Sequence[int], inserted: Words) -> list[int]:
        """Of the words that a bracket replaces, those whose sense it does not keep."""
        given = inserted.keys
        return [
            position
            for position in self.without_fillers(left_out)
            if self.kind(position) != "function"
            and self.keys[position] not in _TITLES
            and not any(
                _same_stem(self.keys[position], key) or _sound_alike(self.keys[position], key)
                for key in given
            )
        ]


def _is_fragment(last: str, other: str) -> bool:
    return other != last and other.startswith(last)


def _same_stem(one: str, other: str) -> bool:
    if one == other:
        return True
    shared = len(one) if other.startswith(one) else 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    return (
        one.isalpha()
        and one not in wording.FUNCTION_WORDS
        and shared >= 4
        and max(len(one), len(other)) - shared <= 3
    )


def _sound_alike(one: str, other: str) -> bool:
    """Whether a machine may have heard one for the other: brakes, breaks."""
    skeletons = [
        re.sub(r"[aeiouyh]|(.)(?=\1)", "", word.replace("ck", "k")) for word in (one, other)
    ]
    return one[0] == other[0] and skeletons[0] == skeletons[1] and len(skeletons[0]) > 1
