"""“His wife”, said of Mr. Orrin, is Mrs. Orrin."""

from __future__ import annotations

import pytest

import quotes

STORY = """\
The rain had not let up since noon, and the mill stood in water to the second step. {first} had
let the fire go down, and the lamp stood unlit on the sill between the two chairs.

“Have you heard,” said {kin} one evening, “that the mill is let at last?”

{first} had not heard it, and went on with the harness in the corner by the stove.

“It is,” said {kin}. “The carter told me so when he came for the eggs this morning.”

“Then somebody has more money than sense,” said {first}, and put down the strap.

{second} took up the lamp, and for some time neither of them spoke a word to the other.
"""


def speakers(text: str) -> list[str | None]:
    return [q.speaker.name if q.speaker else None for q in quotes.extract(text, kind="direct")]


@pytest.mark.parametrize(
    ("kin", "first", "second"),
    [
        ("his wife", "Mr. Orrin", "Mrs. Orrin"),
        ("his lady", "Mr. Orrin", "Mrs. Orrin"),
        ("her husband", "Mrs. Orrin", "Mr. Orrin"),
    ],
)
def test_a_wife_or_husband_is_the_other_of_the_name(kin: str, first: str, second: str) -> None:
    told = speakers(STORY.format(kin=kin, first=first, second=second))
    assert [name and name.split()[-1] for name in told] == ["Orrin"] * 3
    assert told[0] == told[1] == second != told[2]
