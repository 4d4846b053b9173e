"""What each stage costs, by looking a hundred times a second at which one is at work.

Looking from beside changes nothing in what it looks at; timing every call would slow down just
those stages that make many.
"""

from __future__ import annotations

import sys
import threading
from collections import Counter
from types import FrameType
from typing import TYPE_CHECKING

from quotes.closing import Closes

if TYPE_CHECKING:
    from quotes.running.run import Progress

EVERY = 0.01  # seconds
_IDLE = "waiting for documents"


class Sampler(Closes):
    """Counts the stages of `quotes` at work in the thread that makes it; off, it does nothing."""

    def __init__(self, *, on: bool) -> None:
        self._thread = threading.get_ident()
        self._seen: Counter[str] = Counter()
        self._ended = threading.Event()
        if on:
            threading.Thread(target=self._look, daemon=True).start()

    def close(self) -> None:
        self._ended.set()

    def taken(self) -> dict[str, int]:
        """The counts since the last time."""
        seen, self._seen = self._seen, Counter()
        return dict(seen)

    def _look(self) -> None:
        while not self._ended.wait(EVERY):
            if frame := sys._current_frames().get(self._thread):
                self._seen[stage(frame)] += 1


def costs(progress: Progress) -> list[tuple[str, float, float]]:
    """Name, seconds and share of each stage of the workers, the dearest first; then what the runner
    itself did beside them, which has no share.
    """
    total = sum(progress.seen.values())
    stages = [(name, n * EVERY, n / total) for name, n in progress.seen.most_common()]
    own = [(f"runner: {name}", seconds, 0.0) for name, seconds in progress.seconds.items()]
    return stages + own


def stage(frame: FrameType | None) -> str:
    """The innermost module of `quotes` on the stack, as ``package.module``."""
    while frame:
        name = str(frame.f_globals.get("__name__", ""))
        if name == "quotes.running.worker":
            return _IDLE if frame.f_code.co_name == "work" else "handing over"
        if name.startswith("quotes."):
            return name.removeprefix("quotes.")
        frame = frame.f_back
    return _IDLE
