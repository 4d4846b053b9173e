"""Fits how sure a speaker is in a text that is no book (`quotes.pipeline.fiction.sureness`).

Cases are the utterances of pages cut from PDNC's novels, read as texts of their own. A speaker is
right if the name fits the annotated one; somebody unnamed is right if a reporting clause of the
same page so calls the annotated one.

    python -m quotes.training.short_texts --corpora DIR [--model en]

prints, by folds of novels, by length and by number of named characters, how many utterances there
are, how sure they are, how many are right, and the calibration error. With ``--write`` the model is
written, fitted on all novels.
"""

from __future__ import annotations

import argparse
import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from quotes import marks
from quotes.corpora import pdnc
from quotes.corpora.annotations import AnnotatedText
from quotes.encoder.folder import describe_again, write_settings
from quotes.evaluation.calibration import calibration_error
from quotes.evaluation.cast import Cast
from quotes.pipeline.extractor import load_encoder
from quotes.pipeline.fiction.scorer import NOBODY, decide, load_scorer
from quotes.pipeline.fiction.story import TAGGED, Story, read_story
from quotes.pipeline.fiction.sureness import MANY, evidence
from quotes.training import logistic
from quotes.training.annotated import annotated

if TYPE_CHECKING:
    from quotes.encoder.model import Encoder
    from quotes.pipeline.fiction.scorer import Scorer

PAGES = {150: 80, 600: 8, 2400: 2}  # words of a page: how many of a novel
PENALTY = 1.0  # of squared weights
SURE = 0.95
FOLDS = 6


class Case(NamedTuple):
    """One utterance of a page. ``pieces``: what its probability is read by, if by anything;
    ``factor``: how sure its reporting clause is."""

    novel: str
    words: int
    named: int
    pieces: dict[str, float]
    probability: float
    factor: float
    right: bool


def fit_short(
    encoder: Encoder, corpora: Path, say: Callable[[str], None] = print
) -> dict[str, float]:
    """The coefficients, from all novels."""
    return _fit(list(_cases(encoder, corpora, say)))


def _fit(cases: Sequence[Case]) -> dict[str, float]:
    told = [case for case in cases if case.pieces]
    names = list(told[0].pieces)
    x = np.array([[case.pieces[name] for name in names] for case in told])
    y = np.array([case.right for case in told], dtype=float)
    weights = logistic.fit(x, y, PENALTY)
    return {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}


def _cases(encoder: Encoder, corpora: Path, say: Callable[[str], None]) -> Iterator[Case]:
    scorer = load_scorer(encoder.folder)
    for novel in pdnc.read(corpora / "pdnc"):
        cast = Cast(novel.characters, [q.speaker for q in novel.quotations if q.speaker])
        for words, most in PAGES.items():
            found = list(pages(novel, words))
            for k in range(min(most, len(found))):
                start, stop = found[k * len(found) // min(most, len(found))]
                (story,) = read_story(novel.text[start:stop], encoder)
                yield from _page_cases(novel, cast, words, start, story, scorer)
        say(f"short texts: {novel.id} read")


def pages(text: AnnotatedText, words: int) -> Iterator[tuple[int, int]]:
    """Paragraphs in a row of so many words that have a quotation, as places in the text."""
    start = 0
    for _, stop in marks.paragraphs(text.text):
        if len(text.text[start:stop].split()) >= words:
            if any(start <= a < stop for q in text.quotations for a, _ in q.spans):
                yield start, stop
            start = stop


def _page_cases(
    novel: AnnotatedText, cast: Cast, words: int, start: int, story: Story, scorer: Scorer
) -> Iterator[Case]:
    conversations = story.conversations
    gold = annotated(novel, story, start)
    called: dict[int, set[str]] = defaultdict(set)
    for quotation, who in zip(gold, conversations.anchors, strict=True):
        if quotation and quotation.speaker and who is not None and quotation.type != "implicit":
            called[who].add(quotation.speaker)
    for i, (quotation, decision) in enumerate(
        zip(gold, decide(conversations, scorer), strict=True)
    ):
        if quotation is None or quotation.speaker is None or decision.who == NOBODY:
            continue
        character = conversations.cast.characters[decision.who]
        names = {character.name, *character.printed}
        true = cast.true(quotation.speaker)
        right = any(true in cast.resolve(name) for name in names)
        if not character.named:
            right = right or quotation.speaker in called[decision.who]
        pieces = evidence(decision, conversations, i, story.length)
        factor = TAGGED if conversations.utterances[i].tag else 1.0
        yield Case(
            novel.id, words, conversations.named, pieces, decision.probability, factor, right
        )


def _confidences(cases: Sequence[Case], weights: dict[str, float]) -> list[float]:
    """How sure the records are; without weights, as the network says."""
    out = []
    for case in cases:
        p = case.probability
        if case.pieces and weights:
            p = 1 / (1 + math.exp(-sum(weights[name] * x for name, x in case.pieces.items())))
        out.append(p * case.factor)
    return out


def _told(cases: Sequence[Case], confidences: Sequence[float]) -> str:
    """How many, how sure, how many right, the calibration error, and right of the surest."""
    sure, right = np.array(confidences), np.array([case.right for case in cases], dtype=float)
    error = calibration_error([(p, case.right) for p, case in zip(confidences, cases, strict=True)])
    top = right[sure >= SURE]
    return (
        f"{len(cases):5} utterances, {sure.mean():.3f} sure, {right.mean():.3f} right, error "
        f"{error:.3f}; {len(top)} at {SURE} or more, {top.mean() if len(top) else 1:.3f} right"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--model", default="en")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    encoder = load_encoder(arguments.model)
    cases = list(_cases(encoder, arguments.corpora, print))
    novels = sorted({case.novel for case in cases})
    told: dict[tuple[int, int], list[tuple[Case, float, float]]] = defaultdict(list)
    for fold in range(FOLDS):
        held_out = set(novels[fold::FOLDS])
        weights = _fit([case for case in cases if case.novel not in held_out])
        rest = [case for case in cases if case.novel in held_out]
        both = zip(rest, _confidences(rest, {}), _confidences(rest, weights), strict=True)
        for case, before, after in both:
            told[case.words, min(case.named, MANY)].append((case, before, after))
    for (words, named), rows in sorted(told.items()):
        read = [case for case, _, _ in rows]
        for when, sure in (("before", [p for _, p, _ in rows]), ("after", [p for *_, p in rows])):
            print(f"{words} words, {named} named, {when}:", _told(read, sure))
    if arguments.write:
        _write(encoder, _fit(cases))


def _write(encoder: Encoder, weights: dict[str, float]) -> None:
    folder = encoder.folder
    write_settings(folder, replace(encoder.settings, sureness=weights))
    describe_again(folder)


if __name__ == "__main__":
    main()
