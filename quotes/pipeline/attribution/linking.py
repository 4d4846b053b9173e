"""Which words belong together: content → cue → source, one attribution per reporting event.

In PolNeAR every attribution has exactly one cue, and no cue serves two; so contents that choose the
same cue are one attribution, and its source is the one that they choose together. A content for
which no cue scores above “none” joins the content before it if the model says that it goes on, and
is otherwise an attribution of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from itertools import compress
from typing import TYPE_CHECKING, Any

import numpy as np

from quotes.encoder.links import (
    JOIN_MOST,
    JOIN_REACH,
    MOST,
    REACH,
    candidates,
    pair_features,
)
from quotes.encoder.words import WordSpan
from quotes.languages import english
from quotes.pipeline.attribution.apposition import with_apposed_names, with_subjects
from quotes.pipeline.attribution.attribution import Attribution
from quotes.pipeline.attribution.clauses import (
    Choice,
    after_clauses,
    goes_on_from_above,
    keep_to_own_clauses,
    keep_to_paragraphs,
    keep_to_sentences,
    own_cues,
)
from quotes.pipeline.attribution.continuing import leaders
from quotes.pipeline.attribution.doubtful import doubtful_source
from quotes.pipeline.attribution.listeners import without_addressees, without_gestures
from quotes.pipeline.attribution.retold import with_retold
from quotes.pipeline.attribution.sentences import (
    behind_breaks,
    bracketed,
    introducing,
    sentence_numbers,
    sources_within,
)
from quotes.pipeline.attribution.spans import (
    CONTENT,
    CUE,
    SOURCE,
    Labelled,
    decode,
    within_marks,
    without_contents_in,
)
from quotes.pipeline.page.stretches import Stretch

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.encoder.model import Encoder, Reading
    from quotes.pipeline.page.page import Page

NOBODY = -1  # the group of contents that belong to no attribution
# Mean probability of a content's labels. Chosen on PolNeAR dev: with 0.5 linked F1 falls by .005.
LEAST_CONTENT = 0.55


def link(page: Page, encoder: Encoder) -> list[Attribution]:
    """The attributions of a page, in text order."""
    said = list(compress(page.spans, page.said))
    repeating = {span.start for span in compress(page.spans, page.repeats)}
    unsaid = [span for span, is_said in zip(page.spans, page.said, strict=True) if not is_said]
    roles = within_marks(page.reading.roles, said, behind_breaks(page.text, page.words))
    labelled = without_contents_in(unsaid, decode(roles))
    labelled = with_apposed_names(page.text, page.words, page.reading, labelled)
    labelled = with_subjects(page.text, page.words, page.reading, labelled, said)
    sentence = sentence_numbers(page.text, page.words)
    labelled = with_retold(page.text, page.words, page.reading, labelled, said, sentence)
    labelled = without_addressees(page.text, page.words, labelled)
    labelled = sources_within(page.text, page.words, labelled)

    def printed(span: WordSpan) -> str:
        return page.text[slice(*page.words.characters(span))]

    return _link(
        encoder,
        page.reading,
        without_gestures(labelled, said, sentence, printed),
        page.words.paragraph,
        sentence,
        said,
        repeating,
        bracketed(page.text, page.words),
        introducing(page.text, page.words),
        printed,
    )


def _link(
    encoder: Encoder,
    reading: Reading,
    spans: Sequence[Labelled],
    paragraph: NDArray[Any],
    sentence: NDArray[Any],
    speech: Sequence[Stretch],
    repeating: AbstractSet[int],
    bracket: NDArray[Any],
    introduces: NDArray[Any],
    printed: Callable[[WordSpan], str],
) -> list[Attribution]:
    """Links the labelled spans of a text of W words.

    ``paragraph``, ``sentence``: int32[W]; ``bracket``: as `bracketed` gives it; ``introduces``:
    as `introducing` does. ``speech``: the quotations that somebody says; ``repeating``: the words
    at which one repeats its opening mark.
    """
    contents = [span for span in spans if span.label == CONTENT]
    cues = [(s.start, s.end) for s in spans if s.label == CUE]
    sources = [(s.start, s.end) for s in spans if s.label == SOURCE]
    places = [(s.start, s.end) for s in contents]
    if not places:
        return []

    linker = _Linker(encoder, paragraph)
    said, reporting, sayers = (_Spans(s, reading.vectors(s)) for s in (places, cues, sources))
    to_cue = linker.scores("cue", said, reporting, REACH, MOST)
    to_source = linker.scores("source", said, sayers, REACH, MOST)

    quoted = np.zeros(len(paragraph), dtype=bool)
    for stretch in speech:
        quoted[stretch.start : stretch.end] = True
    # A quotation of whole sentences goes with no clause: what it says is between its marks.
    whole = {(s.start, s.end) for s in speech if s.opens and s.closes}
    alone = _only_quoted(paragraph, quoted)
    in_marks = [bool(quoted[a:b].any()) for a, b in places]
    all_quoted = [bool(quoted[a:b].all()) for a, b in places]
    keep_to_sentences(to_cue, places, all_quoted, sentence)
    own = own_cues(to_cue, places, sentence)
    keep_to_own_clauses(to_cue, own, places, in_marks, introduces, sentence)
    free = goes_on_from_above(own, places, cues, sources, sentence, paragraph)
    for place, is_free in zip(places, free, strict=True):
        alone[slice(*place)] |= is_free and place in whole
    keep_to_paragraphs(to_cue, places, alone, paragraph)
    led = leaders(to_cue, own, places, repeating, sentence)
    for i, first in led.items():
        to_cue[i], to_source[i], own[i] = to_cue[first], to_source[first], own[first]

    # A quoted line without a stop between paragraphs is a heading, and goes on from nobody.
    heads = {(s.start, s.end) for s in speech if not s.closes and alone[s.start]}
    named = {int(sentence[s[0]]) for s in sources if not _is_pronoun(printed(s))}
    follows = after_clauses(to_cue, own, places, in_marks, all_quoted, named, sentence)
    # Whose clause a cue is matters of those that report, what goes on from what where none does.
    best = [choice.best() for choice in to_cue]
    chosen = set(best)
    reports = [k for k, cue in enumerate(cues) if cue in chosen]
    of_cues = linker.scores("by", reporting.some(reports), sayers, REACH, MOST)
    by = dict(zip([cues[k] for k in reports], of_cues, strict=True))
    without = [i for i, cue in enumerate(best) if cue is None]
    earlier = linker.scores("join", said.some(without), said, JOIN_REACH, JOIN_MOST, before=True)
    to_previous = {i: choice.best() for i, choice in zip(without, earlier, strict=True)}

    headings: set[int] = set()
    leads: dict[int, int] = {}  # group: the content whose clause it takes over
    group_of: list[int] = []
    group_at: dict[WordSpan, int] = {}
    by_cue: dict[WordSpan, int] = {}
    count = 0
    for i, choice in enumerate(to_cue):
        cue, previous = best[i], to_previous.get(i)
        if not in_marks[i] and not _reported(contents[i], choice):
            group_of.append(NOBODY)
            group_at[places[i]] = NOBODY
            continue
        leader = follows.get(i)
        if led.get(i, i) < i and group_of[led[i]] != NOBODY:
            group = group_of[led[i]]
        elif places[i] in heads and not own[i]:
            group = count
            headings.add(group)
        elif leader is not None and group_of[leader] != NOBODY:
            group = count
            leads[group] = leader
        elif (
            i
            and group_of[i - 1] in leads
            and in_marks[i]
            and _is_behind(cue, places[i - 1], own[i])
        ):
            group = group_of[i - 1]
        elif cue is not None:
            group = by_cue.setdefault(cue, count)
        elif (
            previous is not None
            and group_at[previous] != NOBODY
            # Where words beside the quotation might tell the speaker, it is a report of its own.
            and (alone[places[i][0]] or paragraph[previous[0]] == paragraph[places[i][0]])
        ):
            group = group_at[previous]
        else:
            group = count
        count = max(count, group + 1)
        group_of.append(group)
        group_at[places[i]] = group

    out = []
    cue_of = {group: cue for cue, group in by_cue.items()}
    members_of: list[list[int]] = [[] for _ in range(count)]
    for i, group in enumerate(group_of):
        if group != NOBODY:
            members_of[group].append(i)
    for group, members in enumerate(members_of):
        if any(places[i] in whole for i in members):
            members = [i for i in members if in_marks[i]]
        voters = [leads[group]] if group in leads else members
        cue = to_cue[leads[group]].best() if group in leads else cue_of.get(group)
        votes = [to_source[i] for i in voters] + ([by[cue]] if cue else [])
        source, probability = (None, 0.0)
        if group not in headings:
            source, probability = _agree(votes, partial(_may_say, cue, sentence, bracket))
        if (
            cue is not None
            and (source is None or sentence[source[0]] != sentence[cue[0]])
            and any(in_marks[i] for i in members)
        ):
            own_places = [places[i] for i in members]
            near, sure = doubtful_source(reading, cue, own_places, introduces, sentence, printed)
            if near is not None:
                source, probability = near, sure
        out.append(
            Attribution(
                contents=tuple(places[i] for i in members),
                cue=cue,
                source=source,
                content_probability=float(np.mean([contents[i].probability for i in members])),
                source_probability=probability,
            )
        )
    return sorted(out, key=lambda a: a.contents)


def _is_behind(cue: WordSpan | None, before: WordSpan, own: set[WordSpan]) -> bool:
    """Has a content no clause but one that stands before the content before it?"""
    return not own and (cue is None or cue < before)


def _is_pronoun(printed: str) -> bool:
    return printed.split()[0].casefold() in english.PRONOUNS


def _only_quoted(paragraph: NDArray[Any], quoted: NDArray[Any]) -> NDArray[Any]:
    """bool[W]: words of paragraphs in which (nearly) every word stands between marks."""
    total = np.bincount(paragraph)
    inside = np.bincount(paragraph, weights=quoted)
    out: NDArray[Any] = (total - inside <= 1)[paragraph]
    return out


def _reported(content: Labelled, choice: Choice) -> bool:
    """Is a content without marks one, and some cue's? What no word reports is no report."""
    return choice.best() is not None and content.probability >= LEAST_CONTENT


