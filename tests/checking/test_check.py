"""`quotes check` and `quotes.check` as a newsroom meets them: sources, output, status."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

import quotes
from quotes.checking import Check, Source, Verdict, check_quotes, make_sources
from quotes.checking.speakers import Same, Voices
from quotes.cli import app
from quotes.documents import Document, DocumentError
from quotes.records import Confidence, Part, Quote, Speaker
from quotes.turns import Turn

TALK = (
    "MAYOR FALK: We promised this bridge to the children of this town. We will not raise the toll "
    "before March.\n\nMR. AREVAL: They can have the ribbon. Nobody paid the painters.\n\n"
    "MAYOR FALK: The painters will be paid on Monday.\n\nMR. AREVAL: We will see.\n"
)
ARTICLE = (
    "“We promised this bridge to the children of this town,” said Ingrid Falk, the mayor. She was "
    "in good spirits.\n\n“We will raise the toll before March,” Falk said.\n"
)
KEYS = ["quote", "verdict", "flags", "changes", "passage", "confidence", "severity", "context",
        "correction", "agrees", "differs", "why"]  # fmt: skip


def said(*words: str, by: str | None = "Ingrid Falk", kind: str = "direct") -> Quote:
    parts, at = [], 0
    for one in words:
        parts.append(Part(at, at + len(one), one))
        at += len(one) + 12
    speaker = Speaker(by, "person", "s-1") if by else None
    sure = Confidence(1.0, 1.0, 1.0)
    return Quote("a.txt", kind, tuple(parts), (), None, None, speaker, (), sure)  # type: ignore[arg-type]


def checked(quote: Quote, *sources: str | Document | DocumentError) -> Check:
    return check_quotes([quote], make_sources(list(sources)))[0]


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args])


def _save(talk: str, path: Path) -> None:
    """The transcript as a file of the kind that its ending says."""
    paragraphs = talk.strip().split("\n\n")
    if path.suffix == ".docx":
        document = docx.Document()
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
        document.save(str(path))
        return
    if path.suffix == ".html":
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        text = f"<html><body><article>{body}</article></body></html>"
    elif path.suffix in (".srt", ".vtt"):
        comma = "," if path.suffix == ".srt" else "."
        cues = [
            f"{n}\n00:00:{n:02}{comma}000 --> 00:00:{n + 1:02}{comma}000\n{paragraph}\n"
            for n, paragraph in enumerate(paragraphs, 1)
        ]
        text = "\n".join((["WEBVTT\n"] if path.suffix == ".vtt" else []) + cues)
    else:
        text = talk
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


class TestSourcesThatProveNothing:
    """Clear words, and never “not found” because a source could not be read."""

    @pytest.mark.parametrize(
        ("source", "code"),
        [
            (DocumentError("talk.vtt", "cannot be read; is it damaged?"), "source-unreadable"),
            (DocumentError("talk.txt", "is empty; there is nothing to read"), "source-empty"),
            (Document("talk.txt", " \n"), "source-empty"),
            (Document("rede.txt", "Wir haben diese Brücke den Kindern versprochen. " * 9),
             "source-not-english"),
            (Document("промова.txt", "Ми обіцяли цей міст дітям цього міста."),
             "source-not-english"),
        ],
    )  # fmt: skip
    def test_unchecked_with_the_reason(self, source: Document | DocumentError, code: str) -> None:
        check = checked(said("We never promised anybody a bridge of gold"), source)
        assert (check.verdict, check.flags, check.passage) == ("unchecked", (code,), None)
        assert check.why

    def test_one_readable_source_is_enough_for_what_it_has(self) -> None:
        broken = DocumentError("talk.vtt", "cannot be read")
        assert checked(said("Nobody paid the painters.", by="Areval"), broken, TALK).holds
        assert checked(said("The moon is made of cheese"), broken, TALK).verdict == "unchecked"
        assert checked(said("The moon is made of cheese"), TALK).verdict == "not-found"

    def test_the_article_itself(self) -> None:
        source = Source(Document("copy.txt", ARTICLE))
        (check,) = check_quotes([said("We will raise the toll before March,")], [source], ARTICLE)
        assert (check.verdict, check.flags) == ("unchecked", ("source-is-article",))

    def test_marks_without_words(self) -> None:
        assert checked(said("…?!"), TALK).flags == ("no-words",)

    def test_no_source(self) -> None:
        assert check_quotes([said("Any words")], [])[0].flags == ("no-source",)

    def test_times_that_overlap(self, tmp_path: Path) -> None:
        path = tmp_path / "talk.srt"
        path.write_text(
            "1\n00:00:01,000 --> 00:00:09,000\nWe promised this bridge\n\n"
            "2\n00:00:03,000 --> 00:00:05,000\nto the children of this town.\n"
        )
        (check,) = check_quotes(
            [said("We promised this bridge to the children of this town.")], make_sources(path)
        )
        assert check.verdict == "verbatim"
        assert check.passage and check.passage.time == 1.0

    def test_the_time_of_the_words_and_not_of_the_turn(self, tmp_path: Path) -> None:
        path = tmp_path / "talk.vtt"
        path.write_text(
            "WEBVTT\n\n00:00:01.000 --> 00:00:05.000\n<v Siri Moe>The choir met in a barn and\n\n"
            "00:00:05.000 --> 00:00:09.000\n<v Siri Moe>sang there until the roof fell in.\n\n"
            "00:27:10.000 --> 00:27:15.000\n<v Siri Moe>Somebody stole the organ twice.\n"
        )
        passages = [
            check_quotes([said(words, by="Siri Moe")], make_sources(path))[0].passage
            for words in (
                "The choir met in a barn",
                "until the roof fell in",
                "Somebody stole the organ",
            )
        ]
        assert [passage and passage.time for passage in passages] == [1.0, 5.0, 1630.0]


class TestSpeakers:
    @pytest.mark.parametrize(
        ("article", "label", "same"),
        [
            ("Volodymyr Zelensky", "PRESIDENT ZELENSKYY", Same.YES),
            ("Zelenskyy", "Volodymyr Zelenskiy", Same.YES),
            ("Ingrid Falk", "MAYOR FALK", Same.YES),
            ("Bill Haydon", "WILLIAM HAYDON", Same.YES),
            ("Ingrid Falk", "Jürgen Falk", Same.NO),
            ("Ada Reed", "MS. READ", Same.NO),
            ("Ingrid Falk", "MR. AREVAL", Same.NO),
            ("Ingrid Falk", "THE WITNESS", Same.UNKNOWN),
            ("Ingrid Falk", "SPEAKER_01", Same.UNKNOWN),
            ("Ingrid Falk", "Q", Same.UNKNOWN),
            ("Володимир Зеленський", "PRESIDENT ZELENSKYY", Same.UNKNOWN),
        ],
    )
    def test_names_are_compared_as_names(self, article: str, label: str, same: Same) -> None:
        text = f"{label}: I think that we will win.\n\nMODERATOR: Why is that?"
        at = text.index("MODERATOR")
        turns = [
            Turn(len(label) + 2, at - 2, (0, len(label)), label),
            Turn(at + 11, len(text), (at, at + 9), "MODERATOR"),
        ]
        assert Voices(text, turns).is_speaker(Speaker(article, "person", "s"), turns[0]) is same

    def test_a_question_is_not_the_answer(self) -> None:
        talk = "Q: Will you resign?\n\nMAYOR FALK: I will stay here.\n\n" * 3
        assert checked(said("Will you resign?"), talk).verdict == "wrong-speaker"

    def test_an_organisation_speaks_through_people(self) -> None:
        quote = said("We promised this bridge to the children of this town.", by=None)
        union = Speaker("Harbour Union", "organisation", "s-2")
        check = checked(Quote(**{**_fields(quote), "speaker": union}), TALK)
        assert (check.verdict, check.flags) == ("verbatim", ("speaker-unknown",))

    def test_no_speaker_no_claim(self) -> None:
        assert checked(said("They can have the ribbon.", by=None), TALK).flags == ()


def _fields(quote: Quote) -> dict[str, Any]:
    return {name: getattr(quote, name) for name in Quote.__slots__}


class TestProseSources:
    """A statement or wire story has speakers of its own, told as those of an article are."""

    WIRE = (
        "The harbour board met on Monday. “We will mend the crane before the winter comes,” said "
        "Senator Maria Cole. The hall was full.\n\n“Nobody has asked the divers what they think "
        "of it,” said Otto Lindgren, a diver.\n"
    )

    @pytest.mark.parametrize(
        ("speaker", "verdict"), [("Maria Cole", "verbatim"), ("Otto Lindgren", "wrong-speaker")]
    )
    def test_who_says_it_there(self, speaker: str, verdict: str) -> None:
        article = f"“We will mend the crane before the winter comes,” said {speaker} on Tuesday."
        (check,) = quotes.check(article, self.WIRE)
        assert check.verdict == verdict
        assert check.passage and check.passage.speaker == "Maria Cole"


class TestPython:
    def test_a_text_against_a_text(self) -> None:
        verdicts = [str(check.verdict) for check in quotes.check(ARTICLE, TALK)]
        assert verdicts == ["verbatim", "altered"]

    def test_paths(self, here: Path) -> None:
        first, second = quotes.check(Path("article.txt"), [Path("talk.txt")])
        assert first.quote.doc == "article.txt"
        assert first.passage and first.passage.source == "talk.txt"
        assert [change.kind for change in second.changes] == ["negation"]

    def test_a_file_name_is_not_a_text(self, here: Path) -> None:
        with pytest.raises(quotes.QuotesError, match=r"pass pathlib\.Path"):
            quotes.check("article.txt", [Path("talk.txt")])

    def test_every_verdict_has_a_meaning(self) -> None:
        assert all(verdict.meaning.endswith(".") for verdict in Verdict)
        assert [v for v in Verdict if v.holds][-1] is Verdict.PARAPHRASE


class TestCommand:
    def test_json_lines_and_exit_status(self, here: Path) -> None:
        result = run("check", "article.txt", "--against", "talk.txt", "--format", "jsonl")
        assert result.exit_code == 3
        first, second = map(json.loads, result.stdout.splitlines())
        assert list(first) == KEYS
        assert first["verdict"] == "verbatim"
        passage = first["passage"]
        assert list(passage) == ["source", "start", "end", "text", "speaker", "time"]
        assert TALK[passage["start"] : passage["end"]] == passage["text"]
        assert passage["speaker"] == "MAYOR FALK"
        assert second["changes"] == [{"article": "will", "source": "will not", "kind": "negation"}]

    def test_all_hold(self, here: Path) -> None:
        Path("article.txt").write_text(ARTICLE.replace("will raise", "will not raise"))
        assert run("check", "article.txt", "--against", "talk.txt").exit_code == 0

    def test_a_table(self, here: Path) -> None:
        result = run("check", "article.txt", "--against", "talk.txt", "--format", "table")
        assert "negation: will → will not" in result.stdout
        assert "2 quotations, 1 to look at" in result.stdout
        assert max(map(len, result.stdout.splitlines())) <= 80

    def test_a_page(self, here: Path) -> None:
        assert run("check", "article.txt", "--against", "talk.txt", "-o", "c.html").exit_code == 3
        page = Path("c.html").read_text(encoding="utf-8")
        assert "<mark>will not</mark>" in page
        assert not re.search(r"<script|(?:src|href)=", page)

    def test_a_page_escapes_everything(self, here: Path) -> None:
        evil = "<img src=x onerror=alert(1)> & “so on”"
        Path("talk.txt").write_text(f"<b>FALK</b> said {evil} to the children of this town.")
        rows = [["quotation", "speaker"], [f"{evil} to the children", "<script>x</script>"]]
        with Path("q.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        run("check", "--quotes", "q.csv", "--against", "talk.txt", "-o", "c.html")
        tags: set[str] = set()
        parser = HTMLParser()
        parser.handle_starttag = lambda tag, attrs: tags.add(tag)  # type: ignore[method-assign]
        parser.feed(Path("c.html").read_text(encoding="utf-8"))
        assert not tags & {"img", "b", "script"}

    def test_records_from_elsewhere(self, here: Path) -> None:
        assert run("extract", "article.txt", "-o", "q.jsonl").exit_code == 0
        assert run("extract", "article.txt", "-o", "q.csv").exit_code == 0
        for name in ("q.jsonl", "q.csv"):
            result = run("check", "--quotes", name, "--against", "talk.txt", "--format", "jsonl")
            found = [json.loads(line)["verdict"] for line in result.stdout.splitlines()]
            assert (result.exit_code, found) == (3, ["verbatim", "altered"])

    @pytest.mark.parametrize("name", ["talk.docx", "talk.html", "talk.md", "talk.srt", "talk.vtt"])
    def test_sources_of_every_kind(self, here: Path, name: str) -> None:
        _save(TALK, Path(name))
        result = run("check", "article.txt", "--against", name, "--format", "jsonl")
        first, second = map(json.loads, result.stdout.splitlines())
        assert (first["verdict"], second["verdict"]) == ("verbatim", "altered")
        assert first["passage"]["speaker"] == "MAYOR FALK"

    def test_a_column_of_quotations(self, here: Path) -> None:
        Path("q.csv").write_text("who;words\nAreval;“They can have the ribbon.”\n")
        call = ["check", "--quotes", "q.csv", "--against", "talk.txt", "--format", "jsonl"]
        assert json.loads(run(*call, "--quote-column", "words").stdout)["verdict"] == "verbatim"
        wrong = run(*call)
        assert wrong.exit_code == 1
        assert "--quote-column: who, words" in wrong.stderr

    def test_the_records_in_a_folder_of_sources_prove_nothing(self, here: Path) -> None:
        Path("talks").mkdir()
        Path("talk.txt").rename("talks/talk.txt")
        for name in ("talks/q.jsonl", "talks/q.csv"):
            assert run("extract", "article.txt", "-o", name).exit_code == 0
        for against in ("talks", "talks/*"):
            result = run("check", "article.txt", "--against", against, "--format", "jsonl")
            found = [json.loads(line)["verdict"] for line in result.stdout.splitlines()]
            assert (result.exit_code, found) == (3, ["verbatim", "altered"])
            told = "talks: 2 files are passed over" if against == "talks" else ""
            assert told in result.stderr

    def test_a_source_that_cannot_be_read_is_told(self, here: Path) -> None:
        Path("empty.vtt").touch()
        Path("torn.docx").write_bytes(b"PK")
        call = ["check", "article.txt", "--against", "empty.vtt", "--against", "torn.docx"]
        result = run(*call, "--format", "jsonl", "--fail-on", "unchecked")
        assert result.exit_code == 3
        assert {json.loads(line)["verdict"] for line in result.stdout.splitlines()} == {"unchecked"}
        lines = result.stderr.splitlines()
        assert [line.split()[1].strip(":") for line in lines] == ["empty.vtt", "torn.docx"]

    @pytest.mark.parametrize(
        "call", [["check"], ["check", "article.txt"], ["check", "--against", "talk.txt"]]
    )
    def test_a_call_that_cannot_work(self, here: Path, call: Sequence[str]) -> None:
        result = run(*call)
        assert result.exit_code == 2
        assert result.stderr.startswith("quotes: ")
        assert result.stderr.count("\n") == 1

    def test_help_shows_a_real_example(self) -> None:
        result = run("check", "--help")
        assert "$ quotes check examples/check/pier-vote.txt" in result.stdout
        assert max(map(len, result.stdout.splitlines())) <= 80


WORDS = st.lists(
    st.sampled_from("we will not raise the toll . … [sic] [the] 5 five um , I mean don't — MAYOR "
                    "£3 million twenty one U.S. -4 % ( ’ \n\n".split(" ")),
    max_size=30,
).map(" ".join)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(quote=WORDS, source=WORDS | st.just(TALK))
def test_any_words_get_a_verdict_and_a_true_passage(quote: str, source: str) -> None:
    check = checked(said(quote), Document("t", source))
    assert 0 <= check.confidence <= 1
    assert (check.passage is None) == (check.verdict in ("not-found", "unchecked"))
    if check.passage:
        assert source[check.passage.start : check.passage.end] == check.passage.text


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_a_dropped_or_added_negation_never_holds(data: st.DataObject) -> None:
    words = "The painters of this town were paid and the bridge is safe for children".split()
    at = data.draw(st.integers(1, len(words) - 1))
    negation = data.draw(st.sampled_from(["not", "never", "hardly", "no"]))
    with_it = " ".join([*words[:at], negation, *words[at:]])
    without = " ".join(words)
    pairs = [(with_it, without), (without, with_it)]
    article, source = data.draw(st.sampled_from(pairs))
    assert not checked(said(article, by=None), f"Well. {source}. Thank you.").holds


def test_a_word_that_stands_twice_is_clear_where_the_rest_of_its_quotation_is() -> None:
    turns = ["MS. OSTER: The harvest was ruinous that year, and so we sold the barn."]
    turns += ["MR. BRELL: And then?", "MS. OSTER: We kept bees and told nobody."] * 10
    turns += ["MS. OSTER: It was a ruinous flood of the southern meadows and drowned a nursery."]
    talk = {"talk": "\n\n".join(turns)}
    same = "Mina Oster spoke of the “ruinous” flood of the southern meadows that drowned a nursery."
    other = "Mina Oster spoke of a “ruinous” quarrel over who may keep a tavern by the lake."
    assert [str(quotes.check(text, talk)[0].verdict) for text in (same, other)] == [
        "verbatim",
        "partial",
    ]
