"""Figures against PolNeAR: the parts of attributions, quoted speech, resolved speakers.

Records and attributions are compared by their tokens (`quotes.evaluation.tokens`).

Roles, for content, cue and source by themselves
    exact     the very same tokens as in a role of the gold not matched yet
    trimmed   the same, the punctuation at the edges of each run of tokens left out
    overlap   token by token
Linked
    a record is right if it can be paired, one to one, with an attribution so that at least half of
    the tokens of both contents are common to them, the sources share a token (or neither has one),
    and the cues share one or the gold has no cue
Quoted speech, over the quoted spans of the text (`quotes.evaluation.quoted_spans`)
    positive     at least half of its tokens lie in the gold's contents, otherwise it is a title, a
                 nickname, a so-called word; it belongs to the attribution with most of them
    claimed      the same by the records
    detection    claimed against positive
    span_source  right is a positive, claimed span whose source shares a token with the gold's;
                 positives whose gold has no source are left out
    by_type      the share that is right by the form of the gold's source
Indirect
    linked recall of the attributions that no positive span belongs to
Speakers, where labels are given
    a labelled stretch is right if the record that covers most of it, and at least half, names a
    speaker that is the label's or one of its aliases (`quotes.evaluation.names`)
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar, get_args

from quotes.corpora.annotations import AnnotatedText, Attribution, Span
from quotes.corpora.labels import SpeakerLabel
from quotes.evaluation.figures import (
    Linked,
    PolnearFigures,
    Quoted,
    ResolvedSpeakers,
    RoleFigures,
    Roles,
    SourceAccuracy,
)
from quotes.evaluation.names import plain_name
from quotes.evaluation.quoted_spans import quoted_spans
from quotes.evaluation.ratios import PrecisionRecall, precision_recall, ratio, share
from quotes.evaluation.source_forms import Form, source_form, word_counts
from quotes.evaluation.tokens import Numbers, Tokens, holder
from quotes.records import Quote

T = TypeVar("T", int, Numbers)

_ROLES = ("content", "cue", "source")  # as the fields of Roles
_SHAPES = ("exact", "trimmed", "overlap")  # as those of RoleFigures
_FORMS: tuple[str, ...] = get_args(Form)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The tokens of an attribution's or a record's parts."""

    content: Numbers
    cue: Numbers
    source: Numbers


def score(
    gold: Iterable[AnnotatedText],
    found: Mapping[str, Sequence[Quote]],
    labels: Iterable[SpeakerLabel] | None = None,
) -> PolnearFigures:
    """The figures of the records ``found`` by the id of their text.

    ``gold`` has one text for each article, its attributions in file order; an article without
    records counts as one where nothing was found. ``labels`` name the speakers of stretches.
    """
    texts = list(gold)
    scorer = _Scorer(word_counts(text.text for text in texts))
    by_text: dict[str, list[SpeakerLabel]] = defaultdict(list)
    for label in labels or ():
        by_text[label.id].append(label)
    for text in texts:
        scorer.add(text, found.get(text.id), by_text.pop(text.id, ()))
    return scorer.figures(
        speakers=None
        if labels is None
        else scorer.speakers(unknown=sum(map(len, by_text.values()))),
        unknown=len(found.keys() - {text.id for text in texts}),
    )


