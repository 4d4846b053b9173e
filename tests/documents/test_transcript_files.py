"""Subtitles and the JSON of speech-to-text tools: read into turns, and what users are told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from quotes.cli import app
from quotes.documents import Document, DocumentError, read, read_all
from quotes.documents.captions import Caption, transcript


def document(name: str, content: str | bytes | dict[str, Any] | list[Any]) -> Document:
    [result] = written(name, content)
    assert isinstance(result, Document), result
    return result


def problem(name: str, content: str | bytes | dict[str, Any] | list[Any]) -> str:
    [result] = written(name, content)
    assert isinstance(result, DocumentError), result
    assert "\n" not in str(result)
    return result.problem


def written(name: str, content: Any) -> list[Document | DocumentError]:
    if isinstance(content, (dict, list)):
        content = json.dumps(content)
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read(name))


Told = list[tuple[str | None, float | None, str]]


def told(document: Document) -> Told:
    """(name, time, words) of each turn; that label and words stand where it says is asserted."""
    for turn in document.turns:
        if turn.label:
            assert document.text[slice(*turn.label)] == turn.name
            assert document.text[turn.label[1] : turn.start] == ": "
    return [(turn.name, turn.time, document.text[turn.start : turn.end]) for turn in document.turns]


# --- subtitles -----------------------------------------------------------------------------------

VTT = """\
WEBVTT - The last pilot

NOTE made by hand
--

STYLE
::caption { color: yellow }

1
00:01.000 --> 00:03.500 align:start position:0%
<v Margaret Ashdown>Good evening. <i>I am</i>

2
00:03.500 --> 00:05.000
<v Margaret Ashdown>the last one.

00:05.000 --> 00:07.250
<v.loud Tobias Lindqvist>Salt &amp; fog?</v> <v Margaret Ashdown>Both.</v>
"""


def test_voice_tags_name_the_speakers() -> None:
    found = document("a.vtt", VTT)

    assert found.text == (
        "Margaret Ashdown: Good evening. I am the last one.\n\n"
        "Tobias Lindqvist: Salt & fog?\n\n"
        "Margaret Ashdown: Both."
    )
    assert told(found) == [
        ("Margaret Ashdown", 1.0, "Good evening. I am the last one."),
        ("Tobias Lindqvist", 5.0, "Salt & fog?"),
        ("Margaret Ashdown", 5.0, "Both."),
    ]


SRT = """\
1
00:00:01,000 --> 00:00:03,500
MARGARET: Good evening.

2
00:00:03,500 --> 00:00:05,000
{\\an8}I was <i>the last</i> one: nobody came.

3
00:00:05,000 --> 00:00:07,000
- Nobody?
- MARGARET: Nobody.

4
00:00:08,000 --> 00:00:09,000
[Gulls]

