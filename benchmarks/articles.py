"""Articles to measure on, made from `examples/`: as many as are asked for, each with other names.

    python benchmarks/articles.py 5000 corpus.jsonl

Stretches of whole paragraphs are taken from the examples, and every name in them becomes an
invented one, so that the vocabulary grows with the corpus as a real one's does. The same seed gives
the same articles.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
# A capital inside a sentence: a name, or a part of one.
_NAME = re.compile(r"(?<=[a-z,] )([A-Z][a-zà-ÿ]{2,})\b")
_BEGIN = "b br d f g h k l m n p r s st t v w".split()
_MIDDLE = "a e i o u ai ea ou".split()
_END = "l n r s t nd rn sk ck rt ll ms vik ton ley".split()


def articles(count: int, *, words: int = 500, seed: int = 0) -> Iterator[tuple[str, str]]:
    """Ids and texts of `count` articles, of half to one and a half times `words`."""
    paragraphs = [
        [part for part in path.read_text(encoding="utf-8").split("\n\n") if part.strip()]
        for path in sorted(EXAMPLES.glob("*.txt"))
    ]
    for number in range(count):
        dice = random.Random(f"{seed} {number}")
        yield f"article-{number:07}", article(paragraphs, int(words * dice.uniform(0.5, 1.5)), dice)


def article(paragraphs: list[list[str]], words: int, dice: random.Random) -> str:
    """Whole paragraphs of one example after another, until there are at least `words`."""
    chosen: list[str] = []
    length = 0
    while length < words:
        example = dice.choice(paragraphs)
        for paragraph in example[dice.randrange(max(1, len(example) // 2)) :]:
            chosen.append(paragraph)
            length += len(paragraph.split())
            if length >= words:
                break
    text = "\n\n".join(chosen) + "\n"
    for name in sorted(set(_NAME.findall(text))):
        text = re.sub(rf"\b{name}\b", _invented(dice), text)
    return text


def _invented(dice: random.Random) -> str:
    syllables = [dice.choice(_BEGIN) + dice.choice(_MIDDLE) for _ in range(dice.randint(1, 2))]
    return ("".join(syllables) + dice.choice(_END)).capitalize()


def write(path: Path, count: int, **how: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for name, text in articles(count, **how):
            file.write(json.dumps({"id": name, "text": text}, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("path", type=Path)
    parser.add_argument("--words", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    write(arguments.path, arguments.count, words=arguments.words, seed=arguments.seed)


if __name__ == "__main__":
    main()
