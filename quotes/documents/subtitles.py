"""Subtitles and captions (.vtt, .srt): who speaks stands in voice tags, labels or dashes.

Both formats are blocks of a time line and the words below it, so one reader does for both. (The
libraries for them leave out a cue whose time they cannot read; here nothing is lost silently.)
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quotes.documents.cues import Cue, Transcript, plain_speaker, transcript
from quotes.documents.decoding import decode
from quotes.documents.document import Unreadable
from quotes.turns.labels import inline_label

_STAMP = r"(?:(\d+):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMES = re.compile(rf"\s*{_STAMP}\s*-->\s*{_STAMP}(?:\s.*)?")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]*)>|</v>")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<\d[\d:.,]*>|\{\\[^{}]*\}")
_OTHER_BLOCK = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|$)")
_CHANGE = re.compile(r"\s*(?:>>+|[-–—](?=\s*[^\W\d_“\"'‘\[(¿¡…]))\s*")
_INSTANT = 0.05  # seconds: captions that roll up repeat a line in so short a cue


def vtt(data: bytes, encoding: str | None = None) -> Transcript:
    """The turns of WebVTT captions. Raises `Unreadable` for a time line that is none."""
    text = decode(data, encoding)
    if text.strip() and not text.lstrip().startswith("WEBVTT"):
        raise Unreadable("is no WebVTT file: it does not begin with WEBVTT; is it .srt or .txt?")
    return transcript(_spoken(_cues(text)))


def srt(data: bytes, encoding: str | None = None) -> Transcript:
    """The turns of SubRip subtitles. Raises `Unreadable` for a time line that is none."""
    return transcript(_spoken(_cues(decode(data, encoding))))


_Block = tuple[float, float, list[str]]  # start, end, lines


def _cues(text: str) -> list[_Block]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found: list[_Block] = []
    inside = False
    for number, line in enumerate(lines, 1):
        if "-->" in line:
            if not (match := _TIMES.fullmatch(line)):
                raise Unreadable(
                    f"has no times that can be read in line {number} ({line.strip()[:40]!r}); "
                    "write them as 00:01:02,500 --> 00:01:04,000"
                )
            inside = True
            found.append((_seconds(match.groups()[:4]), _seconds(match.groups()[4:]), []))
        elif not line.strip():
            # A blank line ends a cue, unless what follows is neither a cue nor a block of its own.
            inside = inside and _goes_on(lines, number)
        elif inside:
            found[-1][2].append(line.strip())
    if not found and text.strip():
        raise Unreadable("has no cue (00:01:02.500 --> 00:01:04.000 and words); is it subtitles?")
    return found


def _goes_on(lines: Sequence[str], at: int) -> bool:
    """Is the line after a blank one still words of the cue before it?"""
    if at >= len(lines) or not lines[at].strip() or _OTHER_BLOCK.match(lines[at]):
        return False
    following = lines[at + 1] if at + 1 < len(lines) else ""
    return "-->" not in lines[at] and "-->" not in following


def _seconds(fields: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = fields
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole + int((fraction or "0").ljust(3, "0")) / 1000


def _spoken(blocks: Sequence[_Block]) -> Iterator[Cue]:
    """The cues with their speakers: by voice tag, else by labels, which hold till the next one."""
    blocks = list(_rolled_off(blocks))
    if any(_VOICE.search(line) for *_, lines in blocks for line in lines):
        for start, end, lines in blocks:
            yield from _voices("\n".join(lines), start, end)
        return
    cues = [Cue(_plain(line), None, s, e) for s, e, lines in blocks for line in lines]
    names = _names(cues)
    speaker: str | None = None
    for cue in cues:
        change = _CHANGE.match(cue.words)
        words = cue.words[change.end() :] if change else cue.words
        label = inline_label(words)
        if label and label.name in names:
            speaker = plain_speaker(label.name)
            yield replace(cue, words=words[label.end :], speaker=speaker)
        elif change:
            speaker = None
            yield replace(cue, words=words, changes=True)
        else:
            yield replace(cue, speaker=speaker)


def _names(cues: Sequence[Cue]) -> set[str]:
    """Labels that name a speaker: in capitals, or more than once."""
    often: Counter[str] = Counter()
    for cue in cues:
        change = _CHANGE.match(cue.words)
        if label := inline_label(cue.words[change.end() :] if change else cue.words):
            often[label.name] += 1
    return {name for name, n in often.items() if n > 1 or name.isupper()}


def _voices(text: str, start: float, end: float) -> Iterator[Cue]:
    speaker, at = None, 0
    for tag in _VOICE.finditer(text):
        yield Cue(_plain(text[at : tag.start()]), speaker, start, end)
        speaker, at = plain_speaker(html.unescape(tag[1])) if tag[1] else None, tag.end()
    yield Cue(_plain(text[at:]), speaker, start, end)


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
