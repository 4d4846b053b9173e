"""The forms in which a book names people, and where each stands.

A *form* is a title (or none) and the words of a name: (“miss”, “bates”), (“”, “emma”, “woodhouse”);
without words it is a title that serves as a name: “the Professor”. Which capitalised words are
names is told by the whole book: a name is hardly ever printed small.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes.languages import english
from quotes.languages import english_fiction as fiction
from quotes.languages.sentences import is_shortened
from quotes.options import CastMember
from quotes.pipeline.fiction.prose import Prose

Form = tuple[str, tuple[str, ...]]

LEAST_CAPITAL = 0.6  # share of a name's occurrences within sentences that have a capital
LONGEST = 4  # words of a name
SAME_FAMILY = 3  # how often a surname stands before “the Bennets” is its plural


class FoundForm(NamedTuple):
    """A form at the words [start, end). ``spoken``: in somebody's speech."""

    start: int
    end: int
    form: Form
    spoken: bool


def sex_of(title: str) -> int:
    """-1 he, 1 she, 0 untold."""
    return -1 if title in fiction.MALE else 1 if title in fiction.FEMALE else 0


def split_name(name: str) -> Form:
    """A name as the user writes it → its form."""
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", name.casefold())
    title = ""
    while len(words) > 1 and (words[0] in fiction.TITLES or words[0] in fiction.BEFORE_NAME):
        if words[0] in fiction.TITLES:
            title = fiction.SAME_TITLE.get(words[0], words[0])
        words.pop(0)
    if len(words) == 1 and words[0] in fiction.TITLES and not title:
        return fiction.SAME_TITLE.get(words[0], words[0]), ()
    parted = [part for word in words for part in re.sub(r"['’]s$", "", word).split("-")]
    return title, tuple(parted)


def is_name(name: str) -> bool:
    """Is it a name, not “the late Mr. Darcy”, “a friend of Mrs. Wilcox”, “Lucy's brother”?"""
    _, words = split_name(name)
    described = fiction.TITLES | english.PRONOUNS | fiction.NO_NAME
    plain = name.casefold().replace("’", "'")
    return not (described & set(words[:1] if "of" in words[1:2] else words)) and "'s" not in plain


def find_forms(prose: Prose, given: Sequence[CastMember] = ()) -> list[FoundForm]:
    """Every name in the text, with its title."""
    names = _name_words(prose, given)
    families = _families(prose, names)
    found = []
    for start, end, form in _forms(prose, names):
        last = form[1][-1] if form[1] else ""
        if (
            last in families
            or form[0] in fiction.OF_SEVERAL
            or (len(form[1]) > 1 and last in fiction.PLACE_NOUNS)
        ):
            continue
        found.append(FoundForm(start, end, form, prose.quoting[start] > 0))
    return found


def _name_words(prose: Prose, given: Sequence[CastMember]) -> set[str]:
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    leading: Counter[str] = Counter()
    titled: Counter[str] = Counter()
    for i, word in enumerate(prose.plain):
        if not word[0].isalpha() or len(word) < 2:
            continue
        if not prose.capital[i]:
            small[word] += 1
        elif prose.begins[i]:
            leading[word] += 1
        elif not (prose.printed[i].isupper() and len(word) > 3):
            capital[word] += 1
            before = i - 1 - (i > 1 and prose.printed[i - 1] == "." and not prose.begins[i])
            titled[word] += prose.capital[before] and prose.plain[before] in fiction.TITLES
    names = {
        word
        for word, count in capital.items()
        if word not in fiction.NO_NAMES
        and word not in fiction.TITLES
        and (count >= LEAST_CAPITAL * (count + small[word]) or titled[word] > 1)
    }
    names |= {
        word
        for word, count in leading.items()
        if (word in english.MALE_NAMES or word in english.FEMALE_NAMES)
        and count > small[word]
        and word not in fiction.TITLES
        and word not in fiction.NO_NAMES
    }
    for member in given:
        for alias in (member.name, *member.aliases):
            words = split_name(alias)[1]
            if is_name(alias):
                names |= {w for w in words if w not in fiction.SMALL | english.PRONOUNS}
    return names


