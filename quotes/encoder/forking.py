"""No process is forked while one of its threads is inside a library that locks.

The child would have the lock of a thread that it does not have, and wait for it for ever.
"""

from __future__ import annotations

import os
import time
from threading import Condition

# Seconds that a fork waits at most, many times as long as a window takes.
_PATIENCE = 10.0


class _Gate:
    """Any number of threads may be inside; while a fork waits for the last to leave, none enters.

    A thread that is inside must not enter once more.
    """

    def __init__(self) -> None:
        self._reset()
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(
                before=self._close, after_in_parent=self._open, after_in_child=self._reset
            )

    def __enter__(self) -> None:
        with self._changed:
            while self._forks:
                self._changed.wait()
            self._inside += 1

    def __exit__(self, *error: object) -> None:
        with self._changed:
            self._inside -= 1
            self._changed.notify_all()

    def _close(self) -> None:
        end = time.monotonic() + _PATIENCE
        with self._changed:
            self._forks += 1
            while self._inside and (left := end - time.monotonic()) > 0:
                self._changed.wait(left)

    def _open(self) -> None:
        with self._changed:
            self._forks -= 1
            self._changed.notify_all()

    def _reset(self) -> None:
        """The child has one thread only, and it is not inside."""
        self._changed, self._inside, self._forks = Condition(), 0, 0


unforked = _Gate()
