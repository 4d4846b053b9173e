"""The speeches of a story, paragraph by paragraph, and what stands beside each that tells who.

A *utterance* is what one paragraph has between its marks, cut where two reporting clauses name two
people. Its *tag* is the subject of the reporting clause (“said Emma”, “she cried”), its *beat* the
subject of what else the paragraph tells (“Tom shrugged.”).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from quotes.encoder.words import WordSpan
from quotes.languages import english
from quotes.languages import english_fiction as fiction
from quotes.pipeline.attribution.spans import CUE
from quotes.pipeline.fiction.cast import Cast
from quotes.pipeline.fiction.prose import Prose
from quotes.pipeline.fiction.subjects import PHRASE, Subject, Subjects, is_between

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.marks import Quoted

SURE_CUE = 0.5  # probability from which on the encoder's cue is a verb of saying
BACK = 18  # words before a quotation in which its verb of saying stands
SURELY = 0.5  # how much a character must lean to one sex to be of it


class Tag(NamedTuple):
    """A reporting clause: its verb, as words, and its subject. ``before``: its quotation."""

    verb: WordSpan
    subject: Subject
    before: bool


@dataclass(slots=True)
class Utterance:
    """One paragraph's speech. ``stretches``: numbers of the quoted stretches; [start, end) its
    words with the marks, what stands between its parts included."""

    paragraph: int
    stretches: list[int]
    spans: list[WordSpan]
    tag: Tag | None = None
    beat_before: Subject | None = None
    beat_after: Subject | None = None
    listener: Subject | None = None  # who acts behind it, where another acts before it
    continues: bool = False
    addressed: set[int] = field(default_factory=set)
    mentioned: set[int] = field(default_factory=set)
    addressed_sex: int = 0
    last: int = -1  # the paragraph in which it ends

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


def subject_of(utterance: Utterance) -> Subject | None:
    """The subject of an utterance's reporting clause."""
    return utterance.tag.subject if utterance.tag else None


def find_utterances(
    prose: Prose,
    cast: Cast,
    stretches: Sequence[Quoted],
    said: Sequence[bool],
    roles: NDArray[Any],
) -> list[Utterance]:
    """The utterances of a text in order; a speech that runs on over paragraphs is one.

    ``roles``: the encoder's log-probabilities, float32[W, 7].
    """
    reader = Reader(prose, cast, roles)
    utterances: list[Utterance] = []
    run: list[tuple[int, WordSpan]] = []
    for number, stretch in enumerate(stretches):
        span = prose.words.range_of(stretch.outer_start, stretch.outer_end)
        if not said[number] or span[0] >= span[1]:
            continue
        if run and prose.paragraph[run[-1][1][0]] != prose.paragraph[span[0]]:
            _append(utterances, reader.utterances(run, stretches))
            run = []
        run.append((number, span))
    if run:
        _append(utterances, reader.utterances(run, stretches))
    return utterances


def _append(utterances: list[Utterance], more: Iterable[Utterance]) -> None:
    for utterance in more:
        if utterance.continues and utterances and not (utterance.tag and utterances[-1].tag):
            whole = utterances[-1]
            whole.spans += utterance.spans
            whole.stretches += utterance.stretches
            whole.tag = whole.tag or utterance.tag
            whole.beat_after = utterance.beat_after or whole.beat_after
            whole.addressed |= utterance.addressed
            whole.mentioned |= utterance.mentioned
            whole.last = utterance.last
        else:
            utterances.append(utterance)


_LOG_SURE = math.log(SURE_CUE)


