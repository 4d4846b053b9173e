"""How texts are read: the one set of options that every entry takes whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Kinds = Literal["all", "direct"]
TurnsMode = Literal["auto", "yes", "no"]


@dataclass(frozen=True, slots=True)
class CastMember:
    """Somebody of a cast. ``pronouns`` as written: "she/her", "he", "they", or empty."""

    name: str
    aliases: tuple[str, ...] = ()
    pronouns: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """What the records of a text depend on besides the text.

    ``kind``: "direct" keeps to what stands between quotation marks and is faster. ``model``: an
    installed model (`quotes.models()`) or the path of one. ``all_marks``: also list the stretches
    in quotation marks that nobody says, with the kind "not-speech". ``turns``: whether each turn of
    a transcript (``NAME: words``) is a record: "auto" where a text shows that it is one, "yes" as
    the caller says so, "no" never. ``cast``: the characters of a book; then nobody else speaks in
    it (`quotes.documents.casts.read_cast` reads one from a file).

    Raises `ValueError` for a kind or a mode of turns that there is not.
    """

    kind: Kinds = "all"
    model: str = "en"
    all_marks: bool = False
    turns: TurnsMode = "auto"
    cast: tuple[CastMember, ...] = ()

    def __post_init__(self) -> None:
        for name, known in (("kind", get_args(Kinds)), ("turns", get_args(TurnsMode))):
            if (given := getattr(self, name)) not in known:
                *others, last = map(repr, known)
                raise ValueError(f"{name} is {', '.join(others)} or {last}, not {given!r}")
