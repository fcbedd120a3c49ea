"""What is asked: the honest questions of `evals/guards/honest`, and every question of the question sets."""

from __future__ import annotations

from collections.abc import Iterable

from evals import guard_cases
from evals.runner.corpora import GUIDE
from evals.runner.model import Case
from evals.suites import Asking

LABEL = "正当な質問"
ABOUT = "正当な質問を誤って断ったり伏せたりしないかを、際どい話題の質問を含めて測ります。"


def cases(asking: Asking) -> Iterable[Case]:
    """Honest questions; of the sets' own, those that are nobody's private matter."""
    corpora = [c.name for c in asking.corpora]
    if GUIDE in corpora:
        held = guard_cases.held_out()
        for group, questions in guard_cases.honest().items():
            name = "honest-held-out" if group in held else "honest"
            for q in questions:
                yield Case(q.id, name, GUIDE, data={"question": q.question, "touchy": q.touchy})
    for found in asking.sets:
        for question in found.questions:
            if question.behaviour == "answer":
                yield Case(question.id, found.name, found.corpus, question, {"question": question.question})
