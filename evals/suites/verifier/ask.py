"""How it is asked: the verifier alone, as the chain calls it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.verify.claims import check
from assistant.verify.model import Support
from evals.runner.desk import Desk
from evals.runner.model import Case


def ask(case: Case, desk: Desk) -> Mapping[str, Any]:
    """A record with `faults`: kind and piece of each that was found; none means that the sentence would be let out."""
    support = [_support(told) for told in case.data["support"]]
    return {"faults": [[f.kind.value, f.piece] for f in check(str(case.data["text"]), support).faults]}


def _support(told: Mapping[str, Any]) -> Support:
    return Support(**{**told, "context": tuple(told["context"]), "path": tuple(told["path"])})
