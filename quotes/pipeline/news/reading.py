"""Who is meant, in a report: each quotation by its reporting clause, each source by its names."""

from __future__ import annotations

from collections import defaultdict
from itertools import compress
from typing import TYPE_CHECKING

from quotes.pipeline.attribution.linking import link
from quotes.pipeline.news.denials import without_denied
from quotes.pipeline.news.echoes import pull_quotes
from quotes.pipeline.news.naming import find_names
from quotes.pipeline.news.people import People
from quotes.pipeline.news.signatures import sign
from quotes.pipeline.news.speakers import Speakers

if TYPE_CHECKING:
    from quotes.encoder.model import Encoder
    from quotes.encoder.words import WordSpan
    from quotes.pipeline.attribution.attribution import Attributed
    from quotes.pipeline.page.page import Page


def read_report(page: Page, encoder: Encoder) -> list[Attributed]:
    """The attributions of a report in text order, each with its speaker."""
    said = list(compress(page.outermost, page.said))
    attributions = without_denied(page.text, page.words, link(page, encoder))
    attributions = sign(page.text, page.words, said, attributions)
    sources = [a.source for a in attributions if a.source]
    people = People(find_names(page.text, page.words, page.reading, sources))
    contents: dict[WordSpan, list[WordSpan]] = defaultdict(list)
    for one in attributions:
        if one.source:
            contents[one.source] += one.contents
    pulled = pull_quotes(page.text, page.words, said)
    speakers = Speakers(page, encoder, people, contents, pulled)
    for source in sorted(set(sources)):  # whom a pronoun stands for hangs on who spoke before
        speakers.resolve(source)
    return [(a, speakers.resolve(a.source) if a.source else None) for a in attributions]
