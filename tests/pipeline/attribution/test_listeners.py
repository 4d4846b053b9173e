"""What the listener does is no reporting clause."""

from __future__ import annotations

import pytest

import quotes


@pytest.mark.parametrize("gesture", ["nodded", "frowned", "shrugged", "smiled", "winced"])
def test_what_the_listener_does_reports_nothing(gesture: str) -> None:
    (quote,) = quotes.extract(f"Nora began talking to Piet. “The kiln is cold.” Piet {gesture}.\n")
    assert quote.cue is None or quote.cue.text != gesture
    assert quote.speaker is None or quote.speaker.name != "Piet"


def test_behind_a_comma_it_does() -> None:
    (quote,) = quotes.extract("Nora began talking to Piet. “The kiln is cold,” Piet sighed.\n")
    assert quote.speaker is not None and quote.speaker.name == "Piet"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Toll's advice to young nurses: “Join a union.”", "Toll"),
        ("The union's warning to the ministry: “We will strike.”", "the union"),
        ("Pope Leo had a message for world leaders: “Stop this war.”", "Leo"),
        ("Coach Ben Ames has advice for his players: “Sleep.”", "Ben Ames"),
        ("The company's answer to its critics is short: “We obey the law.”", "the company"),
    ],
)
def test_whom_a_message_is_for_does_not_say_it(text: str, speaker: str) -> None:
    (quote,) = quotes.extract(text)
    assert quote.speaker is not None and quote.speaker.name == speaker
