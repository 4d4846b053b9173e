"""The shipped model reads: an int8 ONNX encoder with its light heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from quotes.encoder.folder import Settings, check_model, read_settings, unusable
from quotes.encoder.forking import unforked
from quotes.encoder.windows import make_windows
from quotes.encoder.words import Words, only

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

UNREAD = -20.0  # log-probability of every other label
AT_ONCE = 4096  # pairs of spans that are scored together


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder says of each of W words.

    ``roles``: float32[W, 7] and ``names``: float32[W, 7], log-probabilities of the labels in
    `training.network`, all outside for words that were not asked for; ``spans``: float32[W, 2 * S],
    the word as the first and as the last of a span.
    """

    roles: NDArray[Any]
    names: NDArray[Any]
    spans: NDArray[Any]

    def vectors(self, spans: list[tuple[int, int]]) -> NDArray[Any]:
        """float32[N, S]: one vector for each span of words [a, b)."""
        size = self.spans.shape[1] // 2
        first, end = np.array(spans, dtype=np.int64).reshape(-1, 2).T
        both = self.spans[first, :size] + self.spans[end - 1, size:]
        vectors: NDArray[Any] = np.tanh(both, out=both)
        return vectors


class Encoder:
    """Reads windows of text with one ONNX session on one thread.

    ``settings``: those of a model in the making, whose folder is not whole yet; without, every
    file is checked. Raises `ModelError`.
    """

    def __init__(self, folder: Path, settings: Settings | None = None) -> None:
        from tokenizers import Tokenizer

        from quotes.encoder.runtime import open_graph, silent_onnxruntime

        if settings is None:
            check_model(folder)
            settings = read_settings(folder)
        self.folder, self.settings = folder, settings
        try:
            with unforked:
                self.tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
                self.tokenizer.no_truncation()
                self.tokenizer.no_padding()
                self._session = open_graph(folder / "encoder.onnx")
                self._heads = open_graph(folder / "heads.onnx")
            widths = {head.name: head.shape[1] for head in self._heads.get_inputs()}
        except Exception as error:  # each library has its own; the hashes may well fit
            raise unusable(folder, error) from error
        self._no_rows = {h: np.zeros((0, width), dtype=np.float32) for h, width in widths.items()}
        self._one_head = silent_onnxruntime().RunOptions()
        self._one_head.only_execute_path_to_fetches = True
        self._size = 2 * widths["speech"]

    def read(self, words: Words, quoting: NDArray[Any]) -> Reading:
        """One pass over the whole text. ``quoting``: int32[W], as `words.quoting` gives it."""
        out = _unread(len(words), self._size)
        self._read(words, quoting, np.arange(len(words)), out)
        return out

    def read_some(
        self, words: Words, quoting: NDArray[Any], wanted: Sequence[NDArray[Any]]
    ) -> Reading:
        """Only the words ``wanted``, each bool[W] in windows of its own; the rest is unread."""
        out = _unread(len(words), self._size)
        for mask in wanted:
            if mask.any():
                rows = np.flatnonzero(mask)
                self._read(only(words, mask), quoting[rows], rows, out)
        return out

    def _read(
        self,
        words: Words,
        quoting: NDArray[Any],
        rows: NDArray[Any],
        out: Reading,
    ) -> None:
        """Reads ``words`` into the ``rows`` of ``out``."""
        for window in make_windows(words, self.settings.longest):
            at = rows[slice(*window.words)]
            inside = window.word_of >= 0
            owner = window.word_of[inside]
            case = np.zeros((1, len(window.ids)), dtype=np.int64)
            marks = np.zeros_like(case)
            case[0, inside] = words.case[owner] + 1
            marks[0, inside] = quoting[owner] + 1
            inputs = {"ids": window.ids[None], "case": case, "quoting": marks}
            with unforked:
                (heads,) = self._session.run(["heads"], inputs)
            found = heads[0, window.at]
            out.roles[at] = _log_softmax(found[:, :7])
            out.names[at] = _log_softmax(found[:, 7:14])
            out.spans[at] = found[:, 14:]

    def score_pairs(
        self, head: str, a: NDArray[Any], b: NDArray[Any], features: NDArray[Any]
    ) -> NDArray[Any]:
        """float32[N]: scores (logits against “none”, which is 0) of N pairs of span vectors."""
        return self._score(head, np.concatenate([a, b, a * b, features], axis=1, dtype=np.float32))

    def score_links(
        self,
        head: str,
        a: NDArray[Any],
        b: NDArray[Any],
        pairs: tuple[NDArray[Any], NDArray[Any]],
        features: NDArray[Any],
    ) -> NDArray[Any]:
        """float32[N]: as `score_pairs`, of the pairs (row of ``a``, row of ``b``), some at a time:
        their vectors together would be many times as large as the text's own.
        """
        rows, columns = pairs
        parts = [
            self.score_pairs(
                head,
                a[rows[at : at + AT_ONCE]],
                b[columns[at : at + AT_ONCE]],
                features[at : at + AT_ONCE],
            )
            for at in range(0, len(rows), AT_ONCE)
        ]
        return np.concatenate([np.zeros(0, dtype=np.float32), *parts])

    def score_spans(self, head: str, vectors: NDArray[Any]) -> NDArray[Any]:
        """float32[N]: logits of a yes-or-no head over span vectors."""
        return self._score(head, vectors)

    def _score(self, head: str, x: NDArray[Any]) -> NDArray[Any]:
        """All heads are one graph; those that are not asked for get no rows, and do not run."""
        given = {**self._no_rows, head: x}
        with unforked:
            (out,) = self._heads.run([f"{head}.score"], given, self._one_head)
        scores: NDArray[Any] = out[:, 0]
        return scores


def _unread(count: int, size: int) -> Reading:
    roles = np.full((count, 7), UNREAD, dtype=np.float32)
    roles[:, 0] = 0.0  # a word that is not read has no role, and is no name
    return Reading(roles, roles.copy(), np.zeros((count, size), dtype=np.float32))


def _log_softmax(x: NDArray[Any]) -> NDArray[Any]:
    """Of each row. The few columns are gone through instead of the many rows."""
    columns = np.ascontiguousarray(x.T)
    columns -= columns.max(axis=0)
    columns -= np.log(np.exp(columns).sum(axis=0))
    return columns.T
