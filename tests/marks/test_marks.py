"""What `quotes.marks.pair` finds, mark style by mark style and apostrophe by apostrophe."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.marks import Quoted, pair, paragraphs


def found(text: str, skip: list[tuple[int, int]] | None = None, dash: bool | None = None) -> str:
    """The stretches as one line: nested ones in brackets after the one they stand in.

    ``…`` after a stretch says that it is never closed, ``+`` before it that it continues one.
    """
    shown, depth = "", -1
    for quoted in pair(text, skip or [], dash=dash):
        shown += " [" if quoted.depth > depth else "]" * (depth - quoted.depth) + " | "
        depth = quoted.depth
        stretch = " ".join(text[quoted.start : quoted.end].split())
        shown += f"{'+' * quoted.continues}{stretch}{'' if quoted.closed else '…'}"
    return (shown + "]" * (depth + 1)).strip()[1:-1]


MARKS = [
    ("curly double", "“Yes,” he said.", "Yes,"),
    ("straight double", '"Yes," he said.', "Yes,"),
    ("curly single", "‘Yes,’ he said.", "Yes,"),
    ("straight single", "'Yes,' he said.", "Yes,"),
    ("guillemets", "«Oui», dit-il.", "Oui"),
    ("guillemets with blanks", "« Oui », dit-il.", "Oui"),
    ("guillemets pointing inwards", "»Ja«, sagte er.", "Ja"),
    ("guillemets pointing one way", "»Ja», sa han.", "Ja"),
    ("single guillemets", "‹Oui› dit-il.", "Oui"),
    ("low and high double", "„Ja“, sagte er.", "Ja"),
    ("low and right double", "„Tak”, powiedział.", "Tak"),
    ("low and high single", "‚Ja‘, sagte er.", "Ja"),
    ("two right double", "”Ja”, sa han.", "Ja"),
    ("corner brackets", "「はい」と言った。", "はい"),
    ("white corner brackets", "『はい』と言った。", "はい"),
    ("LaTeX double", "``Yes,'' he said.", "Yes,"),
    ("LaTeX single", "`Yes,' he said.", "Yes,"),
    ("two apostrophes on both sides", "''Yes,'' he said. ''No.''", "Yes, | No."),
    ("two curly apostrophes", "‘‘Yes,’’ he said.", "Yes,"),
    ("tokenised curly", "“ Yes , ” he said .", "Yes ,"),
    ("tokenised straight", '" Yes , " he said , " no . "', "Yes , | no ."),
    ("no blanks around", "—“Yes”—(“no”)", "Yes | no"),
    ("Markdown emphasis around", '**"Yes"** and *“no”*', "Yes | no"),
]

MISMATCHED = [
    ("facing the wrong way", "”Hello” he said.", "Hello"),
    ("left mark for right", "“Hello“ he said.", "Hello"),
    ("both reversed", "”Hello“ he said.", "Hello"),
    ("curly then straight", '“Hello," he said. "Bye.”', "Hello, | Bye."),
    ("single then double", "‘Hello,” he said.", "Hello,"),
    ("double then single", "“Hello,’ he said.", "Hello,"),
    ("guillemet then double", "«Hola”, dijo.", "Hola"),
    ("single wrong way", "He said: ’Hello,’ and left.", "Hello,"),
    ("closing mark without a blank after it", '"Hello,"he said. "Bye."', "Hello, | Bye."),
    ("opening mark without a blank before it", 'He said"Hello" and left.', "Hello"),
    ("stray closing mark", "Hello,” he said. “Bye.”", "Bye."),
]

NESTED = [
    ("single in double", "“He said ‘no,’” she said.", "He said ‘no,’ [no,]"),
    ("double in single", "‘He said “no,”’ she said.", "He said “no,” [no,]"),
    ("straight", "\"He said 'no,'\" she said.", "He said 'no,' [no,]"),
    ("the same mark, curly", "“He said “no” twice,” I said.", "He said “no” twice, [no]"),
    ("the same mark, straight", '"He said "no" twice," I said.', 'He said "no" twice, [no]'),
    ("curly in straight", '"He said “no” twice," I said.', "He said “no” twice, [no]"),
    ("single in single", "‘He said ‘no’ twice,’ I said.", "He said ‘no’ twice, [no]"),
    (
        "''' opens and closes",
        "'''No' is bad,'' he said. ''So 'no'''.",
        "'No' is bad, [No] | So 'no' [no]",
    ),
    ("double guillemet", "«Il dit “non” ici.»", "Il dit “non” ici. [non]"),
    ("German", "„Er sagte ‚nein‘ dazu.“", "Er sagte ‚nein‘ dazu. [nein]"),
    ("corners", "「彼は『いいえ』と言った」", "彼は『いいえ』と言った [いいえ]"),
    (
        "four deep, curly",
        "“a ‘b “c ‘d’ c” b’ a”",
        "a ‘b “c ‘d’ c” b’ a [b “c ‘d’ c” b [c ‘d’ c [d]]]",
    ),
    (
        "four deep, straight",
        "\"a 'b \"c 'd' c\" b' a\"",
        "a 'b \"c 'd' c\" b' a [b \"c 'd' c\" b [c 'd' c [d]]]",
    ),
]

APOSTROPHES = [
    ("don’t", "I don't, you don’t, she don`t.", ""),
    ("’tis", "'Tis late, ’tis late, ‘tis late.", ""),
    ("rock ’n’ roll", "Rock 'n' roll, rock ’n’ roll, rock ‘n’ roll.", ""),
    ("’90s", "The '90s, the ’90s, the ‘90s, the summer of '69.", ""),
    ("the Joneses’ house", "The Joneses' house and the dogs’ bowl.", ""),
    ("possessives in a quotation", "'The Joneses' house,' he said.", "The Joneses' house,"),
    ("the same, curly", "‘The Joneses’ house,’ he said.", "The Joneses’ house,"),
    ("feet and inches", 'He is 5\'10", she is 6\' 2", the pipe is 12".', ""),
    ("inches in a quotation", '"A 12" pipe," he said. "I am 6\'2"."', 'A 12" pipe, | I am 6\'2".'),
    ("a year before the mark", '"In 2016" and "in 2017"', "In 2016 | in 2017"),
    ("’em in double marks", '"Get \'em, boys," he said.', "Get 'em, boys,"),
    ("’em in single marks", "'Get 'em, boys,' he said.", "Get 'em, boys,"),
    (
        "goin’ in single marks",
        "‘I’m goin’ home,’ he said. ‘Runnin’.’",
        "I’m goin’ home, | Runnin’.",
    ),
    ("unlisted dialect", "'Give 'im 'is 'at, 'Erbert,' she said.", "Give 'im 'is 'at, 'Erbert,"),
    ("’Tis first in single marks", "‘’Tis late,’ he said.", "’Tis late,"),
    ("’Tis first in straight marks", "''Tis late,' he said. 'Yes.'", "Tis late, | Yes."),
    ("’cause in double marks", "“’Cause I said so,” he said.", "’Cause I said so,"),
    ("possessive last in double marks", "“It is the workers’,” he said.", "It is the workers’,"),
    ("scare quotes that end in s or in", "The 'boys' room and 'Putin' here.", "boys | Putin"),
    ("elided word in scare quotes", "It is ‘round’ here, and 'round'.", "round | round"),
    ("tokenised", "He does n't like the dogs ' bowl , Helen 's or 'em .", ""),
    ("names and clitics", "O'Brien, O’Brien, l’état, d'accord, 's avonds, 't is.", ""),
    ("numbered plurals", "Three of the old r.p.m.’s, and no more.", ""),
    ("single capitals in scare quotes", "The 'T cells' and 'K Street' here.", "T cells | K Street"),
    ("a single letter in scare quotes", "The letters 's' and ‘d’.", "s | d"),
    ("primes", "5′10″ and 6′", ""),
]

PARAGRAPHS = [
    ("one paragraph reopens", "“One.\n“Two,” he said.", "One. | +Two,"),
    ("three reopen", "“One.\n\n“Two.\n\n“Three.”\n\nEnd.", "One. | +Two. | +Three."),
    ("single marks reopen", "‘One.\n‘Two,’ he said. ‘Three.’", "One. | +Two, | Three."),
    ("straight marks reopen", '"One.\n"Two," he said.', "One. | +Two,"),
    ("guillemets reopen", "« Un.\n« Deux. »", "Un. | +Deux."),
    ("both levels reopen", "“One. ‘In.\n\n“‘Out.’ Two.”", "One. ‘In. [In.] | +‘Out.’ Two. [+Out.]"),
    ("never closed", "“One, he said.\nTwo.\n“Three.”", "One, he said.… | Three."),
    ("never closed, at the end", "He said: “One", "One…"),
    (
        "two never closed in a paragraph",
        "“A.” “B. “C.” “D,” he said. “E.\n“F.”",
        "A. | B.… | C. | D, | E. | +F.",
    ),
    ("never closed, within a paragraph", "“One, he said. “Two,” he said.", "One, he said.… | Two,"),
    ("closed in the next paragraph", "He read: “One\ntwo.” He left.", "One two."),
    ("a lone apostrophe never closes", "He hit 'im.\nThe end.", ""),
    ("a lone arrow never closes", "« Back to the front page\nThe end.", ""),
    (
        "hard-wrapped",
        "He wrote, “I am\nhere to stay and\nwill be.” She\nsaid “no\nway”.\n\n“One.\n\n“Two.”",
        "I am here to stay and will be. | no way | One. | +Two.",
    ),
    (
        "one tokenised sentence a line",
        "“ One .\nTwo . ”\nHe left , and so did she .\n“ Three , ” he said .",
        "One . Two . | Three ,",
    ),
    (
        "tokenised, a lost mark does not turn the rest round",
        '" One , he said .\n" Two , " he said .\n" Three . "',
        "One , he said . | +Two , | Three .",
    ),
]

DASHES = [
    (
        "Joyce",
        "—Open it, Nora, he said.\n—Which one?\nHe turned round.\n—Is it locked?",
        "Open it, Nora, he said. | Which one? | Is it locked?",
    ),
    (
        "a clause set off in Spanish",
        "—¿Vienes? —preguntó ella—. Es tarde.\n—No —dijo Juan.\nSe fue.\n—¡Adiós!",
        "¿Vienes? | Es tarde. | No | ¡Adiós!",
    ),
    (
        "a clause set off in Russian",
        "— Да, — сказал он. — Нет.\n— Ты идёшь?\n— Иду, — ответил он, — но потом.",
        "Да, | Нет. | Ты идёшь? | Иду, | но потом.",
    ),
    (
        "a second speech in French",
        "— Oui, dit-il. — Non, « peut-être ».\n— Vraiment ?\n— Vraiment !",
        "Oui, dit-il. | Non, « peut-être ». [peut-être] | Vraiment ? | Vraiment !",
    ),
    (
        "tokenised, after a colon",
        "He cried : -- Sit down !\nHe went , slowly .\nShe asked : -- Why ?\n-- No , he said .",
        "Sit down ! | Why ? | No , he said .",
    ),
    ("two are too few", "—Yes?\n—No!\nHe left.", ""),
    ("a Markdown list", "- Category\n- Latest news\n- Is it news?\n- Contact us", ""),
    ("a list of questions", "- Who?\n- What is it?\n- How do I apply?\n- Where?", ""),
    ("a list of sentences", "— It rains.\n— It snows.\n— The wind blows.\n— It is cold.", ""),
    (
        "a text that quotes with marks",
        "“Yes.”\n—One?\n—Two.\n—Three.\n“No.” “So.”",
        "Yes. | No. | So.",
    ),
    ("a rule and a number range", "---\n-- 5\n—\n– – –\n", ""),
]

BLOCKS = [
    (
        "Markdown",
        "She wrote:\n\n> It “rains” here.\n> And snows.\n\nEnd.",
        "It “rains” here. > And snows. [rains]",
    ),
    ("nested", "> One.\n> > Two.\n\nEnd.", "One. > > Two. [Two.]"),
    ("a link label is none", "> Read more\n\nEnd.", ""),
    ("a mark never leaves its block", "> “One.\n\nTwo.” End.", "“One. [One.…]"),
]

MARKUP = [
    ("attributes", "<a href=\"x\" title='y'>“Yes,”</a> he said.", "Yes,"),
    ("attributes of a tag cut off", 'tweet-id="783"> He said "yes".', "yes"),
    ("fenced code", "```\ncode\n``` and “yes”", "yes"),
]


def cases(*tables: list[tuple[str, str, str]]) -> list[object]:
    return [pytest.param(text, want, id=name) for table in tables for name, text, want in table]


@pytest.mark.parametrize(
    ("text", "want"),
    cases(MARKS, MISMATCHED, NESTED, APOSTROPHES, PARAGRAPHS, DASHES, BLOCKS, MARKUP),
)
def test_finds_the_stretches_between_marks(text: str, want: str) -> None:
    assert found(text) == want


@pytest.mark.parametrize(
    ("text", "styles"),
    [
        ("“a” \"b\" ``c'' „d“", ["double"] * 4),
        ("‘a,’ 'b,' ‚c,‘", ["single"] * 3),
        ("«a» ‹b› »c«", ["guillemet"] * 3),
        ("「a」『b』", ["corner"] * 2),
        ("> A block.", ["block"]),
        ("—One?\n—Two.\n—Three.", ["dash"] * 3),
    ],
)
def test_names_the_style(text: str, styles: list[str]) -> None:
    assert [quoted.style for quoted in pair(text)] == styles


def test_offsets_leave_the_marks_and_blanks_out_and_outer_ones_have_the_marks() -> None:
    assert pair("x « oui » y") == [Quoted(4, 7, 2, 9, "guillemet")]
    assert pair("x ``oui'' y") == [Quoted(4, 7, 2, 9, "double")]


def test_the_outer_offset_equals_the_inner_one_where_a_mark_is_missing() -> None:
    assert pair("x “oui ") == [Quoted(3, 6, 2, 6, "double", closed=False)]
    assert pair("> Oui. ") == [Quoted(2, 6, 2, 6, "block")]


def test_dash_can_be_forced_and_forbidden() -> None:
    text = "- Yes, he said.\n\nHe left.\n\n- No."
    assert found(text, dash=True) == "Yes, he said. | No."
    assert found(text) == ""
    dialogue = "—One?\n—Two.\n—Three."
    assert found(dialogue, dash=False) == ""


def test_marks_in_page_furniture_do_not_count() -> None:
    text = 'He said [photo: "x] “yes.”'
    start = text.index("[")
    assert found(text, skip=[(start, text.index("]") + 1)]) == "yes."


def test_no_stretch_contains_page_furniture() -> None:
    text = "“They will sign photo.png the lease,” he said. “Unclosed photo.png more"
    skip = [(at, at + 9) for at in (text.index("photo"), text.rindex("photo"))]
    assert found(text, skip=skip) == "They will sign | +the lease, | Unclosed…"


def test_furniture_may_come_in_any_order_overlap_and_leave_the_text() -> None:
    text = "“One” junk “two”"
    assert found(text, skip=[(8, 11), (6, 9), (500, 900), (-5, 0), (3, 3)]) == "One | two"


def test_a_missing_mark_in_one_paragraph_does_not_change_the_next() -> None:
    broken = '"One, he said. "Two," she said.\n'
    rest = '"Three," he said. "Four."\n'
    assert found(broken + rest).endswith("Three, | Four.")


@pytest.mark.parametrize(
    ("text", "want"),
    [
        pytest.param("One.\nTwo.\n\nThree.", ["One.", "Two.", "Three."], id="one a line"),
        pytest.param(
            "He was there and\nso was she, and\nthey left.\n\nNobody saw them\nagain.\n",
            ["He was there and\nso was she, and\nthey left.", "Nobody saw them\nagain."],
            id="hard-wrapped",
        ),
        pytest.param(
            "He said , and so on .\nShe left , too .\n\nThe end .\n",
            ["He said , and so on .\nShe left , too .", "The end ."],
            id="one tokenised sentence a line",
        ),
        pytest.param("> One.\n> Two.\n\nThree.", ["One.", "Two.", "Three."], id="block quotation"),
        pytest.param("One.\r\nTwo.\r\n", ["One.", "Two."], id="Windows line ends"),
        pytest.param("", [], id="empty"),
        pytest.param(" \n\t\n", [], id="blank"),
    ],
)
def test_paragraphs(text: str, want: list[str]) -> None:
    assert [text[start:end] for start, end in paragraphs(text)] == want


def test_paragraphs_told_by_their_indent_alone() -> None:
    lines = ["  He went down to", "the sea and along", "the beach, slowly.", "  She left."]
    text = "\n".join(lines * 5)
    assert paragraphs(text)[:2] == [(2, 54), (57, 66)]
    assert len(paragraphs(text)) == 10


def test_the_stretches_of_a_news_article_with_page_furniture(shared: Path) -> None:
    text = (shared / "seed-article.txt").read_text(encoding="utf-8")
    stretches = pair(text)
    assert len(stretches) == 12
    assert all(q.closed and q.depth == 0 and q.style == "double" for q in stretches)
