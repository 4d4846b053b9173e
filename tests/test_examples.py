"""Every article in ``examples/`` gives the quotations that its file in ``expected/`` lists.

One test an expectation, so that a failure names the article and the quotation. What the fields of
those files mean is in ``expected/README.md``; what the model still gets wrong is in ``gaps.json``.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from places import EXAMPLES, TESTS

import quotes
from quotes.documents import Document, read_all
from quotes.records import Part, Quote, Speaker

EXPECTED = TESTS / "expected"
Expected = dict[str, Any]


def article(stem: str) -> Path:
    return next(path for path in sorted(EXAMPLES.glob(f"{stem}.*")) if path.suffix != ".json")


def expected(stem: str) -> Expected:
    path = EXPECTED / f"{stem}.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


STEMS = sorted(path.stem for path in EXPECTED.glob("*.json"))


# Expectations that are not met yet: test → reason. One that is met again fails, so that it is
# taken off the list; but for those on a margin, which turn with the last bits of a sum: met or not
# under the six roundings that were tried (benchmarks/README.md, “Processors”).
GAPS: dict[str, str] = json.loads((TESTS / "gaps.json").read_text("utf-8"))


@pytest.fixture(autouse=True)
def known_gap(request: pytest.FixtureRequest) -> None:
    if reason := GAPS.get(request.node.name):
        strict = not reason.startswith("on a margin")
        request.applymarker(pytest.mark.xfail(reason=reason, strict=strict))


def cases(key: str) -> list[Any]:
    """One (stem, expectation) for each item under `key` in all the files."""
    return [
        pytest.param(stem, item, id=f"{stem}-{number}")
        for stem in STEMS
        for number, item in enumerate(expected(stem)[key], 1)
    ]


@cache
def extracted(stem: str) -> tuple[Quote, ...]:
    path = article(stem)
    if path.suffix == ".txt":
        return tuple(quotes.extract(path.read_text(encoding="utf-8")))
    (document,) = read_all([str(path)])
    assert isinstance(document, Document), document
    return tuple(quotes.extract(document.text))


def in_marks(stem: str) -> list[Quote]:
    """The records with marks, less those that lie inside a stretch of another one."""
    found = [quote for quote in extracted(stem) if quote.quoted and quote.kind != "not-speech"]
    stretches = [part for quote in found for part in quote.quoted]

    def nested(quote: Quote) -> bool:
        parts = quote.quoted or quote.parts
        return all(any(inside(part, outer) for outer in stretches) for part in parts)

    return [quote for quote in found if not nested(quote)]


def inside(part: Part, outer: Part) -> bool:
    within = outer.start <= part.start and part.end <= outer.end
    return within and (part.start, part.end) != (outer.start, outer.end)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def begins(quote: Quote, opening: str) -> bool:
    return bool(quote.quoted) and squeezed(quote.quoted[0].text).startswith(opening)


def words(text: str) -> str:
    """Lower case, without punctuation; empty for a cue that is only a dash or a colon."""
    return " ".join(re.findall(r"[\w’'&-]*\w", text.casefold()))


def has_words(got: object, wanted: str) -> bool:
    return got is not None and f" {words(wanted)} " in f" {words(str(got))} "


def is_speaker(got: Speaker | None, name: str | None) -> bool:
    """`None` stands for a source that the article does not name: “the report”, “one engineer”."""
    if name is None:
        return got is None or got.type in ("unnamed", "group", "document")
    return got is not None and got.name.removeprefix("the ").removeprefix("The ") == name


def shown(quote: Quote) -> str:
    parts = " / ".join(squeezed(part.text) for part in quote.parts)
    return (
        f"{quote.kind} [{len(quote.parts)} part(s)] cue={quote.cue} source={quote.source} "
        f"speaker={quote.speaker}: {parts}"
    )


def listing(found: list[Quote]) -> str:
    return "\n  ".join(["", *map(shown, found)]) if found else " nothing"


@pytest.mark.parametrize(("stem", "wanted"), cases("quotations"))
def test_quotation(stem: str, wanted: Expected) -> None:
    opening = wanted["starts_with"]
    where = f"{article(stem).name}, “{opening} …”"
    found = [quote for quote in in_marks(stem) if begins(quote, opening)]
    if len(found) != 1:
        near = [quote for quote in extracted(stem) if opening in squeezed(quote.text)]
        pytest.fail(f"{where}: {len(found)} records begin so; with these words:{listing(near)}")
    quote = found[0]
    right = {
        "kind": quote.kind == wanted["kind"],
        "parts": "parts" not in wanted or len(quote.parts) == wanted["parts"],
        "ends_with": squeezed(quote.quoted[-1].text).endswith(wanted["ends_with"]),
        "cue": has_words(quote.cue, wanted["cue"])
        if wanted["cue"]
        else quote.cue is None or not words(str(quote.cue)),
        "source": wanted["source"] is None or has_words(quote.source, wanted["source"]),
        "speaker": is_speaker(quote.speaker, wanted["speaker"]),
    }
    wrong = {key: wanted[key] for key, is_right in right.items() if not is_right}
    assert not wrong, f"{where}: expected {wrong}, got {shown(quote)}"


@pytest.mark.parametrize(("stem", "wanted"), cases("indirect"))
def test_indirect(stem: str, wanted: Expected) -> None:
    near = [quote for quote in extracted(stem) if wanted["contains"] in squeezed(quote.text)]
    found = [
        quote
        for quote in near
        if quote.kind == "indirect"
        and has_words(quote.cue, wanted["cue"])
        and is_speaker(quote.speaker, wanted["speaker"])
    ]
    assert found, (
        f"{article(stem).name}: expected {wanted}, with these words there is{listing(near)}"
    )


@pytest.mark.parametrize(("stem", "stretch"), cases("not_speech"))
def test_not_speech(stem: str, stretch: str) -> None:
    found = [
        quote
        for quote in in_marks(stem)
        if any(words(part.text) == words(stretch) for part in quote.quoted)
    ]
    assert not found, f"{article(stem).name}: nobody says “{stretch}”, but there is{listing(found)}"


@pytest.mark.parametrize("stem", STEMS)
def test_no_other_quotation(stem: str) -> None:
    openings = [wanted["starts_with"] for wanted in expected(stem)["quotations"]]
    extra = [
        quote for quote in in_marks(stem) if not any(begins(quote, opening) for opening in openings)
    ]
    assert not extra, f"{article(stem).name}: not expected:{listing(extra)}"


@pytest.mark.parametrize("stem", STEMS)
def test_quotations_are_in_reading_order(stem: str) -> None:
    starts = [quote.start for quote in extracted(stem)]
    assert starts == sorted(starts)
