"""Where in one source a claim stands, what that proves, and whether its speaker says it there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from quotes.checking.accusing import is_sure, may_accuse
from quotes.checking.alignment import Alignment, align, widened
from quotes.checking.claim import Break, Claim
from quotes.checking.evidence import is_same_statement
from quotes.checking.hearsay import is_hearsay
from quotes.checking.index import Index
from quotes.checking.judging import Judge, Judgement
from quotes.checking.paraphrase import outside, stem
from quotes.checking.sources import Source
from quotes.checking.speakers import Same
from quotes.checking.verdicts import Verdict
from quotes.checking.words import read_words
from quotes.languages import wording
from quotes.records import Quote, Speaker

# Words up to which a quotation is too little to accuse anybody by; and up to which nobody can tell
# where it comes from, where one speaker says it in several places.
_FEW, _SHORT = 3, 6
_MOST_PLACES = 500
_NEAR = 40  # words around a passage among which the frame's words are looked for
# Other content words of the quotation that are said there as well: how many, and which share.
_ENOUGH, _MOST = 3, 0.6
_OTHER_TURN = 0.2  # share of the words in somebody else's turn from which on it is theirs


@dataclass(slots=True)
class Found:
    """What one source says about one claim. ``same``: whether its speaker says it there."""

    source: Source
    judgement: Judgement
    places: int = 1
    same: Same | None = None
    is_little: bool = False

    @property
    def rank(self) -> tuple[float, int, bool]:
        """The better, the higher: what explains more of the words, then what is less grave."""
        found = self.judgement
        return (round(found.fit * 10), -found.verdict.gravity, self.same is Same.YES)

    @property
    def has_words(self) -> bool | None:
        """Whether the words are this source's, whoever says them; None where too few can tell."""
        of_words = self.judgement.verdicts - {Verdict.WRONG_SPEAKER}
        if Verdict.PARTIAL in of_words:
            return None
        return all(one.holds for one in of_words)


def find(
    claim: Claim, source: Source, quote: Quote, names: Collection[str], article: str | None
) -> Found | None:
    """The best place of the claim in the source; None where the source has no such words."""
    judge = Judge(claim, source.index, names)
    exact = [] if claim.is_marked() else [*map(int, source.index.find(claim.words.keys))]
    if exact:
        return _best_of(claim, source, quote, judge, exact, article)
    regions = regions_of(claim, source.index)
    if not regions:
        return None
    judgement = judge.judge(align(claim, source.index, regions), regions)
    if not judgement.positions:
        return None
    reordered = Verdict.REORDERED in judgement.verdicts
    if not reordered and not is_same_statement(claim, source.index, judgement):
        return None
    found = Found(source, judgement, is_little=len(claim) <= _FEW)
    return _with_hearsay(quote, heard(quote, found, article))


def _best_of(
    claim: Claim,
    source: Source,
    quote: Quote,
    judge: Judge,
    exact: list[int],
    article: str | None,
) -> Found:
    little = len(claim) <= _FEW and not _is_sentence(claim, source.index, exact[0])
    outcomes = [
        heard(
            quote,
            Found(source, judge.judge(_straight(claim, place)), len(exact), is_little=little),
            article,
        )
        for place in exact[:_MOST_PLACES]
    ]
    best = max(outcomes, key=lambda one: one.rank)
    theirs = sum(one.same is best.same for one in outcomes)
    if clear := _clearest(claim, quote, outcomes, best):
        best = clear
        best.judgement.flags.append("several-places")
    elif _is_too_little(claim, quote, best, theirs):
        best.judgement.verdicts.add(Verdict.PARTIAL)
    elif len(exact) > 1:
        best.judgement.flags.append("several-places")
    return _with_hearsay(quote, best)


def _straight(claim: Claim, position: int) -> Alignment:
    size = len(claim)
    return Alignment(tuple(range(position, position + size)), (True,) * size, float(size))


def _is_sentence(claim: Claim, index: Index, place: int) -> bool:
    return index.begins_sentence(place) and index.begins_sentence(place + len(claim))


