"""Who speaks each turn of a story: every turn's candidates scored, decided from left to right.

The scorer is a small network over what the page shows: who is named in the reporting clause or
beside it, who was named last and how often, of which sex, who spoke before and who will speak
next, who is spoken to. It was trained on novels (`quotes.training.conversations`).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from quotes.encoder.identity import Candidate, class_of, identity_features, nearby
from quotes.encoder.links import pair_features
from quotes.languages import english
from quotes.languages import english_fiction as fiction
from quotes.pipeline.cast import Cast, Character, Named
from quotes.pipeline.dialogue import Reader, Subject, Turn, add_described
from quotes.pipeline.prose import Prose

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quotes.encoder.model import Encoder, Reading

WEIGHTS = Path(__file__).with_name("conversations.npz")
REACH, MOST = 1500, 14  # candidates named before a turn: words away, how many
AHEAD = 150  # words behind a turn in which somebody may be named
SOURCE_REACH, SOURCE_AHEAD, SOURCE_MOST = 200, 60, 12  # names that the encoder compares with a turn
FIRST_PERSON = 0.004  # share of “I” among a narration's words from which on somebody tells it
SAID_I = 0.92  # how often “I said” is the narrator's; on PDNC
PASSES = 2  # over the turns of a text
TURNS_BACK = 30  # turns before one whose tags give it candidates
NOBODY = -1
HE, SHE = -2, -3  # where a pronoun stands among names
KINDS = ("name", "he", "she", "i", "they", "noun")
_FAR = (0, 8, 20, 40, 80, 160, 320, 640, 1280)
STATIC, DYNAMIC = 90, 46


@dataclass(slots=True)
class Scene:
    """One turn with its candidates (characters' numbers) and what is known before any decision:
    ``static``: float32[candidates, STATIC]."""

    turn: Turn
    candidates: list[int]
    static: NDArray[Any]


class Conversations:
    """The turns of one text, ready to be decided."""

    def __init__(
        self,
        prose: Prose,
        cast: Cast,
        turns: Sequence[Turn],
        encoder: Encoder,
        reading: Reading,
    ) -> None:
        self.prose, self.cast, self.turns = prose, cast, turns
        self._reader = Reader(prose, cast, reading.roles)
        self._encoder, self._reading = encoder, reading
        self._quoting = np.array(prose.quoting)
        self.described = add_described(cast, turns)
        self.narrator = self._narrator()
        self._told = [n for n in cast.names if not n.spoken]
        self._tagged: Counter[int] = Counter()
        self._anchors = [self._anchor(turn) for turn in turns]
        self._tagged.update(who for who in self._anchors if who is not None)
        self._often = Counter(n.who for n in cast.names)
        self._around, self._nouns = self._company()
        self.scenes = self._scenes()
        del self._encoder, self._reading  # a book's vectors are large, and done with

    def _narrator(self) -> int | None:
        """The number of the “I” who tells the story, where the narration says “I” often."""
        told = first = 0
        for word, quoting in zip(self.prose.plain, self.prose.quoting, strict=True):
            if not quoting:
                told += 1
                first += word == "i"
        tags = sum(bool(t.tag and t.tag.subject.kind == "i") for t in self.turns)
        if told and first / told > FIRST_PERSON and tags > 2:
            number = len(self.cast.characters)
            self.cast.characters.append(Character(number, "narrator", named=False))
            return number
        return None

    def _meant(self, subject: Subject | None) -> int | None:
        if subject is None:
            return None
        if subject.kind == "noun":
            return self.described.get(subject.noun)
        if subject.kind == "i":
            return self.narrator
        return subject.who

    def _anchor(self, turn: Turn) -> int | None:
        """Whom the reporting clause itself tells."""
        return self._meant(turn.tag.subject) if turn.tag else None

    def _company(self) -> tuple[dict[str, Counter[int]], Counter[str]]:
        """Who is named around each description (“the girl”), over the whole book; how often it is
        used in reporting clauses."""
        around: dict[str, Counter[int]] = defaultdict(Counter)
        nouns: Counter[str] = Counter()
        for turn in self.turns:
            subject = self._tag(turn)
            if subject is not None and subject.kind == "noun":
                nouns[subject.noun] += 1
                near = self.cast.between(subject.start - 250, subject.start + 50)
                around[subject.noun].update({n.who for n in near if not n.spoken})
        return around, nouns

    # -- what is known before any decision

    def _scenes(self) -> list[Scene]:
        chosen = [self._candidates(i) for i in range(len(self.turns))]
        by_source = self._source_scores()
        by_identity = [self._identity_scores(turn) for turn in self.turns]
        return [
            Scene(turn, who, self._static(i, who, by_source[i], by_identity[i]))
            for i, (turn, who) in enumerate(zip(self.turns, chosen, strict=True))
        ]

    def _candidates(self, i: int) -> list[int]:
        turn = self.turns[i]
        own = [self._meant(s) for s in (self._tag(turn), turn.beat_before, turn.beat_after)]
        chosen = dict.fromkeys(who for who in own if who is not None)
        for other in (i - 1, i - 2, i - 3, i - 4, i + 1, i + 2, i + 3, i + 4):
            if 0 <= other < len(self.turns) and (who := self._anchors[other]) is not None:
                chosen[who] = None
        earlier: dict[int, None] = {}
        for other in range(i - 5, max(-1, i - TURNS_BACK), -1):
            if (who := self._anchors[other]) is not None:
                earlier[who] = None
        chosen.update(dict.fromkeys(list(earlier)[:6]))
        for other in (i - 1, i + 1):
            if 0 <= other < len(self.turns):
                chosen.update(dict.fromkeys(sorted(self.turns[other].addressed)))
        names = self.cast.names
        k = bisect_left(self.cast.starts, turn.end) - 1
        seen = 0
        while k >= 0 and turn.start - names[k].start < REACH and seen < MOST:
            if names[k].who not in chosen and self._is_somebody(names[k].who):
                chosen[names[k].who] = None
                seen += 1
            k -= 1
        for name in self.cast.between(turn.end, turn.end + AHEAD)[:3]:
            if self._is_somebody(name.who):
                chosen[name.who] = None
        if self.narrator is not None:
            chosen[self.narrator] = None
        return list(chosen)

    def _is_somebody(self, who: int) -> bool:
        """A character rather than a place: titled, called he or she, or seen to speak."""
        character = self.cast.characters[who]
        return (
            self.cast.given
            or self._tagged[who] > 0
            or character.he + character.she >= 1
            or any(form[0] for form in character.forms)
        )

    @staticmethod
    def _tag(turn: Turn) -> Subject | None:
        return turn.tag.subject if turn.tag else None

    def _source_scores(self) -> list[dict[int, float]]:
        """What the encoder's link content → source says of names near each turn, and of “he” (HE)
        and “she” (SHE)."""
        pronouns = [
            Named(i, i + 1, HE if word == "he" else SHE, False)
            for i, (word, quoted) in enumerate(
                zip(self.prose.plain, self.prose.quoting, strict=True)
            )
            if not quoted and word in ("he", "she")
        ]
        told = sorted([*self._told, *pronouns])
        told_starts = [n.start for n in told]
        spans = [turn.spans[0] for turn in self.turns]
        others = [(n.start, n.end) for n in told]
        near: list[list[int]] = []
        for turn in self.turns:
            first = bisect_left(told_starts, turn.start - SOURCE_REACH)
            last = bisect_left(told_starts, turn.end + SOURCE_AHEAD)
            gaps = [
                (max(others[k][0] - turn.end, turn.start - others[k][1]), k)
                for k in range(first, last)
            ]
            near.append(sorted(k for _, k in sorted(gaps)[:SOURCE_MOST]))
        scores: list[dict[int, float]] = [{} for _ in self.turns]
        owner = [(i, k) for i, row in enumerate(near) for k in row]
        if not owner:
            return scores
        rows, columns = np.array(owner).T
        values = self._encoder.score_links(
            "source",
            self._reading.vectors(spans),
            self._reading.vectors(others),
            (rows, columns),
            pair_features(spans, others, near, self.prose.words.paragraph),
        )
        for (i, k), value in zip(owner, values.tolist(), strict=True):
            scores[i][told[k].who] = max(scores[i].get(told[k].who, -20.0), value)
        return scores

    def _identity_scores(self, turn: Turn) -> dict[int, float]:
        """What the encoder's identity head says a pronoun or description stands for."""
        subject = self._tag(turn) or turn.beat_before or turn.beat_after
        if subject is None or subject.kind in ("name", "i"):
            return {}
        mention = (subject.start, subject.end)
        first = bisect_left(self.cast.starts, subject.start - 400)
        last = bisect_left(self.cast.starts, subject.end + 40)
        names = [
            Candidate(n.start, n.end, n.who, 0, self._sex_label(n.who))
            for n in self.cast.names[first:last]
        ]
        near = nearby(mention, names)
        if not near:
            return {}
        words = self.prose.printed[subject.start : subject.end]
        kind = class_of(words[0], len(words), english.PRONOUN_CLASSES)
        features = identity_features(mention, kind, near, self.prose.words.paragraph, self._quoting)
        own = np.repeat(self._reading.vectors([mention]), len(near), axis=0)
        vectors = self._reading.vectors([(n.start, n.end) for n in near])
        logits = self._encoder.score_pairs("identity", own, vectors, features)
        weights = np.exp(logits - max(float(logits.max()), 0.0))
        weights /= weights.sum() + math.exp(-max(float(logits.max()), 0.0))
        out: dict[int, float] = defaultdict(float)
        for name, weight in zip(near, weights.tolist(), strict=True):
            out[name.entity] += weight
        return out

    def _sex_label(self, who: int) -> int:
        sex = self.cast.characters[who].femininity
        return 2 if sex > 0.5 else 1 if sex < -0.5 else 0

    def _static(
        self,
        i: int,
        candidates: Sequence[int],
        by_source: dict[int, float],
        by_identity: dict[int, float],
    ) -> NDArray[Any]:
        turn, prose, cast = self.turns[i], self.prose, self.cast
        tag = self._tag(turn)
        told = cast.between(turn.start - 1500, turn.start)
        last_told: dict[int, int] = {}
        last_any: dict[int, int] = {}
        near: Counter[int] = Counter()
        wide: Counter[int] = Counter()
        begin = turn.start
        while begin and prose.paragraph[begin - 1] == turn.paragraph:
            begin -= 1
        for name in told:
            last_any[name.who] = name.end
            if not name.spoken:
                last_told[name.who] = name.end
                wide[name.who] += 1
                near[name.who] += turn.start - name.end < 300
        here_before = {n.who for n in cast.between(begin, turn.start) if not n.spoken}
        end = turn.end
        while end < len(prose) and prose.paragraph[end] == turn.paragraph:
            end += 1
        here_after = {n.who for n in cast.between(turn.start, end) if not n.spoken}
        next_told = {n.who for n in cast.between(end, end + 60) if not n.spoken}
        order = sorted(last_told, key=lambda who: -last_told[who])
        rank = {who: k for k, who in enumerate(order)}
        rank_of_sex = {}
        counter: Counter[int] = Counter()
        for who in order:
            sex = self._sex_label(who)
            rank_of_sex[who] = counter[sex]
            counter[sex] += 1
        # The paragraph before: who is its last subject and last name.
        above = prose.paragraph[begin - 1] if begin else -1
        before = [n for n in told if prose.paragraph[n.start] == above and not n.spoken]
        last_before = before[-1].who if before else None
        total = sum(self._tagged.values()) + 1
        spoken_words = sum(b - a for a, b in turn.spans)
        common = [float(tag is None), float(turn.tag is not None and turn.tag.before)]
        common += [float(tag is not None and tag.kind == kind) for kind in KINDS]
        for beat in (turn.beat_before, turn.beat_after):
            common.append(float(beat is None))
            common += [float(beat is not None and beat.kind == kind) for kind in KINDS[:4]]
        previous, following = self._neighbour(i, i - 1), self._neighbour(i, i + 1)
        common += [
            float(turn.continues),
            min(spoken_words, 100) / 100,
            float(previous == 1), float(previous == 2), float(previous > 4),
            float(following == 1), float(following == 2), float(following > 4),
        ]  # fmt: skip
        meant = {self._meant(tag): 1.0} if tag else {}
        next_anchor = self._anchors[i + 1] if i + 1 < len(self.turns) and following < 5 else None
        after_next = self._anchors[i + 2] if i + 2 < len(self.turns) and following < 5 else None
        last_addressed = self.turns[i - 1].addressed if i and previous < 5 else set()
        last_mentioned = self.turns[i - 1].mentioned if i and previous < 5 else set()
        next_addressed = (
            self.turns[i + 1].addressed if i + 1 < len(self.turns) and following < 5 else set()
        )
        tag_sex = tag.sex if tag else 0
        beats = (turn.beat_before, turn.beat_after)
        he, she = (max(-10.0, by_source.get(k, -10.0)) / 5 for k in (HE, SHE))
        kin = tag.noun.rsplit(" ", 1)[-1] if tag and tag.kind == "noun" else ""
        families = {
            self._family(speaker)
            for k in (i - 1, i - 2, i + 1)
            if 0 <= k < len(self.turns) and (speaker := self._anchors[k]) is not None
        } | {self._family(who) for who in list(here_before)[:3]}
        above_subject = self._subject_above(begin)
        noun = tag.noun if tag and tag.kind == "noun" else ""
        uses, around = self._nouns[noun], self._around[noun]
        closest = max(around.values(), default=-1)
        out = np.zeros((len(candidates), STATIC), dtype=np.float32)
        for row, who in enumerate(candidates):
            character = cast.characters[who]
            lean = character.femininity
            known = float(abs(lean) > 0.3)
            gap = turn.start - last_told[who] if who in last_told else 9999
            gap_any = turn.start - last_any[who] if who in last_any else 9999
            x = list(common)
            x += [
                meant.get(who, 0.0),
                float(bool(meant) and None not in meant and who not in meant),
                lean * tag_sex,
                float(lean * tag_sex < -0.3),
                lean, known,
                float(character.named),
                float(who == self.narrator),
                float(self.narrator is not None and who != self.narrator),
                math.log1p(self._tagged[who]),
                math.log1p(self._often[who]),
                self._tagged[who] / total * 10,
                math.log1p(self._tagged[who]) - math.log1p(self._often[who]),
                math.log1p(min(gap, 3000)),
                float(gap < 15), float(gap < 60), float(gap < 250), float(gap > 3000),
                math.log1p(min(gap_any, 3000)),
                float(rank.get(who, 9) == 0), float(rank.get(who, 9) == 1),
                float(rank.get(who, 9) == 2), float(rank.get(who, 9) > 4),
                float(rank_of_sex.get(who, 9) == 0), float(rank_of_sex.get(who, 9) == 1),
                math.log1p(near[who]), math.log1p(wide[who]),
                float(who in here_before), float(who in here_after),
                float(len(here_before) == 1 and who in here_before),
                float(len(here_after) == 1 and who in here_after),
                float(who in next_told),
                float(who == last_before),
                float(who in turn.addressed), float(who in turn.mentioned),
                float(who in last_addressed), float(who in last_mentioned),
                float(who in next_addressed),
                float(who == next_anchor), float(who == after_next),
                max(-10.0, by_source.get(who, -10.0)) / 5,
                float(who in by_source),
                by_identity.get(who, 0.0),
                float(bool(by_identity) and who not in by_identity),
                lean * turn.addressed_sex,
                lean * (she - he),
                max(he, she) - max(-10.0, by_source.get(who, -10.0)) / 5,
                float(kin in fiction.FAMILY and self._family(who) in families),
                float(kin in fiction.WIVES and self._is_married(who)),
                float(kin in fiction.DAUGHTERS and self._is_married(who)),
                float(kin in fiction.FAMILY and not character.named),
                lean * (above_subject.sex if above_subject else 0),
                float(above_subject is not None and self._meant(above_subject) == who),
                math.log1p(uses),
                around[who] / uses if uses else 0.0,
                float(uses > 2 and around[who] == closest),
                float(bool(noun) and not character.named),
                math.log1p(self._nouns[character.name[4:]]) if not character.named else 0.0,
            ]  # fmt: skip
            for beat in beats:
                x += [
                    float(beat is not None and self._meant(beat) == who),
                    float(beat is not None and beat.kind == "name" and beat.who != who),
                    lean * beat.sex if beat else 0.0,
                ]
            assert len(x) == STATIC, len(x)
            out[row] = x
        return out

    def _family(self, who: int) -> str:
        """The surname, or a word that no family has."""
        forms = self.cast.characters[who].forms
        surnames = [f[1][-1] for f in forms if f[1] and (f[0] or len(f[1]) > 1)]
        return surnames[0] if surnames else f"-{who}"

    def _is_married(self, who: int) -> bool:
        return any(form[0] in fiction.MARRIED for form in self.cast.characters[who].forms)

    def _subject_above(self, begin: int) -> Subject | None:
        """Who does something in the last sentence of a paragraph of narration above a turn."""
        prose = self.prose
        at = begin - 1
        while at > 0 and begin - at < 60 and not prose.quoting[at]:
            if prose.begins[at] and prose.printed[at][0].isalpha():
                return self._reader.subject(at)
            at -= 1
        return None

    def _neighbour(self, i: int, other: int) -> int:
        """How many paragraphs lie between two turns: 0 the same, 9 many or none."""
        if not 0 <= other < len(self.turns):
            return 9
        first, second = self.turns[min(i, other)], self.turns[max(i, other)]
        return max(0, min(second.paragraph - first.last, 9))

    # -- what decisions tell

    @property
    def tagged(self) -> list[int]:
        """Whom each turn's reporting clause itself tells; NOBODY where it does not."""
        return [NOBODY if who is None else who for who in self._anchors]

    def is_told_by_narrator(self, i: int) -> bool:
        """“I said”, by the one who tells the story."""
        tag = self._tag(self.turns[i])
        return self.narrator is not None and tag is not None and tag.kind == "i"

    def weights(self, scene: Scene) -> NDArray[Any]:
        """float[candidates]: how often each is named, the one whom the clause tells far ahead."""
        tag = self._meant(self._tag(scene.turn))
        return np.array([1 + self._often[who] + 1e4 * (who == tag) for who in scene.candidates])

    def dynamic(self, i: int, decided: Sequence[int], ahead: Sequence[int]) -> NDArray[Any]:
        """float32[candidates, DYNAMIC], given the speakers of the turns before (NOBODY: none).

        ``ahead``: who is thought to speak each turn of the text, as far as that is known.
        """
        scene = self.scenes[i]
        turn = scene.turn
        back = [decided[k] if k >= 0 else NOBODY for k in (i - 1, i - 2, i - 3, i - 4)]
        near = [
            self._neighbour(i, i - 1),
            self._gap(i - 1, i - 2),
            self._gap(i - 2, i - 3),
        ]
        recent = Counter(decided[max(0, i - 10) : i])
        more = Counter(decided[max(0, i - 40) : i])
        chain = 0  # turns before, each in the paragraph after the one before it
        for k in range(i, max(0, i - 12), -1):
            if self.turns[k].paragraph - self.turns[k - 1].last > 1:
                break
            chain += 1
        last: dict[int, int] = {}
        for k in range(max(0, i - 40), i):
            last[decided[k]] = k
        others = [w for w in reversed(decided[max(0, i - 12) : i]) if w != NOBODY]
        distinct = list(dict.fromkeys(others))
        pair = set(distinct[:2])
        previous_addressed = self.turns[i - 1].addressed if i else set()
        mutual = back[0]
        out = np.zeros((len(scene.candidates), DYNAMIC), dtype=np.float32)
        tagless = turn.tag is None
        plain = tagless and turn.beat_before is None and turn.beat_after is None
        next_who = self._anchors[i + 1] if i + 1 < len(self.turns) else None
        ahead1, ahead2, ahead3 = (
            ahead[k] if k < len(ahead) else NOBODY for k in (i + 1, i + 2, i + 3)
        )
        near1, near2 = self._neighbour(i, i + 1), self._neighbour(i + 1, i + 2)
        soon = set(ahead[i + 1 : i + 7])
        for row, who in enumerate(scene.candidates):
            same1, same2 = who == back[0], who == back[1]
            since = i - last[who] if who in last else 99
            out[row] = [
                same1, same2, who == back[2], who == back[3],
                same1 and near[0] == 0, same1 and near[0] == 1, same1 and near[0] == 2,
                same1 and near[0] > 2,
                same2 and near[0] == 1 and near[1] == 1,
                same2 and near[0] <= 2 and near[1] <= 2,
                same2 and near[0] > 2,
                same1 and turn.continues,
                same1 and plain and near[0] == 1,
                same2 and plain and near[0] == 1,
                same1 and tagless, same2 and tagless,
                same1 and not tagless, same2 and not tagless,
                recent[who] / 5, math.log1p(more[who]),
                since == 99, math.log1p(min(since, 99)),
                who in pair, bool(distinct) and who == distinct[0],
                len(distinct) > 1 and who == distinct[1],
                len(distinct) > 2 and who == distinct[2],
                len(distinct) <= 2,
                min(chain, 6) / 6,
                same2 and chain >= 2, same1 and chain >= 1,
                same2 and chain >= 2 and mutual != NOBODY and mutual in turn.addressed,
                who in previous_addressed and not same1,
                next_who is not None and next_who == who and near[0] <= 2,
                near[0] > 5,
                who == ahead1 and near1 <= 1, who == ahead1 and near1 == 2,
                who == ahead1 and near1 > 2,
                who == ahead2 and near1 <= 1 and near2 <= 1, who == ahead2 and near1 + near2 <= 4,
                who == ahead2 and near1 + near2 > 4,
                who == ahead3, who in soon,
                who == ahead1 and tagless, who == ahead2 and tagless,
                ahead1 == NOBODY, ahead2 == NOBODY,
            ]  # fmt: skip
        return out

    def _gap(self, a: int, b: int) -> int:
        return self._neighbour(a, b) if a >= 0 and b >= 0 else 9


@dataclass(frozen=True, slots=True)
class Decision:
    """Who speaks a turn, by the number in the cast (NOBODY: nobody is near), and how surely."""

    who: int
    probability: float


class Scorer:
    """The network: features → one hidden layer → a score. Loaded without pickle."""

    def __init__(self, arrays: dict[str, NDArray[Any]]) -> None:
        self.arrays = arrays

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Scorer:
        with np.load(path, allow_pickle=False) as arrays:
            return cls({name: arrays[name] for name in arrays.files})

    def prepare(self, static: NDArray[Any]) -> NDArray[Any]:
        return self._layer(static, slice(None, STATIC))

    def scores(self, prepared: NDArray[Any], dynamic: NDArray[Any]) -> NDArray[Any]:
        hidden = prepared + self._layer(dynamic, slice(STATIC, None)) + self.arrays["bias"]
        out: NDArray[Any] = np.maximum(hidden, 0) @ self.arrays["second"]
        return out

    def _layer(self, x: NDArray[Any], columns: slice) -> NDArray[Any]:
        a = self.arrays
        out: NDArray[Any] = (x - a["mean"][columns]) / a["scale"][columns] @ a["first"][columns]
        return out


@lru_cache(maxsize=1)
def load_scorer() -> Scorer:
    return Scorer.load()


def decide(conversations: Conversations, scorer: Scorer) -> list[Decision]:
    """One decision a turn, from left to right; then again, knowing who may speak next."""
    prepared = [scorer.prepare(scene.static) for scene in conversations.scenes]
    ahead = conversations.tagged
    out: list[Decision] = []
    for _ in range(PASSES):
        out = []
        decided: list[int] = []
        for i, scene in enumerate(conversations.scenes):
            if not scene.candidates:
                decided.append(NOBODY)
                out.append(Decision(NOBODY, 0.0))
                continue
            if conversations.is_told_by_narrator(i):
                assert conversations.narrator is not None
                decided.append(conversations.narrator)
                out.append(Decision(conversations.narrator, SAID_I))
                continue
            dynamic = conversations.dynamic(i, decided, ahead)
            scores = scorer.scores(prepared[i], dynamic)
            scores = np.exp(scores - scores.max())
            scores /= scores.sum()
            best = int(scores.argmax())
            decided.append(scene.candidates[best])
            out.append(Decision(scene.candidates[best], float(scores[best])))
        ahead = decided
    return out
