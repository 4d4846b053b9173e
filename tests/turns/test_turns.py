"""Transcripts give one record a turn, with its right speaker; nothing else gives a turn.

``transcripts/`` has interviews, hearings, trials, plays and chats of our own writing; the file of
the same name in ``transcripts/expected/`` has a line for every turn: ``SPEAKER: words``, with a
slash between its parts. ``not_transcripts/`` has what only looks like one.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import TESTS

import quotes
from quotes.records import Quote
from quotes.turns import Turn, find_turns, who_speaks

TRANSCRIPTS = sorted(p for p in (TESTS / "transcripts").iterdir() if p.is_file())
OTHERS = sorted((TESTS / "not_transcripts").iterdir())


def is_turn(quote: Quote) -> bool:
    return any(why.startswith("turn ") for why in quote.why)


def turns_in(text: str, turns: str = "auto") -> list[Quote]:
    return [quote for quote in quotes.extract(text, turns=turns) if is_turn(quote)]  # type: ignore[arg-type]


def shown(quote: Quote) -> str:
    """As in ``expected/``; line breaks within a part are spaces there."""
    parts = (" ".join(part.text.split()) for part in quote.parts)
    return f"{quote.speaker}: {' / '.join(parts)}"


# --- transcripts ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_every_turn_has_its_right_speaker(path: Path) -> None:
    expected = path.parent / "expected" / f"{path.stem}.txt"

    found = turns_in(path.read_text("utf-8"))

    assert [shown(quote) for quote in found] == expected.read_text("utf-8").splitlines()


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_records_of_turns_are_exact(path: Path) -> None:
    text = path.read_text("utf-8")

    for quote in quotes.extract(text):
        printed = [*quote.parts, *quote.quoted, *quote.chain]
        printed += [one for one in (quote.cue, quote.source) if one]  # type: ignore[misc]
        assert [one.text for one in printed] == [text[one.start : one.end] for one in printed]
        assert Quote.from_dict(json.loads(json.dumps(quote.to_dict()))) == quote
        if is_turn(quote):
            assert (quote.kind, quote.quoted, quote.cue) == ("direct", (), None)


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_one_speaker_has_one_id(path: Path) -> None:
    found = [quote.speaker for quote in turns_in(path.read_text("utf-8")) if quote.speaker]

    ids = {(speaker.name, speaker.id) for speaker in found}
    assert len(ids) == len({name for name, _ in ids}) == len({number for _, number in ids})


# --- what is none --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_what_is_no_transcript_has_no_turns(path: Path) -> None:
    text = path.read_text("utf-8")

    assert find_turns(text) == []
    assert turns_in(text) == []


@pytest.mark.parametrize("name", ["budget-vote.txt", "lighthouse.html", "seed-library.md"])
def test_an_article_has_no_turns(examples: Path, name: str) -> None:
    assert find_turns((examples / name).read_text("utf-8")) == []


# --- who -----------------------------------------------------------------------------------------

INTERVIEW = """\
An interview with Jane Roe, chief executive of Northfield Water, by Tom Lee

LEE: When did you hear of the leak?

ROE: On the Sunday. I said, “Stop the pumps,” and drove in.

LEE: And then?

ROE: “They have stopped,” said my deputy, Ada Obi. She was right.
"""


def test_a_label_is_the_source_and_its_full_name_the_speaker() -> None:
    answer = turns_in(INTERVIEW)[1]

    assert (str(answer.source), str(answer.speaker)) == ("ROE", "Jane Roe")
    assert answer.source is not None
    assert answer.source.kind == "name"
    assert [part.text for part in answer.chain] == ["Jane Roe", "ROE"]
    assert answer.speaker is not None
    assert (answer.speaker.type, answer.speaker.aliases) == ("person", ("ROE",))
    assert answer.speaker.role == "chief executive of Northfield Water"
    assert answer.flags == ()


def test_quotations_in_a_turn_are_records_of_their_own() -> None:
    within = [quote for quote in quotes.extract(INTERVIEW) if quote.quoted]

    assert [(quote.text, str(quote.speaker)) for quote in within] == [
        ("Stop the pumps,", "Jane Roe"),  # “I” is whose turn it is
        ("They have stopped,", "Ada Obi"),
    ]


def test_a_turn_between_quotation_marks_is_one_record() -> None:
    text = INTERVIEW.replace("On the Sunday. I said, “Stop the pumps,” and drove in.", "“I swam.”")

    found = [quote for quote in quotes.extract(text) if "I swam" in quote.text]

    assert [str(quote.speaker) for quote in found] == ["Jane Roe"]


def test_the_one_who_asks_changes_with_the_examination() -> None:
    text = (TESTS / "transcripts" / "deposition-orchard.txt").read_text("utf-8")
    turns = find_turns(text)
    people = who_speaks(text, turns)

    asked = [person.name for turn, person in zip(turns, people, strict=True) if turn.name == "Q"
             and person]  # fmt: skip

    assert asked == ["CLARA NUNES"] * 4 + ["DAVID STROUD"] * 2


def test_an_office_has_another_holder_in_the_afternoon() -> None:
    text = """\
