"""The gate: scores, floors and baselines go in, one check a figure comes out; a failed check names suite and questions.

Called by the command line; the report shows every check. Of a hidden set no question is named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.gate import baseline as baselines
from evals.gate.baseline import Baseline
from evals.gate.compare import Change, compare
from evals.gate.thresholds import Floors
from evals.runner.model import Figure, Spec
from evals.runner.scoring import Scores, SetScore
from evals.suites import Suite

NAMED = 8  # questions that a message names


@dataclass(frozen=True)
class Check:
    """One figure of one suite on one set. `message` says in one line why it fails; empty: it passes."""

    suite: str
    set: str
    spec: Spec
    figure: Figure
    bound: float | None
    change: Change | None
    message: str

    @property
    def ok(self) -> bool:
        """Whether the gate lets the figure pass."""
        return not self.message


@dataclass(frozen=True)
class Verdict:
    """All checks, and what else keeps the gate shut (a suite or set with a floor that was not asked)."""

    checks: tuple[Check, ...]
    missing: tuple[str, ...]
    baselines: Mapping[str, Baseline]

    @property
    def failures(self) -> list[str]:
        """The messages, one line each."""
        return [*(c.message for c in self.checks if not c.ok), *self.missing]

    @property
    def ok(self) -> bool:
        """Whether the change may land."""
        return not self.failures


def judge(scores: Scores, floors: Floors, folder: Path = baselines.FOLDER) -> Verdict:
    """The verdict on all figures; floors of suites and corpora that were not part of the run are left out.

    Raises EvalError for a baseline that cannot be read.
    """
    known = {suite: baselines.load(suite, folder) for suite in dict.fromkeys(s.suite for s in scores.sets)}
    found = {suite: b for suite, b in known.items() if b is not None}
    checks = [c for s in scores.sets for c in _checks(s, floors.get((s.suite, s.set), {}), found.get(s.suite))]
    return Verdict(tuple(checks), tuple(_missing(scores, floors)), found)


def _missing(scores: Scores, floors: Floors) -> list[str]:
    """Sets with a floor of an asked suite and an asked corpus that gave no case: they must not pass unseen."""
    asked = {s["corpus"] for s in scores.kept.about["sets"].values()} & set(scores.kept.about["corpora"])
    out = []
    for suite, name in floors:
        corpus = next((c for c in sorted(asked) if name == c or name.startswith(f"{c}-")), None)
        if suite in scores.kept.suites and corpus and scores.of(suite, name) is None:
            out.append(f"{suite} {name}: has a floor, but nothing was asked; is the set missing?")
    return out


def _checks(found: SetScore, bounds: Mapping[str, float], baseline: Baseline | None) -> list[Check]:
    before = baseline.sets.get(found.set) if baseline else None
    out = []
    for spec in Suite(found.suite).scoring.FIGURES:
        figure, bound = found.figures[spec.name], bounds.get(spec.name)
        change = compare(spec, found, before) if before else None
        message = _message(found, spec, figure, bound, change)
        out.append(Check(found.suite, found.set, spec, figure, bound, change, message))
    return out


def _message(found: SetScore, spec: Spec, figure: Figure, bound: float | None, change: Change | None) -> str:
    reasons = []
    if bound is not None:
        if figure.value is None:
            reasons.append("not measured, but it has a floor")
        elif spec.better == "higher" and figure.value < bound:
            reasons.append(f"{figure.value:.3f} is below the floor {bound:.3f}")
        elif spec.better == "lower" and figure.value > bound:
            reasons.append(f"{figure.value:.3f} is above the ceiling {bound:.3f}")
    if change is not None and change.lost:
        reasons.append(f"{change.before:.3f} in the baseline, {change.after:.3f} now ({change.test}, n={change.n})")
    if not reasons:
        return ""
    return f"{found.suite} {found.set} {spec.name}: {'; '.join(reasons)}{_questions(found, spec, change)}"


def _questions(found: SetScore, spec: Spec, change: Change | None) -> str:
    """The questions behind a failure: those that lost against the baseline first, then those that fall short."""
    if found.hidden or spec.timed:
        return ""
    lost = [c.id for c in change.worse] if change else []
    ids = list(dict.fromkeys((*lost, *_short(found, spec))))
    if not ids:
        return ""
    more = f" and {len(ids) - NAMED} more" if len(ids) > NAMED else ""
    return f"; questions {', '.join(ids[:NAMED])}{more}"


def _short(found: SetScore, spec: Spec) -> Sequence[str]:
    """The questions that keep a share from being full; none for percentiles and areas, where each has its part."""
    if spec.kind != "ratio":
        return []
    pairs = [(case.id, outcome.values[spec.name]) for case, outcome in found.outcomes if spec.name in outcome.values]
    higher = spec.better == "higher"
    return [name for name, (part, whole) in pairs if whole and (part < whole if higher else part > 0)]
