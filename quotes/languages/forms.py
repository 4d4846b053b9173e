"""All forms of an English word: “denied” → deny, denies, denied, denying.

For searching, where a form that does not exist finds nothing and does no harm. Not the endings that
make another word (denial).
"""

from __future__ import annotations

from collections.abc import Iterator

from quotes.languages.lemmas import irregular_forms, is_verb, verb_of

_IRREGULAR_NOUNS = dict(
    pair.split(":")
    for pair in (
        "child:children man:men woman:women person:people foot:feet tooth:teeth mouse:mice "
        "goose:geese life:lives wife:wives knife:knives leaf:leaves half:halves thief:thieves "
        "shelf:shelves wolf:wolves calf:calves loaf:loaves crisis:crises analysis:analyses "
        "criterion:criteria phenomenon:phenomena medium:media datum:data"
    ).split()
)
_SINGULARS = {many: one for one, many in _IRREGULAR_NOUNS.items()}
_HISSING = ("s", "x", "z", "ch", "sh")


def forms_of(word: str) -> list[str]:
    """The word itself first, then the others; lower case."""
    word = word.lower()
    if not word.isalpha() or not word.isascii():
        return [word]
    found = {word: None}
    bases = list(_bases(word))
    for base in bases if bases and not is_verb(word) else [*bases, word]:
        found.update(dict.fromkeys(_inflected(base)))
    return list(found)


def _bases(word: str) -> Iterator[str]:
    if is_verb(verb := verb_of(word)):
        yield verb
    if word in _SINGULARS:
        yield _SINGULARS[word]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        if word.endswith("ies"):
            yield word[:-3] + "y"
        elif word.endswith("es") and word[:-2].endswith(_HISSING):
            yield word[:-2]
        else:
            yield word[:-1]


def _inflected(base: str) -> Iterator[str]:
    yield base
    vowel_before = base[-2:-1] in set("aeiou")
    if base in _IRREGULAR_NOUNS:
        yield _IRREGULAR_NOUNS[base]
    if base.endswith("y") and not vowel_before:
        yield base[:-1] + "ies"
    else:
        yield base + ("es" if base.endswith((*_HISSING, "o")) else "s")
    if not is_verb(base):
        return
    yield from irregular_forms(base)
    if base.endswith("e"):
        yield from (base + "d", (base if base.endswith("ee") else base[:-1]) + "ing")
    elif base.endswith("y") and not vowel_before:
        yield from (base[:-1] + "ied", base + "ing")
    else:
        yield from (base + "ed", base + "ing")
