"""What `quotes evaluate` measures, as typed results; how each is counted is said by its scorer.

A precision, a recall, an F1, an accuracy and any other share is a fraction between 0 and 1, never a
percentage, and 0 where there is nothing to divide by unless it is said otherwise. A count is a
whole number. ``to_dict()`` gives what `quotes evaluate --json` prints, its keys a contract.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from quotes.evaluation.intervals import Interval
from quotes.evaluation.ratios import PrecisionRecall, Share

Nested = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RoleFigures:
    """One role (content, cue or source) over all attributions, compared in three ways."""

    exact: PrecisionRecall  # the very same tokens
    trimmed: PrecisionRecall  # the same but for punctuation at the edges
    overlap: PrecisionRecall  # token by token: the counts are tokens


@dataclass(frozen=True, slots=True)
class Roles:
    content: RoleFigures
    cue: RoleFigures
    source: RoleFigures


@dataclass(frozen=True, slots=True)
class Linked(PrecisionRecall):
    """Records paired with attributions: content, source and cue agree."""

    recall_by_source: Mapping[str, Share]  # of attributions, by their source's form, or “none”


@dataclass(frozen=True, slots=True)
class SourceAccuracy:
    """Quoted spans that somebody says, and whose source the gold tells: is it ours too?"""

    accuracy_all: float  # right of sourced
    accuracy_claimed: float  # right of sourced_claimed
    right: int
    sourced: int  # such spans
    sourced_claimed: int  # those of them that a record covers
    positive_no_source: int  # spans that somebody says, the gold does not tell who: left out
    by_type: Mapping[str, Share]  # right of sourced, by the form of the gold's source


@dataclass(frozen=True, slots=True)
class Quoted:
    """Quoted speech, counted in quoted spans of the text."""

    spans: int
    positive: int  # somebody says them
    negative: int  # nobody does: titles, nicknames, so-called words
    claimed: int  # a record covers them
    detection: PrecisionRecall  # claimed against positive
    attribution: SourceAccuracy
    span_source: PrecisionRecall  # found, and with the right source


@dataclass(frozen=True, slots=True)
class ResolvedSpeakers:
    """The names of speakers, over the labelled stretches."""

    labels: int  # stretches whose speaker is labelled with a name
    labels_without_speaker: int  # labelled as having none: left out
    labels_of_unknown_documents: int  # of texts that are not in the corpus: left out
    accuracy: float  # right of labels
    accuracy_given: float  # right of given
    right: int
    given: int  # a record covers the stretch and names a speaker
    no_speaker: int  # a record covers it and names none
    no_record: int


@dataclass(frozen=True, slots=True)
class PolnearFigures:
    """The figures of `quotes.evaluation.polnear`."""

    documents: int
    documents_predicted: int  # those of which records were given, if only none
    attributions: int
    records: int
    roles: Roles
    linked: Linked
    quoted: Quoted
    indirect_linked_recall: Share  # linked, of the attributions without a quoted span
    predictions_of_unknown_documents: int  # documents with records that are not in the corpus
    speakers: ResolvedSpeakers | None = None  # None where no labels were given

    def to_dict(self) -> Nested:
        """As `--json` prints it; without ``speakers`` where no labels were given."""
        nested = asdict(self)
        speakers = nested.pop("speakers")
        unknown = nested.pop("predictions_of_unknown_documents")
        if speakers is not None:
            nested["speakers"] = speakers
        return {**nested, "predictions_of_unknown_documents": unknown}


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and F1 where their counts mean nothing, as of B-cubed."""

    p: float
    r: float
    f1: float


@dataclass(frozen=True, slots=True)
class LitbankFigures:
    """The figures of `quotes.evaluation.litbank`."""

    texts: int
    gold: int  # quotations of the gold, in pieces
    pred: int  # of the records
    exact: Rates  # found, and the same at both ends
    overlap: Rates  # found: half of the characters of both are common
    b3: Rates  # B-cubed of speakers over all quotations; one without a speaker of ours scores 0
    b3_single: Rates  # … one without a speaker is a cluster by itself
    b3_found: Rates  # … over the quotations found
    name_accuracy: float  # of nameable: our name is one that the text gives the speaker
    nameable: int  # quotations whose speaker has a proper name in the text

    def to_dict(self) -> Nested:
        """As `--json` prints it: ``exact_p`` and so on, side by side."""
        beside: Nested = {}
        for name, value in asdict(self).items():
            rates = value.items() if isinstance(value, dict) else ()
            beside |= {f"{name}_{rate}": of for rate, of in rates} or {name: value}
        return beside


