"""The characters of a book, what they are called, and where."""

from __future__ import annotations

import pytest
from pages import cast_of

from quotes.pipeline.fiction.cast import aliases

TEXT = (
    "One morning Mr. Hale met Emma Reed at the gate. Then Emma laughed, for Emma was fond of rain, "
    "and Mr. Hale shook his head. They saw Captain Berg. They saw Captain Berg, and the Captain "
    "was old. “Is Tom here?” asked Emma Reed."
)


def test_everybody_is_called_by_the_fullest_name_that_comes_again() -> None:
    names = {character.name for character in cast_of(TEXT).characters}
    assert names == {"Mr. Hale", "Emma Reed", "Captain Berg", "Tom"}


def test_the_other_names_are_aliases() -> None:
    (emma,) = [c for c in cast_of(TEXT).characters if c.name == "Emma Reed"]
    assert list(aliases(emma)) == ["Emma"]
    assert emma.printed == {"Emma": 2, "Emma Reed": 2}


@pytest.mark.parametrize(("name", "sex"), [("Mr. Hale", -1), ("Emma Reed", 1), ("Tom", -1)])
def test_titles_names_and_pronouns_tell_the_sex(name: str, sex: int) -> None:
    (character,) = [c for c in cast_of(TEXT).characters if c.name == name]
    assert character.femininity * sex > 0


def test_names_are_found_by_their_place() -> None:
    cast = cast_of(TEXT)
    for name in cast.names:
        assert cast.at(name.start) == name
        assert name in cast.between(name.start, name.start + 1)
        assert cast.at(name.start + 1) is None or cast.at(name.start + 1) != name
    assert [name.start for name in cast.names] == sorted(cast.starts)


def test_a_short_name_of_two_people_is_the_one_named_last() -> None:
    cast = cast_of("They met Emma Reed. They met Emma Frost. Then Emma sang to the gulls.")
    *_, last = cast.names
    assert cast.characters[last.who].name == "Emma Frost"
    assert [cast.characters[other].name for other in last.others] == ["Emma Reed"]


def test_a_text_without_names_has_no_characters() -> None:
    assert cast_of("It rained. Nobody came.").characters == []
    assert cast_of("").names == []
