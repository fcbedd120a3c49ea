"""How it is scored: percentiles over the questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evals.runner.kept import Kept
from evals.runner.model import Case, Outcome, Pair, Spec, share

FIGURES = (
    Spec("wall_p50_ms", "回答までの時間（中央値）", "median", better="lower", timed=True, unit="ms"),
    Spec("wall_p95_ms", "回答までの時間（95％の質問）", "p95", better="lower", timed=True, unit="ms"),
    Spec("cpu_p50_ms", "CPU時間（中央値）", "median", better="lower", timed=True, unit="ms"),
    Spec("cpu_p95_ms", "CPU時間（95％の質問）", "p95", better="lower", timed=True, unit="ms"),
    Spec("retrieve_p50_ms", "検索の時間（中央値）", "median", better="lower", timed=True, unit="ms"),
    Spec("memory_mib", "最大メモリー", "most", better="lower", timed=True, unit="MiB"),
)


def score(case: Case, record: Mapping[str, Any], kept: Kept) -> Outcome:
    """The outcome of one question; what could not be measured is left out."""
    wall, cpu = share(record["wall_ms"]), share(record["cpu_ms"])
    values: dict[str, Pair] = {"wall_p50_ms": wall, "wall_p95_ms": wall, "cpu_p50_ms": cpu, "cpu_p95_ms": cpu}
    if "retrieve" in record["steps_ms"]:
        values["retrieve_p50_ms"] = share(record["steps_ms"]["retrieve"])
    if record["memory_mib"] is not None:
        values["memory_mib"] = share(record["memory_mib"])
    return Outcome(values)
