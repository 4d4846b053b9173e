"""PolNeAR, the Political News Attribution Relations Corpus (Newell, Margolin & Ruths, LREC 2018).

https://github.com/networkdynamics/PolNeAR: news articles of 2015/16 with brat standoff, one
annotation file per article and annotator.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from quotes.corpora._files import files, read_text
from quotes.corpora.annotations import AnnotatedText, Attribution, Span

LAYOUT = "PolNeAR as cloned: data/<split>/text/*.txt and data/<split>/attributions/*.ann"

_SPANS = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)")
_ROLES = ("Content", "Cue", "Source")


def read(
    root: Path,
    split: Literal["train", "dev", "test"],
    annotators: Literal["first", "all"] = "first",
    order: Literal["text", "file"] = "text",
) -> Iterator[AnnotatedText]:
    """The articles of a split by name; with "all", one text for each annotator's file.

    "first" takes the first annotator by file name, and gives an article that nobody annotated
    too, without attributions. `order` is that of an article's attributions: by their place in the
    text, or as in the file, which a scorer needs to decide ties as others do. `root` is the corpus
    folder, the one that holds data/. Raises `CorpusError` where the folders are missing.
    """
    folder = root / "data" / split
    annotated: dict[str, list[Path]] = defaultdict(list)
    for path in files(folder / "attributions", "*.ann", LAYOUT):
        annotated[path.stem.rpartition("_")[0]].append(path)
    for path in files(folder / "text", "*.txt", LAYOUT):
        text = read_text(path, LAYOUT)
        standoffs = annotated.get(path.stem, [])
        if annotators == "first":
            standoffs = standoffs[:1]
            if not standoffs:
                yield AnnotatedText(path.stem, text)
        for standoff in standoffs:
            yield AnnotatedText(
                path.stem,
                text,
                attributions=attributions(read_text(standoff, LAYOUT), len(text), order),
                annotator=standoff.stem.rpartition("_")[2],
            )


def attributions(
    standoff: str, length: int, order: Literal["text", "file"] = "text"
) -> tuple[Attribution, ...]:
    """The attributions of one annotation file, in text order of their contents or as in the file.

    Tolerant, because the annotations were drawn by hand: notes, covered text that runs over
    several lines, events that name a missing span and spans outside the text (`length` code
    points) are passed over, and so are events without any content. The few attributions whose
    Source and Cue are swapped are given as they stand: nothing in the file tells them apart, and
    the gold that others score against has them too.
    """
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[tuple[str, list[str]]] = []
    for line in standoff.split("\n"):
        key, _, rest = line.rstrip("\r").partition("\t")
        body = rest.partition("\t")[0].strip()
        if re.fullmatch(r"T\d+", key) and (match := _SPANS.fullmatch(body)):
            pieces = [(int(a), int(b)) for a, b in re.findall(r"(\d+) (\d+)", match[2])]
            spans[key] = tuple((a, b) for a, b in pieces if a < b <= length)
        elif re.fullmatch(r"E\d+", key):
            events.append((key, body.split()))

    found = []
    for key, arguments in events:
        roles: dict[str, set[Span]] = {role: set() for role in _ROLES}
        for argument in arguments:
            name, _, target = argument.partition(":")
            role = name.rstrip("0123456789")  # Content2 is a further piece of Content
            if role in roles:
                roles[role].update(spans.get(target, ()))
        content, cue, source = (tuple(sorted(roles[role])) for role in _ROLES)
        if content:
            found.append(Attribution(key, content, cue, source))
    if order == "text":
        found.sort(key=lambda attribution: attribution.content)
    return tuple(found)
