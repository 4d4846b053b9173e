"""A text as the stages of the pipeline get it: words, prose, a cast, utterances, a read page."""

from __future__ import annotations

from functools import cache

import numpy as np
from tokenizers import Tokenizer

from quotes import marks
from quotes.encoder.folder import find_model
from quotes.encoder.model import Encoder
from quotes.encoder.words import Words, quoting, split_words
from quotes.pipeline.extractor import load_encoder
from quotes.pipeline.fiction.cast import Cast, find_cast
from quotes.pipeline.fiction.prose import Prose, make_prose
from quotes.pipeline.fiction.utterances import Utterance, find_utterances
from quotes.pipeline.page.page import Page, read_page


@cache
def tokenizer() -> Tokenizer:
    made = Tokenizer.from_file(str(find_model("en") / "tokenizer.json"))
    made.no_truncation()
    made.no_padding()
    return made


def encoder() -> Encoder:
    """The model that is shipped."""
    return load_encoder("en")


def words_of(text: str) -> Words:
    return split_words(text, tokenizer(), marks.paragraphs(text))


def prose_of(text: str) -> Prose:
    words = words_of(text)
    stretches = [(s.outer_start, s.start, s.end, s.outer_end, s.depth) for s in marks.pair(text)]
    return make_prose(text, words, quoting(words, stretches))


def cast_of(text: str) -> Cast:
    return find_cast(prose_of(text))


def utterances_of(text: str) -> tuple[list[Utterance], Prose, Cast]:
    """The utterances of a story by what is printed: as if the model took no word for a cue."""
    prose, cast = prose_of(text), cast_of(text)
    stretches = [stretch for stretch in marks.pair(text) if stretch.depth == 0]
    nothing = np.full((len(prose), 7), -20.0, dtype=np.float32)
    return find_utterances(prose, cast, stretches, [True] * len(stretches), nothing), prose, cast


def page_of(text: str, style: str = "report") -> Page:
    page = read_page(text, encoder(), style)  # type: ignore[arg-type]
    assert page is not None
    return page


def printed(page: Page, span: tuple[int, int] | None) -> str | None:
    """The text of a range of words."""
    if span is None:
        return None
    start, end = page.words.characters(span)
    return page.text[start:end]
