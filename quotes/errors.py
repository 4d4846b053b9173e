"""Errors that a user can do something about: one line that names the thing and the way out."""


class QuotesError(Exception):
    """Base class: its message is meant to be printed as it is, without a traceback."""


class ModelError(QuotesError):
    """A model is not installed, is not whole, or was made for another version."""