class _Scorer:
    """Sums over the articles; ``_count`` has all plain sums by name."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self._words = words
        self._count: Counter[str] = Counter()
        # Right, predicted and gold, of each role and way of comparing.
        self._roles = {(role, shape): [0, 0, 0] for role in _ROLES for shape in _SHAPES}
        # Right and all, by the form of the source.
        self._linked = {form: [0, 0] for form in (*_FORMS, "none")}
        self._attributed = {form: [0, 0] for form in _FORMS}

    def add(
        self,
        text: AnnotatedText,
        quotes: Sequence[Quote] | None,
        labels: Iterable[SpeakerLabel],
    ) -> None:
        tokens = Tokens(text.text)
        kept = [(a, parts) for a in text.attributions if (parts := _gold(tokens, a)).content]
        records = [(q, parts) for q in quotes or () if (parts := _predicted(tokens, q)).content]
        gold, predicted = [parts for _, parts in kept], [parts for _, parts in records]
        forms = [self._form(text.text, attribution) for attribution, _ in kept]
        self._count.update(
            documents=1,
            documents_predicted=int(quotes is not None),
            attributions=len(gold),
            records=len(predicted),
        )
        self._add_roles(tokens, gold, predicted)
        matched = _matched(gold, predicted)
        for at, form in enumerate(forms):
            self._linked[form][0] += at in matched
            self._linked[form][1] += 1
        quoted = self._add_quoted(text.text, tokens, gold, predicted, forms)
        indirect = set(range(len(gold))) - quoted
        self._count.update(
            linked=len(matched), indirect=len(indirect), indirect_linked=len(indirect & matched)
        )
        for label in labels:
            self._add_label(tokens, label, records)

    def _form(self, text: str, attribution: Attribution) -> str:
        if not attribution.source:
            return "none"
        return source_form(text, attribution.source, self._words)

    def _add_roles(
        self, tokens: Tokens, gold: Sequence[_Parts], predicted: Sequence[_Parts]
    ) -> None:
        for role in _ROLES:
            true = [numbers for one in gold if (numbers := getattr(one, role))]
            ours = [numbers for one in predicted if (numbers := getattr(one, role))]
            self._add_role(role, "exact", Counter(true), Counter(ours))
            trim = tokens.trimmed
            self._add_role(role, "trimmed", Counter(map(trim, true)), Counter(map(trim, ours)))
            all_true, all_ours = (frozenset[int]().union(*sets) for sets in (true, ours))
            self._add_role(role, "overlap", Counter(all_true), Counter(all_ours))

    def _add_role(self, role: str, shape: str, gold: Counter[T], predicted: Counter[T]) -> None:
        sums = self._roles[role, shape]
        sums[0] += (gold & predicted).total()
        sums[1] += predicted.total()
        sums[2] += gold.total()

    def _add_quoted(
        self,
        text: str,
        tokens: Tokens,
        gold: Sequence[_Parts],
        predicted: Sequence[_Parts],
        forms: Sequence[str],
    ) -> set[int]:
        """Counts the quoted spans; gives the attributions that positive ones belong to."""
        quoted: set[int] = set()
        for place in quoted_spans(text):
            span = tokens.within([place])
            owner = holder(span, [one.content for one in gold])
            claimant = holder(span, [one.content for one in predicted])
            claimed = claimant is not None
            self._count.update(spans=1, claimed=claimed)
            if owner is None:
                continue
            quoted.add(owner)
            self._count.update(positive=1, claimed_positive=claimed)
            source = gold[owner].source
            if not source:
                self._count.update(no_source=1, claimed_no_source=claimed)
                continue
            right = claimant is not None and bool(source & predicted[claimant].source)
            self._count.update(sourced=1, sourced_claimed=claimed, right=right)
            self._attributed[forms[owner]][0] += right
            self._attributed[forms[owner]][1] += 1
        return quoted

    def _add_label(
        self, tokens: Tokens, label: SpeakerLabel, records: Sequence[tuple[Quote, _Parts]]
    ) -> None:
        if label.speaker is None:
            self._count["unlabelled"] += 1
            return
        self._count["labels"] += 1
        owner = holder(tokens.within(label.spans), [parts.content for _, parts in records])
        if owner is None:
            self._count["no_record"] += 1
            return
        speaker = records[owner][0].speaker
        if speaker is None or not speaker.name:
            self._count["no_speaker"] += 1
            return
        names = {plain_name(name) for name in (label.speaker, *label.aliases)}
        self._count.update(given=1, named_right=plain_name(speaker.name) in names)

    def figures(self, speakers: ResolvedSpeakers | None, unknown: int) -> PolnearFigures:
        """``unknown``: documents with records that are not in the gold."""
        n = self._count
        return PolnearFigures(
            documents=n["documents"],
            documents_predicted=n["documents_predicted"],
            attributions=n["attributions"],
            records=n["records"],
            roles=Roles(*(RoleFigures(*(self._role(a, b) for b in _SHAPES)) for a in _ROLES)),
            linked=Linked(
                **asdict(_rates(n["linked"], n["records"], n["attributions"])),
                recall_by_source={form: share(*of) for form, of in self._linked.items()},
            ),
            quoted=self._quoted(),
            indirect_linked_recall=share(n["indirect_linked"], n["indirect"]),
            predictions_of_unknown_documents=unknown,
            speakers=speakers,
        )

    def _role(self, role: str, shape: str) -> PrecisionRecall:
        right, predicted, gold = self._roles[role, shape]
        return _rates(right, predicted, gold)

    def _quoted(self) -> Quoted:
        n = self._count
        return Quoted(
            spans=n["spans"],
            positive=n["positive"],
            negative=n["spans"] - n["positive"],
            claimed=n["claimed"],
            detection=_rates(n["claimed_positive"], n["claimed"], n["positive"]),
            attribution=SourceAccuracy(
                accuracy_all=ratio(n["right"], n["sourced"]),
                accuracy_claimed=ratio(n["right"], n["sourced_claimed"]),
                right=n["right"],
                sourced=n["sourced"],
                sourced_claimed=n["sourced_claimed"],
                positive_no_source=n["no_source"],
                by_type={form: share(*of) for form, of in self._attributed.items()},
            ),
            span_source=_rates(n["right"], n["claimed"] - n["claimed_no_source"], n["sourced"]),
        )

    def speakers(self, unknown: int) -> ResolvedSpeakers:
        """``unknown``: labels of documents that are not in the gold."""
        n = self._count
        return ResolvedSpeakers(
            labels=n["labels"],
            labels_without_speaker=n["unlabelled"],
            labels_of_unknown_documents=unknown,
            accuracy=ratio(n["named_right"], n["labels"]),
            accuracy_given=ratio(n["named_right"], n["given"]),
            right=n["named_right"],
            given=n["given"],
            no_speaker=n["no_speaker"],
            no_record=n["no_record"],
        )


def _rates(right: int, predicted: int, gold: int) -> PrecisionRecall:
    """Nothing found where nothing was is all right."""
    return precision_recall(right, predicted, gold, empty=1.0)


def _gold(tokens: Tokens, attribution: Attribution) -> _Parts:
    spans = (attribution.content, attribution.cue, attribution.source)
    return _Parts(*map(tokens.within, spans))


def _predicted(tokens: Tokens, quote: Quote) -> _Parts:
    cue: list[Span] = [(quote.cue.start, quote.cue.end)] if quote.cue else []
    source: list[Span] = [(quote.source.start, quote.source.end)] if quote.source else []
    content: list[Span] = [(part.start, part.end) for part in quote.parts]
    return _Parts(*map(tokens.within, (content, cue, source)))


def _is_linked(gold: _Parts, record: _Parts) -> bool:
    common = len(gold.content & record.content)
    if not common or common / len(gold.content | record.content) < 0.5:
        return False
    if gold.source or record.source:
        return bool(gold.source & record.source) and _cues_agree(gold, record)
    return _cues_agree(gold, record)


def _cues_agree(gold: _Parts, record: _Parts) -> bool:
    return not gold.cue or bool(gold.cue & record.cue)


def _matched(gold: Sequence[_Parts], predicted: Sequence[_Parts]) -> set[int]:
    """The attributions in a largest one-to-one pairing with records (augmenting paths)."""
    owner: dict[int, int] = {}  # record by attribution
    fits = [[at for at, true in enumerate(gold) if _is_linked(true, one)] for one in predicted]

    def place(record: int, tried: set[int]) -> bool:
        for at in fits[record]:
            if at not in tried:
                tried.add(at)
                if at not in owner or place(owner[at], tried):
                    owner[at] = record
                    return True
        return False

    for record in range(len(predicted)):
        place(record, set())
    return set(owner)
