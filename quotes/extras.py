"""Libraries that only some users need: imported when used, named with their extra when missing."""

from __future__ import annotations

import importlib
from typing import Any

from quotes.errors import QuotesError


class MissingExtraError(QuotesError):
    """An optional library is not installed."""


def require(module: str, extra: str, purpose: str) -> Any:
    """The module. Raises `MissingExtraError`, which tells what to install, where it is missing."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        library = module.partition(".")[0]
        if error.name and error.name.partition(".")[0] != library:
            raise
        raise MissingExtraError(
            f"{purpose} needs {library}, which is not installed: pip install 'quotes[{extra}]'"
        ) from None
