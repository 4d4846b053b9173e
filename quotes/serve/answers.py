"""What the page asks of an archive, as JSON; knows nothing of requests."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quotes.archive.adding import Plan, add
from quotes.archive.archive import Archive
from quotes.archive.database import ArchiveError
from quotes.archive.search import Filters, Hit
from quotes.corrections import Reviewed
from quotes.documents import Document
from quotes.output.jsonl import line
from quotes.output.reading import shown, shown_marks
from quotes.report.rendering import Kept, render
from quotes.serve.names import page_files, safe_name

PAGE = 40  # quotations at once
MOST = 100_000  # more are not counted by speaker, outlet, …
_SHOWN = 12  # of speakers, outlets, verbs
_TEXTS = ("speaker", "since", "until", "outlet", "verb", "kind", "flag", "document")


def search(path: Path, asked: Mapping[str, str]) -> dict[str, Any]:
    """What a search finds: ``total``, some of the ``hits``, and the ``counts`` of all of them."""
    with Archive(path) as archive:
        if like := asked.get("like"):
            found = list(archive.like(like, limit=PAGE).hits)
            return {"total": len(found), "hits": [_hit(archive, one) for one in found]}
        filters = _filters(asked)
        words, forms = asked.get("words", ""), asked.get("forms") == "1"
        skipped = int(asked.get("from") or 0)
        hits = list(archive.find(words, filters, forms=forms, limit=skipped + PAGE))[skipped:]
        answer: dict[str, Any] = {
            "total": archive.count(words, filters, forms=forms),
            "hits": [_hit(archive, one) for one in hits],
        }
        if not skipped and answer["total"] <= MOST:
            rows = archive.rows(words, filters, MOST, forms=forms)
            answer["counts"] = _counts(rows)
        return answer


def article(path: Path, number: int) -> str:
    """The page of one article: the report, whose reviews the archive keeps."""
    with Archive(path) as archive:
        about = archive.about(number)
        records = archive.records(about.name)
        document = Document(about.name, records.text or "", title=about.title)
        address = f"/documents/{number}"
        kept = Kept(
            f"{address}/reviews",
            archive.reviews_of(number),
            checks=f"{address}/checks",
            script=page_files("drop.js", "check.js"),
            style=page_files("drop.css", "check.css"),
        )
        return render([(document, [Reviewed(one) for one in records])], kept=kept)


def review(path: Path, number: int, body: bytes) -> None:
    """Keeps one review: {place, review, record}."""
    try:
        told = json.loads(body)
        place, judged, record = told["place"], told["review"], told["record"]
    except (ValueError, KeyError, TypeError):
        raise ArchiveError("that is no review") from None
    with Archive(path, write=True) as archive:
        archive.about(number)
        archive.review(number, str(place), judged, record)


def corrected(path: Path) -> str:
    """All records that were judged, as the report's Export gives them."""
    with Archive(path) as archive:
        return "".join(line(one.to_dict()) for one in archive.reviewed())


def take_in(path: Path, name: str, body: bytes) -> dict[str, Any]:
    """Adds a file that was dropped, or a text that was pasted, and tells what came of it."""
    problems: list[str] = []
    with tempfile.TemporaryDirectory() as folder, Archive(path, write=True) as archive:
        file = Path(folder, safe_name(name))
        file.write_bytes(body)
        plan = Plan([str(file)], workers=1)
        # Named as dropped: the folder is gone in a moment.
        outcome = add(
            archive, plan, problems.append, named=lambda one: one.removeprefix(f"{folder}/")
        )
        numbers = [archive.number(one) for one in outcome.names]
    plain = [one.removeprefix(f"{folder}/") for one in problems]
    return {"documents": numbers, "quotations": outcome.quotations, "problems": plain}


def _filters(asked: Mapping[str, str]) -> Filters:
    given: dict[str, Any] = {name: asked[name] for name in _TEXTS if asked.get(name)}
    try:
        sure = float(asked.get("min_confidence") or 0)
    except ValueError:
        raise ArchiveError("a confidence is a number from 0 to 1") from None
    return Filters(**given, min_confidence=sure)


def _hit(archive: Archive, hit: Hit) -> dict[str, Any]:
    quote = hit.quote
    return {
        "id": quote.id,
        "text": shown(quote),
        "marks": shown_marks(quote, hit.marks),
        "speaker": quote.speaker.name if quote.speaker else None,
        "role": quote.speaker.role if quote.speaker else None,
        "person": hit.person,
        "name": hit.person_name,
        "cue": quote.cue.text if quote.cue else None,
        "kind": quote.kind,
        "start": quote.start,
        "doc": quote.doc,
        "document": hit.document,
        "number": hit.number,
        "title": hit.title,
        "date": hit.date,
        "outlet": hit.outlet,
        "url": hit.url,
        "likeness": hit.likeness,
        "changes": [str(one) for one in hit.changes],
    }


def _counts(rows: list[tuple[str | None, ...]]) -> dict[str, list[tuple[str, int]]]:
    columns = list(zip(*rows, strict=True)) or [()] * 5
    speaker, outlet, month, verb, kind = (
        Counter(value for value in column if value is not None) for column in columns
    )
    return {
        "speaker": speaker.most_common(_SHOWN),
        "outlet": outlet.most_common(_SHOWN),
        "month": sorted(month.items()),
        "verb": verb.most_common(_SHOWN),
        "kind": kind.most_common(),
    }
