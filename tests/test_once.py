"""A property that is worked out once, and locks nobody out."""

from __future__ import annotations

import threading

from quotes.once import once


class Slow:
    def __init__(self, begun: threading.Event, go_on: threading.Event) -> None:
        self.begun, self.go_on, self.times = begun, go_on, 0

    @once
    def value(self) -> int:
        """Worked out."""
        self.times += 1
        self.begun.set()
        assert self.go_on.wait(60)
        return self.times


def test_it_is_worked_out_once() -> None:
    free = threading.Event()
    free.set()
    slow = Slow(free, free)
    assert (slow.value, slow.value, slow.times) == (1, 1, 1)
    assert Slow.value.__doc__ == "Worked out."


def test_one_object_does_not_wait_for_another() -> None:
    """As a forked process would for ever, for a thread that it does not have."""
    begun, go_on, free = threading.Event(), threading.Event(), threading.Event()
    free.set()
    first = Slow(begun, go_on)
    thread = threading.Thread(target=lambda: first.value, daemon=True)
    thread.start()
    assert begun.wait(60)
    other = threading.Thread(target=lambda: Slow(free, free).value, daemon=True)
    other.start()
    other.join(60)
    assert not other.is_alive() and thread.is_alive()
    go_on.set()
    thread.join(60)
