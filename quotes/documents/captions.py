"""From the captions of a recording (some words, when and by whom) to a text and its turns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from quotes.documents.document import Unreadable, printable
from quotes.languages.transcripts import BACKCHANNELS
from quotes.turns import Turn
from quotes.turns.directions import spoken

Transcript = tuple[str, tuple[Turn, ...]]

# Where nobody is named, a pause of this many seconds begins a paragraph, and so does a sentence
# after this many characters: a place in an hour of speech can then still be found.
_PAUSE = 2.0
_LONG = 600
ENDS = (".", "?", "!", "…", ".”", "?”", "!”", '."', '?"', '!"')


@dataclass(frozen=True, slots=True)
class Caption:
    """What one caption, segment or word of a transcript tells.

    ``start``, ``end``: seconds from the start of the recording, None where it tells none.
    ``speaker``: as the file names them, None where it does not. ``changes``: somebody else begins
    here, even if neither is named. ``glued``: no space stands before these words.
    """

    words: str
    speaker: str | None = None
    start: float | None = None
    end: float | None = None
    changes: bool = False
    glued: bool = False


def transcript(captions: Iterable[Caption]) -> Transcript:
    """The text, one ``SPEAKER: words`` paragraph a turn, and its turns.

    Consecutive captions of one speaker are one turn; those out of order are put in the order of
    their time. Raises `Unreadable` where there are no words at all.
    """
    text: list[str] = []
    turns: list[Turn] = []
    at = 0
    in_order = _in_order([caption for caption in captions if caption.words.strip()])
    for group in _groups(_without_flicker(in_order)):
        words = _joined(group)
        name = group[0].speaker
        label = (at, at + len(name)) if name else None
        start = at + len(name) + 2 if name else at
        paragraph = f"{name}: {words}" if name else words
        text.append(paragraph)
        if stretches := spoken(words, 0, len(words)):  # more than “[Applause]”
            first, last = start + stretches[0][0], start + stretches[-1][1]
            times = tuple((start + place, time) for place, time in _times(group))
            turns.append(Turn(first, last, label, name, group[0].start, times=times))
        at += len(paragraph) + 2
    if not text:
        raise Unreadable("has no words; there is nothing to read")
    return "\n\n".join(text), tuple(turns)


def _in_order(captions: Sequence[Caption]) -> list[Caption]:
    """By start; a caption without a time (and what is glued to a word) stays behind the one
    before."""
    keys = []
    latest = 0.0
    for caption in captions:
        if caption.start is not None:
            latest = caption.start
        keys.append(latest)
    return [captions[i] for i in sorted(range(len(captions)), key=keys.__getitem__)]


def _without_flicker(captions: Sequence[Caption]) -> list[Caption]:
    """Word by word, a diariser now and then gives one in the middle of a sentence to another; it
    is of those who say what stands around it, unless it is a listener's “yeah”.
    """
    found = list(captions)
    for i in range(1, len(found) - 1):
        before, caption, after = found[i - 1 : i + 2]
        among_words = not any(" " in one.words.strip() for one in (before, caption, after))
        if (
            among_words
            and caption.speaker != before.speaker == after.speaker
            and not before.words.rstrip().endswith((*ENDS, ",", "—", "-"))
            and _word(caption) not in BACKCHANNELS
        ):
            found[i] = replace(caption, speaker=before.speaker, changes=False)
    return found


def _word(caption: Caption) -> str:
    return caption.words.casefold().strip(" .,?!…—–-").replace("’", "'")


def _groups(captions: Iterable[Caption]) -> Iterator[list[Caption]]:
    group: list[Caption] = []
    length = 0
    for caption in captions:
        if group and (
            caption.changes
            or caption.speaker != group[0].speaker
            or _pauses(group, caption, length)
        ):
            yield group
            group, length = [], 0
        group.append(caption)
        length += len(caption.words)
    if group:
        yield group


def _pauses(group: Sequence[Caption], caption: Caption, length: int) -> bool:
    if caption.speaker is not None:
        return False
    last = group[-1]
    if length >= _LONG and last.words.rstrip().endswith(ENDS):
        return True
    return caption.start is not None and last.end is not None and caption.start - last.end >= _PAUSE


def _joined(captions: Sequence[Caption]) -> str:
    pieces: list[str] = []
    for caption in captions:
        if pieces and not caption.glued:
            pieces.append(" ")
        pieces.append(" ".join(caption.words.split()))
    return "".join(pieces)


def _times(captions: Sequence[Caption]) -> Iterator[tuple[int, float]]:
    """Where each caption with a time begins in what `_joined` makes of them all."""
    at = 0
    for number, caption in enumerate(captions):
        at += number > 0 and not caption.glued
        if caption.start is not None:
            yield at, caption.start
        at += len(" ".join(caption.words.split()))


def plain_speaker(value: object) -> str | None:
    """A speaker as a file has it → how it is printed; a bare number or letter is “Speaker 1”."""
    if value is None or isinstance(value, (dict, list, bool)):
        return None
    name = " ".join(printable(str(value)).replace(":", " ").split())
    if name.isdigit() or (len(name) == 1 and name.isalpha()):
        return f"Speaker {name}"
    return name or None
