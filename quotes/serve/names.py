"""Files by name: those of our page, and those that were dropped on it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import PurePath


@cache
def page_files(*names: str) -> str:
    """Files of `page/`, one after the other."""
    folder = files("quotes.serve").joinpath("page")
    return "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)


def safe_name(name: str) -> str:
    """What a file of ours may be called that was dropped under this name: without folders, and .txt
    where it has no ending.
    """
    safe = PurePath(name.replace("\\", "/").replace("\0", "")).name.lstrip(".") or "pasted.txt"
    return safe if PurePath(safe).suffix else f"{safe}.txt"
