"""Stories: who speaks where nobody says so, and who is who. The texts are our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import quotes
from quotes.cli import app
from quotes.documents.casts import CastError, CastMember, read_cast

BREAKFAST = """\
The rain had come down all night, and Mr. Hale sat with his paper as he did every morning, while \
his wife looked at him across the table and said nothing for a long time. Their nephew Tom had not \
come down yet.

"I do not believe a word of it," said Mrs. Hale at last.

"You never do, my dear," said Mr. Hale, and turned the page.

"And am I ever wrong?"

"Constantly."

Tom came in, threw his hat on a chair and went to the window. "It is raining again," he said. "We \
had better stay."

"Nonsense, Tom," cried Mrs. Hale. "Tell the boy that he is to go."

"The boy is to go," said Mr. Hale, who had not been listening.
"""


def speakers(text: str, cast: Path | None = None) -> list[str]:
    return [str(quote.speaker) for quote in quotes.extract(text, kind="direct", cast=cast)]


def test_speakers_alternate_where_nobody_says_so() -> None:
    assert speakers(BREAKFAST) == [
        "Mrs. Hale", "Mr. Hale", "Mrs. Hale", "Mr. Hale", "Tom", "Mrs. Hale", "Mr. Hale",
    ]  # fmt: skip


def test_a_quotation_without_a_clause_says_how_its_speaker_is_known() -> None:
    implicit = quotes.extract(BREAKFAST, kind="direct")[2]
    assert implicit.cue is None and implicit.source is None
    assert implicit.speaker and implicit.speaker.name == "Mrs. Hale"
    assert "implicit" in implicit.flags and "conversation" in " ".join(implicit.why)
    assert implicit.confidence.source == 0.0 < implicit.confidence.speaker


def test_one_id_per_character_and_titles_keep_a_family_apart() -> None:
    ids = {(str(q.speaker), q.speaker.id) for q in quotes.extract(BREAKFAST) if q.speaker}
    assert len({name for name, _ in ids}) == len({id for _, id in ids}) == len(ids) == 3


def test_a_speech_that_runs_on_over_paragraphs_is_one_quotation() -> None:
    text = BREAKFAST + (
        '\n"When I was young," said Mr. Hale, "I walked to the mill every day.\n\n"And when I came '
        'back it was dark, and nobody had kept me any supper."\n'
    )
    last = quotes.extract(text, kind="direct")[-1]
    assert str(last.speaker) == "Mr. Hale"
    assert [text[part.start : part.end] for part in last.parts][-1].startswith("And when I came")


def test_the_cast_that_a_user_has_names_the_speakers(tmp_path: Path) -> None:
    cast = tmp_path / "cast.csv"
    cast.write_text(
        "name,aliases,pronouns\nEleanor Hale,Mrs. Hale; Aunt Eleanor,she/her\n"
        "Edmund Hale,Mr. Hale,he\nThomas Reed,Tom,he\n",
        encoding="utf-8",
    )
    assert speakers(BREAKFAST, cast)[:2] == ["Eleanor Hale", "Edmund Hale"]
    assert set(speakers(BREAKFAST, cast)) == {"Eleanor Hale", "Edmund Hale", "Thomas Reed"}
    (tmp_path / "story.txt").write_text(BREAKFAST, encoding="utf-8")
    result = CliRunner().invoke(
        app, ["speakers", str(tmp_path / "story.txt"), "--cast", str(cast), "--format", "jsonl"]
    )
    counted = [json.loads(line) for line in result.stdout.splitlines()]
    assert {row["speaker"] for row in counted} == {"Eleanor Hale", "Edmund Hale", "Thomas Reed"}


@pytest.mark.parametrize("aliases", ["Tom; Tommy", "Tom|Tommy", "Tom, Tommy", "['Tom', 'Tommy']"])
def test_aliases_may_be_parted_in_several_ways(tmp_path: Path, aliases: str) -> None:
    cast = tmp_path / "cast.csv"
    cast.write_text(f'Name,Aliases,Pronouns\nThomas Reed,"{aliases}",he\n', encoding="utf-8")
    assert read_cast(cast) == (CastMember("Thomas Reed", ("Tom", "Tommy"), "he"),)


def test_a_cast_names_whom_the_book_puts_together_and_joins_what_it_does_not(
    tmp_path: Path,
) -> None:
    text = BREAKFAST + (
        '\n"And where is Edmund Hale to sleep?" asked Aunt Harriet.\n\n'
        '"In his own bed, I suppose," said Edmund, and laid the paper down.\n'
    )
    cast = tmp_path / "cast.csv"
    cast.write_text(
        "name,aliases,pronouns\nHale,,\nEdmund Hale,Edmund; Mr. Hale,he\n"
        "Harriet Hale,Mrs. Hale; Aunt Harriet,she\nThe Late Mr. Hale,,he\nTom,,he\n",
        encoding="utf-8",
    )
    told = speakers(text, cast)
    assert told[:2] == ["Harriet Hale", "Edmund Hale"]
    assert told[-2:] == ["Harriet Hale", "Edmund Hale"]


def test_two_people_in_one_paragraph_are_told_apart() -> None:
    text = BREAKFAST + (
        '\n"I shall go," said Mr. Hale, and he stood up. "You will not," she answered, and poured '
        "the tea.\n"
    )
    assert speakers(text)[-2:] == ["Mr. Hale", "Mrs. Hale"]


def test_a_reporting_clause_may_have_a_noun_and_silence_is_no_clause() -> None:
    text = BREAKFAST + (
        '\n"It is only water," was his reply.\n\n"And whose boots are those?" Mrs. Hale said '
        "nothing more. She was thinking of the carpet.\n"
    )
    reply, _ = list(quotes.extract(text, kind="direct"))[-2:]
    assert reply.cue and reply.cue.text == "was"
    assert reply.source and reply.source.text == "his"


@pytest.mark.parametrize("content", [None, "who,what\nTom,boy\n", "name\n", "name\nT\xf6m\n"])
def test_a_cast_that_cannot_be_read_says_what_a_cast_is(
    tmp_path: Path, content: str | None
) -> None:
    cast = tmp_path / "cast.csv"
    if content is not None:
        cast.write_text(content, encoding="latin-1")
    with pytest.raises(CastError, match=r"cast\.csv: .*columns name, aliases"):
        read_cast(cast)
    (tmp_path / "story.txt").write_text(BREAKFAST, encoding="utf-8")
    result = CliRunner().invoke(app, ["extract", str(tmp_path / "story.txt"), "--cast", str(cast)])
    assert result.exit_code == 2
    assert result.stderr.startswith("quotes: ") and len(result.stderr.splitlines()) == 1


def test_a_narrator_who_says_i_speaks_too() -> None:
    text = (
        "I had not slept, and I was in no mood for Captain Brandt, who came up the stairs before I "
        "had put my boots on. I had known him for twenty years, and I had never liked him.\n\n"
        '"You are late," said Captain Brandt.\n\n'
        '"I am never late," I said. "I was told eight."\n\n'
        '"Seven," said Captain Brandt.\n\n'
        '"Eight," I said, and I looked at my watch. I saw that it had stopped.\n\n'
        '"Well?" he asked.\n\n'
        '"It is nothing," I said.\n'
    )
    assert speakers(text) == [
        "Captain Brandt", "narrator", "Captain Brandt", "narrator", "Captain Brandt", "narrator",
    ]  # fmt: skip


def test_a_narrator_is_called_as_the_story_says() -> None:
    text = (
        "My name is Walter Quill, and I kept the light at Skerry Point for thirty years. I had "
        "seen many ships and few visitors, and I was glad when Captain Brandt came up the "
        "stairs.\n\n"
        '"You are late," I said.\n\n'
        '"I am never late," said Captain Brandt. "I was told eight."\n\n'
        '"Seven," I said, and I looked at my watch.\n\n'
        '"Eight," said Captain Brandt.\n\n'
        '"It has stopped," I said.\n'
    )
    assert speakers(text) == ["Walter Quill", "Captain Brandt"] * 2 + ["Walter Quill"]


def test_a_long_story_gives_the_same_records_through_a_pipe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["Tom", "Arthur", "Simon", "Edward", "Peter", "Hugh"]
    chapters = [
        f"CHAPTER {number}\n\n" + BREAKFAST.replace("Tom", names[number % len(names)])
        for number in range(1, 31)
    ]
    novel = "\n\n".join(chapters).replace("\n", "\r\n").encode("utf-8-sig")
    monkeypatch.chdir(tmp_path)
    Path("novel.txt").write_bytes(novel)

    def records(*call: str, given: bytes | None = None) -> list[dict[str, object]]:
        output = (
            CliRunner().invoke(app, ["extract", *call, "--format", "jsonl"], input=given).stdout
        )
        found = [json.loads(line) for line in output.splitlines()]
        # The document's name, and the id that is made from it, are the only difference.
        return [{k: v for k, v in record.items() if k not in ("doc", "id")} for record in found]

    from_file, piped = records("novel.txt"), records("-", given=novel)

    assert len(from_file) > 150
    assert piped == from_file


def test_a_title_in_a_story_is_no_speech() -> None:
    text = BREAKFAST.replace("turned the page", 'turned the page of the "Evening Lamp"')

    found = quotes.extract(text, kind="direct", all_marks=True)

    assert [quote.text for quote in found if quote.kind == "not-speech"] == ["Evening Lamp"]
    assert len(found) == len(speakers(BREAKFAST)) + 1
