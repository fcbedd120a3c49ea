"""Verifies a log as it lies on the disk: the log and copies of its anchors go in, a report comes out.

Called by `audit verify`, the incident report and the restore; `assistant.records.verify` does the checking.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import Connection

from assistant.errors import AuditDamagedError, AuditError
from assistant.records import anchors, schema, store
from assistant.records.database import Database, told_of
from assistant.records.entry import Entry
from assistant.records.log import AuditLog
from assistant.records.verify import AnchorFile, FaultKind, Report, verify


def check(log: AuditLog, copies: Sequence[Path] = ()) -> Report:
    """The report on a log, `copies` of its anchor file held against it too.

    Raises AuditError for a copy that cannot be read or holds no anchor.
    """
    place = log.place.anchors
    with told_of(place):
        own = AnchorFile(place.name, anchors.read(place))
    return check_database(log.database, [own, *map(copy_of, copies)], log.key)


def check_database(database: Database, files: Sequence[AnchorFile], key: bytes | None) -> Report:
    """The report on a database of entries; a file that is damaged is reported as far as it can be read."""
    seen = [0]
    try:
        with database.reading() as connection:
            report = verify(_counted(connection, seen), files, key)
            for name in sorted(schema.missing_triggers(connection)):
                report.add(FaultKind.TRIGGER, 0, detail=name)
    except AuditDamagedError as error:
        report = Report(count=seen[0])
        report.add(FaultKind.DAMAGED, seen[0] + 1, detail=str(error))
    return report


def copy_of(path: Path) -> AnchorFile:
    """A copy of an anchor file; raises AuditError, one line, for a file that is none."""
    if not path.exists():
        raise AuditError(f"{path}: no such file; give a copy of an anchor file")
    with told_of(path):
        lines = anchors.read(path)
    if not any(lines):
        raise AuditError(f"{path}: holds no anchor; give a copy of an anchor file")
    return AnchorFile(path.name, lines, copy=True)


def _counted(connection: Connection, seen: list[int]) -> Iterator[Entry]:
    for entry in store.between(connection):
        yield entry
        seen[0] = entry.seq
