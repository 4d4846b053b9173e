"""Who says it, in small news texts that a grammar makes: right of all, by kind and sub-kind.

    python benchmarks/made.py                        # the test part, which is what is reported
    python benchmarks/made.py --part train --show    # each failing text, what is right, what came
    python benchmarks/made.py --kind pronouns --cases 4000 --seed 7

A case is right where all that its frame says holds (`faults/grammar.py`). A name is compared
without its article, case and marks; whether a speech of several parts is one record or several
counts only where the frame says that it is one.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from faults.grammar import PARTS, Case, Wanted, cases

from quotes.loading import extractor
from quotes.options import Options
from quotes.records import Quote

CASES, SEED = 2250, 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--part", choices=PARTS, default="test")
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--kind", default="", help="only kinds or sub-kinds that contain this")
    parser.add_argument("--model", default="en")
    parser.add_argument("--show", action="store_true", help="print each case that is wrong")
    options = parser.parse_args()
    read = extractor(Options(model=options.model))
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for case in cases(options.part, options.cases, options.seed):
        if options.kind not in f"{case.kind}: {case.sub}":
            continue
        found = read(case.text).quotes
        wrong = list(failures(case, found))
        total[case.kind, case.sub] += 1
        right[case.kind, case.sub] += not wrong
        if wrong and options.show:
            show(case, wrong, found)
    tell(right, total)
    return 0 if total else 1


def failures(case: Case, found: Sequence[Quote]) -> Iterator[Wanted]:
    """What is right of the case and does not hold in its records."""
    return (one for one in case.wanted if not holds(one, found))


def holds(wanted: Wanted, found: Sequence[Quote]) -> bool:
    if wanted.sign == "!":
        return not any(named(quote) == plain_name(wanted.speakers[0]) for quote in found)
    own = [quote for quote in found if any(quotes_it(quote, text) for text in wanted.quoted)]
    if wanted.sign == "-":
        return not own
    if wanted.sign == "?":
        return not any(quote.speaker for quote in own)
    if len(own) != 1:
        return False
    quote = own[0]
    if not all(quotes_it(quote, text) for text in wanted.quoted):
        return False
    if wanted.sign == ">" and quote.kind != "direct":
        return False
    speakers = [speaker and plain_name(speaker) for speaker in wanted.speakers]
    return named(quote) in speakers and all(has(quote, *field) for field in wanted.fields)


def has(quote: Quote, name: str, values: Sequence[str]) -> bool:
    got = {
        "role": quote.speaker.role if quote.speaker else None,
        "lemma": quote.cue.lemma if quote.cue else None,
    }[name]
    return plain_name(got or "none") in map(plain_name, values)


def quotes_it(quote: Quote, text: str) -> bool:
    """Do the words stand in one of its stretches between marks?"""
    return any(f" {plain(text)} " in f" {plain(part.text)} " for part in quote.quoted)


def named(quote: Quote) -> str | None:
    """None where nobody is, or where the name is printed over two lines, as no name is."""
    name = quote.speaker.name if quote.speaker else None
    return name and (name if "\n" in name else plain_name(name))


def plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def plain_name(text: str) -> str:
    return re.sub(r"^(?:the|an?) ", "", plain(text))


def show(case: Case, wrong: Sequence[Wanted], found: Sequence[Quote]) -> None:
    print(f"{case.kind}: {case.sub}\n    {case.text!r}")
    for one in wrong:
        print(f"    want {one.sign} {' + '.join(one.quoted)} {list(one.speakers)} {one.fields}")
    for quote in found:
        who = quote.speaker
        print(f"    got  {quote.kind} {quote.text[:60]!r} {who and (who.name, who.role)} "
              f"{quote.source and quote.source.text!r} {quote.cue and quote.cue.text!r} "
              f"{quote.confidence.speaker}")  # fmt: skip
    print()


def tell(right: Counter[tuple[str, str]], total: Counter[tuple[str, str]]) -> None:
    for kind in dict.fromkeys(kind for kind, _ in total):
        subs = [sub for other, sub in total if other == kind]
        good, count = (sum(c[kind, sub] for sub in subs) for c in (right, total))
        print(f"{good / count:.3f}  {good:4d} of {count:4d}  {kind}")
        for sub in subs:
            good, count = right[kind, sub], total[kind, sub]
            print(f"      {good / count:.2f}  {good:3d} of {count:3d}  {sub}")
    if total:
        print(f"{right.total() / total.total():.3f}  {right.total()} of {total.total()} in all")


if __name__ == "__main__":
    sys.exit(main())
