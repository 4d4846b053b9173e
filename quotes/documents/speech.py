"""The JSON that speech-to-text tools write: segments or words, with times and perhaps speakers.

Whisper, WhisperX, whisper.cpp, AssemblyAI, Deepgram, AWS Transcribe, Google, Rev and what has
their shapes: what is read is told by the fields that are there, not by the tool's name.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from quotes.documents.captions import Caption, Transcript, plain_speaker, transcript
from quotes.documents.decoding import decode
from quotes.documents.document import Unreadable, printable
from quotes.documents.limits import LATEST

Json = Mapping[str, Any]

_LISTS = ("utterances", "segments", "transcription", "turns", "words")  # the best told first
_TEXTS = ("text", "transcript", "punctuated_word", "word", "body", "value")
_SPEAKERS = ("speaker", "speaker_label", "speakerTag", "speakerLabel", "speaker_name")
_STARTS = ("start", "start_time", "startTime", "startOffset", "ts")
_ENDS = ("end", "end_time", "endTime", "endOffset", "end_ts")
_CLOCK = re.compile(r"(?:(\d{1,9}):)?(\d{1,2}):(\d{1,2}(?:[.,]\d+)?)")


def speech(data: bytes, encoding: str | None = None) -> Transcript:
    """The turns of a speech-to-text tool's JSON.

    Raises `Unreadable` for what is no JSON, for JSON that is no transcript and for a time that is
    no number of seconds.
    """
    try:
        content = json.loads(decode(data, encoding))
    except json.JSONDecodeError as error:
        raise Unreadable(
            f"is no JSON (line {error.lineno}, column {error.colno}: {error.msg}); "
            "save it again from the tool that made it"
        ) from None
    except RecursionError:
        raise Unreadable("is JSON nested too deeply to be a transcript") from None
    except ValueError:  # more digits than Python makes a number of
        raise Unreadable("has a number of thousands of digits; correct it") from None
    try:
        captions = _captions(content)
    except (TypeError, AttributeError, LookupError):  # a list where a tool would write an object
        captions = None
    if captions is None:
        raise Unreadable(
            "is JSON, but no transcript: nothing in it is a list of segments, utterances or words "
            "with a text; save a table of texts as .jsonl"
        )
    return transcript(captions)


def _captions(content: Any) -> list[Caption] | None:
    """The captions of any of the shapes that tools write; None where it is none of them."""
    if isinstance(content, list):
        return list(_from_items(content)) if _is_captions(content) else None
    if not isinstance(content, dict):
        return None
    if isinstance(content.get("monologues"), list):  # Rev
        return list(_from_monologues(content["monologues"]))
    results = content.get("results")
    if isinstance(results, dict):  # AWS Transcribe, Deepgram
        if isinstance(results.get("items"), list):
            return list(_from_aws(results))
        if _is_captions(results.get("utterances")) and results["utterances"]:
            return list(_from_items(results["utterances"]))
        if isinstance(results.get("channels"), list):
            return list(_from_channels(results["channels"]))
    if isinstance(results, list):  # Google
        return list(_from_google(results))
    milliseconds = "audio_duration" in content or "acoustic_model" in content  # AssemblyAI
    empty: list[Caption] | None = None
    for name in _LISTS:
        items = content.get(name)
        if _is_captions(items):
            if items:
                return list(_from_items(items, 1000 if milliseconds or _in_thousands(items) else 1))
            empty = []
    return empty


def _is_captions(items: Any) -> bool:
    return isinstance(items, list) and all(
        isinstance(item, dict) and (_first(item, _TEXTS) is not None or _words_of(item))
        for item in items
    )


def _in_thousands(items: Sequence[Json]) -> bool:
    """Are the times milliseconds? Whole numbers, and more of them than a sentence has seconds."""
    starts = [_first(item, _STARTS) for item in items]
    ends = [_first(item, _ENDS) for item in items]
    pairs = [(s, e) for s, e in zip(starts, ends, strict=True) if s is not None and e is not None]
    whole = all(isinstance(s, int) and isinstance(e, int) for s, e in pairs)
    return bool(pairs) and whole and sum(e - s for s, e in pairs) > 100 * len(pairs)


def _from_items(items: Sequence[Json], per_second: int = 1) -> Iterator[Caption]:
    last = None
    for number, item in enumerate(items, 1):
        words = _words_of(item)
        own = _first(item, _SPEAKERS)
        if own is None and "word" in item:  # a list of words: one without goes with those before
            own = last
        last = own
        speakers = {_first(word, _SPEAKERS) for word in words} - {None}
        if words and (_first(item, _TEXTS) is None or len(speakers) > 1):
            # The words know better who says them; one that nobody is given goes with those before.
            speaker = own
            for word in words:
                speaker = speaker if _first(word, _SPEAKERS) is None else _first(word, _SPEAKERS)
                yield _caption(word, number, per_second, speaker)
        else:
            yield _caption(item, number, per_second, own)


def _words_of(item: Json) -> list[Json]:
    words = item.get("words")
    return [w for w in words if isinstance(w, dict)] if isinstance(words, list) else []


def _from_monologues(monologues: Sequence[Any]) -> Iterator[Caption]:
    for number, monologue in enumerate(monologues, 1):
        if not isinstance(monologue, dict):
            continue
        elements = [e for e in monologue.get("elements") or () if isinstance(e, dict)]
        for element in elements:
            glued = element.get("type") == "punct"
            if str(element.get("value", "")).strip():
                yield _caption(element, number, 1, _first(monologue, _SPEAKERS), glued)


def _from_aws(results: Json) -> Iterator[Caption]:
    """Words and punctuation; who says them stands beside them or in a list by start time."""
    labels = results.get("speaker_labels") or {}
    by_start = {
        item.get("start_time"): item.get("speaker_label")
        for segment in labels.get("segments") or ()
        for item in segment.get("items") or ()
    }
    speaker = None
    for number, item in enumerate(results["items"], 1):
        alternatives = item.get("alternatives") or [{}]
        glued = item.get("type") == "punctuation"
        if not glued:
            speaker = item.get("speaker_label") or by_start.get(item.get("start_time"), speaker)
        word = {**item, "text": alternatives[0].get("content", "")}
        yield _caption(word, number, 1, speaker, glued)


def _from_channels(channels: Sequence[Json]) -> Iterator[Caption]:
    """Deepgram: with several channels, each is a speaker."""
    captions: list[Caption] = []
    for channel_number, channel in enumerate(channels, 1):
        best = (channel.get("alternatives") or [{}])[0]
        for number, word in enumerate(_words_of(best), 1):
            speaker = _first(word, _SPEAKERS)
            if len(channels) > 1:
                speaker = f"Channel {channel_number}"
            captions.append(
                _caption({"text": word.get("punctuated_word"), **word}, number, 1, speaker)
            )
    # In the order of their time, so that the words of several channels alternate.
    yield from sorted(captions, key=lambda caption: caption.start or 0.0)


def _from_google(results: Sequence[Json]) -> Iterator[Caption]:
    """With speakers, the last result repeats all words; without, each has a transcript."""
    best = [(result.get("alternatives") or [{}])[0] for result in results]
    last = _words_of(best[-1]) if best else []
    if any(_first(word, _SPEAKERS) not in (None, 0) for word in last):
        lists = [_words_of(one) for one in best[:-1]]
        repeated = sum(len(words) for words in lists) <= len(last) and not any(
            _first(word, _SPEAKERS) for words in lists for word in words
        )
        for words in [last] if repeated else [*lists, last]:
            for number, word in enumerate(words, 1):
                yield _caption(word, number, 1, _first(word, _SPEAKERS))
        return
    for number, one in enumerate(best, 1):
        words = _words_of(one)
        times = {"start": _first(words[0], _STARTS), "end": _first(words[-1], _ENDS)}
        yield _caption({**one, **(times if words else {})}, number, 1, None)


def _caption(
    item: Json, number: int, per_second: int, speaker: Any, glued: bool = False
) -> Caption:
    text = _first(item, _TEXTS)
    start, end = _first(item, _STARTS), _first(item, _ENDS)
    offsets, stamps = item.get("offsets"), item.get("timestamps")
    if isinstance(offsets, dict):  # whisper.cpp, in milliseconds
        start, end, per_second = offsets.get("from"), offsets.get("to"), 1000
    elif isinstance(stamps, dict):
        start, end = stamps.get("from"), stamps.get("to")
    return Caption(
        printable(text) if isinstance(text, str) else "",
        plain_speaker(speaker),
        _seconds(start, number, per_second),
        _seconds(end, number, per_second),
        glued=glued,
    )


def _seconds(value: Any, number: int, per_second: int) -> float | None:
    """Seconds of 1.5, "1.5", "1.5s", "00:00:01,500" or None."""
    if value is None or value == "":
        return None
    seconds = math.nan
    if isinstance(value, str) and (clock := _CLOCK.fullmatch(value.strip())):
        hours, minutes, rest = clock.groups()
        seconds = int(hours or 0) * 3600 + int(minutes) * 60 + float(rest.replace(",", "."))
        per_second = 1
    elif isinstance(value, (int, float, str)) and not isinstance(value, bool):
        try:
            seconds = float(value.strip().removesuffix("s") if isinstance(value, str) else value)
        except (ValueError, OverflowError):
            seconds = math.nan
    seconds /= per_second
    if not 0 <= seconds <= 3600 * LATEST:
        raise Unreadable(
            f"has a time that is no number of seconds ({_short(value)}, in item {number}); "
            "correct it or leave it out"
        )
    return seconds


def _short(value: object) -> str:
    # Python writes no number of thousands of digits.
    return (
        "a huge number" if isinstance(value, int) and abs(value) >> 128 else repr(str(value)[:40])
    )


def _first(item: Json, names: Sequence[str]) -> Any:
    return next((item[name] for name in names if item.get(name) is not None), None)
