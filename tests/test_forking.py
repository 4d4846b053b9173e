"""A process that is forked while its threads read does not wait for them for ever."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time

import pytest

from quotes.encoder.forking import unforked

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks of Unix")

# Two threads read without end; each child reads once, and its parent waits no longer than a minute.
SCRIPT = """
import os, threading, time
import quotes

TEXT = "“We sold the mill,” Nils Berg said on Friday. He said that it rained.\\n\\n" * 3
WANTED = [quote.id for quote in quotes.extract(TEXT)]

def read():
    while True:
        quotes.extract(TEXT)

for _ in range(2):
    threading.Thread(target=read, daemon=True).start()
for number in range(30):
    time.sleep(0.003 * (number % 17))
    child = os.fork()
    if not child:
        os._exit([quote.id for quote in quotes.extract(TEXT)] != WANTED)
    end = time.monotonic() + 60
    while not (ended := os.waitpid(child, os.WNOHANG))[0] and time.monotonic() < end:
        time.sleep(0.005)
    if ended != (child, 0):
        os.kill(child, 9)
        print("child", number, "hangs" if not ended[0] else "is wrong", flush=True)
        os._exit(1)
os._exit(0)
"""


def test_children_of_a_process_whose_threads_read() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_a_fork_waits_for_who_is_inside_and_nobody_enters_meanwhile() -> None:
    told: list[str] = []

    def enter() -> None:
        with unforked:
            told.append("inside")

    entering = threading.Thread(target=enter)
    leaving = threading.Event()

    def stay() -> None:
        with unforked:
            inside.set()
            leaving.wait(60)
            told.append("left")

    inside = threading.Event()
    staying = threading.Thread(target=stay)
    staying.start()
    assert inside.wait(60)
    forking = threading.Thread(target=unforked._close)
    forking.start()
    while not unforked._forks:
        time.sleep(0.001)
    entering.start()
    entering.join(0.1)
    assert told == [] and forking.is_alive() and entering.is_alive()
    leaving.set()
    forking.join(60)
    assert told == ["left"] and entering.is_alive()
    unforked._open()
    for thread in (entering, staying):
        thread.join(60)
    assert told == ["left", "inside"]
