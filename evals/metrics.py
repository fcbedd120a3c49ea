"""Metrics by code, one implementation for harness and benchmarks; all pure.

nDCG after Järvelin and Kekäläinen (2002) with linear gains, as trec_eval computes it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from ingest.normalise import nfkc, squeeze

WINDOW = 2500  # characters of ranked passages in which facts are looked for


def folded(text: str) -> str:
    """A text for comparison: NFKC, lower case, without white space and thousands separators."""
    return _folded(text)[0]


def _folded(text: str) -> tuple[str, frozenset[int]]:
    """The folded text, and where in it something ended in the original (white space, a circled number)."""
    parts: list[str] = []
    breaks: set[int] = set()
    size = 0
    for piece in re.split(r"(\s+|[①-⑳])", text):
        if not piece or piece.isspace():
            breaks.add(size)
            continue
        plain = re.sub(r"(?<=\d),(?=\d{3})", "", squeeze(nfkc(piece)).lower())
        if piece in _CIRCLED:
            breaks.update((size, size + len(plain)))
        parts.append(plain)
        size += len(plain)
    return "".join(parts), frozenset(breaks)


_CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")


def has_fact(alternatives: Sequence[str], text: str) -> bool:
    """Whether one spelling of a fact stands in `text`. A figure must not be part of a longer one."""
    whole, breaks = _folded(text)
    return any(_stands_in(folded(a), whole, breaks) for a in alternatives)


def _stands_in(needle: str, text: str, breaks: frozenset[int]) -> bool:
    if not needle:
        return False
    at = text.find(needle)
    while at >= 0:
        end = at + len(needle)
        before = needle[0].isdigit() and at > 0 and text[at - 1] in "0123456789." and at not in breaks
        after = needle[-1].isdigit() and re.match(r"\d|\.\d", text[end : end + 2]) and end not in breaks
        if not before and not after:
            return True
        at = text.find(needle, at + 1)
    return False


def fact_recall(facts: Sequence[Sequence[str]], text: str) -> float:
    """The share of facts that stand in `text`; 1 without facts."""
    if not facts:
        return 1.0
    whole, breaks = _folded(text)
    found = (any(_stands_in(folded(a), whole, breaks) for a in alternatives) for alternatives in facts)
    return sum(found) / len(facts)


def path_matches(expected: Sequence[str], path: Sequence[str]) -> bool:
    """Whether `expected` is a subsequence of `path` after folding."""
    rest = iter([folded(p) for p in path])
    return all(any(folded(e) == p for p in rest) for e in expected)


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


def mean(values: Sequence[float]) -> float | None:
    """The mean, or None where nothing was measured."""
    return sum(values) / len(values) if values else None


def percentile(values: Sequence[float], share: float) -> float | None:
    """The value below which `share` (0 to 1) of the values lie, the nearest of them; None without values."""
    if not values:
        return None
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)] if share > 0 else ordered[0]
