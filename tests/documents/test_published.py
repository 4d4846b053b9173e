"""What a document's text tells of its publication."""

from __future__ import annotations

import pytest

from quotes.documents import Document
from quotes.documents.published import published


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ferry fares to rise\n\n“Nobody likes it,” said Ada Miller.", "Ferry fares to rise"),
        ("# Ferry fares to rise\n\nMore.", "Ferry fares to rise"),
        ("FOR IMMEDIATE RELEASE\n\nFerry fares to rise\n\nMore.", "Ferry fares to rise"),
        ("Press release:\n\nNews Release\n\nFerry fares to rise\n\nMore.", "Ferry fares to rise"),
        ("For immediate release\n\n“Nobody likes it,” said Ada Miller.", None),
        ("Fares rise.\n\nMore.", None),
        ("Ferry fares to rise\nand more under it", None),
        ("", None),
    ],
)
def test_a_first_line_that_stands_alone_is_the_headline(text: str, title: str | None) -> None:
    assert published(Document("a.txt", text)).title == title