def _may_say(
    cue: WordSpan | None, sentence: NDArray[Any], bracket: NDArray[Any], source: WordSpan | None
) -> bool:
    """Can a source be the one of a cue? Not from a later sentence, nor from within other brackets.

    (1 and 4 of 18,360 in PolNeAR train.)
    """
    if cue is None or source is None:
        return True
    is_later = sentence[source[0]] > sentence[cue[0]]
    return not is_later and bracket[source[0]] in (0, bracket[cue[0]])


def _agree(
    choices: Sequence[Choice], may_say: Callable[[WordSpan | None], bool]
) -> tuple[WordSpan | None, float]:
    """The source that contents and cue choose together: best mean log-probability."""
    total: dict[WordSpan | None, float] = {}
    for choice in choices:
        values = np.maximum(choice.log_probs, -8.0).tolist()
        new: dict[WordSpan | None, float] = dict(zip([*choice.spans, None], values, strict=True))
        for span in total:
            total[span] += new.pop(span, -8.0)
        total.update(new)
    total = {span: value for span, value in total.items() if may_say(span)}
    best = max(total, key=lambda span: total[span])
    weights = np.exp(np.array(list(total.values())) / len(choices))
    return best, float(np.exp(total[best] / len(choices)) / weights.sum())


@dataclass(frozen=True, slots=True)
class _Spans:
    """N spans in text order; ``vectors``: float32[N, S], the encoder's of each."""

    places: list[WordSpan]
    vectors: NDArray[Any]

    def some(self, rows: list[int]) -> _Spans:
        return _Spans([self.places[i] for i in rows], self.vectors[rows])


