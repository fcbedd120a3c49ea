"""What suites, runner, gate and report hand to each other: sets, cases, figures, outcomes; plain data, no I/O."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from evals.metrics import abstention, statistics
from evals.metrics.statistics import Statistic
from evals.questions import Question

Pair = tuple[float, float]
HIDDEN = ("-test", "-held-out")  # sets of which only totals may be shown end so


@dataclass(frozen=True)
class QuestionSet:
    """Questions asked of one corpus; of a `hidden` set only totals leave the run folder."""

    name: str
    corpus: str
    questions: tuple[Question, ...]
    digest: str = ""

    @property
    def hidden(self) -> bool:
        """Whether only totals may be shown."""
        return self.name.endswith(HIDDEN)


@dataclass(frozen=True)
class Case:
    """One thing that a suite asks. `data` is what the suite's own steps need beside the question; plain JSON."""

    id: str
    set: str
    corpus: str
    question: Question | None = None
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def hidden(self) -> bool:
        """Whether only totals may be shown."""
        return self.set.endswith(HIDDEN)

    @property
    def digest(self) -> str:
        """12 hex digits over id, question and data: what a baseline knows a case by."""
        told = [self.id, self.question.model_dump(mode="json") if self.question else None, dict(self.data)]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]


Kind = Literal["ratio", "median", "p95", "most", "aurc"]
_STATISTICS: dict[Kind, Statistic] = {
    "ratio": statistics.ratio,
    "median": statistics.at_share(0.5),
    "p95": statistics.at_share(0.95),
    "most": lambda values, _: values.max(axis=-1),
    "aurc": abstention.aurc,
}


@dataclass(frozen=True)
class Spec:
    """A figure of a suite. Each case gives a pair of numbers, and `kind` says what is made of all pairs.

    ratio: sum of the first over sum of the second; median, p95, most: of the first; aurc: confidence and wrongness.
    `timed` figures depend on the machine: no interval is compared, none enters a baseline.
    """

    name: str
    label: str
    kind: Kind = "ratio"
    better: Literal["higher", "lower"] = "higher"
    timed: bool = False
    unit: str = ""

    @property
    def statistic(self) -> Statistic:
        """Arrays of first and second numbers, shape (draws, n), to (draws,)."""
        return _STATISTICS[self.kind]


@dataclass(frozen=True)
class Outcome:
    """What one case gave: pairs by figure (a figure that does not apply is left out), and whether it is a failure.

    `key` names the kept answer that the report shows; `note` says in Japanese what failed.
    """

    values: Mapping[str, Pair]
    failed: bool = False
    note: str = ""
    key: str = ""


@dataclass(frozen=True)
class Figure:
    """A figure over one set. `value` is None where nothing was measured, which is never 0; `n` counts cases."""

    value: float | None
    low: float | None = None
    high: float | None = None
    n: int = 0


def share(value: bool | float) -> Pair:
    """The pair of a case that counts once in a mean."""
    return float(value), 1.0


def count(values: Sequence[bool]) -> Pair:
    """The pair of a case that counts once for each of its parts."""
    return float(sum(values)), float(len(values))


def figure(spec: Spec, outcomes: Sequence[Outcome]) -> Figure:
    """The figure over the cases to which it applies, with its bootstrap interval."""
    pairs = [o.values[spec.name] for o in outcomes if spec.name in o.values]
    if not pairs:
        return Figure(None)
    first, second = [p[0] for p in pairs], [p[1] for p in pairs]
    value = float(spec.statistic(np.array([first]), np.array([second]))[0])
    if np.isnan(value):
        return Figure(None)
    bounds = None if spec.timed else statistics.interval(spec.statistic, first, second)
    low, high = bounds or (None, None)
    return Figure(_rounded(value), _rounded(low), _rounded(high), len(pairs))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
