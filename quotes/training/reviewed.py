"""Records that a person corrected → what the network learns from, as from a corpus of news.

What a record does not tell for sure is left out: who speaks, where the source as printed names
somebody else than the speaker (a reviewer corrects the name, seldom the mention); and the turns of
a transcript, which no word in the text reports.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from quotes import marks
from quotes.annotations import AnnotatedDocument
from quotes.corpora.annotations import AnnotatedText, Attribution, Quotation, Span
from quotes.evaluation.names import plain_name
from quotes.records import Quote, Speaker
from quotes.training.examples import Example, Labels, fiction_example, news_example

if TYPE_CHECKING:
    from tokenizers import Tokenizer


class Reviewed(NamedTuple):
    """A corrected text, and whether it is read as a story."""

    document: AnnotatedDocument
    is_story: bool


def example(
    reviewed: Reviewed,
    names: Sequence[tuple[int, int, int]],
    tokenizer: Tokenizer,
    longest: int,
) -> Example:
    """The document as the network sees it; ``names``: (start, end, B- label).

    Of a story only what is speech: who says it is told by the conversation there.
    """
    document = reviewed.document
    known = annotated(document)
    if reviewed.is_story:
        spoken = [span for one in known.attributions for span in one.content]
        spoken += [span for one in known.quotations for span in one.spans]
        return fiction_example(document.text, spoken, known.id, tokenizer, longest)
    return news_example(known, Labels(names, named_sources(document)), tokenizer, longest)


def annotated(document: AnnotatedDocument) -> AnnotatedText:
    """The document as a text of a corpus: attributions, and quotations of which only that is known.

    As in PolNeAR, the quotation marks are part of a content.
    """
    stretches = [stretch for stretch in marks.pair(document.text) if stretch.depth == 0]
    attributions: list[Attribution] = []
    quotations: list[Quotation] = []
    for number, quote in enumerate(document.quotes, 1):
        if quote.kind == "not-speech":
            continue
        content = tuple(_with_marks((part.start, part.end), stretches) for part in quote.parts)
        if _is_told(quote):
            cue = ((quote.cue.start, quote.cue.end),) if quote.cue else ()
            source = ((quote.source.start, quote.source.end),) if quote.source else ()
            attributions.append(Attribution(f"E{number}", content, cue, source))
        else:
            quotations.append(Quotation(f"Q{number}", content, None))
    return AnnotatedText(document.id, document.text, tuple(attributions), tuple(quotations))


def named_sources(document: AnnotatedDocument) -> dict[Span, Span | None]:
    """For each pronoun or description that is a source the name it stands for, None for nobody who
    is named; without those whose name is not printed in the text."""
    found: dict[Span, Span | None] = {}
    for quote in document.quotes:
        if quote.kind == "not-speech" or quote.source is None or quote.source.kind == "name":
            continue
        mention = (quote.source.start, quote.source.end)
        if quote.speaker is None or quote.speaker.type in ("unnamed", "group"):
            if "no-speaker" in quote.flags or quote.speaker is not None:
                found[mention] = None
        elif name := _printed(document.text, quote.speaker, mention):
            found[mention] = name
    return found


def _is_told(quote: Quote) -> bool:
    if quote.kind == "direct" and not quote.quoted:
        return False  # a turn
    if quote.source is None or quote.speaker is None or quote.source.kind != "name":
        return True
    said = set(plain_name(quote.source.text).split())
    names = (quote.speaker.name, *quote.speaker.aliases)
    return any(said & set(plain_name(name).split()) for name in names)


def _with_marks(span: Span, stretches: Sequence[marks.Quoted]) -> Span:
    """The span with the quotation marks at its very edges."""
    start, end = span
    at = bisect_left(stretches, start, key=lambda stretch: stretch.start)
    for stretch in stretches[at:]:
        if stretch.start >= end:
            break
        if stretch.start == span[0]:
            start = stretch.outer_start
        if stretch.end == span[1]:
            end = stretch.outer_end
    return start, end


def _printed(text: str, speaker: Speaker, mention: Span) -> Span | None:
    """Where the speaker's name stands: the last time before the mention, or else the first."""
    for name in (speaker.name, *speaker.aliases):
        at = text.rfind(name, 0, mention[0])
        at = at if at >= 0 else text.find(name, mention[1])
        if at >= 0:
            return at, at + len(name)
    return None
