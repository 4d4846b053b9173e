"""The figures of `quotes evaluate`: equal to the public scorers', and right by hand."""

from __future__ import annotations

import importlib.util
import io
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from quotes import extract
from quotes.cli import app
from quotes.corpora import labels, litbank, pdnc, polnear
from quotes.corpora.annotations import Span
from quotes.documents import Document
from quotes.evaluation import corrected
from quotes.evaluation import litbank as litbank_figures
from quotes.evaluation import pdnc as pdnc_figures
from quotes.evaluation import polnear as polnear_figures
from quotes.evaluation.figures import Figures
from quotes.evaluation.intervals import bootstrap_f1, wilson
from quotes.evaluation.quoted_spans import quoted_spans
from quotes.evaluation.ratios import Share
from quotes.output import Format, writer
from quotes.output.figures import write_json
from quotes.records import Confidence, Cue, Kind, Mention, Part, Quote, Speaker


def record(
    text: str,
    content: Sequence[Span],
    *,
    cue: Span | None = None,
    source: Span | None = None,
    speaker: str | None = None,
    cluster: str | None = None,
    kind: Kind = "direct",
    doc: str = "",
    flags: tuple[str, ...] = (),
) -> Quote:
    parts = tuple(Part.of(text, start, end) for start, end in content)
    return Quote(
        doc=doc,
        kind=kind,
        parts=parts,
        quoted=parts if kind == "direct" else (),
        cue=Cue(*cue, text[slice(*cue)], "say") if cue else None,
        source=Mention(*source, text[slice(*source)], "name") if source else None,
        speaker=Speaker(speaker, "person", cluster or speaker) if speaker else None,
        chain=(),
        confidence=Confidence(1.0, 1.0, 1.0),
        flags=flags,
    )


def prediction(quote: Quote) -> dict[str, Any]:
    """The record as the public scorers read it."""
    return {
        "content": [[part.start, part.end] for part in quote.parts],
        "cue": [[quote.cue.start, quote.cue.end]] if quote.cue else [],
        "source": [[quote.source.start, quote.source.end]] if quote.source else [],
        "speaker": quote.speaker.name if quote.speaker else None,
        "speaker_id": quote.speaker.id if quote.speaker else None,
        "kind": quote.kind,
    }


# ---------------------------------------------------------------- against the public scorers


