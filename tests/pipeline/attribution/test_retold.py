"""Whose words they are where one tells what another said: the inner clause's, between marks."""

from __future__ import annotations

import pytest

import quotes


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Rita Moss said her boss, Ken Ladd, had shouted: “Get out!”", "Ken Ladd", "shouted"),
        (
            "Paul Brandt testified that Henry Cole said to him, “Pay up.”",
            "Henry Cole",
            "said",
        ),
        (
            "Nadia Brook remembers that Miss Grant told the class: “You can sing.”",
            "Grant",
            "told",
        ),
        ("According to prosecutors, Leary told the clerk, “Don't move.”", "Leary", "told"),
        ("Neighbours say that Mr. Webb had warned them: “Keep your dogs in.”", "Webb", "warned"),
        ("Ruiz remembers when her mother told her, “Nobody owes you this.”", "her mother", "told"),
        ("Lund said that when she arrived, a guard shouted: “Closed!”", "a guard", "shouted"),
        ("Ortiz's widow recalls the day the doctor told her, “It is over.”", "the doctor", "told"),
        ("The report says that one nurse wrote: “No beds. No help.”", "one nurse", "wrote"),
        ("Reuters reported that Lund told lawmakers: “There is no deal.”", "Lund", "told"),
        ("Lund quoted her father as saying: “Read before you sign.”", "her father", "saying"),
        ("The agency quoted the minister, Ada Lund, as saying: “No deal.”", "Ada Lund", "saying"),
        ("She said the mails show that Tarrant answered them: “Drop it.”", "Tarrant", "answered"),
        ("Lund said it was shut and that a clerk told her: “Come in May.”", "a clerk", "told"),
        ("“We were warned,” the Herald quoted Dean as saying.", "Dean", "saying"),
        ("“No,” Joanna Drum told the meeting, according to Luis Kessler.", "Joanna Drum", "told"),
        ("“Burn it,” Kemp told his clerk, according to the indictment.", "Kemp", "told"),
        ("“Burn it,” Kemp is alleged to have said, according to the Gazette.", "Kemp", "said"),
        ("“Burn it,” one of the men shouted, according to Lena Ott.", "one of the men", "shouted"),
        ("“Burn it,” a man in a mask yelled at them, Ott said.", "a man", "yelled"),
        ("“Burn it,” Kemp was heard to say, two officers told the court.", "Kemp", "say"),
    ],
)
def test_the_words_are_whose_clause_leads_to_them(text: str, source: str, cue: str) -> None:
    (quote,) = [quote for quote in quotes.extract(text) if quote.kind == "direct"]
    assert quote.source is not None and source in quote.source.text
    assert quote.cue is not None and cue in quote.cue.text


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Lund said Tuesday: “There will be no deal.”", "Lund"),
        ("Ada Lund, who said last week she was ill, told reporters: “I am well.”", "Ada Lund"),
        ("Asked if Kemp had lied, Ada Lund told reporters: “No comment.”", "Ada Lund"),
        ("Ada Lund denied the report and said: “It never happened.”", "Ada Lund"),
        ("“They left,” Max Kemp said. “Now they come.” Few were asked, Ada Lund said.", "Max Kemp"),
        ("“He came up to me and said, ‘Leave now,’” Ana Ruiz recalled.", "Ana Ruiz"),
        ("“It never happened,” said Ada Lund, and Max Kemp agreed.", "Ada Lund"),
        ("Ada Lund said that the mill was closed. “We tried,” she told reporters.", "Ada Lund"),
    ],
)
def test_a_clause_that_is_no_report_of_another_changes_nothing(text: str, speaker: str) -> None:
    (quote,) = [quote for quote in quotes.extract(text) if quote.kind == "direct"]
    assert quote.speaker is not None and quote.speaker.name == speaker
