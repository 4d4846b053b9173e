"""Texts and records of a line or two, for what is measured."""

from __future__ import annotations

import io
from collections.abc import Sequence

from places import TESTS

from quotes.corpora.annotations import Span
from quotes.evaluation.figures import Figures
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


def place(text: str, words: str) -> Span:
    return text.index(words), text.index(words) + len(words)


NEWS = (
    "“The café stays open,” said Ada Miller, the mayor.\n"
    "He called it a “dear” place. Critics say the roof leaks.\n"
)
TALE = "“ I am Ahab , ” said the captain .\nThen Ishmael said : “ And I sail . ”\n"
NOVEL = '"Come in," said Mrs. Ames.\n\n"No," he said. "I must go."\n\n"Why?"\n'
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


def committed(name: str) -> str:
    """What `--json` prints of a miniature corpus: its keys and their order are a contract."""
    return (TESTS / "figures" / f"{name}.json").read_text(encoding="utf-8")


def printed(figures: Figures) -> str:
    stream = io.StringIO()
    write_json(figures, stream)
    return stream.getvalue()
