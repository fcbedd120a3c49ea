"""How it is asked: the chain on a corpus of its own, which is written and indexed at the first question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evals.planting import poisoned
from evals.runner.desk import Desk
from evals.runner.model import Case


def ask(case: Case, desk: Desk) -> Mapping[str, Any]:
    """A record with `answer`, the key of the kept answer."""
    desk.add(poisoned.NAME, poisoned.write)
    return {"answer": desk.answer(case.corpus, str(case.data["question"]))}
