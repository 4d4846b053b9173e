"""The base form of a cue's verb."""

from __future__ import annotations

import pytest

from quotes.languages.lemmas import lemma_of


@pytest.mark.parametrize(
    ("cue", "lemma"),
    [
        ("said", "say"),
        ("Told", "tell"),
        ("has been saying", "say"),
        ("told reporters", "tell"),
        ("According to", "according"),
        ("agrees", "agree"),
        ("replied", "reply"),
        ("stressing", "stress"),
        ("admitted", "admit"),
        ("tweeted", "tweet"),
        ("wrote", "write"),
        ("will not", "will"),
        ("…", "…"),
    ],
)
def test_base_forms(cue: str, lemma: str) -> None:
    assert lemma_of(cue) == lemma


@pytest.mark.parametrize(
    ("cue", "lemma"),
    [
        ("once said", "say"),
        ("has repeatedly told", "tell"),
        ("now says", "say"),
        ("did not immediately respond to", "respond"),
        ("didn’t apologise for", "apologise"),
        ("never asked for", "ask"),
        ("’s claiming", "claim"),
        ("implied", "imply"),
        ("reply", "reply"),
    ],
)
def test_neither_an_adverb_nor_an_auxiliary_is_the_verb(cue: str, lemma: str) -> None:
    assert lemma_of(cue) == lemma


@pytest.mark.parametrize(
    ("cue", "lemma"),
    [
        ("hoping", "hope"),
        ("hopped", "hop"),
        ("rates", "rate"),
        ("rated", "rate"),
        ("noted", "note"),
        ("planned", "plan"),
        ("did not address", "address"),
        ("to discuss", "discuss"),
        ("need", "need"),
        ("called", "call"),
        ("stresses", "stress"),
    ],
)
def test_verbs_that_differ_by_an_e_or_an_ending_are_told_apart(cue: str, lemma: str) -> None:
    assert lemma_of(cue) == lemma
