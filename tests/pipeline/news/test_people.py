"""Names → entities: which forms are one person's, which are not."""

from __future__ import annotations

import pytest

from quotes.pipeline.news.people import ORGANISATION, PERSON, People, make_name


def people(text: str, *names: str, label: int = PERSON) -> People:
    """Every occurrence of the names in the text, as if they had been recognised."""
    found, at = [], 0
    for printed in names:
        at = text.index(printed, at)
        if name := make_name(text, at, at + len(printed), label):
            found.append(name)
        at += len(printed)
    return People(found)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Okafor", "Adaeze Okafor"),
        ("Adaeze", "Adaeze Okafor"),
        ("A. Okafor", "Adaeze Okafor"),
        ("Walter Brandt", "Walter J. Brandt"),
        ("Bob Lindqvist", "Robert Lindqvist"),
        ("de Ruiter", "Marieke de Ruiter"),
    ],
)
def test_a_shorter_form_is_the_same_person(short: str, full: str) -> None:
    found = people(f"{full} spoke. {short} left.", full, short)
    (entity,) = found.entities
    assert entity.fullest.text == full
    assert entity.aliases == (short,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Adaeze Okafor", "Chidi Okafor"),
        ("Adaeze Okafor", "Adaeze Nwosu"),
        ("Walter Brandt", "Willy Brandt"),
    ],
)
def test_different_full_names_are_different_people(one: str, other: str) -> None:
    assert len(people(f"{one} met {other}.", one, other).entities) == 2


def test_a_title_tells_two_of_a_family_apart() -> None:
    text = "Mr. Paul Varga and Mrs. Ilona Varga came. Mrs. Varga spoke."
    found = people(text, "Paul Varga", "Ilona Varga", "Varga")
    assert found.of(found.names[-1]).fullest.text == "Ilona Varga"


def test_the_protagonist_is_the_one_called_by_the_surname() -> None:
    text = "Ana Roth won. Ana Roth thanked her husband Ben Roth. Roth wept."
    found = people(text, "Ana Roth", "Ana Roth", "Ben Roth", "Roth")
    assert found.of(found.names[-1]).fullest.text == "Ana Roth"


@pytest.mark.parametrize(
    ("printed", "name", "title"),
    [
        ("President Ingrid Falk", "Ingrid Falk", "president"),
        ("Dr. Falk’s", "Falk", "dr"),
        ("Falk", "Falk", None),
        ("Ms. Falk", "Falk", "ms"),
        ("Radio Norwick’s Ingrid Falk", "Ingrid Falk", None),
        ("veteran Ingrid Falk", "Ingrid Falk", None),
        ("van Falk", "van Falk", None),
    ],
)
def test_titles_and_possessives_are_no_part_of_a_name(
    printed: str, name: str, title: str | None
) -> None:
    found = make_name(printed, 0, len(printed), PERSON)
    assert found and (found.text, found.title) == (name, title)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("FHA", "Federal Harbour Agency"),
        ("the Gazette", "The Norwick Gazette"),
        ("the Commission", "Commission on Tall Ships"),
    ],
)
def test_bodies_go_by_initials_and_last_words(short: str, full: str) -> None:
    found = people(f"{full} wrote. {short} wrote.", full, short, label=ORGANISATION)
    assert len(found.entities) == 1
