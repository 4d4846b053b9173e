"""What a quotation is checked against: transcripts, statements, recordings put into words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from quotes.checking.index import Index
from quotes.checking.speakers import Same, Voices, same_person
from quotes.checking.transcribed import Words
from quotes.documents import Document, DocumentError, read_all
from quotes.documents.files import names_a_file
from quotes.errors import QuotesError
from quotes.languages import wording
from quotes.marks import pair
from quotes.once import once
from quotes.records import Quote, Speaker
from quotes.turns import Turn, find_turns

# Of English running text some 0.5 of the words are function words, of its neighbours' up to 0.12.
_LEAST_ENGLISH = 0.2
_ENOUGH_WORDS = 30
_MOSTLY_TURNS = 0.6
_SHINGLE = 8
_SAME_TEXT = 0.9
_SHORT_ARTICLE = 60  # words

# What finds the quotations of a text, with their speakers.
Reader = Callable[[Document], Sequence[Quote]]
SourceLike = str | Path | Document | DocumentError


class Source:
    """One source, indexed when first needed. ``problem`` says why it cannot be used, if so."""

    def __init__(self, document: Document | DocumentError) -> None:
        self.problem: str | None = None
        self.code = ""
        self._turns: tuple[Turn, ...] = ()
        self._marked: dict[int, list[tuple[int, int]]] = {}
        self.reader: Reader | None = None
        if isinstance(document, DocumentError):
            self.name, self.text = document.name, ""
            self.problem = document.problem
            self.code = "source-unreadable"
        else:
            self.name, self.text = document.id, document.text
            self._turns = document.turns
            if not self.text.strip():
                self.problem, self.code = "is empty; there is nothing to check", "source-empty"
        if self.problem and "empty" in self.problem:
            self.code = "source-empty"

    @once
    def turns(self) -> tuple[Turn, ...]:
        if self._turns:
            return self._turns
        found = find_turns(self.text)
        if not found:
            # Named as a source, a text with few turns is a transcript if it is little else.
            found = find_turns(self.text, told=True)
            if sum(t.end - t.start for t in found) < _MOSTLY_TURNS * len(self.text):
                found = []
        return tuple(found)

    @once
    def index(self) -> Index:
        return Index(self.text, self.turns)

    @once
    def voices(self) -> Voices:
        return Voices(self.text, self.index.turns)

    @once
    def quoted(self) -> list[Quote]:
        """The quotations in a source that is prose, as a wire story is; none of a transcript.

        They tell who speaks there. Found at the first call, if there is a `reader`.
        """
        if self.reader is None or self.turns or not self.marked(None):
            return []
        found = self.reader(Document(self.name, self.text))
        return [quote for quote in found if quote.speaker and quote.kind in ("direct", "mixed")]

    def quoted_at(self, position: int) -> Quote | None:
        """The quotation of a prose source that the word at `position` is in."""
        at = self.index.words.start[position]
        return next(
            (quote for quote in self.quoted for part in quote.parts if part.start <= at < part.end),
            None,
        )

    def say(self, speaker: Speaker, positions: Sequence[int]) -> list[Same]:
        """Of each of these words, whether `speaker`, as an article calls them, says it."""
        turns: dict[int, Same] = {}
        said = []
        for position in positions:
            if (quote := self.quoted_at(position)) and quote.speaker:
                said.append(same_person(speaker, quote.speaker))
                continue
            turn = self.index.turn_of(position)
            if id(turn) not in turns:
                turns[id(turn)] = self.voices.is_speaker(speaker, turn)
            said.append(turns[id(turn)])
        return said

    def speaker_at(self, position: int) -> str | None:
        """Who says the word at `position`, as the source prints it."""
        if (quote := self.quoted_at(position)) and quote.speaker:
            return quote.speaker.name
        turn = self.index.turn_of(position)
        return turn.name if turn else None

    def marked(self, turn: Turn | None) -> list[tuple[int, int]]:
        """The stretches between quotation marks of one turn, or of a text without turns."""
        low, high = (turn.start, turn.end) if turn else (0, len(self.text))
        if low not in self._marked:
            found = pair(self.text[low:high])
            self._marked[low] = [(low + one.start, low + one.end) for one in found]
        return self._marked[low]

    @once
    def is_english(self) -> bool:
        sample = self.text[:100_000]
        letters = [c for c in sample if c.isalpha()]
        if sum(c < "\u0250" for c in letters) < len(letters) / 2:
            return False
        if len(self.index) < _ENOUGH_WORDS:
            return True
        common = sum(map(self.index.count, wording.FUNCTION_WORDS))
        return common >= _LEAST_ENGLISH * len(self.index)

    def holds_article(self, article: Words) -> bool:
        """Whether the source is the article, or contains it whole."""
        keys = article.keys
        if len(keys) < 2 * _SHINGLE:
            return keys == self.index.words.keys
        if len(keys) < _SHORT_ARTICLE and len(keys) < _SAME_TEXT * len(self.index):
            return False  # it may well be one quotation and a few words
        starts = range(0, len(keys) - _SHINGLE + 1, _SHINGLE)
        pieces = Counter(tuple(keys[k : k + _SHINGLE]) for k in starts)
        found = sum(count for piece, count in pieces.items() if len(self.index.find(piece)))
        return found >= _SAME_TEXT * len(starts)


def make_sources(
    given: SourceLike | Iterable[SourceLike] | Mapping[str, str], encoding: str | None = None
) -> list[Source]:
    """From a text, a `Path` to a file or folder, a `Document`, several, or texts by name."""
    if isinstance(given, Mapping):
        return [Source(Document(name, text)) for name, text in given.items()]
    several = [given] if isinstance(given, str | Path | Document | DocumentError) else list(given)
    sources: list[Source] = []
    for one in several:
        if isinstance(one, Path):
            sources += read_sources([str(one)], encoding)
        elif isinstance(one, str):
            name = "source" if len(several) == 1 else f"source {len(sources) + 1}"
            sources.append(Source(Document(name, not_a_path(one))))
        else:
            sources.append(Source(one))
    return sources


def read_sources(paths: Sequence[str], encoding: str | None = None) -> list[Source]:
    """From files and folders. A table in a folder is no source: it may hold these very quotations,
    which would then be found to the letter.
    """
    return [Source(document) for document in read_all(paths, encoding=encoding, tables=False)]


def not_a_path(text: str) -> str:
    """The text itself; raises `QuotesError` where it is a file's name, which it must not be."""
    if names_a_file(text):
        raise QuotesError(
            f"{text!r} is the name of a file, not a text; pass pathlib.Path({text!r})"
        )
    return text
