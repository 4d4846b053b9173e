"""Cases by known operations on real sentences: what the article does to the words, and the verdict.

The word lists here are the benchmark's own, so that a gap in the checker's lists shows.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from speech import is_made, kitchen

# Words that an ellipsis must not hide, and that no harmless operation may touch.
SENSITIVE = set(
    "not no never none nobody nothing neither nor without cannot can't won't don't isn't wasn't "
    "couldn't doesn't didn't wouldn't shouldn't aren't weren't haven't hasn't hadn't only if "
    "unless may might some perhaps maybe except until almost nearly hardly barely rarely few "
    "whether likely possibly probably half dozen hundred thousand million billion percent one two "
    "three four five six seven eight nine ten eleven twelve twenty thirty first second third "
    "once twice double quarter sometimes partly mostly apparently allegedly reportedly one-third "
    "thousands millions hundreds dozens billions trillion trillions provided potentially seldom "
    "scarcely supposedly minus".split()
)
FUNCTION = set(
    "a an the this that these those such and or but so yet as of in on at by for from with to into "
    "onto upon over under about above below between among through during before after against i me "
    "my we us our you your he him his she her hers it its they them their who whom whose which "
    "what when where why how there here be am is are was were been being have has had do does did "
    "will would shall should can could must let because while though although since also too very "
    "just even still again ever both each either any all more most much many other another same "
    "own well now then than per like get got out up down off s t re ve ll d m it's that's".split()
)
NOUNS = (
    "harvest orchestra dentist volcano umbrella accordion refugee senator bakery thunder".split()
)
MORE = "purple reluctantly expensive delicious secretly electric ancient furious tiny".split()
NAMES = "Fitzgerald Nakamura Oyelaran Castellanos Bergstrom Petrosyan Winterbourne Achebe".split()
NUMBERS = "six eight 13 17 33 58 71 96 130 450 2,700 9,999".split()
UK = {
    "favor": "favour", "color": "colour", "neighbors": "neighbours", "organized": "organised",
    "theater": "theatre", "center": "centre", "rumor": "rumour", "colorful": "colourful",
    "license": "licence", "defense": "defence", "gray": "grey", "labor": "labour",
    "program": "programme", "realize": "realise", "recognize": "recognise", "harbor": "harbour",
    "honor": "honour", "toward": "towards", "traveled": "travelled", "percent": "per cent",
}  # fmt: skip
UK |= {british: american for american, british in UK.items() if " " not in british}
SPELLED = dict(
    zip("2 3 4 5 6 7 8 9 10 11 12".split(),
        "two three four five six seven eight nine ten eleven twelve".split(), strict=True)
)  # fmt: skip
SPELLED |= {word: figure for figure, word in SPELLED.items()}
HESITATIONS = ("um,", "uh,", "er,", "you know,", "I mean,")
NEGATE = {
    "is": "is not", "are": "are not", "was": "was not", "were": "were not", "will": "will not",
    "would": "would not", "can": "cannot", "could": "could not", "should": "should not",
    "must": "must not", "has": "has not", "have": "have not", "had": "had not", "may": "may not",
    "might": "might not", "do": "do not", "does": "does not", "did": "did not",
}  # fmt: skip
AFFIRM = {negated: plain for plain, negated in NEGATE.items()} | {
    "won't": "will", "can't": "can", "don't": "do", "isn't": "is", "wasn't": "was",
    "couldn't": "could", "doesn't": "does", "didn't": "did", "wouldn't": "would", "never": "",
    "cannot": "can", "not": "", "nobody": "everybody", "nothing": "everything", "no": "some",
}  # fmt: skip


@dataclass(slots=True)
class Case:
    """``parts``: the stretches between the marks; ``source``: the sentences of the source that
    they stand in, as this case wants them there; ``gold``: which words of it are the passage."""

    operation: str
    verdict: str
    parts: list[str]
    source: list[str]
    gold: str
    kind: str = "direct"
    dangerous: bool = False
    severity: int = 1
    also: list[str] = field(default_factory=list)  # other verdicts that are right as well


Operation = Callable[[random.Random, str, str], "Case | None"]


def bare(word: str) -> str:
    return re.sub(r"[^\w'’-]", "", word).lower().replace("’", "'")


def is_sensitive(word: str) -> bool:
    plain = bare(word)
    return (
        plain in SENSITIVE
        or any(part in SENSITIVE for part in plain.split("-"))
        or "n't" in plain
        or any(c.isdigit() for c in word)
        or word[:1].isupper()
        or any(c in "$£%€&" for c in word)
    )


def is_content(word: str) -> bool:
    plain = bare(word)
    return plain.isalpha() and len(plain) > 3 and plain not in FUNCTION and plain not in SENSITIVE


def spoken(text: str) -> list[str]:
    """The words as said, so that a change and its way back cancel out: won't, will not."""
    plain = " ".join(map(bare, text.split()))
    for short, long in {"won't": "will not", "can't": "can not", "cannot": "can not"}.items():
        plain = plain.replace(short, long)
    words = plain.replace("n't", " not").split()
    return [SPELLED[word] if word in SPELLED and word.isdigit() else word for word in words]


