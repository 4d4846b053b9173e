"""What holds for `quotes.marks` whatever the text."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.marks import Quoted, pair, paragraphs

MARKS = "\"“”„‟«»‹›「」『』'‘’‚`´"
# Pieces that make the interesting cases likely: marks beside words, blanks, line ends, dashes.
WORDS = ["word", "dogs", "Tis", "em", "é", "5", "12", ",", ".", "?", "(", ")"]
LAYOUT = [
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\ufeff",
    "—",
    "— ",
    "- ",
    "--",
    "> ",
    ">> ",
    ">",
    "<a href=",
]
PIECES = st.sampled_from([*MARKS, "''", "``", *WORDS, *LAYOUT])
LIKELY = st.lists(PIECES, max_size=60).map("".join)
ANY = st.text(max_size=200)
SKIP = st.lists(st.tuples(st.integers(-5, 120), st.integers(-5, 120)), max_size=5)
DASH = st.sampled_from([None, True, False])
TEXTS = LIKELY | ANY


def overlap_in_part(one: Quoted, other: Quoted) -> bool:
    first, second = sorted([one, other], key=lambda q: (q.outer_start, -q.outer_end))
    return second.outer_start < first.outer_end < second.outer_end


@given(TEXTS, SKIP, DASH)
def test_offsets_are_valid_and_sorted(
    text: str, skip: list[tuple[int, int]], dash: bool | None
) -> None:
    stretches = pair(text, skip, dash=dash)
    for q in stretches:
        assert 0 <= q.outer_start <= q.start < q.end <= q.outer_end <= len(text)
        assert text[q.start : q.end] == text[q.start : q.end].strip()
    assert stretches == sorted(stretches, key=lambda q: (q.start, -q.outer_end))


@given(TEXTS, SKIP, DASH)
def test_stretches_nest_or_are_disjoint_and_depth_counts_those_around(
    text: str, skip: list[tuple[int, int]], dash: bool | None
) -> None:
    stretches = pair(text, skip, dash=dash)
    assert not any(overlap_in_part(one, other) for one, other in combinations(stretches, 2))
    for number, q in enumerate(stretches):
        around = [o for o in stretches[:number] if o.outer_end >= q.outer_end]
        assert q.depth == len(around)


@given(TEXTS, SKIP, DASH)
def test_no_stretch_touches_what_is_skipped(
    text: str, skip: list[tuple[int, int]], dash: bool | None
) -> None:
    for q in pair(text, skip, dash=dash):
        assert all(
            end <= q.outer_start or start >= q.outer_end for start, end in skip if start < end
        )


@given(TEXTS)
def test_what_stands_outside_the_inner_offsets_is_marks_and_blanks(text: str) -> None:
    for q in pair(text, dash=False):
        edges = text[q.outer_start : q.start] + text[q.end : q.outer_end]
        assert all(char in MARKS or char.isspace() for char in edges)


def without_blanks(text: str) -> str:
    """The text without blanks, and without what marks block quotations."""
    return "".join(text.replace(">", " ").split())


@given(TEXTS)
def test_paragraphs_are_in_order_and_hold_all_but_blanks(text: str) -> None:
    spans = paragraphs(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert without_blanks(kept) == without_blanks(text)


@given(LIKELY)
def test_a_paragraph_before_the_text_only_shifts_the_stretches(text: str) -> None:
    # A paragraph that shares no feature with how the text is laid out or quotes.
    prefix = "Nothing is quoted here.\n\n"
    plain = pair(text, dash=False)
    shifted = pair(prefix + text, dash=False)
    moved = [
        (q.start - len(prefix), q.end - len(prefix), q.style, q.depth, q.closed) for q in shifted
    ]
    assert moved == [(q.start, q.end, q.style, q.depth, q.closed) for q in plain]


@given(st.text("abc \n,.é", max_size=200))
def test_a_text_without_marks_has_no_stretches(text: str) -> None:
    assert pair(text, dash=False) == []


@given(st.lists(st.sampled_from(["a", "b c", "d,"]), min_size=1, max_size=5), st.integers(1, 40))
def test_any_depth_of_alternating_marks(words: list[str], depth: int) -> None:
    inner = " ".join(words)
    text = inner
    for level in range(depth, 0, -1):
        left, right = "“”" if level % 2 else "‘’"
        text = f"{left}so {text} end{right}"
    stretches = pair(text)
    assert [q.depth for q in stretches] == list(range(depth))
    assert all(q.closed for q in stretches)


MEGABYTE = 1_000_000
PATHOLOGICAL = {
    "opening marks": "“",
    "closing marks": "”",
    "straight marks": '"',
    "apostrophes": "'",
    "both straight marks": "\"'",
    "backticks": "`",
    "opening marks of three kinds": "“«‘",
    "nested and closed": "“«‘a’»”",
    "opening marks with words": "“a ‘b ",
    "one a line": "“a\n",
    "never the right kind": "“a\n»b”\n",
    "tokenised": "' a . '\n",
    "tags never closed": "<a ",
    "attributes": 'a="',
    "block quotations": "> > “a.\n",
    "dashes": "— a? — B.\n",
    "feet and inches": "5'10\" ",
    "parentheses": "((((“",
}


@pytest.mark.parametrize("unit", ["“", "\"'"])
def test_a_megabyte_of_marks_is_read_to_its_end(unit: str) -> None:
    """Any step that is not linear would not come back from here."""
    text = unit * (MEGABYTE // len(unit))
    assert all(q.end <= len(text) for q in pair(text))


@pytest.mark.parametrize("unit", PATHOLOGICAL.values(), ids=PATHOLOGICAL.keys())
def test_marks_in_every_bad_order_are_read_to_their_end(unit: str) -> None:
    text = unit * (MEGABYTE // 8 // len(unit))
    assert all(q.end <= len(text) for q in pair(text))


def test_as_many_levels_as_marks() -> None:
    count = 100_000
    stretches = pair("“" * count + "x" + "”" * count)
    assert [q.depth for q in stretches] == list(range(count))
    assert {(q.outer_start, q.outer_end) for q in stretches} == {
        (n, 2 * count + 1 - n) for n in range(count)
    }


class CountingText(str):
    """A text that counts the characters that slicing and indexing take from it."""

    taken = 0

    def __getitem__(self, key: object) -> str:  # type: ignore[override]
        piece = super().__getitem__(key)  # type: ignore[index]
        CountingText.taken += len(piece)
        return piece


@settings(deadline=None, max_examples=30)
@given(st.lists(PIECES, min_size=1, max_size=12).map("".join))
def test_the_characters_looked_at_grow_with_the_text(unit: str) -> None:
    def looked_at(times: int) -> int:
        CountingText.taken = 0
        pair(CountingText(unit * times), dash=True)
        return CountingText.taken

    small, large = looked_at(100), looked_at(400)
    assert large <= 5 * small + 60_000
