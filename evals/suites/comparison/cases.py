"""What is asked: comparisons, conflicts, several years, and whatever needs more than one document."""

from __future__ import annotations

from collections.abc import Iterable

from evals.runner.model import Case
from evals.suites import Asking

LABEL = "比較"
ABOUT = "複数の文書・年度・県にまたがる質問で、すべての側を出典つきで示せるかを測ります。"
CATEGORIES = ("comparison", "conflict", "multi_year")


def cases(asking: Asking) -> Iterable[Case]:
    """The answerable questions of these categories or of several documents."""
    for found in asking.sets:
        for q in found.questions:
            if q.behaviour == "answer" and (q.category in CATEGORIES or len(q.documents) > 1):
                yield Case(q.id, found.name, found.corpus, q)
