"""Ranked lists against judgements (document -> grade): recall, reciprocal rank and nDCG at k.

nDCG after Järvelin and Kekäläinen (2002) with linear gains, as trec_eval computes it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence


def recall_at(relevant: Mapping[str, int], ranked: Sequence[str], k: int) -> float:
    """The share of relevant documents among the first `k`."""
    wanted = {d for d, score in relevant.items() if score > 0}
    return len(wanted & set(ranked[:k])) / len(wanted) if wanted else 0.0


def reciprocal_rank(relevant: Mapping[str, int], ranked: Sequence[str], k: int) -> float:
    """1 / place of the first relevant document among the first `k`, else 0."""
    return next((1 / n for n, d in enumerate(ranked[:k], 1) if relevant.get(d, 0) > 0), 0.0)


def ndcg(relevant: Mapping[str, int], ranked: Sequence[str], k: int) -> float:
    """Normalised discounted cumulative gain of the first `k`."""
    gain = sum(max(relevant.get(d, 0), 0) / math.log2(n + 1) for n, d in enumerate(ranked[:k], 1))
    best = sum(
        s / math.log2(n + 1) for n, s in enumerate(sorted((max(s, 0) for s in relevant.values()), reverse=True)[:k], 1)
    )
    return gain / best if best else 0.0