The PRESIDING OFFICER (Mr. Dahl). The Senate will be in order. I see nobody.

Mr. HOLT. I am here, Mr. President.

The PRESIDING OFFICER. So you are.

The PRESIDING OFFICER (Ms. Quill of Maine). I have come to relieve you.

Mr. HOLT. We thank you.

The PRESIDING OFFICER. You may thank me later.
"""

    assert [str(quote.speaker) for quote in turns_in(text)] == [
        "Mr. Dahl", "Mr. HOLT", "Mr. Dahl", "Ms. Quill", "Mr. HOLT", "Ms. Quill"
    ]  # fmt: skip


def test_who_says_their_name_has_it() -> None:
    text = """\
BY MR. HARPER:
Q. Please state your full name.
A. Linda Foster.
Q. Where were you?
THE WITNESS: I was at home.
Q. Who else was there?
A. My sister. She said, “My feet hurt.”
"""

    assert [str(quote.speaker) for quote in turns_in(text)] == [
        "MR. HARPER", "Linda Foster", "MR. HARPER", "Linda Foster", "MR. HARPER", "Linda Foster"
    ]  # fmt: skip


def test_two_of_one_surname_are_not_mixed_up() -> None:
    text = """\
The sisters Ada Obi and Ruth Obi keep the lamp. Do not confuse them.

ADA OBI: I light it.
RUTH OBI: And I put it out.
ADA OBI: We have never met.
RUTH OBI: You sleep when I wake.
OBI: Who said that?
"""

    assert [str(quote.speaker) for quote in turns_in(text)] == [
        "Ada Obi", "Ruth Obi", "Ada Obi", "Ruth Obi", "Obi"
    ]  # fmt: skip


def test_brackets_of_a_speaker_stay_and_stage_directions_go() -> None:
    text = """\
