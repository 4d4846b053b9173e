"""Model scores → the three numbers of `confidence`, which mean what they say.

Logistic regression (Platt 1999, with more than one score) on the scores' log-odds and on what else
of a record tells how much they are worth. Fitted by `quotes.training.calibrate` on texts that the
model did not learn it from.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from quotes.records import Confidence, Quote

Coefficients = Mapping[str, Mapping[str, float]]
Evidence = dict[str, float]
NUMBERS = ("quote", "source", "speaker")
_LEAST, _MOST = 0.01, 0.99
_SMALLEST = 1e-4  # log-odds of surer scores tell nothing more
_LONG = math.log(12)  # words; more of them tell nothing more of what is said
_STOPS = (".", ",", "?", "!", "…")
_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*\s")


def evidence(quote: Quote, text: str, story: bool = False) -> dict[str, Evidence]:
    """What each number is judged by. ``quote``: with the scores themselves as its confidence;
    ``story``: of a story, where a short remark is as surely one as a long one."""
    scores = quote.confidence
    said = {"bias": 1.0, "quote": _log_odds(scores.quote)} | _form(quote, story)
    given = {
        "bias": 1.0,
        "quote": _log_odds(scores.quote),
        "source": _log_odds(scores.source),
        **_between(quote, text),
    }
    source = given | {"mixed": said["mixed"], "indirect": said["indirect"]}
    return {"quote": said, "source": source, "speaker": given | _reference(quote)}


def calibrated(coefficients: Coefficients, quote: Quote, text: str, story: bool) -> Confidence:
    """``coefficients``: by number and by piece of evidence. Without any, the scores themselves."""
    scores = quote.confidence
    if not coefficients:
        return scores
    sure = {
        number: _probability(coefficients[number], pieces)
        for number, pieces in evidence(quote, text, story).items()
    }
    # Asked of the source and answered by the fit: if it is said, is it this one's?
    sure["source"] *= sure["quote"]
    found = {
        number: round(min(max(p, _LEAST), _MOST), 2) if getattr(scores, number) > 0.0 else 0.0
        for number, p in sure.items()
    }
    return Confidence(**found)


def _form(quote: Quote, story: bool) -> Evidence:
    """A word or two between marks may be anything; a sentence is somebody's."""
    if quote.kind == "indirect":
        return {"words": _LONG, "stop": 1.0, "mixed": 0.0, "indirect": 1.0}
    words = sum(len(part.text.split()) for part in quote.quoted)
    last = quote.quoted[-1].text.rstrip("\"'”’ ")
    return {
        "words": _LONG if story else min(math.log(words), _LONG),
        "stop": float(story or last.endswith(_STOPS)),
        "mixed": float(not story and quote.kind == "mixed"),
        "indirect": 0.0,
    }


def _between(quote: Quote, text: str) -> Evidence:
    """How far the source stands from its cue, in log-characters, and whether a sentence ends
    between it and what it says."""
    source, cue = quote.source, quote.cue
    if source is None:
        return {"far cue": 0.0, "other sentence": 0.0}
    gap = max(cue.start - source.end, source.start - cue.end, 0) if cue else 0
    before, after = text[source.end : quote.start], text[quote.end : source.start]
    return {
        "far cue": math.log1p(gap),
        "other sentence": float(bool(_SENTENCE.search(before or after))),
    }


def _reference(quote: Quote) -> Evidence:
    """For a name its own score tells nothing, but those of bodies are found less surely; a
    pronoun, a description of somebody who is named, and one of nobody are judged by theirs."""
    score = _log_odds(quote.confidence.speaker)
    kind, speaker = quote.source.kind if quote.source else None, quote.speaker
    named = speaker is not None and speaker.type in ("person", "organisation")
    body = kind == "name" and speaker is not None and speaker.type == "organisation"
    out = {"body": float(body), "role": float(speaker is not None and speaker.role is not None)}
    for reference, is_one in (
        ("pronoun", kind == "pronoun"),
        ("description", kind == "nominal" and named),
        ("unnamed", kind == "nominal" and not named),
    ):
        out |= {reference: float(is_one), f"{reference} speaker": is_one * score}
    return out


def _probability(weights: Mapping[str, float], pieces: Evidence) -> float:
    return 1 / (1 + math.exp(-sum(weights[name] * value for name, value in pieces.items())))


def _log_odds(p: float) -> float:
    p = min(max(p, _SMALLEST), 1 - _SMALLEST)
    return math.log(p / (1 - p))