def _is_too_little(claim: Claim, quote: Quote, best: Found, theirs: int) -> bool:
    """Whether the words may stand there by chance: a word, or few in several places.

    The place is clear where the speaker says them once, or where the words around the marks are
    said around them.
    """
    keys = claim.words.keys
    size = len(keys)
    if best.judgement.cut_before or best.judgement.cut_after:
        return size == 1 or (size <= _FEW and best.places > 1)
    if size == 1:
        common = keys[0] in wording.COMMON_WORDS
        return common or best.places > 1 or not _frame_is_near(quote, best)
    if best.places == 1:
        content = sum(key not in wording.COMMON_WORDS for key in keys)
        return size <= _FEW and content < 2 and "speaker-unsure" in best.judgement.flags
    if size >= _FEW and _is_hearsay(quote, best):
        return False
    if size <= _FEW:
        clear = theirs == 1 and best.same is Same.YES and outside(quote).keys
        return not (clear and _frame_is_near(quote, best))
    return size <= _SHORT and theirs > 1


def _clearest(claim: Claim, quote: Quote, outcomes: Sequence[Found], best: Found) -> Found | None:
    """Of several places the one where the quotation's other words are said as well, if they are
    said at that one only."""
    others = {stem(key) for key in read_words(quote.text).keys if key not in wording.COMMON_WORDS}
    others -= {stem(key) for key in claim.words.keys}
    if len(outcomes) < 2 or len(others) < _ENOUGH:
        return None
    shared = [len(others & _stems_near(one)) for one in outcomes]
    first, second = sorted(shared, reverse=True)[:2]
    clear = outcomes[shared.index(first)]
    is_here = first >= _ENOUGH and first >= _MOST * len(others) and second <= first / 2
    return clear if is_here and clear.rank == best.rank else None


def _stems_near(found: Found) -> set[str]:
    """The content words around a passage."""
    at = found.judgement.positions[0]
    near = found.source.index.words.keys[max(at - _NEAR, 0) : at + _NEAR]
    return {stem(key) for key in near if key not in wording.COMMON_WORDS}


def _frame_is_near(quote: Quote, best: Found) -> bool:
    """Whether a content word that the article has around the marks stands near the words, if it
    has any."""
    frame = {stem(key) for key in outside(quote).keys if key not in wording.COMMON_WORDS}
    return not frame or bool(frame & _stems_near(best))


def regions_of(claim: Claim, index: Index) -> list[tuple[int, int]]:
    """Where the claim, or a piece of it between two marks, may come from: ascending, apart."""
    keys = claim.words.keys
    cuts = [i for i, one in enumerate(claim.breaks) if one & ~Break.BRACKET and 0 < i < len(keys)]
    found = index.regions(keys)
    for first, stop in zip([0, *cuts], [*cuts, len(keys)], strict=True):
        if cuts:
            found += index.regions(keys[first:stop], most=3)
    return widened(found, len(keys), index)


# Whose words they are


def heard(quote: Quote, found: Found, article: str | None) -> Found:
    """Compares the speakers, where the article and the source name one."""
    speaker, source, judgement = quote.speaker, found.source, found.judgement
    positions = judgement.positions
    if not positions:
        return found
    if speaker is None:
        return found
    said = source.say(speaker, positions)
    found.same = Same.YES
    if said.count(Same.NO) > _OTHER_TURN * len(said):
        found.same = _accused(quote, found, article)
    elif Same.UNKNOWN in said or not said:
        found.same = Same.UNKNOWN
        judgement.flags.append("speaker-unknown")
    return found


def _who_says(source: Source, position: int) -> Speaker | None:
    """The one whose words these are in the source; None where it is not sure of that itself."""
    if quote := source.quoted_at(position):
        return quote.speaker if is_sure(quote) else None
    turn = source.index.turn_of(position)
    name = (source.voices.name(turn) if turn else None) or ""
    return Speaker(name, "person", "s-0", aliases=(turn.name,) if turn and turn.name else ())


def _is_hearsay(quote: Quote, found: Found) -> bool:
    places = found.judgement.positions
    return is_hearsay(found.source, places[0], places[-1], quote.speaker)


def _with_hearsay(quote: Quote, found: Found) -> Found:
    if found.judgement.positions and found.same is not Same.NO and _is_hearsay(quote, found):
        found.judgement.flags.append("quoted-by-other")
    return found


def _accused(quote: Quote, found: Found, article: str | None) -> Same:
    """NO where it is sure that somebody else says the words, else UNKNOWN with the reason."""
    judgement, source = found.judgement, found.source
    truly = _who_says(source, judgement.positions[0])
    if truly is None:
        return Same.UNKNOWN
    if _is_hearsay(quote, found):
        return Same.UNKNOWN
    if found.is_little or not may_accuse(quote, judgement.fit, truly, article):
        judgement.flags.append("speaker-unsure")
        return Same.UNKNOWN
    judgement.verdicts.add(Verdict.WRONG_SPEAKER)
    return Same.NO
