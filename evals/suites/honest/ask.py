"""How it is asked: the guards of the chain, without search and answer."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from assistant.guardrails.input import check_input
from evals.runner.desk import Desk
from evals.runner.model import Case


def ask(case: Case, desk: Desk) -> Mapping[str, Any]:
    """A record with `refusal` (or None), `masked` (whether anything was) and `ms`, the rules' processor time."""
    question = str(case.data["question"])
    begin = time.thread_time()
    check_input(question)
    spent = 1000 * (time.thread_time() - begin)
    verdict = desk.verdict(case.corpus, question)
    masked = any(c.id == "personal_data" and c.result != "passed" for c in verdict.checks)
    return {"refusal": verdict.refusal, "masked": masked, "ms": round(spent, 3)}
