"""What a novel teaches: its utterances with who speaks them, read in several ways.

Besides the novel as it is printed there is one whose cast is given, ones in which many reporting
clauses are hidden, so that more utterances have to be told by the conversation, and one without
paragraphs, as some files come. Hidden clauses brought the most: see the model card.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from quotes.corpora.annotations import AnnotatedText, Character
from quotes.encoder.words import QUOTING
from quotes.languages import english_fiction as fiction
from quotes.options import CastMember
from quotes.pipeline.fiction.cast import Cast
from quotes.pipeline.fiction.forms import split_name
from quotes.pipeline.fiction.prose import Prose
from quotes.pipeline.fiction.scorer import make_grid
from quotes.pipeline.fiction.story import Story, Way, read_story
from quotes.pipeline.fiction.utterances import Utterance
from quotes.training.annotated import annotated
from quotes.training.deciding import SEGMENT, Segment

if TYPE_CHECKING:
    from quotes.encoder.model import Encoder

_INSIDE = QUOTING.index("inside")
HIDDEN = (0.35, 0.7)  # shares of the reporting clauses, one reading each


def learn(novel: AnnotatedText, encoder: Encoder) -> tuple[list[Segment], list[Story]]:
    """What one novel teaches; and it itself, as printed and with its cast given."""
    hidden = [Way(hide=_Hiding(share, seed)) for seed, share in enumerate(HIDDEN)]
    stories = read_story(novel.text, encoder, [Way(), Way(cast_of(novel)), *hidden])
    flat = replace(novel, text=novel.text.replace("\n", " "))
    taught = [part for story in stories for part in _segments(novel, story)]
    taught += [part for story in read_story(flat.text, encoder) for part in _segments(flat, story)]
    return taught, stories[:2]


def cast_of(novel: AnnotatedText) -> tuple[CastMember, ...]:
    """The novel's characters as a user would list them: name, aliases, pronouns."""
    pronouns = {"M": "he", "F": "she", None: ""}
    return tuple(CastMember(c.name, tuple(c.aliases), pronouns[c.gender]) for c in novel.characters)


class _Hiding:
    """Takes reporting clauses from a story, and the names and pronouns in them."""

    def __init__(self, share: float, seed: int) -> None:
        self._share, self._dice = share, random.Random(seed)

    def __call__(self, prose: Prose, cast: Cast, utterances: Sequence[Utterance]) -> None:
        hidden: set[int] = set()
        for utterance in utterances:
            if utterance.tag is not None and self._dice.random() < self._share:
                subject, (start, end) = utterance.tag.subject, utterance.tag.verb
                hidden.update(range(min(start, subject.start), max(end, subject.end)))
                utterance.tag = None
        cast.names[:] = [name for name in cast.names if name.start not in hidden]
        cast.starts[:] = [name.start for name in cast.names]
        for word in hidden:
            prose.quoting[word] = prose.quoting[word] or _INSIDE


def _segments(novel: AnnotatedText, story: Story) -> Iterator[Segment]:
    """A novel in stretches of conversation, as the network learns them."""
    conversations = story.conversations
    whose = _Whose(novel.characters)
    meant = [whose.character(c.name, c.printed) for c in conversations.cast.characters]
    gold = [quotation.speaker if quotation else None for quotation in annotated(novel, story)]
    right = [
        np.array([speaker is not None and meant[who] == speaker for who in scene.candidates])
        for scene, speaker in zip(conversations.scenes, gold, strict=True)
    ]
    for start in range(0, len(right), SEGMENT):
        stop = min(start + SEGMENT, len(right))
        grid = make_grid(conversations, start, stop)
        if grid is not None:
            yield Segment(grid, np.concatenate(right[start:stop], dtype=np.float32))


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
