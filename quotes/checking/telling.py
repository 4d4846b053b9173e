"""From what was found to what is told: the `Check`, how sure it is, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quotes.checking.claim import Claim
from quotes.checking.finding import Found
from quotes.checking.passages import around, longest, pieces
from quotes.checking.result import Change, Check
from quotes.checking.severity import severity_of
from quotes.checking.speakers import Same
from quotes.checking.verdicts import Severity, Verdict
from quotes.records import Quote

_MOST_TO_CORRECT = 2.0  # times the length of the article's words


def told(quote: Quote, claim: Claim, best: Found, everywhere: Sequence[Found] = ()) -> Check:
    """The check of one claim by the source that explains it best, of `everywhere` it is found."""
    found, source = best.judgement, best.source
    verdict = found.verdict
    others = sorted(found.verdicts - {verdict, Verdict.VERBATIM}, key=lambda one: -one.gravity)
    places = pieces(source, found.positions)
    passage = longest(places)
    changes = tuple(_in_article(claim, change) for change in found.changes)
    cut = bool(found.cut_before or found.cut_after) and verdict is not Verdict.PARTIAL
    severity, why = severity_of([*found.verdicts], changes, cut)
    reasons = _reasons(quote, verdict, best)
    if severity is not None and severity is not Severity.MINOR:
        reasons.append(f"{severity}: {why}")
    before, after = around(source, passage) if passage else ("", "")
    return Check(
        quote=quote,
        verdict=verdict,
        flags=tuple(dict.fromkeys([*map(str, others), *found.flags])),
        changes=changes,
        passage=passage,
        confidence=_confidence(verdict, found.fit, best.same),
        pieces=tuple(places),
        why=tuple(reasons),
        severity=severity,
        before=before,
        after=after,
        correction=_correction(claim, best),
        agrees=tuple(one.source.name for one in everywhere if one.has_words is True),
        differs=tuple(one.source.name for one in everywhere if one.has_words is False),
    )


def unchecked(quote: Quote, problems: Sequence[tuple[str, str]]) -> Check:
    """What cannot be judged; `problems` are flags and what they mean."""
    flags = tuple(dict.fromkeys(code for code, _ in problems))
    return Check(quote, Verdict.UNCHECKED, flags, why=tuple(why for _, why in problems))


def gravest(checks: Sequence[Check]) -> Check:
    """One check of several stretches of a mixed quotation: that of the gravest."""
    worst = max(checks, key=lambda one: (one.verdict.gravity, -one.confidence))
    flags = [*worst.flags]
    for one in checks:
        if one.verdict not in (worst.verdict, Verdict.VERBATIM):
            flags.append(str(one.verdict))
        flags += one.flags
    changes = tuple(change for one in checks for change in one.changes)
    passage = worst.passage or next((one.passage for one in checks if one.passage), None)
    if worst.verdict in (Verdict.NOT_FOUND, Verdict.UNCHECKED):
        passage = None
    compared = [one for one in checks if one.agrees or one.differs]
    differs = tuple(dict.fromkeys(name for one in compared for name in one.differs))
    return replace(
        worst,
        flags=tuple(dict.fromkeys(flags)),
        changes=changes,
        passage=passage,
        pieces=tuple(piece for one in checks for piece in one.pieces),
        why=tuple(dict.fromkeys(reason for one in checks for reason in one.why)),
        severity=max(
            (one.severity for one in checks if one.severity),
            key=lambda one: one.gravity,
            default=None,
        ),
        agrees=tuple(
            name
            for name in (compared[0].agrees if compared else ())
            if all(name in one.agrees for one in compared)
        ),
        differs=differs,
    )


def _in_article(claim: Claim, change: Change) -> Change:
    if change.article_span is None:
        return change
    start, end = change.article_span
    return replace(change, article_span=(claim.in_article(start), claim.in_article(end - 1) + 1))


def _correction(claim: Claim, best: Found) -> str | None:
    """The source's own words from the first to the last that the article has, where it has nearly
    these."""
    found = best.judgement
    if Verdict.ALTERED not in found.verdicts or Verdict.STITCHED in found.verdicts:
        return None
    index, text = best.source.index, best.source.text
    spans = [change.source_span for change in found.changes if change.source_span]
    first, last = found.positions[0], found.positions[-1]
    start = min([index.words.start[first], *(span[0] for span in spans)])
    end = max([index.words.end[last], *(span[1] for span in spans)])
    first, last = index.position_at(start), index.position_at(end - 1)
    if last - first + 1 > _MOST_TO_CORRECT * len(claim) + 4:
        return None
    if index.turn_of(first) is not index.turn_of(last):
        return None
    return " ".join(text[start:end].split())


def _confidence(verdict: Verdict, fit: float, same: Same | None) -> float:
    if verdict in (Verdict.VERBATIM, Verdict.TYPOGRAPHY):
        sure = 0.99
    elif verdict is Verdict.PARTIAL:
        sure = 0.9
    elif verdict.holds:
        sure = 0.97
    else:
        sure = 0.7 + 0.29 * fit
    return min(sure, 0.95) if same is Same.UNKNOWN else sure


def _reasons(quote: Quote, verdict: Verdict, best: Found) -> list[str]:
    judgement = best.judgement
    reasons = [f"the words {verdict.meaning}"]
    who = best.source.speaker_at(judgement.positions[0]) or "somebody"
    if best.same is Same.NO and quote.speaker:
        reasons.append(f"{quote.speaker.name} says so in the article, {who} in the source")
    if "quoted-by-other" in judgement.flags:
        reasons.append(f"{who} quotes them from somebody else there")
    elif "speaker-unsure" in judgement.flags and quote.speaker:
        reasons.append(
            f"{who} says them in the source, and whether the article means "
            f"{quote.speaker.name} is not sure"
        )
    elif best.same is Same.UNKNOWN and quote.speaker:
        reasons.append(f"whether {quote.speaker.name} says it, the source does not tell")
    if best.places > 1:
        reasons.append(f"they stand in {best.places} places")
    if judgement.cut_before:
        reasons.append(f"right before them the source has “{judgement.cut_before}”")
    if judgement.cut_after:
        reasons.append(f"right after them the source has “{judgement.cut_after}”")
    return reasons
