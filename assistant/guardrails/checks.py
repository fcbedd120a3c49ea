"""What a single check found: the guards and the chain give `CheckResult`s, `principles` turns them into verdicts."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Outcome = Literal["passed", "acted", "refused"]

# Every check that can run, by the id that answers, prompts/principles.toml and docs/principles.md use.
CHECKS = (
    "scope",
    "injection",
    "form",
    "language",
    "ambiguity",
    "spelling",
    "persons",
    "follow_up",
    "personal_data",
    "confidential",
    "personal_output",
    "quotations",
    "silence",
    "hidden_orders",
    "notices",
    "quote_length",
    "quoted_share",
    "whole_document",
)


class CheckResult(BaseModel):
    """One check that ran. `count` is how many places it was about, 0 where there is nothing to count."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    result: Outcome
    count: int = 0
