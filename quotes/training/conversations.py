"""Fits the scorer of `quotes.pipeline.conversations` on PDNC's novels.

    python -m quotes.training.conversations --corpora DIR [--model en] [--folds PREDICTIONS]
        [--cast-folds PREDICTIONS]

Writes `quotes/pipeline/conversations.npz`. To be run again whenever the encoder changes, because
its links are among the clues. With --folds each fold of authors is also told by a scorer that saw
no novel by them, and these predictions go to that file, one JSON object a novel; with --cast-folds
the same where the cast of each novel is given.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from quotes.corpora import pdnc
from quotes.corpora.annotations import AnnotatedText, Character
from quotes.languages import english_fiction as fiction
from quotes.pipeline.conversations import Conversations
from quotes.pipeline.deciding import WEIGHTS, Scorer, make_grid
from quotes.pipeline.dialogue import Turn
from quotes.pipeline.extractor import load_encoder, read_story
from quotes.pipeline.forms import split_name
from quotes.training.deciding import SEGMENT, Segment, fit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.pipeline.story import Given, Story

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


@dataclass(slots=True)
class Lesson:
    """One novel: its conversations, and for each turn which of its candidates speak it."""

    id: str
    conversations: Conversations
    right: list[NDArray[Any]]


def lesson(novel: AnnotatedText, conversations: Conversations, quoted: Sequence[Any]) -> Lesson:
    """``quoted``: the outermost stretches that the turns' numbers mean."""
    whose = _Whose(novel.characters)
    meant = [whose.character(c.name, c.printed) for c in conversations.cast.characters]
    gold = _speakers(novel, conversations.turns, quoted)
    right = []
    for scene, speaker in zip(conversations.scenes, gold, strict=True):
        hits = [speaker is not None and meant[who] == speaker for who in scene.candidates]
        right.append(np.array(hits, dtype=np.float32))
    return Lesson(novel.id, conversations, right)


def _speakers(
    novel: AnnotatedText, turns: Sequence[Turn], quoted: Sequence[Any]
) -> list[str | None]:
    """The annotated speaker of each turn: of the quotation that most of it is."""
    spans = sorted((s, e, i) for i, q in enumerate(novel.quotations) for s, e in q.spans)
    longest = max((e - s for s, e, _ in spans), default=0)
    out: list[str | None] = []
    for turn in turns:
        covered: Counter[int] = Counter()
        for number in turn.stretches:
            stretch = quoted[number]
            first = bisect_left(spans, (stretch.start - longest,))
            for s, e, i in spans[first : bisect_left(spans, (stretch.end,))]:
                covered[i] += max(0, min(e, stretch.end) - max(s, stretch.start))
        best = max(covered, key=lambda i: covered[i], default=-1)
        out.append(novel.quotations[best].speaker if covered[best] > 0 else None)
    return out


class _Whose:
    """Which annotated character a name of our cast is: by equal words, then by fitting ones."""

    def __init__(self, characters: Sequence[Character]) -> None:
        self._forms = [
            (split_name(alias), c.name, c.gender)
            for c in characters
            for alias in (c.name, *c.aliases)
            if "'s" not in alias.casefold()
        ]

    def character(self, name: str, printed: Mapping[str, int]) -> str | None:
        if (one := self._one(name)) is not None:
            return one
        votes: Counter[str] = Counter()
        for other, count in printed.items():
            if (one := self._one(other)) is not None:
                votes[one] += count
        return votes.most_common(1)[0][0] if votes else None

    def _one(self, name: str) -> str | None:
        title, words = split_name(name)
        exact = {c for form, c, _ in self._forms if form == (title, words)}
        if not exact and words:
            sex = "M" if title in fiction.MALE else "F" if title in fiction.FEMALE else None
            exact = {
                c
                for (other, theirs), c, gender in self._forms
                if theirs
                and (set(words) <= set(theirs) or set(theirs) <= set(words))
                and not (title and other and title != other)
                and not (sex and gender and sex != gender)
            }
        return next(iter(exact)) if len(exact) == 1 else None


def segments(lesson: Lesson) -> Iterator[Segment]:
    """A novel in stretches of conversation, as the network learns them."""
    for start in range(0, len(lesson.right), SEGMENT):
        stop = min(start + SEGMENT, len(lesson.right))
        grid = make_grid(lesson.conversations, start, stop)
        if grid is not None:
            yield Segment(grid, np.concatenate(lesson.right[start:stop]))


def cast_of(novel: AnnotatedText) -> Given:
    """The novel's characters as a user would list them: name, aliases, pronouns."""
    pronouns = {"M": "he", "F": "she", None: ""}
    return tuple((c.name, c.aliases, pronouns[c.gender]) for c in novel.characters)


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--model", default="en")
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--cast-folds", type=Path)
    arguments = parser.parse_args()
    encoder = load_encoder(arguments.model)
    stories, members, learnt = {}, {}, {}
    for novel in pdnc.read(arguments.corpora / "pdnc"):
        story = read_story(novel.text, encoder)
        stories[novel.id] = story
        learnt[novel.id] = list(segments(lesson(novel, story.conversations, story.stretches)))
        if arguments.cast_folds:
            members[novel.id] = read_story(novel.text, encoder, cast_of(novel))
        print(novel.id, len(story.conversations.turns), flush=True)
    if arguments.folds or arguments.cast_folds:
        lines: dict[str, list[str]] = {"folds": [], "cast": []}
        for authors, held_out in FOLDS.items():
            seen = [one for name, parts in learnt.items() if name not in held_out for one in parts]
            scorer = fit(seen)
            for name in held_out:
                lines["folds"].append(_predictions(name, stories[name], scorer))
                if arguments.cast_folds:
                    lines["cast"].append(_predictions(name, members[name], scorer))
            print(authors, flush=True)
        for path, kind in ((arguments.folds, "folds"), (arguments.cast_folds, "cast")):
            if path:
                path.write_text("".join(lines[kind]), encoding="utf-8")
    fit([one for parts in learnt.values() for one in parts]).save(WEIGHTS)


if __name__ == "__main__":
    main()
