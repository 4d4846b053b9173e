"""Whom a pronoun or a description stands for in a report."""

from __future__ import annotations

import pytest

import quotes


def speaker(text: str, opening: str) -> str | None:
    quote = next(quote for quote in quotes.extract(text) if quote.text.startswith(opening))
    return quote.speaker.name if quote.speaker else None


@pytest.mark.parametrize(
    ("pronoun", "later"),
    [
        ("she", "The violin was brought down from the attic by her niece, Marit Sand."),
        ("he", "The plan was drawn up by Martin Vane in 2010."),
        ("he", "Midfielder Anton Brook agreed that it was odd."),
        ("she", "A statue of Maria Holt, who built the pier, was unveiled on Friday."),
        ("he", "Peter Quill, the mayor, was not there."),
    ],
)
def test_a_pronoun_stands_for_nobody_who_is_named_later(pronoun: str, later: str) -> None:
    assert speaker(f"“I never wanted it,” {pronoun} said.\n\n{later}\n", "I never") is None


@pytest.mark.parametrize(
    ("man", "woman"),
    [
        ("Imran Sadler", "Philippa Gaunt"),
        ("Jonah Birdsall", "Ingeborg Tallis"),
        ("Kwame Ofori", "Adaeze Obi"),
        ("Takeshi Mori", "Yumiko Mori-Hale"),
        ("Jean-Luc Perrin", "Anneliese Brandt"),
    ],
)
def test_first_names_of_many_countries_tell_he_from_she(man: str, woman: str) -> None:
    text = f"{man} and {woman} cast the bell together. “It is flat,” {{}} said, and went home.\n"
    assert speaker(text.format("she"), "It is flat") == woman
    assert speaker(text.format("he"), "It is flat") == man


def test_a_body_that_is_described_is_no_person() -> None:
    text = (
        "Harbour Air has lost its pilots. Olaf Berg, who ran it, left. “Flights will go on,” "
        "the airline said.\n"
    )
    assert speaker(text, "Flights") != "Olaf Berg"


@pytest.mark.parametrize(
    ("description", "not_he"),
    [
        ("his wife", "Peter Brandt"),
        ("his supervisor", "Peter Brandt"),
        ("his mother", "Peter Brandt"),
        ("his daughter", "Peter Brandt"),
        ("the spokeswoman", "Peter Brandt"),
    ],
)
def test_a_description_is_not_the_one_whose_it_is_nor_of_the_other_sex(
    description: str, not_he: str
) -> None:
    text = f"Peter Brandt lost the vote on Friday. “We will go on,” {description} said.\n"
    assert speaker(text, "We will go on") != not_he


@pytest.mark.parametrize("document", ["report", "statement", "citation", "filing", "letter"])
def test_a_document_is_no_person(document: str) -> None:
    text = f"Olaf Berg read it out on Friday. “Nobody was told,” the {document} said.\n"
    assert speaker(text, "Nobody") == f"the {document}"


@pytest.mark.parametrize("trade", ["Carpenter", "Butcher", "Shepherd", "Baker", "Fisher"])
def test_a_noun_is_no_mention_of_who_is_named_like_it(trade: str) -> None:
    noun = trade.lower()
    text = f"Ida {trade} has run the yard since May. “It was loud,” the {noun} said, and left.\n"
    assert speaker(text, "It was loud") == f"the {noun}"
    assert speaker(text.replace(f"the {noun} said", f"{trade} said"), "It was") == f"Ida {trade}"


@pytest.mark.parametrize(
    "sentence",
    [
        "Berg was scathing about the plan that Martin Vane had drawn up.",
        "Berg came late to the meeting with Martin Vane.",
        "On Friday Berg wrote to Martin Vane.",
        "But Berg was no friend of Martin Vane.",
        "Mr. Berg thinks little of Martin Vane.",
    ],
)
def test_he_is_whom_the_sentence_before_begins_with(sentence: str) -> None:
    text = f"Olaf Berg and Martin Vane both want the pier.\n\n{sentence} “It will sink,” he said.\n"
    assert speaker(text, "It will sink") == "Olaf Berg"


@pytest.mark.parametrize(
    ("description", "pronoun"),
    [
        ("A Harbour Board spokesman", "he"),
        ("A plant operator", "he"),
        ("One farmer", "she"),
        ("A police sergeant", "she"),
        ("Another resident", "he"),
    ],
)
def test_he_or_she_may_be_somebody_without_a_name(description: str, pronoun: str) -> None:
    text = (
        "Peter Brandt and Maria Holt run the mill. Mr Brandt said on Monday that it was safe.\n\n"
        f"{description} disagreed. “It leaks,” {pronoun} said. “It always has.”\n"
    )
    assert (speaker(text, "It leaks") or "").lower() == description.lower()