class Reader:
    """Reads tags, beats and subjects. ``roles``: the encoder's log-probabilities, float32[W, 7]."""

    def __init__(self, prose: Prose, cast: Cast, roles: NDArray[Any]) -> None:
        self.prose, self.cast, self.subjects = prose, cast, Subjects(prose, cast)
        self.cues = (np.logaddexp(roles[:, CUE], roles[:, CUE + 1]) > _LOG_SURE).tolist()

    def utterances(
        self, run: Sequence[tuple[int, WordSpan]], stretches: Sequence[Quoted]
    ) -> Iterator[Utterance]:
        """The utterances of one paragraph."""
        tags = [self._tag(span) for _, span in run]
        parts: list[list[int]] = []
        last: Tag | None = None
        for i, tag in enumerate(tags):
            if not parts or (tag and last and self._differ(tag.subject, last.subject)):
                parts.append([])
            parts[-1].append(i)
            last = tag or last
        begin, end = self._paragraph(run[0][1][0])
        for part in parts:
            spans = [run[i][1] for i in part]
            own = [tags[i] for i in part if tags[i]]
            own.sort(key=lambda tag: (tag.subject.kind != "name", tag.before))  # type: ignore[union-attr]
            utterance = Utterance(
                paragraph=self.prose.paragraph[spans[0][0]],
                stretches=[run[i][0] for i in part],
                spans=spans,
                tag=own[0] if own else None,
                continues=stretches[run[part[0]][0]].continues,
                last=self.prose.paragraph[spans[0][0]],
            )
            if utterance.tag is None and part[0] == 0 and spans[0][0] - begin < 3:
                utterance.tag = self._tag_above(begin)
            if part[0] == 0:
                utterance.beat_before = self._beat(begin, spans[0][0])
            last_end = end if part[-1] == len(run) - 1 else run[part[-1] + 1][1][0]
            after = self._beat(spans[0][1], last_end)
            if after and not (utterance.tag and utterance.tag.subject.start == after.start):
                utterance.beat_after = after
            if self._listens(utterance):
                utterance.listener, utterance.beat_after = utterance.beat_after, None
            for a, b in spans:
                self._inside(utterance, a, b)
            yield utterance

    def _listens(self, utterance: Utterance) -> bool:
        """Is who acts behind a speech another than who acts before it? “Emma sat down. “…” Tom
        nodded.”"""
        before, after = utterance.beat_before, utterance.beat_after
        if utterance.tag or before is None or after is None:
            return False
        return self._differ(before, after)

    def _differ(self, a: Subject, b: Subject) -> bool:
        """Are two subjects of one paragraph surely two people?"""
        if a.kind == b.kind == "name":
            return a.who != b.who
        if "i" in (a.kind, b.kind):
            return {a.kind, b.kind} & {"he", "she"} != set()
        return self._sex_of(a) * self._sex_of(b) < 0

    def _sex_of(self, subject: Subject) -> int:
        if subject.who is None:
            return subject.sex
        lean = self.cast.characters[subject.who].femininity
        return 0 if abs(lean) < SURELY else 1 if lean > 0 else -1

    def _paragraph(self, word: int) -> WordSpan:
        number, a, b = self.prose.paragraph[word], word, word
        while a and self.prose.paragraph[a - 1] == number:
            a -= 1
        while b < len(self.prose) and self.prose.paragraph[b] == number:
            b += 1
        return a, b

    # -- reporting clauses

    def _tag(self, span: WordSpan) -> Tag | None:
        return self._tag_after(span) or self._tag_before(span)

    def _is_verb(self, i: int) -> bool:
        return self.prose.plain[i] in fiction.SAYING or self.cues[i]

    def _tag_after(self, span: WordSpan) -> Tag | None:
        """“…,” said Emma; “…!” she at last cried."""
        prose, home = self.prose, self.prose.paragraph[span[0]]
        i = span[1]
        while self.prose.narrates(i, home) and prose.printed[i] in ",-—–_":
            i += 1
        if not self.prose.narrates(i, home):
            return None
        if utterer := self._utterer(i, home):
            return Tag((i, i + 1), utterer, False)
        full = self._last_letter(span) == "."
        if self._is_verb(i) and not prose.capital[i]:
            at = i + 1
            while self.prose.narrates(at, home) and (
                is_between(self.prose, at) or (at == i + 1 and prose.plain[at] in fiction.PARTICLES)
            ):
                at += 1
            if self.prose.narrates(at, home):
                subject = self.subjects.at(at) or self.subjects.anybody(at, home)
                if subject:
                    return Tag((i, i + 1), subject, False)
        subject = self.subjects.at(i) or self.subjects.speaking(i, home)
        if subject is None:
            return None
        at = subject.end
        while self.prose.narrates(at, home) and is_between(self.prose, at):
            at += 1
        if not self.prose.narrates(at, home) or not self._is_verb(at):
            return None
        if prose.plain[at] in fiction.WEAK and (full or not self.cues[at]):
            return None
        if self.prose.narrates(at + 1, home) and prose.plain[at + 1] in fiction.NOTHING:
            return None  # Emma said nothing.
        if full and prose.capital[i] and prose.plain[at] not in english.REPORTING_VERBS:
            return None
        return Tag((at, at + 1), subject, False)

    def _utterer(self, i: int, home: int) -> Subject | None:
        """“…” was his next observation; “…” came Emma's voice: whose words they are."""
        prose = self.prose
        if prose.plain[i] not in fiction.BEFORE_UTTERANCES or not self.prose.narrates(i + 1, home):
            return None
        sex = (prose.plain[i + 1] == "her") - (prose.plain[i + 1] == "his")
        name = self.cast.at(i + 1)
        if not sex and not name:
            return None
        end = name.end if name else i + 2
        said = [k for k in range(end, end + PHRASE) if self.prose.narrates(k, home)]
        if not any(prose.plain[k] in fiction.UTTERANCES for k in said):
            return None
        if name:
            return Subject("name", i + 1, end, who=name.who, others=name.others)
        return Subject("she" if sex > 0 else "he", i + 1, end, sex=sex)

    def _last_letter(self, span: WordSpan) -> str:
        prose = self.prose
        for i in range(span[1] - 1, span[0], -1):
            if prose.printed[i] not in "\"'”’»_":
                return prose.printed[i]
        return ""

    def _tag_above(self, begin: int) -> Tag | None:
        """Emma said: – and the speech stands in the next paragraph."""
        prose = self.prose
        if begin < 3 or prose.quoting[begin - 1] or prose.printed[begin - 1] in _STOPS:
            return None
        return self._tag_ending(begin)

    def _tag_before(self, span: WordSpan) -> Tag | None:
        """Emma said, “…”; then she, turning to him, cried: “…”"""
        prose, home = self.prose, self.prose.paragraph[span[0]]
        stop = span[0]
        if not stop or prose.paragraph[stop - 1] != home or prose.quoting[stop - 1]:
            return None
        if prose.printed[stop - 1] in _STOPS:
            return None
        return self._tag_ending(stop)

    def _tag_ending(self, stop: int) -> Tag | None:
        """The reporting clause of the sentence that the words before ``stop`` end."""
        prose, home = self.prose, self.prose.paragraph[stop - 1]
        start = stop - 1
        while (
            start > 0
            and stop - start < 2 * BACK
            and prose.paragraph[start - 1] == home
            and not prose.quoting[start - 1]
            and not (prose.printed[start - 1] in ".?!;" and prose.begins[start])
        ):
            start -= 1
        verbs = [i for i in range(max(start, stop - BACK), stop) if self._is_verb(i)]
        if not verbs:
            return None
        verb = verbs[-1]
        if prose.plain[verb] in fiction.WEAK and not self.cues[verb]:
            return None
        subjects = self._subjects(start, verb)
        beside = [subject for subject, end in subjects if end == verb]
        inverted = self.subjects.at(verb + 1) if verb + 1 < stop and not beside else None
        if inverted and inverted.end >= stop - 1:
            return Tag((verb, verb + 1), inverted, True)
        acting = [s for s, end in subjects if end < verb and self._is_finite(end)]
        for chosen in (beside[-1:], acting[-1:], [s for s, _ in subjects[:1]]):
            if chosen:
                return Tag((verb, verb + 1), chosen[0], True)
        return None

    def _subjects(self, start: int, verb: int) -> list[tuple[Subject, int]]:
        """Those who may do something in the words before a verb; each with the word behind it and
        what may stand between subject and verb."""
        found, i = [], start
        while i < verb:
            subject = self.subjects.at(i)
            if subject is None or subject.end > verb:
                i += 1
                continue
            end = subject.end
            while end < verb and is_between(self.prose, end):
                end += 1
            found.append((subject, end))
            i = subject.end
        return found

    def _is_finite(self, i: int) -> bool:
        word = self.prose.plain[i]
        return word.endswith("ed") or word in fiction.SAYING or word in fiction.FINITE

    def _beat(self, start: int, stop: int) -> Subject | None:
        """The subject of the first sentence of narration in the words [start, stop)."""
        prose = self.prose
        for i in range(start, min(stop, start + 60)):
            if prose.quoting[i] or not prose.begins[i]:
                continue
            at = i
            while at < stop and (prose.plain[at] in fiction.OPENERS or prose.printed[at] == ","):
                at += 1
            if at < stop and (subject := self.subjects.at(at)):
                return subject
        return None

    # -- what the speech says of people

    def _inside(self, utterance: Utterance, a: int, b: int) -> None:
        prose = self.prose
        for name in self.cast.between(a, b):
            left = prose.printed[name.start - 1] if name.start > a else '"'
            right = prose.printed[name.end] if name.end < b else '"'
            before = (
                name.start - 1 == a
                or left in ",\"“‘'.!?-—;"
                or prose.plain[name.start - 1] in fiction.BEFORE_ADDRESS
            )
            if before and right in ",.!?\"'”’-—;":
                utterance.addressed.add(name.who)
            else:
                utterance.mentioned.add(name.who)
        for i in range(a, b):
            word = prose.plain[i]
            sex = (word in fiction.ADDRESSED_WOMEN) - (word in fiction.ADDRESSED_MEN)
            if sex and i + 1 < b and prose.printed[i + 1] in ",.!?\"”-—;'":
                utterance.addressed_sex = sex


_STOPS = frozenset(".?!;")
