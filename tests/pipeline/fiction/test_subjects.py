"""Who does something in a story's narration."""

from __future__ import annotations

import pytest
from pages import prose_of

from quotes.pipeline.fiction.cast import find_cast
from quotes.pipeline.fiction.subjects import Subjects, sex_of_noun

# So that the book knows the names.
KNOWN = "They knew Mrs. Hale and Tom and Emily. They saw Tom and Emily.\n\n"


def first(sentence: str) -> tuple[str, str, int] | None:
    """Kind, words and sex of the one who does something at the beginning of a sentence."""
    prose = prose_of(KNOWN + sentence)
    at = next(i for i, start in enumerate(prose.words.start) if start >= len(KNOWN))
    subject = Subjects(prose, find_cast(prose)).at(at)
    if subject is None:
        return None
    start, end = prose.characters(subject.start, subject.end)
    return subject.kind, prose.text[start:end], subject.sex


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("Tom laughed.", ("name", "Tom", 0)),
        ("Mrs. Hale sang.", ("name", "Mrs. Hale", 0)),
        ("Poor Mrs. Hale wept.", ("name", "Poor Mrs. Hale", 0)),
        ("She laughed.", ("she", "She", 1)),
        ("He laughed.", ("he", "He", -1)),
        ("I laughed.", ("i", "I", 0)),
        ("We laughed.", ("they", "We", 0)),
        ("His mother laughed.", ("noun", "His mother", 1)),
        ("Mother laughed.", ("noun", "Mother", 1)),
        ("Tom’s father laughed.", ("noun", "Tom’s father", -1)),
        ("The old man laughed.", ("noun", "The old man", -1)),
        ("The man in the grey coat, laughing, came.", ("noun", "The man in the grey coat", -1)),
    ],
)
def test_somebody_does_something(sentence: str, subject: tuple[str, str, int]) -> None:
    assert first(sentence) == subject


@pytest.mark.parametrize("sentence", ["The table was bare.", "“She laughed,” said Tom.", "Rain."])
def test_nobody_does_something(sentence: str) -> None:
    assert first(sentence) is None


@pytest.mark.parametrize(
    ("noun", "sex"),
    [
        ("old lady in the corner", 1),
        ("boy with the dog", -1),
        ("sleepy-faced carpenter", 0),
        ("", 0),
    ],
)
def test_a_description_may_tell_the_sex(noun: str, sex: int) -> None:
    assert sex_of_noun(noun) == sex
