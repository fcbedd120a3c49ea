"""What is asked: every question that the documents answer."""

from __future__ import annotations

from collections.abc import Iterable

from evals.runner.model import Case
from evals.suites import Asking

LABEL = "検索"
ABOUT = "質問に答えられる箇所が、検索結果の上位に出るかを測ります。"


def cases(asking: Asking) -> Iterable[Case]:
    """The answerable questions with expected facts or places."""
    for found in asking.sets:
        for q in found.questions:
            if q.behaviour == "answer" and (q.facts or q.paths or q.documents):
                yield Case(q.id, found.name, found.corpus, q)
