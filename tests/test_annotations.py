"""What annotation tools get comes back as it was, and what annotators change counts."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hostile import Article, articles, written
from hypothesis import HealthCheck, given, settings

from quotes.annotations import Tool, read_annotations
from quotes.output import Format
from quotes.records import Quote


@pytest.mark.parametrize("tool", [Tool.BRAT, Tool.LABEL_STUDIO, Tool.PRODIGY])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(given=articles())
def test_a_round_trip_loses_nothing(tool: Tool, given: tuple[Article, tuple[Quote, ...]]) -> None:
    article, quotes = given
    with tempfile.TemporaryDirectory() as folder:
        path = written(Format(tool), article, quotes, Path(folder))
        (back,) = read_annotations(path, unreviewed=True)
    assert (back.text, back.quotes) == (article.text, quotes)
    assert back.id == article.id
