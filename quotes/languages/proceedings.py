"""Printed proceedings in English: of parliaments, hearings and courts.

Who speaks there by office, and what stands between the speeches that is nobody's: page numbers,
votes, motions, lists, what was handed in and not spoken. As patterns, because what tells a vote
from somebody's words about a vote is how the sentence begins.
"""

from __future__ import annotations

import re

# Before a surname in records of parliament, as a pattern; and who presides, behind “The”.
COURTESY = "Mr|Mrs|Ms|Miss|Dr|Prof|Sen|Rep|Hon|Gen|Adm|Col"
OFFICES = (
    "(?:(?:ACTING|Acting|VICE|Vice|DEPUTY|Deputy|CHIEF|Chief|PRESIDING|Presiding|ASSISTANT"
    "|READING|BILL|LEGISLATIVE) ){0,2}"
    "(?:CHAIR(?:MAN|WOMAN|PERSON)?|Chair(?:man|woman)?|OFFICER|PRESIDENT|SPEAKER|CLERK|CHAPLAIN"
    "|JUSTICE|SECRETARY|SERGEANT AT ARMS|Officer|President|Speaker|Clerk|Chaplain|Justice)"
)
PRESIDING = frozenset("speaker chair chairman chairwoman chairperson president clerk".split())

# The number of a page, alone on its line.
PAGE_NUMBER = re.compile(
    r"[-–—]?[ ]*(?:(?:page|p\.|pg\.)[ ]*)?\d{1,4}(?:[ ]*(?:of|/)[ ]*\d{1,4})?[ ]*[-–—]?", re.I
)
# Lines that only the printer needs, or who looks for a page.
PAGE_MARK = re.compile(
    r"\[\[[Pp]age [A-Z]?\d+\]\]|\{time\}[ ]*\d+|\[Time: ?\d+\]|VerDate .*"
    r"|.*\bJkt \d+ PO \d+ Frm \d+.*|[a-z]+ on [A-Z0-9]{6,} with .*"
)
PAGE_SIGNS = ("[[", "{time}", "[Time", "VerDate", " Frm ", "PROD with")  # one is in each
# Lines behind which nobody speaks any more.
ENDS_TALK = re.compile(
    r"\W*(?:the )?(?:end|ends|fin|interview ends|end of (?:the )?(?:interview|transcript|recording"
    r"|hearing|session|tape)|adjourned|curtain|exeunt|\d+)\W*",
    re.IGNORECASE,
)
# The head of a scene, or of the examination of a witness.
SCENE = re.compile(
    r"\W*(?:(?:ACT|SCENE|Act|Scene) (?:[IVXLC]+|\d+|[A-Z][a-z]+)\b.{0,60}|(?:INT|EXT)[./ ].*"
    r"|(?:(?:RE-?)?(?:CROSS|DIRECT)[- ]?)?(?:RE-?DIRECT )?(?:EXAMINATION|Examination)\b.{0,60}"
    r"|[A-Z][A-Z .'’-]{4,60},"  # NADIA PETROV, / called as a witness …
    r"|(?:Enter|Exit|Exeunt|Re-enter) .{0,80}|(?:CROSS-|RE)?(?:EXAMINATION )?BY (?:MR|MS|MRS|DR).*)"
)
# The head of a scene in a screenplay, where what is not under a name is action.
SLUG = re.compile(r"[ \t]*\.?(?:INT|EXT|EST|I/E)[./ ]")

_SUBJECTS = (
    "question|vote|motion|result|amendment|bill|resolution|nomination|preamble|conference report"
    "|yeas and nays"
)
_DONE = (
    "agreed|rejected|adopted|passed|ordered|taken|put|announced|confirmed|tabled|withdrawn"
    "|negatived|considered|reported|referred|carried|read|suspended"
)
_CLERK = "(?:(?:[Ss]enior|[Aa]ssistant|[Dd]eputy|[Bb]ill|[Ll]egislative|[Rr]eading) )*[Cc]lerk"
_PAPERS = "statements?|testimony|responses?|questions?|letters?|materials?|information|articles?"
_WRITTEN = "PREPARED|WRITTEN|OPENING|SUBMITTED|JOINT"
# How a paragraph begins that is nobody's speech, whatever turn it stands in.
NOT_SPOKEN = re.compile(
    "|".join(
        (
            # votes and motions
            rf"The (?:{_SUBJECTS})(?: \([^)]*\)|, as amended,)? (?:of the vote )?"
            rf"(?:was|were) (?:[a-z]+ly )?(?:{_DONE})\b",
            rf"So,? (?:\([^)]*\) )?the [a-z ]{{3,40}} (?:was|were) (?:{_DONE})\b",
            r"The vote was taken by electronic device",
            r"There (?:was|being) no (?:further )?objection\b[^?!]{0,60}$",
            r"A (?:motion to reconsider was|recorded vote was)\b",
            r"(?:Thereupon|Whereupon|Accordingly),? \(?(?:at|the|a|on)\b",
            r"(?:Question|Amendment|Motion|Bill|Resolution) (?:put|proposed|agreed|read|made)\b",
            r"The House divided\b",
            r"\[?(?:ROLL|Roll|Rollcall|ROLLCALL|Division)(?: Call)?(?: Vote)? (?:No\.|CALL|\d)",
            r"(?:YEAS|NAYS|AYES|NOES|NOT VOTING|PRESENT)[ ]?(?:[-–—]{1,2}[ ]?\d+|$)",
            r"(?:Yeas|Nays|Ayes|Noes)[ ]?(?:[-–—]{1,2}[ ]?\d+|$)",
            r"(?:Mr|Ms|Mrs|Messrs|Mses)\.? [^.]{3,120} changed (?:his|her|their) votes?\b",
            # what the clerk does, and leave that is given
            rf"The {_CLERK} (?:read|called|will report|proceeded|designated)\b.{{0,160}}$",
            r"\(?(?:Mr|Ms|Mrs)\.? [^.]{3,80} asked and was given permission\b",
            r"The [Cc]hair(?:man)? laid before\b",
            # what was handed in
            r"The (?:text|material|matter) of .{0,120}(?:is |are )?as follows",
            rf"\W?(?:The )?(?:[a-z]+ )?(?:{_PAPERS}) .{{0,160}}"
            r"\b(?:follows?\W*|appears? (?:at|in|on) [^?!]{1,60})$",
            rf"(?:(?:{_WRITTEN}) )?(?:STATEMENTS?|TESTIMONY) (?:OF|BY)\b",
            rf"(?:{_WRITTEN.title()}) (?:Statement|Testimony) (?:of|by|for)\b",
            # what others do meanwhile
            r"(?:[A-Z][\w’'-]+ ){0,3}(?:[Mm]embers?|[Ss]enators?|[Dd]eputies)"
            r" (?:interjecting|rose)\b",
        )
    )
)
