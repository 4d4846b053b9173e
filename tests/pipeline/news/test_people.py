"""Names → entities: which forms are one person's, which are not."""

from __future__ import annotations

import pytest

import quotes
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


@pytest.mark.parametrize(
    ("full", "other"),
    [
        ("Anna Holt", "Mr. Holt"),
        ("James Orr", "Ms Orr"),
        ("Eric Novak", "Erica Novak"),
        ("Paul Vidal", "Paula Vidal"),
        ("Tom Mercer Jr.", "Tom Mercer Sr."),
        ("Mrs Ida Krall", "Mr Krall"),
    ],
)
def test_sex_and_generation_tell_a_family_apart(full: str, other: str) -> None:
    found = people(f"{full} came first. {other} left early.", full, other)
    assert len(found.entities) == 2


@pytest.mark.parametrize(
    ("full", "short"),
    [("Anna Holt", "Ms Holt"), ("Tom Mercer Jr.", "Mercer"), ("Dana Orr", "Mrs. Orr")],
)
def test_a_title_that_fits_joins_a_surname_to_its_bearer(full: str, short: str) -> None:
    names = people(f"{full} came first. {short} left early.", full, short)
    assert len(names.entities) == 1


def test_a_surname_of_two_who_are_named_as_often_is_doubtful() -> None:
    text = "Dana Roth met Kim Roth. Roth wept. Lund saw it."
    found = people(text, "Dana Roth", "Kim Roth", "Roth", "Lund")
    assert [found.is_doubtful(name) for name in found.names] == [False, False, True, False]


def test_a_doubtful_surname_is_told_by_a_flag_and_a_lower_confidence() -> None:
    text = "Dana Roth and Kim Roth sold the mill. “It was time,” Roth said. “We are tired.”\n"
    (quote,) = quotes.extract(text)
    assert "ambiguous-speaker" in quote.flags
    assert quote.confidence.speaker <= 0.8


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Marek Dobson and his wife, Julia Dobson, run a bakery. “It is old,” Dobson said.",
            ["Marek Dobson"],
        ),
        (
            "Karen Voss sued the clinic where her brother, Paul Voss, died. “Why?” Voss asked.",
            ["Karen Voss"],
        ),
        (
            "Leon Petrie coaches a team with his daughter, Sally Petrie. “Run,” Petrie said.",
            ["Leon Petrie"],
        ),
        (
            "Senator Ruth Okafor spoke. Her husband, Daniel Okafor, listened. “Now,” Okafor said.",
            ["Ruth Okafor"],
        ),
        (
            "Tom Farrell was arrested. His mother, Anne Farrell, waited outside. “He slept,” she"
            " said. Farrell denied it. “I slept,” Farrell told the judge.",
            ["Anne Farrell", "Tom Farrell"],
        ),
        (
            "Leela Sethi's father, Amar Sethi, came in 1972. “I had ten pounds,” Sethi said.",
            ["Amar Sethi"],
        ),
    ],
)
def test_relatives_brought_in_by_a_pronoun_do_not_go_by_the_surname(
    text: str, speakers: list[str]
) -> None:
    direct = [quote for quote in quotes.extract(text) if quote.kind == "direct"]
    assert [quote.speaker and quote.speaker.name for quote in direct] == speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Quinn Marlow sat by his sister, Robin Marlow. “Well,” Miss Marlow said.", "Robin Marlow"),
        ("Robin Lund's husband, Quinn Lund, drove. “It was dark,” Mr. Lund said.", "Quinn Lund"),
        ("Quinn Lund and Quinn's mother, Wren Lund, farm. “Oats,” Mrs. Lund said.", "Wren Lund"),
        ("Wren Ott came with her brother, Robin Ott. “We walked,” Mr. Ott said.", "Robin Ott"),
        ("Wren Ott came with her brother, Robin Ott. “We walked,” Ms. Ott said.", "Wren Ott"),
    ],
)
def test_what_relatives_are_tells_mr_from_mrs(text: str, speaker: str) -> None:
    (quote,) = [quote for quote in quotes.extract(text) if quote.kind == "direct"]
    assert quote.speaker is not None and quote.speaker.name == speaker
