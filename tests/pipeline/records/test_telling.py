"""How sure a record is that it tells a statement: what was said, not wished, done or liked."""

from __future__ import annotations

import pytest

import quotes

UNTOLD = 0.5  # no record of which it is doubtful may be as sure as this


def sureness(text: str) -> float:
    return max(quote.confidence.quote for quote in quotes.extract(text))


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lund said that the pier would be closed for two years.\n",
        "The pier will be closed for two years, according to the harbour office.\n",
        "Ada Lund warned that the old pier could fall into the sea.\n",
        "The report found that the pier had lost a third of its planks.\n",
        "“We will close the pier,” Ada Lund told the Gazette.\n",
        "Ada Lund called the pier “a danger to everybody”.\n",
    ],
)
def test_what_somebody_says_is_a_quotation(text: str) -> None:
    assert sureness(text) > UNTOLD


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lund wants to close the old pier for two years.\n",
        "Ada Lund hopes to see the old pier open again in spring.\n",
        "The council voted to close the old pier for two years.\n",
        "Ada Lund supports the plan to close the old pier for two years.\n",
        "The council refused to pay for a new pier at the old harbour.\n",
    ],
)
def test_what_somebody_wants_or_does_is_one_at_most_by_half(text: str) -> None:
    assert sureness(text) < UNTOLD
