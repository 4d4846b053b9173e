"""PDNC, the Project Dialogism Novel Corpus (Vishnubhotla, Hammond & Hirst, LREC 2022).

https://github.com/Priya22/project-dialogism-novel-corpus: whole novels with every quotation, who
says it and who is mentioned in it.
"""

from __future__ import annotations

import ast
import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from quotes.corpora._files import files, read_text
from quotes.corpora.annotations import (
    AnnotatedText,
    Character,
    CorpusError,
    Gender,
    Mention,
    Quotation,
    QuotationType,
    Span,
)

LAYOUT = "PDNC as cloned: data/<Novel>/{novel_text.txt,quotation_info.csv,character_info.csv}"

_TYPES: dict[str, QuotationType] = {
    "Explicit": "explicit",
    "Anaphoric": "anaphoric",
    "Implicit": "implicit",
}
_GENDERS: dict[str, Gender] = {"M": "M", "F": "F"}
_NOBODY = {"", "nan", "_unknowable", "unknowable", "(unknown)", "unknown", "_group"}
_NARRATOR = {"_narr", "narr"}


def read(root: Path) -> Iterator[AnnotatedText]:
    """The novels by folder name, with quotations, characters and the mentions in quotations.

    Quotations are in text order, without their outer marks. A speaker is the main name of a
    character wherever the name given is the alias of exactly one; None for groups, unknown
    speakers and a narrator who is not among the characters. Mentions (of unknown kind) are those
    of a single character. Raises `CorpusError` where a file is missing.
    """
    for path in files(root / "data", "*/novel_text.txt", LAYOUT):
        text = read_text(path, LAYOUT)
        characters = _characters(path.with_name("character_info.csv"))
        names = _main_names(characters)
        rows = _rows(path.with_name("quotation_info.csv"), ("quoteID", "quoteByteSpans", "speaker"))
        quotations = [quotation for row in rows if (quotation := _quotation(row, names, len(text)))]
        mentions = {mention for row in rows for mention in _mentions(row, names, len(text))}
        yield AnnotatedText(
            path.parent.name,
            text,
            quotations=tuple(sorted(quotations, key=lambda quotation: quotation.spans)),
            mentions=tuple(sorted(mentions, key=lambda mention: (mention.start, -mention.end))),
            characters=tuple(characters),
        )


def _rows(path: Path, needed: Iterable[str]) -> list[dict[str, str]]:
    """Rows of a CSV file whose quoted fields may hold line breaks."""
    rows = csv.DictReader(io.StringIO(read_text(path, LAYOUT), newline=""))
    if missing := set(needed) - set(rows.fieldnames or ()):
        raise CorpusError(f"{path}: no column {', '.join(sorted(missing))}; expected {LAYOUT}")
    return [{key: value or "" for key, value in row.items() if key} for row in rows]


def _literal(field: str) -> Any:
    """The Python literal that a field holds, an empty list where it is none."""
    try:
        return ast.literal_eval(field)
    except (ValueError, SyntaxError):
        return []


def _characters(path: Path) -> list[Character]:
    characters = []
    for row in _rows(path, ("Main Name", "Aliases", "Gender")):
        name = row["Main Name"].strip()
        aliases = {str(alias).strip() for alias in _literal(row["Aliases"])} - {name, ""}
        characters.append(Character(name, tuple(sorted(aliases)), _GENDERS.get(row["Gender"])))
    return characters


def _main_names(characters: Iterable[Character]) -> dict[str, str]:
    """Main name by main name and by every alias that only one character has."""
    holders: dict[str, set[str]] = defaultdict(set)
    for character in characters:
        for alias in character.aliases:
            holders["_narr" if alias.lower() in _NARRATOR else alias].add(character.name)
    names = {alias: min(held) for alias, held in holders.items() if len(held) == 1}
    return names | {character.name: character.name for character in characters}


def _somebody(name: str, names: dict[str, str]) -> str | None:
    name = name.strip()
    if name.lower() in _NARRATOR:
        return names.get("_narr")
    return None if name.lower() in _NOBODY else names.get(name, name)


def _quotation(row: dict[str, str], names: dict[str, str], length: int) -> Quotation | None:
    spans = _spans(_literal(row["quoteByteSpans"]), length)
    if not spans:
        return None
    referring = row.get("referringExpression", "").strip()
    return Quotation(
        row["quoteID"],
        tuple(sorted(spans)),
        _somebody(row["speaker"], names),
        _TYPES.get(row.get("quoteType", "")),
        None if referring in ("", "nan") else referring,
    )


def _spans(pairs: Iterable[Iterable[int]], length: int) -> list[Span]:
    """Code-point spans, in spite of the column's name; those outside the text are left out."""
    spans = [(start, end) for start, end in pairs]
    return [(start, end) for start, end in spans if 0 <= start < end <= length]


def _mentions(row: dict[str, str], names: dict[str, str], length: int) -> Iterator[Mention]:
    """The two columns are parallel: for each stretch of the quotation, for each mention in it."""
    stretches = _literal(row.get("mentionSpansList", ""))
    entities = _literal(row.get("mentionEntitiesList", ""))
    for spans, referents in zip(stretches, entities, strict=False):
        for (start, end), referent in zip(spans, referents, strict=False):
            if len(referent) == 1 and 0 <= start < end <= length:
                entity = _somebody(referent[0], names)
                if entity:
                    yield Mention(start, end, entity, None)
