"""A figure against its baseline: the same questions before and after go in, the change and its significance come out.

Yes or no for each question: McNemar's exact test. Anything else: paired bootstrap. Of a hidden set, whose questions no
baseline holds, the totals are compared as two samples.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evals.gate.baseline import SetBaseline
from evals.metrics import statistics
from evals.runner.model import Case, Figure, Pair, Spec
from evals.runner.scoring import SetScore

LEVEL = 0.05
_NOTHING = (0.0, 0.0)
_Z = 1.96  # two-sided 95 % of the normal distribution


@dataclass(frozen=True)
class Change:
    """Before and after on the compared questions; `worse` are the cases that lost, `test` names the test.

    `significant`: the difference is not chance at the 5 % level. `lost`: it is also for the worse.
    """

    before: float
    after: float
    n: int
    test: str
    significant: bool
    lost: bool
    worse: tuple[Case, ...] = ()


def compare(spec: Spec, found: SetScore, baseline: SetBaseline) -> Change | None:
    """The change of a figure; None where nothing can be compared."""
    if spec.timed:
        return None
    if found.hidden:
        before, after = baseline.figures.get(spec.name), found.figures[spec.name]
        return _of_totals(spec, before, after) if before else None
    known = [
        (case, baseline.cases[case.digest], o.values) for case, o in found.outcomes if case.digest in baseline.cases
    ]
    pairs = [(c, old[spec.name], new[spec.name]) for c, old, new in known if spec.name in old and spec.name in new]
    if spec.kind == "ratio":
        # A case that newly has a value, or has none any more (it is silent now), counts on one side alone.
        one_side = [(c, old, new) for c, old, new in known if (spec.name in old) != (spec.name in new)]
        pairs += [(c, old.get(spec.name, _NOTHING), new.get(spec.name, _NOTHING)) for c, old, new in one_side]
    return _of_pairs(spec, pairs) if pairs else None


def _of_pairs(spec: Spec, pairs: Sequence[tuple[Case, Pair, Pair]]) -> Change | None:
    before, after = _columns([p[1] for p in pairs]), _columns([p[2] for p in pairs])
    values = [float(spec.statistic(np.array([c[0]]), np.array([c[1]]))[0]) for c in (before, after)]
    if any(math.isnan(v) for v in values):
        return None
    sign = 1 if spec.better == "higher" else -1
    worse = tuple(case for case, a, b in pairs if sign * (_share(b) - _share(a)) < 0)
    if _yes_or_no(spec, pairs):
        better = sum(sign * (b[0] - a[0]) > 0 for _, a, b in pairs)
        test, significant = "McNemar", statistics.mcnemar(len(worse), better) < LEVEL
    else:
        bounds = statistics.paired_interval(spec.statistic, before, after)
        test, significant = "paired bootstrap", bounds is not None and (bounds[0] > 0 or bounds[1] < 0)
    lost = significant and sign * (values[1] - values[0]) < 0
    return Change(round(values[0], 4), round(values[1], 4), len(pairs), test, significant, lost, worse)


def _of_totals(spec: Spec, before: Figure, after: Figure) -> Change | None:
    if before.value is None or after.value is None:
        return None
    error = math.hypot(_error(before), _error(after))
    significant = abs(after.value - before.value) > _Z * error
    sign = 1 if spec.better == "higher" else -1
    lost = significant and sign * (after.value - before.value) < 0
    return Change(before.value, after.value, after.n, "two samples", significant, lost)


def _error(figure: Figure) -> float:
    if figure.low is None or figure.high is None:
        return 0.0
    return (figure.high - figure.low) / (2 * _Z)


def _columns(pairs: Sequence[Pair]) -> tuple[list[float], list[float]]:
    return [p[0] for p in pairs], [p[1] for p in pairs]


def _share(pair: Pair) -> float:
    return pair[0] / pair[1] if pair[1] else math.nan


def _yes_or_no(spec: Spec, pairs: Sequence[tuple[Case, Pair, Pair]]) -> bool:
    return spec.kind == "ratio" and all(p[0] in (0.0, 1.0) and p[1] == 1.0 for _, a, b in pairs for p in (a, b))
