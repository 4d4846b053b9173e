"""Where a book names people, and in which form."""

from __future__ import annotations

import pytest
from pages import prose_of

from quotes.options import CastMember
from quotes.pipeline.fiction.forms import Form, find_forms, is_name, split_name


def forms(text: str, *cast: str) -> list[Form]:
    return [one.form for one in find_forms(prose_of(text), [CastMember(name) for name in cast])]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Emma", ("", ("emma",))),
        ("Mr. Hale", ("mr", ("hale",))),
        ("Aunt May", ("aunt", ("may",))),
        ("Dr. Ada Lund", ("dr", ("ada", "lund"))),
        ("Old Tom", ("", ("tom",))),
        ("the Professor", ("professor", ())),
        ("Jean-Luc Roux’s", ("", ("jean", "luc", "roux"))),
    ],
)
def test_a_name_is_its_title_and_its_words(name: str, form: Form) -> None:
    assert split_name(name) == form


@pytest.mark.parametrize("name", ["Mr. Hale", "Emma", "Joan of Arc"])
def test_a_name(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("name", ["the late Mr. Hale", "a friend of Tom", "Tom’s brother"])
def test_a_description_is_no_name(name: str) -> None:
    assert not is_name(name)


def test_names_stand_with_their_titles_and_words() -> None:
    text = (
        "One morning Mr. Hale met Emma Hale at the gate. The rain had stopped, and nobody but Emma "
        "saw Captain Berg of Harwick and the young Jean-Luc Roux."
    )
    assert forms(text) == [
        ("mr", ("hale",)),
        ("", ("emma", "hale")),
        ("", ("emma",)),
        ("captain", ("berg",)),
        ("", ("harwick",)),
        ("", ("jean", "luc", "roux")),
    ]


def test_a_capital_that_begins_a_sentence_makes_no_name() -> None:
    assert forms("Rain fell. Nobody came. Suddenly Emma ran, and so did old Emma Hale.") == [
        ("", ("emma",)),
        ("", ("emma", "hale")),
    ]


def test_a_word_that_the_book_prints_small_as_well_is_no_name() -> None:
    text = "They met the Grocer. They saw the grocer twice, and the grocer saw Emma."
    assert forms(text) == [("", ("emma",))]


def test_a_title_may_stand_for_a_name() -> None:
    assert forms("They waited for the Captain, and the Captain came.") == [
        ("captain", ()),
        ("captain", ()),
    ]


def test_the_plural_of_a_family_is_nobody() -> None:
    text = "Then Mr. Hale came. The dog saw Mr. Hale and Mrs. Hale. They knew the Hales, the Hales."
    assert {words for _, words in forms(text)} == {("hale",)}


def test_what_stands_in_a_speech_is_spoken() -> None:
    found = find_forms(prose_of("“Where is Emma?” asked Tom, and looked for Emma and for Tom."))
    assert [one.spoken for one in found] == [True, False, False, False]


def test_a_cast_makes_its_names_known() -> None:
    assert forms("Quill came.", "Zeno Quill") == [("", ("quill",))]
