"""How the process ends: signals, closed streams, and an output that takes no more.

Ctrl-C and a polite kill (SIGTERM) end a command alike, by `KeyboardInterrupt`: what is half written
is removed on the way out, and the same command goes on. The status is 130, of a kill 143.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from quotes.errors import reason

_received = 0  # the signal that ends this process


@contextmanager
def ended_plainly() -> Iterator[None]:
    """Runs the command line: no traceback for what is no fault of ours."""
    _open_streams()
    previous = sys.unraisablehook

    def unraisable(told: object) -> None:
        # An interrupt may come inside a destructor, where Python only prints it: once more, then.
        if isinstance(getattr(told, "exc_value", None), KeyboardInterrupt):
            signal.raise_signal(_received or signal.SIGINT)
        else:
            previous(told)  # type: ignore[arg-type]

    sys.unraisablehook = unraisable
    for number in (signal.SIGINT, signal.SIGTERM):
        # What a shell or nohup has told us to ignore stays ignored.
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)
    try:
        yield
    except BrokenPipeError:
        _end(0)
    except OSError as error:
        if not _received:
            _say(f"{error.filename or 'the output'}: {reason(error)}")
        _end(2)
    except BaseException:
        # While modules load, an interrupt may come out as any other exception.
        if not _received:
            raise
        _end(0)


def _stop(number: int, frame: FrameType | None) -> None:
    global _received
    if _received:  # asked twice: at once
        os._exit(128 + number)
    _received = number
    raise KeyboardInterrupt


def stopped_by() -> int:
    """The exit status of what a signal ended."""
    return 128 + (_received or signal.SIGINT)


def _end(status: int) -> None:
    with suppress(OSError, ValueError):
        sys.stdout.flush()
    forget_output()
    sys.exit(stopped_by() if _received else status)


def forget_output() -> None:
    """Python flushes standard output once more as it ends, which must not fail a second time."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(problem: str) -> None:
    with suppress(OSError, ValueError):
        print(f"quotes: {problem}", file=sys.stderr)


def _open_streams() -> None:
    """Puts something in the place of a stream that is closed: a file that is opened later would be
    taken for it. What is written to a closed standard output fails, as it should.
    """
    for number, mode in ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, mode)  # takes the lowest number that is free: this one
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
