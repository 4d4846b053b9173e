"""Word documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reading import document, problem


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
