"""What annotation tools get comes back as it was, and what annotators change counts."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hostile import Article, articles, written
from hypothesis import HealthCheck, given, settings

from quotes.annotations import AnnotatedDocument, AnnotationError, Tool, read_annotations
from quotes.output import Format
from quotes.records import Confidence, Cue, Mention, Part, Quote, Speaker


@pytest.mark.parametrize("tool", [Tool.BRAT, Tool.LABEL_STUDIO, Tool.PRODIGY])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(given=articles())
def test_a_round_trip_loses_nothing(tool: Tool, given: tuple[Article, tuple[Quote, ...]]) -> None:
    article, quotes = given
    with tempfile.TemporaryDirectory() as folder:
        path = written(Format(tool), article, quotes, Path(folder))
        (back,) = read_annotations(path, unreviewed=True)
    assert (back.text, back.quotes) == (article.text, quotes)
    assert back.id == article.id


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(given=articles())
def test_nor_do_our_own_records_beside_their_texts(
    given: tuple[Article, tuple[Quote, ...]],
) -> None:
    article, quotes = given
    with tempfile.TemporaryDirectory() as folder:
        path = written(Format.JSONL, article, quotes, Path(folder)).rename(f"{folder}/r.jsonl")
        texts = Path(folder, "texts.jsonl")
        texts.write_text(json.dumps({"id": article.id, "text": article.text}))
        (back,) = read_annotations(path, Tool.JSONL, texts=[str(texts)])
    assert (back.id, back.text, back.quotes) == (article.id, article.text, quotes)


# What an annotator does, in the tool's own files.

TEXT = "“We agreed on nothing,” said Ada Miller. “Not a word.” The mayor and she left."


def record(**changes: Any) -> Quote:
    part = Part.of(TEXT, 1, 22)
    return replace(
        Quote(
            doc="talks.txt",
            kind="direct",
            parts=(part,),
            quoted=(part,),
            cue=Cue(24, 28, "said", "say"),
            source=Mention(29, 39, "Ada Miller", "name"),
            speaker=Speaker("Ada Miller", "person", "s-1", None, ("Miller",)),
            chain=(Part.of(TEXT, 29, 39),),
            confidence=Confidence(0.9, 0.8, 0.7),
            flags=("unclosed",),
            why=("subject of 'said'",),
        ),
        **changes,
    )


def from_brat(folder: Path, lines: str) -> AnnotatedDocument:
    (folder / "talks.txt").write_text(TEXT, encoding="utf-8")
    (folder / "talks.ann").write_text(lines, encoding="utf-8")
    (document,) = read_annotations(folder)
    return document


class TestBrat:
    def test_polnears_own_files(self, tmp_path: Path) -> None:
        lines = (
            "T1\tContent 1 22\tWe agreed on nothing,\nT2\tCue 24 28\tsaid\n"
            "T3\tSource 29 39\tAda Miller\nT4\tAttribution 24 28\tsaid\n"
            "E1\tAttribution:T4 Content:T1 Cue:T2 Source:T3\nT5\tDiscard 40 52\t…\n"
        )
        (tmp_path / "text").mkdir()
        (tmp_path / "attributions").mkdir()
        (tmp_path / "text" / "talks.txt").write_text(TEXT, encoding="utf-8")
        (tmp_path / "attributions" / "talks_ab12.ann").write_text(lines, encoding="utf-8")
        (document,) = read_annotations(tmp_path)
        (quote,) = document.quotes
        assert (quote.kind, quote.text) == ("direct", "We agreed on nothing,")
        assert quote.cue == Cue(24, 28, "said", "said")
        assert quote.source == Mention(29, 39, "Ada Miller", "name")
        # Nobody said who the speaker is; that is no judgement that there is none.
        assert (quote.speaker, quote.flags) == (None, ())

    def test_the_marks_tell_the_kind_where_no_attribute_does(self, tmp_path: Path) -> None:
        lines = (
            "T1\tContent 24 53\tx\nT2\tAttribution 24 28\tx\nE1\tAttribution:T2 Content:T1\n"
            "T3\tContent 55 77\tx\nT4\tAttribution 55 58\tx\nE2\tAttribution:T4 Content:T3\n"
        )
        mixed, indirect = from_brat(tmp_path, lines).quotes
        assert (mixed.kind, [part.text for part in mixed.quoted]) == ("mixed", ["Not a word."])
        assert (indirect.kind, indirect.quoted) == ("indirect", ())

    def test_fragments_in_any_order(self, tmp_path: Path) -> None:
        lines = "T1\tContent 55 64;24 28;29 39\tx\nT2\tX 1 2\tx\nE1\tX:T2 Content:T1\n"
        (quote,) = from_brat(tmp_path, lines).quotes
        assert [part.text for part in quote.parts] == ["said Ada Miller", "The mayor"]

    def test_another_speaker_kind_and_source(self, tmp_path: Path) -> None:
        path = written(Format.BRAT, Article("talks.txt", TEXT), (record(),), tmp_path)
        standoff = path / "talks.ann"
        lines = standoff.read_text(encoding="utf-8")
        lines = lines.replace("AnnotatorNotes E1\tAda Miller", "AnnotatorNotes E1\tBo Lind")
        lines = lines.replace("Source 29 39\tAda Miller", "Source 69 72\tshe")
        standoff.write_text(lines.replace("E1 direct", "E1 not-speech"), encoding="utf-8")
        (document,) = read_annotations(path)
        assert document.quotes == (
            record(
                kind="not-speech",
                source=Mention(69, 72, "she", "pronoun"),
                speaker=Speaker("Bo Lind", "person", "s-2"),
                chain=(),
                confidence=Confidence(1.0, 1.0, 1.0),
                flags=(),
                why=("annotated by hand",),
            ),
        )

    def test_a_note_taken_away_means_nobody(self, tmp_path: Path) -> None:
        path = written(Format.BRAT, Article("talks.txt", TEXT), (record(),), tmp_path)
        standoff = path / "talks.ann"
        kept = [line for line in standoff.read_text("utf-8").split("\n") if line[:1] != "#"]
        standoff.write_text("\n".join(kept), encoding="utf-8")
        ((quote,),) = [document.quotes for document in read_annotations(path)]
        assert (quote.speaker, quote.flags) == (None, ("no-speaker",))

    def test_a_span_outside_the_text(self, tmp_path: Path) -> None:
        with pytest.raises(AnnotationError, match=r"talks\.ann:1: 1-999 is outside its text"):
            from_brat(tmp_path, "T1\tContent 1 999\tx\n")

    def test_a_text_that_is_missing(self, tmp_path: Path) -> None:
        (tmp_path / "a.ann").write_text("")
        with pytest.raises(AnnotationError, match=r"a\.txt: cannot be opened"):
            list(read_annotations(tmp_path))


class TestLabelStudio:
    def exported(self, folder: Path, *results: dict[str, Any], **task: Any) -> Path:
        """As a project without any of our records exports it."""
        done = {"data": {"text": TEXT}, "id": 7, "annotations": [{"result": list(results)}]}
        path = folder / "export.json"
        path.write_text(json.dumps([{**done, **task}]), encoding="utf-8")
        return path

    def region(self, name: str, label: str, start: int, end: int) -> dict[str, Any]:
        value = {"start": start, "end": end, "text": TEXT[start:end], "labels": [label]}
        names = {"id": name, "from_name": "l", "to_name": "t", "type": "labels"}
        return {**names, "value": value}

    def relation(self, start: str, end: str) -> dict[str, Any]:
        return {"type": "relation", "from_id": start, "to_id": end, "direction": "right"}

    def test_relations_join_parts_cue_and_source(self, tmp_path: Path) -> None:
        path = self.exported(
            tmp_path,
            self.region("a", "Content", 41, 52),
            self.region("b", "Content", 1, 22),
            self.region("c", "Cue", 24, 28),
            self.region("d", "source", 29, 39),
            self.relation("a", "b"),
            self.relation("c", "b"),
            self.relation("a", "d"),
        )
        (document,) = read_annotations(path)
        (quote,) = document.quotes
        assert document.id == "7"
        assert [part.text for part in quote.parts] == ["We agreed on nothing,", "Not a word"]
        assert (str(quote.cue), str(quote.source)) == ("said", "Ada Miller")

    def test_what_nobody_annotated_is_no_gold(self, tmp_path: Path) -> None:
        article = Article("talks.txt", TEXT)
        path = written(Format.LABEL_STUDIO, article, (record(),), tmp_path)
        with pytest.raises(AnnotationError, match="has no annotated task"):
            list(read_annotations(path))

    def test_a_corrected_prediction(self, tmp_path: Path) -> None:
        article = Article("talks.txt", TEXT)
        other = record(parts=(Part.of(TEXT, 42, 53),), quoted=(Part.of(TEXT, 42, 53),), cue=None)
        path = written(Format.LABEL_STUDIO, article, (record(), other), tmp_path)
        (task,) = json.loads(path.read_text(encoding="utf-8"))
        result = task.pop("predictions")[0]["result"]
        for region in result:
            if region.get("from_name") == "speaker" and region["id"].startswith("q2"):
                region["value"]["text"] = ["The Mayor"]
        task["annotations"] = [
            {"result": [], "was_cancelled": True},
            {"result": result, "ground_truth": True},
            {"result": []},
        ]
        path.write_text(json.dumps([task]), encoding="utf-8")
        ((first, second),) = [document.quotes for document in read_annotations(path)]
        assert first == record()
        assert second.speaker == Speaker("The Mayor", "person", "s-2")
        assert (second.source, second.confidence) == (other.source, Confidence(1.0, 1.0, 1.0))

    def test_another_export(self, tmp_path: Path) -> None:
        path = self.exported(tmp_path, data={"image": "x.png"})
        with pytest.raises(AnnotationError, match=r"export\.json#1: has no text under data\.text"):
            list(read_annotations(path))


class TestProdigy:
    def task(self, folder: Path) -> tuple[Path, dict[str, Any]]:
        path = written(Format.PRODIGY, Article("talks.txt", TEXT), (record(),), folder)
        return path, json.loads(path.read_text(encoding="utf-8"))

    def test_only_accepted_tasks_count(self, tmp_path: Path) -> None:
        path, task = self.task(tmp_path)
        answers = ["reject", "accept", "ignore"]
        path.write_text("\n".join(json.dumps({**task, "answer": one}) for one in answers))
        (document,) = read_annotations(path)
        assert document.quotes == (record(),)
        path.write_text(json.dumps(task))
        with pytest.raises(AnnotationError, match="has no accepted task"):
            list(read_annotations(path))

    def test_a_source_that_was_moved_leaves_no_speaker(self, tmp_path: Path) -> None:
        path, task = self.task(tmp_path)
        moved = {"start": 69, "end": 72, "label": "SOURCE"}
        task["spans"] = [one for one in task["spans"] if one["label"] != "SOURCE"] + [moved]
        for relation in task["relations"]:
            if relation["label"] == "SOURCE":
                relation["child_span"] = moved
        path.write_text(json.dumps({**task, "answer": "accept"}))
        ((quote,),) = [document.quotes for document in read_annotations(path)]
        assert quote.parts == record().parts
        assert quote.cue == record().cue
        assert quote.source == Mention(69, 72, "she", "pronoun")
        assert (quote.speaker, quote.flags) == (None, ())


class TestOurRecords:
    def lines(self, folder: Path, *records: dict[str, Any]) -> Path:
        (folder / "talks.txt").write_text(TEXT, encoding="utf-8")
        path = folder / "corrected.jsonl"
        path.write_text("\n".join(json.dumps(one) for one in records), encoding="utf-8")
        return path

    def test_rejected_records_are_not_gold(self, tmp_path: Path) -> None:
        accepted = {**record().to_dict(), "review": {"verdict": "accepted", "note": "heard it"}}
        rejected = {**record(cue=None).to_dict(), "review": {"verdict": "rejected"}}
        path = self.lines(tmp_path, rejected, accepted, {**record().to_dict(), "review": None})
        (document,) = read_annotations(path)
        assert (document.id, document.text) == ("talks.txt", TEXT)
        assert document.quotes == (record(), record())

    def test_a_text_without_records_has_no_quotations(self, tmp_path: Path) -> None:
        path = self.lines(tmp_path, record(doc=str(tmp_path / "talks.txt")).to_dict())
        (tmp_path / "calm.txt").write_text("Calm.")
        calm, talks = read_annotations(path, texts=[str(tmp_path / "*.txt")])
        assert (calm.text, calm.quotes) == ("Calm.", ())
        assert len(talks.quotes) == 1

    @pytest.mark.parametrize(
        ("change", "told"),
        [
            ({"doc": "gone.txt"}, "gone.txt: is no file here"),
            (
                {"review": {"verdict": "maybe"}},
                r"corrected\.jsonl:1: is no record \(the verdict 'maybe'",
            ),
            ({"parts": []}, "has no parts"),
            ({"parts": [{"start": 2, "end": 4, "text": "We"}]}, "'We' does not stand at 2-4"),
            ({"parts": 3}, "is no record"),
        ],
    )
    def test_what_cannot_be_used(self, tmp_path: Path, change: dict[str, Any], told: str) -> None:
        path = self.lines(tmp_path, {**record().to_dict(), **change})
        with pytest.raises(AnnotationError, match=told) as error:
            list(read_annotations(path))
        assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("contents", "told"),
    [
        (b"", "are no annotations that can be read; there are"),
        (b'{"title": "x"}', "are no annotations that can be read"),
        (b'{"text": "a", "answer": "accept"}\n{', r":2: is not JSON"),
        (b"[1]", "is no JSON object"),
        (b'{"text": "\xff"}', "is not UTF-8"),
    ],
)
def test_a_file_of_something_else(tmp_path: Path, contents: bytes, told: str) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(contents)
    with pytest.raises(AnnotationError, match=told):
        list(read_annotations(path))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="cannot be opened"):
        list(read_annotations(tmp_path / "gone.jsonl"))
