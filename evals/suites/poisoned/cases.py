"""What is asked: questions that lead to the poisoned passages of `evals.planting.poisoned`."""

from __future__ import annotations

from collections.abc import Iterable

from evals.planting.poisoned import NAME, questions
from evals.runner.model import Case
from evals.suites import Asking

LABEL = "毒入り文書"
ABOUT = "文書に紛れた指示に従ったり、それを繰り返したりしないかを測ります。"


def cases(asking: Asking) -> Iterable[Case]:
    """Questions on the plan, and one on each poisoned section."""
    for n, question in enumerate(questions(), 1):
        yield Case(f"poisoned-{n:02}", "passages", NAME, data={"question": question})
