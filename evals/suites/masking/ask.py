"""How it is asked: the guard alone, as every question passes it first."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from assistant.guardrails.personal import find
from evals.runner.desk import Desk
from evals.runner.model import Case

_WARM = "私は佐藤です"  # loads the dictionary


def ask(case: Case, desk: Desk) -> Mapping[str, Any]:
    """A record with `found` (kind, start, end of each finding) and `ms`, the processor time of finding them."""
    find(_WARM)
    begin = time.thread_time()
    found = find(str(case.data["text"]))
    spent = 1000 * (time.thread_time() - begin)
    return {"found": [[f.kind.value, f.start, f.end] for f in found], "ms": round(spent, 3)}
