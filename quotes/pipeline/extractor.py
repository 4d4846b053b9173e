"""From a text to its quotations: start reading here.

    page → report | story → records → transcript

A *page* is what stands in the text before anybody asks who speaks. A report tells that by its
reporting clauses, a story by its conversations as well; both give attributions with their speakers,
of which records are made. A transcript tells it by its labels, and has a record for each turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from quotes.encoder.folder import find_model
from quotes.encoder.model import Encoder
from quotes.options import Options
from quotes.pipeline.fiction.story import read_fiction
from quotes.pipeline.news.reading import read_report
from quotes.pipeline.page.entities import unescaped
from quotes.pipeline.page.page import read_page
from quotes.pipeline.page.style import Style, style_of
from quotes.pipeline.records.recording import Layers, layers, records
from quotes.pipeline.transcripts import turns_of, with_turns, without_labels
from quotes.records import Quote, told_apart
from quotes.turns import Turn


@dataclass(frozen=True, slots=True)
class Found:
    """What a text gave: its quotations, the turns of a transcript, and the layers beneath them.

    ``layers``: by name, the places of what the stages found, [start, end) in characters.
    """

    quotes: tuple[Quote, ...]
    turns: tuple[Turn, ...]
    layers: Layers = field(default_factory=dict)
    style: Style = "report"  # how the text was read


@dataclass(frozen=True, slots=True)
class Extractor:
    """Finds the quotations of texts. ``kind="direct"`` leaves out indirect ones and is faster."""

    encoder: Encoder
    options: Options = field(default_factory=Options)

    def __call__(self, text: str, turns: Sequence[Turn] | None = None) -> Found:
        """``turns``: those that the text's file tells; without, they are looked for."""
        meant = unescaped(text) if turns is None else None
        if meant is None:
            return self._found(text, turns)
        found = self._found(meant.text, None)
        return Found(
            tuple(map(meant.quote, found.quotes)),
            tuple(map(meant.turn, found.turns)),
            {name: [meant.place(*at) for at in places] for name, places in found.layers.items()},
            found.style,
        )

    def _found(self, text: str, turns: Sequence[Turn] | None) -> Found:
        cast, kind = self.options.cast, self.options.kind
        settings = self.encoder.settings
        style: Style = "narrative" if cast else style_of(text, settings.style)
        seen = turns_of(text, turns, self.options.turns)
        page = read_page(text, self.encoder, style, kind)
        if page is None:
            return Found(tuple(told_apart(with_turns(text, seen, ()))), seen, style=style)
        page = without_labels(page, seen)
        if style == "narrative":
            quotations = read_fiction(page, self.encoder, cast, kind)
        else:
            quotations = read_report(page, self.encoder)
        found = records(page, quotations, settings.calibration, kind, self.options.all_marks)
        every = tuple(told_apart(with_turns(text, seen, found)))
        return Found(every, seen, layers(page, quotations), style)


@lru_cache(maxsize=4)
def load_encoder(model: str) -> Encoder:
    """The model of that name, loaded once and kept. Raises `ModelError`."""
    return Encoder(find_model(model))
