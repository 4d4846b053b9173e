"""How a book uses its names: how often, told or said, beside which others, of which sex."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from quotes.languages import english
from quotes.pipeline.fiction.forms import Form, FoundForm
from quotes.pipeline.fiction.prose import Prose

BESIDE = 15  # words between two names of one sentence
PASSAGE, MEMORY = 300, 10  # words of a passage, names back in it
AHEAD = 14  # words behind a name in which a pronoun tells its sex


@dataclass(slots=True)
class Usage:
    """How a book uses its forms. ``beside``: how often two stand in one sentence; ``met``: in one
    passage; ``told``: outside of speech; ``he``, ``she``: pronouns behind a form."""

    counts: Counter[Form] = field(default_factory=Counter)
    told: Counter[Form] = field(default_factory=Counter)
    beside: Counter[tuple[Form, Form]] = field(default_factory=Counter)
    met: Counter[tuple[Form, Form]] = field(default_factory=Counter)
    he: Counter[Form] = field(default_factory=Counter)
    she: Counter[Form] = field(default_factory=Counter)


def usage(prose: Prose, found: Sequence[FoundForm]) -> Usage:
    out = Usage()
    for i, one in enumerate(found):
        out.counts[one.form] += 1
        out.told[one.form] += not one.spoken
        seen: set[Form] = set()
        for k in range(i - 1, max(-1, i - MEMORY), -1):
            if one.start - found[k].end > PASSAGE:
                break
            seen.add(found[k].form)
        seen.discard(one.form)
        for other in seen:
            out.met[pair_of(one.form, other)] += 1
        if i and found[i - 1].form != one.form and _one_sentence(prose, found[i - 1], one):
            out.beside[pair_of(one.form, found[i - 1].form)] += 1
        if not one.spoken:
            stop = found[i + 1].start if i + 1 < len(found) else len(prose)
            sex = following_pronoun(prose, one.end, stop)
            out.he[one.form] += sex < 0
            out.she[one.form] += sex > 0
    return out


def following_pronoun(prose: Prose, start: int, stop: int) -> int:
    """The sex of the first pronoun in the sentence behind a name: -1 he, 1 she, 0 none."""
    for word in range(start, min(start + AHEAD, stop, len(prose))):
        if prose.quoting[word] or prose.printed[word] in ".;":
            return 0
        if prose.plain[word] in english.HE:
            return -1
        if prose.plain[word] in english.SHE:
            return 1
    return 0


def pair_of(a: Form, b: Form) -> tuple[Form, Form]:
    return (a, b) if a < b else (b, a)


def _one_sentence(prose: Prose, a: FoundForm, b: FoundForm) -> bool:
    if b.start - a.end > BESIDE or prose.paragraph[a.start] != prose.paragraph[b.start]:
        return False
    return not any(prose.printed[i] in ".?!;" for i in range(a.end, b.start))
