"""What stands beside the sentences of an answer: notices, the place to look at, whom to ask, the five principles.

The outcome of the chain goes in, fixed Japanese texts come out; every word of them stands in `prompts.texts`.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Citation, PrincipleVerdict, Status
from ingest.passages import MAX_SPAN
from prompts import texts
from vectorstore.codec import StoredPassage

PART_OPEN = "part_not_found"  # the reason of an answer that leaves a publisher of a comparison out


def of(
    status: Status,
    reason: str | None,
    citations: Sequence[Citation],
    contact: str | None,
    nearest: Sequence[StoredPassage],
    choices: Sequence[str],
) -> list[str]:
    """The notices of an answer, the AI notice and the call to check the sources always among them."""
    notices = []
    if status is Status.NO_ANSWER:
        notices.append(texts.SILENCE.get(reason or "", texts.NOT_FOUND))
        for stored in nearest:
            notices.append(texts.NEAREST.format(place=" ＞ ".join([stored.source.title, *stored.passage.path])))
    elif choices:
        notices.append(texts.ASK_BACK)
        notices.extend(texts.CHOICE.format(choice=choice) for choice in choices)
    if any(c.edition == "guide" for c in citations):
        notices.append(texts.GUIDE_NOTICE)
    notices.append(texts.AI_NOTICE + texts.CHECK_SOURCES)
    if contact:
        notices.append(texts.CONTACT.format(contact=contact))
    return notices


def principles(
    citations: Sequence[Citation],
    dropped: int,
    given: PrincipleVerdict,
    *,
    asked_back: bool,
    understood: bool = False,
) -> tuple[PrincipleVerdict, ...]:
    """The verdicts on the five principles; `given` is the guard's on what was let in."""
    verified = (
        texts.PRINCIPLE_DROPPED.format(count=dropped)
        if dropped
        else texts.PRINCIPLE_VERIFIED.format(count=len(citations))
    )
    short = bool(citations) and all(c.end - c.start <= MAX_SPAN for c in citations)
    return (
        PrincipleVerdict(id="active_use", verdict="not_applicable"),
        PrincipleVerdict(
            id="effective_input",
            verdict="acted" if asked_back or understood else "not_applicable",
            note=texts.PRINCIPLE_ASKED_BACK if asked_back else texts.PRINCIPLE_UNDERSTOOD if understood else "",
        ),
        given,
        PrincipleVerdict(id="verify_content", verdict="acted" if dropped else "passed", note=verified),
        PrincipleVerdict(
            id="respect_copyright",
            verdict="passed" if short else "not_applicable",
            note=texts.PRINCIPLE_QUOTES.format(limit=MAX_SPAN) if short else "",
        ),
    )
