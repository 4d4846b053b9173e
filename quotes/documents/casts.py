"""The cast that a user has: a CSV file with who is in a book and by which names."""

from __future__ import annotations

import ast
import csv
import re
from pathlib import Path

from quotes.errors import QuotesError, reason
from quotes.options import CastMember

WAY_OUT = (
    "a cast is a .csv with commas between its columns name, aliases (parted by ;) and pronouns"
)


class CastError(QuotesError):
    """A cast cannot be read: the message names the file and the way out."""


def read_cast(path: Path) -> tuple[CastMember, ...]:
    """The members of a cast, in the file's order; aliases parted by ``;``, ``|`` or a comma.

    Raises `CastError` where the file is missing, is not UTF-8, or has no names.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            fields = {field.strip().casefold(): field for field in rows.fieldnames or ()}
            if "name" not in fields:
                raise CastError(f"{path}: no column 'name'; {WAY_OUT}")
            members = [_member(row, fields) for row in rows]
    except OSError as error:
        raise CastError(f"{path}: {reason(error)}; {WAY_OUT}") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise CastError(f"{path}: not a CSV file in UTF-8 ({error}); {WAY_OUT}") from error
    named = tuple(member for member in members if member.name)
    if not named:
        raise CastError(f"{path}: names nobody; {WAY_OUT}")
    return named


def _member(row: dict[str, str], fields: dict[str, str]) -> CastMember:
    def value(column: str) -> str:
        return (row.get(fields.get(column, "")) or "").strip()

    return CastMember(value("name"), _aliases(value("aliases")), value("pronouns"))


def _aliases(field: str) -> tuple[str, ...]:
    found: list[str] = re.split(r"[;|\n]", field) if re.search(r"[;|\n]", field) else []
    if not found and field[:1] in "{[(":  # as a program wrote it: ['Tom', 'Tommy']
        try:
            found = [str(alias) for alias in ast.literal_eval(field)]
        except (ValueError, SyntaxError, TypeError):
            found = []
    parts = found or field.split(",")
    return tuple(dict.fromkeys(alias.strip() for alias in parts if alias.strip()))
