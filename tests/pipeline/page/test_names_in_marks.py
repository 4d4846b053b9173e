"""What stands between marks because it is a name is nobody's quotation."""

from __future__ import annotations

import pytest

import quotes


@pytest.mark.parametrize(
    "sentence",
    [
        "The dam is known in the valley as “the Widow,” and Falk has said that she fears it.",
        "The chart, known along the whole quay as “the atlas”, was sold, Falk told reporters.",
        "Under a programme named “Mend It Here”, Falk said, old clocks are cleaned.",
        "She wrote a song titled “Rain on the Roof”, and Falk said that he liked it.",
        "Staff, Falk said, have nicknamed the drill “Old Lefty” for its noise.",
        "The otter, which goes by the name of “Pickles”, was seen, Falk said.",
        "The plans include a tea room, to be called “The Wick”, and Falk said it would be dear.",
        "The new ferry will be called “Tern”, Falk said.",
        "The form asks what one does, and Falk said that she picked “Carpenter.”",
        "Most of them chose “Other”, Falk said.",
        "Half of the growers ticked “Not Sure,” Falk said.",
        "Falk said that he had selected “Very Likely.”",
        "On the ballot, Falk said, three had circled “Neither.”",
        "Falk said that the band, which is called “The Blue Herons”, had left.",
        "The field that was once called “Long Acre” is a car park, Falk said.",
        "Two of the wells, being called “Adam” and “Eve”, were shut, Falk said.",
    ],
)
def test_a_name_in_marks_is_not_said(sentence: str) -> None:
    text = f"The council met on Monday.\n\n{sentence}\n\n“We are glad,” Ingrid Falk said.\n"
    quoted = [part.text for quote in quotes.extract(text) for part in quote.quoted]
    assert quoted == ["We are glad,"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Falk called the plan “a disgrace”.",
        "Falk described it as “too little, too late”.",
        "The letter was titled: “We will not wait any longer.”",
    ],
)
def test_what_somebody_calls_it_is_said(sentence: str) -> None:
    text = f"The council met on Monday.\n\n{sentence}\n"
    assert any(quote.quoted for quote in quotes.extract(text))


def test_a_text_of_one_sentence_is_no_heading() -> None:
    (quote,) = quotes.extract("Ada Lund once called the weir a “catastrophe.”\n")
    assert quote.kind == "mixed"
