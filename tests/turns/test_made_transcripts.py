"""Long transcripts of three kinds in every format: each turn is found and is its speaker's.

What the page prints between the words, and what was not spoken, is in no record.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

import pytest
from made import Deposition, Hearing, Made, Record, Turn

import quotes
from quotes.documents import Document, read

RIGHT = 0.99
VOLUMES = {
    "deposition": lambda: Deposition(600),
    "deposition without numbers": lambda: Deposition(90, numbered=False),
    "record": lambda: Record(40),
    "hearing": lambda: Hearing(30),
}


def told(path: Path) -> list[Turn]:
    [document] = read(path)
    assert isinstance(document, Document)
    found = quotes.extract(document.text, kind="direct")
    return [(str(one.speaker).casefold(), " ".join(one.text.split())) for one in found]


@pytest.mark.parametrize("ending", [".txt", ".html", ".pre.html", ".pdf"])
@pytest.mark.parametrize("volume", VOLUMES)
def test_turns_of_a_long_transcript(volume: str, ending: str, tmp_path: Path) -> None:
    made: Made = VOLUMES[volume]()

    found = told(made.write(tmp_path / f"volume{ending}"))

    expected = [(name.casefold(), words) for name, words in made.turns]
    same = SequenceMatcher(None, expected, found, autojunk=False).get_matching_blocks()
    right = sum(block.size for block in same)
    assert right >= RIGHT * len(expected)
    assert right >= RIGHT * len(found)
