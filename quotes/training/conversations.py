"""Fits the scorer of `quotes.pipeline.conversations` on PDNC's novels.

    python -m quotes.training.conversations --corpora DIR [--model en] [--folds PREDICTIONS]

Writes `quotes/pipeline/conversations.npz`. To be run again whenever the encoder changes, because
two of its links are features. With --folds each fold of authors is also told by a scorer that saw
no novel by them, and these predictions go to that file, one JSON object a novel.
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
from quotes.pipeline.conversations import DYNAMIC, NOBODY, STATIC, WEIGHTS, Conversations, Scorer
from quotes.pipeline.dialogue import Turn
from quotes.pipeline.extractor import load_encoder, read_story
from quotes.pipeline.forms import split_name

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
NETWORKS = 3
HIDDEN, EPOCHS, BATCH, RATE, DECAY, DROPOUT = 48, 5, 256, 3e-3, 1e-3, 0.2
# Share of the turns before one whose speaker is a wrong one in training, as it will be in use.
MISTAKEN = 0.25


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


# -- the network


def rows(lesson: Lesson, dice: np.random.Generator) -> Iterator[tuple[NDArray[Any], NDArray[Any]]]:
    """(features, right) of each turn whose speaker is among its candidates, as either pass sees it.

    The first pass knows of the turns ahead what their reporting clauses tell, the second more.
    """
    conversations = lesson.conversations
    tagged = conversations.tagged
    history, later = _history(lesson, dice), _history(lesson, dice)
    thought = [tag if tag != NOBODY else who for tag, who in zip(tagged, later, strict=True)]
    for i, (scene, right) in enumerate(zip(conversations.scenes, lesson.right, strict=True)):
        if right.any():
            for ahead in (tagged, thought):
                yield np.hstack([scene.static, conversations.dynamic(i, history, ahead)]), right


def _history(lesson: Lesson, dice: np.random.Generator) -> list[int]:
    """Who speaks each turn, now and then mistaken."""
    out = []
    for scene, right in zip(lesson.conversations.scenes, lesson.right, strict=True):
        truth = NOBODY
        if right.any():
            best = right * lesson.conversations.weights(scene)
            truth = scene.candidates[int(best.argmax())]
        if scene.candidates and dice.random() < MISTAKEN:
            truth = int(dice.choice(scene.candidates))
        out.append(truth)
    return out


def fit(lessons: Sequence[Lesson]) -> Scorer:
    """The mean of a few networks, which is one network of all their hidden units."""
    dice = np.random.default_rng(0)
    found = [row for one in lessons for row in rows(one, dice)]
    sizes = np.array([len(right) for _, right in found])
    x = np.concatenate([features for features, _ in found])
    y = np.concatenate([right for _, right in found])
    mean, scale = x.mean(axis=0), np.maximum(x.std(axis=0), 0.05)
    del found
    parts = [_network((x - mean) / scale, y, sizes, seed) for seed in range(NETWORKS)]
    first, bias, second = (np.concatenate(arrays, axis=-1) for arrays in zip(*parts, strict=True))
    return Scorer(
        {"mean": mean, "scale": scale, "first": first, "bias": bias, "second": second / NETWORKS}
    )


def _network(
    x: NDArray[Any], y: NDArray[Any], sizes: NDArray[Any], seed: int
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """One hidden layer, softmax over a turn's candidates, AdamW."""
    import torch

    torch.manual_seed(seed)
    dice = np.random.default_rng(seed)
    starts = np.cumsum(sizes) - sizes
    inputs, truth = torch.from_numpy(x), torch.from_numpy(y)
    first = torch.nn.Linear(STATIC + DYNAMIC, HIDDEN)
    second = torch.nn.Linear(HIDDEN, 1, bias=False)
    network = torch.nn.Sequential(first, torch.nn.ReLU(), torch.nn.Dropout(DROPOUT), second)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * (len(sizes) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, steps + 1, pct_start=0.1)
    for _ in range(EPOCHS):
        order = dice.permutation(len(sizes))
        for k in range(len(sizes) // BATCH):
            chosen = order[k * BATCH : (k + 1) * BATCH]
            count = sizes[chosen]
            shift = np.repeat(starts[chosen] - (np.cumsum(count) - count), count)
            places = torch.from_numpy(shift + np.arange(count.sum()))
            turn = torch.from_numpy(np.repeat(np.arange(BATCH), count))
            weights = torch.exp(network(inputs[places])[:, 0].clamp(-30, 30))
            total = torch.zeros(BATCH).index_add(0, turn, weights)
            good = torch.zeros(BATCH).index_add(0, turn, weights * truth[places])
            loss = (torch.log(total) - torch.log(good)).mean()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
    return (
        first.weight.detach().numpy().T.copy(),
        first.bias.detach().numpy().copy(),
        second.weight.detach().numpy()[0].copy(),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--model", default="en")
    parser.add_argument("--folds", type=Path)
    arguments = parser.parse_args()
    lessons, stories = {}, {}
    encoder = load_encoder(arguments.model)
    for novel in pdnc.read(arguments.corpora / "pdnc"):
        story = read_story(novel.text, encoder)
        lessons[novel.id] = lesson(novel, story.conversations, story.stretches)
        stories[novel.id] = story
        print(novel.id, len(story.conversations.turns), flush=True)
    np.savez(WEIGHTS, **fit(list(lessons.values())).arrays)  # type: ignore[arg-type]
    if arguments.folds is None:
        return
    with arguments.folds.open("w", encoding="utf-8") as file:
        for held_out in FOLDS.values():
            scorer = fit([one for name, one in lessons.items() if name not in held_out])
            for name in held_out:
                told = stories[name].quotations(scorer)
                quotations = [
                    {
                        "content": [stories[name].place(span) for span in attribution.contents],
                        "speaker": who.speaker.name if who and who.speaker else None,
                        "speaker_id": who.speaker.id if who and who.speaker else None,
                    }
                    for attribution, who in told
                ]
                file.write(json.dumps({"id": name, "quotes": quotations}) + "\n")


if __name__ == "__main__":
    main()
