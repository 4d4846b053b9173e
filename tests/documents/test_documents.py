"""Reading files into text, and what a user is told of those that cannot be read."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from places import ROOT
from pypdf import PdfReader, PdfWriter

from quotes.documents import Document, DocumentError, find, read, read_all

TEXT = "“We waited,” said Zoë Field – ‘for years’.\r\nThe café stayed open.\n"


@pytest.fixture(autouse=True)
def in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are named by the user relative to where they are."""
    monkeypatch.chdir(tmp_path)


def document(path: str, encoding: str | None = None) -> Document:
    [result] = read(path, encoding=encoding)
    assert isinstance(result, Document), result
    return result


def problem(path: str, encoding: str | None = None) -> str:
    """The one line that a user is told of a file."""
    [result] = read(path, encoding=encoding)
    assert isinstance(result, DocumentError), result
    assert "\n" not in str(result)
    assert str(result).startswith(f"{path}: ")
    return result.problem


def texts(results: Iterable[Document | DocumentError]) -> list[str]:
    """Texts of documents, messages of errors: what came, in order."""
    return [r.text if isinstance(r, Document) else f"! {r}" for r in results]


# --- text and its encoding -----------------------------------------------------------------------


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


# --- web pages -----------------------------------------------------------------------------------

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>Harbour</title>
<style>p {{ color: red }}</style><script>var says = "“Nothing”";</script></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul></nav></header>
<article><h1>Harbour to be dredged</h1>
<p>The harbour of Harwick will be dredged in spring, the mayor, <b>Zoë Field</b>, told reporters
on Monday after two years of talks with the fishermen.</p>
<p>“We waited,” she said.<br>“No more.”</p>
<blockquote><p>Nobody owns the sea, and nobody should pay for it twice.</p><p>Not one of us.</p>
<footer>— Bob Lane, fisherman</footer></blockquote>
<blockquote>The work begins in April, weather permitting, and ends in June.</blockquote>
<p>The council votes in May, and the work could begin in June if nobody objects.</p></article>
<section class="comments"><h2>Comments</h2><p>“Rubbish,” wrote somebody.</p></section>
<footer>© 2024 Harwick News</footer></body></html>"""
ARTICLE = """Harbour to be dredged

The harbour of Harwick will be dredged in spring, the mayor, Zoë Field, told reporters on Monday \
after two years of talks with the fishermen.

“We waited,” she said.
“No more.”

> Nobody owns the sea, and nobody should pay for it twice.
>
> Not one of us.
>
> — Bob Lane, fisherman

> The work begins in April, weather permitting, and ends in June.

The council votes in May, and the work could begin in June if nobody objects."""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-1"])
def test_article_of_a_page(charset: str) -> None:
    encoding = "utf-8" if charset == "utf-8" else "cp1252"
    Path("a.html").write_bytes(PAGE.format(charset=charset).encode(encoding))

    assert document("a.html").text == ARTICLE


@pytest.mark.parametrize("between", ["", "\n"])
def test_short_article_keeps_its_paragraphs(between: str) -> None:
    """Of a page with less than 250 characters in it, too, and without white space in its source."""
    blocks = (
        "<nav><a href='/'>Home</a></nav><article><h1>Mayor resigns</h1>",
        "<p>Mayor Ida Lund resigned on Monday.</p>",
        "<p>“I did not ask for this,” said her deputy, Bob Lane.</p></article>",
        "<footer>© Harwick News</footer>",
    )
    page = between.join(blocks)
    Path("a.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")

    assert document("a.html").text == (
        "Mayor resigns\n\nMayor Ida Lund resigned on Monday.\n\n"
        "“I did not ask for this,” said her deputy, Bob Lane."
    )


def test_page_with_an_xml_declaration() -> None:
    page = '<?xml version="1.0" encoding="utf-8"?>\n' + PAGE.format(charset="utf-8")
    Path("a.htm").write_text(page, encoding="utf-8")

    assert document("a.htm").text == ARTICLE


def test_page_without_an_article(capfd: pytest.CaptureFixture[str]) -> None:
    Path("a.html").write_text("<html><body><script>says()</script></body></html>")

    assert problem("a.html").startswith("has no article text;")
    assert capfd.readouterr() == ("", "")


# --- Word ----------------------------------------------------------------------------------------


def test_word_document() -> None:
    file = docx.Document()
    file.add_heading("Harbour to be dredged")
    file.add_paragraph("The mayor, Zoë Field, told reporters.")
    file.add_paragraph("")
    file.add_paragraph("Nobody owns the sea.", style="Quote")
    file.add_paragraph("Not one of us.", style="Intense Quote")
    file.add_table(rows=1, cols=2).rows[0].cells[1].text = "“We waited,” she said."
    file.add_paragraph("It ends\nhere.")
    file.save("a.docx")

    assert document("a.docx").text == (
        "Harbour to be dredged\n\nThe mayor, Zoë Field, told reporters.\n\n"
        "> Nobody owns the sea.\n>\n> Not one of us.\n\n“We waited,” she said.\n\nIt ends\nhere."
    )


def test_word_document_under_review() -> None:
    """Inserted words count, deleted ones do not."""
    file = docx.Document()
    paragraph = file.add_paragraph("“We ")
    for tag, text_tag, word in (("ins", "t", "waited"), ("del", "delText", "slept")):
        change: Any = parse_xml(
            f'<w:{tag} {nsdecls("w")} w:id="1" w:author="A">'
            f"<w:r><w:{text_tag}>{word}</w:{text_tag}></w:r></w:{tag}>"
        )
        paragraph._p.append(change)
    paragraph.add_run(",” said Zoë Field.")
    file.save("a.docx")

    assert document("a.docx").text == "“We waited,” said Zoë Field."


def test_word_document_without_text() -> None:
    docx.Document().save("a.docx")

    assert problem("a.docx").startswith("has no text;")


def test_damaged_word_document() -> None:
    docx.Document().save("a.docx")
    data = Path("a.docx").read_bytes()

    for damaged in (b"no archive", data[: len(data) // 2], b"PK\x05\x06" + bytes(18)):
        Path("a.docx").write_bytes(damaged)
        assert problem("a.docx").startswith("cannot be read as a Word document")


# --- PDF -----------------------------------------------------------------------------------------


def write_pdf(path: str, *pages: list[str]) -> None:
    """A PDF with these lines on its pages; an empty one is a gap."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        shown = " T* ".join(
            "({}) Tj".format(line.replace("(", r"\(").replace(")", r"\)")) for line in lines
        )
        content = f"BT /F1 11 Tf 14 TL 60 760 Td {shown} ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects) + 2} 0 R"
            " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
            " /Encoding /WinAnsiEncoding >> >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(pages)} >>"
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF"
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()
    Path(path).write_bytes(data)


