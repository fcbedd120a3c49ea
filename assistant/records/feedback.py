"""Feedback on an answer: a verdict, a reason and some words go in, an entry that refers to the answer's comes out.

Called by the recorder. Free text passes through a mask before it reaches anything else.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from enum import StrEnum

from assistant.errors import AuditError, UnknownAnswerError
from assistant.records.entry import Draft, Entry, EntryKind

MAX_TEXT = 2_000  # characters
Mask = Callable[[str], str]


class Reason(StrEnum):
    """What is bad about an answer."""

    WRONG = "wrong"
    INCOMPLETE = "incomplete"
    WRONG_SOURCE = "wrong_source"
    OUT_OF_DATE = "out_of_date"
    HARD_TO_READ = "hard_to_read"


def of(
    about: Entry | None,
    good: bool,
    reason: str | None,
    text: str,
    channel: str,
    mask: Mask,
    audience: str | None = None,
) -> Draft:
    """The entry; raises UnknownAnswerError for an answer that is not recorded, or not for this `audience` (None: any),
    and AuditError for a reason that is none and a text too long."""
    if about is None or about.kind != EntryKind.QUESTION or audience not in (None, about.audience):
        raise UnknownAnswerError("feedback: no answer of this id is recorded; give the audit_id of an answer")
    if good == (reason is not None):
        raise AuditError("feedback: a bad answer needs a reason, and a good one has none")
    if reason is not None and reason not in set(Reason):
        raise AuditError(f"feedback: {reason!r} is no reason; give one of {', '.join(Reason)}")
    if len(text) > MAX_TEXT:
        raise AuditError(f"feedback: the text has {len(text)} characters; shorten it to {MAX_TEXT}")
    facts = {"good": good, "reason": reason}
    texts = {"comment": mask(text)} if text.strip() else {}
    return Draft(uuid.uuid4().hex, EntryKind.FEEDBACK, facts, texts, channel, about.audience, about.id)
