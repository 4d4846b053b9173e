"""Role labels of single words become spans."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from quotes.pipeline.attribution.spans import CONTENT, CUE, SOURCE, Labelled, decode, within_marks
from quotes.pipeline.page.stretches import Stretch

LABELS = "O B-content I-content B-cue I-cue B-source I-source".split()


def scores(*labels: str, sure: float = 0.9) -> NDArray[Any]:
    """Log-probabilities, float32[W, 7]: each word's label with ``sure``, the rest shared out."""
    out = np.full((len(labels), len(LABELS)), (1 - sure) / (len(LABELS) - 1), dtype=np.float32)
    for word, label in enumerate(labels):
        out[word, LABELS.index(label)] = sure
    return np.log(out)


def spans(found: list[Labelled]) -> list[tuple[int, int, int]]:
    return [(one.start, one.end, one.label) for one in found]


def test_each_run_of_a_label_is_a_span() -> None:
    labels = ["B-content", "I-content", "O", "B-source", "B-cue", "I-cue"]
    assert spans(decode(scores(*labels))) == [(0, 2, CONTENT), (3, 4, SOURCE), (4, 6, CUE)]


def test_two_beginnings_are_two_spans() -> None:
    assert spans(decode(scores("B-content", "B-content"))) == [(0, 1, CONTENT), (1, 2, CONTENT)]


@pytest.mark.parametrize(
    "labels",
    [("O", "I-cue", "I-cue"), ("B-source", "I-cue", "O"), ("I-content",), ("I-cue", "B-cue")],
)
def test_nothing_goes_on_that_has_not_begun(labels: tuple[str, ...]) -> None:
    found = decode(scores(*labels))
    covered = [word for one in found for word in range(one.start, one.end)]
    assert len(covered) == len(set(covered))
    assert all(one.start < one.end and one.label in (CONTENT, CUE, SOURCE) for one in found)


def test_the_probability_is_the_mean_of_the_labels() -> None:
    log_probs = scores("B-cue", "I-cue")
    log_probs[1] = scores("I-cue", sure=0.7)[0]
    (found,) = decode(log_probs)
    assert found.probability == pytest.approx(0.8)


def test_a_favoured_label_is_taken_sooner_and_no_surer() -> None:
    log_probs = np.log(np.array([[0.6, 0.02, 0.02, 0.02, 0.02, 0.3, 0.02]], dtype=np.float32))
    assert decode(log_probs) == []
    (found,) = decode(log_probs, SOURCE, 2.0)
    assert found.label == SOURCE
    assert found.probability == pytest.approx(0.3)


def test_no_words_have_no_spans() -> None:
    assert decode(np.zeros((0, 7), dtype=np.float32)) == []


NO_BREAKS = np.zeros(0, dtype=np.int64)


def test_nothing_but_a_quotation_goes_on_over_an_empty_line() -> None:
    labels = ("B-content", "I-content", "I-content", "I-content")
    behind = np.array([2])
    assert spans(decode(within_marks(scores(*labels), [], behind)))[0] == (0, 2, CONTENT)


def test_what_stands_between_marks_is_content_whatever_the_labels() -> None:
    log_probs = scores("O", "O", "B-cue", "O", "O")
    found = decode(within_marks(log_probs, [Stretch(1, 4, True, True)], NO_BREAKS))
    assert spans(found) == [(1, 4, CONTENT)]


def test_a_content_goes_on_beyond_the_marks_only_where_they_are_within_a_sentence() -> None:
    labels = ("B-content", "I-content", "I-content", "I-content")
    part, whole = Stretch(1, 3, False, False), Stretch(1, 3, True, True)
    assert spans(decode(within_marks(scores(*labels), [part], NO_BREAKS))) == [(0, 4, CONTENT)]
    assert (1, 3, CONTENT) in spans(decode(within_marks(scores(*labels), [whole], NO_BREAKS)))
