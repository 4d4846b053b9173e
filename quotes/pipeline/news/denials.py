"""What a report says was not said: “She never said ‘It was my fault’” quotes nobody.

Only where the whole quotation is denied. What somebody “did not call ‘a disgrace’” may still be the
words of others, and a clause without marks (“did not say whether …”) tells what is left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from quotes.languages import english
from quotes.languages.lemmas import lemma_of
from quotes.languages.words import any_of

if TYPE_CHECKING:
    from quotes.encoder.words import Words
    from quotes.pipeline.attribution.attribution import Attribution

_NOT = re.compile(rf"(?:\b(?:{any_of(english.NEGATIONS)})\b|n['’]t\b)", re.IGNORECASE)
_MARK = r"[\"“„«‘']"
_TO_SAY = re.compile(rf"(?:to say|saying|having said)[ ,:]*{_MARK}", re.IGNORECASE)


def without_denied(
    text: str, words: Words, attributions: Iterable[Attribution]
) -> list[Attribution]:
    """The attributions, less those whose words nobody has said."""
    return [one for one in attributions if not _is_denied(text, words, one)]


def _is_denied(text: str, words: Words, attribution: Attribution) -> bool:
    first = attribution.contents[0]
    if attribution.cue is None or attribution.cue > first:
        return False
    cue = text[slice(*words.characters(attribution.cue))]
    verb = lemma_of(cue)
    start, end = words.characters(first)
    behind_cue = words.characters(attribution.cue)[1] + 1
    if verb in english.DENIALS and any(_TO_SAY.match(text, at) for at in (start, behind_cue)):
        return True
    is_quoted = re.match(_MARK, text[start:end])
    if verb not in english.UTTERING or not is_quoted or len(attribution.contents) > 1:
        return False
    source = text[slice(*words.characters(attribution.source))] if attribution.source else ""
    return bool(_NOT.search(cue)) or source.casefold().replace(" ", "-") in english.NOBODY