MARA: [Rising] I told [the council] to go (or so I thought). [Laughter]
TOM: (quietly) You did. [00:10:05] I was there. (He sits.)
MARA: You were [inaudible] asleep.
TOM: [Nods.]
MARA: So there. (Exit.)
"""

    assert [shown(quote) for quote in turns_in(text)] == [
        "MARA: I told [the council] to go (or so I thought).",
        "TOM: You did. / I was there.",
        "MARA: You were / asleep.",
        "MARA: So there.",
    ]


# --- when ----------------------------------------------------------------------------------------


def times(text: str) -> list[float | None]:
    return [turn.time for turn in find_turns(text)]


SAID = ("Can you hear me?", "I can.", "Then let us start.", "Yes, I am ready.")


@pytest.mark.parametrize(
    ("stamps", "seconds"),
    [
        (["[00:00:03]", "[00:00:05]", "[00:01:00]", "[01:02:03]"], [3, 5, 60, 3723]),
        (["0:03", "0:09", "1:15", "62:01"], [3, 9, 75, 3721]),
        (["(00:00:01.500)", "(00:00:02.250)", "(00:00:03.000)", "(00:00:04)"], [1.5, 2.25, 3, 4]),
        (["[14:02]", "[14:02]", "[14:03]", "[14:05]"], [None] * 4),
        (["9:14 AM", "9:15 AM", "9:16 AM", "9:20 AM"], [None] * 4),
        (["2024-05-01 00:00:01", "2024-05-01 00:00:02"] * 2, [None] * 4),
    ],
)
def test_times_of_a_recording_are_seconds_and_those_of_a_clock_are_none(
    stamps: list[str], seconds: list[float | None]
) -> None:
    lines = zip(stamps, ["JANE", "TOM"] * 2, SAID, strict=True)

    assert times("".join(f"{stamp} {name}: {said}\n" for stamp, name, said in lines)) == seconds


# --- told ----------------------------------------------------------------------------------------


def test_the_user_may_say_that_it_is_one_or_not() -> None:
    short = "JANE: Who has the key?\nTOM: Nobody.\n"

    assert turns_in(short) == []
    assert [shown(quote) for quote in turns_in(short, "yes")] == [
        "JANE: Who has the key?", "TOM: Nobody."
    ]  # fmt: skip
    assert turns_in(INTERVIEW, "no") == []


def test_turns_has_three_values() -> None:
    with pytest.raises(ValueError, match="'auto', 'yes' or 'no', not 'maybe'"):
        quotes.load(turns="maybe")  # type: ignore[arg-type]


def test_only_what_is_direct_still_has_turns() -> None:
    found = quotes.extract(INTERVIEW, kind="direct")

    assert [str(quote.speaker) for quote in found if is_turn(quote)] == [
        "Tom Lee", "Jane Roe", "Tom Lee", "Jane Roe"
    ]  # fmt: skip


# --- any text ------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    "JANE: TOM: Q. A. **Jane** (laughs) [00:01:02] 12:03 Note: ROE ## --- you I the “no” yes? key. "
    "\n \n\n \t > MR. | THE WITNESS: BY MS. ROE:".split(" ")
)


def check(text: str, turns: list[Turn]) -> None:
    at = 0
    for turn in turns:
        if turn.label is None:  # a question without one, between two answers
            assert turn.name is None
            assert "?" in text[turn.start : turn.end]
        start, end = turn.label or (turn.start - 1, turn.start)
        assert at <= start < end <= turn.start < turn.end <= len(text)
        assert turn.name is None or text.startswith(turn.name, start)
        assert not text[turn.start].isspace()
        assert not text[turn.end - 1].isspace()
        at = turn.end


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join), st.lists(WORDS).map("".join)))
def test_turns_of_any_text_stand_in_order_and_hold_words(text: str) -> None:
    for told in (False, True):
        turns = find_turns(text, told=told)
        check(text, turns)
        assert len(who_speaks(text, turns)) == len(turns)


NAMES = st.lists(
    st.sampled_from(["Jane Roe", "Dr. Obi", "Tom", "Mr. Lee", "Speaker 3", "Ana de la Cruz"]),
    min_size=2, max_size=4, unique=True,
).flatmap(lambda names: st.sampled_from([names, [name.upper() for name in names]]))  # fmt: skip
LINES = st.lists(
    st.sampled_from(
        ["What did you do then?", "I went home.", "You know: I told them.", "We were late."]
    ),
    min_size=6, max_size=30,
)  # fmt: skip


@given(NAMES, LINES, st.sampled_from(["{}: {}", "**{}:** {}", "[{}] {}", "{} [00:01:02]: {}"]),
       st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n"]))  # fmt: skip
def test_what_is_written_as_a_transcript_is_read_as_one(
    names: list[str], lines: list[str], layout: str, between: str
) -> None:
    layout = layout.replace("[{}]", "[12:03] {}:")
    said = [(names[i % len(names)], line) for i, line in enumerate(lines)]
    text = between.join(layout.format(name, line) for name, line in said)

    found = find_turns(text)

    check(text, found)
    assert [(turn.name, text[turn.start : turn.end]) for turn in found] == said


# --- two turns, where the user says that it is a transcript --------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Q. Who came?\nA. Nobody.\n", ["Q", "A"]),
        ("Q Who came?\nA Nobody.\n", ["Q", "A"]),
        ("QUESTION: Who came?\nANSWER: Nobody.\n", ["QUESTION", "ANSWER"]),
        ("HOST: Who came? LUND: Nobody.\n", ["HOST", "LUND"]),
        ("Ada Lund\nWho came?\n\nPieter Holm\nNobody.\n", ["Ada Lund", "Pieter Holm"]),
        ("STEEL\nWho came?\n\nBRICK ^\nNobody.\n", ["STEEL", "BRICK"]),
        ("@Ada\nWho came?\n\n@Pieter\nNobody.\n", ["Ada", "Pieter"]),
        ("Ada Lund: 00:00:01\nWho came?\n\nPieter Holm: 00:00:04\nNobody.\n",
         ["Ada Lund", "Pieter Holm"]),
        ("[ANNA] Who came?\n[PETER] Nobody.\n", ["ANNA", "PETER"]),
        ("Mr. LUND. Who came?\n\nThe CHAIRMAN. Nobody.\n", ["Mr. LUND", "The CHAIRMAN"]),
        ("[00:01] Ada: Who came?\n[00:04] Pieter: Nobody.\n", ["Ada", "Pieter"]),
        ("<ada> Who came?\n<pieter> Nobody.\n", ["ada", "pieter"]),
        ("**Who came?**\n\nNobody.\n", ["None", "None"]),
    ],
)  # fmt: skip
def test_two_turns_are_enough_where_the_user_says_so(text: str, names: list[str]) -> None:
    assert [(str(one.speaker), one.text) for one in turns_in(text, "yes")] == [
        (names[0], "Who came?"), (names[1], "Nobody.")
    ]  # fmt: skip
    assert turns_in(text) == []
