"""How it is asked: the 40 best places, with as much text as scoring looks at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evals import metrics
from evals.runner.desk import Desk
from evals.runner.model import Case

RESULTS = 40


def ask(case: Case, desk: Desk) -> Mapping[str, Any]:
    """A record with `results`: document, path, text (all texts together no longer than the window)."""
    if case.question is None:
        return {"results": []}
    results, left = [], metrics.WINDOW
    for found in desk.search(case.corpus, case.question.question, RESULTS):
        text = found.text[: max(left, 0)]
        left -= len(found.text)
        stored = found.passage
        results.append({"document_id": stored.source.id, "path": list(stored.passage.path), "text": text})
    return {"results": results}
