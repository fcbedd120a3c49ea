"""What is asked: every question of every set, answerable or not."""

from __future__ import annotations

from collections.abc import Iterable

from evals.runner.model import Case
from evals.suites import Asking

LABEL = "沈黙"
ABOUT = "文書に答えがないときに答えず、あるときに黙らないかを測ります。"


def cases(asking: Asking) -> Iterable[Case]:
    """All questions."""
    for found in asking.sets:
        for q in found.questions:
            yield Case(q.id, found.name, found.corpus, q)
