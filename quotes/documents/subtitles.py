"""Subtitles and captions (.vtt, .srt): who speaks stands in voice tags, labels or dashes.

Both formats are blocks of a time line and the words below it, so one reader does for both. (The
libraries for them leave out a caption whose time they cannot read; here nothing is lost silently.)
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quotes.documents.captions import ENDS, Caption, Transcript, plain_speaker, transcript
from quotes.documents.decoding import decode
from quotes.documents.document import Unreadable
from quotes.languages.transcripts import DIRECTORY_NOTES
from quotes.turns.labels import (
    Label,
    inline_label,
    labels_within,
    names_a_person,
    names_no_speaker,
    weak_label,
)
from quotes.turns.names import names_are_turned

_STAMP = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIME_LINE = re.compile(r"\s*\d+:")  # what means to be one
_TIMES = re.compile(rf"\s*{_STAMP}\s*-->\s*{_STAMP}(?:\s.*)?")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]*)>|</v>")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<\d[\d:.,]*>|\{\\[^{}]*\}")
_OTHER_BLOCK = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|$)")
_CHANGE = re.compile(r"\s*(?:>>+|[-–—](?=\s*[^\W\d_“\"'‘\[(¿¡…]))\s*")
_NOTE = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_INSTANT = 0.05  # seconds: captions that roll up repeat a line in so short a caption


def vtt(data: bytes, encoding: str | None = None) -> Transcript:
    """The turns of WebVTT captions. Raises `Unreadable` for a time line that is none."""
    text = decode(data, encoding)
    if text.strip() and not text.lstrip().startswith("WEBVTT"):
        raise Unreadable("is no WebVTT file: it does not begin with WEBVTT; is it .srt or .txt?")
    return transcript(_spoken(_captions(text)))


def srt(data: bytes, encoding: str | None = None) -> Transcript:
    """The turns of SubRip subtitles. Raises `Unreadable` for a time line that is none."""
    return transcript(_spoken(_captions(decode(data, encoding))))


_Block = tuple[float, float, list[str]]  # start, end, lines


def _captions(text: str) -> list[_Block]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found: list[_Block] = []
    inside = False
    for number, line in enumerate(lines, 1):
        if "-->" in line and (not inside or _TIME_LINE.match(line)):
            if not (match := _TIMES.fullmatch(line)):
                raise Unreadable(
                    f"has no times that can be read in line {number} ({line.strip()[:40]!r}); "
                    "write them as 00:01:02,500 --> 00:01:04,000"
                )
            inside = True
            found.append((_seconds(match.groups()[:4]), _seconds(match.groups()[4:]), []))
        elif not line.strip():
            # A blank line ends a caption, unless neither one nor a block of its own follows.
            inside = inside and _goes_on(lines, number)
        elif inside:
            found[-1][2].append(line.strip())
    if not found and text.strip():
        raise Unreadable(
            "has no caption (00:01:02.500 --> 00:01:04.000 and words); is it subtitles?"
        )
    return found


def _goes_on(lines: Sequence[str], at: int) -> bool:
    """Is the line after a blank one still words of the caption before it?"""
    if at >= len(lines) or not lines[at].strip() or _OTHER_BLOCK.match(lines[at]):
        return False
    following = lines[at + 1] if at + 1 < len(lines) else ""
    return "-->" not in lines[at] and "-->" not in following


def _seconds(fields: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = fields
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole + int((fraction or "0").ljust(3, "0")) / 1000


def _spoken(blocks: Sequence[_Block]) -> Iterator[Caption]:
    """The captions with their speakers: by voice tag, else by labels, which hold till the next
    one."""
    blocks = list(_rolled_off(blocks))
    tags = {tag[1] for *_, lines in blocks for tag in _VOICE.finditer("\n".join(lines)) if tag[1]}
    if tags:
        voices = _voices(tags)
        for start, end, lines in blocks:
            yield from _tagged("\n".join(lines), voices, start, end)
        return
    spoken = [_Line.of(caption) for caption in _lines(blocks)]
    names = _names(spoken)
    often = sum(one.label is not None and one.label.name in names for one in spoken)
    speaker: str | None = None
    holds = True
    before = ""
    for one in spoken:
        caption, label = one.caption, one.label
        if label and label.name in names:
            speaker = plain_speaker(label.name)
            # “[ANNA]” stands where nobody sees who speaks; the next one may be somebody else.
            holds = not label.weak or often >= len(spoken) / 2
            caption = replace(caption, words=one.words[label.end :], speaker=speaker)
        elif one.changes:
            speaker = None
            caption = replace(caption, words=one.words, changes=True)
        else:
            if not holds and before.endswith(ENDS):
                speaker = None
            caption = replace(caption, speaker=speaker)
        before = caption.words.rstrip() or before
        yield caption


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a caption. ``words``: without the dash or “>>” that says that another one
    speaks."""

    caption: Caption
    words: str
    changes: bool
    label: Label | None

    @classmethod
    def of(cls, caption: Caption) -> _Line:
        change = _CHANGE.match(caption.words)
        words = caption.words[change.end() :] if change else caption.words
        weak = weak_label(words)
        label = inline_label(words) or (weak if weak and weak.name not in ("Q", "A") else None)
        return cls(caption, words, change is not None, label)


