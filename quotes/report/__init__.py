"""One self-contained page to read, filter, judge and correct quotations in a browser."""

from quotes.report.rendering import render

__all__ = ["render"]
