"""How it is scored: the share of data that are covered whole, and of findings that touch one (`evals.guards.score`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evals.runner.kept import Kept
from evals.runner.model import Case, Outcome, Pair, Spec, count, share

FIGURES = (
    Spec("recall", "伏せた個人情報"),
    Spec("precision", "伏せたうち個人情報であったもの"),
    Spec("untouched", "個人情報のない文のうちそのまま残したもの"),
    Spec("p95_ms", "かかった時間（95％の文）", "p95", better="lower", timed=True, unit="ms"),
)


def score(case: Case, record: Mapping[str, Any], kept: Kept) -> Outcome:
    """The outcome of one text."""
    text, expected, found = str(case.data["text"]), case.data["expected"], record["found"]
    covered = [_is_covered(text, start, end, found) for _, start, end in expected]
    right = [any(s < end and start < e for _, s, e in expected) for _, start, end in found]
    values: dict[str, Pair] = {"p95_ms": share(record["ms"])}
    if expected:
        values["recall"] = count(covered)
    else:
        values["untouched"] = share(not found)
    if found:
        values["precision"] = count(right)
    missed = [kind for (kind, *_), ok in zip(expected, covered, strict=True) if not ok]
    wrong = [kind for (kind, *_), ok in zip(found, right, strict=True) if not ok]
    notes = [f"見逃した：{'、'.join(missed)}"] if missed else []
    notes += [f"誤って伏せた：{'、'.join(wrong)}"] if wrong else []
    return Outcome(values, bool(notes), "。".join(notes))


def _is_covered(text: str, start: int, end: int, found: list[list[Any]]) -> bool:
    """Whether every letter and digit of a datum is masked, whatever the kind."""
    telling = [n for n in range(start, end) if text[n].isalnum()]
    return all(any(s <= n < e for _, s, e in found) for n in telling)
