"""One file of many that cannot be read, or is too large, is named and the others go on."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document as WordDocument

from quotes.documents import Document, DocumentError, read, read_all
from quotes.documents.document import printable
from quotes.documents.limits import LARGEST_TEXT, LONGEST_ROW, UNPACKED_XML

TEXT = "“We sold the mill,” Nils Berg said on Friday.\n"


@pytest.fixture(autouse=True)
def _in_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text(TEXT, encoding="utf-8")


def problem(*names: str) -> str:
    """Why the first gives no document; the good text after it does."""
    (error, good) = read_all([*names, "good.txt"])
    assert isinstance(error, DocumentError)
    assert isinstance(good, Document) and good.text == TEXT
    return str(error)


def speech(start: object) -> str:
    return json.dumps({"segments": [{"start": start, "end": 2, "text": "It rains."}]})


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.json", speech(10**400), "has a time that is no number of seconds (a huge number"),
        ("a.json", speech(1e300), "has a time that is no number of seconds ('1e+300'"),
        ("a.json", speech("9" * 5000 + ":00:00"), "has a time that is no number of seconds ('9999"),
        ("a.json", speech("9" * 500 + ":00:00"), "has a time that is no number of seconds ('9999"),
        ("a.json", speech(0)[:-4] + "9" * 5000 + "}]}", "is no JSON"),
        ("a.json", '{"segments": ' + "9" * 5000 + "}", "has a number of thousands of digits"),
        ("a.json", "[" * 100_000, "is JSON nested too deeply"),
        ("a.srt", "1\n" + "9" * 5000 + ":00:01,000 --> 00:00:02,000\nHi.\n", "has no times that"),
        ("a.vtt", "WEBVTT\n\n" + "9" * 400 + ":00:01.000 --> 00:00:02.000\nHi.\n", "has no times"),
    ],
)
def test_absurd_numbers_are_told(name: str, content: str, told: str) -> None:
    Path(name).write_text(content, encoding="utf-8")
    assert problem(name).startswith(f"{name}: {told}")


def test_two_columns_of_one_name() -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    table = pa.table([pa.array([TEXT]), pa.array(["x"])], names=["text", "text"])
    pq.write_table(table, "twice.parquet")
    assert problem("twice.parquet") == (
        "twice.parquet: has several columns 'text'; give each a name of its own"
    )


def test_a_link_to_itself() -> None:
    Path("loop.txt").symlink_to("loop.txt")
    assert "loop.txt: cannot be opened" in problem("loop.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for() -> None:
    os.mkfifo("pipe.txt")
    os.mkfifo("pipe.jsonl")
    assert problem("pipe.txt").startswith("pipe.txt: is no file but a folder, pipe or device")
    assert problem("pipe.jsonl").startswith("pipe.jsonl: is no file but a folder, pipe or device")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_a_file_without_end() -> None:
    Path("endless.txt").symlink_to("/dev/zero")
    assert "is no file but a folder, pipe or device" in problem("endless.txt")
    with Path("/dev/zero").open("rb") as stream:
        (error,) = read_all(["-"], stdin=stream)
    assert str(error).startswith(f"standard input: has more than {LARGEST_TEXT:,} bytes")


def test_names_and_ids_that_are_no_text() -> None:
    Path("half.jsonl").write_text(json.dumps({"id": "\ud800x", "text": TEXT + "\udfff"}))
    (document,) = read("half.jsonl")
    assert isinstance(document, Document)
    assert (document.id, document.text) == ("\ufffdx", TEXT + "\ufffd")
    assert printable("n\udcff.txt") == "n\ufffd.txt"


def test_a_text_that_is_too_large() -> None:
    with Path("large.txt").open("wb") as file:
        file.truncate(LARGEST_TEXT + 1)  # a file of zeros that takes no place
    assert problem("large.txt") == (
        "large.txt: has more than 20,000,004 bytes, and no more are read of a file of its kind; "
        "cut it into its articles, or save it as .txt"
    )


@pytest.mark.parametrize("ending", [".jsonl", ".csv"])
@pytest.mark.parametrize("packing", [".gz", ".zst", ""])
def test_a_line_that_is_too_long_to_hold(ending: str, packing: str) -> None:
    data = (b'{"text": "' if ending == ".jsonl" else b"text,") + b"a" * (LONGEST_ROW + 9)
    if packing == ".gz":
        data = gzip.compress(data)
    elif packing == ".zst":
        pa = pytest.importorskip("pyarrow")
        data = pa.compress(data, "zstd", asbytes=True)
    name = f"bomb{ending}{packing}"
    Path(name).write_bytes(data)
    assert problem(name) == (
        f"{name}: has more than 20,000,000 characters in line 1, and was read only so far; "
        "write one article a line"
    )


def test_a_cell_of_many_lines_is_not_gathered_for_ever() -> None:
    line = b"a" * 99_999 + b"\n"
    data = b'id,text\nx,"' + line * (LONGEST_ROW // len(line) + 2)
    Path("cell.csv.gz").write_bytes(gzip.compress(data))
    found = list(read("cell.csv.gz"))
    assert all(isinstance(one, DocumentError) for one in found)
    assert "row 2: is not CSV (field larger than field limit (20000000))" in str(found[0])


def word(paragraphs: int) -> bytes:
    """A document of so many paragraphs, made of an empty one."""
    made = io.BytesIO()
    WordDocument().save(made)
    out = io.BytesIO()
    with zipfile.ZipFile(made) as empty, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as full:
        for part in empty.infolist():
            data = empty.read(part)
            if part.filename == "word/document.xml":
                body = b"<w:p><w:r><w:t>It rains.</w:t></w:r></w:p>" * paragraphs
                data = data.replace(b"<w:body>", b"<w:body>" + body)
            full.writestr(part.filename, data)
    return out.getvalue()


def test_a_word_document_that_unpacks_to_too_much() -> None:
    Path("bomb.docx").write_bytes(word(UNPACKED_XML // 40))
    told = problem("bomb.docx")
    assert told.startswith("bomb.docx: unpacks to ")
    assert told.endswith("and no more than 40,000,000 are read; save its text as .txt")


def packed(path: str, **parts: str) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_", "."), content)


ODF = "urn:oasis:names:tc:opendocument:xmlns"
CONTENT = (
    f'{{}}<o:document-content xmlns:o="{ODF}:office:1.0" xmlns:t="{ODF}:text:1.0">'
    "<o:body><o:text><t:p>It rains, {}</t:p></o:text></o:body></o:document-content>"
)
TOO_MUCH = r"unpacks to [\d,]+ bytes, and no more than 5,000 are read; save its text as .txt"


def test_an_open_document_that_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("odfdo")
    monkeypatch.setattr("quotes.documents.packages.UNPACKED_XML", 5_000)
    packed("a.odt", content_xml=CONTENT.format("", "all day. " * 600))
    assert re.fullmatch("a.odt: " + TOO_MUCH, problem("a.odt"))
    packed("a.odt", content_xml=CONTENT.format("", "all day."), Pictures__a_png="0" * 9_000)
    (document,) = read("a.odt")
    assert isinstance(document, Document) and document.text == "It rains, all day."


@pytest.mark.parametrize("number", ["99999999999", "6_000_000", "5000001"])
def test_an_open_document_with_blanks_by_number(number: str) -> None:
    pytest.importorskip("odfdo")
    less = '<t:s t:c="-99999999999"/>'  # takes nothing away
    packed("a.odt", content_xml=CONTENT.format("", f'all day.<t:s t:c="{number}"/>{less}'))
    assert problem("a.odt") == (
        "a.odt: has more than 5,000,000 blanks, written as a number; save it as .txt"
    )


def test_entities_of_an_open_document_are_not_resolved() -> None:
    pytest.importorskip("odfdo")
    Path("secret.txt").write_text("a secret")
    place = Path("secret.txt").resolve().as_uri()
    entities = f'<!DOCTYPE x [<!ENTITY far SYSTEM "{place}"><!ENTITY near "a long, long text">]>'
    packed("a.odt", content_xml=CONTENT.format(entities, "&far;&near; all day."))
    (document,) = read("a.odt")
    assert isinstance(document, Document)
    assert "secret" not in document.text and "long" not in document.text


@pytest.mark.parametrize("font", ["{\\f0\\fcharset0 ", "{\\f0 ", "\\f0"])
def test_rtf_with_a_font_without_end(font: str) -> None:
    pytest.importorskip("striprtf")
    Path("a.rtf").write_text("{\\rtf1{\\fonttbl" + font * 50_000 + "}}It rains.}")
    assert problem("a.rtf") == (
        "a.rtf: has a font of more than 1,000 characters in its table; "
        "open it in a word processor and save it as .docx"
    )


def test_rtf_with_very_many_fonts() -> None:
    pytest.importorskip("striprtf")
    fonts = "".join(f"{{\\f{n} Font;}}" for n in range(30_000))
    fonts += "{\\f99999\\fcharset204 Russian;}"
    Path("a.rtf").write_text(f"{{\\rtf1{{\\fonttbl{fonts}}}It rains, {{\\f99999 \\'d2\\'ee}}.}}")
    (document,) = read("a.rtf")
    assert isinstance(document, Document) and document.text == "It rains, То."


BOOK = {
    "META-INF__container_xml": '<container><rootfile full-path="book.opf"/></container>',
    "book_opf": (
        '<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
        "</manifest><spine>{}</spine></package>"
    ),
    "a_xhtml": "<html><body><p>It rains{} all day.</p></body></html>",
}


@pytest.mark.parametrize("bomb", ["META-INF__container_xml", "book_opf", "a_xhtml", "spine"])
def test_a_book_that_unpacks_to_too_much(bomb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.documents.packages.UNPACKED_XML", 5_000)
    entry = '<itemref idref="a"/>'
    # A page that is told again and again is read again and again.
    parts = {**BOOK, "book_opf": BOOK["book_opf"].format(entry * (99 if bomb == "spine" else 1))}
    packed("good.epub", **{**parts, "book_opf": BOOK["book_opf"].format(entry)})
    assert isinstance(next(read("good.epub")), Document)
    if bomb != "spine":
        parts[bomb] += "<!-- nothing -->" * 400
    packed("a.epub", **parts)
    assert re.fullmatch("a.epub: " + TOO_MUCH, problem("a.epub"))


def test_a_book_with_a_tag_of_very_many_attributes() -> None:
    page = f"<html><body><p {' '.join(f'a{n}=1' for n in range(9_000))}>It rains.</p></body></html>"
    opf = BOOK["book_opf"].format('<itemref idref="a"/>')
    packed("a.epub", **{**BOOK, "book_opf": opf, "a_xhtml": page})
    assert problem("a.epub").startswith("a.epub: has a tag with more than 500 attributes")


@pytest.mark.parametrize(
    ("ending", "largest"), [("odt", 900), ("epub", 900), ("rtf", 90), ("fountain", 9)]
)
def test_each_kind_of_file_has_its_size(
    ending: str, largest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, size in (("PRINT", 900), ("MARKUP", 90), ("TEXT", 9)):
        monkeypatch.setattr(f"quotes.documents.formats.LARGEST_{name}", size)
    Path(f"a.{ending}").write_bytes(b"a" * (largest + 1))
    (error,) = read(f"a.{ending}")
    assert f"has more than {largest} bytes" in str(error)
    Path(f"a.{ending}").write_bytes(b"a" * largest)
    (other,) = read(f"a.{ending}")
    assert "bytes" not in str(other)


def test_a_tag_of_very_many_attributes() -> None:
    page = "<html><body><p {}>It rains in the town, and nobody goes out.</p></body></html>"
    Path("page.html").write_text(page.format(" ".join(f"a{n}=1" for n in range(9_000))))
    assert problem("page.html") == (
        "page.html: has a tag with more than 500 attributes; save the article itself as .txt or .md"
    )
    value = "a tag may well have a long value " * 500
    Path("page.html").write_text(page.format(f'data-x="{value}"') * 3)
    (document,) = read("page.html")
    assert isinstance(document, Document)


def test_a_page_of_very_many_siblings() -> None:
    Path("page.html").write_text("<html><body>" + "<p>It rains." * 50_001 + "</body></html>")
    assert problem("page.html") == (
        "page.html: has an element with more than 50,000 in it; "
        "save the article itself as .txt or .md"
    )
