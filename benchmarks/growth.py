"""How time grows with the input: twice of it may take 2.3 times as long, whatever its shape.

    python benchmarks/growth.py [--only dots word …] [--largest 200000]

Each shape is tried at two sizes, the second twice the first, beginning with small ones until the
first takes a fifth of a second of processor time (or the largest size is reached). What is
compared is processor time, so that other programs hardly count, and the ratio says how it grows,
on every machine alike. Exit status 1 where a ratio is above the limit.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import quotes  # noqa: E402
from quotes.documents import DocumentError, read  # noqa: E402
from quotes.records import Confidence, Part, Quote  # noqa: E402
from quotes.results import Quotes  # noqa: E402

LIMIT = 2.3
_LEAST = 0.2  # seconds; below it a ratio is chance
Shape = Callable[[int], Callable[[], object]]  # a size → what is timed, its input made already

SAID = "“We sold the mill,” Nils Berg said on Friday.\n\n"


def _extract(text: str, **options: object) -> Callable[[], object]:
    return lambda: quotes.extract(text, **options)  # type: ignore[arg-type]


def _file(ending: str, data: str | bytes) -> Callable[[], object]:
    folder = tempfile.mkdtemp()
    path = Path(folder, f"a{ending}")
    path.write_bytes(data.encode() if isinstance(data, str) else data)

    def timed() -> object:
        found = list(read(path))
        return [str(one)[-90:] for one in found if isinstance(one, DocumentError)] or None

    return timed


def _page(body: str) -> Callable[[], object]:
    story = "<p>“We sold the mill,” Nils Berg said on Friday, and it rained for a week.</p>" * 3
    return _file(".html", f"<html><body><article>{story}{body}</article></body></html>")


def _word(n: int) -> Callable[[], object]:
    from docx import Document

    made, out = io.BytesIO(), io.BytesIO()
    Document().save(made)
    with zipfile.ZipFile(made) as empty, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as full:
        for part in empty.infolist():
            body = b"<w:body>" + b"<w:p><w:r><w:t>It rains.</w:t></w:r></w:p>" * n
            full.writestr(part.filename, empty.read(part).replace(b"<w:body>", body))
    return _file(".docx", out.getvalue())


def _render(n: int) -> Callable[[], object]:
    text = SAID.replace("\n", " ") * n
    parts = [Part.of(text, at, at + 17) for at in range(1, len(text), len(SAID))]
    sure = Confidence(1.0, 0.0, 0.0)
    found = [Quote("a", "direct", (p,), (p,), None, None, None, (), sure) for p in parts]
    return lambda: quotes.render(Quotes(found, text), jupyter=False)


def _names(n: int, first: bool) -> str:
    """n people of one first name, or of one surname, each quoted."""
    letters = "bcdfghklmnprstvw"
    names = [
        f"{letters[i % 16]}a{letters[i // 16 % 16]}e{letters[i // 256 % 16]}o".title()
        for i in range(n)
    ]
    return "".join(
        f"“It is time, and nobody asked,” {'Nils ' + one if first else one + ' Berg'} said.\n\n"
        for one in names
    )


def _words(n: int, salt: int = 0) -> str:
    return " ".join(f"w{(i * 7919 + salt) % 1_000_003:x}" for i in range(n))


def _speech(words: int, altered: int = 0, left_out: int = 0) -> str:
    """Of common and rare words, in sentences; every so many altered, or left out of a hundred."""
    said = [f"w{int(50 / (i * 7919 % 997 + 1)) or i * 31 % 9973}" for i in range(words)]
    for i in range(altered and altered - 1, words, altered or words):
        said[i] = f"x{i}"
    said = [f"{one}." if i % 20 == 19 else one for i, one in enumerate(said)]
    return " ".join(one for i, one in enumerate(said) if i % 100 >= left_out)


def _check(said: str, source: str) -> Callable[[], object]:
    return lambda: quotes.check(f"“{said},” Nils Berg said on Friday.\n", {"a": source})


SHAPES: dict[str, Shape] = {
    "paragraphs": lambda n: _extract(SAID * (n // 40)),
    "one-line": lambda n: _extract(SAID.replace("\n", " ") * (n // 40)),
    "dots": lambda n: _extract(SAID + "." * n),
    "dots-and-said": lambda n: _extract("“No" + "." * n + "” he said. He said that" + "." * n),
    "spaced-dots": lambda n: _extract(SAID + "He said that it rains" + " ." * n),
    "word": lambda n: _extract(SAID + "a" * n),
    "word-of-capitals": lambda n: _extract(SAID + "A" * n + ":"),
    "hyphens": lambda n: _extract(SAID + "a-" * (n // 2)),
    "digits": lambda n: _extract(SAID + "1" * n + ", " + "1," * (n // 2)),
    "blanks": lambda n: _extract(SAID + " " * n + "x" + "\n" * n),
    "opening-marks": lambda n: _extract("“a " * (n // 4) + SAID),
    "closing-marks": lambda n: _extract("a” " * (n // 4) + SAID),
    "straight-marks": lambda n: _extract('"a b ' * (n // 4) + SAID),
    "apostrophes": lambda n: _extract("'a b' 'tis " * (n // 8) + SAID),
    "parentheses": lambda n: _extract(SAID + "(" * n),
    "brackets": lambda n: _extract(SAID + "[a" * (n // 2)),
    "lines": lambda n: _extract(SAID + "a\n" * (n // 2)),
    "quoted-lines": lambda n: _extract(SAID + "> a\n" * (n // 4)),
    "links": lambda n: _extract(SAID + "https://a.b/" * (n // 12)),
    "dashes": lambda n: _extract(SAID + "— No.\n" * (n // 6)),
    "capitals": lambda n: _extract(SAID + "Nils Berg " * (n // 10)),
    "first-name": lambda n: _extract(_names(n // 50, True)),
    "surname": lambda n: _extract(_names(n // 50, False)),
    "labels": lambda n: _extract("".join(f"PERSON {i}: It rains.\n\n" for i in range(n // 20))),
    "render": lambda n: _render(n // 45),
    "check-altered": lambda n: _check(_words(n // 6), _words(n // 6, 7)),
    "check-numbers": lambda n: _check(
        " ".join(str(i * 7) for i in range(n // 6)), " ".join(str(i) for i in range(n // 6))
    ),
    "check-misheard": lambda n: _check(_speech(n // 6, 10), _speech(n // 6)),
    "check-abridged": lambda n: _check(_speech(n // 6, left_out=10), _speech(n // 6)),
    "check-repeated": lambda n: _check("no " * (n // 3) + "yes", "yes" + " no" * (n // 3)),
    "check-long-source": lambda n: _check(_words(300), _words(n // 6)),
    "html-divs": lambda n: _page("<div>a b</div>" * (n // 14)),
    "html-spans": lambda n: _page("<span>a</span>" * (n // 14)),
    "html-nested": lambda n: _page("<div>" * (n // 5)),
    "html-attributes": lambda n: _page(f"<p {' '.join(f'a{i}=1' for i in range(n // 8))}>a</p>"),
    "html-links": lambda n: _page('<a href="/x">mill</a> ' * (n // 22)),
    "html-paragraphs": lambda n: _page("<p>It rains in the town.</p>" * (n // 28)),
    "docx-paragraphs": lambda n: _word(n // 8),
    "srt": lambda n: _file(
        ".srt",
        "".join(f"{i}\n00:00:01,0 --> 00:00:02,0\nP{i}: No, it is.\n\n" for i in range(n // 45)),
    ),
    "vtt-voices": lambda n: _file(
        ".vtt",
        "WEBVTT\n\n"
        + "".join(f"00:01.000 --> 00:02.000\n<v P{i}>No.\n\n" for i in range(n // 40)),
    ),
    "speech": lambda n: _file(
        ".json",
        json.dumps({"words": [{"word": "a", "start": i, "speaker": i} for i in range(n // 40)]}),
    ),
    "csv": lambda n: _file(".csv", "id,text\n" + "a,b\n" * (n // 4)),
    "csv-quotes": lambda n: _file(".csv", 'id,text\n1,"' + '""' * (n // 2)),
}  # fmt: skip


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only", nargs="*", default=[], choices=list(SHAPES))
    options.add_argument("--largest", type=int, default=400_000, help="characters, of the first")
    asked = options.parse_args()
    quotes.extract(SAID)  # the model is loaded
    square = []
    for name in asked.only or SHAPES:
        size, once, twice, told = _growth(SHAPES[name], asked.largest)
        ratio = twice / once if once >= _LEAST else 0.0
        square += [name] if ratio > LIMIT else []
        shown = f"× {ratio:.2f}" if ratio else "too fast to say"
        sign = "  ← square" if ratio > LIMIT else ""
        line = f"{name:18} {2 * size:9,} characters {twice:6.2f} s  {shown}{sign}"
        print(line, told or "", flush=True)
    return 1 if square else 0


def _growth(shape: Shape, largest: int) -> tuple[int, float, float, object]:
    size = 2_000
    shape(size)()  # what is imported for it
    once, _ = _seconds(shape(size))
    while once < _LEAST and size < largest:
        size *= 2
        once, _ = _seconds(shape(size))
    return size, once, *_seconds(shape(2 * size))


def _seconds(timed: Callable[[], object]) -> tuple[float, object]:
    began = time.process_time()
    result = timed()
    took = time.process_time() - began
    refused = isinstance(result, list) and bool(result) and isinstance(result[0], str)
    return took, result if refused else None


if __name__ == "__main__":
    sys.exit(main())
