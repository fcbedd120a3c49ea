"""Follow-ups behind the guards: a question's verdict and the questions before it go in, what to search for comes out.

Called by `assistant.chain`. The questions before come from outside like any other: what the guards refuse is left out,
what is personal is masked, and the question that both make together passes the guards once more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.followup.condense import condensed
from assistant.guardrails.checks import CheckResult
from assistant.guardrails.hygiene import MAX_QUESTION
from assistant.guardrails.input import Verdict, check_input
from assistant.guardrails.private import Guard

Condense = Callable[[str, Sequence[str]], str | None]


@dataclass(frozen=True)
class Standing:
    """A question that stands alone; `before` is the question it was told with, empty where it stood alone already."""

    question: str
    verdict: Verdict
    before: str = ""


def standing(verdict: Verdict, history: Sequence[str], guard: Guard, model: Condense | None = None) -> Standing:
    """What is asked for, the questions before it taken into account; nothing is added to a refused question.

    `model` tells it where there is one; the rules do, with the last question alone, where it gives None.
    """
    if verdict.refusal or verdict.talk or not history:
        return Standing(verdict.asked, verdict)
    known = [f for f in (check_input(h, guard=guard) for h in history) if not f.talk]
    former = known[-1] if known else None
    if former is None:
        return Standing(verdict.asked, _checked(verdict, "passed"))
    usable = [f.asked for f in known if f.asked and not f.refusal]
    whole = model(verdict.asked, usable) if model is not None and usable else None
    if whole is None:
        whole = condensed(verdict.asked, (former.asked,)) if former.asked and not former.refusal else verdict.asked
    if whole == verdict.asked or len(whole) > MAX_QUESTION:
        return Standing(verdict.asked, _checked(verdict, "passed"))
    both = check_input(whole, guard=guard)
    if both.refusal:
        return Standing(verdict.asked, replace(verdict, refusal=both.refusal, checks=both.checks), former.asked)
    return Standing(both.asked, _checked(verdict, "acted"), former.asked)


def _checked(verdict: Verdict, result: str) -> Verdict:
    found = CheckResult.model_validate({"id": "follow_up", "result": result})
    return replace(verdict, checks=(*verdict.checks, found))