def test_nobody_says_he_of_whom_he_names() -> None:
    text = (
        "Olaf Berg spoke for an hour on Friday night.\n\n"
        "“Martin Vane is my friend, and Karl Sand too,” he said.\n"
    )
    assert speaker(text, "Martin Vane is") == "Olaf Berg"


@pytest.mark.parametrize(
    ("clause", "name"),
    [
        ("from Norhaven, which said", "Norhaven"),
        ("from the lender Norhaven which suggested", "Norhaven"),
        ("of Peter Quill, now the head of the board, who said", "Peter Quill"),
        ("of Peter Quill, who in May said", "Peter Quill"),
    ],
)
def test_who_and_which_stand_for_the_name_beside_them(clause: str, name: str) -> None:
    text = (
        "The Harbour Board and Olaf Berg have long been at odds. The Harbour Board met on Monday. "
        f"There was support {clause} the pier was “a disgrace to the town” and should go. "
        "Norhaven and Peter Quill were not there.\n"
    )
    assert speaker(text, "the pier") == name


def test_they_may_be_one_spokesperson() -> None:
    text = (
        "Kit Lind, a spokesperson for the Harbour Board, confirmed that the pier was closed. “We "
        "use it as a store,” they said in an email.\n"
    )
    assert speaker(text, "We use it") == "Kit Lind"


def test_somebody_brought_in_without_a_name_goes_on_to_speak() -> None:
    text = (
        "The register is public. We spoke to one mother, who knew nothing of it. “I was amazed,” "
        "she said.\n"
    )
    assert speaker(text, "I was amazed") == "one mother"


@pytest.mark.parametrize("thing", ["poster", "leaflet", "letter", "statement", "banner"])
def test_a_thing_with_words_on_it_is_nobody(thing: str) -> None:
    text = (
        "The Harbour Board and Olaf Berg are at odds. Berg called it tasteless on Friday, the "
        f"Board said. The {thing} is short. “Your pier needs you,” the {thing} said.\n"
    )
    assert speaker(text, "Your pier") == f"the {thing}"


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("Ada Lund Productions", "the production company"),
        ("Northern Fish Records", "the record company"),
        ("Lofoten Insurance Group", "the insurance company"),
    ],
)
def test_a_body_is_described_by_a_word_of_its_name(name: str, description: str) -> None:
    text = (
        f"Halden Media, a media group, fell out with {name} last week. Halden Media said on Monday "
        f"that all was well. {name} denied it. “Nothing is signed,” {description} said.\n"
    )
    assert speaker(text, "Nothing is signed") == name


@pytest.mark.parametrize(("man", "people"), [("Olaf Berg", "Dane"), ("Karl Sand", "German")])
def test_somebody_is_called_by_his_country(man: str, people: str) -> None:
    text = (
        f"{man} was beaten in three sets by Tom Quill. {man.split()[1]} was tired. “My knee hurt,” "
        f"said the {people}.\n"
    )
    assert speaker(text, "My knee") == man


def test_he_goes_on_while_nobody_else_is_named() -> None:
    text = (
        "Olaf Berg and Martin Vane both run boats. Vane builds them, and Berg sails them.\n\n"
        "“Wood lasts,” Berg said. “It needs care.”\n\n"
        "He also said that tar was better than paint.\n\n"
        "“Paint peels,” he said. Nobody asked what it costs.\n"
    )
    assert speaker(text, "Paint peels") == "Olaf Berg"


def test_nobody_goes_on_from_a_pull_quote() -> None:
    text = (
        "“The harbour is too shallow for the new boats,” said Olaf Berg, the harbour master, who "
        "has run it since May.\n\n"
        "“A bridge costs less than a ferry,” Vane said.\n\n"
        "“We have told the council so for years,” he continued. The council met on Friday.\n\n"
        "Martin Vane builds bridges. “A bridge costs less than a ferry,” he said, and showed the "
        "figures to everybody who would look at them.\n"
    )
    assert speaker(text, "We have told") == "Olaf Berg"


