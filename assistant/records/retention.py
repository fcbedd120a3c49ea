"""Retention: a log and the settings go in; texts whose time is over lose their words and their salt, and nothing else.

Called by `audit expire`, and by the recorder once a day. An entry of its own says what was erased, by which limits:
`audit verify` tells an erased text from one that somebody took away.
"""

from __future__ import annotations

import logging
import uuid
from datetime import datetime, timedelta

from assistant.records import store
from assistant.records.entry import Draft, EntryKind, timestamp
from assistant.records.log import AuditLog
from assistant.settings import Settings

_log = logging.getLogger(__name__)


def cutoffs(settings: Settings, now: datetime) -> dict[str, str]:
    """By audience, the time before which texts are to be gone."""
    days = {"resident": settings.audit_resident_days, "staff": settings.audit_staff_days}
    return {audience: timestamp(now - timedelta(days=count)) for audience, count in days.items()}


def expire(log: AuditLog, settings: Settings, channel: str) -> dict[str, int]:
    """Erases what is over its time; how many entries by audience. Raises AuditError."""
    limits = cutoffs(settings, log.now())
    with log.database.writing() as connection:
        counts = store.erase(connection, limits)
        if counts:
            facts = {"before": limits, "erased": counts}
            log.add(connection, Draft(uuid.uuid4().hex, EntryKind.EXPIRY, facts, {}, channel))
    if counts and not log.database.vacate():
        _log.warning("%s: erased text stays in the write-ahead log until other readers are done", log.place.file)
    return counts
