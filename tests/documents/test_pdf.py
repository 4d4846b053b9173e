"""PDF: lines that become paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from reading import document, problem


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
