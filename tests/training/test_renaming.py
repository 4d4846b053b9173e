"""Other names in training texts: what is annotated stays annotated, and who is who stays so."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.corpora.annotations import AnnotatedText, Attribution, Quotation
from quotes.encoder.folder import find_model
from quotes.encoder.model import Encoder
from quotes.training.config import read_config
from quotes.training.data import news
from quotes.training.edits import Edit, Edited
from quotes.training.examples import Example, Labels
from quotes.training.new_names import draw_person, draw_surname
from quotes.training.renaming import common_words, renamed

TEXT = (
    "ALDMOOR — “We will rebuild the quay,” said Mrs. Ada Lundqvist, who chairs the Tarrowick"
    " Trust. Her brother, Edwin Lundqvist, was not asked. Lundqvist’s firm, Quayworks, told the"
    " council that it would wait. The Lundqvists own it. “It may take years,” Mrs. Lundqvist said."
)
PERSON, BODY, PLACE = 1, 3, 5


def found(printed: str, label: int) -> list[tuple[int, int, int]]:
    return [(m.start(), m.end(), label) for m in re.finditer(rf"{re.escape(printed)}\b", TEXT)]


def span(printed: str) -> tuple[int, int]:
    start = TEXT.index(printed)
    return start, start + len(printed)


NAMES = [
    *found("Ada Lundqvist", PERSON),
    *found("Edwin Lundqvist", PERSON),
    *found("Lundqvist’s", PERSON)[:1],
    *found("Quayworks", BODY),
    *found("Tarrowick Trust", BODY),
]
ANNOTATED = AnnotatedText(
    "quay",
    TEXT,
    (
        Attribution(
            "1",
            (span("“We will rebuild the quay,”"),),
            (span("said"),),
            (span("Mrs. Ada Lundqvist, who chairs the Tarrowick Trust"),),
        ),
        Attribution("2", (span("that it would wait"),), (span("told"),), (span("Quayworks"),)),
    ),
    (Quotation("1", (span("“It may take years,”"),), None),),
)
LABELS = Labels(NAMES, {span("Her"): span("Ada Lundqvist"), span("it would"): None})
COMMON = common_words([TEXT, "trust quay firm brother council trust", "trust quay firm"])
seeds = st.integers(0, 10_000).map(random.Random)


@given(seeds)
def test_what_is_annotated_is_the_same_but_for_the_names(dice: random.Random) -> None:
    text, labels = renamed(ANNOTATED, LABELS, COMMON, dice)
    quay, firm = text.attributions

    def printed(place: tuple[int, int]) -> str:
        return text.text[slice(*place)]

    assert printed(quay.content[0]) == "“We will rebuild the quay,”"
    assert printed(quay.cue[0]) == "said" and printed(firm.cue[0]) == "told"
    assert re.fullmatch(r"Mrs\. .+, who chairs the .+ Trust", printed(quay.source[0]))
    assert printed(firm.content[0]) == "that it would wait"
    assert printed(text.quotations[0].spans[0]) == "“It may take years,”"
    (her, name), (_, nobody) = sorted(labels.sources.items())
    assert printed(her) == "Her" and nobody is None
    assert name is not None and printed(name) in printed(quay.source[0])
    assert "Lundqvist" not in text.text


@given(seeds)
def test_somebody_has_one_name_and_a_family_one_surname(dice: random.Random) -> None:
    text, _ = renamed(ANNOTATED, LABELS, COMMON, dice)
    last = re.search(r"“It may take years,” Mrs\. (.+) said\.$", text.text)
    owner = re.search(r"(?:was not asked\. )(.+)’s firm", text.text)
    assert last and owner
    surname = last[1]
    assert owner[1].casefold() == surname.casefold()  # “De la Rosa” begins a sentence
    for before, after in (("said Mrs. ", ", who"), ("Her brother, ", ", was")):
        full = text.text.partition(before)[2].partition(after)[0]
        assert surname in full.split(" ", 1)[1] or full.startswith(f"{surname} ")
    assert f"The {surname}s own it." in text.text


@given(seeds)
def test_names_keep_their_labels_and_get_those_that_were_missing(dice: random.Random) -> None:
    text, labels = renamed(ANNOTATED, LABELS, COMMON, dice)
    persons = [text.text[start:end] for start, end, label in labels.names if label == PERSON]
    family = re.search(r"The (.+) own it\.", text.text)
    last = re.search(r"Mrs\. ([^.]+(?:\. [^.]+)?) said\.$", text.text)
    assert len(labels.names) == len(NAMES) + 2
    assert family and family[1] in persons
    assert last and last[1] in persons
    assert any(one.endswith("’s") for one in persons)


def test_other_names_with_other_dice_and_the_same_with_the_same() -> None:
    texts = [renamed(ANNOTATED, LABELS, COMMON, random.Random(i))[0].text for i in (1, 1, 2, 3)]
    assert texts[0] == texts[1]
    assert len(set(texts)) == 3


def test_nothing_is_renamed_in_a_text_without_names() -> None:
    text, labels = renamed(ANNOTATED, Labels(), COMMON, random.Random(0))
    assert text == ANNOTATED and labels == Labels([])


def test_a_word_that_is_printed_small_is_no_name_by_itself() -> None:
    common = common_words(["The trust met. A trust may lend. Trust Lundqvist.", "lundqvist"])
    assert {"trust", "the"} <= common
    assert "lundqvist" not in common


@given(seeds)
def test_a_name_fits_the_sex(dice: random.Random) -> None:
    from quotes.languages import english

    person = draw_person(dice, "she", ("Lund", False), set())
    first = person.first.split()[-1].split("-")[0].casefold()
    assert first not in english.MEN - english.WOMEN
    assert person.written(with_middle=True).startswith(person.first)
    assert person.written(with_middle=True).endswith("Lund")
    assert draw_surname(dice)[0].strip()


@st.composite
def edited_texts(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text("abc “”\n", min_size=1, max_size=40))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    new = st.text("XYZ", min_size=1, max_size=5)
    return text, [Edit(a, b, draw(new)) for a, b in pairs]


@given(edited_texts(), st.data())
def test_a_span_moves_with_its_text(case: tuple[str, list[Edit]], data: st.DataObject) -> None:
    text, edits = case
    edited = Edited(text, edits)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    a, b = edited.moved((start, end))
    assert 0 <= a <= b <= len(edited.text)
    if start == end:
        assert a == b
        return
    inside = [e for e in edits if e.start < end and start < e.end]
    low = min([start, *(e.start for e in inside)])
    high = max([end, *(e.end for e in inside)])
    again = [Edit(e.start - low, e.end - low, e.new) for e in inside]
    assert edited.text[a:b] == Edited(text[low:high], again).text
    assert edited.text[:a] == Edited(text[:low], [e for e in edits if e.end <= low]).text


def test_edits_may_not_overlap() -> None:
    with pytest.raises(ValueError, match="overlaps"):
        Edited("harbour", [Edit(0, 3, "a"), Edit(2, 4, "b")])


def test_each_epoch_reads_a_corpus_under_other_names(tmp_path: Path) -> None:
    for folder in ("text", "attributions"):
        (tmp_path / "polnear/data/train" / folder).mkdir(parents=True)
    (tmp_path / "polnear/data/train/text/quay.txt").write_text(TEXT, encoding="utf-8")
    note = f"T1\tContent 10 36\t{TEXT[10:36]}\nE1\tAttribution:T1 Content:T1\n"
    (tmp_path / "polnear/data/train/attributions/quay_a.ann").write_text(note, encoding="utf-8")
    (tmp_path / "names-train-first.json").write_text(json.dumps([NAMES]), encoding="utf-8")
    tokenizer = Encoder(find_model("en")).tokenizer
    config = read_config(find_model("en") / "training.toml")

    def read(share: float, epoch: int) -> list[int]:
        examples: list[Example] = news(
            tmp_path, "train", "first", tokenizer, config, tmp_path, rename=share, epoch=epoch
        )
        return list(examples[0].words.pieces)

    assert read(0.0, 0) == read(0.0, 1)
    assert read(1.0, 0) == read(1.0, 0) != read(1.0, 1) != read(0.0, 1)
