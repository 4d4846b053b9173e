"""The word lists: files that people may edit, so what they may write is checked here."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import quotes
from quotes.languages.words import Lists, any_of, lists

HOUSE = Path(quotes.__file__).parent
FILES = sorted((HOUSE / "languages" / "en").glob("*.txt"))


class TestFiles:
    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
    def test_the_head_says_what_it_is_for_and_its_licence(self, path: Path) -> None:
        head = path.read_text(encoding="utf-8").split("\n\n")[0]
        assert all(line.startswith("#") for line in head.splitlines())
        assert "MIT" in head

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
    def test_no_list_is_empty_or_unused(self, path: Path) -> None:
        code = "".join(p.read_text(encoding="utf-8") for p in HOUSE.rglob("*.py"))
        own, found = path.read_text(encoding="utf-8"), lists(f"en/{path.stem}")
        for heading in found.headings:
            assert found.lines(heading), heading
            assert f'"{heading}"' in code or f"<{heading}>" in own, heading

    def test_the_rooms_that_read_have_none_of_their_own(self) -> None:
        for path in [*(HOUSE / "pipeline").rglob("*.py"), *(HOUSE / "marks").rglob("*.py")]:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Attribute)
                    and node.func.attr == "split"
                    and isinstance(node.func.value, ast.Constant)
                ):
                    raise AssertionError(f"{path.name}, line {node.lineno}: words in the code")

    def test_help_reads_none(self) -> None:
        code = (
            "import sys, quotes.cli\n"
            "sys.argv = ['quotes', '--help']\n"
            "try: quotes.cli.main()\n"
            "except SystemExit: pass\n"
            "assert not [m for m in sys.modules if m.startswith('quotes.languages.')]"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


class TestLists:
    TEXT = """\
# What they are for.

# Of a man.
[men]
lord squire

# Whose is whose.
[nouns]
capt captain
lt sub lieutenant
"""

    def test_one_file_is_read_in_four_ways(self) -> None:
        found = Lists("en/x", self.TEXT)
        assert found.headings == ("men", "nouns")
        assert found.words("men", "nouns") == {
            "lord", "squire", "capt", "captain", "lt", "sub", "lieutenant"
        }  # fmt: skip
        assert found.ordered("men") == ("lord", "squire")
        assert found.lines("nouns") == ("capt captain", "lt sub lieutenant")
        assert found.groups("men") == (frozenset({"lord", "squire"}),)
        assert found.pairs("nouns") == {"capt": "captain", "lt": "sub lieutenant"}

    @pytest.mark.parametrize("text", ["lord\n[men]\nlord", "[men]\nlord\n[men]\nsquire"])
    def test_words_without_a_heading_of_their_own_are_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"en/x\.txt, line \d"):
            Lists("en/x", text)

    def test_a_list_that_is_not_there_names_the_file(self) -> None:
        with pytest.raises(KeyError, match=r"en/x\.txt has no list 'women'"):
            Lists("en/x", self.TEXT).words("women")

    def test_words_are_found_as_they_are(self) -> None:
        pattern = re.compile(any_of(["u.s", "ma'am", "co-host"]))
        assert pattern.fullmatch("u.s") and not pattern.fullmatch("uXs")
        assert pattern.fullmatch("ma'am") and pattern.fullmatch("co-host")
