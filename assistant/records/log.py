"""The audit log as a whole: entries go in at its end, anchors go out; called by the recorder and the commands.

A folder holds the database, the anchor file (unless a setting puts it elsewhere) and the key. Several processes may
have it open at once; they keep one chain.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Self

from sqlalchemy import Connection

from assistant.errors import AuditError
from assistant.records import anchors, keys, store
from assistant.records.anchors import Anchor
from assistant.records.database import Database, told_of
from assistant.records.entry import Draft, Entry, make
from assistant.settings import Settings
from vectorstore.errors import no_room

FOLDER = "audit"
FILE = "log.sqlite3"
ANCHORS = "anchors.jsonl"
EVERY = 100  # entries from one anchor to the next
_ROOM = 1024 * 1024  # bytes that must be free before an answer is begun
_log = logging.getLogger(__name__)
Now = Callable[[], datetime]


def utc_now() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC)


class Place:
    """Where a log's files are."""

    def __init__(self, settings: Settings) -> None:
        """The files of the log of these settings, whether they exist or not."""
        self.folder = settings.data_dir / FOLDER
        self.file = self.folder / FILE
        self.key = self.folder / keys.NAME
        self.anchors = settings.audit_anchor_file or self.folder / ANCHORS


class AuditLog:
    """An open log; safe to share between threads."""

    def __init__(self, place: Place, database: Database, key: bytes | None, now: Now) -> None:
        """Use `open` or `open_existing`."""
        self.place, self.database, self.key, self.now = place, database, key, now

    @classmethod
    def open(cls, settings: Settings, now: Now = utc_now) -> Self:
        """The log to write to, made when there is none; raises AuditError where it cannot be or must not go on."""
        place = Place(settings)
        with told_of(place.file):
            place.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            # In this order: another process may be making the log, its key first, then the file, then anchors.
            newest = anchors.last(place.anchors)
            existed = place.file.exists()
            key = keys.read(place.key)
            if key is None and (existed or newest is not None):
                raise AuditError(
                    f"{place.key}: the key of the audit log is missing; put it back, or move {place.folder} away "
                    "(and its anchor file) to begin another log"
                )
            key = key or keys.create(place.key)
            if newest is not None and not place.file.exists():
                raise gone(place, newest)
            log = cls(place, Database(place.file, "create"), key, now)
            log._check(newest)
        return log

    @classmethod
    def open_existing(cls, settings: Settings, now: Now = utc_now) -> Self:
        """The log to read, with or without its key; raises AuditError if there is none."""
        place = Place(settings)
        with told_of(place.file):
            if not place.file.exists():
                newest = anchors.last(place.anchors)
                raise (
                    gone(place, newest)
                    if newest
                    else AuditError(
                        f"{place.folder}: holds no audit log; it begins with the first question, or set data_dir"
                    )
                )
            return cls(place, Database(place.file, "read"), keys.read(place.key), now)

    def append(self, draft: Draft) -> Entry:
        """Adds an entry and, where it is due, an anchor; raises AuditError where the entry could not be written."""
        with self.database.writing() as connection:
            entry = self.add(connection, draft)
        if entry.seq - entry.anchored >= EVERY:
            self.anchor(EVERY)
        return entry

    def add(self, connection: Connection, draft: Draft) -> Entry:
        """Adds an entry inside a transaction of `database.writing`."""
        if self.key is None:
            raise AuditError(f"{self.place.key}: the key of the audit log is missing; put it back")
        seq, previous = store.head(connection)
        newest = anchors.last(self.place.anchors)
        entry = make(draft, seq + 1, previous, self.now(), newest.count if newest else 0, self.key)
        store.add(connection, entry)
        return entry

    def anchor(self, distance: int = 1) -> None:
        """Signs the head if it is at least `distance` entries beyond the newest anchor.

        A failure loses no entry: it is logged, `audit verify` shows what is not anchored, the next entry tries again.
        """
        key = self.key
        if key is None:
            return

        def due(newest: Anchor | None) -> Anchor | None:
            with self.database.reading() as connection:
                seq, head = store.head(connection)
            far = seq - (newest.count if newest else 0) >= distance
            return anchors.sign(seq, head, self.now(), key) if far else None

        try:
            with told_of(self.place.anchors):
                anchors.append(self.place.anchors, due)
        except AuditError as error:
            _log.warning("the audit log's last entries are not anchored: %s", error)

    def counts(self) -> tuple[int, int]:
        """Entries so far, and those up to the newest anchor; nothing is verified. Raises AuditError."""
        with told_of(self.place.anchors), self.database.reading() as connection:
            newest = anchors.last(self.place.anchors)
            return store.head(connection)[0], newest.count if newest else 0

    def ready(self) -> None:
        """Raises AuditError where an entry could not be written now: a full or read-only disk, a file taken away.

        Takes no lock, so that it costs nothing.
        """
        folder = self.place.folder
        self.database.check_in_place()
        if not (os.access(folder, os.W_OK) and os.access(self.place.file, os.W_OK)):
            raise AuditError(f"{folder}: cannot be written; check its permissions or set another data_dir")
        if no_room(folder, _ROOM):
            raise AuditError(f"{folder}: the disk is full; free some space, then ask again")

    def close(self) -> None:
        """Closes the files."""
        self.database.close()

    def _check(self, newest: Anchor | None) -> None:
        if newest is None:
            return
        with self.database.reading() as connection:
            found = store.hash_at(connection, newest.count)
        if found != newest.hash:
            self.close()
            raise AuditError(
                f"{self.place.file}: is not the log that its anchors describe (entry {newest.count}); "
                "run policy-assistant audit verify, then restore a backup"
            )


def gone(place: Place, newest: Anchor) -> AuditError:
    """The error for anchors without a log."""
    return AuditError(
        f"{place.file}: is gone, though {place.anchors} tells of {newest.count} entries; "
        "restore a backup with policy-assistant audit restore"
    )
