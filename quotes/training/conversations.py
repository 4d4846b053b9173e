"""Fits the scorer of `quotes.pipeline.fiction.conversations` on PDNC's novels.

It is fitted again whenever the encoder changes, because its links are among the clues. How good it
is, is told by folds of authors: each by a scorer that saw no novel by them.

    python -m quotes.training.conversations --corpora DIR --folds PREDICTIONS
        [--cast-folds PREDICTIONS] [--model en]

writes what they predict, one JSON object a novel; with --cast-folds the same where the cast of each
novel is given.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.corpora import pdnc
from quotes.pipeline.extractor import load_encoder
from quotes.pipeline.fiction.scorer import Scorer
from quotes.training.deciding import fit
from quotes.training.lessons import learn

if TYPE_CHECKING:
    from quotes.encoder.model import Encoder
    from quotes.pipeline.fiction.story import Story

# No author is in two folds.
FOLDS: dict[str, tuple[str, ...]] = {
    "Austen": (
        "Emma", "MansfieldPark", "NorthangerAbbey", "Persuasion", "PrideAndPrejudice",
        "SenseAndSensibility",
    ),
    "Forster": ("APassageToIndia", "ARoomWithAView", "HowardsEnd", "WhereAngelsFearToTread"),
    "Dickens, James": ("HardTimes", "OliverTwist", "DaisyMiller"),
    "Waugh, Wells": ("AHandfulOfDust", "TheInvisibleMan"),
    "Chesterton, Dostoevsky, Dunbar, Milne": (
        "TheManWhoWasThursday", "TheGambler", "TheSportOfTheGods", "WinnieThePooh",
    ),
}  # fmt: skip


def _predictions(name: str, story: Story, scorer: Scorer) -> str:
    """One line for the scorer of `benchmarks/README.md`."""
    quotations = [
        {
            "content": [story.place(span) for span in attribution.contents],
            "speaker": who.speaker.name if who and who.speaker else None,
            "speaker_id": who.speaker.id if who and who.speaker else None,
        }
        for attribution, who in story.quotations(scorer)
    ]
    return json.dumps({"id": name, "quotes": quotations}) + "\n"


def fit_conversations(
    encoder: Encoder, corpora: Path, say: Callable[[str], None] = print
) -> Scorer:
    """The scorer of all novels."""
    taught = []
    for novel in pdnc.read(corpora / "pdnc"):
        taught += learn(novel, encoder)[0]
        say(f"conversations: {novel.id} read")
    return fit(taught)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--model", default="en")
    parser.add_argument("--folds", type=Path, required=True)
    parser.add_argument("--cast-folds", type=Path)
    arguments = parser.parse_args()
    encoder = load_encoder(arguments.model)
    taught, stories = {}, {}
    for novel in pdnc.read(arguments.corpora / "pdnc"):
        taught[novel.id], stories[novel.id] = learn(novel, encoder)
        print(novel.id, len(stories[novel.id][0].conversations.utterances), flush=True)
    files = (arguments.folds, arguments.cast_folds)
    told: list[list[str]] = [[], []]
    for authors, held_out in FOLDS.items():
        seen = [name for name in taught if name not in held_out]
        scorer = fit([one for name in seen for one in taught[name]])
        for name in held_out:
            for lines, story in zip(told, stories[name], strict=True):
                lines.append(_predictions(name, story, scorer))
        print(authors, flush=True)
    for path, lines in zip(files, told, strict=True):
        if path:
            path.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
