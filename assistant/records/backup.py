"""A copy of the log while it is in use, and the way back: a log and a file go in, the other comes out.

The copy is one SQLite file, made by SQLite's backup from a single state, with the anchors in a table of its own. The
key lies beside it (`FILE.key`, mode 0600), to be kept apart: who has both can sign what they like.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from assistant.errors import AuditError
from assistant.records import anchors, keys
from assistant.records.anchors import Anchor
from assistant.records.database import told_of
from assistant.records.log import AuditLog

KEY_ENDING = ".key"
_TABLE = "backup_anchors"


def backup(log: AuditLog, target: Path) -> int:
    """Writes the log to `target`, replacing an older backup in one step; how many entries. Raises AuditError."""
    _check_target(log, target)
    with told_of(target), _partial(target) as partial:
        count = copy(log.place.file, partial)
        # Anchors of entries that came after the copy are left out: they would tell of entries that it lacks.
        told = [a for a in anchors.read(log.place.anchors) if a is not None and a.count <= count]
        with contextlib.closing(sqlite3.connect(partial)) as connection, connection:
            connection.execute(f"CREATE TABLE {_TABLE} (line TEXT NOT NULL)")
            connection.executemany(f"INSERT INTO {_TABLE} VALUES (?)", [(a.line(),) for a in told])  # noqa: S608
        _sync(partial)
        os.replace(partial, target)
        _write_key(log, target)
    return count


def copy(source: Path, target: Path) -> int:
    """Copies the log `source` as it is at one moment, other processes writing on; how many entries it has.

    Raises sqlite3.Error and OSError.
    """
    with (
        contextlib.closing(sqlite3.connect(f"file:{quote(str(source.absolute()))}?mode=rw", uri=True)) as old,
        contextlib.closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)
        # A copy is one file: no write-ahead log beside it.
        new.execute("PRAGMA journal_mode = DELETE")
        return int(new.execute("SELECT COUNT(*) FROM entries").fetchone()[0])


def anchors_of(path: Path) -> list[Anchor | None]:
    """The anchors in a backup; raises AuditError for a file that is no backup."""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)) as connection:
            lines = connection.execute(f"SELECT line FROM {_TABLE} ORDER BY rowid").fetchall()  # noqa: S608
            connection.execute("SELECT seq FROM entries LIMIT 1")
    except sqlite3.Error as error:
        raise AuditError(f"{path}: is no backup of an audit log ({error}); give one of audit backup") from None
    return [anchors.parse(line) for (line,) in lines]


def _check_target(log: AuditLog, target: Path) -> None:
    if target.is_dir():
        raise AuditError(f"{target}: is a folder; give a file")
    if not target.absolute().parent.is_dir():
        raise AuditError(f"{target}: its folder does not exist; make it, or give another file")
    if target.exists() and target.absolute().parent.samefile(log.place.folder):
        raise AuditError(f"{target}: belongs to the audit log itself; give another file")


def _write_key(log: AuditLog, target: Path) -> None:
    if log.key is None:
        return
    beside = target.with_name(target.name + KEY_ENDING)
    partial = beside.with_name(f"{beside.name}.{secrets.token_hex(8)}")
    keys.write(partial, log.key)
    os.replace(partial, beside)


@contextmanager
def _partial(target: Path) -> Iterator[Path]:
    """An empty file beside `target` that only its owner may read, gone at the end if it was not renamed."""
    path = target.with_name(f"{target.name}.{secrets.token_hex(8)}")
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())
