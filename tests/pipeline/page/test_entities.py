"""Texts in which entities of HTML were left: found all the same, and told as they are printed."""

from __future__ import annotations

import html

from hypothesis import given
from hypothesis import strategies as st

import quotes
from quotes.pipeline.page.entities import unescaped
from quotes.records import Quote

LEFT = (
    "Harbour news &amp; more.\n\n&ldquo;We sank the raft,&rdquo; Ada O&rsquo;Lund said. "
    "&#8220;It&#8217;s gone.&#8221;\n\n&quot;Then build another,&quot; Karl Moss told her."
)


def whole(quote: Quote) -> None:
    """Every stretch that a record tells is printed where it says."""
    told = [*quote.parts, *quote.quoted, *quote.chain]
    told += [one for one in (quote.cue, quote.source) if one]  # type: ignore[misc]
    assert [one.text for one in told] == [LEFT[one.start : one.end] for one in told]


def test_the_quotations_are_those_of_the_text_as_it_is_meant() -> None:
    found = quotes.extract(LEFT)
    meant = quotes.extract(html.unescape(LEFT))

    assert [html.unescape(one.text) for one in found] == [one.text for one in meant]
    assert [one.speaker for one in found] == [one.speaker for one in meant]
    assert [one.confidence for one in found] == [one.confidence for one in meant]
    assert [str(one.speaker) for one in found] == ["Ada O’Lund", "Karl Moss"]
    for one in found:
        whole(one)


def test_places_in_the_reasons_are_those_of_the_text() -> None:
    text = (
        LEFT + "\n\n&ldquo;With what?&rdquo; Lund&rsquo;s neighbour asked. “No idea,” said O’Lund."
    )

    for one in quotes.extract(text):
        for why in one.why:
            if why.endswith(")") and "(" in why and why[:-1].rpartition("(")[2].isdigit():
                at = int(why[:-1].rpartition("(")[2])
                assert text[at].isalpha()
                assert not text[at - 1].isalpha()


def test_turns_and_their_labels() -> None:
    text = (
        "ADA: Who&rsquo;s there?\n\nTOM: It&#39;s me &amp; the dog.\n\nADA: You&rsquo;re late.\n\n"
        "TOM: I know.\n"
    )

    found = [one for one in quotes.extract(text) if one.why[0].startswith("turn ")]

    assert [(str(one.source), one.text) for one in found] == [
        ("ADA", "Who&rsquo;s there?"),
        ("TOM", "It&#39;s me &amp; the dog."),
        ("ADA", "You&rsquo;re late."),
        ("TOM", "I know."),
    ]


def test_a_text_about_an_entity_is_left_alone() -> None:
    assert unescaped("In HTML write &quot; for a mark.") is None
    assert unescaped("Marks & Spencer; fish & chips; R&D; AT&T") is None


@given(st.lists(st.sampled_from(["&quot;", "&#8217;", "&", "a", "&amp;", "é", " ", "&#1;"])))
def test_every_place_of_the_meant_text_is_one_of_the_printed(pieces: list[str]) -> None:
    text = "".join(pieces)
    meant = unescaped(text)

    if meant is not None:
        assert len(meant.places) == len(meant.text) + 1
        assert meant.places == sorted(set(meant.places))
        assert (meant.places[0], meant.places[-1]) == (0, len(text))
        for at, character in enumerate(meant.text):
            printed = text[slice(*meant.place(at, at + 1))]
            assert html.unescape(printed) == character or printed == character
