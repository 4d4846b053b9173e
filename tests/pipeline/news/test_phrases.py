"""Which of the names in a source phrase is the speaker's."""

from __future__ import annotations

import pytest

import quotes


def speakers(source: str) -> set[str | None]:
    """Who speaks, behind the verb and before it."""
    capital = source[0].upper() + source[1:]
    texts = [
        f"“The roof leaks,” said {source}.\n",
        f"The vote is on Friday. {capital} said: “The roof leaks.”\n",
    ]
    found = [quotes.extract(text)[0].speaker for text in texts]
    return {speaker and speaker.name for speaker in found}


@pytest.mark.parametrize(
    ("source", "head"),
    [
        ("a spokesman for Mr Tamm", "a spokesman"),
        ("an aide to President Marlow", "an aide"),
        ("the wife of Dan Krall", "the wife"),
        ("an insider close to Ms Vane", "an insider"),
        ("a lawyer for Senator Brekke", "a lawyer"),
        ("an adviser to Prime Minister Ada Roth", "an adviser"),
        ("one aide to Governor Hale", "one aide"),
        ("two officials close to Chancellor Brand", "two officials"),
        ("the mother of Captain Ivo Lund", "the mother"),
        ("a person familiar with Mr Quill's plans", "a person"),
        ("the composer behind Ashes and Lanterns", "the composer"),
        ("a spokeswoman for Harbour Bank chief executive Jon Reed", "a spokeswoman"),
        ("a spokesman for Norvik Capital, Dunmore's biggest shareholder", "a spokesman"),
    ],
)
def test_who_is_told_by_somebody_elses_name_has_none(source: str, head: str) -> None:
    assert speakers(source) == {head}


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("University of Tampere lecturer Siri Moe", "Siri Moe"),
        ("University of Lund, Malmo, professor Eva Brandt", "Eva Brandt"),
        ("Church of Norway spokeswoman Edda Finn", "Edda Finn"),
        ("Church of Scotland minister Ross Ardle", "Ross Ardle"),
        ("Council of Europe lawyer Ida Moe", "Ida Moe"),
        ("Ministry of Fisheries inspector Bo Lind", "Bo Lind"),
        ("College of Midwives president Una Faye", "Una Faye"),
        ("Bank of Norland deputy governor Ruth Lomas", "Ruth Lomas"),
        ("House of Cards actor Karl Moss", "Karl Moss"),
        ("Federation of Small Firms chairman Hugh Dray", "Hugh Dray"),
        ("Minister of Education Ada Roth", "Ada Roth"),
        ("Undersecretary for Education Mr. Tolan", "Tolan"),
        ("Secretary of State Omar Finch", "Omar Finch"),
        ("Bishop of Norwick Alan Penn", "Alan Penn"),
        ("Boat insurance provider (BIP) Norhaven", "Norhaven"),
        ("Lund's niece, state Del. Mara Price (D-Norhaven),", "Mara Price"),
        ("Harbour Board scientist and study co-author Bo Karlsen", "Bo Karlsen"),
    ],
)
def test_an_office_or_a_body_before_a_name_is_its_bearers(source: str, name: str) -> None:
    assert speakers(source) == {name}


def test_a_body_named_beside_its_report_may_have_written_it() -> None:
    text = (
        "The Water Board met on Monday. “The pipes are old,” the Water Board report stated. The "
        "Water Board would not comment.\n"
    )
    (quote,) = [quote for quote in quotes.extract(text) if quote.kind == "direct"]
    assert quote.speaker is not None
    assert quote.speaker.type in ("organisation", "document")


def test_a_date_behind_a_name_is_no_part_of_it() -> None:
    text = (
        "Ada Lund left. Despite Ms. Lund’s Oct. 11 announcement that it was “done,” work goes on.\n"
    )
    (quote,) = quotes.extract(text)
    assert quote.speaker is None or quote.speaker.name == "Ada Lund"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("a statement from Mara Price", "Mara Price"),
        ("a letter written by Tom Quill", "Tom Quill"),
        ("a review published by the critic Ines Marr", "Ines Marr"),
    ],
)
def test_a_document_speaks_for_who_wrote_it(source: str, name: str) -> None:
    text = f"The vote is on Friday. “The roof leaks and will fall in,” according to {source}.\n"
    (quote,) = quotes.extract(text)
    assert quote.speaker is not None and quote.speaker.name == name


@pytest.mark.parametrize("asked", ["Asked", "Pressed", "Questioned", "Cross-examined", "Stopped"])
def test_by_whom_somebody_is_asked_is_not_who_answers(asked: str) -> None:
    text = (
        f"{asked} by Mr Strand, the driver, Peter Lyle, admitted that he had not looked. “I was on"
        " my fourteenth hour,” he said.\n"
    )
    assert {quote.speaker and quote.speaker.name for quote in quotes.extract(text)} == {
        "Peter Lyle"
    }


@pytest.mark.parametrize(
    "source",
    [
        "the local MP, Conservative Alan Whitby,",
        "the MEP for Hull, Liberal Democrat Alan Whitby,",
        "the shadow health secretary, Labour's Alan Whitby,",
        "the firm's CEO, Alan Whitby,",
        "local MP Alan Whitby",
        "Lib Dem Alan Whitby",
        "Conservative Alan Whitby",
    ],
)
def test_a_name_behind_an_office_and_a_party_is_meant(source: str) -> None:
    capital = source[0].upper() + source[1:]
    (quote,) = quotes.extract(f"{capital} called the plan “a mess”.\n")
    assert quote.speaker is not None and quote.speaker.name == "Alan Whitby"


@pytest.mark.parametrize(
    "asked",
    [
        "Under cross-examination by Mr. Delmar's lawyer, Gwen Ashby,",
        "Under questioning by Ms. Ashby,",
        "Pressed by reporters,",
        "Questioned by the mayor's aide, Tim Ott,",
        "Confronted by her own brother, Tim Ott,",
    ],
)
def test_who_answers_stands_behind_all_that_is_told_of_who_asks(asked: str) -> None:
    text = f"{asked} Mr. Salazar conceded that he had lied. “I did,” he said.\n"
    assert {quote.speaker and quote.speaker.name for quote in quotes.extract(text)} == {"Salazar"}
