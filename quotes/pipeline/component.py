"""The spaCy component, a thin frame around `extractor`: reads ``doc.text``, writes to the Doc.

``doc._.quotes`` is a tuple of `quotes.records.Quote`; the layers beneath it are in ``doc.spans``:
"quoted", "contents", "cues" and "sources", labelled as in `LABELS`. ``doc._.turns`` may be set
before, where a file tells who speaks when; else it holds the turns that were found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from quotes.options import CastMember, Kinds, Options, TurnsMode
from quotes.pipeline.extractor import Extractor, load_encoder
from quotes.records import Quote
from quotes.turns import Turn

NAME = "quotes"  # of the factory, in nlp.add_pipe
# Of the spans of each layer: what displaCy writes under them.
LABELS = {"quoted": "QUOTED", "contents": "CONTENT", "cues": "CUE", "sources": "SOURCE"}

# Both are kept in ``doc.user_data`` as plain data, so that `Doc.to_bytes`, several processes and
# `DocBin(store_user_data=True)` take them along without pickle.
_QUOTES, _TURNS = "quotes", "quotes.turns"


def _quotes_of(doc: Doc) -> tuple[Quote, ...]:
    return tuple(Quote.from_dict(record) for record in doc.user_data.get(_QUOTES, ()))


def _keep_quotes(doc: Doc, quotes: Iterable[Quote]) -> None:
    doc.user_data[_QUOTES] = [quote.to_dict() for quote in quotes]


def _turns_of(doc: Doc) -> tuple[Turn, ...] | None:
    kept = doc.user_data.get(_TURNS)
    if kept is None:
        return None
    return tuple(
        Turn(
            start,
            end,
            label and tuple(label),
            name,
            time,
            tuple(map(tuple, gaps)),
            part,
            tuple(map(tuple, times)),
        )
        for start, end, label, name, time, gaps, part, times in kept
    )


def _keep_turns(doc: Doc, turns: Iterable[Turn] | None) -> None:
    doc.user_data[_TURNS] = None if turns is None else [astuple(turn) for turn in turns]


if not Doc.has_extension("quotes"):
    Doc.set_extension("quotes", getter=_quotes_of, setter=_keep_quotes)
if not Doc.has_extension("turns"):
    Doc.set_extension("turns", getter=_turns_of, setter=_keep_turns)


class QuotesComponent:
    def __init__(self, extractor: Extractor) -> None:
        self.extractor = extractor

    def __call__(self, doc: Doc) -> Doc:
        found = self.extractor(doc.text, doc._.turns)
        doc._.quotes, doc._.turns = found.quotes, found.turns
        for name, places in found.layers.items():
            # Widened to whole tokens.
            spans = (doc.char_span(s, e, LABELS[name], alignment_mode="expand") for s, e in places)
            doc.spans[name] = [span for span in spans if span is not None]
        return doc


def config(options: Options) -> dict[str, Any]:
    """The options as the plain data that a spaCy config holds."""
    return {**asdict(options), "cast": [list(astuple(member)) for member in options.cast]}


@Language.factory(
    NAME,
    default_config=config(Options()),
    assigns=["doc._.quotes", "doc._.turns", "doc.spans"],
)
def make_quotes(
    nlp: Language,
    name: str,
    model: str,
    kind: Kinds,
    all_marks: bool,
    turns: TurnsMode,
    cast: Sequence[tuple[str, Sequence[str], str]],
) -> QuotesComponent:
    """``cast``: a book's characters as (name, aliases, pronouns); none: they are looked for."""
    members = tuple(CastMember(name, tuple(aliases), said) for name, aliases, said in cast)
    return QuotesComponent(
        Extractor(load_encoder(model), Options(kind, model, all_marks, turns, members))
    )