5
01:00:10,000 --> 01:00:11,000
>> TOBIAS: And the fog?
"""


@pytest.mark.parametrize("between", ["\n", "\r\n"])
def test_labels_name_the_speakers_until_the_next_and_dashes_change_them(between: str) -> None:
    assert told(document("a.srt", SRT.replace("\n", between))) == [
        ("MARGARET", 1.0, "Good evening. I was the last one: nobody came."),
        (None, 5.0, "Nobody?"),
        ("MARGARET", 5.0, "Nobody."),
        ("TOBIAS", 3610.0, "And the fog?"),
    ]


def test_subtitles_without_speakers_are_paragraphs_between_pauses() -> None:
    found = document(
        "a.srt",
        "1\n00:00:01,000 --> 00:00:02,000\nThe sea\n\n"
        "2\n00:00:02,100 --> 00:00:03,000\nis cold.\n\n"
        "3\n00:00:09,000 --> 00:00:10,000\nSo am I.\n",
    )

    assert found.text == "The sea is cold.\n\nSo am I."
    assert told(found) == [(None, 1.0, "The sea is cold."), (None, 9.0, "So am I.")]


def test_captions_that_roll_up_are_read_once() -> None:
    found = document(
        "a.vtt",
        "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nwe went<00:00:01.000><c> out</c>\n\n"
        "00:00:02.000 --> 00:00:02.010\nwe went out\n\n"
        "00:00:02.010 --> 00:00:04.000\nwe went out\nin the<00:00:03.000><c> fog</c>\n",
    )

    assert found.text == "we went out in the fog"


def test_cues_out_of_order_and_over_one_another_are_put_in_order() -> None:
    found = document(
        "a.vtt",
        "WEBVTT\n\n00:05.000 --> 00:09.000\n<v Tom>Second.\n\n"
        "00:01.000 --> 00:06.000\n<v Ada>First.\n",
    )

    assert told(found) == [("Ada", 1.0, "First."), ("Tom", 5.0, "Second.")]


def test_a_blank_line_within_a_cue_loses_no_words() -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:03,000\nFirst.\n\nSecond.\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\nThird.\n"
    )

    assert document("a.srt", text).text == "First. Second. Third."


# --- captions as people have them ----------------------------------------------------------------


def caption(*captions: str, kind: str = "srt") -> str:
    """Cues of a second each."""
    head = "WEBVTT\n\n" if kind == "vtt" else ""
    point = "." if kind == "vtt" else ","
    return head + "\n\n".join(
        f"{i}\n00:00:{i:02}{point}000 --> 00:00:{i + 1:02}{point}000\n{words}"
        for i, words in enumerate(captions, 1)
    )


def said(name: str, content: Any) -> list[tuple[str | None, str]]:
    return [(speaker, words) for speaker, _, words in told(document(name, content))]


LABELLED = {
    "a meeting, every caption labelled": (
        "a.vtt",
        caption(
            "Siri Hallberg: Can you hear me?",
            "Kwabena Osei: And your kettle.",
            "Siri Hallberg: Sorry.",
            kind="vtt",
        ),
        [
            ("Siri Hallberg", "Can you hear me?"),
            ("Kwabena Osei", "And your kettle."),
            ("Siri Hallberg", "Sorry."),
        ],
    ),
    "each speaks once": (
        "a.vtt",
        caption("Tove: Who dug here?", "Marek: The dog did.", kind="vtt"),
        [("Tove", "Who dug here?"), ("Marek", "The dog did.")],
    ),
    "one of many who comes once, by her first name": (
        "a.srt",
        caption("TOVE: I dug.", "and I dug.", "Margaret: You did not.", "TOVE: I did."),
        [("TOVE", "I dug. and I dug."), ("Margaret", "You did not."), ("TOVE", "I did.")],
    ),
    "two in one line": (
        "a.srt",
        caption("HOST: Senator? LUND: Well, I came late.", "HOST: You did."),
        [("HOST", "Senator?"), ("LUND", "Well, I came late."), ("HOST", "You did.")],
    ),
    "a directory's names": (
        "a.vtt",
        caption(
            "<v Hallberg, Siri>Can you hear me?</v>",
            "<v de Groot, Pieter (ext)>I can.</v>",
            "<v Osei, Kwabena (Guest)>So can I.</v>",
            kind="vtt",
        ),
        [
            ("Siri Hallberg", "Can you hear me?"),
            ("Pieter de Groot", "I can."),
            ("Kwabena Osei", "So can I."),
        ],
    ),
    "names and what they are": (
        "a.vtt",
        caption(
            "<v Siri Hallberg, Mayor>We begin.</v>", "<v Pieter Lund, Clerk>We do.</v>", kind="vtt"
        ),
        [("Siri Hallberg, Mayor", "We begin."), ("Pieter Lund, Clerk", "We do.")],
    ),
    "square brackets": (
        "a.srt",
        caption("[MIRA] Who ate it?", "[THUNDER RUMBLES] [JONAH] I did.", "[MIRA] All of it?"),
        [("MIRA", "Who ate it?"), ("JONAH", "I did."), ("MIRA", "All of it?")],
    ),
    "round brackets": (
        "a.srt",
        caption("(PETER) Run!", "(DOOR SLAMS) It is shut.", "(WOMAN 2) Which way?", "(PETER) Up."),
        [
            ("PETER", "Run! (DOOR SLAMS) It is shut."),
            ("WOMAN 2", "Which way?"),
            ("PETER", "Up."),
        ],
    ),
    "small letters in brackets": (
        "a.vtt",
        caption("[Anna] I saw it.", "[Man] So did I.", "[Anna] You did not.", kind="vtt"),
        [("Anna", "I saw it."), ("Man", "So did I."), ("Anna", "You did not.")],
    ),
    "how it is said beside the name": (
        "a.srt",
        caption("MIRA [on phone]: Are you there?", "JONAH (whispers): I am.", "MIRA: Where?"),
        [("MIRA", "Are you there?"), ("JONAH", "I am."), ("MIRA", "Where?")],
    ),
    "marks of type": (
        "a.srt",
        caption(
            "<i>NARRATOR: It was late.</i>",
            "<i>It had\nrained.</i>",
            '<font color="#ffff00">- MIRA: Who is there?</font>',
            "<b>- Nobody.</b>",
        ),
        [
            ("NARRATOR", "It was late. It had rained."),
            ("MIRA", "Who is there?"),
            (None, "Nobody."),
        ],
    ),
    "an arrow among the words": (
        "a.srt",
        caption("MIRA: Press Menu --> Settings", "--> and wait.", "JONAH: For what?"),
        [("MIRA", "Press Menu --> Settings --> and wait."), ("JONAH", "For what?")],
    ),
    "chevrons": (
        "a.vtt",
        caption(">> IDA: Is it open?", "&gt;&gt; It is.", ">> IDA: Then go.", kind="vtt"),
        [("IDA", "Is it open?"), (None, "It is."), ("IDA", "Then go.")],
    ),
}


@pytest.mark.parametrize("kind", LABELLED)
def test_captions_say_who_speaks(kind: str) -> None:
    name, content, expected = LABELLED[kind]

    assert said(name, content) == expected


@pytest.mark.parametrize(
    "words",
    ["Remember: it is cold.", "[GUNSHOT] Get down!", "Note: no dogs.", "It has one rule: run."],
)
def test_what_names_nobody_in_captions_is_said_by_nobody(words: str) -> None:
    found = said("a.srt", caption("The sea.", words, "The wind is up.", "We all go home now."))

    assert [speaker for speaker, _ in found] == [None]


def test_a_label_in_brackets_does_not_hold_for_the_next_sentence() -> None:
    lines = ("[ANNA] I have lost", "my hat.", "Here it is.", "And yours?", "At home.")

    assert said("a.srt", caption(*lines)) == [
        ("ANNA", "I have lost my hat."),
        (None, "Here it is. And yours? At home."),
    ]
    assert said("a.srt", caption(lines[0], "[PETER] Where?", *lines[1:2])) == [
        ("ANNA", "I have lost"),
        ("PETER", "Where? my hat."),
    ]


def test_words_that_nobody_is_given_go_with_those_before() -> None:
    words = [
        {"word": "Gate", "start": 0.5, "end": 0.9, "speaker": "SPEAKER_01"},
        {"word": "7."},
        {"word": "Track", "start": 2.0, "end": 2.4, "speaker": "SPEAKER_01"},
        {"word": "30."},
        {"word": "Hurry.", "start": 3.0, "end": 3.4, "speaker": "SPEAKER_00"},
    ]

    assert said("a.json", words) == [
        ("SPEAKER_01", "Gate 7. Track 30."),
        ("SPEAKER_00", "Hurry."),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("A:I B:have A:lost A:my A:hat.", [("A", "I have lost my hat.")]),
        ("A:I A:went B:yeah A:home.", [("A", "I went"), ("B", "yeah"), ("A", "home.")]),
        ("A:Gone. B:Where? A:Out.", [("A", "Gone."), ("B", "Where?"), ("A", "Out.")]),
        ("A:We B:can A:go C:now A:home.", [("A", "We can go now home.")]),
    ],
)
def test_one_word_that_flickers_is_of_those_around_it(
    words: str, expected: list[tuple[str, str]]
) -> None:
    pairs = [word.split(":") for word in words.split()]
    content = [
        {"word": w, "start": i, "end": i + 1, "speaker": s} for i, (s, w) in enumerate(pairs)
    ]

    expected_names = [(f"Speaker {speaker}", said_words) for speaker, said_words in expected]
    assert said("a.json", content) == expected_names


# --- speech-to-text ------------------------------------------------------------------------------

TWO = [("SPEAKER_00", 0.5, "Hello there."), ("SPEAKER_01", 2.0, "Hi. Good.")]
SAID = [("Speaker 0", 0.5, "Hello there."), ("Speaker 1", 2.0, "Hi.")]


def test_segments_of_one_speaker_are_joined() -> None:
    segments = [
        {"start": 0.5, "end": 1, "text": " Hello", "speaker": "SPEAKER_00"},
        {"start": 1, "end": 2, "text": " there.", "speaker": "SPEAKER_00"},
        {"start": 2, "end": 3, "text": " Hi.", "speaker": "SPEAKER_01"},
        {"start": 3, "end": 4, "text": " Good.", "speaker": "SPEAKER_01"},
    ]

    assert told(document("a.json", {"text": "…", "segments": segments})) == TWO
    assert told(document("a.json", segments)) == TWO


def test_words_of_two_speakers_in_a_segment_are_two_turns() -> None:  # WhisperX
    words = [
        {"word": "Hello", "start": 0.5, "end": 0.8, "speaker": "SPEAKER_00"},
        {"word": "there."},
        {"word": "Hi.", "start": 2.0, "end": 2.5, "speaker": "SPEAKER_01"},
        {"word": "Good.", "start": 2.5, "end": 3.0, "speaker": "SPEAKER_01"},
    ]
    segment = {"start": 0.5, "end": 3.0, "text": " Hello there. Hi. Good.", "words": words}

    assert told(document("a.json", {"segments": [segment]})) == TWO


def test_a_segment_that_nobody_is_given_has_no_speaker() -> None:
    segments = [
        {"start": 0, "end": 1, "text": "Hello.", "speaker": "SPEAKER_00"},
        {"start": 1, "end": 2, "text": "Hm."},
    ]

    assert told(document("a.json", {"segments": segments})) == [
        ("SPEAKER_00", 0.0, "Hello."),
        (None, 1.0, "Hm."),
    ]


TOOLS: dict[str, Any] = {
    "Deepgram": {
        "results": {
            "channels": [
                {
                    "alternatives": [
                        {
                            "transcript": "hello there hi",
                            "words": [
                                {"word": "hello", "punctuated_word": "Hello", "start": 0.5,
                                 "end": 0.9, "speaker": 0},
                                {"word": "there", "punctuated_word": "there.", "start": 1.0,
                                 "end": 1.5, "speaker": 0},
                                {"word": "hi", "punctuated_word": "Hi.", "start": 2.0,
                                 "end": 2.5, "speaker": 1},
                            ],
                        }
                    ]
                }
            ]
        }
    },
    "AWS Transcribe": {
        "results": {
            "transcripts": [{"transcript": "Hello there. Hi."}],
            "speaker_labels": {
                "segments": [
                    {"items": [{"start_time": "0.5", "speaker_label": "0"},
                               {"start_time": "1.0", "speaker_label": "0"}]},
                    {"items": [{"start_time": "2.0", "speaker_label": "1"}]},
                ]
            },
            "items": [
                {"start_time": "0.5", "alternatives": [{"content": "Hello"}]},
                {"start_time": "1.0", "alternatives": [{"content": "there"}]},
                {"type": "punctuation", "alternatives": [{"content": "."}]},
                {"start_time": "2.0", "alternatives": [{"content": "Hi"}]},
                {"type": "punctuation", "alternatives": [{"content": "."}]},
            ],
        }
    },
    "Google": {
        "results": [
            {"alternatives": [{"transcript": "Hello there. Hi.", "words": [
                {"startTime": "0.500s", "word": "Hello"}, {"startTime": "1s", "word": "there."},
                {"startTime": "2s", "word": "Hi."}]}]},
            {"alternatives": [{"words": [
                {"startTime": "0.500s", "word": "Hello", "speakerTag": "0"},
                {"startTime": "1s", "word": "there.", "speakerTag": "0"},
                {"startTime": "2s", "word": "Hi.", "speakerTag": 1}]}]},
        ]
    },
    "AssemblyAI": {
        "audio_duration": 3,
        "utterances": [
            {"speaker": "0", "start": 500, "end": 1500, "text": "Hello there."},
            {"speaker": "1", "start": 2000, "end": 2500, "text": "Hi."},
        ],
    },
    "Rev": {
        "monologues": [
            {"speaker": 0, "elements": [
                {"type": "text", "value": "Hello", "ts": 0.5}, {"type": "punct", "value": " "},
                {"type": "text", "value": "there", "ts": 1}, {"type": "punct", "value": "."}]},
            {"speaker": 1, "elements": [
                {"type": "text", "value": "Hi", "ts": 2}, {"type": "punct", "value": "."}]},
        ]
    },
    "a podcast's": {
        "version": "1.0.0",
        "segments": [
            {"speaker": "Speaker 0", "startTime": 0.5, "endTime": 1.5, "body": "Hello there."},
            {"speaker": "Speaker 1", "startTime": 2.0, "endTime": 2.5, "body": "Hi."},
        ],
    },
    "whisper.cpp": {
        "transcription": [
            {"timestamps": {"from": "00:00:00,500", "to": "00:00:01,500"}, "speaker": "0",
             "offsets": {"from": 500, "to": 1500}, "text": " Hello there."},
            {"timestamps": {"from": "00:00:02,000", "to": "00:00:02,500"}, "speaker": "1",
             "offsets": {"from": 2000, "to": 2500}, "text": " Hi."},
        ]
    },
}  # fmt: skip


@pytest.mark.parametrize("tool", TOOLS)
def test_the_json_of_a_tool(tool: str) -> None:
    assert told(document("a.json", TOOLS[tool])) == SAID


def test_whisper_without_speakers_is_text_with_times() -> None:
    segments = [{"id": 0, "start": 0.0, "end": 2.0, "text": " The sea is cold."}]

    found = document(
        "a.json", {"text": " The sea is cold.", "segments": segments, "language": "en"}
    )

    assert (found.text, told(found)) == ("The sea is cold.", [(None, 0.0, "The sea is cold.")])


# --- what cannot be read -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.vtt", "", "is empty; there is nothing to read"),
        ("a.json", " \n", "is empty; there is nothing to read"),
        ("a.vtt", "WEBVTT\n", "has no caption"),
        ("a.vtt", "1\n00:00:01,000 --> 00:00:02,000\nHello\n", "is no WebVTT file"),
        ("a.srt", "Hello.\n", "has no caption"),
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\n\n", "has no words"),
        ("a.srt", "1\n00:00:xx --> 00:00:02,000\nHello\n", "in line 2 ('00:00:xx --> "),
        ("a.json", '{"segments": [\n', "is no JSON (line 2, column 1: "),
        ("a.json", "[" * 100_000, "is JSON nested too deeply"),
        ("a.json", {"name": "package", "version": "1.0"}, "is JSON, but no transcript"),
        ("a.json", [1, 2, 3], "is JSON, but no transcript"),
        ("a.json", {"segments": []}, "has no words"),
        ("a.json", {"segments": [{"start": 0, "text": " "}]}, "has no words"),
        ("a.json", {"segments": [{"start": "soon", "text": "Hi"}]}, "('soon', in item 1)"),
        ("a.json", '{"segments": [{"start": NaN, "text": "Hi"}]}', "('nan', in item 1)"),
        ("a.json", {"segments": [{"start": -1, "text": "Hi"}]}, "('-1', in item 1)"),
        ("a.json", {"results": {"items": [1]}}, "is JSON, but no transcript"),
        ("a.json", {"results": [None]}, "is JSON, but no transcript"),
        ("a.json", {"monologues": [{"elements": 3}]}, "is JSON, but no transcript"),
    ],
)
def test_what_is_wrong_is_said(name: str, content: Any, message: str) -> None:
    assert message in problem(name, content)


def test_a_folder_is_not_searched_for_json() -> None:
    segments = [{"start": 0, "text": "Hi"}]
    Path("talks").mkdir()
    Path("talks/package.json").write_text("{}")
    Path("talks/talk.json").write_text(json.dumps({"segments": segments}))
    Path("talks/talk.srt").write_text(SRT)

    assert [getattr(one, "id", one) for one in read_all(["talks"])] == ["talks/talk.srt"]
    assert [getattr(one, "id", one) for one in read_all(["talks/t*"])] == ["talks/talk.srt"]
    assert [getattr(one, "id", one) for one in read_all(["talks/t*.json"])] == ["talks/talk.json"]


# --- on the command line -------------------------------------------------------------------------


def extracted(*arguments: str) -> list[dict[str, Any]]:
    ran = CliRunner().invoke(app, ["extract", *arguments, "--format", "jsonl"])
    assert ran.exit_code == 0, ran.output
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_each_turn_of_a_file_is_a_record() -> None:
    Path("a.vtt").write_text(VTT)

    found = extracted("a.vtt")

    assert [(one["source"]["text"], one["speaker"]["name"], one["kind"]) for one in found] == [
        ("Margaret Ashdown", "Margaret Ashdown", "direct"),
        ("Tobias Lindqvist", "Tobias Lindqvist", "direct"),
        ("Margaret Ashdown", "Margaret Ashdown", "direct"),
    ]
    assert extracted("a.vtt", "--turns", "no") == []


def test_a_text_is_a_transcript_because_the_user_says_so() -> None:
    Path("a.txt").write_text("JANE: Who has the key?\n\nTOM: Nobody.\n")

    assert "Who has the key?" not in [one["text"] for one in extracted("a.txt")]
    found = [one for one in extracted("a.txt", "--turns", "yes") if one["kind"] == "direct"]
    assert [(one["speaker"]["name"], one["text"]) for one in found] == [
        ("JANE", "Who has the key?"),
        ("TOM", "Nobody."),
    ]


def test_a_turn_that_nobody_is_given_says_so() -> None:
    Path("a.srt").write_text(SRT)

    [hidden] = [one for one in extracted("a.srt") if one["speaker"] is None]
    assert (hidden["text"], hidden["source"], hidden["flags"]) == ("Nobody?", None, ["no-source"])


def test_subtitles_that_name_nobody_are_a_text() -> None:
    Path("a.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nThe sea is cold.\n")

    assert extracted("a.srt") == []


# --- any captions ----------------------------------------------------------------------

CUES = st.builds(
    Caption,
    words=st.text(st.characters(codec="utf-8"), max_size=12),
    speaker=st.sampled_from([None, "Ada", "SPEAKER_1"]),
    start=st.none() | st.floats(0, 100),
    end=st.none() | st.floats(0, 100),
    changes=st.booleans(),
    glued=st.booleans(),
)


@given(
    st.lists(CUES, max_size=8).map(
        lambda captions: [*captions, Caption("so it ends", "Ada", 200.0)]
    )
)
def test_turns_stand_where_they_say_whatever_the_captions(captions: list[Caption]) -> None:
    text, turns = transcript(captions)

    for caption in captions:
        assert " ".join(caption.words.split()) in text
    at = 0
    for turn in turns:
        start = turn.start if turn.label is None else turn.label[0]
        assert at <= start <= turn.start < turn.end <= len(text)
        assert turn.label is None or text[slice(*turn.label)] == turn.name
        at = turn.end
