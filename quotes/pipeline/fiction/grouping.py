"""Which forms of a book's names are one character.

Titles, families, first names and nicknames say what may be one; how the book uses two forms says
whether they are: people of one family stand side by side in a sentence (“Mr. Emerson and George”),
two names of one person hardly ever do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from quotes.languages import english_fiction as fiction
from quotes.languages.names import FAMILIAR, Way, one_first_name
from quotes.pipeline.fiction.forms import Form, sex_of
from quotes.pipeline.fiction.usage import Usage, pair_of

# From how often side by side on two forms are two people, and of how many passages.
LEAST_BESIDE, TWO_MEN, TWO_SISTERS = 2, 0.015, 0.03
MET = 8  # how often two forms share a passage before never standing side by side tells anything
SURELY_MET, OF_ALL, CLEARLY = 20, 0.6, 1.5  # the same where nothing but use joins two names
SAID = 0.45  # share of a form in narration below which it is what people say
OFTEN = 10  # how often a form stands in the narration that is a habit of it
TIMES_TOLD = 3  # how much oftener the narrator says “Mr. Crawford” than “Henry”
LEAST_MISS = 3
LEAST_SEXED, TIMES_SEXED = 6, 3  # pronouns that tell it, and how many times as many as the other
CALLED = 4  # how often a narrator writes “the Professor” of somebody who is called so
HABIT = 0.2  # share of a short form's occurrences that another form needs to be a habit
LIKELY, UNNAMED = 0.25, 0.2  # share of the likeliest one's weight; of other forms in a weight
RARE = 0.1  # share of the oftenest that is too little to reckon with


class Group:
    """The forms of one character."""

    def __init__(self, number: int, use: Usage) -> None:
        self.number, self._use = number, use
        self.forms: dict[Form, int] = {}

    def add(self, form: Form) -> None:
        self.forms[form] = self._use.counts[form]

    @property
    def count(self) -> int:
        return sum(self.forms.values())

    @property
    def full(self) -> int:
        """How often first name and surname stand together."""
        return sum(n for (_, words), n in self.forms.items() if len(words) > 1)

    @property
    def titles(self) -> set[str]:
        return {title for title, _ in self.forms if title}

    @property
    def sex(self) -> int:
        """By titles, else by a first name, else by pronouns; 0 where they do not tell."""
        firsts = [("", words[:1]) for _, words in self.forms if len(words) > 1]
        return _told_sex({*self.forms, *firsts}, self._use)

    def may_be(self, form: Form) -> bool:
        """Do neither title nor sex speak against it?"""
        return _told_sex([form], self._use) * self.sex >= 0 and not _clash(form[0], self.titles)

    def habit(self, bare: Form) -> int:
        """How often the narrator uses another form that can mean nobody else."""
        return max((self._use.told[f] for f in self.forms if f != bare), default=0)

    def called_miss(self) -> int:
        """How often “Miss Anne”, as a younger sister is called."""
        names = {words[0] for _, words in self.forms if len(words) > 1}
        return sum(
            n
            for (title, words), n in self._use.counts.items()
            if title == "miss" and words[:1] and words[0] in names
        )


def _told_sex(forms: Iterable[Form], use: Usage) -> int:
    forms = list(forms)
    if by_title := sum(sex_of(title) for title, _ in forms):
        return 1 if by_title > 0 else -1
    firsts = [words[0] for _, words in forms if len(words) > 1]
    firsts += [words[0] for title, words in forms if len(words) == 1 and not title]
    by_name = sum((w in fiction.FEMALE_NAMES) - (w in fiction.MALE_NAMES) for w in firsts)
    if by_name:
        return 1 if by_name > 0 else -1
    he, she = sum(use.he[f] for f in forms), sum(use.she[f] for f in forms)
    if he + she >= LEAST_SEXED:
        return -1 if he > TIMES_SEXED * she else 1 if she > TIMES_SEXED * he else 0
    return -1 if any(title in fiction.RANKS for title, _ in forms) else 0


def _clash(title: str, others: set[str]) -> bool:
    """Titles that one person does not have: Captain and General, Mrs. and Miss of one name."""
    return any(
        title in kind and any(other in kind and other != title for other in others)
        for kind in (fiction.PEERS, fiction.RANKS, fiction.LADIES)
    )


def grouped(use: Usage) -> tuple[list[Group], dict[Form, tuple[int, ...]]]:
    """The characters' forms, and whom each form may mean, the likeliest first."""
    return _Grouping(use).run()


