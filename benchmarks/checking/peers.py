"""What other packages make of the same cases: which quotations they accept.

    python benchmarks/checking/run.py --cases 1500 --dump cases.jsonl
    python -m venv peers && peers/bin/pip install quid gtrex quotecheck citations fuzzysearch rapidfuzz
    peers/bin/python benchmarks/checking/peers.py cases.jsonl

They compare strings, so only cases without speakers and reported speech are given to them, and a
quotation in parts as one text. Each has its own default settings, or those named here.
"""  # noqa: E501

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

HARMLESS = ("verbatim", "typography", "marked-edit", "fillers")
GRAVE = ("reordered", "stitched", "ellipsis-hides", "altered", "not-found")
Accepts = Callable[[str, str], bool]


def quid() -> Accepts:
    from quid.core.Quid import Quid

    matcher = Quid(min_match_length=5)

    def accepts(quote: str, source: str) -> bool:
        found = matcher.compare(source, quote)
        covered = sum(match.target_span.end - match.target_span.start for match in found)
        return covered >= 0.9 * len(quote)

    return accepts


def gtrex() -> Accepts:
    from gtrex import Policy, Verifier

    return lambda quote, source: bool(Verifier(source, Policy()).verify(quote).grounded)


def quotecheck() -> Accepts:
    from quotecheck import check

    return lambda quote, source: bool(check(quote, source).ok)


def citations() -> Accepts:
    from citations import check_one

    folder = Path(tempfile.mkdtemp())

    def accepts(quote: str, source: str) -> bool:
        path = folder / f"{abs(hash(source))}.txt"
        if not path.exists():
            path.write_text(source, encoding="utf-8")
        return str(check_one(quote, path).state) in ("ok", "found", "State.FOUND")

    return accepts


def fuzzysearch() -> Accepts:
    """Up to a tenth of the characters may differ."""
    from fuzzysearch import find_near_matches

    return lambda quote, source: bool(
        find_near_matches(quote, source, max_l_dist=max(1, len(quote) // 10))
    )


def rapidfuzz() -> Accepts:
    """A partial ratio of 90, as is usual."""
    from rapidfuzz import fuzz

    return lambda quote, source: fuzz.partial_ratio(quote, source) >= 90


def main() -> None:
    path = Path(sys.argv[1])
    sources = json.loads(path.with_suffix(".sources.json").read_text(encoding="utf-8"))
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [r for r in rows if r["kind"] == "direct" and r["verdict"] in HARMLESS + GRAVE]
    print(
        f"{'package':<12} {'harmless accepted':>18} {'grave rejected':>15} {'dangerous accepted':>19}"  # noqa: E501
    )
    sys.stdout.flush()
    for make in (quotecheck, gtrex, citations, rapidfuzz, fuzzysearch, quid):
        try:
            accepts = make()
        except ImportError as error:
            print(f"{make.__name__:<12} not installed ({error})")
            continue
        counts: Counter[tuple[str, bool]] = Counter()
        failed = 0
        began = time.perf_counter()
        for row in rows:
            try:
                accepted = accepts(" ".join(row["parts"]), sources[row["source"]])
            except Exception:
                accepted, failed = False, failed + 1
            kind = "harmless" if row["verdict"] in HARMLESS else "grave"
            counts[kind, accepted] += 1
            if row["dangerous"]:
                counts["dangerous", accepted] += 1
        good = counts["harmless", True], counts["harmless", True] + counts["harmless", False]
        bad = counts["grave", False], counts["grave", True] + counts["grave", False]
        danger = counts["dangerous", True], counts["dangerous", True] + counts["dangerous", False]
        print(f"{make.__name__:<12} {good[0] / good[1]:>12.3f} of {good[1]:<4} "
              f"{bad[0] / bad[1]:>8.3f} of {bad[1]:<5} {danger[0]:>8} of {danger[1]:<6} "
              f"{time.perf_counter() - began:.0f} s, {failed} failed", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
