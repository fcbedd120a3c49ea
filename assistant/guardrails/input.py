"""What a question goes through before anything else sees it. `Guard.check` is called first thing by `assistant.chain`.

A raw question goes in, a `Checked` comes out: the question as it may be kept and shown, the part of it to search for,
and whether to refuse. Further checks on what is let in (injection, scope) take the `Checked` and hand on their own.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import PrincipleVerdict
from assistant.guardrails.confidential import Confidential, Match
from assistant.guardrails.masking import Masked, mask, placeholder
from assistant.guardrails.published import Published
from assistant.guardrails.remainder import searchable
from prompts import privacy

PRINCIPLE = "no_personal_or_confidential_input"


@dataclass(frozen=True)
class Checked:
    """A question after the guard. `refusal` is None, `personal_only` or `confidential`.

    `question` may be kept and shown; `asked` is what to search for and answer, empty where `refusal` is set.
    """

    question: str
    asked: str
    verdict: PrincipleVerdict
    notices: tuple[str, ...] = ()
    refusal: str | None = None


class Guard:
    """The checks with what they need; pure after construction, and safe to share between threads."""

    def __init__(self, confidential: Confidential | None = None, allow: Published | None = None) -> None:
        self._confidential = confidential or Confidential()
        self._allow = allow

    def check(self, question: str) -> Checked:
        """The question without its personal and confidential parts, or why it is refused."""
        secret = self._confidential.find(question)
        if refused := [m for m in secret if m.entry.action == "refuse"]:
            labels = privacy.SEPARATOR.join(dict.fromkeys(m.entry.label for m in refused))
            # The text beside a mark is as confidential as the mark says: nothing of it is kept.
            return Checked(
                question=placeholder("confidential"),
                asked="",
                verdict=_verdict("refused", privacy.PRINCIPLE_CONFIDENTIAL.format(labels=labels)),
                notices=(privacy.CONFIDENTIAL.format(labels=labels),),
                refusal="confidential",
            )
        masked = _with_confidential(mask(_hidden(question, secret), self._allow), len(secret))
        if not masked.total:
            return Checked(question, question, _verdict("passed", privacy.PRINCIPLE_CLEAN))
        return _masked(masked)


def displayed(text: str) -> str:
    """A text as it may be shown in messages, logs and pages that know no index: all that looks personal is masked."""
    return mask(text).text


def _masked(masked: Masked) -> Checked:
    asked = searchable(masked.text)
    told = {"kinds": masked.kinds, "count": masked.total}
    if not asked:
        notices = (privacy.PERSONAL_ONLY.format(**told), privacy.INDIVIDUAL_MATTER)
        verdict = _verdict("refused", privacy.PRINCIPLE_PERSONAL_ONLY.format(**told))
        return Checked(masked.text, "", verdict, notices, "personal_only")
    verdict = _verdict("acted", privacy.PRINCIPLE_MASKED.format(**told))
    return Checked(masked.text, asked, verdict, (privacy.MASKED.format(**told),))


def _hidden(question: str, secret: list[Match]) -> str:
    for match in reversed(secret):
        question = question[: match.start] + placeholder("confidential") + question[match.end :]
    return question


def _with_confidential(masked: Masked, count: int) -> Masked:
    return Masked(masked.text, {**masked.counts, "confidential": count}) if count else masked


def _verdict(verdict: str, note: str) -> PrincipleVerdict:
    return PrincipleVerdict.model_validate({"id": PRINCIPLE, "verdict": verdict, "note": note})