@dataclass(frozen=True, slots=True)
class NovelDetection:
    """Quotations found, in pieces (one a paragraph)."""

    p: float
    r: float
    f1: float
    macro_f1: float  # the mean of the novels' F1
    exact_f1: float  # found, and the same at both ends
    gold: int
    pred: int
    matched: int


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The share of some quotations whose speaker is right."""

    accuracy: float
    quotations: int


@dataclass(frozen=True, slots=True)
class NovelSpeakers:
    """Who is named as speaker, over the quotations whose speaker the gold knows."""

    all: Accuracy
    explicit: Accuracy  # a speech tag names the speaker
    anaphoric: Accuracy  # its tag has a pronoun or a noun
    implicit: Accuracy  # there is no tag
    other: Accuracy  # the corpus does not tell
    accuracy_macro: float  # the mean of the novels
    accuracy_found: float  # of the quotations found
    accuracy_strict: float  # of all; only names that the corpus lists count
    named: float  # the share of all that we name a speaker of, right or wrong
    outcomes: Mapping[str, int]  # right, wrong, ambiguous, unlisted, null or missed: how many

    def to_dict(self) -> Nested:
        """As `--json` prints it: ``accuracy_explicit`` and so on, side by side."""
        return {
            "quotations": self.all.quotations,
            "accuracy": self.all.accuracy,
            **_of_kind("explicit", self.explicit),
            **_of_kind("anaphoric", self.anaphoric),
            **_of_kind("implicit", self.implicit),
            **_of_kind("other", self.other),
            "accuracy_macro": self.accuracy_macro,
            "accuracy_found": self.accuracy_found,
            "accuracy_strict": self.accuracy_strict,
            "named": self.named,
            "outcomes": dict(self.outcomes),
        }


def _of_kind(kind: str, one: Accuracy) -> Nested:
    return {f"accuracy_{kind}": one.accuracy, f"quotations_{kind}": one.quotations}


@dataclass(frozen=True, slots=True)
class NovelClusters:
    """The quotations of one speaker put together, whatever the speaker is called."""

    b3_p: float  # B-cubed
    b3_r: float
    b3_f1: float
    one_to_one: float  # the share right if each cluster were the one character it fits best
    purity: float  # the same, several clusters to a character allowed


@dataclass(frozen=True, slots=True)
class NovelFigures:
    """One novel, or several together."""

    novels: int
    detection: NovelDetection
    speakers: NovelSpeakers
    clusters: NovelClusters

    def to_dict(self) -> Nested:
        return {
            "novels": self.novels,
            "detection": asdict(self.detection),
            "speakers": self.speakers.to_dict(),
            "clusters": asdict(self.clusters),
        }


@dataclass(frozen=True, slots=True)
class PdncFigures(NovelFigures):
    """The figures of `quotes.evaluation.pdnc`: of all novels together, and of each."""

    per_novel: Mapping[str, NovelFigures]

    def to_dict(self) -> Nested:
        """As `--json` prints it."""
        each = {name: novel.to_dict() for name, novel in self.per_novel.items()}
        return {**NovelFigures.to_dict(self), "per_novel": each}


@dataclass(frozen=True, slots=True)
class Measured(PrecisionRecall):
    """Precision, recall and F1 with their 95 % intervals: low and high."""

    p_interval: Interval | None  # Wilson's; None where there is nothing to share
    r_interval: Interval | None
    f1_interval: Interval | None  # a bootstrap over documents; None for fewer than two


@dataclass(frozen=True, slots=True)
class CorrectedFigures:
    """The figures of `quotes.evaluation.corrected`. Nothing found where nothing is is right: 1.

    ``unjudged``: so many records of the gold nobody judged; they count in none of the figures.
    """

    documents: int
    quotations: Measured
    kind: Measured  # found, and of the right kind
    source: Measured
    speaker: Measured
    direct: Measured
    mixed: Measured
    indirect: Measured
    unjudged: int = 0

    def to_dict(self) -> Nested:
        """As `--json` prints it."""
        return asdict(self)


Figures = PolnearFigures | LitbankFigures | PdncFigures | CorrectedFigures
