"""Metrics by code: one implementation for the harness and the benchmarks; all pure, none asks a model.

A figure that nothing was measured for is None, never 0.
"""

from __future__ import annotations

from evals.metrics.facts import WINDOW, fact_precision, fact_recall, folded, has_fact
from evals.metrics.places import path_matches, right_place
from evals.metrics.ranking import ndcg, recall_at, reciprocal_rank
from evals.metrics.statistics import mean, percentile

__all__ = [
    "WINDOW",
    "fact_precision",
    "fact_recall",
    "folded",
    "has_fact",
    "mean",
    "ndcg",
    "path_matches",
    "percentile",
    "recall_at",
    "reciprocal_rank",
    "right_place",
]
