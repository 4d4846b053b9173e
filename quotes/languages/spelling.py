"""English words that are spelled in more than one way, and say the same.

Only what cannot change the sense: no pair here may join two different words (so there is no general
rule from -our to -or, which would make “four” of “for”).
"""

from __future__ import annotations

_OUR = (
    "arm ard behavi cand clam col demean end endeav fav ferv flav glam harb hon hum lab "
    "neighb od parl ranc rig rum sav savi splend succ tum val vap vig misdemean enam"
)
_RE = "cent theat met lit fib calib somb spect lust meag kilomet centimet millimet epicent maneuv"
_DOUBLED = (
    "travel cancel model label level fuel signal counsel jewel marvel quarrel channel total dial "
    "equal rival tunnel funnel shovel towel panel pedal initial enrol fulfil instal appal distil "
    "bevel libel grovel unravel snivel swivel revel yodel"
)
_PAIRS = """
grey gray
tyre tire
tyres tires
kerb curb
kerbs curbs
plough plow
ploughs plows
ploughed plowed
cheque check
cheques checks
programme program
programmes programs
pyjamas pajamas
aluminium aluminum
defence defense
defences defenses
offence offense
offences offenses
licence license
licences licenses
pretence pretense
practise practice
practised practiced
practising practicing
practises practices
catalogue catalog
dialogue dialog
analogue analog
sceptic skeptic
sceptics skeptics
sceptical skeptical
scepticism skepticism
storey story
storeys stories
towards toward
afterwards afterward
learnt learned
burnt burned
dreamt dreamed
spelt spelled
spilt spilled
whilst while
amongst among
skilful skillful
wilful willful
fulfilment fulfillment
enrolment enrollment
instalment installment
jewellery jewelry
judgement judgment
acknowledgement acknowledgment
ageing aging
anaesthetic anesthetic
paediatric pediatric
haemorrhage hemorrhage
encyclopaedia encyclopedia
manoeuvre maneuver
manoeuvres maneuvers
foetus fetus
cosy cozy
moustache mustache
mum mom
mould mold
moult molt
speciality specialty
sulphur sulfur
artefact artifact
draught draft
gaol jail
omelette omelet
axe ax
yoghurt yogurt
alright allright
email e-mail
adviser advisor
advisers advisors
protester protestor
unshakeable unshakable
likeable likable
sizeable sizable
saleable salable
loveable lovable
moveable movable
immoveable immovable
useable usable
unmistakeable unmistakable
liveable livable
bribeable bribable
protesters protestors
""".strip().splitlines()


def _spellings() -> dict[str, str]:
    """Each British (or older) form to the American one."""
    forms = dict(pair.split() for pair in _PAIRS)
    for stem in _OUR.split():
        for end in ("", "s", "ed", "ing", "able", "ably", "ite", "ites", "er", "ers", "ful",
                    "less", "hood", "hoods", "al", "ist", "ists"):  # fmt: skip
            forms[f"{stem}our{end}"] = f"{stem}or{end}"
    for stem in _RE.split():
        for end in ("", "s"):
            forms[f"{stem}re{end}"] = f"{stem}er{end}"
        forms[f"{stem}red"] = f"{stem}ered"
    for stem in _DOUBLED.split():
        for end in ("ed", "ing", "er", "ers", "ation"):
            forms[f"{stem}l{end}"] = f"{stem}{end}"
        forms[f"{stem}l"], forms[f"{stem}ls"] = stem, f"{stem}s"
    return forms


SPELLINGS = _spellings()

# -ise and -ize: one spelling for both, whether or not both are in use.
ISE_ENDINGS = tuple(
    f"{stem}{end}"
    for stem in ("is", "ys")
    for end in ("e", "ed", "es", "ing", "er", "ers", "ation", "ations", "able")
)
SHORTEST_ISE = 6

# What is said in one word or two. Contractions with n't, 'll, 've, 're and 'm follow rules.
SPOKEN = {
    "cannot": "can not",
    "can't": "can not",
    "won't": "will not",
    "shan't": "shall not",
    "let's": "let us",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "kinda": "kind of",
    "sorta": "sort of",
    "gimme": "give me",
    "'cause": "because",
    "'cos": "because",
    "cos": "because",
    "'em": "them",
    "'til": "till",
    "percent": "per cent",
    "%": "per cent",
    "&": "and",
    "ok": "okay",
    "mr": "mister",
    "dr": "doctor",
    "vs": "versus",
    "sen": "senator",
    "sens": "senators",
    "gov": "governor",
    "rep": "representative",
    "reps": "representatives",
    "gen": "general",
    "lt": "lieutenant",
    "col": "colonel",
    "sgt": "sergeant",
    "capt": "captain",
    "prof": "professor",
    "rev": "reverend",
    "jan": "january",
    "feb": "february",
    "aug": "august",
    "sept": "september",
    "oct": "october",
    "nov": "november",
    "dec": "december",
    "alright": "all right",
    "dollars": "dollar",
    "pounds": "pound",
    "euros": "euro",
}
# Speech-to-text tools write contractions without their apostrophes. Those that would be another
# word (were, well, ill, its, lets, id, shed) are not here.
for _word in "do does did is are was were have has had would could should must need".split():
    SPOKEN[f"{_word}nt"] = f"{_word} not"
SPOKEN |= {
    "cant": "can not",
    "wont": "will not",
    "im": "i am",
    "ive": "i have",
    "youre": "you are",
    "youve": "you have",
    "youll": "you will",
    "theyre": "they are",
    "theyve": "they have",
    "theyll": "they will",
    "weve": "we have",
    "itll": "it will",
    "thats": "that 's",
    "whats": "what 's",
    "theres": "there 's",
    "heres": "here 's",
    "hes": "he 's",
    "shes": "she 's",
}
# Endings of contractions that stand for one word, and those that stand for one of several.
CONTRACTED = {"ll": "will", "ve": "have", "re": "are", "m": "am", "s": "'s", "d": "'d"}
STANDS_FOR = {"'s": ("is", "has"), "'d": ("had", "would")}

# Small words that those who write down what they hear take for one another.
HOMOPHONES = {"their": "there", "there": "their", "to": "too", "too": "to"}

CURRENCIES = {"$": "dollar", "£": "pound", "€": "euro", "¥": "yen", "₹": "rupee"}
