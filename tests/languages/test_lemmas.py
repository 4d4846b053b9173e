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
        ("According to", "accord"),
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
