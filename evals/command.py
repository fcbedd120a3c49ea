"""`policy-assistant eval [SUITE…]`: asks, scores, judges, writes the report; called by the command line alone.

Exit status: 0 done, 1 the gate is shut (with `gate`). Everything is written below `DATA/eval`.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.settings import Settings
from evals import suites
from evals.errors import EvalError
from evals.gate import baseline as baselines
from evals.gate import thresholds, verdict
from evals.gate.verdict import Verdict
from evals.report import write
from evals.runner import asking, corpora, scoring, sets
from evals.runner.corpora import OFFICIAL
from evals.runner.kept import Kept
from vectorstore.progress import Progress

LATEST = "LATEST"


@dataclass(frozen=True)
class Options:
    """What the command line was given. `steps`: both, `ask` alone, or `score` alone (of `run`, or the latest)."""

    suites: tuple[str, ...] = ()
    corpora: tuple[str, ...] = ()
    sets: tuple[Path, ...] = ()
    steps: str = "both"
    run: Path | None = None
    gate: bool = False
    update_baseline: bool = False
    judge: str | None = None
    json: bool = False


def run(options: Options, settings: Settings, progress: Progress) -> int:
    """Runs the steps; prints the summary. Raises EvalError and what asking raises."""
    folder = settings.data_dir / "eval"
    if options.steps == "score":
        kept = Kept(options.run or latest(folder))
    else:
        kept = Kept(_ask(options, settings, folder, progress))
        if options.steps == "ask":
            print(f"回答を保存しました：{kept.folder}")
            return 0
    if options.judge:
        from evals.judges.run import judge

        judge(kept, options.judge, progress)
    scores = scoring.score(kept, options.suites)
    judged = verdict.judge(scores, thresholds.load())
    report = write.all_forms(scores, judged, kept.folder / "report")
    if options.json:
        print(report.with_name("report.json").read_text("utf-8"), end="")
    else:
        _tell(judged, report)
    if options.update_baseline:
        for path in baselines.write(scores):
            print(f"基準を書きました：{path}")
    return 1 if options.gate and not judged.ok else 0


def latest(folder: Path) -> Path:
    """The run that was asked last; raises EvalError where there is none."""
    pointer = folder / LATEST
    if not pointer.is_file():
        raise EvalError(f"{folder}: nothing was asked yet; run policy-assistant eval")
    return folder / "runs" / pointer.read_text("utf-8").strip()


def _ask(options: Options, settings: Settings, folder: Path, progress: Progress) -> Path:
    chosen = suites.find(options.suites)
    found = sets.available(folder / "sets", options.sets)
    wanted = options.corpora or tuple(sets.corpora_of(found))
    if OFFICIAL in wanted and not corpora.have_official():
        _without_official(options)
        wanted = tuple(c for c in wanted if c != OFFICIAL)
    name = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    target = folder / "runs" / name
    asked = corpora.standard(settings, wanted)
    progress.start("評価：index", len(asked))
    for one in asked:
        corpora.index_apart(one)
        progress.advance()
    progress.finish()
    asking.ask(chosen, found, asked, target, settings, progress)
    (folder / LATEST).write_text(name + "\n", "utf-8")
    return target


def _without_official(options: Options) -> None:
    """In CI the gate needs the official documents; elsewhere one line says that they are left out."""
    said = f"the official documents are not in {corpora.documents_folder()} (set POLICY_DOCUMENTS to their folder)"
    if OFFICIAL in options.corpora or options.gate and os.environ.get("CI"):
        raise EvalError(f"{said}; the gate needs them in CI" if options.gate else said)
    print(f"policy-assistant: {said}; suites on them are left out", file=sys.stderr)


def _tell(judged: Verdict, report: Path) -> None:
    print(write.summary_line(judged))
    for message in judged.failures:
        print(f"  {message}")
    print(f"報告書：{report}")


def show(settings: Settings) -> int:
    """Prints the suites with what they measure, and the question sets with what they ask."""
    for suite in suites.find(()):
        print(f"{suite.name:12} {suite.asked.LABEL}：{suite.asked.ABOUT}")
    for found in sets.available(settings.data_dir / "eval" / "sets"):
        print(f"{found.name:16} {found.corpus}、{len(found.questions)}問{'（合計だけ）' if found.hidden else ''}")
    return 0
