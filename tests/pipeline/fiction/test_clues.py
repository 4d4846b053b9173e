"""Who may speak an utterance, and what the page shows of each of them."""

from __future__ import annotations

import numpy as np
import pytest
from pages import encoder

from quotes.options import CastMember
from quotes.pipeline.fiction.clues import CLUES
from quotes.pipeline.fiction.conversations import Conversations
from quotes.pipeline.fiction.scorer import NOBODY, decide, load_scorer, make_grid
from quotes.pipeline.fiction.story import Way, read_story

BREAKFAST = """\
Mr. Hale sat with his paper, while Mrs. Hale looked at him across the table. Their nephew Tom Reed \
had not come down yet. Tom Reed was late.

"I do not believe a word of it," said Mrs. Hale.

"You never do, my dear," said Mr. Hale, and turned the page.

"And am I ever wrong?"

"Constantly."
"""
NOBODY_NAMED = '"Sit down," he whispered.\n\n"No," she said, and looked at her boots.\n'


def conversations(text: str, *cast: CastMember) -> Conversations:
    (story,) = read_story(text, encoder(), [Way(cast)])
    return story.conversations


def candidates(found: Conversations) -> list[set[str]]:
    return [{found.cast.characters[who].name for who in one.candidates} for one in found.scenes]


def test_who_is_named_before_may_speak() -> None:
    family = {"Mr. Hale", "Mrs. Hale", "Tom Reed"}
    assert candidates(conversations(BREAKFAST)) == [family] * 4


def test_the_reporting_clause_anchors_its_turn() -> None:
    found = conversations(BREAKFAST)
    names = [None if who is None else found.cast.characters[who].name for who in found.anchors]
    assert names == ["Mrs. Hale", "Mr. Hale", None, None]


def test_each_candidate_has_all_clues_and_each_is_a_number() -> None:
    for scene in conversations(BREAKFAST).scenes:
        assert scene.clues.shape == (len(scene.candidates), CLUES)
        assert np.isfinite(scene.clues).all()


def test_the_clues_of_two_candidates_differ() -> None:
    for scene in conversations(BREAKFAST).scenes:
        assert len(np.unique(scene.clues, axis=0)) == len(scene.candidates)


def test_a_turn_that_nobody_may_speak_has_no_clues_and_no_speaker() -> None:
    found = conversations(NOBODY_NAMED)
    assert [scene.clues.shape for scene in found.scenes] == [(0, CLUES)] * 2
    assert make_grid(found) is None
    assert [one.who for one in decide(found, load_scorer(encoder().folder))] == [NOBODY, NOBODY]


def test_a_turn_that_nobody_may_speak_may_stand_among_others() -> None:
    far = "The sea was cold and the wind blew over it.\n\n" * 250
    found = conversations(BREAKFAST + "\n" + far + (NOBODY_NAMED + "\n") * 20)
    told = decide(found, load_scorer(encoder().folder))
    assert [bool(scene.candidates) for scene in found.scenes][:4] == [True] * 4
    assert [scene.candidates for scene in found.scenes][-2:] == [[], []]
    assert NOBODY not in [one.who for one in told][:4]
    nobodys = [one.who for one, at in zip(told, found.scenes, strict=True) if not at.candidates]
    assert set(nobodys) == {NOBODY}


@pytest.mark.parametrize("name", ["Zeno Quill", "Mrs. Hale"])
def test_of_a_cast_only_who_is_near_may_speak(name: str) -> None:
    found = candidates(conversations(BREAKFAST, CastMember(name, (), "she")))
    assert found == [{name} if name in BREAKFAST else set()] * 4


def test_paragraphs_between_turns_are_counted() -> None:
    found = conversations(BREAKFAST)
    assert [found.gap(i, i - 1) for i in range(5)] == [9, 1, 1, 1, 9]
