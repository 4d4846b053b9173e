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
