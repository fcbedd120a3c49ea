"""What stands beside the sentences of an answer: notices, the place to look at, whom to ask.

The outcome of the chain goes in, fixed Japanese texts come out; every word of them stands in `prompts.texts`.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Citation, Status
from assistant.editions import GUIDE
from assistant.guardrails.plain import plain
from prompts import texts
from vectorstore.codec import StoredPassage

PART_OPEN = "part_not_found"  # the reason of an answer that leaves a publisher of a comparison out
MOST_PLACES = 3  # official places that the notices of one answer name; each citation names its own


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
            place = texts.PLACE_SEPARATOR.join([stored.source.title, *stored.passage.path])
            notices.append(texts.NEAREST.format(place=plain(place)))
    elif choices:
        notices.append(texts.ASK_BACK)
        notices.extend(texts.CHOICE.format(choice=plain(choice)) for choice in choices)
    if guides := [c for c in citations if c.edition == GUIDE]:
        notices.append(texts.GUIDE_NOTICE)
        found = list(dict.fromkeys(official_place(c) for c in guides))
        notices.extend(texts.GUIDE_PLACE.format(place=place) for place in found[:MOST_PLACES])
    notices.append(texts.AI_NOTICE + texts.CHECK_SOURCES)
    if contact:
        notices.append(texts.CONTACT.format(contact=contact))
    return notices


def official_place(citation: Citation) -> str:
    """The official document, chapter and address that a citation of the guide rests on, in one line."""
    place = texts.PLACE_SEPARATOR.join([citation.official_title or citation.document_title, *citation.official_path])
    return place + (texts.GUIDE_ADDRESS.format(url=citation.url) if citation.url else "")
