"""Finding files, and reading all of them whatever is wrong with one."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT
from reading import TEXT, texts

from quotes.documents import Document, DocumentError, find, read_all


@pytest.fixture
def folder() -> None:
    for name in (
        "news/b.txt",
        "news/a.md",
        "news/deep/c.html",
        "news/deep/d.JSONL",
        "news/picture.png",
        "news/.hidden.txt",
        "news/.git/e.txt",
        "news/~$open.docx",
        "more/f.txt",
        "empty/notes.doc",
        "empty/notes.xyz",
    ):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("One.")


def found(*paths: str) -> list[str]:
    return [str(f) if isinstance(f, DocumentError) else Path(f).as_posix() for f in find(paths)]


@pytest.mark.usefixtures("folder")
def test_folder_is_searched_for_what_can_be_read() -> None:
    assert found("news") == ["news/a.md", "news/b.txt", "news/deep/c.html", "news/deep/d.JSONL"]


@pytest.mark.usefixtures("folder")
def test_patterns() -> None:
    assert found("*/*.txt") == ["more/f.txt", "news/b.txt"]
    assert found("news/*") == ["news/a.md", "news/b.txt"]
    assert found("news/**/*.html") == ["news/deep/c.html"]
    assert found(str(Path.cwd() / "more" / "?.txt")) == [(Path.cwd() / "more/f.txt").as_posix()]


@pytest.mark.usefixtures("folder")
def test_order_is_the_users_and_no_file_comes_twice() -> None:
    assert found("news/b.txt", "-", "more", "news/*.txt", "-") == ["news/b.txt", "-", "more/f.txt"]


def test_name_with_the_signs_of_a_pattern() -> None:
    Path("a[1].txt").write_text("One.")

    assert found("a[1].txt") == ["a[1].txt"]


@pytest.mark.usefixtures("folder")
def test_what_cannot_be_found_does_not_stop_the_rest() -> None:
    Path("loop.txt").symlink_to("loop.txt")

    odd = ("empty/notes.doc", "empty/notes.xyz")
    messages = found("nowhere.txt", "empty", "*.pdf", *odd, "loop.txt", "more")

    assert messages == [
        "nowhere.txt: does not exist; check the spelling and the folder you are in",
        "empty: has no file that can be read; name its files, or another folder",
        "*.pdf: matches no file that can be read; check the pattern",
        "empty/notes.doc: .doc cannot be read; open it in Word or LibreOffice and save it as .docx",
        "empty/notes.xyz: ending '.xyz' is not one that can be read; save it as one of "
        ".txt .md .markdown .html .htm .docx .pdf .odt .rtf .epub .fountain .vtt .srt .json "
        ".jsonl .csv .parquet .jsonl.gz .jsonl.zst .csv.gz .csv.zst, or pipe it into -",
        "loop.txt: cannot be opened (Too many levels of symbolic links); check the file",
        "more/f.txt",
    ]


@pytest.mark.usefixtures("folder")
def test_no_permission() -> None:
    Path("news/b.txt").chmod(0)
    Path("news/deep").chmod(0)
    if os.access("news/b.txt", os.R_OK):
        pytest.skip("this user may read everything")

    assert texts(read_all(["news"])) == [
        "One.",
        "! news/b.txt: no permission to read it; change its permissions or copy it",
        "! news/deep: no permission to read it; change its permissions or copy it",
    ]


@pytest.mark.usefixtures("folder")
def test_one_bad_file_does_not_stop_the_batch() -> None:
    Path("news/b.txt").write_bytes(b"\0\1\2")
    Path("news/deep/c.html").unlink()
    Path("news/deep/d.JSONL").write_text('{"id": "x", "text": "Two."}\n')

    results = list(read_all(["nowhere", "news", "-"], stdin=io.BytesIO(TEXT.encode())))

    assert [r.name if isinstance(r, DocumentError) else r.id for r in results] == [
        "nowhere",
        "news/a.md",
        "news/b.txt",
        "x",
        "-",
    ]
    assert [isinstance(r, DocumentError) for r in results] == [True, False, True, False, False]
    assert results[-1] == Document("-", TEXT, None)


def test_standard_input_that_is_empty() -> None:
    assert texts(read_all(["-"], stdin=io.BytesIO())) == [
        "! standard input: is empty; there is nothing to read"
    ]


@pytest.mark.usefixtures("folder")
def test_files_are_read_only_when_asked_for() -> None:
    results = read_all(["news", "more"])

    assert texts([next(results)]) == ["One."]
    Path("news/b.txt").unlink()
    assert texts([next(results)]) == [
        "! news/b.txt: cannot be opened (No such file or directory); check the file"
    ]


def test_importing_it_loads_no_reader() -> None:
    code = (
        "import sys, quotes.documents;"
        "print(*{'trafilatura', 'lxml', 'docx', 'pypdf', 'charset_normalizer'} & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert run.stdout.strip() == ""
