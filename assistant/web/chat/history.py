"""What was asked in the chat and answered, by owner: complete answers go in, conversations come out until deleted.

A SQLite file of its own behind SQLAlchemy, because people may delete here what the audit log must keep. Questions are
masked before they come here, an owner is kept as a keyed hash. Called by `asking` and `routes`.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
    update,
)  # fmt: skip
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from assistant.answer import Answer
from assistant.errors import AssistantError
from vectorstore.errors import storage_fault

DAYS = 90
FILE = Path("chat") / "history.sqlite3"
_EXPIRE_EVERY = timedelta(hours=1)
_META = MetaData()
_KEY = Table("owner_key", _META, Column("key", String, nullable=False))
_TURNS = Table(
    "turns",
    _META,
    Column("place", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("owner", String, nullable=False, index=True),
    Column("conversation", String, nullable=False, index=True),
    Column("at", String, nullable=False, index=True),
    Column("rated", String),
    Column("answer", Text, nullable=False),
)


class HistoryError(AssistantError):
    """The history's file cannot be used."""


@dataclass(frozen=True)
class Kept:
    """One answer of a conversation. `rated` is `good`, a reason, or None as long as nobody has judged it."""

    id: str
    conversation: str
    at: datetime
    answer: Answer
    rated: str | None = None


@dataclass(frozen=True)
class Overview:
    """A conversation in a list: its first question, when its last answer came, how many answers it has."""

    id: str
    question: str
    at: datetime
    count: int


class History:
    """One open file, or memory; safe to share between threads."""

    def __init__(
        self, path: Path | None = None, days: int = DAYS, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        """`path`: where it is kept, in memory without one. `days`: how long. Raises HistoryError."""
        self._path, self._days, self._now = path, timedelta(days=days), now
        self._alone = threading.Lock()  # one transaction at a time; other processes wait at the file's own lock
        self._next_expiry: datetime | None = None
        with self._told():
            self._engine = _engine(path)
            _META.create_all(self._engine)
            self._key = self._owners_key()

    def add(self, owner: str, conversation: str, answer: Answer) -> Kept:
        """Keeps one answer. Raises HistoryError."""
        kept = Kept(uuid.uuid4().hex, conversation, self._now(), answer)
        row = {
            "id": kept.id, "owner": self._hashed(owner), "conversation": conversation,
            "at": _stamp(kept.at), "answer": answer.model_dump_json(),
        }  # fmt: skip
        with self._writing() as connection:
            self._expire(connection)
            connection.execute(insert(_TURNS).values(row))
        return kept

    def conversations(self, owner: str) -> list[Overview]:
        """The owner's conversations, the newest first. Raises HistoryError."""
        last = func.max(_TURNS.c.place).label("last")
        grouped = (
            select(func.min(_TURNS.c.place).label("first"), last, func.count().label("count"))
            .where(_TURNS.c.owner == self._hashed(owner), _TURNS.c.at >= self._oldest())
            .group_by(_TURNS.c.conversation)
            .subquery()
        )
        first, newest = _TURNS.alias(), _TURNS.alias()
        asked = (
            select(first.c.conversation, first.c.answer, newest.c.at, grouped.c.count)
            .join(grouped, first.c.place == grouped.c.first)
            .join(newest, newest.c.place == grouped.c.last)
            .order_by(grouped.c.last.desc())
        )
        with self._reading() as connection:
            rows = connection.execute(asked).all()
        return [
            Overview(name, Answer.model_validate_json(answer).question, datetime.fromisoformat(at), count)
            for name, answer, at, count in rows
        ]

    def turns(self, owner: str, conversation: str) -> list[Kept]:
        """The answers of a conversation, oldest first; none if it is not the owner's. Raises HistoryError."""
        return self._found(owner, _TURNS.c.conversation == conversation)

    def turn(self, owner: str, turn_id: str) -> Kept | None:
        """One answer; None if it is not the owner's. Raises HistoryError."""
        return next(iter(self._found(owner, _TURNS.c.id == turn_id)), None)

    def rate(self, owner: str, turn_id: str, verdict: str | None) -> bool:
        """Notes a verdict where there is none yet, or takes it back (None); False if nothing changed."""
        open_ = _TURNS.c.rated.is_(None) if verdict is not None else _TURNS.c.rated.is_not(None)
        mine = (_TURNS.c.id == turn_id, _TURNS.c.owner == self._hashed(owner), open_)
        with self._writing() as connection:
            return bool(connection.execute(update(_TURNS).where(*mine).values(rated=verdict)).rowcount)

    def delete(self, owner: str, conversation: str | None = None) -> int:
        """Deletes a conversation of the owner, or all; how many answers went. Raises HistoryError."""
        mine = [_TURNS.c.owner == self._hashed(owner)]
        if conversation is not None:
            mine.append(_TURNS.c.conversation == conversation)
        with self._writing() as connection:
            return connection.execute(delete(_TURNS).where(*mine)).rowcount

    def close(self) -> None:
        """Closes the file."""
        self._engine.dispose()

    def _found(self, owner: str, *which: object) -> list[Kept]:
        mine = select(_TURNS).where(_TURNS.c.owner == self._hashed(owner), _TURNS.c.at >= self._oldest(), *which)  # type: ignore[arg-type]
        with self._reading() as connection:
            rows = connection.execute(mine.order_by(_TURNS.c.place)).all()
        return [
            Kept(r.id, r.conversation, datetime.fromisoformat(r.at), Answer.model_validate_json(r.answer), r.rated)
            for r in rows
        ]

    def _expire(self, connection: Connection) -> None:
        now = self._now()
        if self._next_expiry is not None and now < self._next_expiry:
            return
        self._next_expiry = now + _EXPIRE_EVERY
        connection.execute(delete(_TURNS).where(_TURNS.c.at < self._oldest()))

    def _oldest(self) -> str:
        return _stamp(self._now() - self._days)

    def _hashed(self, owner: str) -> str:
        return hmac.new(self._key, owner.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()

    def _owners_key(self) -> bytes:
        with self._engine.begin() as connection:
            known = connection.execute(select(_KEY.c.key)).scalar()
            if known is None:
                known = secrets.token_hex(32)
                connection.execute(insert(_KEY).values(key=known))
        return bytes.fromhex(known)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._told(), self._alone, self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._told(), self._alone, self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error, OSError, ValueError) as error:
            cause = getattr(error, "orig", None) or error
            fault = storage_fault(cause, self._path.parent) if self._path else None
            said = str(fault) if fault else f"cannot be used ({type(cause).__name__}); move it away to begin anew"
            raise HistoryError(f"{self._path or 'history'}: {said}") from error


def _engine(path: Path | None) -> Engine:
    if path is None:
        engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # it holds what people asked
        engine = create_engine(f"sqlite:///{path.absolute()}", connect_args={"timeout": 10})
    event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA secure_delete = ON"))
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    event.listen(engine, "connect", _begin_ourselves)
    return engine


def _begin_ourselves(raw: sqlite3.Connection, _: object) -> None:
    raw.isolation_level = None  # transactions are begun above, with the lock: two processes may open one file


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
