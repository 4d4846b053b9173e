"""Corpora in their authors' layout become texts with spans, slips and all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from quotes.corpora import gap, gum, labels, litbank, pdnc, polnear
from quotes.corpora.annotations import AnnotatedText, CorpusError, Mention, Span


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def words(document: AnnotatedText, *spans: Span) -> list[str]:
    return [document.text[start:end] for start, end in spans]


def mentioned(document: AnnotatedText) -> set[tuple[str, str, str | None]]:
    return {(document.text[m.start : m.end], m.entity, m.kind) for m in document.mentions}


# ---------------------------------------------------------------- PolNeAR


def standoff(text: str, *events: dict[str, list[str]]) -> str:
    """Brat lines for events of {"Content": [pieces of the text], …}; ids count up."""
    lines, number = [], 0
    for event_number, event in enumerate(events, 1):
        arguments = []
        for role, pieces in event.items():
            number += 1
            starts = [text.index(piece) for piece in pieces]
            ends = [start + len(piece) for start, piece in zip(starts, pieces, strict=True)]
            places = ";".join(f"{start} {end}" for start, end in zip(starts, ends, strict=True))
            lines.append(f"T{number}\t{role.rstrip('2')} {places}\t{' '.join(pieces)}")
            arguments.append(f"{role}:T{number}")
        lines.append(f"E{event_number}\t" + " ".join(arguments))
    return "\n".join(lines) + "\n"


ARTICLE = "“The café stays,” the mayor said on Monday, “for now.”\r\nShe called it 😀 dear."


@pytest.fixture
def news(tmp_path: Path) -> Path:
    data = tmp_path / "data" / "dev"
    write(data / "text" / "gazette_2020-01-01_a-cafe.txt", ARTICLE)
    write(data / "text" / "gazette_2020-01-02_unread.txt", "Rain fell.")
    first = standoff(
        ARTICLE,
        {"Content": ["dear"], "Cue": ["called"], "Source": ["She"]},
        {
            "Content": ["“The café stays,”", "“for now.”"],
            "Cue": ["said"],
            "Source": ["the mayor"],
        },
    )
    second = standoff(
        ARTICLE, {"Content": ["“The café stays,”"], "Content2": ["“for now.”"], "Cue": ["said"]}
    )
    name = "gazette_2020-01-01_a-cafe"
    write(data / "attributions" / f"{name}_b22b.ann", second)
    write(data / "attributions" / f"{name}_a11a.ann", first)
    return tmp_path


def test_polnear_takes_the_first_annotator_and_keeps_unannotated_articles(news: Path) -> None:
    article, unread = polnear.read(news, "dev")
    assert (article.id, article.annotator) == ("gazette_2020-01-01_a-cafe", "a11a")
    assert article.text == ARTICLE  # with its line end as it is
    said, called = article.attributions  # in text order, not in file order
    assert words(article, *said.content) == ["“The café stays,”", "“for now.”"]
    assert words(article, *said.cue, *said.source) == ["said", "the mayor"]
    assert words(article, *called.content, *called.source) == ["dear", "She"]
    assert (unread.text, unread.attributions) == ("Rain fell.", ())


def test_polnear_gives_one_text_for_each_annotator(news: Path) -> None:
    read = list(polnear.read(news, "dev", annotators="all"))
    assert [document.annotator for document in read] == ["a11a", "b22b"]
    first, second = (document.attributions[0] for document in read)
    assert second.content == first.content  # Content2 is a piece of the content
    assert (len(first.source), second.source) == (1, ())


@pytest.mark.parametrize(
    "slip",
    [
        "#1\tAnnotatorNotes T1\tIs this one?",
        "T9\tDiscuss 0 3\tShe",
        "T9\tContent 500 900\tbeyond the end",
        "runs on over a second line",
        "E9\tAttribution:T99 Cue:T2 Content:T98",
        "E9\tCue:T2",
        "",
    ],
)
def test_polnear_passes_over_slips(slip: str) -> None:
    text = "She agreed to leave."
    good = standoff(text, {"Content": ["to leave"], "Cue": ["agreed"], "Source": ["She"]})
    assert len(polnear.attributions(good, len(text))) == 1
    assert polnear.attributions(f"{slip}\n{good}{slip}\n", len(text)) == polnear.attributions(
        good, len(text)
    )


# ---------------------------------------------------------------- LitBank


@pytest.fixture
def fiction(tmp_path: Path) -> Path:
    # The lines' tokens: Ann Bell , a baker , sang . | “ Stay ! Do n’t go , ” she said .
    text = "Ann Bell , a baker , sang .\n“ Stay !\nDo n’t go , ” she said . She was cook .\n"
    quotations = ["QUOTE\tQ1\t1\t0\t2\t4\t“ Stay ! Do n’t go , ”", "ATTRIB\tQ1\tAnn_Bell-1"]
    coreference = [
        "MENTION\tT3\t2\t5\t2\t5\tshe\tPER\tPRON",
        "MENTION\tT1\t0\t0\t0\t1\tAnn Bell\tPER\tPROP",
        "MENTION\tT0\t0\t0\t0\t4\tAnn Bell , a baker\tPER\tPROP",
        "MENTION\tT2\t0\t3\t0\t4\ta baker\tPER\tNOM",
        "MENTION\tT4\t2\t10\t2\t10\tcook\tPER\tNOM",
        "MENTION\tT5\t7\t0\t7\t0\toutside\tPER\tNOM",
        "COREF\tT1\tAnn_Bell-1",
        "COREF\tT0\tAnn_Bell-1",
        "COREF\tT3\tAnn_Bell-1",
        "COREF\tT5\tnobody-3",
        "COREF\tT77\tnobody-4",
        "APPOS\tT2\tT1",
        "COP\tT4\tT3",
    ]
    write(tmp_path / "quotations/tsv/9_the_bakery_brat.txt", text)
    write(tmp_path / "quotations/tsv/9_the_bakery_brat.ann", "\n".join(quotations))
    write(tmp_path / "coref/tsv/9_the_bakery_brat.ann", "\n".join(coreference))
    return tmp_path


def test_litbank_turns_token_numbers_into_offsets(fiction: Path) -> None:
    (work,) = litbank.read(fiction)
    assert work.id == "9_the_bakery"
    assert words(work, *work.lines)[:2] == ["Ann Bell , a baker , sang .", "“ Stay !"]
    (quotation,) = work.quotations
    assert words(work, *quotation.spans) == ["“ Stay !\nDo n’t go , ”"]
    assert quotation.speaker == "Ann_Bell-1"


def test_litbank_mentions_have_entities_by_coreference_and_apposition(fiction: Path) -> None:
    (work,) = litbank.read(fiction)
    assert mentioned(work) == {
        ("Ann Bell , a baker", "Ann_Bell-1", "name"),
        ("Ann Bell", "Ann_Bell-1", "name"),
        ("a baker", "Ann_Bell-1", "nominal"),
        ("she", "Ann_Bell-1", "pronoun"),
    }


# ---------------------------------------------------------------- GUM


def conllu(sentence: str, *rows: tuple[str, str, int, str], comments: str = "") -> str:
    """A sentence whose rows are form, part of speech, head and last column."""
    lines = [
        f"{number}\t{form}\t{form.lower()}\t{upos}\t_\t_\t{head}\tdep\t_\t{misc}"
        for number, (form, upos, head, misc) in enumerate(rows, 1)
    ]
    return "\n".join([*comments.splitlines(), f"# text = {sentence}", *lines]) + "\n\n"


@pytest.fixture
def genres(tmp_path: Path) -> Path:
    folder = tmp_path / "coref" / "ontogum" / "conllu"
    write(
        folder / "GUM_letter_dog.conllu",
        conllu(
            "Mia's dog and Mia don't bark.",
            ("Mia", "PROPN", 3, "Entity=(1(2(1)"),
            ("'s", "PART", 1, "_"),
            ("dog", "NOUN", 7, "Entity=2)"),
            ("and", "CCONJ", 5, "_"),
            ("Mia", "PROPN", 3, "Entity=(3)1)"),
            ("do", "AUX", 7, "_"),
            ("n't", "PART", 7, "_"),
            ("bark", "VERB", 0, "SpaceAfter=No"),
            (".", "PUNCT", 7, "_"),
            comments="# meta::genre = letter\n# newpar",
        )
        + conllu("It –", ("It", "PRON", 0, "Entity=(2)(9"), ("–", "PUNCT", 1, "SpaceAfter=No"))
        + conllu("ran.", ("ran", "VERB", 0, "SpaceAfter=No"), (".", "PUNCT", 1, "Entity=8)"))
        + conllu("Yours", ("Yours", "PRON", 0, "Entity=(4-person-new)"), comments="# newpar = p"),
    )
    write(folder / "GUM_reddit_lost.conllu", conllu("___", ("___", "NOUN", 0, "Entity=(1)")))
    return tmp_path


def test_gum_text_is_spaced_as_it_was_written(genres: Path) -> None:
    (letter,) = gum.read(genres)  # the document of underscores is left out
    assert (letter.id, letter.genre) == ("GUM_letter_dog", "letter")
    assert letter.text == "Mia's dog and Mia don't bark. It –ran.\nYours"
    assert words(letter, *letter.lines) == [
        "Mia's dog and Mia don't bark.",
        "It –",
        "ran.",
        "Yours",
    ]


def test_gum_mentions_nest_and_take_their_kind_from_the_head(genres: Path) -> None:
    (letter,) = gum.read(genres)
    assert mentioned(letter) == {
        ("Mia's dog and Mia", "1", "nominal"),
        ("Mia's dog", "2", "nominal"),
        ("Mia", "1", "name"),
        ("Mia", "3", "name"),
        ("It", "2", "pronoun"),
        ("Yours", "4", "pronoun"),
    }


def test_gum_words_are_joined_by_blanks_where_the_sentence_is_not_made_of_them(
    tmp_path: Path,
) -> None:
    sentence = conllu("Gone !!", ("Lee", "PROPN", 2, "Entity=(1)"), ("left", "VERB", 0, "_"))
    write(tmp_path / "coref" / "ontogum" / "conllu" / "x.conllu", sentence)
    (document,) = gum.read(tmp_path)
    assert document.text == "Lee left"
    assert mentioned(document) == {("Lee", "1", "name")}


# ---------------------------------------------------------------- GAP

GAP_HEADER = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n"


def test_gap_gives_the_pronoun_and_its_candidates(tmp_path: Path) -> None:
    row = 'validation-1\tZoë met "Kim" before she left.\tshe\t21\tZoë\t0\tFALSE\tKim\t9\tTRUE\tx\n'
    write(tmp_path / "gap-validation.tsv", GAP_HEADER + row)
    (case,) = gap.read(tmp_path, "validation")
    spans = (case.pronoun, case.a, case.b)
    assert [case.text[start:end] for start, end in spans] == ["she", "Zoë", "Kim"]
    assert (case.id, case.refers_to_a, case.refers_to_b) == ("validation-1", False, True)


@pytest.mark.parametrize(
    "row", ["only-an-id\n", "1\tHe ran.\tHe\tnought\tA\t0\tTRUE\tB\t1\tTRUE\tx"]
)
def test_gap_names_the_line_of_a_bad_row(tmp_path: Path, row: str) -> None:
    write(tmp_path / "gap-test.tsv", GAP_HEADER + row)
    with pytest.raises(CorpusError, match=r"gap-test\.tsv:2: "):
        list(gap.read(tmp_path, "test"))


# ---------------------------------------------------------------- PDNC

NOVEL = 'We met.\n\n"Good day," said he,\n"Mrs. Ames. Ned\nis out."\n\n"Oh," I said. "Ha!" "Hm."\n'


def place(piece: str) -> list[int]:
    start = NOVEL.index(piece)
    return [start, start + len(piece)]


def csv_row(*fields: object) -> str:
    return ",".join('"' + str(field).replace('"', '""') + '"' for field in fields) + "\n"


@pytest.fixture
def novels(tmp_path: Path) -> Path:
    header = (
        "quoteID,quoteText,quoteByteSpans,speaker,quoteType,referringExpression,"
        "mentionSpansList,mentionEntitiesList\n"
    )
    good_day, ames, ned = place("Good day,"), place("Mrs. Ames"), place("Ned")
    rest = place("Mrs. Ames. Ned\nis out.")
    rows = [
        csv_row("Q2", "Oh,", [place("Oh,")], "_narr", "nan", "nan", [], []),
        csv_row(
            "Q1",
            "Good day,\nMrs. Ames. Ned\nis out.",
            [good_day, rest],
            " the Captain ",
            "Anaphoric",
            "said he",
            [[], [ames, ned]],
            [[], [["Mrs. Ames"], ["Ned Ames", "Sue"]]],
        ),
        csv_row("Q3", "Ha!", [place("Ha!")], "_unknowable", "Implicit", "nan", [[]], [[]]),
        csv_row("Q4", "Hm.", [place("Hm.")], "Ames", "Explicit", "nan", "[[", ""),
        csv_row("Q5", "none", [[900, 990]], "Ames", "Explicit", "nan", "nan", "nan"),
    ]
    characters = (
        "Character ID,Main Name,Aliases,Gender,Category\n"
        + csv_row(0, "Tom Dow", {"the Captain"}, "M", "major")
        + csv_row(1, "Mrs. Ames", ["Ames", "Mrs. Ames"], "F", "minor")
        + csv_row(2, "Ned Ames", ["Ames"], "U", "minor")
        + csv_row(3, "Jane", {"Narr"}, "X", "major")
    )
    folder = tmp_path / "data" / "ASmallHouse"
    write(folder / "novel_text.txt", NOVEL)
    write(folder / "quotation_info.csv", header + "".join(rows))
    write(folder / "character_info.csv", characters)
    return tmp_path


def test_pdnc_quotations_are_in_text_order_with_their_stretches(novels: Path) -> None:
    (novel,) = pdnc.read(novels)
    assert (novel.id, novel.text) == ("ASmallHouse", NOVEL)
    assert [quotation.id for quotation in novel.quotations] == ["Q1", "Q2", "Q3", "Q4"]
    first, second, *_ = novel.quotations
    assert words(novel, *first.spans) == ["Good day,", "Mrs. Ames. Ned\nis out."]
    assert (first.type, first.referring) == ("anaphoric", "said he")
    assert (second.type, second.referring) == (None, None)


def test_pdnc_speakers_are_main_names_where_that_is_certain(novels: Path) -> None:
    (novel,) = pdnc.read(novels)
    speakers = [quotation.speaker for quotation in novel.quotations]
    # An alias; the narrator among the characters; nobody; an alias that two characters share.
    assert speakers == ["Tom Dow", "Jane", None, "Ames"]


def test_pdnc_characters_and_the_mentions_of_one_of_them(novels: Path) -> None:
    (novel,) = pdnc.read(novels)
    assert [(c.name, c.aliases, c.gender) for c in novel.characters] == [
        ("Tom Dow", ("the Captain",), "M"),
        ("Mrs. Ames", ("Ames",), "F"),
        ("Ned Ames", ("Ames",), None),
        ("Jane", ("Narr",), None),
    ]
    start, end = place("Mrs. Ames")
    assert novel.mentions == (Mention(start, end, "Mrs. Ames", None),)


# ---------------------------------------------------------------- labels


def test_labels_come_with_one_span_or_several(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "start": 3, "end": 9, "speaker": "Ann Bell", "aliases": ["Bell"]},
        {"id": "b", "content": [[20, 30], [5, 9]], "speaker": None, "attribution": "E4"},
    ]
    path = tmp_path / "speakers.jsonl"
    write(path, "\n".join(map(json.dumps, rows)) + "\n\n")
    one, several = labels.read(path)
    assert (one.id, one.spans, one.speaker, one.aliases) == ("a", ((3, 9),), "Ann Bell", ("Bell",))
    assert (several.spans, several.speaker, several.attribution) == (((5, 9), (20, 30)), None, "E4")


@pytest.mark.parametrize("line", ["{", "[1]", '{"id": "a"}', '{"id": "a", "content": [1]}'])
def test_labels_name_the_line_of_a_bad_row(tmp_path: Path, line: str) -> None:
    path = tmp_path / "speakers.jsonl"
    write(path, '{"id": "a", "start": 0, "end": 2}\n' + line)
    with pytest.raises(CorpusError, match=r"speakers\.jsonl:2: "):
        list(labels.read(path))


# ---------------------------------------------------------------- errors


def test_a_missing_corpus_is_named_with_the_layout_expected(tmp_path: Path) -> None:
    readers: dict[str, Callable[[], Iterable[object]]] = {
        "data/train/attributions": lambda: polnear.read(tmp_path, "train"),
        "quotations/tsv": lambda: litbank.read(tmp_path),
        "coref/ontogum/conllu": lambda: gum.read(tmp_path),
        "gap-development.tsv": lambda: gap.read(tmp_path, "development"),
        "data": lambda: pdnc.read(tmp_path),
        "none.jsonl": lambda: labels.read(tmp_path / "none.jsonl"),
    }
    for place_expected, reader in readers.items():
        with pytest.raises(CorpusError) as error:
            list(reader())
        message = str(error.value)
        assert message.startswith(f"{tmp_path / place_expected}: ")
        assert "; expected " in message
        assert "\n" not in message


def test_a_file_that_is_missing_or_not_utf_8_is_named(novels: Path) -> None:
    table = novels / "data" / "ASmallHouse" / "character_info.csv"
    table.write_bytes(b"Character ID,Main Name\xff")
    with pytest.raises(CorpusError, match=r"character_info\.csv: not UTF-8 at byte 22"):
        list(pdnc.read(novels))
    table.write_bytes(b"Character ID,Main Name\n")
    with pytest.raises(CorpusError, match=r"character_info\.csv: no column Aliases, Gender"):
        list(pdnc.read(novels))
    table.unlink()
    with pytest.raises(CorpusError, match=r"character_info\.csv: No such file"):
        list(pdnc.read(novels))


# ---------------------------------------------------------------- the corpora themselves


def test_polnear_dev_is_complete(shared: Path) -> None:
    root = shared / "corpora" / "polnear"
    first = list(polnear.read(root, "dev"))
    assert (len(first), sum(len(document.attributions) for document in first)) == (84, 2192)
    assert len(list(polnear.read(root, "dev", annotators="all"))) == 94
    by_id = {
        (document.id, attribution.id): attribution.content
        for document in first
        for attribution in document.attributions
    }
    for label in labels.read(shared / "bench" / "speakers-polnear-dev.jsonl"):
        assert by_id[label.id, str(label.attribution)] == label.spans


def test_litbank_is_complete_and_every_speaker_is_mentioned(shared: Path) -> None:
    works = list(litbank.read(shared / "corpora" / "litbank"))
    assert (len(works), sum(len(work.quotations) for work in works)) == (60, 980)
    for work in works:
        entities = {mention.entity for mention in work.mentions}
        assert {q.speaker for q in work.quotations if q.speaker} <= entities


def test_gum_and_gap_are_complete(shared: Path) -> None:
    documents = list(gum.read(shared / "corpora" / "gum"))
    assert (len(documents), sum(len(document.mentions) for document in documents)) == (211, 27084)
    assert sum(1 for _ in gap.read(shared / "corpora" / "gap", "development")) == 2000
    assert sum(1 for _ in gap.read(shared / "corpora" / "gap", "validation")) == 454


def test_pdnc_is_complete_and_every_speaker_is_a_character(shared: Path) -> None:
    novels = list(pdnc.read(shared / "corpora" / "pdnc"))
    assert (len(novels), sum(len(novel.quotations) for novel in novels)) == (19, 24888)
    for novel in novels:
        names = {character.name for character in novel.characters}
        assert {q.speaker for q in novel.quotations if q.speaker} <= names
