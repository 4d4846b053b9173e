"""OntoGUM: coreference by hand in some twenty genres of English (Zhu, Pradhan & Zeldes, ACL 2021).

https://github.com/amir-zeldes/gum, folder coref/ontogum: the GUM corpus with coreference by the
rules of OntoNotes, as CoNLL-U with `Entity=` in the last column.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quotes.corpora._files import files, read_text
from quotes.corpora.annotations import AnnotatedText, Mention, MentionKind, Span

LAYOUT = "GUM as cloned: coref/ontogum/conllu/*.conllu"

_KINDS: dict[str, MentionKind] = {"PROPN": "name", "NOUN": "nominal", "PRON": "pronoun"}
# One bracket of Entity=(1(2)3): a mention of one token, an opening one or a closing one. What
# follows the entity's number in GUM's richer editions, as in (1-person-giv, is not needed.
_BRACKET = re.compile(r"\((?P<whole>[^-()]+)[^()]*\)|\((?P<opened>[^-()]+)[^()]*|(?P<closed>\w+)\)")


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    upos: str
    head: int | None  # index among the document's tokens, None for the root of a sentence


def read(root: Path) -> Iterator[AnnotatedText]:
    """The documents by file name, with mentions (nested ones too), lines and genre.

    The text is put together again from the sentences' own text, with a new line at each
    paragraph. A mention's kind goes by the part of speech of its head, None where that is no noun
    or pronoun. Reddit documents are left out as long as the corpus gives underscores for their
    words. Raises `CorpusError` where the folder is missing.
    """
    for path in files(root / "coref" / "ontogum" / "conllu", "*.conllu", LAYOUT):
        document = _document(path.stem, read_text(path, LAYOUT))
        if re.search(r"[^\W_]", document.text):
            yield document


def _document(name: str, conllu: str) -> AnnotatedText:
    text, gap = "", ""  # gap: what parts the next sentence from the text so far
    tokens: list[_Token] = []
    lines: list[Span] = []
    mentions: list[Mention] = []
    opened: dict[str, list[int]] = defaultdict(list)  # first tokens, by entity
    genre = None
    for block in re.split(r"\n\s*\n", conllu):
        comments, rows = _sentence(block)
        genre = comments.get("meta::genre", genre)
        if not rows:
            continue
        if "newpar" in comments and text:
            gap = "\n"
        first = len(tokens)
        sentence, places = _places([row[1] for row in rows], comments.get("text", ""))
        lines.append((len(text) + len(gap), len(text) + len(gap) + len(sentence)))
        text += gap + sentence
        for row, (start, end) in zip(rows, places, strict=True):
            head = first + int(row[6]) - 1 if row[6].isdigit() and row[6] != "0" else None
            tokens.append(_Token(lines[-1][0] + start, lines[-1][0] + end, row[3], head))
        for here, row in enumerate(rows, first):
            for entity, start in _closed_here(_misc(row).get("Entity", ""), opened, here):
                kind = _kind(tokens, start, here)
                mentions.append(Mention(tokens[start].start, tokens[here].end, entity, kind))
        gap = "" if _misc(rows[-1]).get("SpaceAfter") == "No" else " "
    mentions.sort(key=lambda mention: (mention.start, -mention.end))
    return AnnotatedText(name, text, mentions=tuple(mentions), lines=tuple(lines), genre=genre)


def _sentence(block: str) -> tuple[dict[str, str], list[list[str]]]:
    """Its comments (`# key = value`) and the rows of its words, each of ten columns."""
    comments: dict[str, str] = {}
    rows = []
    for line in block.split("\n"):
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            comments[key.strip()] = value.strip()
        else:
            columns = line.rstrip("\r").split("\t")
            # Ranges (3-4) and empty nodes (3.1) only repeat or add to the words proper.
            if len(columns) == 10 and columns[0].isdigit():
                rows.append(columns)
    return comments, rows


def _misc(row: list[str]) -> dict[str, str]:
    return dict(pair.partition("=")[::2] for pair in row[9].split("|"))


def _places(forms: list[str], sentence: str) -> tuple[str, list[Span]]:
    """The sentence's text and where its words are in it.

    The sentence's own text is what knows the blanks: the words do not say that “do” and “n't”
    are written together. Where it is not made of the words, they are joined by blanks instead.
    """
    places: list[Span] = []
    at = 0
    for form in forms:
        while sentence[at : at + 1].isspace():
            at += 1
        if not sentence.startswith(form, at):
            joined = " ".join(forms)
            return joined, _places(forms, joined)[1]
        places.append((at, at + len(form)))
        at += len(form)
    return sentence, places


def _closed_here(
    brackets: str, opened: dict[str, list[int]], here: int
) -> Iterator[tuple[str, int]]:
    """Entity and first token of the mentions that end at token `here`; notes those that begin."""
    for bracket in _BRACKET.finditer(brackets):
        if entity := bracket["whole"]:
            yield entity, here
        elif entity := bracket["opened"]:
            opened[entity].append(here)
        elif opened[entity := bracket["closed"]]:
            yield entity, opened[entity].pop()


def _kind(tokens: list[_Token], first: int, last: int) -> MentionKind | None:
    """By the head: the first token whose own head lies outside the mention."""
    for token in tokens[first : last + 1]:
        if token.head is None or not first <= token.head <= last:
            return _KINDS.get(token.upos)
    return None
