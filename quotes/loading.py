"""`quotes.load` and `quotes.extract`: from a text to its records, with the model loaded once."""

from __future__ import annotations

import dataclasses
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from quotes.characters import read_cast
from quotes.errors import ModelError
from quotes.results import Quotes

if TYPE_CHECKING:
    from spacy.language import Language

    from quotes.pipeline.extractor import Extractor

Kinds = Literal["all", "direct"]
TurnsMode = Literal["auto", "yes", "no"]


def load(
    kind: Kinds = "all",
    model: str = "en",
    spacy_model: str | None = None,
    all_marks: bool = False,
    turns: TurnsMode = "auto",
    cast: Path | str | None = None,
) -> Language:
    """A spaCy pipeline that finds quotations: ``nlp(text)._.quotes`` is a tuple of `Quote`.

    ``kind``: "direct" keeps to what stands between quotation marks and is faster. ``model``: an
    installed model (`quotes.models()`) or the path of one. ``spacy_model``: run inside this
    installed spaCy pipeline instead of a bare tokenizer; it does not change the records.
    ``all_marks``: also list the stretches in quotation marks that nobody says, with the kind
    "not-speech". ``turns``: whether each turn of a transcript (``NAME: words``) is a record: "auto"
    where a text shows that it is one, "yes" as the caller says so, "no" never. ``cast``: a CSV file
    with the characters of a book (columns name, aliases, pronouns); then nobody else speaks in it.

    Raises `ModelError` where a model is not installed, `CastError` where a cast cannot be read.
    """
    import spacy

    from quotes.pipeline import component  # registers the factory; spaCy finds it when installed

    given = extractor(kind, model, all_marks, turns, cast).cast  # says what is wrong with them
    if spacy_model is None:
        nlp = spacy.blank("en")
    else:
        try:
            nlp = spacy.load(spacy_model)
        except OSError as error:
            raise ModelError(
                f"no spaCy model {spacy_model!r} is installed: install it, or leave out "
                "--spacy-model"
            ) from error
    config = {"model": model, "kind": kind, "all_marks": all_marks, "turns": turns, "cast": given}
    nlp.add_pipe(component.NAME, config=config)
    nlp.max_length = max(nlp.max_length, 100_000_000)  # the limit is for spaCy's parser
    return nlp


def extractor(
    kind: Kinds = "all",
    model: str = "en",
    all_marks: bool = False,
    turns: TurnsMode = "auto",
    cast: Path | str | None = None,
) -> Extractor:
    """What finds the quotations of a text, without spaCy around it. Arguments as for `load`."""
    from quotes.pipeline.extractor import Extractor, load_encoder

    if kind not in ("all", "direct"):
        raise ValueError(f"kind is 'all' or 'direct', not {kind!r}")
    if turns not in ("auto", "yes", "no"):
        raise ValueError(f"turns is 'auto', 'yes' or 'no', not {turns!r}")
    members = read_cast(Path(cast)) if cast is not None else ()
    given = tuple((one.name, one.aliases, one.pronouns) for one in members)
    return Extractor(load_encoder(model), kind, all_marks, turns, given)


@lru_cache(maxsize=8)
def _loaded(
    kind: Kinds,
    model: str,
    spacy_model: str,
    all_marks: bool,
    turns: TurnsMode,
    cast: Path | str | None,
) -> Language:
    return load(kind, model, spacy_model, all_marks, turns, cast)


def extract(
    text: str,
    doc: str = "",
    *,
    kind: Kinds = "all",
    model: str = "en",
    spacy_model: str | None = None,
    all_marks: bool = False,
    turns: TurnsMode = "auto",
    cast: Path | str | None = None,
) -> Quotes:
    """The quotations of one text, in text order. ``doc`` names the document in the records.

    They come as a list that shows itself in a notebook and becomes a table: see `Quotes`.
    The model is loaded at the first call and kept. For many texts, `load` and ``nlp.pipe``.
    """
    if spacy_model is None:
        found = extractor(kind, model, all_marks, turns, cast)(text).quotes
    else:
        found = _loaded(kind, model, spacy_model, all_marks, turns, cast)(text)._.quotes
    return Quotes((dataclasses.replace(quote, doc=doc) for quote in found), text)
