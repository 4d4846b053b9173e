"""Do the turns of a text read as what people say to each other, in English?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import mean, median

from quotes.languages.transcripts import FUNCTION_WORDS, TALK
from quotes.turns.candidates import Candidate

LEAST_ENGLISH = 0.18  # share of words that are function words; English has 0.3 and more
LEAST_TALK = 0.25  # share of turns with a word or mark of talk
LEAST_SENTENCES = 0.5  # share of turns that end like a sentence, where no times stand before them
MOST_QUOTED = 0.5  # share of turns in quotation marks, which tell more than the labels
LONGEST = 3600  # characters of the middle turn
NEAR = 0.75  # share of turns that are followed by another one within twice that
_READ = 20_000  # characters of the turns that are looked at to tell whether people talk

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_OPENING, _CLOSING = '“"‘«„', '”"’»“'
_SENTENCE_ENDS = ".?!…—–-,;:)]"


def is_talk(text: str, speakers: Sequence[Candidate]) -> bool:
    """Looks at no more than the beginning of a long text."""
    words, common, talking, sentences, quoted, read, at = 0, 0, 0, 0, 0, 0, 0
    answers, told = 0, 0  # in a quiz, no answer is a sentence or has a word of talk
    for candidate in speakers:
        said = text[candidate.start : candidate.blocks[0][1]]
        printed = WORD.findall(said[:2000])
        own = [word.casefold().replace("’", "'") for word in printed]
        words += len(own)
        common += sum(word in FUNCTION_WORDS for word in own) + printed.count("I")
        talks = any(word in TALK for word in own)
        talking += "?" in said or talks
        answers += candidate.label.is_answer
        bare = said.rstrip(" \t*_”\"’'")
        sentences += bare[-1:] in _SENTENCE_ENDS
        told += candidate.label.is_answer and (talks or bare[-1:] in _SENTENCE_ENDS)
        quoted += said[0] in _OPENING and said[-1] in _CLOSING
        read += 1
        at += len(said)
        if at > _READ and read >= 50:
            break
    stamped = sum(c.label.stamp is not None for c in speakers) > len(speakers) / 2
    near = [b.at - a.at <= 2 * LONGEST for a, b in pairwise(speakers)]
    lengths = [c.end - c.start for c in speakers]
    return (
        common >= LEAST_ENGLISH * words
        and talking >= LEAST_TALK * read
        and told >= LEAST_TALK * answers
        and (stamped or sentences >= LEAST_SENTENCES * read)
        and quoted <= MOST_QUOTED * read
        and median(lengths) <= LONGEST
        and mean(near) >= NEAR
    )
