"""Libraries that only some users need: imported when used, named with their extra when missing.

The one place that knows what the distribution is called: on the package index `quotes` is somebody
else's, so that a message which named it would install that stranger's code.
"""

from __future__ import annotations

import importlib
from typing import Any

from quotes.errors import QuotesError

DISTRIBUTION = "quote-attribution"  # as in pyproject.toml; the import and the command are `quotes`


class MissingExtraError(QuotesError):
    """An optional library is not installed."""


def installing(extra: str) -> str:
    """The command that brings what an extra needs."""
    return f"pip install '{DISTRIBUTION}[{extra}]'"


def require(module: str, extra: str, purpose: str) -> Any:
    """The module. Raises `MissingExtraError`, which tells what to install, where it is missing."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        library = module.partition(".")[0]
        if error.name and error.name.partition(".")[0] != library:
            raise
        raise MissingExtraError(
            f"{purpose} needs {library}, which is not installed: {installing(extra)}"
        ) from None