def end(text: str) -> str:
    """As in print: a comma before the reporting clause, or the sentence's own mark."""
    return text.rstrip(".") + "," if text.endswith(".") else text


def stretch(rng: random.Random, sentence: str, least: int = 6) -> str:
    """A piece of the sentence, at least so long, or all of it."""
    words = sentence.split()
    if len(words) <= least + 2 or rng.random() < 0.5:
        return sentence
    size = rng.randint(least, len(words) - 1)
    at = rng.randint(0, len(words) - size)
    if bare(words[at]) in ("million", "billion", "percent"):
        at -= 1
    return " ".join(words[at : at + size]).strip(",;: ")


# harmless


def verbatim(rng: random.Random, sentence: str, other: str) -> Case | None:
    piece = stretch(rng, sentence)
    return Case("verbatim", "verbatim", [end(piece)], [sentence], piece)


def in_parts(rng: random.Random, sentence: str, other: str) -> Case | None:
    """The reporting clause interrupts the sentence, or stands between two."""
    words = sentence.split()
    if rng.random() < 0.4:
        return Case("interrupted", "verbatim", [end(sentence), other],
                    [f"{sentence} {other}"], f"{sentence} {other}")  # fmt: skip
    commas = [k for k in range(2, len(words) - 2) if words[k].endswith((",", ";"))]
    if not commas:
        return None
    k = rng.choice(commas) + 1
    first, second = " ".join(words[:k]), " ".join(words[k:])
    return Case("interrupted", "verbatim", [first[:-1] + ",", second], [sentence], sentence)


def typography(rng: random.Random, sentence: str, other: str) -> Case | None:
    changes: list[Callable[[str], str]] = [
        lambda s: s.replace("'", "’") if "'" in s else s.replace("’", "'"),
        lambda s: s.replace(",", "", 1),
        lambda s: s.replace(", ", " — ", 1),
        lambda s: s[0].lower() + s[1:],
        lambda s: re.sub(r" (\w+) ", r"  \1 ", s, count=1),
        lambda s: s.replace(" ", "\u00a0", 1),
        lambda s: " ".join(SPELLED.get(word, word) for word in s.split()),
        lambda s: " ".join(UK.get(word, word) for word in s.split()),
        lambda s: re.sub(r"(\d),(\d{3})", r"\1\2", s),
        lambda s: s.replace("; ", " – "),
        lambda s: s.replace("$", "US$") if False else s.replace(" percent", "%"),
    ]
    piece, changed = sentence, sentence
    for change in rng.sample(changes, rng.randint(1, 5)):
        changed = change(changed)
    if changed.strip(".,") == piece.strip(".,"):
        return None
    return Case("typography", "typography", [end(changed)], [sentence], piece)


def quiet_run(rng: random.Random, words: list[str], low: int, high: int) -> tuple[int, int] | None:
    """Some words inside the sentence that no operation needs to fear for."""
    for _ in range(20):
        size = rng.randint(low, high)
        if len(words) < size + 6:
            continue
        at = rng.randint(3, len(words) - size - 3)
        if not any(map(is_sensitive, words[at : at + size])):
            return at, at + size
    return None