@pytest.mark.parametrize("description", ["the vicar", "the harbour master", "the councillor"])
def test_a_description_with_the_may_be_who_was_named(description: str) -> None:
    text = (
        "The Rev Maria Holt found the leak when she came in on Sunday. “It poured,” she said.\n\n"
        f"Help has come from far away, and {description} said that she had been moved by it. “A "
        "boy brought his bucket,” she said.\n"
    )
    assert speaker(text, "A boy") == "Maria Holt"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A waiter brought the bill. “It is on the house,” he said.", "a waiter"),
        ("The cleaner had seen it. “Nobody locks up,” she said.", "the cleaner"),
        ("The suspect spoke only once. “I want a lawyer,” he said.", "the suspect"),
        ("One climber fell. “I thought I was dead,” he said.", "one climber"),
        ("The boss was furious. “Out,” he shouted.", "the boss"),
        (
            "The farmer asked not to be named. “They would ruin me,” he said. Bill Tanner, the"
            " agriculture minister, was abroad.",
            "the farmer",
        ),
    ],
)
def test_he_or_she_may_be_anybody_at_work(text: str, speaker: str) -> None:
    found = next(quote for quote in quotes.extract(text) if quote.kind == "direct")
    assert found.speaker is not None and found.speaker.name == speaker


def test_whom_somebody_talks_about_is_not_who_goes_on() -> None:
    text = (
        "Ada Lund was angry. A cashier who takes a coin is fired, Lund said. “Bankers are not,” she"
        " said."
    )
    found = next(quote for quote in quotes.extract(text) if quote.kind == "direct")
    assert found.speaker is not None and found.speaker.name == "Ada Lund"


BEFORE = "Harbour City beat Brackley and left manager Ruud Verhoeven fuming.\n\n"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            BEFORE + "Kofi Mensah, 19, scored late. It was his first goal. “I wept,” he said.",
            "Kofi Mensah",
        ),
        (
            "Ian Dow lost.\n\nAda Lund won. It is her third term.\n\n“I am tired,” she said.",
            "Ada Lund",
        ),
        ("Ira Cole saw it.\n\nMax Kemp fell. That ended his run. “I knew,” he said.", "Max Kemp"),
        (
            "Tom Hale runs the zoo.\n\nBen Ott feeds bears. It is hard. “They bite,” he said.",
            "Ben Ott",
        ),
        ("Ira Cole saw it.\n\nMax Kemp left. There was no applause. “Fair,” he said.", "Max Kemp"),
    ],
)
def test_a_sentence_about_things_is_looked_over(text: str, speaker: str) -> None:
    (quote,) = [quote for quote in quotes.extract(text) if quote.kind == "direct"]
    assert quote.speaker is not None and quote.speaker.name == speaker


@pytest.mark.parametrize(
    "subject",
    [
        "Her Republican colleague, Sen. Walt Bryce,",
        "The club's new goalkeeper, Walt Bryce,",
        "Roth's long-serving deputy, Walt Bryce,",
        "His closest friend in the party, Walt Bryce,",
        "A former aide to the mayor, Walt Bryce,",
        "Her executor, a solicitor called Walt Bryce,",
        "His neighbour, an old man named Walt Bryce,",
    ],
)
def test_a_name_in_apposition_is_the_subject(subject: str) -> None:
    text = f"Neil Roth was calm. {subject} was less patient. “Fire somebody,” he said.\n"
    (quote,) = [quote for quote in quotes.extract(text) if quote.kind == "direct"]
    assert quote.speaker is not None and quote.speaker.name == "Walt Bryce"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Neil Roth met Carla Diaz. Diaz writes novels. “At night,” the author said.",
            "Carla Diaz",
        ),
        (
            "Ada Lund runs the clinic. Rita Moe came in May. “I love it,” the nurse said.",
            "Rita Moe",
        ),
        (
            "Ada Lund hired him. Max Kemp had played in Spain. “I wait,” the midfielder said.",
            "Max Kemp",
        ),
        (
            "Ada Lund was at home. Zoe Hart was not. “I was at work,” the 34-year-old said.",
            "Zoe Hart",
        ),
        (
            "Neil Roth coaches. Tom Arkwright was calm. “Good,” the striker said.",
            "Tom Arkwright",
        ),
    ],
)
def test_a_description_that_is_new_is_of_whom_the_sentence_before_is(
    text: str, speaker: str
) -> None:
    (quote,) = [quote for quote in quotes.extract(text) if quote.kind == "direct"]
    assert quote.speaker is not None and quote.speaker.name == speaker


