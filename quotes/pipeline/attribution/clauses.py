"""Which clause reports a content: what sentences and paragraphs tell of it, beside the scores."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotes.encoder.words import WordSpan

if TYPE_CHECKING:
    from numpy.typing import NDArray

# How much less likely, in log-probability, a cue of another sentence is for a content without
# marks, and a cue that reports a content of its own sentence for a quotation of another one.
# Chosen on PolNeAR dev: linked F1 falls by .005 without the first, by .001 without the second.
ELSEWHERE, TAKEN = 14.0, 4.0
TOLD_OF = 8.0  # the same of a cue beside the one that the quotation before it has
NEVER = 50.0  # without it span + source falls by .003 on PolNeAR dev
SENTENCES = 2  # from a reporting clause to what follows on from it; an empty line counts as one


@dataclass(slots=True)
class Choice:
    """Log-probabilities of one content's candidates; index -1 (none) stands last."""

    spans: list[WordSpan]
    log_probs: NDArray[Any]

    def best(self) -> WordSpan | None:
        i = int(self.log_probs.argmax())
        return self.spans[i] if i < len(self.spans) else None


def keep_to_sentences(
    to_cue: Sequence[Choice],
    places: Sequence[WordSpan],
    all_quoted: Sequence[bool],
    sentence: NDArray[Any],
) -> None:
    """Lowers the log-probabilities of cues that a content cannot well have.

    A clause, with marks in it or without, stands in the sentence of its cue (98 % in PolNeAR
    train); what is all between marks may stand elsewhere, but hardly has a cue that reports a
    clause.
    """
    taken: dict[WordSpan, int] = {}
    for choice, (a, b), marked in zip(to_cue, places, all_quoted, strict=True):
        if marked:
            continue
        own = {int(sentence[a]), int(sentence[b - 1])}
        for i, cue in enumerate(choice.spans):
            if int(sentence[cue[0]]) not in own:
                choice.log_probs[i] -= ELSEWHERE
        if (best := choice.best()) is not None:
            taken[best] = int(sentence[best[0]])
    for choice, (a, _), marked in zip(to_cue, places, all_quoted, strict=True):
        if marked:
            for i, cue in enumerate(choice.spans):
                if cue in taken and taken[cue] != int(sentence[a]):
                    choice.log_probs[i] -= TAKEN


def keep_to_paragraphs(
    to_cue: Sequence[Choice],
    places: Sequence[WordSpan],
    alone: NDArray[Any],
    paragraph: NDArray[Any],
) -> None:
    """Only a quotation that fills its paragraph has its cue in another one.

    Words beside it (“she shot back”) might be its own report, seen or not.
    """
    for choice, (a, _) in zip(to_cue, places, strict=True):
        if not alone[a]:
            for i, cue in enumerate(choice.spans):
                if paragraph[cue[0]] != paragraph[a]:
                    choice.log_probs[i] -= NEVER


def keep_to_own_clauses(
    to_cue: Sequence[Choice],
    own: Sequence[set[WordSpan]],
    places: Sequence[WordSpan],
    in_marks: Sequence[bool],
    introduces: NDArray[Any],
    sentence: NDArray[Any],
) -> None:
    """Lowers the log-probabilities of clauses that are another quotation's, of one between marks.

    ``own``: of each content, as `own_cues` tells them. Where the sentence of a quotation goes on to
    a cue (“…,” Ada replied), that is its own, and none of another sentence is; a cue that stands so
    beside a quotation is none of another one's before it (“…” Ada said “…”), and surely not before
    a colon: ``introduces``, bool[W], has the words of such clauses. What goes on from a quotation
    goes on from its speaker, not from who tells of it (“…,” Ada said, the Post reported).
    """
    best = [cue if (cue := choice.best()) in own[i] else None for i, choice in enumerate(to_cue)]
    reporting = set(best)
    last = {cue: i for i, cues in enumerate(own) if in_marks[i] for cue in cues}
    for i, choice in enumerate(to_cue):
        if not in_marks[i]:
            continue
        b = places[i][1]
        goes_on = any(cue[0] >= b and sentence[cue[0]] == sentence[b - 1] for cue in own[i])
        before = best[i - 1] if i and in_marks[i - 1] else None
        for k, cue in enumerate(choice.spans):
            if cue in own[i]:
                continue
            if cue[0] >= b and introduces[cue[0]]:
                choice.log_probs[k] -= NEVER
            elif goes_on or (cue[0] >= b and last.get(cue, -1) > i):
                choice.log_probs[k] -= TAKEN
            elif before and cue not in reporting and sentence[cue[0]] == sentence[before[0]]:
                choice.log_probs[k] -= TOLD_OF


def own_cues(
    to_cue: Sequence[Choice], places: Sequence[WordSpan], sentence: NDArray[Any]
) -> list[set[WordSpan]]:
    """Of each content, its candidates that stand in the sentence it begins or ends in."""
    ends = [{int(sentence[a]), int(sentence[b - 1])} for a, b in places]
    return [
        {cue for cue in choice.spans if int(sentence[cue[0]]) in own}
        for choice, own in zip(to_cue, ends, strict=True)
    ]


def goes_on_from_above(
    own: Sequence[set[WordSpan]],
    places: Sequence[WordSpan],
    cues: Sequence[WordSpan],
    sources: Sequence[WordSpan],
    sentence: NDArray[Any],
    paragraph: NDArray[Any],
) -> list[bool]:
    """Of each content: does it begin a paragraph in which no clause is left for it?

    “…” Ada, who came late, said: “…” – the cue has a content of its own. What no source stands
    beside reports nothing. A sentence that goes on (“…,” she shot back) may be a clause unseen.
    """
    said = {int(sentence[a]) for a, _ in sources}
    owners = Counter(cue for cues in own for cue in cues)
    near: dict[int, list[WordSpan]] = defaultdict(list)
    for cue in cues:
        near[int(paragraph[cue[0]])].append(cue)
    free = []
    for i, (a, b) in enumerate(places):
        begins = a == 0 or paragraph[a - 1] != paragraph[a]
        ends = b == len(sentence) or sentence[b] != sentence[b - 1]
        free.append(
            begins
            and ends
            and not own[i]
            and all(
                owners[cue] or int(sentence[cue[0]]) not in said for cue in near[int(paragraph[a])]
            )
        )
    return free


def after_clauses(
    to_cue: Sequence[Choice],
    own: Sequence[set[WordSpan]],
    places: Sequence[WordSpan],
    in_marks: Sequence[bool],
    all_quoted: Sequence[bool],
    named: AbstractSet[int],
    sentence: NDArray[Any],
) -> dict[int, int]:
    """Of quotations without a clause of their own, the content that each follows on from.

    “…,” Ada said. The board said it was late. “…” – the sentence right before the quotation reports
    what somebody else says; it hardly goes on from the clause before that. ``named``: the sentences
    with a source that is no pronoun.
    """
    found = {}
    for i in range(1, len(places)):
        if not in_marks[i] or own[i] or all_quoted[i - 1]:
            continue
        cue, other = to_cue[i - 1].best(), to_cue[i].best()
        if cue is None or other is None or cue not in own[i - 1] or other[0] >= cue[0]:
            continue
        clause, before = int(sentence[cue[0]]), int(sentence[other[0]])
        near = sentence[places[i][0]] - sentence[places[i - 1][1] - 1] <= SENTENCES
        if clause in named and clause != before and near:
            found[i] = i - 1
    return found
