"""Binds the people whom a book names to the cast that a user has.

A cast may list “Mr. Crawford” besides “Henry Crawford”, and “Aunt Juley” with “Mrs. Munt” among her
names. So the book decides which of its names are one person (`grouping`), the cast who that is, and
which of these people are one still.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from quotes.languages.names import FAMILIAR, one_first_name
from quotes.pipeline.fiction.forms import Form, sex_of
from quotes.pipeline.fiction.grouping import Group

EXACT, WITHIN, BEYOND = 1.0, 0.5, 0.3  # the cast's name; some of its words; more words than it has


def bound(
    groups: Sequence[Group],
    meant: Mapping[Form, tuple[int, ...]],
    members: Sequence[tuple[Form, int]],
    sexes: Mapping[int, float],
) -> dict[Form, tuple[int, ...]]:
    """Whom of a given cast each form in the text may mean.

    ``meant``: the same among the groups; ``members``: the names of the cast with their characters'
    numbers; ``sexes``: these characters', -1 he, 1 she.
    """
    return _Binding(groups, members, sexes).forms(meant)


class _Binding:
    def __init__(
        self,
        groups: Sequence[Group],
        members: Sequence[tuple[Form, int]],
        sexes: Mapping[int, float],
    ) -> None:
        self._sexes = sexes
        self._names: dict[int, set[Form]] = defaultdict(set)
        self._exact: dict[Form, set[int]] = defaultdict(set)
        for form, number in members:
            self._names[number].add(form)
            self._exact[form].add(number)
        self._member = {group.number: self._best(group) for group in groups}
        listed = {
            member
            for group in groups
            if (member := self._member[group.number]) is not None and self._is_listed(group)
        }
        for group in groups:
            # Charles Maddox is not the Charles whom the book has besides.
            if self._member[group.number] in listed and group.full and not self._is_listed(group):
                self._member[group.number] = None

    def forms(self, meant: Mapping[Form, tuple[int, ...]]) -> dict[Form, tuple[int, ...]]:
        out = {}
        for form, numbers in meant.items():
            found = [member for n in numbers if (member := self._member[n]) is not None]
            if not any(self._fit(form, member) for member in found):
                found = sorted(self._exact.get(form, ())) or found
            if found:
                out[form] = tuple(dict.fromkeys(found))
        return out

    def _best(self, group: Group) -> int | None:
        """The member whose names most of a group's are."""
        scores = {
            number: sum(self._fit(form, number) * math.sqrt(n) for form, n in group.forms.items())
            for number in self._names
        }
        best = max(scores, key=lambda number: scores[number], default=None)
        return best if best is not None and scores[best] > 0 else None

    def _is_listed(self, group: Group) -> bool:
        member = self._member[group.number]
        return any(member in self._exact.get(form, ()) for form in group.forms)

    def _fit(self, form: Form, number: int) -> float:
        """How well a form names a member."""
        if number in self._exact.get(form, ()):
            return EXACT
        title, words = form
        if sex_of(title) * self._sexes.get(number, 0) < 0:
            return 0.0
        return max((_likeness(title, words, name) for name in self._names[number]), default=0.0)


def _likeness(title: str, words: tuple[str, ...], name: Form) -> float:
    if title and name[0] and title != name[0]:
        return 0.0
    if not words or not name[1]:
        return WITHIN if title and title == name[0] else 0.0
    if set(words) <= set(name[1]):
        return WITHIN
    if set(name[1]) <= set(words):
        return BEYOND
    alone = len(words) == 1 and not title
    return WITHIN if alone and one_first_name(words[0], name[1][0], FAMILIAR) else 0.0
