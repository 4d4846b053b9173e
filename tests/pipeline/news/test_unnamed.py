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


@pytest.mark.parametrize("group", ["nurses", "soldiers", "waiters", "pilots", "secretaries"])
def test_several_people_are_a_group_and_nobody_who_is_named(group: str) -> None:
    text = (
        f"Ida Krall ran the ward. The {group} said that she was fair. “She knew us,” the {group}"
        " said.\n"
    )
    for quote in quotes.extract(text):
        assert quote.speaker is not None
        assert (quote.speaker.name, quote.speaker.type) == (f"the {group}", "group")


@pytest.mark.parametrize("body", ["military", "army", "ministry", "navy", "junta"])
def test_a_body_is_none_of_its_people(body: str) -> None:
    text = f"The {body} said 30 men were held. “We have them,” said Maj. Gen. Faisal Nazari.\n"
    first = quotes.extract(text)[0]
    assert first.speaker is not None and first.speaker.name == f"the {body}"


@pytest.mark.parametrize("one", ["One", "Another", "Some", "Others", "Several"])
def test_one_of_whom_the_text_has_not_told_is_nobody_named(one: str) -> None:
    text = f"Nadia Rahman writes for the Observer. {one} told her: “They just forgot.”\n"
    last = quotes.extract(text)[-1]
    assert last.speaker is None


@pytest.mark.parametrize(
    ("body", "other"),
    [
        ("hospital trust", "Public Service Union"),
        ("union", "Leeds University"),
        ("court", "Harbour Council"),
        ("university", "Labour Party"),
        ("church", "Leeds University"),
    ],
)
def test_a_body_of_one_kind_is_none_of_another(body: str, other: str) -> None:
    text = f"The {other} met on Monday. The {body} said on Tuesday that it was wrong.\n"
    last = quotes.extract(text)[-1]
    assert last.speaker is not None and last.speaker.name == f"the {body}"


@pytest.mark.parametrize(
    ("body", "other"),
    [
        ("party", "Labour Party"),
        ("agency", "Trade Commission"),
        ("company", "Dunmore Group"),
        ("lender", "Harbour Bank"),
        ("group", "Public Service Union"),
    ],
)
def test_a_body_goes_by_its_kind(body: str, other: str) -> None:
    text = f"The {other} met on Monday. The {body} said on Tuesday that it was wrong.\n"
    last = quotes.extract(text)[-1]
    assert last.speaker is not None and last.speaker.name == other


def test_the_other_may_go_on() -> None:
    text = (
        "Two engineers quit Lumen. One said it was late. The other, who left on Friday, was kind."
        " “At least she said it,” he told the Ledger.\n"
    )
    last = quotes.extract(text)[-1]
    assert last.speaker is not None and last.speaker.name == "the other"