class _Grouping:
    def __init__(self, use: Usage) -> None:
        self.use = use
        self.groups: list[Group] = []
        self.meant: dict[Form, tuple[int, ...]] = {}
        self.firsts: dict[str, list[Group]] = defaultdict(list)
        self.lasts: dict[str, list[Group]] = defaultdict(list)

    def run(self) -> tuple[list[Group], dict[Form, tuple[int, ...]]]:
        counts = self.use.counts
        forms = sorted(counts, key=lambda f: (-counts[f], f))
        for form in (f for f in forms if len(f[1]) > 1):
            same = [
                g
                for g in self.groups
                if g.may_be(form) and any(self._one_name(form, f) for f in g.forms)
            ]
            self._put(form, max(same, key=lambda g: g.count) if same else None)
        titled = [f for f in forms if len(f[1]) == 1 and f[0]]
        for form in sorted(titled, key=lambda f: f[0] not in ("miss", *fiction.BY_FIRST)):
            self._put(form, self._titled(form))
        for form in (f for f in forms if len(f[1]) == 1 and not f[0]):
            options = self._bare(form)
            if len(options) < 2:
                self._put(form, options[0] if options else None)
            else:
                self.meant[form] = tuple(g.number for g in options)
        self._join_by_use()
        for form in (f for f in forms if not f[1]):
            self._title_alone(form)
        return self._numbered()

    def _put(self, form: Form, group: Group | None) -> None:
        if group is None:
            group = Group(len(self.groups), self.use)
            self.groups.append(group)
        group.add(form)
        self.meant[form] = (group.number,)
        title, words = form
        if not words:
            return
        index = []
        if len(words) > 1 or (title and title not in fiction.ONLY_FIRST):
            index.append((self.lasts, words[-1]))
        if len(words) > 1 or not title or title in fiction.FIRST_ALONE:
            index.append((self.firsts, words[0]))
        for table, word in index:
            if group not in table[word]:
                table[word].append(group)

    # -- how two forms are used

    def _sides(self, group: Group, form: Form) -> tuple[int, int]:
        """How often a form stands in one sentence with somebody's names, and in one passage."""
        own = set(group.forms)
        for words in [f[1] for f in group.forms if len(f[1]) > 1]:
            if len(self.firsts[words[0]]) == 1:
                own.add(("", words[:1]))
        pairs = [pair_of(form, f) for f in own if f != form]
        return sum(self.use.beside[p] for p in pairs), sum(self.use.met[p] for p in pairs)

    def _apart(self, group: Group, form: Form, share: float) -> bool:
        """Do they stand side by side, as two people do?"""
        beside, met = self._sides(group, form)
        return beside >= LEAST_BESIDE and beside >= share * met

    def _first_told(self, group: Group) -> int:
        """How often a narrator calls somebody by the first name alone."""
        return max((self.use.told["", f[1][:1]] for f in group.forms if len(f[1]) > 1), default=0)

    def _spoken(self, form: Form) -> bool:
        """Is it what people say rather than what the narrator does?"""
        return self.use.told[form] <= SAID * self.use.counts[form]

    # -- “Mr. Bennet”, “Aunt Harriet”

    def _titled(self, form: Form) -> Group | None:
        title, (word,) = form
        if title in fiction.BY_FIRST:
            named = [g for g in self.firsts[word] if g.may_be(form)]
            exact = [g for g in named if any(f[0] == title and f[1][0] == word for f in g.forms)]
            if named and (exact or title not in ("lady", "sir", "miss")):
                return max(exact or named, key=lambda g: g.count)
        family = [g for g in self.lasts[word] if g.may_be(form)]
        if title == "miss":
            family = self._unwed(family, form)
        elif title in fiction.MARRIED or title == "lady":
            family = self._wed(family, form)
        else:
            family = [g for g in family if g.sex <= 0 and self._is_head(g, form)]
        if family:
            return max(family, key=lambda g: (title in g.titles, g.full, g.count))
        if title in ("mr", "miss", "master"):  # as servants and friends call them
            called = [g for g in self.firsts[word] if g.may_be(form)]
            if title != "mr":
                called = called or self._nicknamed(form)
            if called and not self.lasts[word]:
                return max(called, key=lambda g: g.count)
        return None

    def _unwed(self, family: Sequence[Group], form: Form) -> list[Group]:
        """Whom “Miss Bennet” may mean: the eldest, not one who is called “Miss Elizabeth”."""
        sisters = [g for g in family if g.sex > 0 and not self._apart(g, form, TWO_SISTERS)]
        eldest = [g for g in sisters if g.called_miss() < LEAST_MISS]
        if not eldest and len(sisters) == 1:
            rarely = sisters[0].called_miss() < RARE * self.use.counts[form]
            eldest = sisters if rarely else []
        if len(eldest) > 1:
            eldest = [g for g in eldest if not g.called_miss()] or eldest
            eldest = [max(eldest, key=lambda g: self._sides(g, form)[1])]
        return eldest

    def _wed(self, family: Sequence[Group], form: Form) -> list[Group]:
        """Whom “Mrs. Bennet” may mean: no wife of a John, nobody's daughter."""
        wives = []
        for g in family:
            of_him = any(
                f[0] in fiction.MARRIED and len(f[1]) > 1 and f[1][0] in fiction.MALE_NAMES
                for f in g.forms
            )
            beside, met = self._sides(g, form)
            same = met >= MET and not beside and (self._first_told(g) < OFTEN or self._spoken(form))
            if g.sex > 0 and not of_him and not g.called_miss() and (form[0] in g.titles or same):
                wives.append(g)
        return wives

    def _is_head(self, group: Group, form: Form) -> bool:
        """May “Mr. Bennet” be this one, or is it his father?"""
        if self._apart(group, form, TWO_MEN):
            return False
        if form[0] != "mr" and form[0] not in fiction.RANKS:
            return True
        names = {words[0] for _, words in group.forms if len(words) > 1}
        if any(
            self.use.counts[wife, (first, *form[1])] for wife in fiction.MARRIED for first in names
        ):
            return False  # Mrs. John Knightley: there is an elder brother
        first = self._first_told(group)
        beside, met = self._sides(group, form)
        return (
            first < OFTEN
            or self._spoken(form)
            or self.use.told[form] > TIMES_TOLD * first
            or (not beside and met >= SURELY_MET)
        )

    # -- “Jane”, “Tilney”

    def _bare(self, form: Form) -> list[Group]:
        (word,) = form[1]
        options = list(self.firsts[word])
        if not options:
            family = [g for g in self.lasts[word] if g.may_be(form)]
            men = [g for g in family if g.sex < 0]
            unwed = [g for g in family if not g.titles & fiction.FEMALE]
            options = men or unwed or family
        options = options or self._nicknamed(form)
        options = _likely(options, word)
        strong = [g for g in options if g.habit(form) >= HABIT * self.use.counts[form]]
        others = [g for g in options if g not in strong and g.count >= 5]
        # Who has a name of her own is less likely meant by the short one.
        return others + strong if strong and others else options

    def _nicknamed(self, form: Form) -> list[Group]:
        """The one character for whose name this may stand, none if there are several."""
        (word,) = form[1]
        for table, believed in ((self.firsts, FAMILIAR), (self.lasts, {Way.DIMINUTIVE})):
            known = {
                group.number: group
                for other, groups in list(table.items())
                if other != word and one_first_name(word, other, believed)
                for group in groups
                if group.may_be(form)
                and not group.titles & {"lady", "sir"}
                and not self._apart(group, form, TWO_SISTERS)
            }
            if known:
                likely = _likely(list(known.values()), "")
                return likely if len(likely) == 1 else []
        return []

    # -- Cecil, whom others call Mr. Vyse

    def _join_by_use(self) -> None:
        """Joins a first name and a surname that the book never puts together.

        They share many passages and no sentence, and one of them is what people say.
        """
        first = [g for g in self.groups if all(_is_first(f) for f in g.forms)]
        last = [g for g in self.groups if _is_surname(g)]
        pairs = []
        for g in last:
            fitting = []
            for h in first:
                if g.sex * h.sex < 0 or _clash_any(g.titles, h.titles):
                    continue
                beside = sum(self.use.beside[pair_of(a, b)] for a in g.forms for b in h.forms)
                met = sum(self.use.met[pair_of(a, b)] for a in g.forms for b in h.forms)
                said = min(g, h, key=lambda x: self._told(x) / x.count)
                if (
                    not beside
                    and met >= SURELY_MET
                    and met >= OF_ALL * said.count
                    and self._told(said) <= SAID * said.count
                ):
                    fitting.append((met, h.number))
            fitting.sort(reverse=True)
            if fitting and (len(fitting) == 1 or fitting[0][0] > CLEARLY * fitting[1][0]):
                pairs.append((fitting[0], g.number))
        taken: set[int] = set()
        for (_, one), other in sorted(pairs, reverse=True):
            if not {one, other} & taken:
                taken |= {one, other}
                self._join(self.groups[one], self.groups[other])

    def _join(self, group: Group, other: Group) -> None:
        for form in other.forms:
            group.add(form)
        for form, options in self.meant.items():
            if other.number in options:
                kept = (group.number if o == other.number else o for o in options)
                self.meant[form] = tuple(dict.fromkeys(kept))
        other.forms = {}

    def _told(self, group: Group) -> int:
        return sum(self.use.told[f] for f in group.forms)

    def _numbered(self) -> tuple[list[Group], dict[Form, tuple[int, ...]]]:
        """Without the groups that went into others."""
        kept = [g for g in self.groups if g.forms]
        number = {g.number: i for i, g in enumerate(kept)}
        for g in kept:
            g.number = number[g.number]
        return kept, {
            form: tuple(number[o] for o in options) for form, options in self.meant.items()
        }

    # -- “the Professor”

    def _title_alone(self, form: Form) -> None:
        title = form[0]
        bearers = [
            g
            for g in self.groups
            if any(f[0] == title and f[1] and n > 1 for f, n in g.forms.items())
        ]
        if title in fiction.KIN or title in fiction.NEVER_ALONE:
            bearers = []
        if bearers and len(bearers) < 4:
            bearers.sort(key=lambda g: -sum(n for f, n in g.forms.items() if f[0] == title))
            if len(bearers) == 1:
                self._put(form, bearers[0])
            else:
                self.meant[form] = tuple(g.number for g in bearers)
        elif not bearers and self.use.told[form] >= CALLED and title not in fiction.NEVER_ALONE:
            self._put(form, None)

    def _one_name(self, a: Form, b: Form) -> bool:
        """Two full names that differ by titles, middle names, initials or a nickname only."""
        if len(b[1]) < 2:
            return False
        if a[1] == b[1]:
            return True
        first, last = (a[1][0], a[1][-1]), (b[1][0], b[1][-1])
        if first[1] != last[1] or "of" in a[1] or "of" in b[1]:
            return False
        if first[0] == last[0]:
            return True
        if not {a[0], b[0]} <= {"", "miss"}:  # Sir Thomas Bertram, Tom Bertram
            return False
        names = [("", first[:1]), ("", last[:1])]
        apart = self.use.beside[pair_of(names[0], names[1])] >= LEAST_BESIDE
        both = min(self.use.told[names[0]], self.use.told[names[1]]) >= OFTEN
        full = min(self.use.counts["", a[1]], self.use.counts["", b[1]]) >= OFTEN
        if apart or (both and full):  # Tom Gradgrind, Thomas Gradgrind his father
            return False
        return one_first_name(first[0], last[0], FAMILIAR | {Way.INITIAL})


def _likely(groups: Sequence[Group], word: str) -> list[Group]:
    """Without those who are hardly ever named, or hardly ever by this word and another."""

    def weight(group: Group) -> float:
        with_word = sum(n for f, n in group.forms.items() if word in f[1] and len(f[1]) > 1)
        return with_word + UNNAMED * (group.count - with_word)

    most = max(map(weight, groups), default=0.0)
    return sorted((g for g in groups if weight(g) >= LIKELY * most), key=weight, reverse=True)


def _is_first(form: Form) -> bool:
    """“Cecil”, “Aunt Juley”: a first name only."""
    title, words = form
    return len(words) == 1 and (not title or title in fiction.ONLY_FIRST)


def _is_surname(group: Group) -> bool:
    """Is somebody known by a surname only?"""
    titles = group.titles - fiction.ONLY_FIRST
    titled = {words for title, words in group.forms if title in titles and len(words) == 1}
    return bool(titled) and all(words in titled for _, words in group.forms)


def _clash_any(titles: set[str], others: set[str]) -> bool:
    return any(_clash(title, others) for title in titles)
