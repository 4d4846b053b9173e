"""200 quotations against a transcript of 300,000 words, beside extracting them from the article.

python benchmarks/checking/speed.py [--words 300000]
python benchmarks/checking/speed.py --transcripts 1000    # against a kept index of so many
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import tempfile
import time
from pathlib import Path

from cases import altered, fillers, verbatim
from speech import SPEAKERS, made

import quotes
from quotes.checking import Checker, Source
from quotes.checking.library import Library
from quotes.documents import Document
from quotes.records import Confidence, Part, Quote, Speaker


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--words", type=int, default=300_000)
    parser.add_argument("--transcripts", type=int, default=0)
    options = parser.parse_args()
    rng = random.Random(5)
    if options.transcripts:
        kept(rng, options.transcripts)
        return
    sentences = made(rng, min(options.words // 16, 40_000))
    lines, words = [], 0
    while words < options.words:
        who, text = rng.choice(SPEAKERS), " ".join(rng.sample(sentences, 4))
        lines.append(f"{who[1].upper()}: {text}")
        words += len(text.split())
    transcript = Document("transcript", "\n\n".join(lines))
    paragraphs = []
    for sentence in rng.sample(sentences, 200):
        case = None
        while case is None:
            make = rng.choice([verbatim, altered("content"), fillers])
            case = make(rng, sentence, sentence)
        said = case.parts[0]
        paragraphs.append(f"“{said}” {rng.choice(SPEAKERS)[0]} said at the hearing on Monday.")
        paragraphs.append(" ".join(rng.sample(sentences, 2)))
    # Ten articles: one of 200 quotations would make extraction look slower than it is.
    articles = ["\n\n".join(paragraphs[k : k + 40]) for k in range(0, len(paragraphs), 40)]
    nlp = quotes.load()
    nlp("“A first text,” she said, so that everything is loaded.")
    began = time.perf_counter()
    found = [quote for article in articles for quote in nlp(article)._.quotes]
    extracting = time.perf_counter() - began
    source = Source(transcript)
    began = time.perf_counter()
    indexed = len(source.index)
    indexing = time.perf_counter() - began
    checker = Checker([source])
    direct = [quote for quote in found if quote.kind == "direct"][:200]
    began = time.perf_counter()
    for quote in direct:
        checker.check(quote)
    checking = time.perf_counter() - began
    print(
        f"extracting {len(found)} quotations from {sum(len(article.split()) for article in articles):,} words: {extracting:.2f} s"  # noqa: E501
    )
    print(f"indexing {indexed:,} words: {indexing:.2f} s")
    print(f"checking {len(direct)} quotations: {checking:.2f} s")
    began = time.perf_counter()
    rest = [quote for quote in found if quote.kind != "direct"]
    for quote in rest:
        checker.check(quote)
    print(f"checking {len(rest)} reported clauses as well: {time.perf_counter() - began:.2f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(transcript.text) / 1e6:.1f} MB of transcript, peak memory {peak:.0f} MB")


def kept(rng: random.Random, count: int) -> None:
    """200 quotations against so many transcripts of 20 kB, kept in an index."""
    sentences = made(rng, 26_000)
    folder = Path(tempfile.mkdtemp())
    (folder / "talks").mkdir()
    for number in range(count):
        lines, words = [], 0
        while words < 3400:
            text = " ".join(rng.sample(sentences, 4))
            lines.append(f"{rng.choice(SPEAKERS)[1].upper()}: {text}")
            words += len(text.split())
        (folder / "talks" / f"{number}.txt").write_text("\n\n".join(lines), encoding="utf-8")
    sure = Confidence(1.0, 1.0, 1.0)
    said = [
        Quote("a", "direct", (Part(0, len(text), text),), (), None, None,
              Speaker(rng.choice(SPEAKERS)[0], "person", "s-1"), (), sure)
        for text in rng.sample(sentences, 200)
    ]  # fmt: skip
    began = time.perf_counter()
    Library(folder / "talks.idx").update([str(folder / "talks")])
    print(f"indexing {count:,} transcripts: {time.perf_counter() - began:.1f} s")
    began, used = time.perf_counter(), time.process_time()
    library = Library(folder / "talks.idx")
    library.update([str(folder / "talks")])
    checker = Checker([], library=library)
    for quote in said:
        checker.check(quote)
    print(f"checking 200 quotations: {time.perf_counter() - began:.1f} s, "
          f"{time.process_time() - used:.1f} s of one core")  # fmt: skip
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
