"""What a desk relies on: few alarms, each of them true, and no comfort that is false."""

from __future__ import annotations

import pytest
from checking.claims import against, by_pronoun, direct, mixed, reported

from quotes.checking import Verdict

HALL = """MODERATOR: Good evening, both of you.

JONAS BREUER: The weir must be mended before the thaw, and the county will not pay a cent of it.

MODERATOR: And the mill?

HEDDA BREUER: The mill stays shut until somebody buys the wheel from us. I like the old wheel.

MODERATOR: What of the rumours, Mr Ostrow?

PAUL OSTROW: I sold nothing to anybody. I never said we would drain the pond, and we do not think
the miller should leave. I would not call it a great loss. I will sign the lease, but only if the
roof holds through the winter.

MODERATOR: Last week you told the Herald, quote, “The pond belongs to the ducks.” Is that so?

PAUL OSTROW: It does, in a manner of speaking. Forty houses stand below it, and some of them are
mine. We mended the sluice at night, we paid the divers ourselves, and nobody thanked us for it.
"""


class TestSpeakers:
    def test_two_of_one_surname(self) -> None:
        words = "The weir must be mended before the thaw, and the county will not pay"
        assert against(direct(words, by="Hedda Breuer"), HALL).verdict == "wrong-speaker"
        assert against(direct(words, by="Jonas Breuer"), HALL).verdict == "verbatim"

    def test_a_surname_that_two_have_proves_nothing(self) -> None:
        check = against(direct("The weir must be mended before the thaw", by="Breuer"), HALL)
        assert (check.verdict, check.flags) == ("verbatim", ("speaker-unknown",))

    @pytest.mark.parametrize(
        "label",
        [
            "FIRE WARDEN TOLLE",
            "AIR COMMODORE TOLLE",
            "MAYOR TOLLE",
            "PARK RANGER TOLLE",
            "HARBOUR MASTER TOLLE",
        ],
    )
    def test_an_office_is_no_first_name(self, label: str) -> None:
        talk = f"{label}: The bridge is shut for lorries.\n\nREPORTER: Until when, please?\n\n" * 3
        assert against(direct("The bridge is shut for lorries.", by="Signe Tolle"), talk).holds

    def test_nobody_is_accused_where_the_article_is_not_sure(self) -> None:
        words = "The weir must be mended before the thaw, and the county will not pay"
        check = against(direct(words, by="Paul Ostrow", sure=0.6), HALL)
        assert (check.verdict, check.flags) == ("verbatim", ("speaker-unsure",))

    def test_he_said_may_be_whoever_is_named_around(self) -> None:
        article = (
            "Paul Ostrow came late. Jonas Breuer had the floor. “The weir must be mended before "
            "the thaw,” he said."
        )
        quote = by_pronoun(direct("The weir must be mended before the thaw", by="Paul Ostrow"),
                           article)  # fmt: skip
        assert against(quote, HALL, article=article).verdict == "verbatim"
        alone = article.replace("Jonas Breuer had the floor.", "It was cold in the hall, all said.")
        quote = by_pronoun(direct("The weir must be mended before the thaw", by="Paul Ostrow"),
                           alone)  # fmt: skip
        assert against(quote, HALL, article=alone).verdict == "wrong-speaker"

    def test_a_question_that_reads_them_out(self) -> None:
        check = against(direct("The pond belongs to the ducks.", by="Paul Ostrow"), HALL)
        assert check.verdict in ("verbatim", "typography")
        assert "quoted-by-other" in check.flags

    def test_few_words_accuse_nobody(self) -> None:
        check = against(mixed("he feared “the thaw” most", by="Hedda Breuer"), HALL)
        assert check.verdict != "wrong-speaker"


class TestWordsFromElsewhere:
    @pytest.mark.parametrize(
        "words",
        [
            "I am not selling anything",
            "The county should be ashamed of the mayor",
            "We ought to try it",
            "dangerous for the winter",
            "It’s bound to be a scramble for the exits",
            "That song was about the divers",
        ],
    )
    def test_shared_words_are_no_statement(self, words: str) -> None:
        assert against(direct(words, by="Berit Sand"), HALL).verdict == "not-found"

    def test_a_changed_statement_is_one(self) -> None:
        words = "The weir should be mended before the thaw, and the county will pay for it"
        check = against(direct(words, by="Jonas Breuer"), HALL)
        assert (check.verdict, check.severity) == ("altered", "sense")

    def test_a_word_by_chance(self) -> None:
        assert against(mixed("the treaty a “lease.”", by="Paul Ostrow"), HALL).verdict == "partial"
        near = mixed("how the “sluice” was mended at night", by="Paul Ostrow")
        assert against(near, HALL).verdict == "verbatim"


