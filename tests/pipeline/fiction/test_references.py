"""What the encoder's links say of a story's utterances."""

from __future__ import annotations

import pytest
from pages import encoder, page_of, utterances_of

from quotes.pipeline.fiction.references import References

TEXT = """\
Mrs. Hale came in and put her bag on the table. Mr. Hale was asleep in his chair.

"It rains," said Mrs. Hale, and she took off her hat.

"So it does," said Mr. Hale, and he yawned.

"And it will rain for a week," she said.
"""


def references(text: str) -> tuple[References, list[str]]:
    utterances, prose, cast = utterances_of(text)
    page = page_of(text, "narrative")
    names = [character.name for character in cast.characters]
    return References(prose, cast, utterances, encoder(), page.reading), names


@pytest.mark.parametrize(("utterance", "name"), [(0, "Mrs. Hale"), (1, "Mr. Hale")])
def test_the_name_in_the_clause_is_the_likeliest_source(utterance: int, name: str) -> None:
    found, names = references(TEXT)
    people = {who: score for who, score in found.by_source[utterance].items() if who >= 0}
    assert names[max(people, key=lambda who: people[who])] == name


def test_a_pronoun_may_stand_for_those_who_are_named_around_it() -> None:
    found, names = references(TEXT)
    assert {names[who] for who in found.by_identity[2]} == {"Mrs. Hale", "Mr. Hale"}
    assert found.by_identity[0] == {}  # a name stands for itself


def test_shares_are_probabilities() -> None:
    found, _ = references(TEXT)
    for shares in found.by_identity:
        assert all(0 <= share <= 1 for share in shares.values())
        assert sum(shares.values()) <= 1.001


def test_a_text_in_which_nobody_is_named_refers_to_nobody() -> None:
    found, _ = references('"Sit down," he whispered.\n\n"No," she said.\n')
    assert found.by_identity == [{}, {}]
    assert all(who < 0 for shares in found.by_source for who in shares)  # “he” and “she” alone
