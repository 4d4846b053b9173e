"""OpenDocument, RTF and e-books: read where their library is there, else a line that says which."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quotes.cli import app
from quotes.documents import Document, DocumentError, read

RTF = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl\f0 Times;}\f0 Harbour to be dredged\par "
    r"\ldblquote We waited,\rdblquote  said Zo\'eb {\b Field}.\par }"
)
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)
PACKAGE = """\
<package xmlns="http://www.idpf.org/2007/opf"><manifest>
<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="b" href="two%20b.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="c" href="c.png" media-type="image/png"/></manifest>
<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>
"""
PAGE = "<?xml version='1.0' encoding='utf-8'?>\n<html><head><title>T</title></head><body>{}</body>"
ONE = PAGE.format("<div><h1>One</h1><p>“Come in,”\nsaid <i>Ada</i>.</p><p><br/></p></div>")
TWO = PAGE.format("<blockquote><p>Dear Tom,<br/>come.</p></blockquote>Loose<p>He came.</p>")


@pytest.fixture(autouse=True)
def in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def text(path: str) -> str:
    [result] = read(path)
    assert isinstance(result, Document), result
    return result.text


def problem(path: str) -> str:
    [result] = read(path)
    assert isinstance(result, DocumentError), result
    assert "\n" not in str(result)
    return result.problem


def write_book(path: str, **more: str) -> None:
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("META-INF/container.xml", CONTAINER)
        book.writestr("OEBPS/book.opf", PACKAGE)
        book.writestr("OEBPS/nav.xhtml", "<html><body><p>Contents</p></body></html>")
        book.writestr("OEBPS/text/one.xhtml", ONE)
        book.writestr("OEBPS/two b.xhtml", TWO)
        for name, content in more.items():
            book.writestr(f"META-INF/{name}.xml", content)


# --- RTF -----------------------------------------------------------------------------------------


def test_rtf() -> None:
    pytest.importorskip("striprtf")
    Path("a.rtf").write_text(RTF)

    assert text("a.rtf") == "Harbour to be dredged\n\n“We waited,” said Zoë Field."


def test_links_of_rtf_are_their_words() -> None:
    pytest.importorskip("striprtf")
    link = r'{\field{\*\fldinst{ HYPERLINK "https://example.org/a" }}{\fldrslt {\ul the plan}}}'
    Path("a.rtf").write_text(rf"{{\rtf1 Of {link} and {link} Zoe Field said more.\par }}")

    assert text("a.rtf") == "Of the plan and the plan Zoe Field said more."


def test_what_is_no_rtf() -> None:
    pytest.importorskip("striprtf")
    Path("a.rtf").write_text("Just text.")
    Path("b.rtf").write_text(r"{\rtf1 }")

    assert problem("a.rtf") == "is no RTF, whatever its name says; save it as .rtf or .docx"
    assert problem("b.rtf") == "has no text; check that it is the right file"


# --- OpenDocument --------------------------------------------------------------------------------


def test_odt() -> None:
    odfdo = pytest.importorskip("odfdo")
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Header(1, "Harbour to be dredged"))
    document.body.append(odfdo.Paragraph("“We waited,” said Zoë Field."))
    document.body.append(odfdo.Paragraph("We shall dredge.", style="Quotations"))
    document.save("a.odt")

    assert text("a.odt") == (
        "Harbour to be dredged\n\n“We waited,” said Zoë Field.\n\n> We shall dredge."
    )


def test_what_is_struck_or_stands_apart_is_no_text_of_an_odt() -> None:
    odfdo = pytest.importorskip("odfdo")
    document = odfdo.Document("text")
    document.body.clear()
    struck = "<text:deletion><text:p>Struck.</text:p></text:deletion>"
    document.body.append(
        odfdo.Element.from_tag(
            "<text:tracked-changes><text:changed-region>"
            f"{struck}</text:changed-region></text:tracked-changes>"
        )
    )
    paragraph = odfdo.Paragraph("We waited.")
    paragraph.append(
        odfdo.Element.from_tag(
            "<office:annotation><text:p>Is this so?</text:p></office:annotation>"
        )
    )
    paragraph.append(
        odfdo.Element.from_tag(
            '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
            "<text:note-body><text:p>A note.</text:p></text:note-body></text:note>"
        )
    )
    paragraph.append(
        odfdo.Element.from_tag(
            "<draw:frame><draw:text-box><text:p>Waited!</text:p></draw:text-box></draw:frame>"
        )
    )
    document.body.append(paragraph)
    document.save("a.odt")

    assert text("a.odt") == "We waited."


def test_a_damaged_odt() -> None:
    pytest.importorskip("odfdo")
    Path("a.odt").write_bytes(b"PK\x03\x04 no archive")

    assert problem("a.odt").startswith("cannot be read as an OpenDocument text (damaged")


@pytest.mark.parametrize(("ending", "library"), [("odt", "odfdo"), ("rtf", "striprtf")])
def test_without_its_library_it_is_said_what_to_install(
    ending: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.setitem(sys.modules, f"{library}.{library}", None)
    Path(f"a.{ending}").write_text(RTF)

    said = problem(f"a.{ending}")

    assert said.startswith(
        f"reading .{ending} needs {library}, which is not installed: pip install"
    )
    assert "[office]" in said


# --- e-books -------------------------------------------------------------------------------------


def test_the_pages_of_a_book_in_their_order() -> None:
    write_book("a.epub")

    assert text("a.epub").split("\n\n") == [
        "One",
        "“Come in,” said Ada.",
        "> Dear Tom,\n> come.",
        "Loose",
        "He came.",
    ]


def test_a_locked_book_and_one_with_locked_letters() -> None:
    lock = "<encryption><EncryptionMethod Algorithm='{}'/></encryption>"
    write_book("a.epub", encryption=lock.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc"))
    write_book("b.epub", encryption=lock.format("http://www.idpf.org/2008/embedding/obfuscation"))

    assert problem("a.epub").startswith("is locked by its seller")
    assert text("b.epub").startswith("One")


@pytest.mark.parametrize("data", [b"", b"PK", b"text", b"PK\x05\x06" + bytes(18)])
def test_a_damaged_book(data: bytes) -> None:
    Path("a.epub").write_bytes(data)

    assert "\n" not in problem("a.epub")


# --- what has no reader --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "way_out"),
    [
        ("a.doc", ".doc cannot be read; open it in Word or LibreOffice and save it as .docx"),
        ("a.MP3", ".MP3 cannot be read; transcribe it, say into .vtt"),
        ("a.jpeg", ".jpeg cannot be read; run text recognition (OCR) on it first"),
        ("a.xlsx", ".xlsx cannot be read; save it as .csv, with a text in each row"),
    ],
)
def test_what_has_no_reader_is_told_a_way_out(name: str, way_out: str) -> None:
    assert problem(name) == way_out


def test_files_of_a_folder_that_are_passed_over_are_counted_in_one_line() -> None:
    for name in (
        "a.txt",
        "b.doc",
        "c.JPG",
        "d.jpg",
        "e.json",
        "README",
        ".hidden.jpg",
        "sub/f.mov",
    ):
        Path("in", name).parent.mkdir(parents=True, exist_ok=True)
        Path("in", name).write_text("“We waited,” said Ada Field.")

    ran = CliRunner().invoke(app, ["extract", "in", "--format", "jsonl"])
    alone = CliRunner().invoke(app, ["extract", "in/a.txt", "--format", "jsonl"])

    assert ran.exit_code == 0
    assert ran.stdout.count("\n") == 1
    [line] = [line for line in ran.stderr.splitlines() if "passed over" in line]
    assert line == (
        "quotes: in: 6 files are passed over (2 .jpg, 1 .doc, 1 .json, 1 .mov and 1 other "
        "kinds); name those that are to be read"
    )
    assert "passed over" not in alone.stderr
