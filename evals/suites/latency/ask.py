"""How it is asked: a plain chain without any memory of earlier questions, one thread, one question at a time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evals.runner.desk import Desk
from evals.runner.model import Case


def ask(case: Case, desk: Desk) -> Mapping[str, Any]:
    """A record with `wall_ms`, `cpu_ms`, `steps_ms`, and `memory_mib` (None without /proc)."""
    if case.question is None:
        return {}
    timed = desk.timed(case.corpus, case.question.question)
    return {
        "wall_ms": timed.wall_ms,
        "cpu_ms": timed.cpu_ms,
        "steps_ms": dict(timed.steps_ms),
        "memory_mib": peak_memory(),
    }


def peak_memory() -> float | None:
    """Peak resident memory of this process in MiB, as Linux counts it."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return None
    line = next(part for part in status.read_text().splitlines() if part.startswith("VmHWM"))
    return round(int(line.split()[1]) / 1024, 1)
