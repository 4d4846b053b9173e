"""By what name somebody goes whom the text only describes."""

from __future__ import annotations

import pytest

import quotes


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("a man who identified himself only as Rick", "Rick"),
        ("a drummer who goes by the name “Pebble”", "Pebble"),
        ("a widow who gave her name as Ines", "Ines"),
        ("a busker who calls himself Kid Lark", "Kid Lark"),
        ("a nurse who gave only her first name, Maria", "Maria"),
        ("a driver who asked to be identified only by his first name, Omar", "Omar"),
        ("a sailor who would give only his first name, Olaf", "Olaf"),
        ("a man who used his nickname, Bear", "Bear"),
        ("a woman who declined to give her last name", "a woman"),
        ("a carter who asked not to be named", "a carter"),
        ("a woman who went to the harbour with Rick", "a woman"),
    ],
)
def test_the_name_that_a_description_gives(source: str, name: str) -> None:
    (quote,) = quotes.extract(
        f"The quay burned all night. “I saw the crane fall,” said {source}.\n"
    )
    assert quote.speaker is not None and quote.speaker.name == name


@pytest.mark.parametrize(
    "source",
    [
        "one of the men",
        "many of the guests",
        "each of the witnesses",
        "most of the villagers",
        "some of Lund's aides",
        "neither of the two drivers",
    ],
)
def test_some_of_those_whom_a_noun_names_are_described(source: str) -> None:
    (quote,) = quotes.extract(f"“I saw the crane fall,” {source} said.\n")
    assert quote.source is not None and quote.source.kind == "nominal"
    assert quote.speaker is not None and quote.speaker.name == source


def test_who_is_named_behind_one_of_several_is_meant() -> None:
    (quote,) = quotes.extract("“He slept,” one of the family's lawyers, Justin Bamber, said.\n")
    assert quote.speaker is not None and quote.speaker.name == "Justin Bamber"


def test_he_is_who_gave_a_first_name() -> None:
    text = (
        "A shopkeeper, who asked that only his first name, Idris, be used, said he had counted 40"
        " carts.\n\n“The soldiers are leaving,” he said.\n"
    )
    last = quotes.extract(text)[-1]
    assert last.speaker is not None and last.speaker.name == "Idris"


def test_who_is_listed_as_a_relative_has_no_role_of_it() -> None:
    text = "Her daughter, Ines, wept. She leaves Ines, a son, Erik, and a twin. “Mum,” Ines said.\n"
    last = quotes.extract(text)[-1]
    assert last.speaker is not None and (last.speaker.name, last.speaker.role) == ("Ines", None)
