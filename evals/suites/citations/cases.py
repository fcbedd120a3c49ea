"""What is asked: every question; what is answered is looked at, rightly or wrongly answered."""

from __future__ import annotations

from collections.abc import Iterable

from evals.runner.model import Case
from evals.suites import Asking

LABEL = "出典"
ABOUT = "文ごとの出典が文を支えているか、期待した箇所か、原文どおりかを測ります。"


def cases(asking: Asking) -> Iterable[Case]:
    """All questions of sets that name places; the others have nothing to compare with."""
    for found in asking.sets:
        if any(q.documents or q.paths for q in found.questions):
            for q in found.questions:
                yield Case(q.id, found.name, found.corpus, q)
