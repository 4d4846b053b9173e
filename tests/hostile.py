"""Texts that hold everything that breaks files and offsets, with records or without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from quotes.output import Format, Shape, writer
from quotes.records import Confidence, Cue, Mention, Part, Quote, Speaker


@dataclass(frozen=True)
class Article:
    id: str
    text: str


# Everything that breaks offsets somewhere: astral and combining characters, right-to-left text,
# every line end there is, controls, and what markup languages and spreadsheets act on.
NASTY = "ab 🙂é\u0301אب\u202e\u200b\0\x1b\t\n\r\x85\u2028\f“”'\"<>&]]>{}=,;\\/@-"
MISCHIEF = (
    "</style><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "<!-- ]]> &amp; &#0; \\u0000",
    '=HYPERLINK("http://x.invalid";"x")',
    "שלום \u202eabc\u202c",
    "👩\u200d👩\u200d👧 e\u0301",
)


@st.composite
def articles(draw: st.DrawFn, name: str = "a/b.txt") -> tuple[Article, tuple[Quote, ...]]:
    """A text and records that stand in it: parts that do not overlap, each with a visible word."""
    pieces: list[str] = []
    quotes: list[Quote] = []
    at = 0

    def add(text: str) -> tuple[int, int, str]:
        nonlocal at
        pieces.append(text)
        at += len(text)
        return at - len(text), at, text

    def words() -> st.SearchStrategy[str]:
        piece = st.text(NASTY, max_size=8) | st.sampled_from(MISCHIEF)
        return st.tuples(piece, piece).map("w".join)

    for number in range(draw(st.integers(0, 4))):
        add(draw(st.text(NASTY, max_size=6)) + ".")
        kind = draw(st.sampled_from(["direct", "mixed", "indirect", "not-speech"]))
        parts = []
        for _ in range(draw(st.integers(1, 3))):
            parts.append(Part(*add(draw(words()))))
            add(" x ")
        quoted = {"direct": tuple(parts), "mixed": (parts[0],)}.get(kind, ())
        cue = Cue(*add(draw(words())), "say") if draw(st.booleans()) else None
        add(" x ")
        mention = draw(st.sampled_from([None, "name", "pronoun", "nominal"]))
        source = Mention(*add(draw(words())), mention) if mention else None  # type: ignore[arg-type]
        speaker = draw(
            st.sampled_from(
                [
                    None,
                    Speaker("Ada Miller", "person", "s-1", "master", ("Miller", "Ada")),
                    Speaker("The\tOdd \0Name", "group", "s-2"),
                ]
            )
        )
        sure = Confidence(0.5, 0.25 if source else 0.0, 0.125 if speaker else 0.0)
        quotes.append(
            Quote(
                doc=name,
                kind=kind,  # type: ignore[arg-type]
                parts=tuple(parts),
                quoted=quoted,
                cue=cue,
                source=source,
                speaker=speaker,
                chain=(parts[0],) if speaker else (),
                confidence=sure,
                flags=("unclosed",) if number % 2 else (),
                why=("because",),
            )
        )
    add("." + draw(st.text(NASTY, max_size=6)))
    return Article(name, "".join(pieces)), tuple(quotes)


def written(format: Format, article: Article, quotes: Sequence[Quote], folder: Path) -> Path:
    path = folder / "out"
    if format.shape is Shape.FOLDER:
        path.mkdir()
        writer(format)([(article, quotes)], path)
        return path
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        writer(format)([(article, quotes)], stream)
    return path


# Texts that are nearly reports, stories or transcripts, for what reads whole texts.
PEOPLE = [
    "Edda Finn", "Mrs. Finn", "Finn", "Thomas Reed", "Tom", "Captain Berg", "O'Neill", "Ki-moon",
    "Jean de la Cruz", "Aunt May", "the old man", "her mother", "the harbour board", "a fisherman",
    "BERG", "he", "she", "they", "I", "we", "it", "who", "nobody", "Åsa Öberg", "Владимир", "李明",
]  # fmt: skip
SAYING = [
    "said", "says", "asked", "whispered", "cried", "told reporters", "wrote", "denied that",
    "insisted that", "according to", "was quoted as saying", "laughed", "announced:", "turned",
]  # fmt: skip
SAID = [
    "We sawed the beam", "No", "Why not", "it rains", "I will not go with you, Tom", "Mother",
    "nobody knows", "that it takes 3,000 days", "is that so", "forty-two of us can't", "", "…",
]  # fmt: skip
PAIRS = [
    "“”", "‘’", '""', "''", "«»", "„“", "「」", "“ ", "” ", "— ", "-- ", "> ", "  ", "“‘", "`´",
]  # fmt: skip
STOPS = [",", ".", "?", "!", "…", "—", "", " .", "?!", ":", ";"]
BREAKS = [" ", "\n", "\n\n", "\n\n\n", "\r\n", "\u2028", "\t", "\n> ", "\n— ", "\n- ", ""]
SCRAPS = [
    *"“”‘’\"'«»‹›„‟‚‛「」『』`´—–―-…?!.,:;()[]{}<>*_#|\\/&%$£½²٣",
    "``", "''", "--", "> ", "\n>\n", "Q: ", "A. ", "BERG: ", "ROTH (laughs): ", "[Applause]",
    "00:01:02 ", "[00:01] ", "https://x.org/a?b=c", "@ann", "#tag", "![a](b.jpg)", "<p>", "</b>",
    "READ MORE: ", "Photo: ", "By ", "Advertisement", "* ", "1. ", "CHAPTER I", "***", "n't", "'s",
    "twenty-five", "10^400", "🙂", "👩\u200d👩\u200d👧", "שלום", "\u202e", "e\u0301", "\u0301", "ß",
    "İ", "ŉ", "ﬁ", "ʼ", "\xad", "\ufeff", "\u200b", "\0", "\x1b[31m", "\x85", "\x0b", "\x1c",
    "\xa0", "\u3000", "\U0010ffff", "漢字", "ǅ", "Ⅷ",
]  # fmt: skip


def _joined(pieces: st.SearchStrategy[str], most: int) -> st.SearchStrategy[str]:
    return st.lists(pieces, max_size=most).map("".join)


def _any(*choices: list[str]) -> st.SearchStrategy[str]:
    return st.sampled_from([one for choice in choices for one in choice])


@st.composite
def _spoken(draw: st.DrawFn) -> str:
    """A quotation in some marks, with a reporting clause or without, in some order."""
    marks = draw(st.sampled_from(PAIRS))
    said = marks[:-1] + draw(st.sampled_from(SAID)) + draw(st.sampled_from(STOPS)) + marks[-1]
    clause = [draw(st.sampled_from(PEOPLE)), draw(st.sampled_from(SAYING))]
    if draw(st.booleans()):
        clause.reverse()
    parts = [said, *clause]
    if draw(st.booleans()):
        parts = [*clause, said]
    return " ".join(parts[: draw(st.integers(1, 3))]) + draw(st.sampled_from(STOPS))


def stories() -> st.SearchStrategy[str]:
    """Dialogue, one line or more a speech, and what the narrator says between."""
    told = st.tuples(_any(PEOPLE), _any(["turned away from", "looked at", "and"]), _any(PEOPLE))
    narrated = told.map(" ".join) | st.just("My name is Rolf, and I was born by the sea.")
    return _joined(st.tuples(_spoken() | narrated, _any(BREAKS)).map("".join), 12)


def reports() -> st.SearchStrategy[str]:
    """Sentences of news, with and without quotations, paragraph by paragraph."""
    named = _any(["Mayor ", "The spokesman, ", "", "Senator ", "“Bix” "], [""])
    subject = st.tuples(named, _any(PEOPLE)).map("".join)
    plain = st.tuples(subject, _any(SAYING), _any(SAID), _any(STOPS)).map(" ".join)
    return _joined(st.tuples(plain | _spoken(), _any(BREAKS)).map("".join), 10)


def transcripts() -> st.SearchStrategy[str]:
    """Turns under labels of many kinds, with what others are quoted to have said in them."""
    label = st.tuples(
        _any(["", "[00:01] ", "- ", "**", "> "]),
        _any(["Q", "A", "BERG", "MR. BERG", "Edda Finn", "SPEAKER 1", "Host (laughs)", ""]),
        _any([": ", ". ", ":\n", " (00:02): ", ":** ", ":"]),
    ).map("".join)
    turn = st.tuples(label, _spoken() | _any(SAID, SAYING), _any(BREAKS)).map("".join)
    return _joined(turn, 10)


@st.composite
def mutated(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> str:
    """A text of which stretches are cut, doubled or swapped, and in which marks are put."""
    text = draw(texts)
    for _ in range(draw(st.integers(0, 4))):
        a, b = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        how = draw(st.sampled_from(["keep", "cut", "double", "swap", "put"]))
        if how == "keep":
            text = text[a:b]
        elif how == "cut":
            text = text[:a] + text[b:]
        elif how == "double":
            text = text[:b] + text[a : min(b, a + 300)] + text[b:]
        elif how == "swap":
            text = text[b:] + text[a:b] + text[:a]
        else:
            text = text[:a] + draw(st.sampled_from(SCRAPS)) + text[a:]
    return text


def any_texts() -> st.SearchStrategy[str]:
    """Texts of all kinds, whole and spoilt, and what is no text at all."""
    scraps = _joined(_any(SCRAPS, PEOPLE, SAYING, SAID, BREAKS), 30)
    return mutated(reports() | stories() | transcripts() | scraps) | st.text(max_size=80)
