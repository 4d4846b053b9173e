"""Figures against corrected records, and their intervals."""

from __future__ import annotations

from dataclasses import replace

import pytest
from miniature import ARTICLE, CLEAR, RAIN, SO, committed, place, printed, record

from quotes.evaluation import corrected
from quotes.evaluation.intervals import bootstrap_f1, wilson
from quotes.records import Speaker


class TestCorrected:
    def test_counts_what_is_found_and_by_whom(self) -> None:
        wrong = replace(SO, speaker=Speaker("Ada Miller", "person", "s-1"))
        extra = record(ARTICLE, [place(ARTICLE, "he added")], kind="indirect")
        figures = corrected.score([([RAIN, CLEAR, SO], [RAIN, wrong, extra])])
        assert (figures.quotations.tp, figures.quotations.p) == (2, 2 / 3)
        assert figures.speaker.tp == 1
        assert figures.source.tp == 2
        assert (figures.direct.r, figures.indirect.r) == (1.0, 0.0)
        assert figures.indirect.p == 0.0
        assert printed(figures) == committed("corrected")

    def test_edges_and_titles_cost_nothing(self) -> None:
        ours = record(
            ARTICLE, [place(ARTICLE, "“It rains,”")], source=place(ARTICLE, "Miller"),
            speaker="Mayor Ada Miller",
        )  # fmt: skip
        figures = corrected.score([([RAIN], [ours])])
        assert figures.speaker.f1 == figures.source.f1 == 1.0

    def test_a_speaker_that_nobody_judged_does_not_count(self) -> None:
        unjudged = replace(RAIN, speaker=None)
        told_none = replace(SO, speaker=None, flags=("no-speaker",))
        figures = corrected.score([([unjudged, told_none], [RAIN, SO])])
        assert (figures.speaker.predicted, figures.speaker.gold) == (1, 1)
        assert figures.speaker.tp == 0

    def test_what_nobody_says_is_no_quotation(self) -> None:
        figures = corrected.score([([replace(RAIN, kind="not-speech")], [RAIN])])
        assert (figures.quotations.gold, figures.quotations.p) == (0, 0.0)


class TestIntervals:
    @pytest.mark.parametrize(
        ("right", "total", "low", "high"),
        # Newcombe, Statistics in Medicine 1998, table I, method 3.
        [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ],
    )
    def test_wilson(self, right: int, total: int, low: float, high: float) -> None:
        assert wilson(right, total) == pytest.approx((low, high), abs=5.1e-5)

    def test_nothing_to_share(self) -> None:
        assert wilson(0, 0) is None

    def test_bootstrap_narrows_with_more_documents(self) -> None:
        few = bootstrap_f1([(9, 10, 10), (5, 10, 10)] * 2)
        many = bootstrap_f1([(9, 10, 10), (5, 10, 10)] * 50)
        assert few
        assert many
        assert few[0] < many[0] < 0.7 < many[1] < few[1]

    def test_documents_that_agree_leave_no_doubt(self) -> None:
        assert bootstrap_f1([(8, 10, 10)] * 5) == (0.8, 0.8)

    def test_one_document_gives_none(self) -> None:
        assert bootstrap_f1([(8, 10, 10)]) is None
