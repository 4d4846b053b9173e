"""`quotes.load`, `quotes.extract` and `quotes.check`: the public verbs, the model loaded once."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.documents.casts import read_cast
from quotes.errors import ModelError
from quotes.options import Kinds, Options, TurnsMode
from quotes.records import Quote
from quotes.results import Quotes

if TYPE_CHECKING:
    from spacy.language import Language

    from quotes.checking import Check
    from quotes.checking.sources import SourceLike
    from quotes.documents import Document
    from quotes.pipeline.extractor import Extractor


def load(
    kind: Kinds = "all",
    model: str = "en",
    spacy_model: str | None = None,
    all_marks: bool = False,
    turns: TurnsMode = "auto",
    cast: Path | str | None = None,
) -> Language:
    """A spaCy pipeline that finds quotations: ``nlp(text)._.quotes`` is a tuple of `Quote`.

    ``spacy_model``: run inside this installed spaCy pipeline instead of a bare tokenizer; it does
    not change the records. ``cast``: a CSV file with the characters of a book (columns name,
    aliases, pronouns). The rest are those of `quotes.options.Options`.

    Raises `ModelError` where a model is not installed, `CastError` where a cast cannot be read.
    """
    return pipeline(options(kind, model, all_marks, turns, cast), spacy_model)


def pipeline(chosen: Options, spacy_model: str | None = None) -> Language:
    """As `load`, with options that are whole already."""
    import spacy

    from quotes.encoder.model import find_model
    from quotes.pipeline import component  # registers the factory; spaCy finds it when installed

    find_model(chosen.model)  # says at once what is wrong with it
    if spacy_model is None:
        nlp = spacy.blank("en")
    else:
        try:
            nlp = spacy.load(spacy_model)
        except OSError as error:
            raise ModelError(
                f"no spaCy model {spacy_model!r} is installed: pip install it, or leave out "
                "--spacy-model"
            ) from error
    nlp.add_pipe(component.NAME, config=component.config(chosen))
    nlp.max_length = max(nlp.max_length, 100_000_000)  # the limit is for spaCy's parser
    return nlp


def options(
    kind: Kinds = "all",
    model: str = "en",
    all_marks: bool = False,
    turns: TurnsMode = "auto",
    cast: Path | str | None = None,
) -> Options:
    """The options, the cast read from its file. Arguments and errors as for `load`."""
    members = read_cast(Path(cast)) if cast is not None else ()
    return Options(kind, model, all_marks, turns, members)


def extractor(chosen: Options | None = None) -> Extractor:
    """What finds the quotations of a text, without spaCy around it. Raises `ModelError`."""
    from quotes.pipeline.extractor import Extractor, load_encoder

    chosen = chosen or Options()
    return Extractor(load_encoder(chosen.model), chosen)


@lru_cache(maxsize=8)
def _loaded(chosen: Options, spacy_model: str) -> Language:
    return pipeline(chosen, spacy_model)


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
    The other arguments and the errors are those of `load`.
    """
    chosen = options(kind, model, all_marks, turns, cast)
    if spacy_model is None:
        found = extractor(chosen)(text).quotes
    else:
        found = _loaded(chosen, spacy_model)(text)._.quotes
    return Quotes((dataclasses.replace(quote, doc=doc) for quote in found), text)


def check(
    article: str | Path | Document | Sequence[Quote],
    sources: SourceLike | Iterable[SourceLike] | Mapping[str, str],
    *,
    kind: Kinds = "all",
    model: str = "en",
    turns: TurnsMode = "auto",
) -> list[Check]:
    """Checks every quotation of an article, in its order, against the sources.

    ``article``: its text, a `pathlib.Path`, or the quotations themselves (`quotes.extract`).
    ``sources``: a text, a `Path` to a file or folder, several of them, or texts by name. The
    options are those of `extract`, and say how the article is read.

    A source that cannot be read makes `Verdict.UNCHECKED` of what is not found in the others.
    Raises `QuotesError` where the article cannot be read.
    """
    from quotes.checking import check_quotes, make_sources
    from quotes.documents import Document

    made = make_sources(sources)
    if not isinstance(article, str | Path | Document):
        return check_quotes(article, made)
    document = _document(article)
    find = extractor(Options(kind, model, turns=turns))
    found = find(document.text, document.turns or None).quotes
    named = [dataclasses.replace(quote, doc=document.id) for quote in found]
    return check_quotes(named, made, document.text)


def _document(article: str | Path | Document) -> Document:
    from quotes.checking.sources import not_a_path
    from quotes.documents import Document, read

    if isinstance(article, Document):
        return article
    if isinstance(article, str):
        return Document("", not_a_path(article))
    document = next(iter(read(article)))
    if isinstance(document, Document):
        return document
    raise document
