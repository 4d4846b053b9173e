"""LitBank: quotations, their speakers and coreference in fiction (Bamman et al., LREC 2020).

https://github.com/dbamman/litbank: the first 2,000 words or so of each work, tokenised, one
sentence a line, with annotations that count lines and the tokens in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from quotes.corpora._files import files, read_text
from quotes.corpora.annotations import AnnotatedText, Mention, MentionKind, Quotation, Span

LAYOUT = "LitBank as cloned: quotations/tsv/*_brat.{txt,ann} and coref/tsv/*_brat.ann"

_KINDS: dict[str, MentionKind] = {"PROP": "name", "NOM": "nominal", "PRON": "pronoun"}


def read(root: Path) -> Iterator[AnnotatedText]:
    """The works by file name, with quotations, mentions and lines; tokens are parted by a space.

    Quotation marks are within a quotation's span, and a speech that its reporting clause cuts in
    two is two quotations. Speakers are entities of the mentions. Raises `CorpusError` where the
    folders are missing.
    """
    for path in files(root / "quotations" / "tsv", "*_brat.txt", LAYOUT):
        text = read_text(path, LAYOUT)
        annotations = path.with_suffix(".ann").name
        tokens = _tokens(text)
        yield AnnotatedText(
            path.stem.removesuffix("_brat"),
            text,
            quotations=_quotations(_rows(path.with_name(annotations)), tokens),
            mentions=_mentions(_rows(root / "coref" / "tsv" / annotations), tokens),
            lines=tuple((line[0][0], line[-1][1]) for line in tokens if line),
        )


def _tokens(text: str) -> list[list[Span]]:
    """The tokens' spans, line by line; an empty line has none."""
    lines, start = [], 0
    for line in text.split("\n"):
        spans = []
        for token in line.split(" "):
            if token:
                spans.append((start, start + len(token)))
            start += len(token) + 1
        lines.append(spans)
    return lines


def _rows(path: Path) -> list[list[str]]:
    return [line.rstrip("\r").split("\t") for line in read_text(path, LAYOUT).split("\n")]


def _quotations(rows: list[list[str]], tokens: list[list[Span]]) -> tuple[Quotation, ...]:
    speakers = {row[1]: row[2] for row in rows if row[0] == "ATTRIB" and len(row) > 2}
    return tuple(
        Quotation(row[1], (span,), speakers.get(row[1]))
        for row in rows
        if row[0] == "QUOTE" and (span := _span(row, tokens))
    )


def _mentions(rows: list[list[str]], tokens: list[list[Span]]) -> tuple[Mention, ...]:
    """Mentions with an entity of their own, and appositions, which have that of the other one.

    A predicate (“he was *a sailor*”, COP) says what somebody is, not who is meant: left out.
    """
    entities = {row[1]: row[2] for row in rows if row[0] == "COREF" and len(row) > 2}
    appositions = {row[1]: row[2] for row in rows if row[0] == "APPOS" and len(row) > 2}
    mentions = []
    for row in rows:
        if row[0] != "MENTION" or len(row) < 9:
            continue
        key, passed = row[1], set[str]()
        while key not in entities and key in appositions and key not in passed:
            passed.add(key)
            key = appositions[key]
        if (entity := entities.get(key)) and (span := _span(row, tokens)):
            kind, apposed = _KINDS.get(row[8]), row[1] not in entities
            mentions.append(Mention(*span, entity, kind, category=row[7], apposed=apposed))
    return tuple(sorted(mentions, key=lambda mention: (mention.start, -mention.end)))


def _span(row: list[str], tokens: list[list[Span]]) -> Span | None:
    """Columns 2 to 5 are line and token of the first and of the last token, counted from 0."""
    try:
        first_line, first, last_line, last = (int(number) for number in row[2:6])
        return tokens[first_line][first][0], tokens[last_line][last][1]
    except (ValueError, IndexError):
        return None
