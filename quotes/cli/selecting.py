"""Which of the quotations that were found are wanted: `--min-confidence`, `--speaker`, `--flag`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.cli.messages import CallError

if TYPE_CHECKING:
    from quotes.documents import Document
    from quotes.records import Quote


@dataclass(frozen=True, slots=True)
class Wanted:
    """``speaker``: words of the name or of an alias; case and accents do not count."""

    min_confidence: float = 0.0
    speaker: str | None = None
    flag: str | None = None

    def given(self) -> str | None:
        """The first of the options that was given, as it is written."""
        given = (
            ("--min-confidence", self.min_confidence),
            ("--speaker", self.speaker),
            ("--flag", self.flag),
        )
        return next((name for name, value in given if value), None)

    def of(
        self, results: Iterable[tuple[Document, Sequence[Quote]]]
    ) -> Iterator[tuple[Document, tuple[Quote, ...]]]:
        """Every document, with those of its quotations that are wanted."""
        for document, quotes in results:
            yield document, tuple(quote for quote in quotes if self._wants(quote))

    def _wants(self, quote: Quote) -> bool:
        from quotes.languages.letters import folded_words
        from quotes.output.reading import least_sure

        if self.flag is not None and self.flag not in quote.flags:
            return False
        if least_sure(quote) < self.min_confidence:
            return False
        if self.speaker is None:
            return True
        if quote.speaker is None:
            return False
        wanted = set(folded_words(self.speaker))
        names = (quote.speaker.name, *quote.speaker.aliases)
        return any(wanted <= set(folded_words(name)) for name in names)


def check_all(selection: Wanted, output: str) -> None:
    """Raises `CallError` where only some are wanted and the output is for all."""
    if given := selection.given():
        raise CallError(
            f"{given}: {output} takes all that is found; select from it afterwards, such as with "
            "`quotes search`"
        )
