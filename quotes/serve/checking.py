"""An article's quotations checked against transcripts that were dropped on its page.

The transcripts are read and forgotten: nothing of them goes into the archive.
"""

from __future__ import annotations

import json
import tempfile
from base64 import b64decode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from quotes.archive.archive import Archive
from quotes.archive.database import ArchiveError
from quotes.archive.reviews import place_of
from quotes.checking import Check, Checker, Source
from quotes.checking.failing import by_gravity, fails, summary
from quotes.documents import Document, DocumentError, read_all
from quotes.loading import finder
from quotes.options import Options
from quotes.output.checks.marking import agreement, article_side, place, shown, source_side
from quotes.records import Quote
from quotes.serve.names import safe_name


def check(path: Path, number: int, body: bytes) -> dict[str, Any]:
    """What `quotes check` says of an article of the archive, with what was judged of its records.

    ``body``: {files: [{name, data}]}, the files' bytes in base 64. Raises `ArchiveError`.
    """
    sources = [Source(document) for document in _documents(_files(body))]
    for source in sources:
        source.reader = _quotations
    with Archive(path) as archive:
        name = archive.about(number).name
        text, quotes = archive.text(name), archive.judged_records(number)
    checker = Checker(sources, text)
    checks = by_gravity(checker.check_all(quotes))
    return {
        "summary": summary(checks) if checks else "no quotations to check",
        "problems": checker.problems,
        "checks": [_told(one) for one in checks],
    }


def _files(body: bytes) -> list[tuple[str, bytes]]:
    try:
        files = json.loads(body)["files"]
        return [(str(one["name"]), b64decode(one["data"], validate=True)) for one in files]
    except (ValueError, KeyError, TypeError):
        raise ArchiveError("those are no files") from None


def _documents(files: Iterable[tuple[str, bytes]]) -> Iterator[Document | DocumentError]:
    """The files' texts, named as they were dropped."""
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, data) in enumerate(files):
            file = Path(folder, str(number), safe_name(name))
            file.parent.mkdir()
            file.write_bytes(data)
            for document in read_all([str(file)], tables=False):
                if isinstance(document, DocumentError):
                    yield DocumentError(file.name, document.problem)
                else:
                    yield replace(document, id=file.name)


def _quotations(document: Document) -> Sequence[Quote]:
    """Of a source that is prose, who says what in it. The model is loaded for such a one only."""
    return finder(Options())(document)


def _told(check: Check) -> dict[str, Any]:
    """What the page shows of a check; words in pieces, each with whether it is changed."""
    quote = check.quote
    return {
        "place": place_of(quote),
        "verdict": str(check.verdict),
        "severity": str(check.severity) if check.severity else None,
        "state": "stops" if fails(check) else "fine" if check.holds else "look",
        "flags": list(check.flags),
        "confidence": check.confidence,
        "speaker": quote.speaker.name if quote.speaker else None,
        "words": list(article_side(check)),
        "passages": [
            {
                "words": list(source_side(check, passage)),
                "speaker": passage.speaker,
                "place": place(passage),
                "before": check.before if passage == check.passage else "",
                "after": check.after if passage == check.passage else "",
            }
            for passage in shown(check)
        ],
        "agreement": agreement(check),
        "correction": check.correction,
        "why": list(check.why),
    }
