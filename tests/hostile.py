"""Articles that hold everything that breaks files and offsets, with records that stand in them."""

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