@dataclass(frozen=True, slots=True)
class _Linker:
    """Scores links between the spans of one text of W words; ``paragraph``: int32[W]."""

    encoder: Encoder
    paragraph: NDArray[Any]

    def scores(
        self, head: str, spans: _Spans, others: _Spans, reach: int, most: int, before: bool = False
    ) -> list[Choice]:
        """All pairs of a head at once; softmax per span over its candidates and none."""
        near = [candidates(p, others.places, reach, most, before=before) for p in spans.places]
        rows = np.array([i for i, row in enumerate(near) for _ in row], dtype=np.int64)
        columns = np.array([j for row in near for j in row], dtype=np.int64)
        scores: NDArray[Any] = np.zeros(0, dtype=np.float32)
        if len(rows):
            features = pair_features(spans.places, others.places, near, self.paragraph)
            pairs = (rows, columns)
            scores = self.encoder.score_links(head, spans.vectors, others.vectors, pairs, features)
        chances = _chances(scores, [len(row) for row in near])
        return [
            Choice([others.places[j] for j in row], p) for row, p in zip(near, chances, strict=True)
        ]


def _chances(scores: NDArray[Any], counts: Sequence[int]) -> list[NDArray[Any]]:
    """Log-probabilities, float32[count + 1] for each count, of its scores and then of none.

    Those of equal counts are worked out together.
    """
    sizes = np.array(counts, dtype=np.int64)
    first = np.cumsum(sizes) - sizes
    out: list[NDArray[Any]] = [scores] * len(counts)
    for size in set(counts):
        rows = np.flatnonzero(sizes == size)
        logits = np.zeros((len(rows), size + 1), dtype=np.float32)
        logits[:, :-1] = scores[first[rows, None] + np.arange(size)]
        logits -= logits.max(axis=1, keepdims=True)
        logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True))
        for row, values in zip(rows.tolist(), logits, strict=True):
            out[row] = values
    return out
