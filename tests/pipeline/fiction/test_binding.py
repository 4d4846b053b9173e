"""The people of a book, bound to the cast that a user has."""

from __future__ import annotations

from pages import prose_of

from quotes.options import CastMember
from quotes.pipeline.fiction.cast import find_cast

TEXT = (
    "They met Mr. Hale and Emma Hale at the gate. The rain had stopped. Then Emma laughed, and so "
    "did Aunt May and Tom. They heard Captain Berg. They saw Captain Berg."
)


def told(*cast: CastMember) -> list[tuple[str, str]]:
    """Each name of the text that somebody of the cast has, and whose it is."""
    prose = prose_of(TEXT)
    found = find_cast(prose, cast)
    return [
        (prose.text[slice(*prose.characters(n.start, n.end))], found.characters[n.who].name)
        for n in found.names
    ]


def test_the_cast_says_who_is_who() -> None:
    cast = (
        CastMember("Edmund Hale", ("Mr. Hale",), "he"),
        CastMember("Emma Hale", (), "she"),
        CastMember("May Frost", ("Aunt May",), "she"),
        CastMember("Thomas Reed", (), "he"),
    )
    assert told(*cast) == [
        ("Mr. Hale", "Edmund Hale"),
        ("Emma Hale", "Emma Hale"),
        ("Emma", "Emma Hale"),
        ("Aunt May", "May Frost"),
        ("Tom", "Thomas Reed"),  # a nickname
    ]


def test_nobody_else_is_somebody() -> None:
    assert told(CastMember("Zeno Quill")) == []


def test_a_title_of_the_other_sex_is_somebody_else() -> None:
    assert told(CastMember("Ida Hale", (), "she")) == []


def test_what_is_no_name_of_the_cast_names_nobody() -> None:
    assert told(CastMember("the late Captain Berg")) == []
