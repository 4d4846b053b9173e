"""Is a stretch in quotation marks somebody's words, or a title, a nickname, a so-called word?

The head of the encoder answers from the words in their context. In a report it is believed as it
is. In a story more is asked: whether the words read like talk, how much of the text is quoted, and
where the stretch stands. A logistic regression weighs that, fitted with each model by
`quotes.training.refit`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from quotes.languages.english_page import (
    BEFORE_TERMS,
    CHOOSES,
    DETERMINERS,
    MEANS,
    NAMED,
    PERFORMS,
    WORDS,
)
from quotes.languages.words import any_of
from quotes.pipeline.page.talk import Weights, talk

if TYPE_CHECKING:
    from quotes.encoder.words import Words
    from quotes.marks import Quoted
    from quotes.pipeline.page.stretches import Stretch

Evidence = dict[str, float]
# Probability from which on a stretch of a report is speech: one that is a sentence of its own, with
# its capital and its stop, and any other. Chosen on dev.
SENTENCE_SPOKEN, SPOKEN = 0.4, 0.7
_SMALLEST = 1e-5  # surer than that the head cannot be
_MOST_TALK = 4.0
_SOME = 0.01  # share of a text that stands in marks, added so that a first word of it counts little
_LONGEST_NAME = 10  # words and marks
# “known along the quay as”, “nicknamed the drill”, “which goes by”
_NAMES = re.compile(
    rf"\b(?:(?:{any_of(NAMED)})(?: [\w-]+){{0,3}}|known (?:[\w-]+ ){{0,4}}as(?: [\w-]+)?"
    r"|goe?s? by(?: the names?(?: of)?)?),? $",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]*\)\W*|\[[^\[\]]*\]\W*")
# “a programme called “Open Gate””, “to be called “The Wick””, “she sang “Sea Song” and “Tide””:
# what has capitals is a title
_TITLES = re.compile(
    rf"\b(?:(?:{any_of(DETERMINERS)}|an|its|their|new) (?:[\w-]+ ){{1,3}}called"
    r"|(?:be|been|being|is|are|was|were) (?:[\w-]+ )?called"
    rf"|(?:{any_of(PERFORMS)})) (?:[“\"‘'][^”\"’'\n]{{1,40}}[”\"’'],?(?: and)? )*$",
    re.IGNORECASE,
)
_CHOICE = re.compile(rf"\b(?:{any_of(CHOOSES)}) $", re.IGNORECASE)  # she ticked “Other.”
# “The word “lull” has two meanings”, “what “lull” means”; but she “used the word “lull””
_WORD = re.compile(rf"(?:^|[.?!\n”\"]\s*)The (?:{any_of(WORDS)}) $|\bwhat $")
_MEANS = re.compile(rf" (?:{any_of(MEANS)})\b")
_CAPITALISED = re.compile(r"[A-Z0-9][\w’'-]*(?: (?:[A-Z0-9][\w’'-]*|[a-z]{1,4}))*")
# In a heading: “Officials Warn Against ‘Street Takeovers’”.
_WITHIN_HEADING = re.compile(rf"\b(?:{any_of(BEFORE_TERMS)}) $", re.IGNORECASE)
_LONGEST_TERM = 4  # words
_BEFORE = 40  # characters looked back for what stands before the opening mark


def is_said(span: Stretch, probability: float) -> bool:
    """Whether a stretch of a report is speech; ``probability``: the head's."""
    return probability >= (SENTENCE_SPOKEN if span.opens and span.closes else SPOKEN)


def is_named(text: str, stretch: Quoted, span: Stretch) -> bool:
    """Does the text say that what stands between the marks is a name: “known as ‘the Widow’”?"""
    before = text[max(0, stretch.outer_start - _BEFORE) : stretch.outer_start]
    inside = text[stretch.start : stretch.end]
    is_term = len(inside.split()) <= _LONGEST_TERM
    if is_term and _CAPITALISED.fullmatch(inside.rstrip(".,")) and _CHOICE.search(before):
        return True
    if (span.opens and span.closes) or span.end - span.start > _LONGEST_NAME:
        return False
    if _NAMES.search(before):
        return True
    if _CAPITALISED.fullmatch(inside) and _TITLES.search(before):
        return True
    if _WORD.search(before) and (before[-5:] != "what " or _MEANS.match(text, stretch.outer_end)):
        return True
    return is_term and bool(_WITHIN_HEADING.search(before)) and _is_heading(text, stretch)


def _is_heading(text: str, stretch: Quoted) -> bool:
    """Is its line the text's first one, and no sentence with a stop?"""
    end = text.find("\n", stretch.outer_end)
    line = text[stretch.outer_end : end if end >= 0 else len(text)].rstrip()
    stops = line[-1:] in ".?!" if line else text[stretch.end - 1] in ".?!"
    return end >= 0 and not text[: stretch.outer_start].strip().count("\n") and not stops


def is_aside(text: str, stretch: Quoted) -> bool:
    """Does nothing but a note in brackets stand between the marks: “(Laughter.)”?"""
    return bool(_ASIDE.fullmatch(text, stretch.start, stretch.end))


def is_said_in_story(evidence: Evidence, weights: Mapping[str, float]) -> bool:
    """Whether a stretch of a story is likelier speech than not."""
    return sum(weight * evidence[name] for name, weight in weights.items()) >= 0.0


def gather(
    text: str,
    words: Words,
    stretches: Sequence[Quoted],
    spans: Sequence[Stretch],
    probabilities: Sequence[float],
    weights: Weights,
) -> list[Evidence]:
    """What tells of each outermost stretch of a story; ``probabilities``: the head's;
    ``weights``: of `talk`."""
    quoted = sum(stretch.end - stretch.start for stretch in stretches)
    share = math.log(quoted / max(1, len(text)) + _SOME)
    found = []
    for stretch, span, probability in zip(stretches, spans, probabilities, strict=True):
        p = min(max(probability, _SMALLEST), 1 - _SMALLEST)
        said = talk(text[stretch.start : stretch.end], weights)
        found.append(
            {
                "bias": 1.0,
                "head": math.log(p / (1 - p)),
                "talk": min(max(said, -_MOST_TALK), _MOST_TALK),
                "share": share,
                "sentence": float(span.opens and span.closes),
                "begins": float(_begins(text, words, stretch, span)),
            }
        )
    return found


def _begins(text: str, words: Words, stretch: Quoted, span: Stretch) -> bool:
    """Does it begin a paragraph, or follow the end of a sentence or another quotation?"""
    a = span.start
    if a == 0 or a >= len(words) or words.paragraph[a - 1] != words.paragraph[a]:
        return True
    before = text[max(0, stretch.outer_start - _BEFORE) : stretch.outer_start].rstrip()
    return not before or before[-1] in ".?!”\"’'"
