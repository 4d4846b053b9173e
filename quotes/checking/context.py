"""What the source's sentence says right before and after the words, which the article cuts off.

“Taxes should rise” is in “We do not think taxes should rise” to the letter, and is not what was
said. So is “I will sign it” before “, but only if the council votes first”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.checking.index import Index
from quotes.languages import wording

_BEFORE, _AFTER = 10, 4  # words
_CLAUSE = 3  # words; fewer are no clause that could be held or limited
_CLAUSE_ENDS = re.compile(r"[,;:—–(]|--")
_SKIPPED = frozenset(
    "a an the that to any so very really going just even be been being as all of".split()
)
# “I would not call it …”, “nobody described him as …”.
_CALLED = frozenset(
    "call called calling describe described it him her them that this as would do did have such "
    "be is was were are".split()
)
_NEAR = 5  # words
_LIMITS = frozenset("unless except provided until".split())
_NOT_ONLY = frozenset([("not", "only"), ("not", "just"), ("not", "merely")])
_SAYS_OTHERS = frozenset([("they", "say"), ("they", "said"), ("he", "says"), ("she", "says")])
_LIMITS_IN_TWO = _SAYS_OTHERS | {
    ("but", "only"),
    ("but", "not"),
    ("but", "if"),
    ("only", "if"),
    ("only", "when"),
    ("as", "long"),
}
_OTHERS = frozenset("you they people some critics opponents he she everybody".split())


def cut_before(index: Index, first: int, keys: Sequence[str]) -> str:
    """The words before position `first` that turn the sense of the claim `keys`, "" for none."""
    before: list[int] = []
    for p in range(first - 1, max(first - 1 - _BEFORE, -1), -1):
        if index.begins_sentence(p + 1):
            break
        before.append(p)
    words = [index.words.keys[p] for p in before]
    nearest = _first_not(words, _SKIPPED)
    if nearest is None:
        return ""
    clause = _same_clause(index, before, first)
    word = words[nearest]
    if word in ("if", "unless", "whether") and nearest == 0:
        return _printed(index, before[nearest], first)
    if word in wording.NEGATIONS and word != "no" and nearest < clause:
        return _printed(index, before[nearest], first)
    called = _first_not(words[:clause], _SKIPPED | _CALLED)
    if called is not None and called <= _NEAR and words[called] in wording.NEGATIONS - {"no"}:
        return _printed(index, before[called], first)
    if word not in wording.HOLDS_VERBS or len(keys) < _CLAUSE:
        return ""
    for k in range(nearest + 1, min(nearest + 5, clause, len(words))):
        if words[k] in wording.NEGATIONS:
            return _printed(index, before[k], first)
    holder = set(words[nearest + 1 : nearest + 3])
    # “They all fear we shall …” is no claim of the one who says it.
    if keys[:1] and keys[0] in ("i", "we") and holder & _OTHERS and word not in ("know", "mean"):
        return _printed(index, before[min(nearest + 1, len(before) - 1)], first)
    return ""


def cut_after(index: Index, last: int, keys: Sequence[str]) -> str:
    """The words after position `last` that limit or take back the claim, "" for none."""
    after: list[int] = []
    for p in range(last + 1, min(last + 1 + 2 * _AFTER, len(index))):
        if index.begins_sentence(p) or len(after) == _AFTER:
            break
        if not _hesitates(index, p):
            after.append(p)
    words = [index.words.keys[p] for p in after]
    if not words or len(keys) < _CLAUSE or tuple(words[:2]) in _NOT_ONLY:
        return ""
    two = tuple(words[:2])
    if two in _SAYS_OTHERS and not (keys and keys[0] in ("i", "we")):
        return ""
    close = after[0] == last + 1 and not _CLAUSE_ENDS.search(index.between(last))
    if (
        words[0] in _LIMITS
        or two in _LIMITS_IN_TWO
        or (close and words[0] in ("if", "not", "never"))
    ):
        return index.words.stretch(after[0], after[-1] + 1)
    return ""


def _hesitates(index: Index, position: int) -> bool:
    """Whether an “um” stands here, or half of a “you know”."""
    keys = index.words.keys
    pairs = (tuple(keys[position : position + 2]), tuple(keys[position - 1 : position + 1]))
    return keys[position] in wording.FILLERS or any(p in wording.FILLER_PHRASES for p in pairs)


def _first_not(words: Sequence[str], skipped: frozenset[str]) -> int | None:
    return next((k for k, word in enumerate(words) if word not in skipped), None)


def _same_clause(index: Index, before: Sequence[int], first: int) -> int:
    """How many of the words before stand in the clause that `first` is in."""
    for k, p in enumerate(before):
        if _CLAUSE_ENDS.search(index.between(p)):
            return k
    return len(before)


def _printed(index: Index, low: int, first: int) -> str:
    return index.words.stretch(low, first)
