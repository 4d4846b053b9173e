"""Short stories with one or two people in them: who speaks, and how sure that is."""

from __future__ import annotations

import pytest
from pages import utterances_of

import quotes

# Too little is told of fewer than sixty words to be known for a story.
OPENING = (
    "It had rained since the morning, and the water stood in the yard and ran down the steps. "
    "There was no light in the window, and nothing moved but the old gate, which knocked and "
    "knocked against its post as it had done all night. Then the wind fell, and it was so still "
    "that the drops could be heard as they came down from the roof into the barrel.\n\n"
)


def told(text: str) -> list[tuple[str, str | None]]:
    found = quotes.extract(OPENING + text, kind="direct")
    return [
        (" ".join(part.text for part in q.parts), q.speaker.name if q.speaker else None)
        for q in found
    ]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "I found Petra at the gate. She had her coat on, and I could see that she had been "
            "crying.\n\n“Is it true?” I asked.\n\n“It is true.”\n\n“Who told you?”\n\n“My "
            "brother,” said Petra.",
            ["narrator", "Petra", "narrator", "Petra"],
        ),
        (
            "The ferry was late, and Coram walked up and down the pier while I sat on the bags.\n\n"
            "“They have forgotten us,” said Coram.\n\n“They have a timetable,” I answered.",
            ["Coram", "narrator"],
        ),
        (
            "When Lisbet opened the door I had the speech ready. I forgot it at once.\n\n“You are "
            "wet,” said Lisbet.\n\n“I walked,” I said. “The bus went without me.”",
            ["Lisbet", "narrator"],
        ),
        (
            "“What have you done to the engine?” I asked. Varga wiped his hands and would not look "
            "at me.\n\n“Nothing that it did not need,” said Varga.",
            ["narrator", "Varga"],
        ),
        (
            "My tent had come down in the night. I crawled out and saw Ines laughing at me.\n\n"
            "“You might have helped,” I called.\n\n“I might,” said Ines.",
            ["narrator", "Ines"],
        ),
    ],
)
def test_i_is_the_narrator_in_a_story_of_one_page(text: str, speakers: list[str]) -> None:
    assert [name for _, name in told(text)] == speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ruth put her hand on Peter's arm. “The doctor has gone home.” Peter shrugged.", "Ruth"),
        ("Clara turned to Edwin. “The train leaves at nine.” Edwin nodded.", "Clara"),
        ("Mr. Oakes faced Mrs. Lind. “The roof is gone.” Mrs. Lind closed her eyes.", "Mr. Oakes"),
        ("Walter came over to Alice. “They have found the keys.” Alice smiled.", "Walter"),
        ("Emma looked up at George. “I am not going back.” George stared at the wall.", "Emma"),
    ],
)
def test_what_the_listener_does_is_no_clause(text: str, speaker: str) -> None:
    assert [name for _, name in told(text)] == [speaker]


@pytest.mark.parametrize(
    ("who", "verb"),
    [
        ("caretaker", "explained"),
        ("chandler", "replied"),
        ("lighthouse keeper", "answered"),
        ("gravedigger", "muttered"),
        ("tall ferryman", "said"),
    ],
)
def test_who_is_only_described_is_somebody(who: str, verb: str) -> None:
    text = (
        "Marta went up the steps and waited. The rain had not stopped.\n\n"
        f"“Nobody lives here now,” the {who} {verb}.\n\n“Since when?” Marta asked.\n\n"
        f"“Since the spring,” the {who} said."
    )
    assert [name for _, name in told(text)] == [f"the {who}", "Marta", f"the {who}"]
    first = quotes.extract(OPENING + text, kind="direct")[0]
    assert first.speaker and first.speaker.type == "unnamed"
    assert first.cue and first.cue.text == verb


@pytest.mark.parametrize(
    ("he", "she"),
    [
        ("the man", "whispered"),
        ("the old sailor", "said"),
        ("the boy", "cried"),
        ("the king", "answered"),
        ("Mr. Dorn", "asked"),
    ],
)
def test_she_is_no_man(he: str, she: str) -> None:
    text = (
        f"“Come in,” said {he}, and the sea sighed against the rocks below the house.\n\n“No,” she "
        f"{she}. She looked down at her hands.\n\n“Why not?” he asked, and he shook his head."
    )
    speakers = [name for _, name in told(text)]
    assert speakers[1] is None
    assert speakers[0] == speakers[2]


def test_one_name_in_a_page_tells_little_of_who_speaks() -> None:
    text = (
        "Holt had come down to the quay before the others, and he stood there with his hands in "
        "his pockets.\n\n“You are early,” said Holt.\n\n“The boat does not wait.”\n\n“Nor do "
        "I.”\n\n“Then go without me.”"
    )
    said, *untold = quotes.extract(OPENING + text, kind="direct")
    assert said.confidence.speaker > 0.9
    assert len(untold) == 3
    for quote in untold:
        assert quote.confidence.speaker < 0.7


def test_what_a_clause_tells_is_as_sure_as_ever_in_a_page() -> None:
    text = "“Sit down,” said Mrs. Vane.\n\n“I would rather stand,” said Mr. Pell."
    assert all(q.confidence.speaker > 0.9 for q in quotes.extract(OPENING + text, kind="direct"))


def test_a_page_that_has_lost_its_paragraphs_has_as_many_speeches() -> None:
    page = (
        "“Where is the key?” asked Mrs. Vane. “On its nail.” “It is not on its nail,” said Mrs. "
        "Vane. “Then somebody has it,” said Mr. Pell."
    )
    utterances, _, cast = utterances_of(page)
    subjects = [utterance.tag and utterance.tag.subject.who for utterance in utterances]
    assert len(subjects) >= 3
    vane, pell = (next(c.number for c in cast.characters if n in c.name) for n in ("Vane", "Pell"))
    assert (subjects[0], subjects[-1]) == (vane, pell)
