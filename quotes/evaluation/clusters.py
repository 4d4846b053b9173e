"""How well the quotations of one speaker are put together, whatever the speaker is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

Item = tuple[Hashable, Hashable | None]  # the gold's cluster, and ours or None


def b_cubed(items: Sequence[Item]) -> tuple[float, float]:
    """B-cubed precision and recall; an item without a cluster of ours scores 0 in both.

    Bagga & Baldwin 1998: for each item, how much of its cluster and of its gold cluster both have.
    """
    gold = Counter(true for true, _ in items)
    ours = Counter(cluster for _, cluster in items)
    common = Counter(items)
    p = sum(common[item] / ours[item[1]] for item in items if item[1] is not None)
    r = sum(common[item] / gold[item[0]] for item in items if item[1] is not None)
    return (p / len(items), r / len(items)) if items else (0.0, 0.0)


def one_to_one(items: Sequence[Item]) -> int:
    """Items that would be right if each cluster were the one gold cluster it fits, the largest
    overlap first."""
    right = 0
    taken: set[Hashable] = set()
    given: set[Hashable] = set()
    for (true, cluster), number in _common(items).most_common():
        if true not in taken and cluster not in given:
            right += number
            taken.add(true)
            given.add(cluster)
    return right


def pure(items: Sequence[Item]) -> int:
    """The same, several clusters to a gold cluster allowed."""
    best: dict[Hashable, int] = {}
    for (_, cluster), number in _common(items).items():
        best[cluster] = max(number, best.get(cluster, 0))
    return sum(best.values())


def _common(items: Sequence[Item]) -> Counter[tuple[Hashable, Hashable]]:
    """Items by both clusters, in an order that does not depend on theirs."""
    both = Counter((true, cluster) for true, cluster in items if cluster is not None)
    return Counter(dict(sorted(both.items(), key=lambda item: str(item[0]))))
