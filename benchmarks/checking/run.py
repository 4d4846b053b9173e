"""Measures `quotes check` on cases that known operations make of real sentences.

    python benchmarks/checking/run.py [--shared SHARED] [--cases 6500] [--seed 4] [--errors NAME]

Without SHARED (a folder with corpora/) the sentences are our own: a grammar and examples/. With
``--dump FILE`` the cases are written as JSON Lines, for `peers.py`.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from pathlib import Path

from speech import sentences
from transcripts import Asked, Batch, batches

from quotes.checking import Check, Checker, Source

# Operations that a tool can take which compares strings and knows no speakers or reported speech.
STRINGS = ("verbatim", "typography", "marked-edit", "fillers", "reordered", "stitched",
           "ellipsis-hides", "altered", "not-found")  # fmt: skip
# What a changed negation, number, name or content word must never be called.
HARMLESS = ("verbatim", "typography", "marked-edit", "fillers")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shared", type=Path)
    parser.add_argument("--cases", type=int, default=6500)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--errors", help="show the errors of this operation, or all")
    parser.add_argument("--dump", type=Path)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    made = list(batches(rng, sentences(rng, options.shared), options.cases))
    if options.dump:
        dump(made, options.dump)
        return 0
    tally = Tally(options.errors)
    began = time.perf_counter()
    for batch in made:
        checker = Checker([Source(batch.document)])
        for asked in batch.asked:
            tally.add(batch, asked, checker.check(asked.quote))
    tally.show(time.perf_counter() - began)
    return 1 if tally.missed else 0


class Tally:
    def __init__(self, errors: str | None) -> None:
        self.errors = errors
        self.right: Counter[str] = Counter()
        self.total: Counter[str] = Counter()
        self.placed = self.placeable = 0
        self.dangerous = self.missed = 0
        self.given: dict[str, Counter[str]] = defaultdict(Counter)
        self.styles: dict[str, Counter[bool]] = defaultdict(Counter)
        self.sure: dict[bool, list[float]] = {True: [], False: []}
        self.accepted: dict[bool, Counter[bool]] = {True: Counter(), False: Counter()}

    def add(self, batch: Batch, asked: Asked, check: Check) -> None:
        case = asked.case
        verdict = str(check.verdict)
        right = verdict == case.verdict or verdict in case.also
        self.total[case.operation] += 1
        self.right[case.operation] += right
        self.given[case.operation][verdict] += 1
        self.styles[batch.style][right] += 1
        self.sure[right].append(check.confidence)
        if case.verdict in STRINGS and case.kind == "direct":
            self.accepted[case.verdict in HARMLESS][verdict in HARMLESS] += 1
        placed = True
        if asked.golds and check.verdict != "unchecked":
            self.placeable += 1
            placed = is_placed(asked, check)
            self.placed += placed
        missed = case.dangerous and verdict in HARMLESS
        self.dangerous += case.dangerous
        self.missed += missed
        if (
            missed
            or (self.errors in (case.operation, "all") and not right)
            or (self.errors == "place" and not placed)
        ):
            self.tell(batch, asked, check, missed)

    def tell(self, batch: Batch, asked: Asked, check: Check, missed: bool) -> None:
        case = asked.case
        print(f"{'MISSED ' if missed else ''}{case.operation} [{batch.style}] wanted {case.verdict}, "  # noqa: E501
              f"got {check.verdict} {list(check.flags)}")  # fmt: skip
        print("   article:", " | ".join(case.parts))
        print("   source: ", " | ".join(case.source))
        if check.passage:
            print("   passage:", check.passage.text[:300], "|", check.passage.speaker, "|",
                  check.quote.speaker)  # fmt: skip
        print("   changes:", [tuple(change.to_dict().values()) for change in check.changes])

    def show(self, seconds: float) -> None:
        count = sum(self.total.values())
        print(f"\n{'operation':<20} {'cases':>6} {'right':>7}   given")
        for name, total in self.total.items():
            given = ", ".join(f"{v} {n}" for v, n in self.given[name].most_common(4))
            print(f"{name:<20} {total:>6} {self.right[name] / total:>7.3f}   {given}")
        for style, counts in self.styles.items():
            print(f"{style:<20} {counts.total():>6} {counts[True] / counts.total():>7.3f}")
        print(f"\nverdicts right       {sum(self.right.values()) / count:.4f}   of {count}")
        print(f"right passage        {self.placed / self.placeable:.4f}   of {self.placeable}")
        print(f"dangerous misses     {self.missed}   of {self.dangerous}")
        for right, sure in self.sure.items():
            if sure:
                kind = "right" if right else "wrong"
                print(f"mean confidence      {sum(sure) / len(sure):.3f}   where {kind}")
        good, bad = self.accepted[True], self.accepted[False]
        print(f"as string matchers    {good[True] / good.total():.3f} of {good.total()} harmless "
              f"accepted, {bad[False] / bad.total():.3f} of {bad.total()} grave ones rejected")  # fmt: skip  # noqa: E501
        print(f"{seconds:.1f} s, {1000 * seconds / count:.1f} ms a case, indexing included")


def is_placed(asked: Asked, check: Check) -> bool:
    """Whether the passage and the right one share at least half of the shorter one."""
    if check.passage is None:
        return False
    start, end = check.passage.start, check.passage.end
    return any(min(end, b) - max(start, a) >= 0.5 * min(end - start, b - a) for a, b in asked.golds)


def dump(made: list[Batch], path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for number, batch in enumerate(made):
            for asked in batch.asked:
                case = asked.case
                row = {"source": number, "operation": case.operation, "verdict": case.verdict,
                       "kind": case.kind, "parts": case.parts, "dangerous": case.dangerous}  # fmt: skip  # noqa: E501
                file.write(json.dumps(row) + "\n")
    sources = [batch.document.text for batch in made]
    path.with_suffix(".sources.json").write_text(json.dumps(sources), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
