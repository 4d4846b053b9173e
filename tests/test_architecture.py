"""Low never imports high: the floors that docs/architecture.md shows are those of the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def floors() -> list[dict[str, int]]:
    """The tables of rooms: of the house, and of the pipeline; 0 is the lowest floor."""
    tables = re.findall(r"\| rooms \| \|\n\|---\|---\|\n((?:\|.*\n)+)", PAGE)
    return [
        {
            room: floor
            for floor, row in enumerate(table.splitlines())
            for room in re.findall(r"`(\w+)`", row.split("|")[1])
        }
        for table in tables
    ]


HOUSE, PIPELINE = floors()


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports when it runs, not only for its types."""
    waiting: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            waiting += node.orelse
            continue
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        waiting += ast.iter_child_nodes(node)


@pytest.mark.parametrize(
    ("folder", "known"),
    [("quotes", HOUSE), ("quotes/pipeline", PIPELINE)],
    ids=["house", "pipeline"],
)
def test_a_room_imports_only_from_lower_floors(folder: str, known: dict[str, int]) -> None:
    package = folder.replace("/", ".")
    wrong = set()
    for path in (ROOT / folder).rglob("*.py"):
        room = path.relative_to(ROOT / folder).with_suffix("").parts[0]
        for module in imports(path) if room != "__init__" else ():
            other = module.removeprefix(f"{package}.").partition(".")[0]
            ours = module.startswith(f"{package}.") and other in known and other != room
            if ours and known[other] >= known.get(room, -1):
                wrong.add(f"{room} ({path.name}) imports {other}")
    assert not wrong


@pytest.mark.parametrize(("folder", "known"), [("quotes", HOUSE), ("quotes/pipeline", PIPELINE)])
def test_every_room_stands_on_a_floor(folder: str, known: dict[str, int]) -> None:
    rooms = {path.stem for path in (ROOT / folder).iterdir() if is_room(path)}
    assert rooms == set(known)


def is_room(path: Path) -> bool:
    if path.is_dir():
        return (path / "__init__.py").is_file()
    return path.suffix == ".py" and path.stem != "__init__"


def test_what_the_page_names_is_there() -> None:
    for name in re.findall(r"`((?:quotes|tests|models)/[\w./]+)`", PAGE):
        assert (ROOT / name).exists(), name
