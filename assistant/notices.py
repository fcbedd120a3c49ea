"""What stands beside the sentences of an answer: notices, the place to look at, whom to ask.

The outcome of the chain goes in, fixed Japanese texts come out; every word of them stands in `prompts.texts`.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Citation, Status
from assistant.guardrails.plain import plain
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
            place = " ＞ ".join([stored.source.title, *stored.passage.path])
            notices.append(texts.NEAREST.format(place=plain(place)))
    elif choices:
        notices.append(texts.ASK_BACK)
        notices.extend(texts.CHOICE.format(choice=plain(choice)) for choice in choices)
    if any(c.edition == "guide" for c in citations):
        notices.append(texts.GUIDE_NOTICE)
    notices.append(texts.AI_NOTICE + texts.CHECK_SOURCES)
    if contact:
        notices.append(texts.CONTACT.format(contact=contact))
    return notices
