"""A file that one process holds at a time, so that no two write to one place."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO


def open_lock(path: Path) -> IO[str]:
    """Never emptied, and never opened behind a link: it might be anybody's file."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    return os.fdopen(os.open(path, flags, 0o644), "r+")


def take(lock: IO[str]) -> bool:
    """Whether it is ours now, until it is closed; however this process ends, it is free again."""
    try:
        import fcntl
    except ImportError:  # Windows
        return True
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True