def ellipsis(rng: random.Random, sentence: str, other: str) -> Case | None:
    words = sentence.split()
    run = quiet_run(rng, words, 2, 7)
    if run is None or not any(map(is_content, words[slice(*run)])):
        return None
    mark = rng.choice([" … ", " ... ", " . . . ", " […] ", " [...] ", "… "])
    kept = " ".join(words[: run[0]]).rstrip(",") + mark + " ".join(words[run[1] :])
    return Case("ellipsis", "marked-edit", [end(kept)], [sentence], sentence)


def ellipsis_over_sentences(rng: random.Random, sentence: str, other: str) -> Case | None:
    """A whole sentence is left out between two others."""
    between = f"There was a long and rather {rng.choice(MORE)} silence in the room that day."
    source = f"{sentence} {between} {other}"
    mark = rng.choice([" … ", " ... ", " […] "])
    return Case("ellipsis", "marked-edit", [sentence + mark + other], [source], source)


def bracket(rng: random.Random, sentence: str, other: str) -> Case | None:
    words = sentence.split()
    kind = rng.randrange(3)
    if kind == 0:
        at = rng.randint(2, len(words) - 2)
        words.insert(at, rng.choice(["[sic]", "[in the town]", "[last year]", "[laughs]"]))
    elif kind == 1:
        pronouns = [k for k, word in enumerate(words) if word in ("he", "she", "it", "they", "we")]
        if not pronouns:
            return None
        words[rng.choice(pronouns)] = rng.choice(["[the council]", "[Rivera]", "[the company]"])
    else:
        at = rng.randint(3, len(words) // 2 + 1)
        if is_sensitive(words[at]):
            return None
        first = words[at]
        rest = " ".join(words[at + 1 :])
        text = f"[{first[0].upper()}]{first[1:]} {rest}"
        return Case("bracket", "marked-edit", [end(text)], [sentence], " ".join(words[at:]))
    return Case("bracket", "marked-edit", [end(" ".join(words))], [sentence], sentence)


def fillers(rng: random.Random, sentence: str, other: str) -> Case | None:
    """The source has them, the article does not."""
    said = sentence.split()
    for _ in range(rng.randint(1, 4)):
        at = rng.randint(1, len(said) - 2)
        kind = rng.randrange(5)
        word = said[at].strip(",.;:?!")
        if kind < 2:
            if said[at - 1].endswith(","):
                said.insert(at, rng.choice(HESITATIONS))
            elif rng.random() < 0.5:
                said.insert(at, rng.choice(["um", "uh", "er", "um, uh,"]))
            else:
                said[at - 1] += ","
                said.insert(at, rng.choice(HESITATIONS))
        elif is_sensitive(word) or not word.isalpha():
            continue
        elif kind == 2:
            said.insert(at, rng.choice([word, f"{word},", f"{word} —", f"{word}, um,"]))
        elif kind == 3 and len(word) > 5:
            said.insert(at, word[: rng.randint(2, 4)] + "—")
        elif kind == 4 and at + 2 < len(said):
            pair = said[at : at + 2]
            if not any(map(is_sensitive, pair)) and not pair[0].endswith((",", ";", ".")):
                said[at:at] = [pair[0], pair[1].strip(",.;:?!") + " —"]
    text = " ".join(said)
    if text == sentence:
        return None
    return Case("fillers", "fillers", [end(sentence)], [text], text)


def paraphrase(rng: random.Random, sentence: str, other: str) -> Case | None:
    shifts = {"I": "she", "we": "they", "my": "her", "our": "their", "We": "they", "My": "her",
              "will": "would", "can": "could", "may": "might", "me": "her", "us": "them",
              "is": "was", "are": "were", "has": "had", "have": "had", "I'm": "she was",
              "It's": "it was", "That": "that", "don't": "did not", "won't": "would not",
              "cannot": "could not", "Our": "their", "says": "said", "needs": "needed",
              "costs": "cost", "calls": "called"}  # fmt: skip
    words = [shifts.get(word, word) for word in sentence.rstrip(".").split()]
    if words[0][:1].isupper() and words[0] == sentence.split()[0] and bare(words[0]) in FUNCTION:
        words[0] = words[0].lower()
    if sum(map(is_content, words)) < 2 or sentence.endswith("?"):
        return None
    text = "that " + " ".join(words)
    return Case("paraphrase", "paraphrase", [text], [sentence], sentence, kind="indirect")


def mixed(rng: random.Random, sentence: str, other: str) -> Case | None:
    """Some words before the mark, the rest between marks: only these are a claim to the letter."""
    words = sentence.split()
    if len(words) < 12:
        return None
    at = rng.randint(3, len(words) - 6)
    lead, quoted = " ".join(words[:at]), " ".join(words[at:])
    expected = "paraphrase" if sum(map(is_content, words[:at])) else "verbatim"
    return Case("mixed", expected, [f"{lead[0].lower()}{lead[1:]} “{end(quoted)}”"], [sentence],
                quoted, kind="mixed", also=["verbatim", "paraphrase"])  # fmt: skip


# grave


def reordered(rng: random.Random, sentence: str, other: str) -> Case | None:
    words = sentence.rstrip(".!?").split()
    if len(words) < 8:
        return None
    at = rng.randint(3, len(words) - 3)
    kind = rng.randrange(2)
    if kind == 0:
        changed = words[at:] + words[:at]
    else:
        moved = words[at : at + 2]
        rest = words[:at] + words[at + 2 :]
        to = rng.choice([k for k in range(1, len(rest)) if abs(k - at) > 2] or [1])
        changed = rest[:to] + moved + rest[to:]
    if [bare(w) for w in changed] == [bare(w) for w in words]:
        return None
    return Case("reordered", "reordered", [" ".join(changed)], [sentence], sentence)


def stitched(rng: random.Random, sentence: str, other: str) -> Case | None:
    a, b = sentence.split(), other.split()
    if min(len(a), len(b)) < 8:
        return None
    first, second = a[: rng.randint(5, len(a) - 1)], b[rng.randint(1, len(b) - 6) :]
    text = " ".join(first).rstrip(".,;") + " " + " ".join(second)
    # The two stand far apart: the transcript puts others between them.
    return Case("stitched", "stitched", [end(text)], [sentence, other], sentence)


def hides(rng: random.Random, sentence: str, other: str) -> Case | None:
    words = sentence.split()
    inner = [k for k in range(2, len(words) - 2) if _changes_sense(words[k])]
    if not inner:
        return None
    at = rng.choice(inner)
    low, high = max(at - rng.randint(0, 2), 2), min(at + rng.randint(1, 3), len(words) - 2)
    mark = rng.choice([" … ", " ... ", " […] "])
    kept = " ".join(words[:low]).rstrip(",") + mark + " ".join(words[high:])
    return Case("ellipsis-hides", "ellipsis-hides", [end(kept)], [sentence], sentence)


def _changes_sense(word: str) -> bool:
    plain = bare(word)
    return plain in ("not", "never", "only", "if", "unless", "may", "some", "nobody", "cannot",
                     "won't", "don't", "couldn't") or any(c.isdigit() for c in plain)  # fmt: skip


def _one_change(rng: random.Random, words: list[str], what: str) -> list[str] | None:
    """The words with one negation, number, name or content word changed, dropped or added."""
    if what == "negation":
        options = [k for k, w in enumerate(words) if bare(w) in AFFIRM or bare(w) in NEGATE]
        if not options:
            return None
        k = rng.choice(options)
        plain = bare(words[k])
        tail = re.sub(r"^[\w'’-]+", "", words[k])
        if plain in NEGATE and k + 1 < len(words) and bare(words[k + 1]) == "not":
            return [*words[: k + 1], *words[k + 2 :]]
        new = (AFFIRM.get(plain) if plain in AFFIRM else NEGATE[plain]) or ""
        return [*words[:k], *([new + tail] if new else []), *words[k + 1 :]]
    if what == "number":
        options = [k for k, w in enumerate(words)
                   if any(c.isdigit() for c in w) or bare(w) in SPELLED]  # fmt: skip
        if not options:
            return None
        k = rng.choice(options)
        found = re.search(r"\d[\d,.]*\d|\d|[A-Za-z]+", words[k])
        assert found
        new = rng.choice([n for n in NUMBERS if n not in (found[0], SPELLED.get(found[0]))])
        return [*words[:k], words[k].replace(found[0], new, 1), *words[k + 1 :]]
    if what == "name":
        options = [k for k, w in enumerate(words)
                   if k and w[0].isupper() and bare(w).isalpha() and len(bare(w)) > 3]  # fmt: skip
        if not options:
            return None
        k = rng.choice(options)
        tail = re.sub(r"^[\w-]+", "", words[k])
        return [*words[:k], rng.choice(NAMES) + tail, *words[k + 1 :]]
    options = [
        k
        for k, w in enumerate(words)
        if is_content(w)
        and (k == 0 or w[0].islower())
        # Of “costly, costly” one may go: that is a repeated word.
        and bare(w)
        not in {bare(other) for other in words[max(k - 1, 0) : k] + words[k + 1 : k + 2]}
    ]
    if not options:
        return None
    k = rng.choice(options)
    how = rng.randrange(3)
    tail = re.sub(r"^[\w'’-]+", "", words[k])
    if how == 0:
        return [*words[:k], rng.choice(NOUNS) + tail, *words[k + 1 :]]
    if how == 1 and 0 < k < len(words) - 1:
        return [*words[:k], *words[k + 1 :]]
    return [*words[:k], rng.choice(MORE), *words[k:]]


def altered(what: str) -> Operation:
    def make(rng: random.Random, sentence: str, other: str) -> Case | None:
        severity = rng.choice([1, 1, 1, 2, 3])
        words: list[str] | None = sentence.split()
        for _ in range(severity):
            assert words is not None
            words = _one_change(rng, words, what) or (words if words != sentence.split() else None)
            if words is None:
                return None
        assert words is not None
        text = " ".join(words)
        if sorted(spoken(text)) == sorted(spoken(sentence)):
            return None
        said = sentence
        noise = rng.randrange(4)  # harmless differences beside the grave one
        if noise == 1:
            text = text.replace("'", "’").replace(",", "", 1)
        elif noise == 2 and (case := fillers(rng, sentence, other)):
            said = case.source[0]
        elif noise == 3 and (run := _cut(rng, text)):
            kept = run.split(" … ")
            if sentence.startswith(kept[0]) and sentence.endswith(kept[1]):
                return None  # the ellipsis has swallowed the change
            text = run
        return Case(f"altered {what}", "altered", [end(text)], [said], said, dangerous=True,
                    severity=severity, also=["ellipsis-hides"] if "…" in text else [])  # fmt: skip

    return make


def _cut(rng: random.Random, text: str) -> str | None:
    """The text with a harmless ellipsis, as far from what changed as chance will have it."""
    words = text.split()
    run = quiet_run(rng, words, 2, 4)
    if run is None or len(words) < 14:
        return None
    return " ".join(words[: run[0]]) + " … " + " ".join(words[run[1] :])


def small_words(rng: random.Random, sentence: str, other: str) -> Case | None:
    words = sentence.split()
    swaps = {"the": "a", "a": "the", "in": "near", "and": "or", "of": "from", "will": "would",
             "is": "was", "are": "were", "we": "they", "before": "after", "for": "against"}  # fmt: skip  # noqa: E501
    options = [k for k in range(1, len(words) - 1) if words[k] in swaps]
    if not options:
        return None
    k = rng.choice(options)
    words[k] = swaps[words[k]]
    return Case("altered small word", "altered", [end(" ".join(words))], [sentence], sentence)


def heavily_altered(rng: random.Random, sentence: str, other: str) -> Case | None:
    words = sentence.split()
    if len(words) < 12:
        return None
    for _ in range(max(2, len(words) // 5)):
        words = _one_change(rng, words, rng.choice(["content", "content", "negation"])) or words
    return Case("altered heavily", "altered", [end(" ".join(words))], [sentence], sentence,
                dangerous=True, severity=4) if spoken(" ".join(words)) != spoken(sentence) else None  # fmt: skip  # noqa: E501


def not_found(rng: random.Random, sentence: str, other: str) -> Case | None:
    """Words from elsewhere: of another text, or about something else altogether."""
    if is_made(sentence):
        sentence = kitchen(rng)
    return Case("not-found", "not-found", [end(sentence)], [], "")


OPERATIONS: dict[Operation, int] = {
    verbatim: 9, in_parts: 5, typography: 8, ellipsis: 6, ellipsis_over_sentences: 2, bracket: 6,
    fillers: 8, paraphrase: 6, mixed: 5, reordered: 6, stitched: 6, hides: 7,
    altered("negation"): 12, altered("number"): 12, altered("name"): 9, altered("content"): 18,
    small_words: 4, heavily_altered: 4, not_found: 6,
}  # fmt: skip
