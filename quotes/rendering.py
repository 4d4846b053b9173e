"""`quotes.render`: quotations highlighted in their text, with the habits of spaCy's displaCy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from quotes.output import highlighting
from quotes.records import Quote
from quotes.results import Quotes

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PAGE = (
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>quotes</title>'
    '<meta name="viewport" content="width=device-width">'
    '<meta name="color-scheme" content="light dark"></head>'
    '<body style="font-family:system-ui,sans-serif;margin:2em">\n{}\n</body></html>\n'
)


def render(
    docs: Doc | Quotes | Iterable[Doc | Quotes],
    style: Literal["text", "table"] = "text",
    page: bool = False,
    jupyter: bool | None = None,
    options: Mapping[str, Any] | None = None,
) -> str | None:
    """HTML of quotations, as `displacy.render` gives it of entities.

    Args:
        docs: What ``nlp(text)`` or `quotes.extract` gave, one or several.
        style: "text" highlights the quotations where they stand, "table" lists them.
        page: A whole page instead of a piece of one.
        jupyter: Show it instead of giving it back; None finds out whether a notebook asks.
        options: ``speakers``: only these, by name; ``kinds``: only these kinds; ``colors``: CSS
            colours by the speaker's name.

    Returns:
        The markup, or None where it was shown.
    """
    wanted = options or {}
    if unknown := sorted(wanted.keys() - {"speakers", "kinds", "colors"}):
        raise ValueError(f"unknown option {unknown[0]!r}; there are speakers, kinds and colors")
    if style not in ("text", "table"):
        raise ValueError(f"style is 'text' or 'table', not {style!r}")
    from spacy.tokens import Doc

    several = [docs] if isinstance(docs, Quotes | Doc) else list(docs)
    pieces = [_one(*_content(one), style, wanted) for one in several]
    markup = "\n".join(pieces)
    if page:
        markup = _PAGE.format(markup)
    if jupyter or (jupyter is None and _in_notebook()):
        from IPython.core.display import HTML
        from IPython.core.display_functions import display

        display(HTML(markup))  # type: ignore[no-untyped-call]
        return None
    return markup


def _content(docs: Doc | Quotes) -> tuple[list[Quote], str | None]:
    if isinstance(docs, Quotes):
        return list(docs), docs.text
    from quotes.pipeline import component  # doc._.quotes, for a Doc that was read from disk

    assert component.NAME
    return list(docs._.quotes), docs.text


def _one(quotes: list[Quote], text: str | None, style: str, options: Mapping[str, Any]) -> str:
    speakers, kinds = options.get("speakers"), options.get("kinds")
    shown = [
        quote
        for quote in quotes
        if (speakers is None or (quote.speaker and quote.speaker.name in speakers))
        and (kinds is None or quote.kind in kinds)
    ]
    if style == "table" or text is None:
        return highlighting.table(shown)
    return highlighting.full(shown, text, options.get("colors"))


def _in_notebook() -> bool:
    """As displaCy finds out: IPython runs, and its front end is a notebook's."""
    from spacy.util import is_in_jupyter

    return bool(is_in_jupyter())
