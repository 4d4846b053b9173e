"""Batches: a transcript in one of several forms, and the cases that are checked against it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cases import OPERATIONS, Case
from speech import SPEAKERS

from quotes.documents import Document
from quotes.documents.subtitles import vtt
from quotes.marks import pair
from quotes.records import Confidence, Part, Quote, Speaker

STYLES = ("record", "record", "captions", "bare captions", "statement")
MARKS = ("“{}”", '"{}"', "‘{}’", "'{}'", "«{}»", "„{}“", "``{}''", "»{}«")
_SURE = Confidence(1.0, 1.0, 1.0)
_BATCH = 24
_BESIDE = 40  # sentences of a transcript that no case is about


@dataclass(slots=True)
class Asked:
    """A case as the checker meets it: a record, and where in the source its passage stands."""

    case: Case
    quote: Quote
    golds: list[tuple[int, int]]


@dataclass(slots=True)
class Batch:
    style: str
    document: Document
    asked: list[Asked]


def batches(rng: random.Random, sentences: Sequence[str], count: int) -> Iterator[Batch]:
    """Batches until `count` cases are made; ends early where the sentences run out."""
    made = 0
    pool = iter(sentences)
    number = 0
    while made < count:
        try:
            batch = _batch(rng, pool, number)
        except StopIteration:
            return
        number += 1
        made += len(batch.asked)
        yield batch


def _batch(rng: random.Random, pool: Iterator[str], number: int) -> Batch:
    style = STYLES[number % len(STYLES)]
    operations, weights = list(OPERATIONS), list(OPERATIONS.values())
    cases: list[tuple[Case, tuple[str, str, str]]] = []
    lines: list[tuple[int, str]] = []  # speaker, what they say
    beside = [next(pool) for _ in range(_BESIDE)]
    cast = rng.sample(range(len(SPEAKERS)), 5)
    while len(cases) < _BATCH:
        sentence, other = next(pool), next(pool)
        operation = rng.choices(operations, weights)[0]
        case = operation(rng, sentence, other)
        if case is None:
            continue
        who = rng.choice(cast)
        far = len(case.source) > 1
        for k, text in enumerate(case.source):
            if far and k:
                lines += [(who, beside.pop()) for _ in range(min(4, len(beside)))]
            lines.append((who, text))
        if beside and rng.random() < 0.6:
            lines.append((rng.choice(cast), beside.pop()))
        said_by = who
        if case.verdict == "verbatim" and case.kind == "direct" and style != "statement":  # noqa: SIM102
            if rng.random() < 0.35:
                said_by = rng.choice([k for k in cast if k != who])
                case = replace(case, operation="wrong-speaker", verdict="wrong-speaker")
        cases.append((case, SPEAKERS[said_by]))
    lines += [(rng.choice(cast), sentence) for sentence in beside]
    if style.startswith("bare"):
        lines = [(who, _bare(text)) for who, text in lines]
    document = _document(rng, style, lines, number)
    asked = []
    for case, speaker in cases:
        if style.startswith("bare"):
            case = _heard(case)
            if case is None:
                continue
        golds = _golds(case, document.text)
        if golds is not None:
            asked.append(Asked(case, _quote(rng, case, speaker, len(asked)), golds))
    asked += list(_partials(rng, document, SPEAKERS[cast[0]]))
    return Batch(style, document, asked)


def _document(
    rng: random.Random, style: str, lines: list[tuple[int, str]], number: int
) -> Document:
    name = f"t{number}"
    turns: list[tuple[int, list[str]]] = []
    for who, text in lines:
        if turns and turns[-1][0] == who:
            turns[-1][1].append(text)
        else:
            turns.append((who, [text]))
    if style == "statement":
        return Document(name, "\n\n".join(" ".join(texts) for _, texts in turns))
    if style == "record":
        aside = ["", "", " [Applause]", " (Laughter)"]
        return Document(
            name,
            "\n\n".join(
                f"{_label(who, number)}: {' '.join(texts)}{rng.choice(aside)}"
                for who, texts in turns
            ),
        )
    text, found = vtt(_captions(turns).encode())
    return Document(name, text, turns=found)


def _label(who: int, number: int) -> str:
    """In capitals in one record, in small letters in the next."""
    label = SPEAKERS[who][1]
    return label.upper() if number % 2 else label.title()


def _captions(turns: list[tuple[int, list[str]]]) -> str:
    """Captions of eight words, so that a quotation spans several."""
    cues = ["WEBVTT"]
    at = 0
    for who, texts in turns:
        words = " ".join(texts).split()
        for k in range(0, len(words), 8):
            stamp = [f"{t // 3600:02}:{t // 60 % 60:02}:{t % 60:02}.000" for t in (at, at + 3)]
            line = " ".join(words[k : k + 8])
            cues.append(f"{stamp[0]} --> {stamp[1]}\n<v {SPEAKERS[who][1]}>{line}")
            at += 3
    return "\n\n".join(cues)


def _bare(text: str) -> str:
    """As raw speech-to-text writes: no capitals, no punctuation, few apostrophes."""
    plain = re.sub(r"[—–-]+", " ", text.lower().replace("’", "'"))
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", plain)
    plain = re.sub(r"[^\w\s'$£%.]|(?<!\d)\.|\.(?!\d)", "", plain)
    return " ".join(plain.replace("'", "").split())


def _heard(case: Case) -> Case | None:
    """The case where the source has neither marks nor capitals."""
    if "—" in " ".join(case.source) and case.operation in ("fillers", "altered name"):
        return None  # a broken word cannot be told from a whole one
    if case.operation in ("ellipsis", "bracket", "typography") and len(case.source[0]) > 2000:
        return None
    verdict = case.verdict
    printed = " ".join(part.strip(",.") for part in case.parts)
    if verdict == "verbatim" and printed not in _bare(" ".join(case.source)):
        verdict = "typography"
    also = [*case.also, "typography"] if case.operation == "mixed" else case.also
    return replace(case, verdict=verdict, gold=_bare(case.gold), also=also,
                   source=[_bare(text) for text in case.source])  # fmt: skip


def _golds(case: Case, text: str) -> list[tuple[int, int]] | None:
    """Where the passage stands; None where the source has it twice or not at all."""
    found = []
    wanted = case.source if case.verdict == "stitched" else [case.gold] if case.gold else []
    for gold in wanted:
        gold = gold.strip(" .,")
        if text.count(gold) != 1:
            return None
        at = text.index(gold)
        found.append((at, at + len(gold)))
    return found


def _quote(rng: random.Random, case: Case, speaker: tuple[str, str, str], number: int) -> Quote:
    """The record, its quoted stretch found by pairing the marks that it is printed in."""
    full, _, short = speaker
    parts, quoted = _printed(rng, case.parts), ()
    if case.kind == "mixed":
        text = case.parts[0]
        parts = (Part(0, len(text), text),)
        start, stop = text.index("“") + 1, text.rindex("”")
        quoted = (Part(start, stop, text[start:stop]),)
    elif case.kind == "indirect":
        parts = (Part(0, len(case.parts[0]), case.parts[0]),)
    else:
        quoted = parts
    who = Speaker(full if rng.random() < 0.6 else short, "person", "s-1", aliases=(short,))
    return Quote(f"a{number}", case.kind, parts, quoted, None, None, who, (), _SURE)  # type: ignore[arg-type]


def _printed(rng: random.Random, stretches: Sequence[str]) -> tuple[Part, ...]:
    """An article around the words, in one of the mark styles; parts as the marks are paired."""
    for style in rng.sample(MARKS, len(MARKS)):
        article = ""
        places = []
        for k, words in enumerate(stretches):
            opening, closing = style.split("{}")
            article += " she said. " if k else "The hearing went on. "
            places.append((len(article) + len(opening), len(article) + len(opening) + len(words)))
            article += opening + words + closing
        article += " the speaker said.\n"
        found = {(q.start, q.end) for q in pair(article) if q.depth == 0}
        if all(place in found for place in places):
            return tuple(Part.of(article, *place) for place in places)
    # Apostrophes in the words: printed as a block of its own.
    parts, at = [], 0
    for words in stretches:
        parts.append(Part(at, at + len(words), words))
        at += len(words) + 12
    return tuple(parts)


def _partials(
    rng: random.Random, document: Document, speaker: tuple[str, str, str]
) -> Iterator[Asked]:
    """A word or two that stand in several places; a single common word."""
    words = re.findall(r"[a-z]+ [a-z]+", document.text)
    twice = [pair for pair in sorted(set(words)) if document.text.count(f" {pair} ") > 1]
    single = [w for w in ("the", "people", "good", "time", "with") if f" {w} " in document.text]
    for text in [*rng.sample(twice, min(1, len(twice))), *rng.sample(single, min(1, len(single)))]:
        case = Case("partial", "partial", [text], [], "", also=["wrong-speaker"])
        golds = [m.span() for m in re.finditer(rf"(?i)\b{text}\b", document.text)]
        yield Asked(case, _quote(rng, case, speaker, 0), golds)
