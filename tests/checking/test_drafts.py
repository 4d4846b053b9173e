"""Drafts that set quotations one under another: headings, labels and dashes tell who speaks."""

from __future__ import annotations

import pytest

import quotes

TALK = """Host: Welcome to the orchard hour. What have you learned about trees?

Mina Oster: A tree that is never pruned will never forgive you.

Host: And about planting?

Mina Oster: We planted forty rows in a week, and half of them died. Nobody reads the label on the
bucket.

Host: And you?

Tomas Brell: The frost takes the proud ones first.

Host: And the cider?

Tomas Brell: I have sold it at a loss for nine years, and I would do it again.
You can always graft later.

Host: Thank you both.
"""
PRUNED = "A tree that is never pruned will never forgive you."
LABEL = "Nobody reads the label on the bucket."
FROST = "The frost takes the proud ones first."
GRAFT = "You can always graft later."


def speakers(draft: str) -> dict[str, tuple[str | None, str]]:
    return {
        check.quote.text: (
            check.quote.speaker.name if check.quote.speaker else None,
            str(check.verdict),
        )
        for check in quotes.check(draft, {"talk": TALK}, kind="direct")
    }


@pytest.mark.parametrize(
    "draft",
    [
        f'### Mina Oster on Pruning\n\n"{PRUNED}"\n\n"{LABEL}"\n\n### Tomas Brell\n\n"{FROST}"\n',
        f'**Mina Oster:**\n- "{PRUNED}"\n- "{LABEL}"\n\n**Tomas Brell (cider maker):**\n'
        f'- "{FROST}"\n',
        f'1. "{PRUNED}" — Mina Oster\n2. "{LABEL}" – Mina Oster, gardener\n'
        f'3. "{FROST}" - Tomas Brell\n',
        f'> "{PRUNED}"\n> — Mina Oster\n\n> "{LABEL}"\n> — Mina Oster\n\n'
        f'> "{FROST}"\n> — Tomas Brell\n',
        f'- **Mina Oster**: "{PRUNED}"\n- **Mina Oster**: "{LABEL}"\n'
        f'- **Tomas Brell**: "{FROST}"\n',
        f'## What Oster said\n\n"{PRUNED}"\n\n"{LABEL}"\n\n## Brell’s best lines\n\n“{FROST}”\n',
    ],
    ids=["heading", "bold", "dash", "signature", "label", "surname"],
)  # fmt: skip
def test_whom_the_layout_names(draft: str) -> None:
    assert {text: who and who.split()[-1] for text, (who, _) in speakers(draft).items()} == {
        PRUNED: "Oster",
        LABEL: "Oster",
        FROST: "Brell",
    }


def test_words_under_the_wrong_heading_are_another_s() -> None:
    draft = f'### Mina Oster on Frost\n\n"{FROST}"\n\n"{PRUNED}"\n\n### Tomas Brell\n\n"{GRAFT}"\n'
    assert speakers(draft) == {
        FROST: ("Mina Oster", "wrong-speaker"),
        PRUNED: ("Mina Oster", "verbatim"),
        GRAFT: ("Tomas Brell", "verbatim"),
    }


def test_a_heading_that_names_nobody_ends_what_the_one_before_it_says() -> None:
    draft = (
        f'## Mina Oster\n\n"{PRUNED}"\n\n## Lessons From the Orchard\n\n- "{FROST}"\n- "{GRAFT}"\n'
    )
    found = speakers(draft)
    assert found[PRUNED] == ("Mina Oster", "verbatim")
    assert "Mina Oster" not in (found[FROST][0], found[GRAFT][0])


@pytest.mark.parametrize("above", ["## Mina Oster", "### Mina Oster on Trees", "**Mina Oster**"])
@pytest.mark.parametrize("below", ["## Other Lessons", "## From the Audience", "# Frost"])
def test_a_heading_speaks_for_what_stands_under_it_alone(above: str, below: str) -> None:
    draft = f'{above}\n\n"{PRUNED}"\n\n{below}\n\n- "{FROST}"\n- "{GRAFT}"\n'
    found = speakers(draft)
    assert found[PRUNED] == ("Mina Oster", "verbatim")
    assert "Mina Oster" not in (found[FROST][0], found[GRAFT][0])


@pytest.mark.parametrize(
    "name", ["Mina Oster", "Ada Quill", "Per Lindqvist", "Rosa van Dam", "J. T. Hale"]
)
def test_a_name_in_a_heading_is_a_persons_and_whole(name: str) -> None:
    found = quotes.extract(f'### {name} on Frost\n\n"{FROST}"\n\n"{PRUNED}"\n')
    for quote in found:
        if quote.source:
            assert quote.source.text == name
            assert quote.speaker and (quote.speaker.name, quote.speaker.type) == (name, "person")


def test_a_smaller_heading_goes_on() -> None:
    draft = f'## Tomas Brell\n\n### Frost\n\n"{FROST}"\n\n### Grafting\n\n"{GRAFT}"\n'
    assert speakers(draft) == dict.fromkeys([FROST, GRAFT], ("Tomas Brell", "verbatim"))


def test_what_a_sentence_tells_stands() -> None:
    draft = f'## Mina Oster\n\n"{FROST}" Tomas Brell said at the fair on Sunday.\n'
    assert speakers(draft) == {FROST: ("Tomas Brell", "verbatim")}
