"""A run over a corpus: begun or gone on with, part by part, until every input is done.

In the output folder stand the parts, and in its folder `_run` (which readers of Parquet folders
pass over) what the run keeps: `manifest.json`, `inputs.jsonl`, and `failed.jsonl`.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import Any

import quotes
from quotes.encoder.folder import check_model, find_model
from quotes.errors import reason
from quotes.locking import open_lock, take
from quotes.options import CastMember, Options
from quotes.running import manifest as manifests
from quotes.running.batches import BATCH_WORDS, Batch, Failure, batches
from quotes.running.corpus import Input, Selection, find_inputs, items
from quotes.running.engine import Done, Engine
from quotes.running.manifest import Manifest, RunError
from quotes.running.parts import FORMATS, part_files, part_name, rendered, sync_folder, write_whole

RUN, FAILED, LOCK = "_run", "failed.jsonl", "lock"
# A part is closed after so many words: what a stopped run loses is less than that.
PART_WORDS = 300_000
_TOLD = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run over, and where the records go. ``why`` is a column that .csv has on request."""

    paths: Sequence[str]
    output: Path
    format: str = "parquet"
    options: Options = field(default_factory=Options)
    selection: Selection = field(default_factory=Selection)
    why: bool = False
    part_words: int = PART_WORDS
    fresh: bool = False


@dataclass(slots=True)
class Progress:
    """How far a run is. The counts are of all calls together, but ``new_words`` and what follows it
    are of this call; of ``total_bytes`` of input about ``bytes`` are done.
    """

    total_bytes: int = 0
    bytes: int = 0
    documents: int = 0
    quotations: int = 0
    words: int = 0
    failed: int = 0
    complete: bool = False
    new_words: int = 0
    failures: list[Failure] = field(default_factory=list)  # the first few
    seen: Counter[str] = field(default_factory=Counter)  # stages at work, see `profile`
    seconds: dict[str, float] = field(
        default_factory=lambda: defaultdict(float)
    )  # of the runner itself

    def add(self, done: Done) -> None:
        self.bytes = done.batch.end.bytes
        self.documents += done.documents
        self.quotations += done.records.num_rows
        self.words += done.words
        self.failed += len(done.failures)
        self.new_words += done.words
        self.failures += done.failures[: max(0, _TOLD - len(self.failures))]
        self.seen.update(done.seen)


def run(
    plan: Plan, engine: Engine, tell: Callable[[Progress], None] = lambda progress: None
) -> Progress:
    """Runs to the end, or goes on with a run that was stopped; `tell` is called as it goes.

    Where nothing at all could be read, no folder is left. Raises `RunError` where the folder is not
    this run's, `QuotesError` where it cannot go on, and `OSError` where the disk does not take a
    part: then, as after a kill, what is on the disk is whole and the same call goes on.
    """
    inputs = find_inputs(plan.paths, plan.output)
    progress = Progress(total_bytes=sum(one.bytes for one in inputs))
    if all(one.problem for one in inputs):
        progress.failed = len(inputs)
        progress.failures = [Failure(one.path, str(one.problem)) for one in inputs[:_TOLD]]
        return progress
    with _folder(plan) as kept:
        manifest = _begin(plan, inputs, kept)
        progress.bytes, progress.words = manifest.position.bytes, manifest.words
        progress.documents, progress.quotations = manifest.documents, manifest.quotations
        progress.failed = manifest.failed
        tell(progress)
        if not manifest.complete:
            _go_on(plan, inputs, kept, manifest, engine, progress, tell)
        progress.complete = True
        if not progress.documents:
            _remove(plan.output, kept)
    return progress


def _go_on(
    plan: Plan,
    inputs: Sequence[Input],
    kept: Path,
    manifest: Manifest,
    engine: Engine,
    progress: Progress,
    tell: Callable[[Progress], None],
) -> None:
    began = perf_counter()
    part: list[Done] = []
    size = 0
    coming = batches(
        items(inputs, plan.selection, manifest.position), min(BATCH_WORDS, plan.part_words)
    )
    for done in engine.run(_timed(coming, progress, "reading")):
        part.append(done)
        size += max(1, done.batch.words)
        progress.add(done)
        if size >= plan.part_words:
            with _timing(progress, "writing"):
                manifest = _close(part, plan, kept, manifest)
            part, size = [], 0
        tell(progress)
    with _timing(progress, "writing"):
        _close(part, plan, kept, manifest, complete=True)
    progress.seconds["all"] += perf_counter() - began


