"""Sixty short stories of quotations on their way into print (`newsroom.toml`), each with the
verdict that it deserves."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

import pytest
from places import TESTS

from quotes.checking import Source, check_quotes
from quotes.documents import Document
from quotes.documents.subtitles import vtt
from quotes.records import Confidence, Part, Quote, Speaker

NEWSROOM = tomllib.loads((TESTS / "newsroom.toml").read_text(encoding="utf-8"))
STORIES: list[dict[str, Any]] = NEWSROOM["story"]


@cache
def source(name: str) -> Source:
    text: str = NEWSROOM["sources"][name]
    if text.startswith("WEBVTT"):
        return Source(Document(name, *_with_path(vtt(text.encode()))))
    return Source(Document(name, text))


def _with_path(transcript: Any) -> tuple[Any, None, Any]:
    text, turns = transcript
    return text, None, turns


def quotation(story: dict[str, Any]) -> Quote:
    """The record as extraction would give it: parts with a reporting clause between them."""
    parts, at = [], 0
    for words in story["words"]:
        parts.append(Part(at, at + len(words), words))
        at += len(words) + len("” she said. “")
    speaker = Speaker(story["speaker"], story.get("type", "person"), "s-1")
    sure = Confidence(1.0, 1.0, 1.0)
    kind = story.get("kind", "direct")
    return Quote("article", kind, tuple(parts), (), None, None, speaker, (), sure)


def test_there_are_sixty() -> None:
    assert len(STORIES) == 60
    assert len({story["what"] for story in STORIES}) == 60


@pytest.mark.parametrize("story", STORIES, ids=[story["what"] for story in STORIES])
def test_the_verdict_is_the_one_deserved(story: dict[str, Any]) -> None:
    (check,) = check_quotes([quotation(story)], [source(story["source"])])
    assert check.verdict == story["verdict"], check
    assert set(story.get("flags", ())) <= {*check.flags, *story.get("optional_flags", ())}
    if "changes" in story:
        assert [list(change.to_dict().values()) for change in check.changes] == story["changes"]
    if "kinds" in story:
        assert check.changes[0].kind == story["kinds"][0]
    if check.passage:
        text = source(story["source"]).text
        assert text[check.passage.start : check.passage.end] == check.passage.text
    else:
        assert check.verdict in ("not-found", "unchecked")
