"""The speeches of a story, and what stands beside each that tells who speaks."""

from __future__ import annotations

import pytest
from pages import turns_of

from quotes.pipeline.fiction.subjects import Subject
from quotes.pipeline.fiction.utterances import Turn, subject_of

KNOWN = "They knew Mrs. Hale and Tom Reed. They saw Tom and Mrs. Hale.\n\n"


def told(text: str) -> list[dict[str, object]]:
    """What is found of each turn, as printed."""
    turns, prose, cast = turns_of(KNOWN + text)

    def words(subject: Subject | None) -> str | None:
        if subject is None:
            return None
        return prose.text[slice(*prose.characters(subject.start, subject.end))]

    def names(numbers: set[int]) -> set[str]:
        return {cast.characters[number].name for number in numbers}

    def one(turn: Turn) -> dict[str, object]:
        return {
            "said": [prose.text[slice(*prose.characters(*span))] for span in turn.spans],
            "tag": words(subject_of(turn)),
            "before": turn.beat_before and words(turn.beat_before),
            "after": turn.beat_after and words(turn.beat_after),
            "addressed": names(turn.addressed),
            "mentioned": names(turn.mentioned),
            "sex": turn.addressed_sex,
        }

    return [one(turn) for turn in turns]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("“Come in,” said Tom.", "Tom"),
        ("“Come in,” she cried.", "she"),
        ("“Come in!” she at last cried.", "she"),
        ("“Come in,” whispered the old man.", "the old man"),
        ("“Come in,” cried a sleepy-faced carpenter.", "a sleepy-faced carpenter"),
        ("“Come in,” I said.", "I"),
        ("“No,” was her answer.", "her"),
        ("Mrs. Hale said: “Come in.”", "Mrs. Hale"),
        ("Then Tom, turning to Mrs. Hale, cried: “Come in!”", "Tom"),
        ("Tom laughed and said,\n\n“Come in.”", "Tom"),
    ],
)
def test_a_reporting_clause_tells_who_speaks(text: str, tag: str) -> None:
    (turn,) = told(text)
    assert turn["tag"] == tag


@pytest.mark.parametrize(
    ("text", "beat"),
    [("“Come in.” Tom put down the hat.", "Tom"), ("“Is it you?” Tom said nothing.", "Tom")],
)
def test_what_is_done_beside_a_speech_is_no_reporting_clause(text: str, beat: str) -> None:
    (turn,) = told(text)
    assert (turn["tag"], turn["after"]) == (None, beat)


def test_a_speech_that_its_clause_parts_is_one() -> None:
    (turn,) = told("“I know,” said Tom, “that it rains.”")
    assert turn["said"] == ["“I know,”", "“that it rains.”"]


def test_a_speech_that_goes_on_in_the_next_paragraph_is_one() -> None:
    (turn,) = told("“I walked for a day,” said Tom. “It rained.\n\n“And then I slept.”")
    assert turn["said"] == ["“I walked for a day,”", "“It rained.", "“And then I slept.”"]


def test_two_people_in_one_paragraph_have_a_turn_each() -> None:
    first, second = told("“Go!” he said, and Mrs. Hale said, “Stay!”")
    assert (first["tag"], second["tag"]) == ("he", "Mrs. Hale")


def test_who_is_spoken_to_is_told_from_who_is_spoken_of() -> None:
    (turn,) = told("“Do you know, Tom, that I met Mrs. Hale in town?”")
    assert turn["addressed"] == {"Tom"}
    assert turn["mentioned"] == {"Mrs. Hale"}


@pytest.mark.parametrize(("text", "sex"), [("“Yes, sir.”", -1), ("“No, madam.”", 1), ("“No.”", 0)])
def test_sir_and_madam_tell_the_sex_of_who_is_spoken_to(text: str, sex: int) -> None:
    (turn,) = told(text)
    assert turn["sex"] == sex
