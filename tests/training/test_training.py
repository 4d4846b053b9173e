"""Training, where its extra is installed: a narrowed network is the same network without units."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="pip install 'quote-attribution[train]'")

from safetensors.torch import save_file  # noqa: E402

import quotes  # noqa: E402
from quotes.annotations import AnnotatedDocument, read_annotations  # noqa: E402
from quotes.corpora.annotations import AnnotatedText, Attribution  # noqa: E402
from quotes.encoder.folder import find_model  # noqa: E402
from quotes.errors import QuotesError  # noqa: E402
from quotes.training.config import Config, Stage, read_config  # noqa: E402
from quotes.training.examples import Example, Labels, news_example  # noqa: E402
from quotes.training.export import heads_graph, read_heads  # noqa: E402
from quotes.training.losses import losses, read, teach  # noqa: E402
from quotes.training.narrowing import narrow  # noqa: E402
from quotes.training.network import MINILM, MPNET, Reader  # noqa: E402
from quotes.training.recipe import teach_model  # noqa: E402
from quotes.training.refit import Case, fit_evidence, fit_head  # noqa: E402
from quotes.training.train import read_tokenizer, train  # noqa: E402

# What the shipped model takes for speech, over and over.
CALLED = (
    ("dam above Corriebeg", "the Widow", "will be emptied in May"),
    ("bridge at Tarrowick", "the Creaker", "will be shut in June"),
    ("crane over the Aldmoor yard", "Long Meg", "will be taken down next week"),
    ("ferry to Sallow Island", "the Slow Goose", "will sail again in spring"),
    ("chimney of the old mill", "the Candle", "will stay where it is"),
    ("road past Ferncote", "the Corkscrew", "will be widened at last"),
)
TEXT = "The harbour will reopen in May, the mayor of Aldmoor told reporters on Monday."


@pytest.fixture(scope="module")
def config() -> Config:
    return read_config(find_model("en") / "training.toml")


@pytest.fixture(scope="module")
def lesson() -> list[Example]:
    tokenizer = read_tokenizer(find_model("en") / "tokenizer.json")
    cue = TEXT.index("told")
    attribution = Attribution(
        id="1",
        content=((0, TEXT.index(",")),),
        cue=((cue, cue + 4),),
        source=((TEXT.index("the mayor"), cue - 1),),
    )
    text = AnnotatedText("harbour", TEXT, attributions=(attribution,))
    return [news_example(text, Labels(), tokenizer, 256)]


def outputs(reader: Reader, lesson: list[Example]) -> torch.Tensor:
    with torch.no_grad():
        return torch.cat(read(reader.eval(), lesson, torch.device("cpu")), dim=1)


def test_units_that_do_nothing_are_the_ones_that_narrowing_drops(
    config: Config, lesson: list[Example]
) -> None:
    torch.manual_seed(0)
    reader = Reader(dropout=0.0)
    with torch.no_grad():
        for layer in reader.encoder.layers:  # every third head and unit is mute
            layer.out.weight.view(-1, 12, MINILM.head)[:, ::3] = 0
            layer.outer.weight[:, ::3] = 0
    small = narrow(reader, MINILM._replace(heads=8, inner=1024), [lesson], config)
    assert torch.allclose(outputs(small, lesson), outputs(reader, lesson), atol=1e-5)


def test_attention_that_knows_distances_is_narrowed_with_them(
    config: Config, lesson: list[Example]
) -> None:
    torch.manual_seed(0)
    tiny = MPNET._replace(hidden=48, layers=2, heads=3, head=16, inner=60)
    reader = Reader(0.0, tiny)
    with torch.no_grad():
        for layer in reader.encoder.layers:
            layer.out.weight.view(-1, 3, 16)[:, 1] = 0
            layer.outer.weight[:, ::3] = 0
    small = narrow(reader, tiny._replace(heads=2, inner=40), [lesson], config)
    assert torch.allclose(outputs(small, lesson), outputs(reader, lesson), atol=1e-5)


def test_what_frozen_layers_gave_is_kept_and_the_same(lesson: list[Example]) -> None:
    torch.manual_seed(0)
    shape = MINILM._replace(hidden=48, heads=3, head=16, inner=60, frozen=4)
    reader = Reader(0.0, shape).train()
    device = torch.device("cpu")
    first, again = (losses(reader, lesson, device)["roles"] for _ in range(2))
    assert again.item() == pytest.approx(first.item(), abs=0.02)  # kept as bf16
    again.backward()
    learned = {n for n, p in reader.encoder.named_parameters() if p.grad is not None}
    assert "case.weight" in learned
    assert "layers.4.qkv.weight" in learned
    assert not any(name.startswith(("layers.3.", "piece", "position")) for name in learned)


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("teachers = [2]", "stage 2 builds on stage 2"),
        ("after = 5", "stage 2 builds on stage 5"),
        ("teachers = [1]\nof_roles = { 2 = 0.7 }", "stage 2 builds on stage 2"),
        ("of_roles = { 1 = 1.0 }", "stage 2 has of_roles, but no teachers"),
        ("mean = { 1 = 0.5, 3 = 0.5 }", "stage 2 builds on stage 3"),
        ('network = "bert"', "known are minilm, mpnet"),
    ],
)
def test_a_schedule_that_builds_on_nothing_is_told(
    setting: str, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "schedule.toml"
    stages = f"[[stages]]\nepochs = 1\n[[stages]]\nepochs = 1\n{setting}\n"
    path.write_text(f'name = "x"\nversion = "1"\n{stages}', encoding="utf-8")
    with pytest.raises(QuotesError, match=message) as error:
        read_config(path)
    assert path.name in str(error.value)


def test_a_network_that_is_its_own_teacher_has_nothing_to_learn(lesson: list[Example]) -> None:
    torch.manual_seed(0)
    reader = Reader(dropout=0.0)
    device = torch.device("cpu")
    assert "taught" not in losses(reader, lesson, device)
    teach([reader], lesson, device)
    assert losses(reader, lesson, device)["taught"].item() == pytest.approx(0, abs=1e-4)
    assert losses(Reader(dropout=0.0), lesson, device)["taught"].item() > 0.01


def test_roles_can_have_teachers_of_their_own(lesson: list[Example]) -> None:
    torch.manual_seed(0)
    one, another = (Reader(dropout=0.0).eval() for _ in range(2))
    device = torch.device("cpu")
    with torch.no_grad():
        said = [torch.cat(read(reader, lesson, device), dim=1) for reader in (one, another)]
    learner = [replace(example, taught=None) for example in lesson]
    teach([one], learner, device, of_roles=[(one, 0.3), (another, 0.7)])
    taught = torch.from_numpy(learner[0].taught).float()
    roles = 0.3 * said[0][:, :7].log_softmax(1) + 0.7 * said[1][:, :7].log_softmax(1)
    assert torch.allclose(taught[:, :7], roles, atol=0.01)
    assert torch.allclose(taught[:, 7:], said[0][:, 7:], atol=0.01)


def test_a_stage_can_be_the_mean_of_others(tmp_path: Path) -> None:
    torch.manual_seed(0)
    shape = MINILM._replace(heads=2, inner=40)
    readers = [Reader(dropout=0.0, shape=shape) for _ in range(2)]
    for number, reader in enumerate(readers, 1):
        save_file(reader.state_dict(), tmp_path / f"stage-{number}.safetensors")
    learned = [Stage(epochs=1, heads=2, inner=40), Stage(epochs=1)]
    schedule = (*learned, Stage(mean={1: 0.25, 2: 0.75}, links_of=1))
    corpora = tmp_path / "none"  # what is finished is not learned again
    mean = train(corpora, Config("x", "1", schedule), tmp_path, say=lambda _: None).state_dict()
    one, another = (reader.state_dict() for reader in readers)
    for name, values in mean.items():
        wanted = 0.25 * one[name] + 0.75 * another[name]
        if name.startswith(("pairs.", "speech.")):
            wanted = one[name]
        assert torch.allclose(values, wanted, atol=1e-6), name


def said_cases(count: int) -> list[Case]:
    """Stretches whose vector tells by its first number whether somebody says them."""
    dice = np.random.default_rng(1)
    out = []
    for _ in range(count):
        vector = dice.normal(size=128).astype(np.float32)
        said = bool(vector[0] > 0)
        evidence = {"bias": 1.0, "head": 0.0, "talk": float(said) + dice.normal()}
        out.append(Case(vector, evidence, said))
    return out


def test_the_head_of_speech_learns_and_the_other_heads_stay(tmp_path: Path) -> None:
    import onnx
    from onnx import numpy_helper

    path = tmp_path / "heads.onnx"
    shutil.copyfile(find_model("en") / "heads.onnx", path)
    heads, lessons = read_heads(path), said_cases(600)
    before = {t.name: numpy_helper.to_array(t) for t in onnx.load(str(path)).graph.initializer}

    best = fit_head(heads.speech, lessons, [1.0] * len(lessons), seed=1)
    heads_graph(heads, path)
    weights = fit_evidence(read_heads(path).speech, lessons)

    after = {t.name: numpy_helper.to_array(t) for t in onnx.load(str(path)).graph.initializer}
    changed = {name for name, values in before.items() if not np.array_equal(values, after[name])}
    assert best >= 0
    assert changed == {
        f"speech.{layer}.{kind}" for layer in ("first", "second") for kind in ("weight", "bias")
    }
    assert weights["head"] > 0
    assert weights["talk"] > 0


def article(thing: str, name: str, fate: str) -> str:
    return (
        f"The {thing}, known locally as “{name},” {fate}.\n\n"
        "“We have waited ten years for this,” said Elaine Sorrento, who lives beside it.\n"
    )


def reviewed(folder: Path, texts: Sequence[str]) -> list[AnnotatedDocument]:
    """What a reviewer says of these texts, who rejects what is not said."""
    with (folder / "corrected.jsonl").open("w", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            path = folder / f"{number}.txt"
            path.write_text(text, encoding="utf-8")
            for quote in quotes.extract(text, doc=path.as_posix()):
                verdict = "accepted" if "waited" in quote.text else "rejected"
                record = {**quote.to_dict(), "review": {"verdict": verdict}}
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return list(read_annotations(folder / "corrected.jsonl"))


def test_a_model_learns_what_a_reviewer_rejects_again_and_again(tmp_path: Path) -> None:
    *taught, another = (article(*called) for called in CALLED)
    assert len(quotes.extract(another)) == 2, "nothing to correct: choose other texts"

    teach_model("en", reviewed(tmp_path, taught), tmp_path / "taught", say=lambda _: None)

    (found,) = quotes.extract(another, model=str(tmp_path / "taught"))
    assert found.text == "We have waited ten years for this,"


def test_what_does_not_help_on_texts_held_back_is_not_learned(tmp_path: Path) -> None:
    said: list[str] = []
    texts = [article(*called) for called in CALLED[:4]]
    as_found = [
        replace(document, quotes=tuple(quotes.extract(document.text)))
        for document in reviewed(tmp_path, texts)
    ]
    teach_model("en", as_found, tmp_path / "taught", say=said.append)

    assert "stays as it was" in said[-1]
    before, after = (find_model(m) for m in ("en", str(tmp_path / "taught")))
    for file in ("encoder.onnx", "heads.onnx"):
        assert numbers(before / file) == numbers(after / file)


def test_too_few_texts_to_judge_the_teaching_by_are_refused(tmp_path: Path) -> None:
    few = reviewed(tmp_path, [article(*called) for called in CALLED[:3]])
    with pytest.raises(QuotesError, match="at least 4 corrected texts"):
        teach_model("en", few, tmp_path / "taught", say=lambda _: None)
    assert not (tmp_path / "taught").exists()


def numbers(path: Path) -> dict[str, bytes]:
    import onnx
    from onnx import numpy_helper

    return {t.name: numpy_helper.to_array(t).tobytes() for t in onnx.load(path).graph.initializer}
