"""The public verbs: `quotes.read`, `extract`, `check` and `load`, the model loaded once."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.documents import Document, DocumentError, read_all
from quotes.documents.casts import read_cast
from quotes.documents.files import names_a_file
from quotes.documents.limits import LONGEST, too_long
from quotes.documents.published import told
from quotes.documents.tables import DEFAULT_ID_COLUMN
from quotes.errors import ModelError
from quotes.options import Kinds, Options, TurnsMode
from quotes.records import Quote
from quotes.results import Quotes

if TYPE_CHECKING:
    from spacy.language import Language

    from quotes.checking import Check
    from quotes.checking.sources import SourceLike
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
    not change the records. The other options are those of `quotes.extract`.

    Raises `ModelError` where a model is not installed, `CastError` where a cast cannot be read.
    """
    return pipeline(options(kind, model, all_marks, turns, cast), spacy_model)


def pipeline(chosen: Options, spacy_model: str | None = None) -> Language:
    """As `load`, with options that are whole already."""
    import spacy

    from quotes.encoder.folder import find_model
    from quotes.pipeline import component  # registers the factory; spaCy finds it when installed

    find_model(chosen.model)  # says at once what is wrong with it
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


def finder(
    chosen: Options, spacy_model: str | None = None
) -> Callable[[Document], Sequence[Quote]]:
    """What finds a document's quotations, named after it; the turns that its file tells are used.

    spaCy is loaded only where its model is asked for. Raises `ModelError`.
    """
    if spacy_model is None:
        find = extractor(chosen)
        return lambda document: _named(find(document.text, document.turns or None).quotes, document)
    nlp = _loaded(chosen, spacy_model)

    def find_in_doc(document: Document) -> Sequence[Quote]:
        doc = nlp.make_doc(document.text)
        doc._.turns = document.turns or None
        return _named(nlp(doc)._.quotes, document)

    return find_in_doc


@lru_cache(maxsize=8)
def _loaded(chosen: Options, spacy_model: str) -> Language:
    return pipeline(chosen, spacy_model)


def _named(quotes: Iterable[Quote], document: Document) -> Sequence[Quote]:
    about = told(document)
    return [replace(quote, doc=document.id, document=about) for quote in quotes]


def read(
    path: Path | str,
    *,
    text_column: str = "text",
    id_column: str = DEFAULT_ID_COLUMN,
    encoding: str | None = None,
) -> list[Document]:
    """The documents behind a path, as the command line reads it, each with its text.

    ``path``: a file of any format that `quotes extract` reads, a folder, or a pattern
    (``news/*.html``). A table (.csv, .jsonl, .parquet) has a document in each row: its text in
    ``text_column``, its name in ``id_column``. Any other document is called by its path.
    ``encoding``: of files that are text, where it is not to be found out.

    Raises `DocumentError` for the first that cannot be read. Where the rest is to be read all the
    same, `quotes.documents.read_all` gives documents and problems one after the other.
    """
    documents = []
    for document in read_all(
        [str(path)], text_column=text_column, id_column=id_column, encoding=encoding
    ):
        if isinstance(document, DocumentError):
            raise document
        documents.append(document)
    return documents


def extract(
    text: str | Path | Document,
    doc: str = "",
    *,
    kind: Kinds = "all",
    model: str = "en",
    spacy_model: str | None = None,
    all_marks: bool = False,
    turns: TurnsMode = "auto",
    cast: Path | str | None = None,
) -> Quotes:
    """The quotations of a text, in text order, as a list that a notebook shows: see `Quotes`.

    The model is loaded at the first call and kept. For many texts, `load` and ``nlp.pipe``.

    Args:
        text: The text itself; a `pathlib.Path`, read as the command line reads it (`quotes.read`;
            of several documents come the quotations of all); or a `Document`. A str is always
            taken for a text, and a warning tells where it is the name of a file.
        doc: The document's name in the records; without it, that of a file is its path.
        kind: "direct" keeps to what stands between quotation marks and is faster.
        model: An installed model (`quotes.models()`), or the path of one.
        spacy_model: As for `load`; it does not change the records.
        all_marks: Also list the stretches in quotation marks that nobody says, with the kind
            "not-speech".
        turns: Whether each turn of a transcript (``NAME: words``) is a record: "auto" where the
            text or its file tells that it is one, "yes" as you say so, "no" never.
        cast: A CSV file with the characters of a book (columns name, aliases, pronouns); then
            nobody else speaks in it.

    Raises:
        DocumentError: A file cannot be read.
        ModelError: A model is not installed, or is not whole.
        CastError: The cast cannot be read.
        ValueError: There is no such kind or mode of turns, or ``doc`` names several documents.
    """
    chosen = options(kind, model, all_marks, turns, cast)
    if isinstance(text, str) and names_a_file(text):
        warnings.warn(
            f"{text!r} is read as a text, and is the name of a file; for what stands in it, pass "
            f"pathlib.Path({text!r})",
            stacklevel=2,
        )
    documents = _documents(text, doc)
    find = finder(chosen, spacy_model)
    found = [quote for document in documents for quote in find(document)]
    return Quotes(found, documents[0].text if len(documents) == 1 else None)


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
    Raises `DocumentError` where the article cannot be read, `QuotesError` where a str is the name
    of a file and not a text, `ModelError` and `ValueError` as `extract` does.
    """
    from quotes.checking import check_quotes, make_sources
    from quotes.checking.sources import not_a_path

    made = make_sources(sources)
    if not isinstance(article, str | Path | Document):
        return check_quotes(article, made)
    documents = _documents(not_a_path(article) if isinstance(article, str) else article)
    find = finder(Options(kind, model, turns=turns))
    for source in made:
        source.reader = find
    return [
        one for document in documents for one in check_quotes(find(document), made, document.text)
    ]


def _documents(given: str | Path | Document, name: str = "") -> list[Document]:
    """What is to be analysed, under the name given. Raises `DocumentError`, `ValueError`."""
    if isinstance(given, str):
        return [Document(name, given)]
    documents = read(given) if isinstance(given, Path) else [given]
    for document in documents:
        if len(document.text) > LONGEST:
            raise DocumentError(document.id, too_long(len(document.text)))
    if name and len(documents) > 1:
        raise ValueError(f"doc names one document, and {given} holds {len(documents)}")
    return [replace(document, id=name or document.id) for document in documents]
