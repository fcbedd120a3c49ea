"""How it is asked: both questions of a pair, by the whole chain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evals.runner.desk import Desk
from evals.runner.model import Case


def ask(case: Case, desk: Desk) -> Mapping[str, Any]:
    """A record with `answers`, the keys of both, and `verdicts`: what the guards say of each."""
    questions = [str(q) for q in case.data["questions"]]
    verdicts = [desk.verdict(case.corpus, q) for q in questions]
    told = [[v.refusal, list(v.notices), [[c.id, c.result, c.count] for c in v.checks]] for v in verdicts]
    return {"answers": [desk.answer(case.corpus, q) for q in questions], "verdicts": told}
