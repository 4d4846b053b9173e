"""The speeches of a story, and what stands beside each that tells who speaks."""

from __future__ import annotations

import pytest
from pages import utterances_of

from quotes.pipeline.fiction.subjects import Subject
from quotes.pipeline.fiction.utterances import Utterance, subject_of

KNOWN = "They knew Mrs. Hale and Tom Reed. They saw Tom and Mrs. Hale.\n\n"


def told(text: str) -> list[dict[str, object]]:
    """What is found of each utterance, as printed."""
    utterances, prose, cast = utterances_of(KNOWN + text)

    def words(subject: Subject | None) -> str | None:
        if subject is None:
            return None
        return prose.text[slice(*prose.characters(subject.start, subject.end))]

    def names(numbers: set[int]) -> set[str]:
        return {cast.characters[number].name for number in numbers}

    def one(utterance: Utterance) -> dict[str, object]:
        return {
            "said": [prose.text[slice(*prose.characters(*span))] for span in utterance.spans],
            "tag": words(subject_of(utterance)),
            "before": utterance.beat_before and words(utterance.beat_before),
            "after": utterance.beat_after and words(utterance.beat_after),
            "addressed": names(utterance.addressed),
            "mentioned": names(utterance.mentioned),
            "sex": utterance.addressed_sex,
        }

    return [one(utterance) for utterance in utterances]


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
    (utterance,) = told(text)
    assert utterance["tag"] == tag


@pytest.mark.parametrize(
    ("text", "beat"),
    [("“Come in.” Tom put down the hat.", "Tom"), ("“Is it you?” Tom said nothing.", "Tom")],
)
def test_what_is_done_beside_a_speech_is_no_reporting_clause(text: str, beat: str) -> None:
    (utterance,) = told(text)
    assert (utterance["tag"], utterance["after"]) == (None, beat)


def test_a_speech_that_its_clause_parts_is_one() -> None:
    (utterance,) = told("“I know,” said Tom, “that it rains.”")
    assert utterance["said"] == ["“I know,”", "“that it rains.”"]


def test_a_speech_that_goes_on_in_the_next_paragraph_is_one() -> None:
    (utterance,) = told("“I walked for a day,” said Tom. “It rained.\n\n“And then I slept.”")
    assert utterance["said"] == ["“I walked for a day,”", "“It rained.", "“And then I slept.”"]


def test_two_people_in_one_paragraph_have_a_turn_each() -> None:
    first, second = told("“Go!” he said, and Mrs. Hale said, “Stay!”")
    assert (first["tag"], second["tag"]) == ("he", "Mrs. Hale")


def test_who_is_spoken_to_is_told_from_who_is_spoken_of() -> None:
    (utterance,) = told("“Do you know, Tom, that I met Mrs. Hale in town?”")
    assert utterance["addressed"] == {"Tom"}
    assert utterance["mentioned"] == {"Mrs. Hale"}


@pytest.mark.parametrize(("text", "sex"), [("“Yes, sir.”", -1), ("“No, madam.”", 1), ("“No.”", 0)])
def test_sir_and_madam_tell_the_sex_of_who_is_spoken_to(text: str, sex: int) -> None:
    (utterance,) = told(text)
    assert utterance["sex"] == sex
