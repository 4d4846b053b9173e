"""The public face: one list of names, each documented and typed, and nothing loaded unused."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import quotes
from quotes import Cue, Mention, Part, Quote, QuotesError, Speaker


def typed_names() -> dict[str, str]:
    """What type checkers see, by name: the imports under TYPE_CHECKING."""
    tree = ast.parse(inspect.getsource(quotes))
    (block,) = (
        node
        for node in tree.body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )
    imports = [node for node in block.body if isinstance(node, ast.ImportFrom)]
    assert len(imports) == len(block.body)
    names = {}
    for one in imports:
        for alias in one.names:
            assert alias.asname == alias.name, "only `import X as X` is exported to type checkers"
            names[alias.name] = one.module or ""
    return names


def test_the_lists_of_names_agree() -> None:
    assert typed_names() == quotes._HOMES
    assert sorted(quotes.__all__) == sorted(quotes._HOMES)
    assert set(quotes.__all__) <= set(dir(quotes))


@pytest.mark.parametrize("name", quotes.__all__)
def test_every_name_is_there_and_is_called_so(name: str) -> None:
    assert getattr(quotes, name).__name__ == name


@pytest.mark.parametrize("name", quotes.__all__)
def test_every_name_is_documented(name: str) -> None:
    public = getattr(quotes, name)
    # A dataclass without a docstring is given its signature, an Enum its parent's.
    documented = vars(public).get("__doc__") if inspect.isclass(public) else public.__doc__
    assert documented
    assert not documented.startswith(f"{name}(")


def members() -> Iterator[tuple[str, object]]:
    for name in quotes.__all__:
        public = getattr(quotes, name)
        if inspect.isclass(public):
            for member, value in vars(public).items():
                value = getattr(value, "__func__", value)
                if not member.startswith("_") and (
                    inspect.isfunction(value) or isinstance(value, property)
                ):
                    yield f"{name}.{member}", value


@pytest.mark.parametrize(("name", "member"), list(members()))
def test_every_method_is_documented(name: str, member: object) -> None:
    assert inspect.getdoc(member)


def test_every_error_for_a_user_can_be_caught_by_its_name() -> None:
    for module in pkgutil.walk_packages(quotes.__path__, "quotes."):
        if not module.name.startswith(("quotes.training.", "quotes.cli.__main__")):
            importlib.import_module(module.name)
    errors = _below(QuotesError)
    assert errors == {error for error in errors if getattr(quotes, error.__name__) is error}


def _below(error: type[Exception]) -> set[type[Exception]]:
    return {
        one
        for child in error.__subclasses__()
        if child.__module__.startswith("quotes.")
        for one in (child, *_below(child))
    }


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'extrat'"):
        _ = quotes.extrat


def test_importing_loads_nothing_else() -> None:
    code = "import sys, quotes; print(*(m for m in sys.modules if m.startswith('quotes.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_the_package_tells_type_checkers_that_it_is_typed() -> None:
    assert (Path(quotes.__file__).parent / "py.typed").is_file()


def test_a_record_is_read_back_as_it_was() -> None:
    text = "“Dry by May,” said Una Rask."
    quote = Quote(
        doc="a.txt",
        kind="direct",
        parts=(Part.of(text, 1, 12),),
        quoted=(Part.of(text, 1, 12),),
        cue=Cue(14, 18, "said", "say"),
        source=Mention(19, 27, "Una Rask", "name"),
        speaker=Speaker("Una Rask", "person", "s-1", "warden", ("Rask",)),
        chain=(Part.of(text, 19, 27),),
        confidence=quotes.Confidence(0.9, 0.8, 0.7),
        flags=("nested",),
        why=("subject of 'said'",),
    )
    assert Quote.from_dict(quote.to_dict()) == quote
    assert (quote.start, quote.end) == (1, 12)
