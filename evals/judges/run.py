"""Kept answers and a LangChain model go in, `judgements.json` of the run folder comes out: means with their spread.

A model gives another mark tomorrow, so every answer is judged three times and the spread of the runs is shown; the gate
never reads the file. Sets of which only totals may be shown are not sent to a model.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import re
from collections.abc import Sequence
from typing import Any

from langchain_core.runnables import Runnable
from langsmith.run_helpers import tracing_context

from evals import metrics
from evals.errors import EvalError
from evals.runner.kept import Kept, KeptAnswer
from ingest.normalise import nfkc
from prompts import judge as prompt
from vectorstore.progress import Progress

RUNS = 3
ANSWERS = 30  # chosen by a hash of their keys
_MARK = re.compile(r"(?<![\d.])[1-5](?![\d.])")


def model(spec: str) -> Runnable[str, Any]:
    """The LangChain model that MODULE:NAME names, or that calling NAME gives; raises EvalError."""
    module, _, name = spec.partition(":")
    try:
        found = getattr(importlib.import_module(module), name)
        made = found if isinstance(found, Runnable) else found()
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        raise EvalError(
            f"--judge {spec}: cannot be loaded ({error}); give MODULE:NAME of a model or of a function"
        ) from None
    if not isinstance(made, Runnable):
        raise EvalError(f"--judge {spec}: is no LangChain model; give a chat model, an LLM or a Runnable")
    return made


def judge(kept: Kept, spec: str, progress: Progress) -> None:
    """Writes `judgements.json`; raises EvalError where the model cannot be loaded."""
    made = model(spec)
    chosen = answers(kept)
    progress.start("評価：judge", RUNS * len(chosen) * len(prompt.CRITERIA))
    figures = {}
    with tracing_context(enabled=False):
        for name, criterion in prompt.CRITERIA.items():
            runs = [[_mark(made, criterion, a, progress) for a in chosen] for _ in range(RUNS)]
            figures[name] = spread(runs)
    progress.finish()
    told = {"model": spec, "runs": RUNS, "figures": figures}
    (kept.folder / "judgements.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


def answers(kept: Kept) -> list[KeptAnswer]:
    """The answers that are judged: with sentences, to questions of open sets."""
    keys = {
        record["answer"]
        for suite in kept.suites
        for case, record in kept.cases(suite)
        if record.get("answer") and not case.hidden
    }
    said = [kept.answers[k] for k in keys if kept.answers[k].answer.sentences]
    return sorted(said, key=lambda a: hashlib.sha256(a.key.encode()).hexdigest())[:ANSWERS]


def spread(runs: Sequence[Sequence[float | None]]) -> dict[str, float | int | None]:
    """Mean over the runs, lowest and highest run, and the marks that could be read; None where none could."""
    means = [m for run in runs if (m := metrics.mean([v for v in run if v is not None])) is not None]
    return {
        "mean": metrics.mean(means),
        "low": min(means, default=None),
        "high": max(means, default=None),
        "n": sum(v is not None for run in runs for v in run),
    }


def _mark(made: Runnable[str, Any], criterion: str, found: KeptAnswer, progress: Progress) -> float | None:
    said = "\n".join(s.text for s in found.answer.sentences)
    reply = made.invoke(prompt.QUESTION.format(criterion=criterion, question=found.question, answer=said))
    progress.advance()
    read = _MARK.search(nfkc(str(getattr(reply, "content", reply))))
    return float(read[0]) if read else None