class TestReportedClauses:
    @pytest.mark.parametrize(
        "clause",
        [
            "the county would pay for a new weir by the spring",
            "he had never sold a thing to the Herald",
            "the pond was a disgrace to the four villages",
        ],
    )
    def test_a_summary_accuses_nobody(self, clause: str) -> None:
        check = against(reported(clause, by="Hedda Breuer"), HALL)
        assert (check.verdict, check.flags) == ("unchecked", ("reported",))

    def test_what_the_source_says(self) -> None:
        check = against(reported("the weir had to be mended before the thaw", by="Jonas Breuer"),
                        HALL)  # fmt: skip
        assert check.verdict == "paraphrase"

    def test_another_number_in_surely_the_same_statement(self) -> None:
        talk = (
            "MAYOR FALK: The council bought eleven buses from Norway in March for the night line."
            "\n\nCLERK: Thank you, mayor.\n"
        )
        clause = "the council bought nineteen buses from Norway in March for the night line"
        check = against(reported(clause), talk)
        assert (check.verdict, check.severity) == ("altered", "sense")

    def test_the_frame_is_the_article_s_own(self) -> None:
        clause = "the village wants “mended before the thaw” weirs to stop the mayor from leaving"
        check = against(mixed(clause, by="Jonas Breuer"), HALL)
        assert check.verdict == "verbatim"


class TestSeverity:
    @pytest.mark.parametrize(
        ("words", "severity"),
        [
            ("We mended the sluice at night, we paid the divers ourselves", None),
            ("We mended the sluice at night, and we paid the divers ourselves", "minor"),
            ("We mend the sluice at night, we paid the divers ourselves", "minor"),
            ("We mended the gate at night, we paid the divers ourselves", "wording"),
            ("They mended the sluice at night, we paid the divers ourselves", "sense"),
            ("We never mended the sluice at night, we paid the divers ourselves", "sense"),
            ("Fifty houses stand below it", "sense"),
            ("We might have mended the sluice at night, we paid the divers", "sense"),
        ],
    )
    def test_what_weighs(self, words: str, severity: str | None) -> None:
        assert against(direct(words, by="Paul Ostrow"), HALL).severity == severity

    def test_two_names_that_look_alike(self) -> None:
        talk = "LENE VOSS: I saw Mr. Wolf at the weir.\n\nIB RANK: So did I.\n\n" * 2
        check = against(direct("I saw Mr. Wolfe at the weir", by="Lene Voss"), talk)
        assert (check.severity, check.changes[0].kind) == ("sense", "name")

    def test_a_ready_correction(self) -> None:
        check = against(direct("We mended the gate at night", by="Paul Ostrow"), HALL)
        assert check.correction == "We mended the sluice at night"

    def test_a_longer_name_is_the_same_change(self) -> None:
        talk = "LENE VOSS: I pity all those Ostrovians who came.\n\nIB RANK: So do I.\n\n" * 2
        check = against(direct("I pity all those Ostrovian who came", by="Lene Voss"), talk)
        assert (check.verdict, check.severity) == ("altered", "minor")


class TestContext:
    @pytest.mark.parametrize(
        ("words", "flag"),
        [
            ("we would drain the pond", "context-before"),
            ("the miller should leave", "context-before"),
            ("I will sign the lease", "context-after"),
            ("a great loss", "context-before"),
        ],
    )
    def test_a_cut_that_turns_the_sense(self, words: str, flag: str) -> None:
        check = against(direct(words, by="Paul Ostrow"), HALL)
        assert flag in check.flags
        assert (check.holds, check.severity) == (True, "sense")

    @pytest.mark.parametrize(
        "words",
        ["I sold nothing to anybody.", "We mended the sluice at night", "I like the old wheel."],
    )
    def test_no_cut(self, words: str) -> None:
        check = against(direct(words, by=None), HALL)
        assert (check.verdict, check.severity) in (("verbatim", None), ("typography", "minor"))

    def test_what_stands_around(self) -> None:
        check = against(direct("I will sign the lease", by="Paul Ostrow"), HALL)
        assert check.before.endswith("a great loss.")
        assert check.after.startswith(", but only if the")


