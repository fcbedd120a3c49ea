"""What a question passes before anything else sees it: a question goes in, a verdict comes out.

Called by `assistant.chain` before the first Runnable. The order is fixed: form, (personal data, confidential matter,)
orders to the assistant, scope, language.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.guardrails import helplines, hygiene, injection, scope
from assistant.guardrails.checks import CheckResult
from assistant.guardrails.helplines import HelpLine
from prompts import guards


@dataclass(frozen=True)
class Verdict:
    """What is left of a question: `text` is all that search, models and records may see.

    `refusal` is the stable word for why it is not answered, None where it is; `notices` are told beside the answer;
    `checks` are what ran.
    """

    text: str
    refusal: str | None = None
    notices: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()


def check_input(question: str, help_lines: Sequence[HelpLine] = ()) -> Verdict:
    """The verdict on a question as it was typed."""
    cleaned = hygiene.clean(question)
    if cleaned.problem:
        return Verdict(cleaned.text, cleaned.problem, (), (CheckResult(id="form", result="refused"),))
    text = cleaned.text
    removed = [guards.REMOVED.format(count=cleaned.removed)] if cleaned.removed else []
    checks = [CheckResult(id="form", result="acted" if cleaned.removed else "passed", count=cleaned.removed)]
    told = (*helplines.notices(text, help_lines), *removed)
    for check, refuse in _REFUSING:
        refusal = refuse(text)
        checks.append(CheckResult(id=check, result="refused" if refusal else "passed"))
        if refusal:
            return Verdict(text, refusal, told, tuple(checks))
    return Verdict(text, None, told, tuple(checks))


_REFUSING: tuple[tuple[str, Callable[[str], str | None]], ...] = (
    ("injection", lambda text: "injection" if injection.find_order(text) else None),
    ("scope", scope.refusal),
    ("language", lambda text: "language" if hygiene.is_foreign(text) else None),
)
