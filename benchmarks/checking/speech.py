"""Speech of our own to make cases from: a grammar of council hearings, and the examples' articles.

Nothing here is anybody's text. Where a folder of other texts is given, its sentences are used as
well; they are read, never kept.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

_WORDS = {
    "who": "we|I|the council|the engineers|our members|the county|the union|the school board|"
    "the fishermen|my department|the residents|the contractor|the harbour office|they",
    "name": "Rivera|Okonkwo|Lindqvist|Hadley|Marchetti|Tanaka|Abernathy|Castellan|Novak|Pemberton|"
    "Ferreira|Halloran|Obuya|Whitlock|Sorrento|Dunleavy",
    "place": "Millbrook|Port Ansell|Orrisdale|Harwick|Dunmorrow|Calder Falls|Lake Oskawanda|Thornby",  # noqa: E501
    "modal": "will|would|can|could|should|must|might|may|cannot|won't|will not|should not|couldn't|"
    "will never",
    "verb": "rebuild|close|fund|repair|inspect|lease|expand|replace|support|sell|defend|measure|"
    "announce|reopen|postpone|insure|clean|heat|light|extend|shorten|protect|neglect|paint",
    "past": "rebuilt|closed|funded|repaired|inspected|leased|expanded|replaced|supported|sold|"
    "announced|reopened|postponed|insured|cleaned|extended|neglected|favoured|organised|ignored",
    "thing": "the bridge|the library|the old pier|the night bus|the swimming pool|the reservoir|"
    "the town hall roof|the music school|the ferry|the fire station|the market square|the archive|"
    "the sea wall|the bakery|the playground|the sewage plant|the lighthouse|the cemetery gate|"
    "the theatre|the community centre|the railway crossing|the harbour lights",
    "adj": "rotten|costly|modest|splendid|reckless|honest|dangerous|tiresome|careful|generous|"
    "colourful|foolish|reliable|shameful|lovely|fragile|enormous|temporary|ordinary|grey",
    "number": "two|three|four|five|seven|nine|eleven|12|14|19|27|40|63|85|110|240|312|1,900|4,500",
    "unit": "weeks|years|houses|families|children|boats|tenants|windows|bolts|meetings|months|miles",  # noqa: E501
    "money": "$1.2 million|$340,000|$65|$7 million|£12,500|$90,000|40 percent|$2.8 billion|6 percent",  # noqa: E501
    "when": "before the winter|after the election|by Thursday|next spring|in March|last summer|"
    "on Monday|at the end of the season|since the flood|during the storm|until the autumn",
    "reason": "the timber has gone soft|the money ran out|the pumps failed again|nobody asked us|"
    "the contract was never signed|insurance covers only half of it|the tide takes the gravel away|"
    "the plans were drawn in a hurry|the neighbours complained about noise|the boiler is worn out|"
    "the auditors found a hole in the accounts|the students need somewhere warm to go|"
    "the road floods at high water|those trees are older than this town|the price of steel doubled",
    "open": "Frankly|To be honest|As a matter of fact|For the record|In my view|Last year|"
    "With respect|After the fire|On the whole|At this point|Let me be clear",
    "noun": "promise|budget|warning|petition|timetable|invoice|map|letter|rumour|compromise|"
    "survey|permit|favour|mistake|apology|decision|question|delay|licence|defence",
}  # fmt: skip
_SENTENCES = (
    "{open}, {who} {modal} {verb} {thing} {when}.",
    "{who} {modal} {verb} {thing}, because {reason}.",
    "It took {number} {unit} and {money} to find out that {reason}.",
    "{name} told us that {thing} was {adj}, and I believe {name}.",
    "If {who} {past} {thing} {when}, {number} {unit} would be without a {adj} {noun}.",
    "{who} {past} {thing} {when}, but {who} {modal} {verb} {thing} for {money}.",
    "That {noun} from {place} is {adj}, {adj} and {number} {unit} late.",
    "I don't think {who} {past} {thing} only because {reason}.",
    "What {place} needs is a {adj} {noun}, not another {adj} {noun}.",
    "There are {number} {unit} in {place} who {modal} {verb} {thing} unless {reason}.",
    "{who} {past} {number} {unit} {when}, {reason}, and that's {adj}.",
    "My {noun} is {adj}: {thing} costs {money} and {reason}.",
    "You can call it a {noun}; {name} calls it a {adj} {noun}, and {reason}.",
    "{open}, nobody {past} {thing} when {reason}.",
    "I asked {name} for {money}, and what came back {when} was a {adj} {noun}.",
    "It's {adj} to {verb} {thing} while {reason}, isn't it?",
    "The {noun} we signed in {place} says that {who} {modal} {verb} {thing} within {number} {unit}.",  # noqa: E501
    "Some say {thing} is {adj}; I say {reason}.",
)
_CHOICES = {slot: words.split("|") for slot, words in _WORDS.items()}
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")

_MADE: set[str] = set()

# Sentences about something else.
_KITCHEN = (
    "{do} the {food} with {food} {long} and serve it with {food}.",
    "My grandmother used to {do} {food} in butter, and {food} afterwards, with a pinch of salt.",
    "A good {food} wants {long} in the oven and a cook who leaves it alone.",
    "Never {do} {food} and {food} in one pan, or the {food} turns bitter.",
)
_KITCHEN_WORDS = {
    "do": "whisk|roast|simmer|chop|marinate|steam|pickle|caramelise|stew|braise".split("|"),
    "food": "fennel|dumplings|aubergines|lentils|mackerel|rhubarb|pastry|custard|celeriac|"
    "gooseberries|saffron rice|shallots|kidneys|trout|gingerbread".split("|"),
    "long": "for an hour|overnight|until golden|over a low flame|ten minutes|all afternoon".split(
        "|"
    ),
}

SPEAKERS = (
    ("Ingrid Falk", "MAYOR FALK", "Falk"),
    ("Tomás Areval", "MR. AREVAL", "Areval"),
    ("Philippa Gaunt", "PHILIPPA GAUNT", "Gaunt"),
    ("Oluwaseun Makinde", "DR. MAKINDE", "Oluwaseun Makinde"),
    ("Volodymyr Zelensky", "PRESIDENT ZELENSKYY", "Zelensky"),
    ("Hana Brezik", "Hana Brezik", "Hana Brezik"),
    ("Desmond Ackroyd", "COUNCILLOR ACKROYD", "Desmond Ackroyd"),
    ("Mireille Castaing", "Ms. Castaing", "Castaing"),
    ("Yusuf Karadağ", "YUSUF KARADAG", "Karadağ"),
    ("Brooke Tanimoto", "CHAIR TANIMOTO", "Brooke Tanimoto"),
)  # full name, label in the transcript, name in the article


def made(rng: random.Random, count: int) -> list[str]:
    """Sentences of the grammar, all different."""
    found: dict[str, None] = {}
    while len(found) < count:
        pattern = rng.choice(_SENTENCES)
        sentence = re.sub(r"\{(\w+)\}", lambda slot: rng.choice(_CHOICES[slot[1]]), pattern)
        found[sentence[0].upper() + sentence[1:]] = None
    _MADE.update(found)
    return list(found)


def is_made(sentence: str) -> bool:
    """Whether the sentence is of the grammar, whose sentences are much alike."""
    return sentence in _MADE


def kitchen(rng: random.Random) -> str:
    """A sentence that no council says."""
    words = rng.choice(_KITCHEN)
    made = re.sub(r"\{(\w+)\}", lambda slot: rng.choice(_KITCHEN_WORDS[slot[1]]), words)
    return made[0].upper() + made[1:]


def from_texts(folder: Path, glob: str) -> Iterator[str]:
    """Sentences of running text, 8 to 40 words, without quotation marks."""
    for path in sorted(folder.glob(glob)):
        text = path.read_text(encoding="utf-8", errors="replace")
        for paragraph in re.split(r"\n+", text):
            for sentence in _END.split(" ".join(paragraph.split())):
                words = sentence.split()
                if 8 <= len(words) <= 40 and not re.search(  # noqa: SIM102
                    r"[“”\"‘\[\](){}…_|]|``|''|\.\.", sentence
                ):
                    if sentence[0].isupper() and sentence[-1] in ".!?":
                        yield sentence


def sentences(rng: random.Random, shared: Path | None) -> list[str]:
    """All there is to make cases from, in a random order."""
    found = made(rng, 26000)
    found += from_texts(ROOT / "examples", "*.txt")
    if shared is not None:
        found += list(from_texts(shared / "corpora/polnear/data/train/text", "*.txt"))[:16000]
    found = list(dict.fromkeys(found))
    rng.shuffle(found)
    return found
