"""Where exports go: parts of a text go in, a file or standard output comes out; what is exported is gathered here too.

Called by `audit export`.
"""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from assistant.errors import AuditError
from assistant.records import check, export, incident, store
from assistant.records.database import told_of
from assistant.records.entry import EntryKind, timestamp
from assistant.records.log import AuditLog


def period(log: AuditLog, since: datetime | None, until: datetime | None, form: str) -> Iterator[str]:
    """The entries from `since` on and before `until`, as `jsonl` or `csv`."""
    make = {"jsonl": export.jsonl, "csv": export.as_csv}[form]
    with log.database.reading() as connection:
        first = timestamp(since) if since else None
        yield from make(store.between(connection, first, timestamp(until) if until else None))


def incident_page(log: AuditLog, entry_id: str) -> str:
    """The incident report of a question; raises AuditError for an id that is none's."""
    with log.database.reading() as connection:
        entry = store.by_id(connection, entry_id)
        if entry is None or entry.kind != EntryKind.QUESTION:
            raise AuditError(f"{entry_id}: no question of this id is recorded; give the audit_id of an answer")
        feedback = store.about(connection, entry.id)
        settings = store.before(connection, EntryKind.SETTINGS, entry.seq)
        switch = store.before(connection, EntryKind.STOP_SWITCH, entry.seq)
    report = check.check(log)
    return incident.page(incident.Incident(entry, feedback, settings, switch, report, log.now()))


def write(parts: Iterator[str], target: Path | None) -> None:
    """Writes `parts` as UTF-8 to the file in one step (mode 0600), or to standard output; raises AuditError."""
    if target is None:
        sys.stdout.flush()
        for part in parts:
            sys.stdout.buffer.write(part.encode())
        sys.stdout.buffer.flush()
        return
    if target.is_dir() or not target.absolute().parent.is_dir():
        raise AuditError(f"{target}: is a folder, or in none; give another file")
    partial = target.with_name(f"{target.name}.{secrets.token_hex(8)}")
    with told_of(target):
        try:
            with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                for part in parts:
                    file.write(part.encode())
            os.replace(partial, target)
        finally:
            partial.unlink(missing_ok=True)
