"""Any text at all is read: nothing raises, and whatever comes out are sound records."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hostile import any_texts, mutated
from hypothesis import given, settings
from hypothesis import strategies as st

import quotes
from quotes.checking import Verdict, check_quotes, make_sources
from quotes.documents import Document, read
from quotes.loading import extractor
from quotes.options import CastMember, Options
from quotes.records import Quote, told_apart

CAST = (
    CastMember("Edda Finn", ("Edda", "Mrs. Finn"), "she/her"),
    CastMember("Thomas Reed", ("Tom",), "he"),
)
WAYS = {
    "all": Options(),
    "direct": Options(kind="direct"),
    "all marks": Options(all_marks=True),
    "turns": Options(turns="yes"),
    "cast": Options(cast=CAST),
    "direct, all marks, turns": Options(kind="direct", all_marks=True, turns="yes"),
    "cast, turns": Options(cast=CAST, turns="yes"),
}


def assert_sound(text: str, found: tuple[Quote, ...]) -> None:
    """What every reader of records relies on."""
    for quote in found:
        shown = [*quote.parts, *quote.quoted, *quote.chain, quote.cue, quote.source]
        for place in (one for one in shown if one is not None):
            assert place.start < place.end
            assert text[place.start : place.end] == place.text
        assert quote.parts
        for row in (quote.parts, quote.quoted):
            assert all(a.end <= b.start for a, b in pairwise(row)), quote
        assert Quote.from_dict(json.loads(json.dumps(quote.to_dict()))) == quote
    assert len({quote.id for quote in found}) == len(found)


def extract(text: str, options: Options) -> tuple[Quote, ...]:
    return extractor(options)(text).quotes


@settings(max_examples=400)
@given(any_texts(), st.sampled_from(sorted(WAYS)))
def test_any_text_gives_sound_records(text: str, way: str) -> None:
    assert_sound(text, extract(text, WAYS[way]))


@settings(max_examples=60)
@given(any_texts(), st.sampled_from(sorted(WAYS)))
def test_the_same_text_gives_the_same_records(text: str, way: str) -> None:
    assert extract(text, WAYS[way]) == extract(text, WAYS[way])


@st.composite
def articles_and_sources(draw: st.DrawFn) -> tuple[str, str]:
    """A text and a source that may have some of its words."""
    text = draw(any_texts())
    return text, draw(mutated(st.just(text)) | any_texts())


def assert_checked(text: str, source: str) -> None:
    """Each quotation has a verdict, and the passages stand in the source where they say."""
    for check in check_quotes(extract(text, WAYS["turns"]), make_sources({"s": source}), text):
        for passage in (check.passage, *check.pieces):
            if passage is not None:
                assert source[passage.start : passage.end] == passage.text
        json.dumps(check.to_dict())


@settings(max_examples=150)
@given(articles_and_sources())
def test_any_text_is_checked_against_any_other(both: tuple[str, str]) -> None:
    assert_checked(*both)


NOBODY_NAMED = (
    "“Sit down,” he murmured, while the last tram rattled past the window and shook the cups on "
    "the shelf.\n\n“Never,” she answered. She pulled her scarf tight and went to the stove.\n\n"
    "“Are you cold?” he asked, and rubbed his eyes with both fists.\n\n"
    "“I will stand,” she said, and she folded the letter until it was small."
)
# Each of them has stopped a reading once.
KEPT = [
    pytest.param(NOBODY_NAMED, id="a story in which nobody is named"),
    pytest.param("The kiosk shuts. According to its owner, Ada Lund, , it rains.", id="a comma"),
    pytest.param("> “We sold the mill,” Nils Berg said on Friday.\n\nIt rained.", id="a block"),
    pytest.param(">\n\nIt rained, Nils Berg said.", id="a mark of a block and nothing in it"),
    pytest.param("Berg sold the mill.\n\nREAD MORE: Nils Berg", id="a name in what is no text"),
    pytest.param("", id="nothing"),
]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("text", KEPT)
def test_what_has_stopped_a_reading_once_is_read(text: str, way: str) -> None:
    assert_sound(text, extract(text, WAYS[way]))


def test_a_story_in_which_nobody_is_named_has_speech_without_speakers() -> None:
    found = [quote for quote in quotes.extract(NOBODY_NAMED) if quote.kind == "direct"]
    assert [quote.text for quote in found] == [
        "Sit down,",
        "Never,",
        "Are you cold?",
        "I will stand,",
    ]
    assert [str(quote.source) for quote in found] == ["he", "she", "he", "she"]
    assert all(quote.speaker is None and "no-speaker" in quote.flags for quote in found)


def test_with_a_cast_of_which_nobody_is_near_speech_has_no_speaker() -> None:
    found = extract(NOBODY_NAMED, WAYS["cast"])
    assert [quote.text for quote in found][:2] == ["Sit down,", "Never,"]
    assert all(quote.speaker is None for quote in found)


@pytest.mark.parametrize("before", ["", "The mill is sold.\n\n"])
def test_a_block_quotation_that_begins_with_a_speech_is_a_report_of_it(before: str) -> None:
    text = before + "> “We sold the mill,” Nils Berg said on Friday.\n\nIt rained for a week.\n"
    (quote,) = quotes.extract(text)
    assert (quote.text, str(quote.speaker)) == ("We sold the mill,", "Nils Berg")


def test_a_block_quotation_that_begins_with_a_word_in_marks_is_one_as_a_whole() -> None:
    text = (
        "Mayor Nils Berg wrote in a letter to the council:\n\n"
        "> “Mill” is the wrong word. It is a ruin, and we never wanted it.\n\nIt rained.\n"
    )
    (quote,) = [quote for quote in quotes.extract(text, all_marks=True) if quote.parts[0].start]
    assert quote.text == "“Mill” is the wrong word. It is a ruin, and we never wanted it."


def test_a_page_that_begins_with_a_block_quotation_is_read(tmp_path: Path) -> None:
    page = tmp_path / "mill.html"
    sentence = "The council sold the old mill on Friday, and the street in front of it was closed. "
    page.write_text(
        "<html><head><title>Mill</title></head><body><article><blockquote><p>“We sold the mill, "
        "which nobody else would buy,” Nils Berg wrote to his neighbours.</p></blockquote>"
        f"<p>{sentence * 2}</p><p>{sentence * 2}</p></article></body></html>",
        encoding="utf-8",
    )
    (document,) = read(page)
    assert isinstance(document, Document)
    (quote, *_) = quotes.extract(document.text)
    assert quote.text == "We sold the mill, which nobody else would buy,"
    assert str(quote.speaker) == "Nils Berg"


def test_a_name_in_a_line_that_is_no_text_names_nobody() -> None:
    assert quotes.extract("Berg sold the mill.\n\nREAD MORE: Nils Berg") == []


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("I don’t know the mill", "well , I do n't know the mill ."),
        ("You can't sell it now", "You ca n't sell it now ."),
        ("We won’t be long now", "We wo n’t be long now ."),
        ("It's late and they're gone", "It 's late and they 're gone ."),
        ("I'll go, and I'd stay", "I 'll go , and I 'd stay ."),
    ],
)
def test_a_source_of_tokenised_text_has_the_same_words(said: str, source: str) -> None:
    (check,) = quotes.check(f"“{said},” Nils Berg said on Friday.\n", {"interview": source})
    assert check.verdict is Verdict.TYPOGRAPHY


MANY_DIGITS = "9" * 4400  # Python reads no more than 4300 as a number


@pytest.mark.parametrize("said", [f"twenty {MANY_DIGITS} boats", f"$5 and {MANY_DIGITS}"])
def test_a_number_of_thousands_of_digits_is_a_word_like_any_other(said: str) -> None:
    text = f"“We lost {said} in the storm,” Nils Berg said on Friday.\n"
    for source, verdict in ((said, Verdict.VERBATIM), (said.replace("9", "8"), Verdict.ALTERED)):
        (check,) = quotes.check(text, {"s": f"We lost {source} in the storm."})
        assert check.verdict is verdict


@pytest.mark.parametrize(
    "text",
    [
        "ROTH: They promised\n\nBERG: I said,\n\nBERG: She said that\n",
        "ROTH: Well,\n\nROTH: whether it is closed\n\nLARSEN: They promised\n",
        "LARSEN: Is the mill sold?\n\nROTH: Nils Berg said that it is.\n\nLARSEN: Thank you.\n",
    ],
)
def test_a_turn_and_what_is_reported_in_it_have_ids_of_their_own(text: str) -> None:
    assert_sound(text, extract(text, WAYS["turns"]))


def test_records_of_the_very_same_words_are_told_apart() -> None:
    (quote,) = quotes.extract("“We sold the mill,” Nils Berg said on Friday.\n")
    first, second, third = told_apart([quote, quote, quote])
    assert first == quote and first.id == quote.id  # the id that it has alone
    assert len({first.id, second.id, third.id}) == 3
    assert [Quote.from_dict(one.to_dict()) for one in (second, third)] == [second, third]
    assert told_apart([first, second, third]) == [first, second, third]
