"""From what an annotation tool holds of a quotation to its record."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from quotes import marks
from quotes.languages.english import PRONOUNS
from quotes.output.reading import flat
from quotes.records import (
    Confidence,
    Cue,
    Kind,
    Mention,
    MentionKind,
    Part,
    Quote,
    Speaker,
    told_apart,
)
from quotes.spans import Span

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Regions:
    """One quotation as marked in a tool: code-point spans of its text, sorted, none of them empty.

    ``kind`` and ``speaker`` (a name, empty for none) are None where the tool does not tell. A
    record without a speaker has the flag ``no-speaker`` only where an annotator said so.
    ``record`` is the one that the quotation was when `quotes` gave it to the tool.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    kind: Kind | None = None
    speaker: str | None = None
    record: Quote | None = None


def records(doc: str, text: str, regions: Iterable[Regions]) -> tuple[Quote, ...]:
    """The record of each, in text order. Whatever the annotator left alone stays as it was."""
    marked = [replace(one, content=_apart(one.content)) for one in regions]
    people = _People(one.record.speaker for one in marked if one.record)
    stretches: list[marks.Quoted] = []
    if any(one.record is None or _contents(one.record) != one.content for one in marked):
        stretches = marks.pair(text)
    quotes = [_record(doc, text, one, stretches, people) for one in marked]
    return tuple(told_apart(sorted(quotes, key=lambda quote: (quote.start, quote.end))))


def _apart(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans in order, those joined that lie over one another: parts never do."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def groups(contents: Iterable[Name], pairs: Iterable[tuple[Name, Name]]) -> list[frozenset[Name]]:
    """The contents that relations join to one quotation, in the order of their first ones."""
    group_of = {content: {content} for content in contents}
    for first, second in pairs:
        if first in group_of and second in group_of:
            joined = group_of[first] | group_of[second]
            group_of.update(dict.fromkeys(joined, joined))
    return list(dict.fromkeys(frozenset(group) for group in group_of.values()))


class _People:
    """The speakers of one document by name; a name that the annotator gave gets the next id."""

    def __init__(self, known: Iterable[Speaker | None]) -> None:
        self._by_name = {flat(speaker.name): speaker for speaker in known if speaker}
        self._ids = {speaker.id for speaker in self._by_name.values()}

    def named(self, name: str) -> Speaker:
        if name not in self._by_name:
            number = len(self._ids) + 1
            while f"s-{number}" in self._ids:
                number += 1
            self._ids.add(f"s-{number}")
            self._by_name[name] = Speaker(name, "person", f"s-{number}")
        return self._by_name[name]


def _record(
    doc: str, text: str, marked: Regions, stretches: Sequence[marks.Quoted], people: _People
) -> Quote:
    old = marked.record
    kind, parts, quoted = _shape(text, marked, stretches)
    cue = _cue(text, marked.cue, old.cue if old else None)
    source = _source(text, marked.source, old.source if old else None)
    speaker = _speaker(marked, people)
    told_none = speaker is None and marked.speaker is not None
    if old and (kind, parts, quoted, cue, source, speaker) == (
        old.kind, old.parts, old.quoted, old.cue, old.source, old.speaker
    ):  # fmt: skip
        return old
    return Quote(
        doc=old.doc if old else doc,
        kind=kind,
        parts=parts,
        quoted=quoted,
        cue=cue,
        source=source,
        speaker=speaker,
        chain=old.chain if old and (source, speaker) == (old.source, old.speaker) else (),
        confidence=Confidence(1.0, 1.0 if source else 0.0, 1.0 if speaker else 0.0),
        flags=("no-speaker",) if told_none else (),
        why=("annotated by hand",),
        twin=old.twin if old and parts == old.parts else 0,
    )


def _shape(
    text: str, marked: Regions, stretches: Sequence[marks.Quoted]
) -> tuple[Kind, tuple[Part, ...], tuple[Part, ...]]:
    """Kind, parts and quoted stretches. Without a kind, the marks around the content tell it."""
    old, kind = marked.record, marked.kind
    if old and _contents(old) == marked.content:
        if kind in (None, old.kind):
            return old.kind, old.parts, old.quoted
        if kind in ("mixed", "indirect") and old.kind in ("mixed", "indirect"):
            return kind, old.parts, old.quoted if kind == "mixed" else ()
    parts = tuple(Part.of(text, start, end) for start, end in marked.content)
    if kind in ("direct", "not-speech"):
        return kind, parts, parts
    if kind == "indirect":
        return kind, parts, ()
    inside = tuple(_inside(text, marked.content, stretches))
    if not inside:
        return kind or "indirect", parts, ()
    if kind is None and not _words_outside(text, marked.content, inside):
        return "direct", inside, inside
    return "mixed", parts, inside


def _inside(
    text: str, content: Sequence[Span], stretches: Sequence[marks.Quoted]
) -> Iterable[Part]:
    """The outermost quoted stretches in the content, as far as they are in it."""
    for stretch in stretches:
        if stretch.depth == 0:
            for start, end in content:
                start, end = max(start, stretch.start), min(end, stretch.end)
                if start < end:
                    yield Part.of(text, start, end)


def _words_outside(text: str, content: Sequence[Span], inside: Sequence[Part]) -> bool:
    places = {at for start, end in content for at in range(start, end) if text[at].isalnum()}
    return not places <= {at for part in inside for at in range(part.start, part.end)}


def _contents(record: Quote) -> tuple[Span, ...]:
    return tuple((part.start, part.end) for part in record.parts)


def _cue(text: str, spans: Sequence[Span], old: Cue | None) -> Cue | None:
    if not spans:
        return None
    start, end = _around(spans)
    if old and (old.start, old.end) == (start, end):
        return old
    printed = text[start:end]
    # No language processing here: what is printed stands for its base form.
    return Cue(start, end, printed, old.lemma if old and old.text == printed else printed.lower())


def _source(text: str, spans: Sequence[Span], old: Mention | None) -> Mention | None:
    if not spans:
        return None
    start, end = _around(spans)
    if old and (old.start, old.end) == (start, end):
        return old
    return Mention(start, end, text[start:end], _mention_kind(text[start:end]))


def _mention_kind(words: str) -> MentionKind:
    if words.lower() in PRONOUNS:
        return "pronoun"
    return "name" if any(word[0].isupper() for word in words.split()[-1:]) else "nominal"


def _speaker(marked: Regions, people: _People) -> Speaker | None:
    old = marked.record.speaker if marked.record else None
    if marked.speaker is None:
        unchanged = marked.record and marked.source == _span(marked.record.source)
        return old if unchanged else None
    name = flat(marked.speaker)
    if old and flat(old.name) == name:
        return old
    return people.named(name) if name else None


def _span(mention: Mention | None) -> tuple[Span, ...]:
    return ((mention.start, mention.end),) if mention else ()


def _around(spans: Sequence[Span]) -> Span:
    return min(start for start, _ in spans), max(end for _, end in spans)
