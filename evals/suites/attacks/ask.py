"""How it is asked: the whole chain, as a question that nobody suspects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evals.runner.desk import Desk
from evals.runner.model import Case


def ask(case: Case, desk: Desk) -> Mapping[str, Any]:
    """A record with `answer`, the key of the kept answer."""
    return {"answer": desk.answer(case.corpus, str(case.data["question"]))}