def test_pdf_lines_are_joined_into_paragraphs() -> None:
    write_pdf(
        "a.pdf",
        [
            "Harbour to be dredged",
            "",
            "The harbour of Harwick will be dredged in spring, the mayor, Zoë Field, told re-",
            "porters on Monday after two years of talks with the fishermen of the whole coast.",
            "",
            "“We waited,” she said.",
            "",
            "“No more.” It was, as everybody knew by then, the end of a long and well-known",
            "story, and of a good one. Nobody was sadder about it than the old and well-",
            "known harbour master of the town, who had seen it all from behind his window in",
            "Harwick.",
        ],
    )

    assert document("a.pdf").text.split("\n\n") == [
        "Harbour to be dredged",
        "The harbour of Harwick will be dredged in spring, the mayor, Zoë Field, told reporters "
        "on Monday after two years of talks with the fishermen of the whole coast.",
        "“We waited,” she said.",
        "“No more.” It was, as everybody knew by then, the end of a long and well-known story, "
        "and of a good one. Nobody was sadder about it than the old and well-known harbour master "
        "of the town, who had seen it all from behind his window in Harwick.",
    ]


def test_pdf_line_that_stops_early_ends_its_paragraph() -> None:
    full = "The harbour of Harwick will be dredged in spring, the mayor told the reporters."
    write_pdf("a.pdf", [full, "Nobody was sad.", full, "“We waited,” she said.", full, full])

    assert document("a.pdf").text.split("\n\n") == [
        f"{full} Nobody was sad.",
        f"{full} “We waited,” she said.",
        f"{full} {full}",
    ]


def test_pdf_page_numbers_and_running_heads_are_left_out() -> None:
    pages = [
        ["The Harwick News", f"The {word} page goes on from here,", "as long as it can,", f"{n}"]
        for n, word in enumerate(["first", "second", "third"], start=1)
    ]
    write_pdf("a.pdf", *pages)

    found = document("a.pdf").text
    assert "Harwick News" not in found
    assert not any(character.isdigit() for character in found)
    assert [word in found for word in ("first", "second", "third")] == [True] * 3


def test_pdf_that_is_a_scan() -> None:
    write_pdf("a.pdf", [])

    assert problem("a.pdf") == "has no text (a scan?); run text recognition (OCR) on it first"


def test_encrypted_pdf() -> None:
    write_pdf("a.pdf", ["“We waited,” she said."])
    writer = PdfWriter(clone_from=PdfReader("a.pdf"))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write("a.pdf")

    assert problem("a.pdf").startswith("is encrypted;")


def test_damaged_pdf(capfd: pytest.CaptureFixture[str]) -> None:
    write_pdf("a.pdf", ["“We waited,” she said."])
    data = Path("a.pdf").read_bytes()

    for damaged in (b"no PDF at all", data[:60]):
        Path("a.pdf").write_bytes(damaged)
        assert problem("a.pdf").startswith("cannot be read as a PDF")
    assert capfd.readouterr() == ("", "")


# --- tables --------------------------------------------------------------------------------------


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


# --- finding files -------------------------------------------------------------------------------


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

    messages = found("nowhere.txt", "empty", "*.pdf", "empty/notes.doc", "loop.txt", "more")

    assert messages == [
        "nowhere.txt: does not exist; check the spelling and the folder you are in",
        "empty: has no file that can be read; name its files, or another folder",
        "*.pdf: matches no file that can be read; check the pattern",
        "empty/notes.doc: ending '.doc' is not one that can be read; save it as one of "
        ".txt .md .markdown .html .htm .docx .pdf .vtt .srt .json .jsonl .csv .parquet .jsonl.gz "
        ".jsonl.zst .csv.gz .csv.zst, or pipe it into -",
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


# --- all of it -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("folder")
def test_one_bad_file_does_not_stop_the_batch() -> None:
    Path("news/b.txt").write_bytes(b"\0\1\2")
    Path("news/deep/c.html").unlink()
    write_jsonl("news/deep/d.JSONL", {"id": "x", "text": "Two."})

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
