"""Records in a notebook: they show themselves, become tables, stay with a Doc; the example runs."""

from __future__ import annotations

import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from places import ROOT
from spacy.tokens import Doc, DocBin

import quotes
from quotes.output import frames
from quotes.records import Confidence, Cue, Mention, Part, Quote, Speaker

TEXT = "“The sea rose,” said Ada Miller.\n\nNothing else happened.\n\n“It fell,” Tom Ash added.\n"


def record(
    text: str = TEXT, start: int = 1, end: int = 14, name: str | None = "Ada Miller"
) -> Quote:
    part = Part.of(text, start, end)
    return Quote(
        doc="a.txt",
        kind="direct",
        parts=(part,),
        quoted=(part,),
        cue=Cue(16, 20, text[16:20], "say") if name else None,
        source=Mention(21, 31, text[21:31], "name") if name else None,
        speaker=Speaker(name, "person", "s-1", "mayor") if name else None,
        chain=(),
        confidence=Confidence(0.9, 0.8, 0.7),
        flags=() if name else ("no-source",),
    )


class Page(HTMLParser):
    """The text that a browser would show, its marked stretches and every element."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.text, self.marked, self.elements = "", list[str](), set[str]()
        self._in_mark = False
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        if tag == "mark":
            self._in_mark = True
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_mark = self._in_mark and tag != "mark"

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._in_mark:
            self.marked[-1] += data


class TestSequence:
    def test_is_a_list_as_it_was(self) -> None:
        found = quotes.extract(TEXT, "a.txt")
        assert isinstance(found, list)
        assert found == list(found)
        assert [quote.doc for quote in found] == ["a.txt", "a.txt"]
        assert json.dumps([quote.to_dict() for quote in found])

    def test_a_slice_is_shown_and_made_a_table_too(self) -> None:
        found = quotes.Quotes([record(), record(start=58, end=65)], TEXT)
        assert found[1:].text == TEXT
        assert len(found[1:].to_pandas()) == 1
        assert found[0].text == "The sea rose,"


class TestTables:
    FOUND = quotes.Quotes([record(), record(name=None)])

    def test_columns_are_those_of_the_csv(self) -> None:
        from quotes.output.csv import COLUMNS

        assert frames.COLUMNS == COLUMNS

    def test_pandas(self) -> None:
        pytest.importorskip("pandas")
        frame = self.FOUND.to_pandas()
        assert tuple(frame.columns) == frames.COLUMNS
        assert frame["speaker"].isna().tolist() == [False, True]
        assert frame.loc[0, "speaker"] == "Ada Miller"
        assert frame.loc[0, ["start", "end"]].tolist() == [1, 14]
        assert frame["flags"].tolist() == [[], ["no-source"]]
        assert frame["confidence_speaker"].mean() == pytest.approx(0.7)

    def test_polars(self) -> None:
        pl = pytest.importorskip("polars")
        frame = self.FOUND.to_polars()
        assert tuple(frame.columns) == frames.COLUMNS
        assert frame["cue_lemma"].to_list() == ["say", None]
        assert frame.schema["flags"] == pl.List(pl.String)

    def test_arrow(self) -> None:
        pytest.importorskip("pyarrow")
        table = self.FOUND.to_arrow()
        assert table.column("text").to_pylist() == ["The sea rose,"] * 2
        assert str(table.schema.field("start").type) == "int64"

    def test_no_quotation_gives_a_table_with_the_same_types(self) -> None:
        pytest.importorskip("pandas")
        pytest.importorskip("polars")
        pytest.importorskip("pyarrow")
        empty = quotes.Quotes()
        assert (empty.to_pandas().dtypes == self.FOUND.to_pandas().dtypes).all()
        assert empty.to_polars().schema == self.FOUND.to_polars().schema
        assert empty.to_arrow().schema == self.FOUND.to_arrow().schema

    def test_a_library_that_is_missing_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "polars", None)
        with pytest.raises(
            quotes.QuotesError, match=r"needs polars.*pip install 'quote-attribution\[notebook\]'"
        ):
            self.FOUND.to_polars()


class TestShown:
    def test_quotations_are_marked_where_they_stand(self) -> None:
        page = Page(quotes.Quotes([record(), record(start=60, end=67)], TEXT)._repr_html_())
        assert page.marked == ["The sea rose,", TEXT[60:67]]
        assert "Ada Miller 2" in page.text

    def test_what_nobody_says_is_left_out(self) -> None:
        page = Page(quotes.Quotes([record()], TEXT)._repr_html_())
        assert "⋯" in page.text
        assert "Nothing else" not in page.text

    def test_without_a_text_a_table(self) -> None:
        page = Page(quotes.Quotes([record()])._repr_html_())
        assert "table" in page.elements
        assert "The sea rose," in page.text

    def test_stays_small(self) -> None:
        text = "“Yes,” she said.\n" * 5000
        found = quotes.Quotes((record(text, 17 * n + 1, 17 * n + 5) for n in range(5000)), text)
        assert len(found._repr_html_()) < 100_000
        assert "more paragraphs" in found._repr_html_()

    @settings(deadline=None)
    @given(
        st.lists(st.sampled_from(["<script>", "</style>", "&amp;", '" onload="', "a", " ", "\0",
                                  "\u202e", "e\u0301", "😀", "\ud800", "\n", "'"]), min_size=1)
        .map("".join),
        st.data(),
    )  # fmt: skip
    def test_everything_is_escaped(self, text: str, data: st.DataObject) -> None:
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        part = Part.of(text, start, end)
        speaker = Speaker(text, "person", "s-1")
        quote = Quote(text, "direct", (part,), (part,), None, None, speaker, (),
                      Confidence(1, 1, 1))  # fmt: skip
        found = quotes.Quotes([quote], text)
        for markup in (
            found._repr_html_(),
            quotes.Quotes([quote])._repr_html_(),
            quotes.render(found, page=True, jupyter=False),
        ):
            assert markup
            page = Page(markup)
            assert not page.elements & {"script", "link", "img", "iframe"}
            assert not re.search(r"<[^>]*\sonload=\"", markup)
            markup.encode("utf-8")
        shown = Page(quotes.render(found, jupyter=False) or "")
        unshown = re.compile("[\0\ud800]")
        printed = [line for line in unshown.sub("\ufffd", text[start:end]).split("\n") if line]
        assert "".join(shown.marked) in ("".join(printed), "".join(filter(str.strip, printed)))


class TestRender:
    def test_a_doc(self, doc: Doc) -> None:
        page = Page(quotes.render(doc, jupyter=False) or "")
        assert page.marked == ["The sea rose,", "It fell,"]
        assert "Nothing else happened." in page.text

    def test_a_page_of_several(self) -> None:
        found = quotes.Quotes([record()], TEXT)
        markup = quotes.render([found, found], page=True, jupyter=False)
        assert markup
        assert markup.startswith("<!DOCTYPE html>")
        assert Page(markup).marked == ["The sea rose,"] * 2

    def test_options(self) -> None:
        found = quotes.Quotes([record(), record(start=60, end=67, name="Tom Ash")], TEXT)
        options = {"speakers": ["Tom Ash"], "colors": {"Tom Ash": "gold"}}
        markup = quotes.render(found, jupyter=False, options=options) or ""
        assert Page(markup).marked == [TEXT[60:67]]
        assert "background:gold" in markup
        assert "table" in Page(quotes.render(found, "table", jupyter=False) or "").elements

    def test_what_it_does_not_know_is_told(self) -> None:
        found = quotes.Quotes([record(start=60, end=67, name="Tom Ash")], TEXT)
        for colour in ("red;background:url(//x.invalid)", 'red"><script>', "url(x)", 7):
            with pytest.raises(ValueError, match="is no CSS colour"):
                quotes.render(found, jupyter=False, options={"colors": {"Tom Ash": colour}})
        with pytest.raises(ValueError, match="speakers, kinds and colors"):
            quotes.render(quotes.Quotes(), options={"ents": []})


@pytest.fixture(scope="module")
def doc() -> Doc:
    return quotes.load()(TEXT)


class TestDoc:
    def test_records_and_layers_survive_bytes(self, doc: Doc) -> None:
        again = Doc(spacy.blank("en").vocab).from_bytes(doc.to_bytes())
        assert again._.quotes == doc._.quotes
        assert isinstance(again._.quotes, tuple)
        assert len(again._.quotes) == 2
        assert [span.text for span in again.spans["cues"]] == ["said", "added"]

    def test_records_and_layers_survive_a_docbin(self, doc: Doc) -> None:
        data = DocBin(docs=[doc], store_user_data=True).to_bytes()
        (again,) = DocBin().from_bytes(data).get_docs(spacy.blank("en").vocab)
        assert again._.quotes == doc._.quotes
        assert [span.text for span in again.spans["sources"]] == ["Ada Miller", "Tom Ash"]

    def test_several_processes(self) -> None:
        nlp = quotes.load(kind="direct")
        found = list(nlp.pipe([TEXT] * 2, n_process=2))
        assert [one._.quotes for one in found] == [nlp(TEXT)._.quotes] * 2

    def test_a_text_without_quotations(self) -> None:
        assert quotes.load(kind="direct")("Nothing happened.")._.quotes == ()


def test_the_example_runs_from_top_to_bottom(monkeypatch: pytest.MonkeyPatch) -> None:
    nbclient = pytest.importorskip("nbclient")
    nbformat = pytest.importorskip("nbformat")
    for library in ("ipykernel", "pandas", "matplotlib"):
        pytest.importorskip(library)
    # The kernel is a process of its own: it is to use the quotes under test.
    monkeypatch.setenv("PYTHONPATH", str(Path(quotes.__file__).parent.parent))
    book = nbformat.read(ROOT / "examples" / "who-is-quoted.ipynb", as_version=4)
    resources = {"metadata": {"path": str(ROOT / "examples")}}
    nbclient.NotebookClient(book, timeout=600, resources=resources).execute()
    outputs = [output for cell in book.cells for output in cell.get("outputs", [])]
    kinds = [kind for output in outputs for kind in output.get("data", {})]
    assert kinds.count("image/png") == 3
    shown = [output["data"]["text/html"] for output in outputs
             if "text/html" in output.get("data", {})]  # fmt: skip
    assert any("<mark" in markup for markup in shown)
    assert not [output for output in outputs if output["output_type"] == "error"]