class Spoiler:
    """Makes records out of gold annotations that are wrong in every way a reader can be."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def spans(self, text: str, spans: Sequence[Span], by: int = 12) -> list[Span]:
        moved = []
        for start, end in spans:
            start += self.random.choice([0, 0, 0, -2, 5])
            end += self.random.choice([0, 0, 0, -by, 3, 5 * by])
            if 0 <= start < end <= len(text):
                moved.append((start, end))
        return moved

    def one(self, text: str, spans: Sequence[Span]) -> Span | None:
        return next(iter(self.spans(text, spans[:1], by=2)), None) if self.lucky() else None

    def lucky(self) -> bool:
        return self.random.random() < 0.8

    def name(self, true: str | None, others: Sequence[str]) -> str | None:
        name = true if self.random.random() < 0.6 else self.random.choice(others)
        if not name or self.random.random() < 0.1:
            return None
        return self.random.choice(
            [name, name, name, name.split()[-1], f"the {name}", f"Mr. {name}", "the narrator",
             "the Captain", f"{name}'s wife"]
        )  # fmt: skip


@pytest.fixture
def spoiler() -> Spoiler:
    return Spoiler(seed=7)


@cache
def scorer(shared: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, shared / "bench" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_polnear_gives_the_figures_of_the_public_scorer(shared: Path, spoiler: Spoiler) -> None:
    theirs = scorer(shared, "score_news")
    root = shared / "corpora" / "polnear"
    articles = list(polnear.read(root, "dev", order="file"))[::4]
    ids = {article.id for article in articles}
    path = shared / "bench" / "speakers-polnear-dev.jsonl"
    named = list(labels.read(path))
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    true = {(row["id"], row.get("attribution")): row["speaker"] for row in rows}
    names = sorted({row["speaker"] for row in rows if row["speaker"]})
    found = {
        article.id: [
            record(
                article.text,
                content,
                cue=spoiler.one(article.text, attribution.cue),
                source=spoiler.one(article.text, attribution.source),
                speaker=spoiler.name(true.get((article.id, attribution.id)), names),
            )
            for attribution in article.attributions
            if spoiler.lucky() and (content := spoiler.spans(article.text, attribution.content))
        ]
        for article in articles[1:]
    }
    gold = [text for text in theirs.read_gold(str(root / "data" / "dev")) if text[0] in ids]
    predictions = {name: [] for name in found} | {
        name: [{**prediction(quote)} for quote in quotes] for name, quotes in found.items()
    }
    expected = theirs.score(gold, predictions, rows)
    ours = polnear_figures.score(articles, found, named).to_dict()
    assert ours.pop("predictions_of_unknown_documents") == 0
    assert expected["linked"]["tp"] > 50  # not a comparison of zeros
    assert 0 < expected["speakers"]["right"] < expected["speakers"]["given"]
    assert ours == expected


def test_litbank_gives_the_figures_of_the_public_scorer(
    shared: Path, spoiler: Spoiler, tmp_path: Path
) -> None:
    theirs = scorer(shared, "score_lit")
    root = shared / "corpora" / "litbank"
    for path in sorted((root / "quotations" / "tsv").glob("*_brat.txt"))[::5]:
        for layer in ("quotations", "coref"):
            link(root / layer / "tsv", tmp_path / layer / "tsv", f"{path.stem}.*")
    works = list(litbank.read(tmp_path))
    found = {}
    for work in works[1:]:
        names = [work.text[m.start : m.end] for m in work.mentions if m.kind == "name"] or ["X"]
        found[work.id] = [
            record(
                work.text,
                spans,
                speaker=spoiler.name(spoiler.random.choice(names), names),
                cluster=spoiler.random.choice([quotation.speaker, "a", "b"]),
            )
            for quotation in work.quotations
            if spoiler.lucky() and (spans := spoiler.spans(work.text, quotation.spans))
        ]
    expected = theirs.score_litbank(
        str(tmp_path), {name: list(map(prediction, quotes)) for name, quotes in found.items()}
    )
    assert 0 < expected["name_accuracy"] < 1
    assert 0 < expected["exact_f1"] < expected["overlap_f1"] < 1
    assert litbank_figures.score(works, found).to_dict() == expected


def test_pdnc_gives_the_figures_of_the_public_scorer(
    shared: Path, spoiler: Spoiler, tmp_path: Path
) -> None:
    theirs = scorer(shared, "score_lit")
    for novel in ("DaisyMiller", "WinnieThePooh", "TheGambler"):
        link(shared / "corpora" / "pdnc" / "data" / novel, tmp_path / "data" / novel, "*")
    novels = list(pdnc.read(tmp_path))
    found = {}
    for novel in novels:
        names = [name for one in novel.characters for name in (one.name, *one.aliases)]
        found[novel.id] = [
            record(
                novel.text,
                spans,
                speaker=spoiler.name(quotation.speaker, names),
                cluster=spoiler.random.choice([quotation.speaker, "a", "b"]),
            )
            for quotation in novel.quotations
            if spoiler.lucky() and (spans := spoiler.spans(novel.text, quotation.spans))
        ]
    expected = theirs.score_pdnc(
        str(tmp_path), {name: list(map(prediction, quotes)) for name, quotes in found.items()}
    )
    assert min(expected["speakers"]["outcomes"].values()) > 0
    assert pdnc_figures.score(novels, found).to_dict() == nearly(expected)


def link(source: Path, target: Path, pattern: str) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for path in source.glob(pattern):
        (target / path.name).symlink_to(path.resolve())


def nearly(figures: Any) -> Any:
    """B-cubed sums thousands of fractions, whose order shows in the 15th digit."""
    if isinstance(figures, dict):
        return {name: nearly(figure) for name, figure in figures.items()}
    return pytest.approx(figures, rel=1e-12) if isinstance(figures, float) else figures


@settings(deadline=None)
@given(st.text(alphabet="\"'’‘`“”«»,. sSab1\n</>-", max_size=40))
def test_quoted_spans_are_those_of_the_public_scorer(shared: Path, text: str) -> None:
    assert quoted_spans(text) == scorer(shared, "score_news").quoted_spans(text)


# ---------------------------------------------------------------- miniature corpora, by hand

NEWS = (
    "“The café stays open,” said Ada Miller, the mayor.\n"
    "He called it a “dear” place. Critics say the roof leaks.\n"
)


def place(text: str, words: str) -> Span:
    return text.index(words), text.index(words) + len(words)


@pytest.fixture
def polnear_folder(tmp_path: Path) -> Path:
    """One article: a quoted attribution, an indirect one, and a so-called word."""
    data = tmp_path / "polnear" / "data" / "dev"
    events = [
        ("“The café stays open,”", "said", "Ada Miller, the mayor"),
        ("the roof leaks", "say", "Critics"),
    ]
    lines, spans = [], 0
    for number, event in enumerate(events, 1):
        arguments = []
        for role, words in zip(("Content", "Cue", "Source"), event, strict=True):
            spans += 1
            start, end = place(NEWS, words)
            lines.append(f"T{spans}\t{role} {start} {end}\t{words}")
            arguments.append(f"{role}:T{spans}")
        lines.append(f"E{number}\t{' '.join(arguments)}")
    standoff = "\n".join(lines)
    for folder, name, content in (
        ("text", "gazette_1_cafe.txt", NEWS),
        ("attributions", "gazette_1_cafe_a1.ann", standoff),
    ):
        (data / folder).mkdir(parents=True, exist_ok=True)
        (data / folder / name).write_bytes(content.encode("utf-8"))
    return tmp_path / "polnear"


def committed(name: str) -> str:
    """What `--json` prints of a miniature corpus: its keys and their order are a contract."""
    return Path(__file__).with_name("figures").joinpath(f"{name}.json").read_text(encoding="utf-8")


def printed(figures: Figures) -> str:
    stream = io.StringIO()
    write_json(figures, stream)
    return stream.getvalue()


def test_polnear_by_hand(polnear_folder: Path) -> None:
    articles = list(polnear.read(polnear_folder, "dev", order="file"))
    right = record(
        NEWS,
        [place(NEWS, "The café stays open")],
        cue=place(NEWS, "said"),
        source=place(NEWS, "Miller"),
        speaker="Mayor Ada Miller",
    )
    so_called = record(NEWS, [place(NEWS, "dear")], source=place(NEWS, "He"))
    named = [labels.SpeakerLabel("gazette_1_cafe", (place(NEWS, "The café"),), "Ada Miller")]
    figures = polnear_figures.score(articles, {"gazette_1_cafe": [right, so_called]}, named)
    detection = figures.quoted.detection
    assert (detection.p, detection.r) == (0.5, 1.0)
    assert figures.quoted.attribution.by_type["name"].value == 1.0
    assert (figures.linked.tp, figures.linked.p, figures.linked.r) == (
        1,
        0.5,
        0.5,
    )
    assert figures.indirect_linked_recall == Share(value=0.0, right=0, total=1)
    assert figures.roles.cue.exact.r == 0.5
    # Marks and the comma are outside the record's content, and cost nothing when trimmed.
    content = figures.roles.content
    assert (content.exact.tp, content.trimmed.tp) == (0, 1)
    assert figures.speakers
    assert figures.speakers.accuracy == 1.0
    assert printed(figures) == committed("polnear")


TALE = "“ I am Ahab , ” said the captain .\nThen Ishmael said : “ And I sail . ”\n"


@pytest.fixture
def litbank_folder(tmp_path: Path) -> Path:
    rows = [
        "QUOTE\tQ1\t0\t0\t0\t5\t“ I am Ahab , ”",
        "QUOTE\tQ2\t1\t4\t1\t9\t“ And I sail . ”",
        "ATTRIB\tQ1\tAhab-1",
        "ATTRIB\tQ2\tIshmael-2",
    ]
    coreference = [
        "MENTION\tT1\t0\t3\t0\t3\tAhab\tPER\tPROP",
        "COREF\tT1\tAhab-1",
        "MENTION\tT2\t1\t1\t1\t1\tIshmael\tPER\tPROP",
        "COREF\tT2\tIshmael-2",
    ]
    for layer, content in (("quotations", rows), ("coref", coreference)):
        folder = tmp_path / "litbank" / layer / "tsv"
        folder.mkdir(parents=True)
        (folder / "1_tale_brat.txt").write_bytes(TALE.encode("utf-8"))
        (folder / "1_tale_brat.ann").write_text("\n".join(content) + "\n", encoding="utf-8")
    return tmp_path / "litbank"


def test_litbank_by_hand(litbank_folder: Path) -> None:
    works = list(litbank.read(litbank_folder))
    found = {
        "1_tale": [
            record(TALE, [place(TALE, "I am Ahab")], speaker="Ahab", cluster="s-1"),
            record(TALE, [place(TALE, "And I")], speaker="Ahab", cluster="s-1"),
        ]
    }
    figures = litbank_figures.score(works, found)
    assert (figures.overlap.p, figures.overlap.r, figures.exact.r) == (1.0, 1.0, 0.5)
    assert (figures.nameable, figures.name_accuracy) == (2, 0.5)
    # One cluster for two speakers: half of it is right for each, all of each is in it.
    assert (figures.b3.p, figures.b3.r) == (0.5, 1.0)
    assert printed(figures) == committed("litbank")


NOVEL = '"Come in," said Mrs. Ames.\n\n"No," he said. "I must go."\n\n"Why?"\n'


@pytest.fixture
def pdnc_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "pdnc" / "data" / "ATale"
    folder.mkdir(parents=True)
    (folder / "novel_text.txt").write_text(NOVEL, encoding="utf-8")
    rows = ["quoteID,quoteByteSpans,speaker,quoteType"]
    for number, (spans, speaker, kind) in enumerate(
        [
            (["Come in,"], "Mrs. Ames", "Explicit"),
            (["No,", "I must go."], "Tom Ames", "Anaphoric"),
            (["Why?"], "Mrs. Ames", "Implicit"),
        ]
    ):
        places = [list(place(NOVEL, span)) for span in spans]
        rows.append(f'Q{number},"{places}",{speaker},{kind}')
    (folder / "quotation_info.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    characters = 'Main Name,Aliases,Gender\nMrs. Ames,"{\'Jane\'}",F\nTom Ames,"set()",M\n'
    (folder / "character_info.csv").write_text(characters, encoding="utf-8")
    return tmp_path / "pdnc"


def test_pdnc_by_hand(pdnc_folder: Path) -> None:
    novels = list(pdnc.read(pdnc_folder))
    found = {
        "ATale": [
            record(NOVEL, [place(NOVEL, "Come in,")], speaker="Jane", cluster="s-1"),
            record(
                NOVEL,
                [place(NOVEL, "No"), place(NOVEL, "I must go.")],
                speaker="Mr. Ames",
                cluster="s-2",
            ),
        ]
    }
    figures = pdnc_figures.score(novels, found)
    assert (figures.detection.p, figures.detection.r) == (1.0, 0.75)
    speakers = figures.speakers
    # “Mr. Ames” is no listed name, and can only be Tom: Jane is a Mrs.
    assert (speakers.all.accuracy, speakers.accuracy_strict) == (2 / 3, 1 / 3)
    assert speakers.outcomes["missed"] == 1
    assert figures.clusters.purity == 2 / 3
    assert figures.per_novel["ATale"].speakers.anaphoric.accuracy == 1.0
    assert printed(figures) == committed("pdnc")


# ---------------------------------------------------------------- corrected records

ARTICLE = "“It rains,” said Ada Miller. Tom Ash said it would clear. “So be it,” he added.\n"
RAIN = record(
    ARTICLE, [place(ARTICLE, "It rains,")], source=place(ARTICLE, "Ada Miller"),
    speaker="Ada Miller", doc="a.txt",
)  # fmt: skip
CLEAR = record(
    ARTICLE, [place(ARTICLE, "it would clear")], source=place(ARTICLE, "Tom Ash"),
    speaker="Tom Ash", kind="indirect", doc="a.txt",
)  # fmt: skip
SO = record(ARTICLE, [place(ARTICLE, "So be it,")], source=place(ARTICLE, "he"),
            speaker="Tom Ash", doc="a.txt")  # fmt: skip


class TestCorrected:
    def test_counts_what_is_found_and_by_whom(self) -> None:
        wrong = replace(SO, speaker=Speaker("Ada Miller", "person", "s-1"))
        extra = record(ARTICLE, [place(ARTICLE, "he added")], kind="indirect")
        figures = corrected.score([([RAIN, CLEAR, SO], [RAIN, wrong, extra])])
        assert (figures.quotations.tp, figures.quotations.p) == (2, 2 / 3)
        assert figures.speaker.tp == 1
        assert figures.source.tp == 2
        assert (figures.direct.r, figures.indirect.r) == (1.0, 0.0)
        assert figures.indirect.p == 0.0
        assert printed(figures) == committed("corrected")

    def test_edges_and_titles_cost_nothing(self) -> None:
        ours = record(
            ARTICLE, [place(ARTICLE, "“It rains,”")], source=place(ARTICLE, "Miller"),
            speaker="Mayor Ada Miller",
        )  # fmt: skip
        figures = corrected.score([([RAIN], [ours])])
        assert figures.speaker.f1 == figures.source.f1 == 1.0

    def test_a_speaker_that_nobody_judged_does_not_count(self) -> None:
        unjudged = replace(RAIN, speaker=None)
        told_none = replace(SO, speaker=None, flags=("no-speaker",))
        figures = corrected.score([([unjudged, told_none], [RAIN, SO])])
        assert (figures.speaker.predicted, figures.speaker.gold) == (1, 1)
        assert figures.speaker.tp == 0

    def test_what_nobody_says_is_no_quotation(self) -> None:
        figures = corrected.score([([replace(RAIN, kind="not-speech")], [RAIN])])
        assert (figures.quotations.gold, figures.quotations.p) == (0, 0.0)


class TestIntervals:
    @pytest.mark.parametrize(
        ("right", "total", "low", "high"),
        # Newcombe, Statistics in Medicine 1998, table I, method 3.
        [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ],
    )
    def test_wilson(self, right: int, total: int, low: float, high: float) -> None:
        assert wilson(right, total) == pytest.approx((low, high), abs=5.1e-5)

    def test_nothing_to_share(self) -> None:
        assert wilson(0, 0) is None

    def test_bootstrap_narrows_with_more_documents(self) -> None:
        few = bootstrap_f1([(9, 10, 10), (5, 10, 10)] * 2)
        many = bootstrap_f1([(9, 10, 10), (5, 10, 10)] * 50)
        assert few
        assert many
        assert few[0] < many[0] < 0.7 < many[1] < few[1]

    def test_documents_that_agree_leave_no_doubt(self) -> None:
        assert bootstrap_f1([(8, 10, 10)] * 5) == (0.8, 0.8)

    def test_one_document_gives_none(self) -> None:
        assert bootstrap_f1([(8, 10, 10)]) is None


# ---------------------------------------------------------------- the commands


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args])


def annotated(tool: str, folder: Path) -> Path:
    """The article's records as the tool's user would hand them back, all accepted."""
    document = Document("a.txt", ARTICLE)
    results = [(document, extract(ARTICLE, "a.txt"))]
    if tool == "brat":
        (folder / "brat").mkdir()
        writer(Format.BRAT)(results, folder / "brat")
        return folder / "brat"
    stream = io.StringIO()
    writer(Format(tool))(results, stream)
    path = folder / f"{tool}.json"
    if tool == "label-studio":
        tasks = json.loads(stream.getvalue())
        for task in tasks:
            task["annotations"] = task.pop("predictions")
        path.write_text(json.dumps(tasks), encoding="utf-8")
    else:
        rows = [json.loads(line) for line in stream.getvalue().splitlines()]
        lines = [json.dumps({**row, "answer": "accept"}) for row in rows]
        path.write_text("\n".join(lines), encoding="utf-8")
    return path


class TestCommand:
    def test_polnear(self, polnear_folder: Path) -> None:
        result = run("evaluate", "--corpus", "polnear", polnear_folder, "--json")
        assert result.exit_code == 0, result.stderr
        figures = json.loads(result.stdout)
        assert figures["quoted"]["detection"]["r"] == 1.0
        assert figures["documents"] == 1

    @pytest.mark.parametrize("corpus", ["polnear", "litbank", "pdnc"])
    def test_a_table_for_a_person(
        self, corpus: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "80")
        folder = request.getfixturevalue(f"{corpus}_folder")
        result = run("evaluate", "--corpus", corpus, folder)
        assert result.exit_code == 0, result.stderr
        assert "F1" in result.stdout
        assert "found" in result.stdout
        assert max(map(len, result.stdout.splitlines())) <= 80

    def test_saved_records(self, pdnc_folder: Path, tmp_path: Path) -> None:
        quote = record(
            NOVEL, [place(NOVEL, "Come in,")], speaker="Jane", doc="data/ATale/novel_text.txt"
        )
        saved = tmp_path / "saved.jsonl"
        saved.write_text(json.dumps(quote.to_dict()) + "\n", encoding="utf-8")
        result = run("evaluate", "--corpus", "pdnc", pdnc_folder, "--records", saved, "--json")
        assert json.loads(result.stdout)["speakers"]["outcomes"]["right"] == 1

    def test_gold_of_ones_own(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        Path("a.txt").write_text(ARTICLE, encoding="utf-8")
        rejected = {**CLEAR.to_dict(), "review": {"verdict": "rejected"}}
        rows = [RAIN.to_dict(), {**SO.to_dict(), "review": {"verdict": "accepted"}}, rejected]
        gold = tmp_path / "corrected.jsonl"
        gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        result = run("evaluate", "--gold", gold, "--kind", "direct", "--json")
        assert result.exit_code == 0, result.stderr
        figures = json.loads(result.stdout)
        assert (figures["quotations"]["gold"], figures["quotations"]["r"]) == (2, 1.0)
        low, high = figures["quotations"]["r_interval"]
        assert 0.3 < low < 0.4
        assert high == 1.0
        table = run("evaluate", "--gold", gold, "a.txt", "--kind", "direct").stdout
        assert "Wilson" in table
        assert "right speaker" in table

    @pytest.mark.parametrize("tool", ["brat", "label-studio", "prodigy"])
    def test_gold_out_of_a_tool(self, tool: str, tmp_path: Path) -> None:
        """What an annotator accepts as it was extracted is found again, all of it."""
        gold = annotated(tool, tmp_path)
        result = run("evaluate", "--gold", gold, "--json")
        assert result.exit_code == 0, result.stderr
        figures = json.loads(result.stdout)
        assert figures["quotations"]["gold"] == 3
        for figure in ("quotations", "kind", "source"):
            assert figures[figure]["f1"] == 1.0, figure

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            ((), "--corpus"),
            (("--corpus", "polnear"), "one folder"),
            (("--corpus", "pdnc", "no-such-folder"), "no-such-folder"),
            (("--gold", "no-such.jsonl"), "no-such.jsonl"),
            (("--corpus", "pdnc", "x", "--gold", "y"), "not both"),
            (("--corpus", "pdnc", "x", "--labels", "y"), "--labels"),
        ],
    )
    def test_a_wrong_call_is_told_in_one_line(self, arguments: tuple[str, ...], told: str) -> None:
        result = run("evaluate", *arguments)
        assert result.exit_code == 2
        assert told in result.stderr
        assert len(result.stderr.splitlines()) == 1

    def test_saved_records_that_are_none(self, pdnc_folder: Path, tmp_path: Path) -> None:
        saved = tmp_path / "saved.jsonl"
        saved.write_text('{"doc": "x"}\n', encoding="utf-8")
        result = run("evaluate", "--corpus", "pdnc", pdnc_folder, "--records", saved)
        assert result.exit_code == 2
        assert f"{saved}:1" in result.stderr


class TestTrain:
    def test_what_is_not_installed_is_named(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from quotes.cli import train

        monkeypatch.setattr(train, "_MAKING", ("torch_that_nobody_has",))
        result = run("train", "--corpora", tmp_path, "--out", tmp_path / "model")
        assert result.exit_code == 2
        assert "torch_that_nobody_has" in result.stderr
        assert "pip install 'quote-attribution[train]'" in result.stderr

    def test_no_corpora(self, tmp_path: Path) -> None:
        pytest.importorskip("torch")
        result = run("train", "--corpora", tmp_path / "none", "--out", tmp_path / "model")
        assert result.exit_code == 2
        assert "none" in result.stderr
        assert not (tmp_path / "model").exists()
