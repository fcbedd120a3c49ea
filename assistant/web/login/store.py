"""The SQLite file of the login behind SQLAlchemy: accounts, sessions and failed attempts in `data_dir/login`.

Called by the modules of this package. The folder has mode 0700, the file 0600. Passwords are kept as argon2 hashes and
session tokens as SHA-256, so a copy of the file lets nobody in.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import (
    Column,
    Connection,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    insert,
    select,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from assistant.errors import AssistantError, StorageError
from assistant.settings import Settings

VERSION = 1  # of the tables, in SQLite's user_version
_BUSY_SECONDS = 10.0
_META = MetaData()
KEYS = Table("keys", _META, Column("name", String, primary_key=True), Column("value", LargeBinary, nullable=False))
ACCOUNTS = Table(
    "accounts",
    _META,
    Column("name", String, primary_key=True),
    Column("role", String, nullable=False),
    Column("password", String, nullable=False),
    Column("created", Float, nullable=False),
    Column("entered", Float),
)
SESSIONS = Table(
    "sessions",
    _META,
    Column("token", LargeBinary, primary_key=True),
    Column("name", String, nullable=False),
    Column("shown", String),
    Column("role", String),  # of a person whom a provider vouches for; an account's role is read from the account
    Column("id_token", String),
    Column("created", Float, nullable=False),
    Column("seen", Float, nullable=False),
)
ATTEMPTS = Table(
    "attempts",
    _META,
    Column("bucket", LargeBinary, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last", Float, nullable=False),
)


class Store:
    """The open file; safe to share between threads and processes."""

    def __init__(self, path: Path) -> None:
        """Makes what is missing; raises StorageError, one line."""
        self.path = path
        self._engine = create_engine("sqlite://", creator=self._connect, poolclass=QueuePool, pool_size=4)
        event.listen(self._engine, "begin", _begin)
        with _told(path):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        with self.writing() as connection:
            self._prepare(connection)
            self.secret = _secret(connection)

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The file of the settings' data folder."""
        return cls(settings.data_dir / "login" / "login.sqlite3")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the write lock; committed at the end. Raises StorageError."""
        with _told(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that waits for nobody. Raises StorageError."""
        with _told(self.path), self._engine.connect().execution_options(only_reads=True) as connection:
            yield connection

    def close(self) -> None:
        """Closes all connections."""
        self._engine.dispose()

    def _connect(self) -> sqlite3.Connection:
        made = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("PRAGMA secure_delete = ON")
        return made

    def _prepare(self, connection: Connection) -> None:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if version > VERSION:
            raise StorageError(f"{self.path}: was written by a later version of the assistant; run that version")
        _META.create_all(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def _begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get("only_reads")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _secret(connection: Connection) -> bytes:
    """The key behind cookies and the names of failed attempts; made once."""
    found = connection.execute(select(KEYS.c.value).where(KEYS.c.name == "cookies")).scalar()
    if found is None:
        found = secrets.token_bytes(32)
        connection.execute(insert(KEYS).values(name="cookies", value=found))
    return bytes(found)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except AssistantError:
        raise
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        said = " ".join(str(getattr(error, "orig", None) or error).split())
        raise StorageError(
            f"{path}: cannot be used ({said}); check the disk and its permissions, or put a backup of it in its place"
        ) from error
