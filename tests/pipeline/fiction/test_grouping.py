"""Which forms of a book's names are one character."""

from __future__ import annotations

import pytest
from pages import prose_of

from quotes.pipeline.fiction.forms import find_forms
from quotes.pipeline.fiction.grouping import grouped
from quotes.pipeline.fiction.usage import following_pronoun, usage


def people(text: str) -> set[frozenset[str]]:
    """The characters, each as the forms that are theirs."""
    prose = prose_of(text)
    groups, _ = grouped(usage(prose, find_forms(prose)))
    return {frozenset(" ".join(filter(None, (t, *words))) for t, words in g.forms) for g in groups}


def test_a_first_name_is_whose_full_name_the_book_has() -> None:
    text = "They met Emma Reed. Then Emma sang. They heard Emma, and the other one was Jane Frost."
    assert people(text) == {frozenset({"emma reed", "emma"}), frozenset({"jane frost"})}


def test_husband_and_wife_are_two() -> None:
    text = "There was Mr. Hale. There was Mrs. Hale. They saw Mr. Hale and Mrs. Hale."
    assert people(text) == {frozenset({"mr hale"}), frozenset({"mrs hale"})}


def test_a_title_that_stands_alone_is_whose_it_is() -> None:
    text = "They met Captain Berg. They saw Captain Berg again. Then the Captain left."
    assert people(text) == {frozenset({"captain berg", "captain"})}


def test_two_of_one_family_who_stand_side_by_side_are_two() -> None:
    text = "They met Mr. Frost and Tom Frost. " * 4 + "Then Mr. Frost left. They saw Tom."
    assert people(text) == {frozenset({"mr frost"}), frozenset({"tom frost", "tom"})}


def test_a_nickname_is_whose_name_it_shortens() -> None:
    text = "They met Thomas Frost. They saw Tom, and Tom saw the sea with Jane Reed."
    assert people(text) == {frozenset({"thomas frost", "tom"}), frozenset({"jane reed"})}


def test_a_short_form_of_two_people_may_mean_both() -> None:
    text = "They met Emma Reed. They met Emma Frost. Then Emma sang."
    prose = prose_of(text)
    groups, meant = grouped(usage(prose, find_forms(prose)))
    assert {groups[number].full for number in meant["", ("emma",)]} == {1}
    assert len(meant["", ("emma",)]) == 2


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("Berg shook his head.", -1),
        ("Berg took off her hat.", 1),
        ("Berg slept. He snored.", 0),
        ("Berg saw the sea and the boats and the gulls and the rocks and the pier and her.", 0),
    ],
)
def test_the_pronoun_of_the_sentence_tells_the_sex(text: str, sex: int) -> None:
    prose = prose_of(text)
    assert following_pronoun(prose, 1, len(prose)) == sex
