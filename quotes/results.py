"""The quotations of a text as a list that a notebook shows and that becomes a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, SupportsIndex, overload

from quotes.records import Quote

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa


class Quotes(list[Quote]):
    """A list of records, and ``text``, what their offsets count into (None where there are several
    texts, or none is known).

    The tables have one row a quotation and the columns of the CSV (docs/python.md). They
    need the extra ``notebook``, or only the library asked for.
    """

    def __init__(self, quotes: Iterable[Quote] = (), text: str | None = None) -> None:
        super().__init__(quotes)
        self.text = text

    @overload
    def __getitem__(self, at: SupportsIndex) -> Quote: ...
    @overload
    def __getitem__(self, at: slice) -> Quotes: ...
    def __getitem__(self, at: SupportsIndex | slice) -> Quote | Quotes:
        found = super().__getitem__(at)
        return Quotes(found, self.text) if isinstance(found, list) else found

    def to_pandas(self) -> pd.DataFrame:
        """Raises `QuotesError` where pandas is not installed."""
        from quotes.output import frames

        return frames.pandas(self)

    def to_polars(self) -> pl.DataFrame:
        """Raises `QuotesError` where polars is not installed."""
        from quotes.output import frames

        return frames.polars(self)

    def to_arrow(self) -> pa.Table:
        """Raises `QuotesError` where pyarrow is not installed."""
        from quotes.output import frames

        return frames.arrow(self)

    def _repr_html_(self) -> str:
        from quotes.output import highlighting

        return highlighting.short(self, self.text)
