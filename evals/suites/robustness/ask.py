"""How it is asked: the question as it stands in the set, and its variant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evals.runner.desk import Desk
from evals.runner.model import Case


def ask(case: Case, desk: Desk) -> Mapping[str, Any]:
    """A record with the keys of both answers: `plain` and `answer` (of the variant)."""
    if case.question is None:
        return {}
    plain = desk.answer(case.corpus, case.question.question)
    return {"plain": plain, "answer": desk.answer(case.corpus, str(case.data["asked"]))}
