"""Where a report names somebody."""

from __future__ import annotations

from itertools import pairwise

import pytest
from pages import encoder, page_of

import quotes
from quotes.pipeline.attribution.linking import link
from quotes.pipeline.news.naming import find_names
from quotes.pipeline.news.people import Name


def names(text: str) -> list[Name]:
    page = page_of(text)
    sources = [a.source for a in link(page, encoder()) if a.source]
    return find_names(text, page.words, page.reading, sources)


def printed(text: str) -> list[str]:
    return [name.text for name in names(text)]


@pytest.mark.parametrize("name", ["Rosalind O'Neill", "Ban Ki-moon", "Ada Ackroyd-Lee"])
def test_a_name_has_all_of_its_letters(name: str) -> None:
    assert name in printed(f"“It rains,” {name} said on Monday. The council met on Tuesday.\n")


def test_a_nickname_in_marks_is_part_of_the_name() -> None:
    assert "Ada “Bix” Lund" in printed("The mayor, Ada “Bix” Lund, said that it rained.\n")


def test_a_full_name_is_found_wherever_the_surname_is_known() -> None:
    text = "Teague said on Monday that it rained. Ambrose Teague came late. It was cold.\n"
    assert printed(text) == ["Teague", "Ambrose Teague"]


def test_titles_are_no_part_of_a_name_and_stay_with_it() -> None:
    found = names("“It rains,” said Ms. Lund, whom nobody heard. Mr. Weber slept.\n")
    assert [(name.text, name.title) for name in found] == [("Lund", "ms"), ("Weber", "mr")]


def test_what_is_called_by_an_office_is_not_named_by_it() -> None:
    assert "Secretary" not in printed("The secretary of the council said on Monday it rained.\n")


@pytest.mark.parametrize("line", ["READ MORE: Nils Berg", "Photo: Nils Berg", "By Nils Berg"])
@pytest.mark.parametrize("first", [True, False])
def test_furniture_of_the_page_names_nobody(line: str, first: bool) -> None:
    article = "Berg sold the mill on Friday, and Ada Lund bought it.\n"
    text = f"{line}\n\n{article}" if first else f"{article}\n{line}"
    assert "Nils Berg" not in printed(text)


def test_no_name_overlaps_another_and_all_stand_where_they_say() -> None:
    text = (
        "The Secretary of State Ada Lund told the Harbour Board that Zoë Field, Lund’s aide, had "
        "left. Field denied it. Ada Lund and the Board’s Tomas Weber met Mr. Weber’s brother.\n"
    )
    found = names(text)
    assert all(text[name.start : name.end] == name.text for name in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("surname", ["Young", "Sharp", "Field", "Rich", "Early"])
def test_a_surname_that_is_a_word_is_a_name_wherever_it_has_its_capital(surname: str) -> None:
    text = (
        f"Tom {surname} and Frank Tolan run the ferry between them. It is a {surname.lower()} "
        f"man’s work, Mr. Tolan said. One thing {surname} would give up is the night crossing.\n"
    )
    assert [name.start for name in names(text) if name.text == surname] == [
        text.index(f"{surname} would")
    ]


def test_what_stands_beside_another_capital_is_no_surname() -> None:
    text = "Tom Field runs the ferry. He wrote to the Field Museum and to Sharp & Field. He won.\n"
    assert "Field" not in printed(text)


@pytest.mark.parametrize(
    "name",
    [
        "Lim Geun-ja",
        "Earl Ray Tolan",
        "Joint Committee on Tall Ships",
        "Ada Lund Productions",
    ],
)
def test_a_name_is_whole(name: str) -> None:
    text = f"“It rains,” {name} said on Monday. The council met on Tuesday.\n"
    assert quotes.extract(text)[0].speaker.name == name  # type: ignore[union-attr]


def test_a_time_that_is_called_by_somebody_is_not_his_name() -> None:
    text = "Brand said it was the worst week of the Brand Presidency, and went home.\n"
    assert "Brand Presidency" not in printed(text)


def test_a_word_is_a_body_or_a_person_by_what_it_mostly_is() -> None:
    text = (
        "Halden lost to Norhaven on Friday. Halden, the club said, was tired. Bo Lind of Halden "
        "was hurt. Halden will play Norhaven again in May, and Halden must win.\n"
    )
    assert len({name.label for name in names(text) if name.text == "Halden"}) == 1


@pytest.mark.parametrize("firm", ["Retailer", "Airline", "Lender", "Carmaker", "Insurer"])
def test_what_a_firm_is_is_no_part_of_its_name(firm: str) -> None:
    (quote,) = [
        quote
        for quote in quotes.extract(
            f"{firm} Dunmore cut its forecast. “It is hard,” Dunmore said.\n"
        )
        if quote.kind == "direct"
    ]
    assert quote.speaker is not None and quote.speaker.name == "Dunmore"


@pytest.mark.parametrize(
    "rank", ["Det Ch Insp", "Ch Supt", "Det. Sgt.", "Lt. Col.", "Deputy Chief", "Det Insp"]
)
def test_ranks_of_several_words_are_nobodys_name(rank: str) -> None:
    text = (
        f"{rank} Fiona Garrow said that a clerk mixed up two lakes. “By the time we knew, it was"
        " dark,” she told the court.\n"
    )
    assert {quote.speaker and quote.speaker.name for quote in quotes.extract(text)} == {
        "Fiona Garrow"
    }


@pytest.mark.parametrize("salutation", ["Dear", "Dearest", "Hello", "Hi"])
def test_a_salutation_is_no_part_of_a_name(salutation: str) -> None:
    text = (
        f"Gerald Finley has left. The card says: “{salutation} Gerald, you were slow.” “I loved"
        " it,” Gerald said.\n"
    )
    last = quotes.extract(text)[-1]
    assert last.speaker is not None and last.speaker.name == "Gerald Finley"
