"""Web pages in which somebody speaks: typed pages, <q>, interviews that bold type tells apart."""

from __future__ import annotations

from pathlib import Path

import pytest

import quotes
from quotes.documents import Document, read

INTERVIEW = """\
<!doctype html><html><head><title>Ice</title></head><body><nav><b>Home?</b></nav><article>
<h1>The woman who listens to ice</h1>
<p>Tove Lind talked to the researcher Gerda Holt about what she hears on the lake in winter, when
she walks out with a microphone and a thermos and does not come back until it is dark.</p>
<p><strong>What do you hear out there?</strong></p>
<p>Mostly myself. I breathe loudly. Then I stop, and the ice begins.</p>
<p>It sings when it is <b>cold enough</b>. I have tapes of it at home.</p>
<p><strong>Did you ever fall in?</strong></p>
<p>Once. I was nineteen &amp; I wanted to impress somebody.</p>
<p><b>And did you? Your husband was there.</b></p>
<p>I think so. We have been married for forty years.</p>
<p><b>What would you tell somebody who wants to start?</b><br>Buy boots. I still wear my first
pair.</p></article></body></html>
"""
HELP = """\
<!doctype html><html><head><title>Canoes</title></head><body><article><h1>Renting a canoe</h1>
<p>The hut by the lake has nine canoes and a great many life jackets, and this is what people ask
there most often in summer, when the queue goes all the way to the road.</p>
<p><b>Do I need a licence?</b></p><p>No. You only need a life jacket, which is in the boat.</p>
<p><b>Can I bring my dog?</b></p><p>Yes, if it can swim. There are no jackets for dogs.</p>
<p><b>What happens if it rains?</b></p><p>You will get wet. The hut gives no money back.</p>
<p><b>How do I pay?</b></p><p>By card or in cash at the hut. Ask for a receipt.</p>
</article></body></html>
"""


@pytest.fixture(autouse=True)
def in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def text_of(page: str) -> str:
    Path("a.html").write_text(page, "utf-8")
    [document] = read("a.html")
    assert isinstance(document, Document), document
    return document.text


def test_bold_questions_and_plain_answers_are_turns() -> None:
    found = quotes.extract(text_of(INTERVIEW), kind="direct")

    assert [(str(one.speaker), " / ".join(part.text for part in one.parts)) for one in found] == [
        ("Tove Lind", "What do you hear out there?"),
        (
            "Gerda Holt",
            "Mostly myself. I breathe loudly. Then I stop, and the ice begins. / "
            "It sings when it is cold enough. I have tapes of it at home.",
        ),
        ("Tove Lind", "Did you ever fall in?"),
        ("Gerda Holt", "Once. I was nineteen & I wanted to impress somebody."),
        ("Tove Lind", "And did you? Your husband was there."),
        ("Gerda Holt", "I think so. We have been married for forty years."),
        ("Tove Lind", "What would you tell somebody who wants to start?"),
        ("Gerda Holt", "Buy boots. I still wear my first pair."),
    ]
    assert {(one.source, one.flags) for one in found} == {(None, ("no-source",))}


def test_whom_no_heading_introduces_is_nobody() -> None:
    page = INTERVIEW.replace("Tove Lind talked to the researcher Gerda Holt about", "This is")

    assert {one.speaker for one in quotes.extract(text_of(page), kind="direct")} == {None}


def test_a_help_page_stays_as_it_is() -> None:
    text = text_of(HELP)

    assert "*" not in text
    assert quotes.extract(text, kind="direct") == []


def test_a_typed_page_keeps_its_lines() -> None:
    lines = [
        "[House]",
        "",
        "  Mr. PELL. Madam Speaker, I ask for order &amp; quiet.",
        "  The SPEAKER pro tempore. You have both.",
        '  Mr. PELL. I thank <a href="x.html">the Chair</a> for it.',
        "  Ms. ROOK. I do not.",
    ]

    text = text_of("<html><body><pre>\n{}\n</pre></body></html>".format("\n".join(lines)))

    assert text.split("\n")[2:] == [
        "  Mr. PELL. Madam Speaker, I ask for order & quiet.",
        "  The SPEAKER pro tempore. You have both.",
        "  Mr. PELL. I thank the Chair for it.",
        "  Ms. ROOK. I do not.",
    ]


def test_an_article_with_a_typed_example_is_read_as_one() -> None:
    typed = "<pre>\n" + "x = 1\n" * 6 + "</pre>"

    assert "licence" in text_of(HELP.replace("<h1>", f"{typed}<h1>"))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("<q>We sawed the beam</q>, Ada Lowe said.", "“We sawed the beam”, Ada Lowe said."),
        ("<q>He said <q>no</q> twice</q>, Ada Lowe said.", "“He said ‘no’ twice”, Ada Lowe said."),
        ("<q>“We lost it”</q>, Ada Lowe said.", "“We lost it”, Ada Lowe said."),
        ("<q>We <em>lost</em> it</q>, Ada Lowe said.", "“We lost it”, Ada Lowe said."),
        ("<q></q>Ada Lowe said nothing.", "Ada Lowe said nothing."),
    ],
)
def test_what_a_page_marks_as_quoted_has_its_marks(printed: str, expected: str) -> None:
    around = (
        "A carpenter spent all of Tuesday on the roof of the school, and the children sang for him."
    )
    page = f"<html><body><article><p>{around}</p><p>{printed}</p><p>{around}</p></article></body>"

    assert expected in text_of(page).split("\n\n")
