"""The answer put together: verified sentences and what became of the question go in, the contract's answer comes out.

Pure; called by `assistant.chain` once the last sentence is verified, or at once where the guards refuse.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant import notices
from assistant.answer import Answer, Nearest, Sentence, Status
from assistant.compose import joined
from assistant.guardrails import principles, refusals, whole
from assistant.guardrails.checks import CheckResult
from assistant.guardrails.outgoing import Outgoing
from assistant.guardrails.plain import for_a_shell
from assistant.silence.decide import Decision
from assistant.turn import Said, Turn
from prompts import guards, texts
from vectorstore.codec import StoredPassage


def answered(turn: Turn, said: Sequence[Said], dropped: int, outgoing: Outgoing, stamp: Mapping[str, Any]) -> Answer:
    """The answer of `said`, or of silence; `dropped` sentences were not carried, `stamp` is what every answer has."""
    decision = turn.decision
    citations = [c for s in said for c in s.citations]
    missing = joined.left_open([s.part for s in turn.parts], {c.publisher for c in citations})
    status, reason = _status(decision, bool(said), bool(missing))
    if turn.whole:
        status, reason = Status.PARTIAL, "whole_document"
    sentences = [s.sentence for s in said]
    nearest = [] if sentences else _nearest(turn)
    used = [d.evidence[0].passage for d in turn.writing or turn.drafts if d.evidence] if sentences else nearest
    contact = next((p.source.contact for p in used if p.source.contact), None)
    choices = decision.choices if decision is not None else ()
    understood = turn.question if turn.question != turn.verdict.asked else None
    fixed = notices.of(status, reason, citations, contact, nearest, choices)
    if understood:
        fixed.insert(0, texts.UNDERSTOOD.format(question=understood))
    if status is Status.PARTIAL and reason == notices.PART_OPEN:
        fixed.insert(0, texts.PART_OPEN.format(publishers="、".join(missing)))
    if sentences and turn.listed:
        fixed.insert(0, texts.LONG_LIST.format(count=turn.listed, question=for_a_shell(turn.question)))
    if sentences and turn.summary is not None and turn.summary.left:
        fixed.insert(0, texts.SUMMARY_LEFT.format(count=turn.summary.left))
    if sentences and turn.writing:
        fixed.insert(0, turn.writing.notice)
    if outgoing.shortened:
        fixed.insert(0, guards.SHORTENED)
    fixed = [*turn.verdict.notices, *(whole.notices(turn.whole) if turn.whole else ()), *fixed]
    checks = [
        *turn.verdict.checks,
        _ran("ambiguity", acted=bool(choices)),
        _ran("spelling", acted=turn.told != turn.verdict.asked and not turn.before),
        _ran("persons", acted=turn.question != turn.told),
        _ran("silence", acted=reason == "wrong_premise"),
        *_quotations(len(citations), dropped),
        _ran("notices"),
        *outgoing.checks(len(sentences)),
        _ran("whole_document", acted=bool(turn.whole)),
    ]
    return Answer(
        question=turn.verdict.text,
        understood_question=understood,
        status=status,
        status_reason=reason,
        answer="\n".join([*(_marked(s) for s in sentences), *fixed]),
        sentences=tuple(sentences),
        citations=tuple(citations),
        nearest=tuple(Nearest(document_id=p.source.id, path=p.passage.path) for p in nearest),
        contact=contact,
        choices=tuple(choices),
        principles=principles.verdicts(checks),
        notices=tuple(fixed),
        **stamp,
    )


def refused(turn: Turn, reason: str, contact: str | None, stamp: Mapping[str, Any]) -> Answer:
    """The answer to a question that the guards refuse, or that asks nothing; nothing but the guards has seen it."""
    fixed = refusals.notices(reason, turn.verdict.notices, contact)
    return Answer(
        question=turn.verdict.text,
        status=Status.NO_ANSWER if reason in guards.TALK else Status.REFUSED,
        status_reason=reason,
        answer="\n".join(fixed),
        contact=contact,
        principles=principles.verdicts([*turn.verdict.checks, _ran("notices")]),
        notices=tuple(fixed),
        **stamp,
    )


def _status(decision: Decision | None, sentences: bool, missing: bool) -> tuple[Status, str | None]:
    """How the question ended, and why; `missing` where a publisher that it names says nothing."""
    reason = decision.reason if decision is not None else None
    if sentences:
        reason = reason or (notices.PART_OPEN if missing else None)
        return (Status.PARTIAL, reason) if reason else (Status.ANSWERED, None)
    if decision is not None and decision.choices:
        return Status.PARTIAL, reason or "ambiguous"
    return Status.NO_ANSWER, reason or "not_found"


def _ran(check: str, *, acted: bool = False, count: int = 0) -> CheckResult:
    return CheckResult(id=check, result="acted" if acted else "passed", count=count)


def _quotations(cited: int, dropped: int) -> list[CheckResult]:
    return [_ran("quotations", acted=bool(dropped), count=dropped or cited)] if cited or dropped else []


def _nearest(turn: Turn) -> list[StoredPassage]:
    """The places to point at where nothing is answered."""
    if turn.decision is not None and turn.decision.nearest:
        return list(turn.decision.nearest[:1])
    return [turn.ranked[0][0]] if turn.ranked else []


def _marked(sentence: Sentence) -> str:
    return sentence.text + "".join(f"[{n}]" for n in sentence.citations)
