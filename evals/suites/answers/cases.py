"""What is asked: every question that the documents answer and whose facts are known."""

from __future__ import annotations

from collections.abc import Iterable

from evals.runner.model import Case
from evals.suites import Asking

LABEL = "回答"
ABOUT = "答えるべき事実が、回答の文にそろっているかを測ります。"


def cases(asking: Asking) -> Iterable[Case]:
    """The answerable questions with expected facts."""
    for found in asking.sets:
        for q in found.questions:
            if q.behaviour == "answer" and q.facts:
                yield Case(q.id, found.name, found.corpus, q)
