"""Which words belong together: content, cue and source of one reporting event."""

from __future__ import annotations

import pytest
from pages import encoder, page_of, printed

from quotes.pipeline.attribution.linking import link

Told = tuple[list[str | None], str | None, str | None]


def told(text: str) -> list[Told]:
    """Contents, cue and source of each attribution, as printed."""
    page = page_of(text)
    return [
        ([printed(page, c) for c in a.contents], printed(page, a.cue), printed(page, a.source))
        for a in link(page, encoder())
    ]


def test_a_quotation_that_its_clause_parts_is_one_event() -> None:
    assert told("“We promised this bridge nine years ago,” Falk said. “We kept our word.”\n") == [
        (["“We promised this bridge nine years ago,”", "“We kept our word.”"], "said", "Falk")
    ]


def test_a_clause_is_reported_by_its_own_verb() -> None:
    assert told("Mayor Ingrid Falk said that the toll would be dropped in March.\n") == [
        (["that the toll would be dropped in March"], "said", "Mayor Ingrid Falk")
    ]


def test_a_reported_clause_has_the_quotation_in_it() -> None:
    assert told("Falk said the plan was “a disgrace to the town” and would fail.\n") == [
        (["the plan was “a disgrace to the town” and would fail"], "said", "Falk")
    ]


def test_two_that_speak_in_two_paragraphs_are_two_events() -> None:
    text = (
        "“The bridge is closed for good,” Ingrid Falk said.\n\n"
        "“Nobody has asked us what we think of that,” Tomas Weber said.\n"
    )
    assert [(cue, source) for _, cue, source in told(text)] == [
        ("said", "Ingrid Falk"),
        ("said", "Tomas Weber"),
    ]


@pytest.mark.parametrize(
    "text", ["The council keeps a so-called “swan jar” for repairs.\n", "", "\n"]
)
def test_what_nobody_reports_is_no_event(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("asker", ["the reporter", "the woman", "a voice", "his lawyer", "Weber"])
@pytest.mark.parametrize("before", ["“The ice kept us,” Falk said.", "“I am,” he said."])
def test_who_stands_behind_the_verb_says_it(asker: str, before: str) -> None:
    asked = told(f"{before}\n\n“Then who pays for the salt?” asked {asker}.\n")[-1]
    assert asked[1:] == ("asked", asker)
