"""The SQLite file of the audit log behind SQLAlchemy: transactions that read or write, errors in one line.

Called by `assistant.records.log` and the backup. A transaction that writes takes the lock at its beginning (BEGIN
IMMEDIATE), so that what it reads of the chain's end stays true until it is done, whatever other processes do.
"""

from __future__ import annotations

import os
import random
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from assistant.errors import AssistantError, AuditDamagedError, AuditError
from assistant.records import schema
from vectorstore.errors import storage_fault

Mode = Literal["create", "write", "read"]
_BUSY_SECONDS = 10.0  # how long to wait for other processes' entries
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_IMMEDIATE = {"immediate": True}


class Database:
    """One open file; safe to share between threads."""

    def __init__(self, path: Path, mode: Mode) -> None:
        """`create` makes a missing file and newer tables, `write` newer tables only, `read` nothing.

        Raises AuditError, one line.
        """
        self.path = path
        self._lock = threading.Lock()
        self._engine = create_engine(
            "sqlite://", creator=lambda: _connect(path, mode), poolclass=QueuePool, pool_size=4, max_overflow=16
        )
        event.listen(self._engine, "begin", _begin)
        with told_of(path):
            if mode != "read":
                self._upgrade()
            self._identity = _identity(path)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the write lock; committed at the end. Raises AuditError."""
        with (
            told_of(self.path),
            self._lock,
            self._engine.connect().execution_options(**_IMMEDIATE) as connection,
            connection.begin(),
        ):
            self.check_in_place()
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the log. Raises AuditError."""
        with told_of(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    def check_in_place(self) -> None:
        """Raises AuditError if the file was moved or deleted: SQLite would go on writing where nobody reads."""
        if _identity(self.path) != self._identity:
            raise AuditError(
                f"{self.path}: was taken away while it was in use; put it back, or restart to open another one"
            )

    def vacate(self) -> bool:
        """Empties the write-ahead log into the file, so that erased text is nowhere; False if a reader hinders it."""
        with told_of(self.path), self._lock, self._engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)  # noqa: S101 (made by `_connect`)
            busy: int = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            return not busy

    def close(self) -> None:
        """Closes all connections."""
        self._engine.dispose()

    def _upgrade(self) -> None:
        with self._engine.connect() as connection:
            with connection.begin():
                current = schema.revision(connection)
            if current != schema.HEAD:
                # The lock first: several processes may find the same empty file.
                with connection.execution_options(**_IMMEDIATE).begin():
                    if schema.revision(connection) != schema.HEAD:
                        schema.upgrade(connection)


@contextmanager
def told_of(path: Path) -> Iterator[None]:
    """Raises AuditError in place of what SQLAlchemy, SQLite and the operating system raise inside the block."""
    try:
        yield
    except AssistantError:
        raise
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise _told(getattr(error, "orig", None) or error, path) from error


def _told(error: BaseException, path: Path) -> AuditError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(_DAMAGED):
        return AuditDamagedError(f"{path}: is damaged ({error}); restore a backup with policy-assistant audit restore")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return AuditError(f"{path}: is held by another process for more than {_BUSY_SECONDS:.0f} s; try again")
    fault = storage_fault(error, path.parent)
    said = " ".join(str(error).split())
    return AuditError(str(fault) if fault else f"{path}: cannot be used ({said}); run policy-assistant audit verify")


def _connect(path: Path, mode: Mode) -> sqlite3.Connection:
    flags = {"create": "mode=rwc", "write": "mode=rw", "read": "mode=rw"}[mode]
    if mode == "read" and not os.access(path.parent, os.W_OK):
        # Beside a file that cannot be written, SQLite opens no write-ahead log: then there must be none.
        flags = "mode=ro" if path.with_name(path.name + "-wal").exists() else "mode=ro&immutable=1"
    if mode == "create":
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # it holds what people asked
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?{flags}",
        uri=True,
        timeout=_BUSY_SECONDS,
        isolation_level=None,  # transactions are begun by `_begin`
        check_same_thread=False,
    )
    if mode != "read":
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # an entry that was reported survives a power cut
        connection.execute("PRAGMA secure_delete = ON")  # erased text is overwritten, not only forgotten
    return connection


def _begin(connection: Connection) -> None:
    if not connection.get_execution_options().get("immediate"):
        connection.exec_driver_sql("BEGIN")
        return
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)  # noqa: S101 (made by `_connect`)
    # SQLite's own waiting grows to 100 ms at a time and lets late comers pass; an entry takes about one.
    raw.execute("PRAGMA busy_timeout = 0")
    try:
        _take_lock(raw, time.monotonic() + _BUSY_SECONDS)
    finally:
        raw.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000:.0f}")


def _take_lock(raw: sqlite3.Connection, until: float) -> None:
    while True:
        try:
            raw.execute("BEGIN IMMEDIATE")
            return
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > until:
                raise
        time.sleep(random.uniform(0.0005, 0.002))  # noqa: S311 (not for secrets)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
