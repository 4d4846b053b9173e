"""Which annotated quotation each utterance is that was found in a story."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from quotes.corpora.annotations import AnnotatedText, Quotation

if TYPE_CHECKING:
    from quotes.pipeline.fiction.story import Story


def annotated(text: AnnotatedText, story: Story, start: int = 0) -> list[Quotation | None]:
    """Of each utterance the quotation that most of it is; None where it touches none.

    ``start``: where in the text the story was cut from.
    """
    spans = sorted((s, e, i) for i, q in enumerate(text.quotations) for s, e in q.spans)
    longest = max((e - s for s, e, _ in spans), default=0)
    out: list[Quotation | None] = []
    for utterance in story.conversations.utterances:
        covered: Counter[int] = Counter()
        for number in utterance.stretches:
            stretch = story.stretches[number]
            begin, end = stretch.start + start, stretch.end + start
            first = bisect_left(spans, (begin - longest,))
            for s, e, i in spans[first : bisect_left(spans, (end,))]:
                covered[i] += max(0, min(e, end) - max(s, begin))
        best = max(covered, key=lambda i: covered[i], default=-1)
        out.append(text.quotations[best] if covered[best] > 0 else None)
    return out