@pytest.mark.parametrize(
    ("one", "other", "noun"),
    [
        ("Judge Carmen Ibarra", "prosecutor Neil Roth", "judge"),
        ("Captain Ola Berg", "engineer Nils Vik", "captain"),
        ("Senator Ida Roe", "reporter Jim Fay", "senator"),
        ("Doctor Amy Shah", "farmer Bill Rudd", "doctor"),
        ("Detective Rosa Lind", "journalist Tom Hale", "detective"),
    ],
)
def test_an_office_is_whose_the_text_says_it_is(one: str, other: str, noun: str) -> None:
    surname = other.split()[-1]
    text = (
        f"{one} spoke to {other} on Monday.\n\n{surname} said that the boat was lost. “We tried,”"
        f" {surname} said.\n\n“That's not what I asked,” the {noun} replied.\n"
    )
    last = quotes.extract(text)[-1]
    assert last.speaker is not None and last.speaker.name == " ".join(one.split()[1:])


@pytest.mark.parametrize("source", ["one of them", "one", "another", "one of the nurses"])
def test_one_of_several_who_is_named_at_once_is_meant(source: str) -> None:
    (quote,) = quotes.extract(f"“It is over,” said {source}, Helen Marsh.\n")
    assert quote.speaker is not None and quote.speaker.name == "Helen Marsh"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mara Collins agreed.\n\nMy wife disagrees. “You are loud,” she told me.", "my wife"),
        (
            "Mara Collins agreed.\n\nMy wife is a baker. She is right. “Stop,” she told me.",
            "my wife",
        ),
        ("Mara Collins came. His mother waited outside. “He was home,” she said.", "his mother"),
        ("Mara Collins came. Her sister did not. “I was at work,” she said.", "her sister"),
        ("Max Kemp came. My father stayed in bed. “I am too old,” he said.", "my father"),
        (
            "Petra Vance writes.\n\nI don't. My aunt did. She was old. “Eat,” she would say.",
            "my aunt",
        ),
        ("Max Kemp came. Their uncle did not. “I was at sea,” he said.", "their uncle"),
    ],
)
def test_a_relative_without_a_name_may_go_on(text: str, speaker: str) -> None:
    last = quotes.extract(text)[-1]
    assert last.speaker is not None and last.speaker.name == speaker


@pytest.mark.parametrize(
    "lead", ["Ten-year-old", "On Monday the Rev.", "The 9-year-old", "In May,"]
)
def test_a_few_words_may_stand_before_a_subject(lead: str) -> None:
    text = f"Samir Haddad runs the zoo. {lead} Josie Park came there. “He saw me,” she said.\n"
    last = quotes.extract(text)[-1]
    assert last.speaker is not None and last.speaker.name == "Josie Park"


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The planemaker, Castellan, said it was late.", "Castellan"),
        ("Castellan said it was late.", "Castellan"),
        ("Norvik denied that.", "Norvik"),
        ("Fjord Capital declined to comment on the report.", "Fjord Capital"),
        ("The ministry said it was aware.", "the ministry"),
        ("The council said it was late.", "the council"),
    ],
)
def test_it_is_the_body_that_the_sentence_before_is_about(sentence: str, speaker: str) -> None:
    text = (
        "The cracks were first reported by Aviation Daily.\n\n"
        f"{sentence} “We follow the evidence,” it said.\n"
    )
    last = quotes.extract(text)[-1]
    assert last.speaker is not None and last.speaker.name == speaker


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("At the back of the crowd an old woman shook her head.", "an old woman"),
        ("In a field behind the mill a farmer was weeping.", "a farmer"),
        ("Outside the hall another nurse waited.", "another nurse"),
        ("Near the gate one student had set up a tent.", "one student"),
        ("Across the road a waitress was laughing.", "a waitress"),
    ],
)
def test_somebody_may_be_brought_in_behind_a_place(sentence: str, speaker: str) -> None:
    text = f"“Every family gets seed,” Charity Ndunge said.\n\n{sentence} “For whom?” she said.\n"
    last = quotes.extract(text)[-1]
    assert last.speaker is not None and last.speaker.name == speaker


def test_whom_a_sentence_only_has_to_do_with_is_not_its_subject() -> None:
    text = "Charity Ndunge came.\n\nShe hugged an old woman. “You will get seed,” she said.\n"
    last = quotes.extract(text)[-1]
    assert last.speaker is not None and last.speaker.name == "Charity Ndunge"
