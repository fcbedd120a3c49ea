"""What a question passes before anything else sees it: a question goes in, a verdict comes out.

Called by `assistant.chain` before the first Runnable. The order is fixed: form, personal data and confidential matter,
orders to the assistant, scope, language.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.guardrails import helplines, hygiene, injection, scope, talk
from assistant.guardrails.checks import CheckResult
from assistant.guardrails.helplines import HelpLine
from assistant.guardrails.private import Checked, Guard
from ingest.instructions.views import views
from prompts import guards


@dataclass(frozen=True)
class Verdict:
    """What is left of a question: `text` is all that records may see and people are shown, `asked` is what may
    be searched for, empty where nothing may.

    `refusal` is the stable word for why it is not answered, None where it is; `talk` why there is
    nothing to look up (a greeting); `notices` are told beside the answer;
    `checks` are what ran.
    """

    text: str
    refusal: str | None = None
    notices: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()
    asked: str = ""
    talk: str | None = None


def check_input(question: str, help_lines: Sequence[HelpLine] = (), guard: Guard | None = None) -> Verdict:
    """The verdict on a question as it was typed; `guard` knows what is confidential and what the documents publish."""
    cleaned = hygiene.clean(question)
    if cleaned.problem:
        return Verdict(cleaned.text, cleaned.problem, (), (CheckResult(id="form", result="refused"),))
    private = (guard or Guard()).check(cleaned.text)
    text = private.question
    removed = [guards.REMOVED.format(count=cleaned.removed)] if cleaned.removed else []
    checks = [CheckResult(id="form", result="acted" if cleaned.removed else "passed", count=cleaned.removed)]
    checks.extend(_private(private))
    told = (*helplines.notices(text, help_lines), *removed, *private.notices)
    if private.refusal:
        return Verdict(text, private.refusal, told, tuple(checks))
    read = tuple(views(text))
    for check, refuse in _REFUSING:
        refusal = "injection" if cleaned.smuggled and check == "injection" else refuse(text, read)
        checks.append(CheckResult(id=check, result="refused" if refusal else "passed"))
        if refusal:
            return Verdict(text, refusal, told, tuple(checks), private.asked)
    return Verdict(text, None, told, tuple(checks), private.asked, talk.reason(text))


def _private(found: Checked) -> list[CheckResult]:
    """What the guard for personal and confidential matter did, as the two checks that it is."""
    outcome = found.verdict.verdict
    confidential = found.refusal == "confidential"
    personal = "passed" if confidential or outcome == "passed" else outcome
    return [
        CheckResult.model_validate({"id": "personal_data", "result": personal, "count": found.count}),
        CheckResult.model_validate({"id": "confidential", "result": "refused" if confidential else "passed"}),
    ]


_REFUSING: tuple[tuple[str, Callable[[str, Sequence[str]], str | None]], ...] = (
    ("injection", lambda text, read: "injection" if injection.find_order(text, read) else None),
    ("scope", scope.refusal),
    ("language", lambda text, _: "language" if hygiene.is_foreign(text) else None),
)
