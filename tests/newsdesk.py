"""A made archive with known answers, for the tests of archives: no model is needed."""

from __future__ import annotations

from quotes.archive.archive import Archive
from quotes.archive.storing import Article
from quotes.records import Confidence, Cue, Kind, Mention, Part, Quote, Speaker


def quote(
    doc: str,
    text: str,
    said: str | tuple[str, ...],
    speaker: Speaker | str | None = None,
    *,
    cue: str | None = None,
    lemma: str = "say",
    source: str | None = None,
    kind: Kind = "direct",
    sure: float = 0.95,
    flags: tuple[str, ...] = (),
) -> Quote:
    """A record of the words `said` in the text, where each stands first."""
    parts = tuple(part(text, one) for one in ([said] if isinstance(said, str) else said))
    if isinstance(speaker, str):
        speaker = Speaker(speaker, "person", "s-1")
    where = part(text, cue) if cue else None
    who = part(text, source) if source else None
    return Quote(
        doc=doc,
        kind=kind,
        parts=parts,
        quoted=parts if kind == "direct" else (),
        cue=Cue(where.start, where.end, where.text, lemma) if where else None,
        source=Mention(who.start, who.end, who.text, "name") if who else None,
        speaker=speaker,
        chain=(who,) if who else (),
        confidence=Confidence(sure, 0.97 if who else 0.0, 0.98 if speaker else 0.0),
        flags=flags,
        why=(f"source of '{cue}'",) if cue else (),
    )


def part(text: str, words: str) -> Part:
    start = text.index(words)
    return Part.of(text, start, start + len(words))


HARBOUR = (
    "“We will never close the harbour,” Jelena Höfer, the minister, said, “not this year.” "
    "Omar Sund denied that the port had been a bargaining chip."
)
TALKS = (
    "The grain is no bargaining chip, President Ilya Zelensk said. “Grain is not a bargaining "
    "chip,” he repeated, and his bargaining with chips was over. Nobody knew who had shouted "
    "“Shame!” from the gallery."
)
MARCH = "“We will close the harbour this year,” Jelena Hofer told the council on Tuesday."

HOEFER = Speaker("Jelena Höfer", "person", "s-1", "minister", ("Höfer",))
SUND = Speaker("Omar Sund", "person", "s-2")
ZELENSK = Speaker("Ilya Zelensk", "person", "s-1", "President", ("Zelensk",))

# Articles with their records.
EDITION: list[tuple[Article, list[Quote]]] = [
    (
        Article("harbour", HARBOUR, "A harbour", "2025-01-20", "The Gazette", "Ann Ray"),
        [
            quote(
                "harbour",
                HARBOUR,
                ("We will never close the harbour,", "not this year."),
                HOEFER,
                cue="said",
                source="Jelena Höfer",
                sure=0.99,
            ),
            quote(
                "harbour",
                HARBOUR,
                "that the port had been a bargaining chip",
                SUND,
                cue="denied",
                lemma="deny",
                source="Omar Sund",
                kind="indirect",
                sure=0.8,
            ),
        ],
    ),
    (
        Article("talks", TALKS, None, "2025-03-02", "bbc.example", url="https://bbc.example/talks"),
        [
            quote(
                "talks",
                TALKS,
                "The grain is no bargaining chip",
                ZELENSK,
                cue="said",
                source="Ilya Zelensk",
                kind="indirect",
            ),
            quote("talks", TALKS, "Grain is not a bargaining chip,", ZELENSK, cue="repeated"),
            quote("talks", TALKS, "Shame!", None, sure=0.7, flags=("no-source", "unclosed")),
        ],
    ),
    (
        Article("march", MARCH, "March", "2025-03-31", "The Gazette"),
        [
            quote(
                "march",
                MARCH,
                "We will close the harbour this year,",
                "Jelena Hofer",
                cue="told",
                lemma="tell",
                source="Jelena Hofer",
            )
        ],
    ),
]


def put(archive: Archive) -> None:
    for article, records in EDITION:
        archive.put(article, records, "test")
