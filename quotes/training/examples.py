"""Annotated texts → what the network learns from: arrays over words and spans.

One example is one whole text, so that links may reach over windows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from quotes import marks
from quotes.corpora.annotations import AnnotatedText, Span
from quotes.corpora.gap import PronounCase
from quotes.encoder.identity import CLASSES, Candidate, class_of, identity_features, nearby
from quotes.encoder.links import (
    JOIN_MOST,
    JOIN_REACH,
    MOST,
    REACH,
    candidates,
    pair_features,
)
from quotes.encoder.windows import Window, make_windows
from quotes.encoder.words import Words, WordSpan, quoting, split_words
from quotes.languages import english
from quotes.pipeline.attribution.spans import CONTENT, CUE, SOURCE
from quotes.pipeline.news.people import People, make_name
from quotes.spans import joined

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

IGNORE = -100  # a word that a loss leaves out
MOST_MENTIONS = 60  # of a text that was annotated for coreference
LABEL_OF = {"ORG": 1, "organization": 1, "GPE": 2, "LOC": 2, "FAC": 2, "place": 2}


@dataclass(slots=True)
class Link:
    """One span, its candidates, which of them are right (none: "none" is), and their features."""

    span: WordSpan
    others: list[WordSpan]
    right: list[bool]
    features: NDArray[Any]


@dataclass(slots=True)
class Example:
    """A text as the network sees it. Arrays are over its W words; spans are ranges of words.

    ``links``: by head: content → source, cue, or earlier content ("join"); cue → source ("by");
    mention → name ("identity"). ``stretches`` are the outermost quoted ones, ``speech`` says which
    of them somebody says. ``taught``: float16[W, 14 + 2 * SPAN], what a teacher says of each word
    (logits of roles and of names, span halves), where there is one.
    """

    id: str
    words: Words
    windows: list[Window]
    quoting: NDArray[Any]
    roles: NDArray[Any]
    names: NDArray[Any]
    stretches: list[WordSpan] = field(default_factory=list)
    speech: list[bool] = field(default_factory=list)
    links: dict[str, list[Link]] = field(default_factory=dict)
    taught: NDArray[Any] | None = None


@dataclass(frozen=True, slots=True)
class Labels:
    """What is known of a news text beside its annotation: silver names, labelled sources.

    ``names``: (start, end, B- label). ``sources``: source mention → the name it stands for, or
    None for nobody who is named.
    """

    names: Sequence[tuple[int, int, int]] = ()
    sources: dict[Span, Span | None] = field(default_factory=dict)


def _start(
    text: str, identity: str, tokenizer: Tokenizer, longest: int
) -> tuple[Example, list[marks.Quoted]]:
    words = split_words(text, tokenizer, marks.paragraphs(text))
    stretches = [s for s in marks.pair(text) if s.end > s.start]
    places = [(s.outer_start, s.start, s.end, s.outer_end, s.depth) for s in stretches]
    example = Example(
        id=identity,
        words=words,
        windows=make_windows(words, longest),
        quoting=quoting(words, places),
        roles=np.full(len(words), IGNORE, dtype=np.int64),
        names=np.full(len(words), IGNORE, dtype=np.int64),
    )
    return example, stretches


def news_example(
    annotated: AnnotatedText, labels: Labels, tokenizer: Tokenizer, longest: int
) -> Example:
    """A text with attributions (PolNeAR).

    What stands in its quotations is said, but nothing is learned of how that is reported.
    """
    text = annotated.text
    example, stretches = _start(text, annotated.id, tokenizer, longest)
    words = example.words
    example.roles[:] = 0
    example.names[:] = 0
    for start, end, label in labels.names:
        _label(example.names, words.range_of(start, end), label)
    _attributions(example, annotated)
    said = (example.roles == CONTENT) | (example.roles == CONTENT + 1)
    for start, end in (span for quotation in annotated.quotations for span in quotation.spans):
        within = slice(*words.range_of(start, end))
        said[within] = True
        example.roles[within] = IGNORE
    _speech(example, stretches, said)
    example.links["identity"] = labelled_sources(example, text, labels)
    return example


def _speech(example: Example, stretches: Sequence[marks.Quoted], said: NDArray[np.bool_]) -> None:
    """A stretch is speech where at least half of its words are said. ``said``: bool[W]."""
    for stretch in stretches:
        a, b = example.words.range_of(stretch.start, stretch.end)
        if stretch.depth == 0 and a < b:
            outer = example.words.range_of(stretch.outer_start, stretch.outer_end)
            example.stretches.append(outer)
            example.speech.append(bool(said[a:b].mean() >= 0.5))


def _attributions(example: Example, annotated: AnnotatedText) -> None:
    words = example.words
    contents: list[tuple[WordSpan, int]] = []
    cues: list[tuple[WordSpan, int]] = []
    sources: dict[WordSpan, set[int]] = {}
    for number, attribution in enumerate(annotated.attributions):
        for span in word_spans(words, attribution.content):
            contents.append((span, number))
            _label(example.roles, span, CONTENT)
        for span in word_spans(words, attribution.cue):
            cues.append((span, number))
            _label(example.roles, span, CUE)
        for span in word_spans(words, attribution.source):
            sources.setdefault(span, set()).add(number)
            _label(example.roles, span, SOURCE)
    contents.sort()
    cues.sort()
    source_spans, cue_spans = sorted(sources), [span for span, _ in cues]
    content_spans = [span for span, _ in contents]

    def link(span: WordSpan, others: list[WordSpan], near: list[int], right: list[bool]) -> Link:
        chosen = [others[i] for i in near]
        return Link(span, chosen, right, pair_features([span], others, [near], words.paragraph))

    to_source, to_cue, to_previous, by = [], [], [], []
    for span, number in contents:
        near = candidates(span, source_spans, REACH, MOST)
        right = [number in sources[source_spans[i]] for i in near]
        to_source.append(link(span, source_spans, near, right))
        near = candidates(span, cue_spans, REACH, MOST)
        to_cue.append(link(span, cue_spans, near, [cues[i][1] == number for i in near]))
        near = candidates(span, content_spans, JOIN_REACH, JOIN_MOST, before=True)
        same = [i for i in near if contents[i][1] == number]
        to_previous.append(link(span, content_spans, near, [i in same[-1:] for i in near]))
    for span, number in cues:
        near = candidates(span, source_spans, REACH, MOST)
        right = [number in sources[source_spans[i]] for i in near]
        by.append(link(span, source_spans, near, right))
    example.links |= {"source": to_source, "cue": to_cue, "join": to_previous, "by": by}


def labelled_sources(example: Example, text: str, labels: Labels) -> list[Link]:
    """The links of sources to the names that they stand for."""
    words = example.words
    found = (make_name(text, start, end, label) for start, end, label in labels.names)
    people = People(name for name in found if name)
    names = []
    for name in people.names:
        entity = people.of(name)
        a, b = words.range_of(name.start, name.end)
        sex = {"he": 1, "she": 2}.get(entity.sex or "", 0)
        names.append(Candidate(a, b, entity.number, (name.label - 1) // 2, sex))
    out = []
    for (start, end), target in labels.sources.items():
        entity_number = None
        if target is not None:
            hits = [n for n in people.names if n.start < target[1] and target[0] < n.end]
            if not hits:
                continue  # the name was not recognised: nothing to point to
            entity_number = people.of(hits[-1]).number
        out.append(
            _identity(example, words.range_of(start, end), text[start:end], names, entity_number)
        )
    return [link for link in out if link]


def _identity(
    example: Example,
    span: WordSpan,
    printed: str,
    names: Sequence[Candidate],
    entity: int | None,
) -> Link | None:
    near = nearby(span, names)
    if span[0] >= span[1] or not near or not printed.split():
        return None
    kind = class_of(printed.split()[0], len(printed.split()), english.PRONOUN_CLASSES)
    features = identity_features(span, kind, near, example.words.paragraph, example.quoting)
    right = [name.entity == entity for name in near]
    if entity is not None and not any(right):
        return None  # named too far away: pointing to none would be wrong as well
    return Link(span, [(n.start, n.end) for n in near], right, features)


def coreference_example(
    annotated: AnnotatedText, tokenizer: Tokenizer, longest: int, seed: int
) -> Example:
    """A text annotated for coreference (GUM, LitBank): pronouns and descriptions → names."""
    example, _ = _start(annotated.text, annotated.id, tokenizer, longest)
    numbers = {e: i for i, e in enumerate(dict.fromkeys(m.entity for m in annotated.mentions))}
    names = []
    for mention in sorted(annotated.mentions, key=lambda m: (m.start, m.end)):
        a, b = example.words.range_of(mention.start, mention.end)
        if mention.kind == "name" and 0 < b - a <= 6:
            label = LABEL_OF.get(mention.category or "", 0)
            names.append(Candidate(a, b, numbers[mention.entity], label, 0))
    named = {n.entity for n in names}
    links = []
    for mention in annotated.mentions:
        if mention.kind not in ("pronoun", "nominal"):
            continue
        entity = numbers[mention.entity]
        span = example.words.range_of(mention.start, mention.end)
        printed = annotated.text[mention.start : mention.end]
        target = entity if entity in named else None
        if link := _identity(example, span, printed, names, target):
            links.append(link)
    if len(links) > MOST_MENTIONS:
        keep = np.random.default_rng(seed).choice(len(links), MOST_MENTIONS, replace=False)
        links = [links[i] for i in sorted(keep)]
    example.links["identity"] = links
    return example


def fiction_example(
    text: str, spoken: Sequence[Span], identity: str, tokenizer: Tokenizer, longest: int
) -> Example:
    """A passage of a novel and what is said in it (PDNC): which stretches in marks are speech."""
    example, stretches = _start(text, identity, tokenizer, longest)
    in_speech = np.zeros(len(example.words), dtype=bool)
    for start, end in spoken:
        in_speech[slice(*example.words.range_of(start, end))] = True
    _speech(example, stretches, in_speech)
    return example


def pronoun_example(case: PronounCase, tokenizer: Tokenizer, longest: int) -> Example | None:
    """A passage with one pronoun and two names (GAP); None where it refers to neither."""
    if not (case.refers_to_a or case.refers_to_b):
        return None  # somebody else, whom GAP does not name
    example, _ = _start(case.text, case.id, tokenizer, longest)
    names = [
        Candidate(*example.words.range_of(start, end), number, 0, 0)
        for number, (start, end) in enumerate((case.a, case.b))
    ]
    span = example.words.range_of(*case.pronoun)
    printed = case.text[slice(*case.pronoun)]
    link = _identity(example, span, printed, sorted(names), 0 if case.refers_to_a else 1)
    if link is None:
        return None
    example.links["identity"] = [link]
    return example


def word_spans(words: Words, spans: Iterable[Span]) -> list[WordSpan]:
    """Character spans → ranges of words, touching ranges joined."""
    ranges = (words.range_of(start, end) for start, end in spans)
    return joined((a, b) for a, b in ranges if a < b)


def _label(labels: NDArray[Any], span: WordSpan, begin: int) -> None:
    if span[0] < span[1]:
        labels[span[0]] = begin
        labels[span[0] + 1 : span[1]] = begin + 1


assert len(english.PRONOUN_CLASSES) + 2 == len(CLASSES)
