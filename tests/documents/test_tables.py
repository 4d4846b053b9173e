"""Tables: a row is a document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reading import TEXT, problem, texts

from quotes.documents import Document, read


def write_jsonl(path: str, *rows: object) -> None:
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_jsonl_rows_are_documents() -> None:
    write_jsonl(
        "a.jsonl",
        {"id": "x1", "text": TEXT},
        "",
        {"id": 7, "text": "“No.”"},
        {"text": "“Yes.”"},
        {"id": None, "text": "“Half a pair: \ud83d”"},
    )

    assert list(read("a.jsonl")) == [
        Document("x1", TEXT, "a.jsonl"),
        Document("7", "“No.”", "a.jsonl"),
        Document("a.jsonl#4", "“Yes.”", "a.jsonl"),
        Document("a.jsonl#5", "“Half a pair: \ufffd”", "a.jsonl"),
    ]


def test_jsonl_rows_without_text_do_not_stop_the_others() -> None:
    write_jsonl("a.jsonl", "{oops", {"n": 1}, {"text": "One."}, {"text": " "}, {"text": 4}, [1])

    assert texts(read("a.jsonl")) == [
        "! a.jsonl, row 1: is not a JSON object; a .jsonl file has one in {} on each line",
        "! a.jsonl, row 2: has no text in 'text'; fill it in or leave it out",
        "One.",
        "! a.jsonl, row 4: has no text in 'text'; fill it in or leave it out",
        "! a.jsonl, row 5: 'text' is a int; make it a text",
        "! a.jsonl, row 6: is not a JSON object; a .jsonl file has one in {} on each line",
    ]


def test_columns_can_be_chosen() -> None:
    write_jsonl("a.jsonl", {"url": "u1", "body": "One."}, {"body": "Two."})
    Path("a.csv").write_text("url,body\nu1,One.\n")

    assert texts(read("a.jsonl", text_column="body", id_column="url")) == [
        "One.",
        "! a.jsonl, row 2: has no 'url'; give it one or leave the row out",
    ]
    assert list(read("a.csv", text_column="body", id_column="url")) == [
        Document("u1", "One.", "a.csv")
    ]


@pytest.mark.parametrize("columns", [{"text_column": "txt"}, {"id_column": "key"}])
def test_wrong_column_names_those_that_there_are(columns: dict[str, str]) -> None:
    write_jsonl("a.jsonl", {"url": "u1", "text": "One."}, {"url": "u2", "text": "Two.", "n": 1})
    Path("a.csv").write_text("url,text,n\nu1,One.,1\n")
    [(option, name)] = columns.items()
    expected = (
        f"has no column '{name}'; choose one of its columns with "
        f"--{option.replace('_', '-')}: url, text, n"
    )

    assert texts(read("a.jsonl", **columns)) == [f"! a.jsonl: {expected}"]
    assert texts(read("a.csv", **columns)) == [f"! a.csv: {expected}"]


def test_wrong_column_is_told_once_however_long_the_file() -> None:
    write_jsonl("a.jsonl", *({"body": "One."} for _ in range(3000)))

    assert len(list(read("a.jsonl"))) == 1


def test_csv_rows_are_documents() -> None:
    Path("a.csv").write_bytes(
        '\ufeffid,text\r\nx1,"“We waited,”\r\nshe said, ""for years""."\r\n\r\n,Two.\r\n'.encode()
    )

    assert list(read("a.csv")) == [
        Document("x1", '“We waited,”\r\nshe said, "for years".', "a.csv"),
        Document("a.csv#4", "Two.", "a.csv"),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_delimiter_is_found(delimiter: str) -> None:
    Path("a.csv").write_text(f"id{delimiter}text\nx1{delimiter}One.\n")

    assert list(read("a.csv")) == [Document("x1", "One.", "a.csv")]


def test_csv_in_another_encoding() -> None:
    Path("a.csv").write_bytes(f'id,text\nx1,"{TEXT}"\n'.encode("cp1252"))

    assert list(read("a.csv")) == [Document("x1", TEXT, "a.csv")]


def test_csv_with_a_field_longer_than_the_usual_limit() -> None:
    text = "She waited. " * 20_000
    Path("a.csv").write_text(f"text\n{text}\n")

    assert texts(read("a.csv")) == [text]


def test_csv_rows_that_are_broken_do_not_stop_the_others() -> None:
    Path("a.csv").write_text('id,text\n1,\n2\n3,One, two.\n4,"No," he said.\n5,Three.\n6,"Open\n')

    *results, last = texts(read("a.csv"))
    assert [line.partition(";")[0] for line in results] == [
        "! a.csv, row 2: has no text in 'text'",
        "! a.csv, row 3: has no text in 'text'",
        "! a.csv, row 4: has 3 fields under 2 columns",
        "! a.csv, row 5: is not CSV (',' expected after '\"')",
        "Three.",
    ]
    assert last.startswith("! a.csv, row 7: is not CSV (unexpected end of data)")


def test_csv_without_rows() -> None:
    Path("a.csv").write_text("id,text\n")

    assert problem("a.csv") == "is empty; there is nothing to read"


def test_table_that_leaves_its_encoding_keeps_the_rows_before() -> None:
    rows = b"".join(b'{"text": "One."}\n' for _ in range(2000))
    Path("a.jsonl").write_bytes(rows + b'{"text": "\xff"}\n')

    *documents, last = texts(read("a.jsonl", encoding="utf-8"))
    assert set(documents) == {"One."}
    assert last.startswith("! a.jsonl: is not utf-8")
    assert last.endswith("name its encoding with --encoding")