def _families(prose: Prose, names: set[str]) -> set[str]:
    """“the Bennets”: names that are the plural of others, and stand for nobody."""
    counts = Counter(w for w, big in zip(prose.plain, prose.capital, strict=True) if big)
    plural: Counter[str] = Counter()
    for i in range(1, len(prose)):
        word = prose.plain[i]
        if word in names and word[-1] == "s" and prose.plain[i - 1] in fiction.BEFORE_PLURAL:
            plural[word] += 1
    return {
        word
        for word, count in plural.items()
        if 2 * count > counts[word] and counts[word[:-1]] >= SAME_FAMILY and word[:-1] in names
    }


def _forms(prose: Prose, names: set[str]) -> Iterator[tuple[int, int, Form]]:
    i, count = 0, len(prose)
    while i < count:
        if not prose.capital[i]:
            i += 1
            continue
        title, first = _title(prose, names, i)
        end = _name_end(prose, names, i, first, title)
        words = tuple(w for w in prose.plain[first:end] if w[0].isalpha())
        if len(words) > 1 and words[-1] in fiction.TITLES_BEHIND:
            title, words = words[-1], words[:-1]
        if end > first and words:
            yield i, end, (title, words)
            i = end
        elif title:
            stop = first - (prose.printed[first - 1] == ".")
            yield i, stop, (title, ())
            i = first
        else:
            i += 1


def _title(prose: Prose, names: set[str], i: int) -> tuple[str, int]:
    """The title that begins at a word, and the word behind it."""
    plain, printed = prose.plain, prose.printed
    title, at = "", i
    while (
        at < len(prose)
        and plain[at] in fiction.TITLES
        and (prose.capital[at] or title)
        and plain[at] not in names
        and not (title and plain[at] == "st")
        and prose.paragraph[at] == prose.paragraph[i]
    ):
        title = fiction.SAME_TITLE.get(plain[at], plain[at])
        at += 1
        if at < len(prose) and printed[at] == "." and is_shortened(plain[at - 1]):
            at += 1
    return title, at


def _name_end(prose: Prose, names: set[str], start: int, first: int, title: str) -> int:
    """The word behind the name whose words begin at ``first``."""
    plain, printed, capital = prose.plain, prose.printed, prose.capital
    at, count = first, len(prose)

    def is_name(i: int) -> bool:
        return i < count and capital[i] and plain[i] in names

    while at < count and at - first < 2 * LONGEST and prose.paragraph[at] == prose.paragraph[start]:
        if is_name(at) or (
            at > first and capital[at] and plain[at] in fiction.PERSON_NOUNS and is_name(at - 1)
        ):
            at += 1
        elif (
            (
                (at > first or (title and plain[at] != "of"))
                and (
                    plain[at] in fiction.SMALL
                    or (plain[at] == "of" and title in fiction.OF_A_PLACE)
                )
                and is_name(at + 1)
                and printed[at - 1] != "."
            )
            or (
                capital[at]
                and len(plain[at]) == 1
                and plain[at] not in fiction.NO_INITIALS
                and at + 1 < count
                and printed[at + 1] == "."
                and is_name(at + 2)
            )
            or (at > first and _is_hyphen(prose, at) and is_name(at + 1))
        ):
            at += 2
        elif (
            at > first
            and _is_hyphen(prose, at)
            and at + 2 < count
            and plain[at + 1] in fiction.HYPHENED
            and _is_hyphen(prose, at + 2)
            and is_name(at + 3)
        ):
            at += 4
        else:
            break
    return at


def _is_hyphen(prose: Prose, i: int) -> bool:
    """A hyphen within a word, not a dash."""
    starts, ends = prose.words.start, prose.words.end
    return (
        prose.printed[i] in "-‐"
        and 0 < i < len(prose) - 1
        and int(ends[i - 1]) == int(starts[i])
        and int(ends[i]) == int(starts[i + 1])
        and prose.printed[i + 1][0].isalpha()
    )
