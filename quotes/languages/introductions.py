"""How English documents introduce the people of a transcript: who asks, answers, is sworn, is who.

Patterns of words, without the names around them; `turns.introductions` puts both together.
"""

from __future__ import annotations

# What says that somebody is the one behind a label that is no name.
ASKS = "interviewer|interviewed by|interview by|questions by|host|presenter|moderator"
TALKS = (
    "talks? to|talked to|talks? with|talked with|speaks? to|spoke to|speaks? with|spoke with"
    "|interviews|interviewed"
)
ANSWERS = f"interviewee|interview with|conversation with|{TALKS}|guest|witness|respondent"
_JUDGES = r"the hon(?:ou?rable|\.)|hon(?:ou?rable|\.)|judge|justice|magistrate"
# The last word of a label → what its holder is called elsewhere.
BEHIND = {
    "court": _JUDGES,
    "judge": _JUDGES,
    "interviewer": ASKS,
    "interviewee": ANSWERS,
    "witness": "witness",
    "guest": "guest|joined by",
    "host": "host|hosted by|presented by",
    "moderator": "moderator|moderated by|chaired by",
    "chair": "chair|chaired by|chairman|chairwoman",
}
# Behind the name of a witness.
SWORN = "sworn|affirmed|called as a witness|testified as follows|SWORN|AFFIRMED"
COURTESIES = r"(?:M[RS]S?|M[rs]s?|MISS|Miss|DR|Dr)\.?"
MY_NAME = r"\b[Mm]y (?:full |own )?name is|\b[Mm]y name['’]s|\bI am called"

# Titles of parliaments, beside those of every text.
TITLES = frozenset("rt right hon hon'ble shri smt shrimati kumari thiru deputy td msp".split())
# In a label, a name follows: “COLONEL PRICE” is no price.
BEFORE_NAMES = frozenset(
    "mr mrs ms miss dr sir sen rep gov capt captain col colonel lt lieutenant sgt sergeant "
    "major prof rev hon senator judge justice detective inspector".split()
)
# What they are of, stands before: “FOREIGN MINISTER”, “SURGEON GENERAL”.
OFFICES_BEHIND = frozenset(
    "minister secretary general president commissioner justice governor ambassador chancellor "
    "whip leader officer".split()
)
