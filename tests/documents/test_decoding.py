"""Text as it stands, in whatever encoding."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import TEXT, document, problem

from quotes.documents import Document


@pytest.mark.parametrize("ending", [".txt", ".md", ".markdown", ".TXT"])
def test_text_is_read_as_it_stands(ending: str) -> None:
    Path("a").mkdir()
    Path(f"a/b{ending}").write_bytes(TEXT.encode())

    assert document(f"a/b{ending}") == Document(f"a/b{ending}", TEXT, f"a/b{ending}")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252", "mac_roman"])
def test_encoding_is_found(encoding: str) -> None:
    Path("a.txt").write_bytes(TEXT.encode(encoding))

    assert document("a.txt").text == TEXT


def test_letters_of_western_europe_are_not_taken_for_others() -> None:
    text = "The señor liked the café in Orléans. It cost £5, Brontë said."
    Path("a.txt").write_bytes(text.encode("cp1252"))

    assert document("a.txt").text == text


def test_other_scripts_are_detected() -> None:
    text = "Министр сказал, что мы согласны. Он добавил, что план готов. " * 3
    Path("a.txt").write_bytes(text.encode("cp1251"))

    assert document("a.txt").text == text


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_given_encoding_is_used(mark: str) -> None:
    Path("a.txt").write_bytes((mark + TEXT).encode("utf-16-le"))

    assert document("a.txt", encoding="utf-16-le").text == TEXT


def test_encoding_that_does_not_fit() -> None:
    Path("a.txt").write_bytes(TEXT.encode("cp1252"))

    assert problem("a.txt", encoding="utf-8") == "is not utf-8; name its encoding with --encoding"


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv", "a.html"])
@pytest.mark.parametrize("encoding", ["klingon", "base64"])
def test_unknown_encoding(name: str, encoding: str) -> None:
    Path(name).write_bytes(TEXT.encode())

    message = problem(name, encoding=encoding)
    assert f"no encoding '{encoding}'" in message
    assert "--encoding" in message


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv", "a.html"])
@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9, bytes(range(256)) * 9])
def test_binary_file(name: str, data: bytes) -> None:
    Path(name).write_bytes(data)

    assert problem(name).startswith("looks like a binary file, not text;")
    assert "--encoding" in problem(name)


@pytest.mark.parametrize("data", [b"", b" \n\n", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl"])
def test_empty_file(name: str, data: bytes) -> None:
    Path(name).write_bytes(data)

    assert problem(name) == "is empty; there is nothing to read"


@pytest.mark.parametrize("name", ["a.html", "a.docx", "a.pdf", "a.csv"])
def test_empty_file_of_other_formats(name: str) -> None:
    Path(name).touch()

    assert problem(name) == "is empty; there is nothing to read"
