"""Which spans a link may choose among: the nearest ones within reach."""

from __future__ import annotations

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from quotes.encoder.links import candidates
from quotes.encoder.words import WordSpan

SPAN = st.tuples(st.integers(0, 30), st.integers(1, 20))  # words between, words within
REACH, MOST = 60, 4


def places(sizes: list[tuple[int, int]]) -> list[WordSpan]:
    """Spans in text order, none in another."""
    ends = list(accumulate(between + within for between, within in sizes))
    return [(end - within, end) for end, (_, within) in zip(ends, sizes, strict=True)]


@given(st.lists(SPAN, max_size=30), st.integers(0, 400), st.integers(1, 30), st.booleans())
def test_the_nearest_within_reach(
    sizes: list[tuple[int, int]], start: int, length: int, before: bool
) -> None:
    others, span = places(sizes), (start, start + length)
    gaps = {
        i: c - span[1] if c >= span[1] else span[0] - d
        for i, (c, d) in enumerate(others)
        if (c, d) != span and not (before and d > span[0])
    }
    near = sorted((gap, i) for i, gap in gaps.items() if gap <= REACH)[:MOST]
    expected = sorted(i for _, i in near)
    assert candidates(span, others, REACH, MOST, before=before) == expected


def test_a_span_is_no_candidate_of_itself() -> None:
    others = [(0, 3), (5, 8), (9, 12)]
    assert candidates((5, 8), others, REACH, MOST) == [0, 2]
    assert candidates((5, 8), others, REACH, MOST, before=True) == [0]
