"""What the page shows of each candidate for an utterance, before anything is decided.

One row of numbers a candidate: how the reporting clause and the beats beside the utterance fit, who
was named last and how often, of which sex, who is spoken to, what the encoder's links say, whose
words the utterance's are like.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from quotes.languages import english_fiction as fiction
from quotes.pipeline.fiction.cast import Cast
from quotes.pipeline.fiction.descriptions import Descriptions, nature
from quotes.pipeline.fiction.prose import Prose
from quotes.pipeline.fiction.references import HE, SHE, References
from quotes.pipeline.fiction.subjects import Subject, Subjects
from quotes.pipeline.fiction.utterances import Utterance, subject_of
from quotes.pipeline.fiction.voices import Voices

if TYPE_CHECKING:
    from numpy.typing import NDArray

CLUES = 131
DESCRIBING = 26  # of them for descriptions, besides one
PASSAGE, NEAR, SOON = 1500, 300, 60  # words before an utterance; nearer; behind it
KINDS = ("name", "he", "she", "i", "they", "noun")
NEVER = 9999  # words since somebody was named who was not
CLOSE = 5  # paragraphs between utterances of one conversation


class Utterances(Protocol):
    """What clues need to know of a text's utterances: see
    `quotes.pipeline.fiction.conversations`."""

    cast: Cast
    utterances: Sequence[Utterance]
    anchors: list[int | None]
    described: dict[str, int]
    narrator: int | None

    def meant(self, subject: Subject | None) -> int | None: ...

    def gap(self, i: int, other: int) -> int: ...


@dataclass(slots=True)
class _Named:
    """Who is named around an utterance, by character: words since, in narration and at all; how
    often near it, in its passage, behind it; in which order, and in which among those of the same
    sex."""

    since: dict[int, int] = field(default_factory=dict)
    since_any: dict[int, int] = field(default_factory=dict)
    near: Counter[int] = field(default_factory=Counter)
    passage: Counter[int] = field(default_factory=Counter)
    behind: Counter[int] = field(default_factory=Counter)
    rank: dict[int, int] = field(default_factory=dict)
    rank_of_sex: dict[int, int] = field(default_factory=dict)
    here_before: set[int] = field(default_factory=set)
    here_after: set[int] = field(default_factory=set)
    next_told: set[int] = field(default_factory=set)
    last_above: int | None = None


class Clues:
    """The clues of one text's utterances."""

    def __init__(
        self,
        utterances: Utterances,
        prose: Prose,
        subjects: Subjects,
        descriptions: Descriptions,
        references: References,
        tagged: Counter[int],
    ) -> None:
        self._all, self._prose, self._subjects = utterances, prose, subjects
        self._cast, self._book, self._references = utterances.cast, descriptions, references
        self._voices = Voices(prose, utterances.utterances, utterances.anchors)
        self._tagged, self._often = tagged, Counter(n.who for n in utterances.cast.names)
        self._nouns = Counter(
            subject.noun
            for utterance in utterances.utterances
            if (subject := subject_of(utterance)) is not None and subject.kind == "noun"
        )
        self._leans = [character.femininity for character in utterances.cast.characters]
        self._families = [_family(c.forms, c.number) for c in utterances.cast.characters]
        self._married = [
            any(title in fiction.MARRIED for title, _ in c.forms)
            for c in utterances.cast.characters
        ]

    def of(self, i: int, candidates: Sequence[int]) -> NDArray[Any]:
        """float32[candidates, CLUES] of utterance ``i``."""
        if not candidates:
            return np.zeros((0, CLUES), dtype=np.float32)
        utterance = self._all.utterances[i]
        begin, end = self._paragraph(utterance)
        named = self._named(utterance, begin, end)
        columns = [
            np.tile(np.array(self._of_utterance(i)), (len(candidates), 1)),
            self._fitting(utterance, candidates),
            self._naming(named, candidates),
            self._neighbours(i, candidates),
            self._linking(i, candidates),
            self._relating(i, begin, named, candidates),
            self._describing(utterance, candidates),
            _table([self._voices.of(i, who) for who in candidates]),
        ]
        out: NDArray[Any] = np.concatenate(columns, axis=1, dtype=np.float32)
        assert out.shape[1] == CLUES, out.shape
        return out

    def _paragraph(self, utterance: Utterance) -> tuple[int, int]:
        paragraph, begin, end = self._prose.paragraph, utterance.start, utterance.end
        while begin and paragraph[begin - 1] == utterance.paragraph:
            begin -= 1
        while end < len(self._prose) and paragraph[end] == utterance.paragraph:
            end += 1
        return begin, end

    def _named(self, utterance: Utterance, begin: int, end: int) -> _Named:
        out = _Named()
        cast, prose = self._cast, self._prose
        above = prose.paragraph[begin - 1] if begin else -1
        for name in cast.between(utterance.start - PASSAGE, utterance.start):
            out.since_any[name.who] = utterance.start - name.end
            if not name.spoken:
                out.since[name.who] = utterance.start - name.end
                out.passage[name.who] += 1
                out.near[name.who] += utterance.start - name.end < NEAR
                if prose.paragraph[name.start] == above:
                    out.last_above = name.who
        of_sex: Counter[int] = Counter()
        for rank, who in enumerate(sorted(out.since, key=lambda who: out.since[who])):
            out.rank[who] = rank
            sex = round(self._leans[who])
            out.rank_of_sex[who] = of_sex[sex]
            of_sex[sex] += 1

        def told(a: int, b: int) -> set[int]:
            return {n.who for n in cast.between(a, b) if not n.spoken}

        out.here_before, out.here_after = told(begin, utterance.start), told(utterance.start, end)
        out.next_told = told(end, end + SOON)
        out.behind.update(n.who for n in cast.between(end, end + NEAR) if not n.spoken)
        return out

    # -- one group of clues each

    def _of_utterance(self, i: int) -> list[float]:
        utterance = self._all.utterances[i]
        tag = subject_of(utterance)
        out = [float(tag is None), float(utterance.tag is not None and utterance.tag.before)]
        out += [float(tag is not None and tag.kind == kind) for kind in KINDS]
        for beat in (utterance.beat_before, utterance.beat_after):
            out.append(float(beat is None))
            out += [float(beat is not None and beat.kind == kind) for kind in KINDS[:4]]
        before, behind = self._all.gap(i, i - 1), self._all.gap(i, i + 1)
        said = sum(b - a for a, b in utterance.spans)
        out += [float(utterance.continues), min(said, 100) / 100]
        for gap in (before, behind):
            out += [float(gap == 1), float(gap == 2), float(gap > 4)]
        asked = before < CLOSE and self._last_mark(self._all.utterances[i - 1]) == "?"
        answers = self._prose.plain[utterance.start + 1 : utterance.start + 2]
        out += [float(self._last_mark(utterance) == mark) for mark in "?!"]
        out += [float(asked), float(bool(answers) and answers[0] in fiction.ANSWERS)]
        return out

    def _last_mark(self, utterance: Utterance) -> str:
        """The full stop, question or exclamation mark that an utterance ends in."""
        for word in range(utterance.end - 1, max(utterance.start, utterance.end - 4), -1):
            if self._prose.printed[word] in (".", "?", "!"):
                return self._prose.printed[word]
        return ""

    def _fitting(self, utterance: Utterance, candidates: Sequence[int]) -> NDArray[Any]:
        """How reporting clause and beats fit, and who somebody is."""
        tag = subject_of(utterance)
        meant, sex = self._all.meant(tag), tag.sex if tag else 0
        others = tag.others if tag else ()
        total = sum(self._tagged.values()) + 1
        rows = []
        for who in candidates:
            character, lean = self._cast.characters[who], self._leans[who]
            tagged, often = math.log1p(self._tagged[who]), math.log1p(self._often[who])
            row = [
                float(meant == who), float(meant is not None and meant != who),
                lean * sex, float(lean * sex < -0.3), lean, float(abs(lean) > 0.3),
                float(character.named),
                float(who == self._all.narrator),
                float(self._all.narrator is not None and who != self._all.narrator),
                tagged, often, self._tagged[who] / total * 10, tagged - often,
                float(who in others), float(bool(others) and (who in others or who == meant)),
            ]  # fmt: skip
            for beat in (utterance.beat_before, utterance.beat_after):
                row += [
                    float(beat is not None and self._all.meant(beat) == who),
                    float(beat is not None and beat.kind == "name" and beat.who != who),
                    float(beat is not None and who in beat.others),
                    lean * beat.sex if beat else 0.0,
                ]
            rows.append(row)
        return _table(rows)

    def _naming(self, named: _Named, candidates: Sequence[int]) -> NDArray[Any]:
        """Who was named last, how often, and who is next."""
        rows = []
        for who in candidates:
            gap, gap_any = named.since.get(who, NEVER), named.since_any.get(who, NEVER)
            rank, of_sex = named.rank.get(who, 9), named.rank_of_sex.get(who, 9)
            rows.append([
                math.log1p(min(gap, 3000)), math.log1p(min(gap_any, 3000)),
                float(gap < 15), float(gap < 60), float(gap < 250), float(gap == NEVER),
                float(rank == 0), float(rank == 1), float(rank == 2), float(rank > 4),
                float(of_sex == 0), float(of_sex == 1),
                math.log1p(named.near[who]), math.log1p(named.passage[who]),
                math.log1p(named.behind[who]),
                float(who in named.here_before), float(who in named.here_after),
                float(named.here_before == {who}), float(named.here_after == {who}),
                float(who in named.next_told), float(who == named.last_above),
            ])  # fmt: skip
        return _table(rows)

    def _neighbours(self, i: int, candidates: Sequence[int]) -> NDArray[Any]:
        """Who is spoken to, here and in the utterances beside."""
        utterances, anchors = self._all.utterances, self._all.anchors
        utterance = utterances[i]
        last = utterances[i - 1] if self._all.gap(i, i - 1) < CLOSE else None
        following = utterances[i + 1] if self._all.gap(i, i + 1) < CLOSE else None
        then = anchors[i + 1] if following else None
        later = anchors[i + 2] if following and i + 2 < len(utterances) else None
        rows = [
            [
                float(who in utterance.addressed), float(who in utterance.mentioned),
                float(last is not None and who in last.addressed),
                float(last is not None and who in last.mentioned),
                float(following is not None and who in following.addressed),
                float(who == then), float(who == later),
                self._leans[who] * utterance.addressed_sex,
                self._leans[who] * (last.addressed_sex if last else 0),
                self._leans[who] * (following.addressed_sex if following else 0),
            ]
            for who in candidates
        ]  # fmt: skip
        return _table(rows)

    def _linking(self, i: int, candidates: Sequence[int]) -> NDArray[Any]:
        """What the encoder says."""
        by_source = self._references.by_source[i]
        by_identity = self._references.by_identity[i]
        shortly, passage, behind, last = self._references.focus(self._all.utterances[i])
        he, she = _score(by_source, HE), _score(by_source, SHE)
        rows = [
            [
                _score(by_source, who), float(who in by_source),
                by_identity.get(who, 0.0), float(bool(by_identity) and who not in by_identity),
                self._leans[who] * (she - he), max(he, she) - _score(by_source, who),
                shortly.get(who, 0.0), math.log1p(passage.get(who, 0.0)),
                behind.get(who, 0.0), last.get(who, 0.0),
            ]
            for who in candidates
        ]  # fmt: skip
        return _table(rows)

    def _relating(
        self, i: int, begin: int, named: _Named, candidates: Sequence[int]
    ) -> NDArray[Any]:
        """“Her mother”; and who acts in the paragraph above."""
        utterances, anchors = self._all.utterances, self._all.anchors
        tag = subject_of(utterances[i])
        kin = tag.noun.rsplit(" ", 1)[-1] if tag and tag.kind == "noun" else ""
        near: set[int] = {
            who
            for k in (i - 1, i - 2, i + 1)
            if 0 <= k < len(utterances) and (who := anchors[k]) is not None
        }
        families = {self._families[who] for who in near | set(sorted(named.here_before)[:3])}
        above = self._subject_above(begin)
        rows = [
            [
                float(kin in fiction.FAMILY and self._families[who] in families),
                float(kin in fiction.WIVES and self._married[who]),
                float(kin in fiction.DAUGHTERS and self._married[who]),
                float(kin in fiction.FAMILY and not self._cast.characters[who].named),
                self._leans[who] * (above.sex if above else 0),
                float(above is not None and self._all.meant(above) == who),
            ]
            for who in candidates
        ]
        return _table(rows)

    def _describing(self, utterance: Utterance, candidates: Sequence[int]) -> NDArray[Any]:
        """Whom the book may mean by the description in the reporting clause."""
        tag, book = subject_of(utterance), self._book
        noun = tag.noun if tag and tag.kind == "noun" else ""
        characters = self._cast.characters
        own_tags = [
            0.0 if characters[who].named else math.log1p(self._nouns[characters[who].name[4:]])
            for who in candidates
        ]
        if not noun:
            return _table([[tags, *[0.0] * DESCRIBING] for tags in own_tags])
        natures = [float(nature(noun) == k) for k in range(4)]
        uses, words = math.log1p(book.uses[noun]), min(len(noun.split()), 4) / 4
        near = math.log1p(book.near(noun, utterance.start - NEAR, utterance.start))
        likeliest, joined = book.likeliest(noun, 2), book.joined(noun)
        rows = []
        for who, tags in zip(candidates, own_tags, strict=True):
            met, beside = book.met[noun][who], book.beside[noun][who]
            own = float(self._all.described.get(noun) == who)
            rows.append([
                tags, math.log1p(self._nouns[noun]),
                met / (book.uses[noun] or 1), math.log1p(met), beside / (met + 1.0),
                float(beside > 0), float(not beside and met > 8),
                math.log1p(book.lift(noun, who)), float(joined == who),
                float(likeliest[:1] == [who]), float(likeliest[1:] == [who]),
                own, own * uses, own * near, own * words, (1 - own) * uses,
                *(own * k for k in natures), *((1 - own) * k for k in natures),
                float(characters[who].named), float(not characters[who].named), 1.0,
            ])  # fmt: skip
        return _table(rows)

    def _subject_above(self, begin: int) -> Subject | None:
        """Who does something in the last sentence of a paragraph of narration above an
        utterance."""
        prose, at = self._prose, begin - 1
        while at > 0 and begin - at < SOON and not prose.quoting[at]:
            if prose.begins[at] and prose.printed[at][0].isalpha():
                return self._subjects.at(at)
            at -= 1
        return None


def _table(rows: Sequence[Sequence[float]]) -> NDArray[Any]:
    return np.array(rows, dtype=np.float32).reshape(len(rows), -1)


def _score(by_source: dict[int, float], who: int) -> float:
    return max(-10.0, by_source.get(who, -10.0)) / 5


def _family(forms: Collection[tuple[str, tuple[str, ...]]], number: int) -> str:
    """The surname, or a word that no family has."""
    surnames = [words[-1] for title, words in forms if words and (title or len(words) > 1)]
    return surnames[0] if surnames else f"-{number}"
