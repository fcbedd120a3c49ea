"""Means, percentiles, bootstrap intervals and paired tests over questions; every random draw comes from a seed.

Percentile bootstrap after Efron (1979); McNemar's test in its exact form (binomial over the discordant pairs).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

DRAWS = 1000
SEED = 20
Statistic = Callable[[Any, Any], Any]  # arrays of shape (draws, n) to (draws,), nan where nothing is measured


def mean(values: Sequence[float]) -> float | None:
    """The mean, or None where nothing was measured."""
    return sum(values) / len(values) if values else None


def percentile(values: Sequence[float], share: float) -> float | None:
    """The value below which `share` (0 to 1) of the values lie, the nearest of them; None without values."""
    if not values:
        return None
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)] if share > 0 else ordered[0]


def ratio(parts: Any, wholes: Any) -> Any:
    """Sum of `parts` over sum of `wholes` in each row; nan where the sum is 0."""
    below = wholes.sum(axis=-1)
    return np.divide(parts.sum(axis=-1), below, out=np.full(below.shape, np.nan), where=below > 0)


def at_share(share: float) -> Statistic:
    """The percentile `share` of the first argument, the nearest of its values."""

    def statistic(values: Any, _: Any) -> Any:
        ordered = np.sort(values, axis=-1)
        return ordered[..., max(0, math.ceil(share * ordered.shape[-1]) - 1)]

    return statistic


def interval(statistic: Statistic, first: Sequence[float], second: Sequence[float]) -> tuple[float, float] | None:
    """The 95 % bootstrap interval of `statistic` over questions; None where it is measured on fewer than two."""
    if len(first) < 2:
        return None
    return _bounds(statistic(*_drawn(first, second)))


def paired_interval(
    statistic: Statistic,
    before: tuple[Sequence[float], Sequence[float]],
    after: tuple[Sequence[float], Sequence[float]],
) -> tuple[float, float] | None:
    """The 95 % interval of the difference after - before over the same questions in the same order."""
    if len(before[0]) < 2:
        return None
    return _bounds(statistic(*_drawn(*after)) - statistic(*_drawn(*before)))


def mcnemar(lost: int, won: int) -> float:
    """The two-sided exact p value of `lost` against `won` discordant pairs."""
    n = lost + won
    if n == 0:
        return 1.0
    tail: float = sum(math.comb(n, k) for k in range(min(lost, won) + 1)) / 2**n
    return min(1.0, 2 * tail)


def _drawn(first: Sequence[float], second: Sequence[float]) -> tuple[Any, Any]:
    """Both arrays resampled with the same draws, which depend on their length alone; shape (DRAWS, n)."""
    n = len(first)
    rows = np.random.default_rng([SEED, n]).integers(0, n, (DRAWS, n))
    return np.asarray(first, dtype=np.float64)[rows], np.asarray(second, dtype=np.float64)[rows]


def _bounds(values: Any) -> tuple[float, float] | None:
    known = values[~np.isnan(values)]
    if not len(known):
        return None
    low, high = np.percentile(known, [2.5, 97.5])
    return float(low), float(high)
