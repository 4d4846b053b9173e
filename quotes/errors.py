"""Errors that a user can do something about: one line that names the thing and the way out."""

from __future__ import annotations

from typing import Self


class QuotesError(Exception):
    """Base class: its message is meant to be printed as it is, without a traceback."""


class ModelError(QuotesError):
    """A model is not installed, is not whole, or was made for another version."""


class RecordError(QuotesError, ValueError):
    """Data that is no record: the field by its path (``parts[1].start``) and what is wrong."""

    def __init__(self, problem: str, field: str = "") -> None:
        super().__init__(f"{field}: {problem}" if field else problem)
        self.problem, self.field = problem, field

    def within(self, name: str) -> Self:
        """The same, of a field of ``name``."""
        dot = "." if self.field else ""
        return type(self)(self.problem, f"{name}{dot}{self.field}")


def reason(error: OSError) -> str:
    """What the system says is wrong, without its number and the path."""
    return error.strerror or str(error)
