"""English pages: what stands around an article, and how stories, reports and speech are worded.

The words stand in `en/`. Groups are in the order of the weights that were fitted to them.
"""

from __future__ import annotations

from quotes.languages.words import lists

FURNITURE = lists("en/furniture")
PHRASES = frozenset(FURNITURE.lines("buttons", "advertising", "navigation"))
SECTIONS = frozenset(FURNITURE.lines("sections"))
WITHIN_CREDITS = lists("en/particles").ordered("within credits")

RATES = lists("en/style").groups("rates")  # tell a story from a report

# Tell what somebody says from what the narrator tells.
COUNTS, FIRST_WORDS = lists("en/talk").groups("counts"), lists("en/talk").groups("first words")
CLITICS = lists("en/talk").ordered("clitics")

SUBJECTS = lists("en/phrases").ordered("subjects")
DETERMINERS = lists("en/phrases").ordered("before a subject")
SELECTS = lists("en/phrases").ordered("selects")
NAMED = lists("en/phrases").ordered("named")
WORDS, MEANS = lists("en/phrases").ordered("words"), lists("en/phrases").ordered("means")
PERFORMS = lists("en/phrases").ordered("performs")
CHOOSES = lists("en/phrases").ordered("chooses")
BEFORE_TERMS = lists("en/phrases").ordered("before a term")