class TestStitched:
    def test_two_places_of_two_turns(self) -> None:
        quote = direct("The weir must be mended before the thaw,",
                       "and nobody thanked us for it.", by=None)  # fmt: skip
        assert against(quote, HALL).verdict == "stitched"

    def test_two_places_in_one_stretch(self) -> None:
        words = "I sold nothing to anybody, and nobody thanked us for it"
        assert against(direct(words, by="Paul Ostrow"), HALL).verdict == "stitched"

    def test_parts_of_one_sentence(self) -> None:
        quote = direct("We mended the sluice at night,", "nobody thanked us for it.",
                       by="Paul Ostrow")  # fmt: skip
        check = against(quote, HALL)
        assert (check.verdict, "parts-apart" in check.flags) == ("typography", True)

    def test_an_and_for_a_but_moves_nothing(self) -> None:
        talk = "RUT SAHL: And we bake good bread but it's too expensive.\n\nHOST: Is it?\n\n" * 2
        check = against(direct("We bake good bread. And it’s too expensive", by="Rut Sahl"), talk)
        assert check.verdict == "altered"

    def test_a_change_ends_with_the_turn(self) -> None:
        words = "The mill stays shut until somebody buys the wheel from us."
        check = against(direct(f"{words} I like the old wheel more than gold"), HALL)
        assert check.changes
        assert not any("Ostrow" in change.source for change in check.changes)


SAME = [
    ("The pump is okay this week", "The pump is OK this week"),
    ("The fee is nonrefundable here", "The fee is non-refundable here"),
    ("I have read Mr. Hodges’s whole letter", "I have read Mr. Hodges' whole letter"),
    ("The crowd was unmistakeable to all", "The crowd was unmistakable to all"),
    ("They charged me $35 twice", "They charged me $35.00 twice"),
    ("She counted a thousand crates in there", "She counted 1,000 crates in there"),
    ("We wrote to Sen. Ulla Brekke", "We wrote to Senator Ulla Brekke"),
    ("The frost ended on Feb. 19 last year", "The frost ended on February 19 last year"),
    ("I think Judge Corriel is wrong here", "I think Judge Corio (ph) is wrong here"),
]
FILLED = [
    ("We built a shed by the canal", "We, like, built a, um, a shed by the, by the canal"),
    ("By noon 83 crates had been sold", "By noon 83 crates were, um, 83 crates had been sold"),
    ("We all sang. Trust me, she was not even tired",
     "We all sang. She was not even, trust me, she was not even tired"),
    ("Edda likes to ride the first tram", "Edda likes to ride -- she likes to ride the first tram"),
]  # fmt: skip


@pytest.mark.parametrize(("article", "source"), SAME)
def test_variants_of_one_word(article: str, source: str) -> None:
    check = against(direct(article, by=None), f"Well, listen. {source}. So it is.")
    assert (check.verdict, check.severity) == ("typography", "minor")


@pytest.mark.parametrize(("article", "source"), FILLED)
def test_how_people_talk(article: str, source: str) -> None:
    assert against(direct(article, by=None), f"Well, listen. {source}.").verdict == "fillers"


@pytest.mark.parametrize(
    ("article", "source"),
    [("It is hard", "It is not, not hard"), ("We have five boats", "We have five, fifty boats")],
)
def test_a_not_or_a_number_is_no_filler(article: str, source: str) -> None:
    assert not against(direct(article, by=None), f"Well. {source}.").holds


def test_the_host_s_yes() -> None:
    talk = (
        "ARNE FOSS: She writes about thrift, but what does thrift mean here?\n\nHOST: Yes.\n\n"
        "ARNE FOSS: And, you know, after a winter like the last one, we must save.\n\nHOST: Good.\n"
    )
    quote = direct("She writes about thrift, but what does thrift mean here?",
                   "After a winter like the last one, we must save.", by="Arne Foss")  # fmt: skip
    assert against(quote, talk).verdict == "fillers"


def test_a_bracket_for_what_a_machine_misheard() -> None:
    talk = "The skipper did not ask weather the lamp would last for Mr. Poole."
    assert against(direct("did not ask [whether] the lamp would last for [Poole]", by=None),
                   talk).verdict == "marked-edit"  # fmt: skip


def test_a_short_article_is_no_source() -> None:
    article = "Prime Minister Einar Holt: “The weir must be mended before the thaw, and the " \
              "county will not pay a cent of it.”"  # fmt: skip
    quote = direct("The weir must be mended before the thaw", by=None)
    assert against(quote, HALL, article=article).verdict == "verbatim"


def test_one_word_altered_in_a_speech_that_is_quoted_whole() -> None:
    """However long the claim: it is compared piece by piece."""
    towns = [f"Stop{letter}{number}" for number in range(40) for letter in "abcdefgh"]
    speech = " ".join(f"We built the line to {town}, and it rained there." for town in towns)
    claim = speech.replace("line to Stopd31", "wall to Stopd31")
    assert len(claim.split()) > 3_000
    judged = against(direct(claim), speech)
    assert judged.verdict is Verdict.ALTERED
    assert [(one.article, one.source) for one in judged.changes] == [("wall", "line")]
