"""The five verdicts of an answer: what the checks found goes in, one verdict for each principle comes out. Pure.

Every verdict names the checks that ran and their results; a check that did not run is not named.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from assistant.answer import PrincipleVerdict
from assistant.guardrails.checks import CheckResult
from assistant.guardrails.rules import Principle, Rules, shipped

_GRAVEST_FIRST: tuple[Literal["refused", "acted", "passed"], ...] = ("refused", "acted", "passed")


def verdicts(results: Sequence[CheckResult], rules: Rules | None = None) -> tuple[PrincipleVerdict, ...]:
    """One verdict a principle, in the order of the rules: the gravest result of its checks, none: not applicable."""
    return tuple(_verdict(principle, results) for principle in (rules or shipped()).principles)


def _verdict(principle: Principle, results: Sequence[CheckResult]) -> PrincipleVerdict:
    own = [r for r in results if r.id in principle.checks]
    for outcome in _GRAVEST_FIRST:
        grave = [r for r in own if r.result == outcome]
        if grave:
            notes = (principle.checks[r.id].get(outcome, "").format(count=r.count) for r in grave)
            return PrincipleVerdict(
                id=principle.id, verdict=outcome, note="".join(n for n in notes if n), checks=tuple(own)
            )
    return PrincipleVerdict(id=principle.id, verdict="not_applicable")
