"""How it is scored: the share of planted faults that are caught, and of true sentences that are dropped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evals.faults import EXACT
from evals.runner.kept import Kept
from evals.runner.model import Case, Outcome, Pair, Spec, share

FIGURES = (
    Spec("caught", "取り除けた誤り"),
    Spec("caught_exact", "取り除けた数値・年・日付・単位の誤り"),
    Spec("dropped", "誤って取り除いた正しい文", better="lower"),
)


def score(case: Case, record: Mapping[str, Any], kept: Kept) -> Outcome:
    """The outcome of one sentence."""
    kind, rejected = str(case.data["kind"]), bool(record["faults"])
    if not kind:
        found = "、".join(f"{k}「{piece}」" for k, piece in record["faults"])
        return Outcome({"dropped": share(rejected)}, rejected, f"正しい文を取り除いた（{found}）" if rejected else "")
    values: dict[str, Pair] = {"caught": share(rejected)}
    if kind in EXACT:
        values["caught_exact"] = share(rejected)
    return Outcome(values, not rejected, "" if rejected else f"誤り（{kind}）を見逃した")
