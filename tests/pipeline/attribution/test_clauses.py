"""Which clause reports a quotation, where several stand around it."""

from __future__ import annotations

import pytest

import quotes


def said(text: str) -> dict[str, str | None]:
    """By the first word of each record: the source, as printed."""
    return {
        quote.text.split()[0]: quote.source and quote.source.text for quote in quotes.extract(text)
    }


@pytest.mark.parametrize(
    ("first", "second", "source"),
    [
        ("said the mayor", "the ferry pilot replied", "the ferry pilot"),
        ("Edda Finn said", "Karl Moss said", "Karl Moss"),
        ("said Edda Finn", "said Karl Moss", "Karl Moss"),
        ("the farmer said", "his wife replied", "his wife"),
        ("Mr Tamm said", "Ms Penn answered", "Ms Penn"),
    ],
)
def test_two_with_a_clause_each_are_two_records(first: str, second: str, source: str) -> None:
    found = quotes.extract(f"“The milk is sour,” {first}. “It is fresh,” {second}.\n")
    assert [quote.text for quote in found] == ["The milk is sour,", "It is fresh,"]
    assert found[1].source is not None
    assert found[1].source.text == source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "“The wards are full,” porter Elin Sato said.\n\nThe hospital said it was hiring for "
            "the spring.\n\n“These posts have stood empty for a year.”\n",
            "The hospital",
        ),
        (
            "“We lost everything,” said Ida Lund.\n\nThe insurer said it was “aware of the "
            "claims”.\n\n“These are dealt with as fast as we can.”\n",
            "The insurer",
        ),
        (
            "“The boat sank,” fisherman Olaf Berg said.\n\nThe coastguard said in a statement that "
            "it had sent two crews.\n\n“These returned without finding anybody.”\n",
            "The coastguard",
        ),
        (
            "“It is too steep,” Greta Holm said. Pavel Rusk said the rent had driven tenants out. "
            "“These flats are half empty now.”\n",
            "Pavel Rusk",
        ),
        (
            "“It is a shame,” Rosa Dunn said. Hugh Dray argued that the road was unsafe. “These "
            "bends will kill somebody.”\n",
            "Hugh Dray",
        ),
    ],
)
def test_a_quotation_goes_on_from_the_nearest_speaker(text: str, source: str) -> None:
    assert said(text)["These"] == source


def test_what_has_a_quotation_of_its_own_reports_no_other() -> None:
    text = (
        "“It was loud,” argued Ada Roth, the goalkeeper.\n\n“I have never seen such a crowd.” And "
        "Ivo Lund says: “They played well.”\n"
    )
    (roth, lund) = quotes.extract(text)
    assert (roth.source and roth.source.text, len(roth.parts)) == ("Ada Roth, the goalkeeper", 2)
    assert (lund.source and lund.source.text, lund.text) == ("Ivo Lund", "They played well.")


def test_a_source_leaves_the_full_stop_to_its_sentence() -> None:
    assert said("“We won,” said a cousin of Ms Birch. “It took a year.”\n") == {
        "We": "a cousin of Ms Birch"
    }


def test_a_clause_that_no_verb_of_saying_tells_is_one_all_the_same() -> None:
    text = "“Show me one line we can cut,” he said.\n\n“Page forty,” she shot back.\n"
    assert said(text)["Page"] != "he"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "“The pool has no water,” Edda Finn told reporters, according to the Evening Echo. “We "
            "will fill it by June.”\n",
            "Edda Finn",
        ),
        (
            "“I am done,” Senator Ruth Lomas said on Tuesday, the Evening Post reported. “I will "
            "not run again.”\n",
            "Senator Ruth Lomas",
        ),
        (
            "“Nobody is safe there,” the captain said, according to a report in the Gazette. “We "
            "turned back.”\n",
            "the captain",
        ),
        (
            "“It will not float,” Captain Per Holm said on Sunday, the Harbour News reported. “It "
            "never did.”\n",
            "Captain Per Holm",
        ),
        (
            "“We kept the receipts,” Treasurer Una Faye said late on Monday, the Gazette reported. "
            "“All of them.”\n",
            "Treasurer Una Faye",
        ),
        (
            "“I was asleep,” Deputy Mayor Bo Lind said, the Valley Courier reported. “I heard "
            "nothing.”\n",
            "Deputy Mayor Bo Lind",
        ),
    ],
)
def test_a_paper_that_tells_of_it_says_nothing_itself(text: str, source: str) -> None:
    (quote,) = [quote for quote in quotes.extract(text) if quote.kind == "direct"]
    assert len(quote.parts) == 2
    assert quote.source is not None
    assert quote.source.text == source


def test_what_follows_on_goes_on_over_paragraphs() -> None:
    text = (
        "“We sat in the cold,” said Robin. “Nobody came.”\n\nNordbus said it was “ashamed of the "
        "breakdown”.\n\n“These tickets will be paid back.\n\n“Our drivers did their best.”\n"
    )
    (last,) = [quote for quote in quotes.extract(text) if quote.text.startswith("These")]
    assert last.source is not None
    assert (last.source.text, len(last.parts)) == ("Nordbus", 2)


@pytest.mark.parametrize(
    "heading",
    ["‘They’re still in the cellar’", "“A very long road”", "‘Nobody told us’"],
)
def test_a_quoted_heading_goes_on_from_nobody(heading: str) -> None:
    text = (
        "Edwin Tarn, a former miner, listened. “This is a sham,” Tarn said. “It is shameful.”\n\n"
        f"{heading}\n\nThe mines were shut for years. “This is an old story,” Nora Kjell said.\n"
    )
    found = {q.text: q.source and q.source.text for q in quotes.extract(text) if q.source}
    assert found == {
        "This is a sham, It is shameful.": "Tarn",
        "This is an old story,": "Nora Kjell",
    }
