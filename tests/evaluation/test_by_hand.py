"""Figures that can be counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from miniature import NEWS, NOVEL, TALE, committed, place, printed, record

from quotes.corpora import labels, litbank, pdnc, polnear
from quotes.evaluation import litbank as litbank_figures
from quotes.evaluation import pdnc as pdnc_figures
from quotes.evaluation import polnear as polnear_figures
from quotes.evaluation.calibration import calibration_error
from quotes.evaluation.ratios import Share


def test_polnear_by_hand(polnear_folder: Path) -> None:
    articles = list(polnear.read(polnear_folder, "dev", order="file"))
    right = record(
        NEWS,
        [place(NEWS, "The café stays open")],
        cue=place(NEWS, "said"),
        source=place(NEWS, "Miller"),
        speaker="Mayor Ada Miller",
    )
    so_called = record(NEWS, [place(NEWS, "dear")], source=place(NEWS, "He"))
    named = [labels.SpeakerLabel("gazette_1_cafe", (place(NEWS, "The café"),), "Ada Miller")]
    figures = polnear_figures.score(articles, {"gazette_1_cafe": [right, so_called]}, named)
    detection = figures.quoted.detection
    assert (detection.p, detection.r) == (0.5, 1.0)
    assert figures.quoted.attribution.by_type["name"].value == 1.0
    assert (figures.linked.tp, figures.linked.p, figures.linked.r) == (
        1,
        0.5,
        0.5,
    )
    assert figures.indirect_linked_recall == Share(value=0.0, right=0, total=1)
    assert figures.roles.cue.exact.r == 0.5
    # Marks and the comma are outside the record's content, and cost nothing when trimmed.
    content = figures.roles.content
    assert (content.exact.tp, content.trimmed.tp) == (0, 1)
    assert figures.speakers
    assert figures.speakers.accuracy == 1.0
    assert printed(figures) == committed("polnear")


def test_litbank_by_hand(litbank_folder: Path) -> None:
    works = list(litbank.read(litbank_folder))
    found = {
        "1_tale": [
            record(TALE, [place(TALE, "I am Ahab")], speaker="Ahab", cluster="s-1"),
            record(TALE, [place(TALE, "And I")], speaker="Ahab", cluster="s-1"),
        ]
    }
    figures = litbank_figures.score(works, found)
    assert (figures.overlap.p, figures.overlap.r, figures.exact.r) == (1.0, 1.0, 0.5)
    assert (figures.nameable, figures.name_accuracy) == (2, 0.5)
    # One cluster for two speakers: half of it is right for each, all of each is in it.
    assert (figures.b3.p, figures.b3.r) == (0.5, 1.0)
    assert printed(figures) == committed("litbank")


def test_pdnc_by_hand(pdnc_folder: Path) -> None:
    novels = list(pdnc.read(pdnc_folder))
    found = {
        "ATale": [
            record(NOVEL, [place(NOVEL, "Come in,")], speaker="Jane", cluster="s-1"),
            record(
                NOVEL,
                [place(NOVEL, "No"), place(NOVEL, "I must go.")],
                speaker="Mr. Ames",
                cluster="s-2",
            ),
        ]
    }
    figures = pdnc_figures.score(novels, found)
    assert (figures.detection.p, figures.detection.r) == (1.0, 0.75)
    speakers = figures.speakers
    # “Mr. Ames” is no listed name, and can only be Tom: Jane is a Mrs.
    assert (speakers.all.accuracy, speakers.accuracy_strict) == (2 / 3, 1 / 3)
    assert speakers.outcomes["missed"] == 1
    assert figures.clusters.purity == 2 / 3
    assert figures.per_novel["ATale"].speakers.anaphoric.accuracy == 1.0
    assert printed(figures) == committed("pdnc")


def test_the_calibration_error_is_the_distance_of_sure_from_right() -> None:
    # Of three that are 0.8 sure two are right, and the one that is 0.2 sure is wrong.
    told = [(0.8, True), (0.8, True), (0.8, False), (0.2, False)]
    assert calibration_error(told) == pytest.approx((3 * 0.8 - 2) / 4 + 0.2 / 4)
    assert calibration_error([(1.0, True), (0.0, False)]) == 0
    assert calibration_error([]) == 0


def test_too_sure_and_not_sure_enough_weigh_against_each_other_in_one_bin_only() -> None:
    assert calibration_error([(0.5, True), (0.5, False)]) == 0
    assert calibration_error([(0.5, True), (0.7, False)]) == pytest.approx(0.6)