def _lines(blocks: Sequence[_Block]) -> Iterator[Caption]:
    """A caption for each line, and for what follows a label in the middle of one."""
    for start, end, lines in blocks:
        for line in map(_plain, lines):
            at = 0
            for place in labels_within(line):
                yield Caption(line[at:place].rstrip(), None, start, end)
                at = place
            yield Caption(line[at:], None, start, end)


def _names(lines: Sequence[_Line]) -> set[str]:
    """Labels that name a speaker: in capitals, more than once, or like those that do."""
    labels = [one.label for one in lines if one.label and not names_no_speaker(one.label.name)]
    often = Counter(label.name for label in labels)
    # Meetings label every caption: what begins so is a name.
    everywhere = len(labels) > 1 and len(labels) >= len(lines) / 2
    recurring = [name for name, n in often.items() if n > 1 and not name.isupper()]

    def is_name(label: Label) -> bool:
        if often[label.name] > 1 or everywhere or names_a_person(label.name):
            return True
        if label.weak:
            return False
        return label.name.isupper() or (bool(recurring) and len(label.name.split()) in (2, 3))

    return {label.name for label in labels if is_name(label)}


def _voices(tags: Iterable[str]) -> dict[str, str | None]:
    """Voice tag → speaker: “Moe, Siri (ext)”, as in a company's directory, is “Siri Moe”."""
    plain = {tag: plain_speaker(_without_notes(html.unescape(tag))) for tag in tags}
    if not names_are_turned([name for name in plain.values() if name]):
        return plain
    return {tag: _turned(name) if name else None for tag, name in plain.items()}


def _without_notes(name: str) -> str:
    match = _NOTE.search(name)
    return name[: match.start()] if match and match[1].casefold() in DIRECTORY_NOTES else name


def _turned(name: str) -> str:
    surname, _, first = name.partition(",")
    return f"{first.strip()} {surname}".strip()


def _tagged(
    text: str, voices: Mapping[str, str | None], start: float, end: float
) -> Iterator[Caption]:
    speaker, at = None, 0
    for tag in _VOICE.finditer(text):
        yield Caption(_plain(text[at : tag.start()]), speaker, start, end)
        speaker, at = voices[tag[1]] if tag[1] else None, tag.end()
    yield Caption(_plain(text[at:]), speaker, start, end)


def _rolled_off(blocks: Sequence[_Block]) -> Iterator[_Block]:
    """Without the lines that captions which roll up show a second time."""
    before: _Block | None = None
    for block in blocks:
        start, end, lines = block
        shown = [_plain(line) for line in lines]
        last = _plain(before[2][-1]) if before and before[2] else ""
        follows = before is not None and abs(start - before[1]) <= _INSTANT
        if last and follows and shown and shown[0] == last:
            if len(lines) > 1:
                lines = lines[1:]
            elif end - start <= _INSTANT:
                lines = []
        yield start, end, lines
        before = block


def _plain(line: str) -> str:
    return html.unescape(_TAG.sub("", line)).replace("\xa0", " ").strip()
