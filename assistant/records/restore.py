"""Puts a backup in the place of the log: a backup goes in, the log that was there is set aside, an entry tells of it.

Called by `audit restore`. The backup is verified before anything is touched. Other processes may go on: entries are
replaced in one transaction, and what they write next follows the restored chain.
"""

from __future__ import annotations

import os
import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, text

from assistant.errors import AuditDamagedError, AuditError
from assistant.records import backup, check, keys, store
from assistant.records.database import Database, told_of
from assistant.records.entry import Draft, EntryKind
from assistant.records.log import AuditLog, Now, Place, utc_now
from assistant.records.verify import AnchorFile, Report
from assistant.settings import Settings


class BrokenBackupError(AuditError):
    """A backup does not verify; nothing was restored."""

    exit_status = 1

    def __init__(self, path: Path, report: Report) -> None:
        """`report` says what is wrong."""
        super().__init__(
            f"{path}: does not verify ({len(report.faults)} faults, the first is {report.faults[0].kind} at entry "
            f"{report.faults[0].first}); nothing was restored, take another backup"
        )


def restore(settings: Settings, source: Path, now: Now = utc_now) -> tuple[int, Path | None]:
    """Restores `source`; how many entries it has, and where the former log was set aside (None: there was none).

    Raises AuditError for what is no backup, a backup without its key, or one that does not verify.
    """
    place = Place(settings)
    if not source.is_file():
        raise AuditError(f"{source}: no such file; give a file of audit backup")
    told = backup.anchors_of(source)
    with told_of(place.file):
        place.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = _key(place, source)
        with _unpacked(source, place) as fresh:
            database = Database(fresh, "write")
            try:
                report = check.check_database(database, [AnchorFile(source.name, told)], key)
            finally:
                database.close()
            if not report.ok:
                raise BrokenBackupError(source, report)
            if not place.key.exists():
                keys.write(place.key, key)
            lines = [a.line() for a in told if a is not None]
            aside = _put(place, fresh, lines, f".replaced-{now():%Y%m%d-%H%M%S-%f}")
        _tell(settings, now, report, aside)
    return report.count, aside


def _key(place: Place, source: Path) -> bytes:
    beside = source.with_name(source.name + backup.KEY_ENDING)
    key = keys.read(place.key) or keys.read(beside)
    if key is None:
        raise AuditError(f"{beside}: the key of the backup is missing; put it there, or as {place.key}")
    return key


@contextmanager
def _unpacked(source: Path, place: Place) -> Iterator[Path]:
    """A copy of the backup in the log's folder, so that nothing happens to the backup itself."""
    fresh = place.folder / f"restoring.{secrets.token_hex(8)}"
    try:
        backup.copy(source, fresh)
        yield fresh
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            fresh.with_name(fresh.name + ending).unlink(missing_ok=True)


def _put(place: Place, fresh: Path, lines: list[str], ending: str) -> Path | None:
    """Puts the entries of `fresh` and their anchors into the log; where the former log was set aside."""
    if not place.file.exists():
        _replace_anchors(place, lines, ending)
        os.replace(fresh, place.file)
        return None
    aside = place.file.with_name(place.file.name + ending)
    try:
        database = Database(place.file, "write")
        try:
            with database.writing() as connection:
                # Nobody writes between this copy and the end of the transaction.
                backup.copy(place.file, aside)
                _replace_entries(connection, fresh)
                _replace_anchors(place, lines, ending)
            database.vacate()
        finally:
            database.close()
    except AuditDamagedError:
        # Nobody can write to it any more: it may be moved from under the others.
        _rename(place.file, aside)
        _replace_anchors(place, lines, ending)
        os.replace(fresh, place.file)
    return aside


def _replace_entries(connection: Connection, fresh: Path) -> None:
    triggers = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
    for name, _ in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    connection.exec_driver_sql("DELETE FROM entries")
    _insert(connection, fresh)
    for _, statement in triggers:
        connection.exec_driver_sql(statement)


def _insert(connection: Connection, fresh: Path) -> None:
    restored = Database(fresh, "write")
    try:
        with restored.reading() as old:
            for entry in store.between(old):
                store.add(connection, entry)
    finally:
        restored.close()


def _rename(path: Path, aside: Path) -> None:
    for ending in ("-wal", "-shm", ""):
        part = path.with_name(path.name + ending)
        if part.exists():
            os.replace(part, aside.with_name(aside.name + ending))


def _replace_anchors(place: Place, lines: list[str], ending: str) -> None:
    if place.anchors.exists():
        os.replace(place.anchors, place.anchors.with_name(place.anchors.name + ending))
    place.anchors.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(place.anchors, os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())


def _tell(settings: Settings, now: Now, report: Report, aside: Path | None) -> None:
    log = AuditLog.open(settings, now)
    try:
        facts = {"restored": report.count, "head": report.head, "replaced": aside is not None}
        log.append(Draft(uuid.uuid4().hex, EntryKind.RESTORE, facts, {}, "cli"))
        log.anchor()
    finally:
        log.close()