def _close(
    part: Sequence[Done], plan: Plan, kept: Path, manifest: Manifest, *, complete: bool = False
) -> Manifest:
    """Puts a part on the disk: failures, then records, then the manifest that says so."""
    failures = [failure for done in part for failure in done.failures]
    failed_bytes = _write_failures(failures, kept / FAILED, manifest.failed_bytes)
    parts = manifest.parts
    if part or not parts:
        data = rendered([done.records for done in part], plan.format, why=plan.why)
        write_whole(plan.output / part_name(parts, plan.format), data, kept)
        parts += 1
    manifest = replace(
        manifest,
        position=part[-1].batch.end if part else manifest.position,
        parts=parts,
        documents=manifest.documents + sum(done.documents for done in part),
        quotations=manifest.quotations + sum(done.records.num_rows for done in part),
        words=manifest.words + sum(done.words for done in part),
        failed=manifest.failed + len(failures),
        failed_bytes=failed_bytes,
        complete=complete,
    )
    manifests.save(manifest, kept)
    return manifest


def _write_failures(failures: Sequence[Failure], path: Path, at: int) -> int:
    """Writes them at that place of the file, where a stopped run may have left some already."""
    if not failures and not path.exists():
        return at
    with path.open("r+b" if path.exists() else "wb") as file:
        file.truncate(at)
        file.seek(at)
        for failure in failures:
            row = {"doc": failure.doc, "reason": failure.reason}
            file.write((json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8", "replace"))
        end = file.tell()
        file.flush()
        os.fsync(file.fileno())
    return end


def _begin(plan: Plan, inputs: Sequence[Input], kept: Path) -> Manifest:
    """The manifest to go on from: the one that is there, or a new one."""
    settings = _settings(plan)
    found = None if plan.fresh else manifests.load(kept)
    if found and (found.documents or found.complete):
        manifests.check_same(plan.output, found.settings, settings)
        manifests.check_same_inputs(plan.output, manifests.load_inputs(kept), inputs)
        for number in range(found.parts):
            if not (plan.output / part_name(number, plan.format)).exists():
                name = part_name(number, plan.format)
                raise RunError(f"{plan.output}/: {name} is gone; {manifests.AFRESH}")
        _sweep(plan.output, kept, {part_name(n, plan.format) for n in range(found.parts)})
        return found
    # The manifest goes first: without it nothing that is left over counts.
    (kept / manifests.MANIFEST).unlink(missing_ok=True)
    _sweep(plan.output, kept, set())
    (kept / FAILED).unlink(missing_ok=True)
    manifests.save_inputs(inputs, kept)
    manifest = Manifest(settings)
    manifests.save(manifest, kept)
    return manifest


def _settings(plan: Plan) -> dict[str, Any]:
    """All that records depend on besides the input."""
    options, selection = plan.options, plan.selection
    model = check_model(find_model(options.model))
    return {
        "quotes": quotes.__version__,
        "--format": plan.format,
        "--kind": options.kind,
        "--model": options.model,
        "model files": model.sha256,
        "--all-marks": options.all_marks,
        "--turns": options.turns,
        "--cast": _digest(options.cast),
        "--why": plan.why and plan.format == "csv",
        "--text-column": selection.text_column,
        "--id-column": selection.id_column,
        "--encoding": selection.encoding,
        "--sample": selection.sample,
        "--limit": selection.limit,
        "words a part": plan.part_words,
    }


def _digest(cast: Sequence[CastMember]) -> str | None:
    """Short, because a message may show it."""
    return hashlib.sha256(repr(cast).encode()).hexdigest()[:8] if cast else None


@contextmanager
def _folder(plan: Plan) -> Iterator[Path]:
    """Makes or checks the output folder, and keeps any other run out of it; gives `_run` in it."""
    folder, kept = plan.output, plan.output / RUN
    if plan.format not in FORMATS:
        raise RunError(f"{folder}/: a folder takes {', '.join(FORMATS)}, not {plan.format}")
    try:
        if folder.is_dir() and not kept.is_dir() and any(folder.iterdir()):
            raise RunError(f"{folder}/: has other files in it; name a new or an empty folder")
        kept.mkdir(parents=True, exist_ok=True)
        lock = open_lock(kept / LOCK)
    except OSError as error:
        problem = reason(error)
        raise RunError(f"{folder}/: cannot be written there ({problem}); name another") from None
    with lock:
        if not take(lock):
            raise RunError(f"{folder}/: another run is writing there; wait for it, or stop it")
        sync_folder(folder)
        yield kept


def _sweep(folder: Path, kept: Path, parts: set[str]) -> None:
    """Removes what a stopped run began and did not finish."""
    for path in [*part_files(folder), *kept.glob("*.making")]:
        if path.name not in parts:
            path.unlink()


def _remove(folder: Path, kept: Path) -> None:
    _sweep(folder, kept, set())
    for path in kept.iterdir():
        path.unlink()
    kept.rmdir()
    with suppress(OSError):
        folder.rmdir()


@contextmanager
def _timing(progress: Progress, what: str) -> Iterator[None]:
    began = perf_counter()
    yield
    progress.seconds[what] += perf_counter() - began


def _timed(coming: Iterator[Batch], progress: Progress, what: str) -> Iterator[Batch]:
    while True:
        with _timing(progress, what):
            batch = next(coming, None)
        if batch is None:
            return
        yield batch
