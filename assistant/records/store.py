"""Rows of the log to entries and back: a connection goes in, entries come out; called inside a transaction.

The statements are SQLAlchemy's own, so that they do not depend on the database behind them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, insert, or_, select, update

from assistant.records.entry import GENESIS, Entry, EntryKind
from assistant.records.model import EntryRow

_NAMES = [f.name for f in fields(Entry)]
_COLUMNS = [getattr(EntryRow, name) for name in _NAMES]
_BATCH = 500  # rows fetched at once
# Made once: building statements takes longer than running them.
_INSERT = insert(EntryRow)
_HEAD = select(EntryRow.seq, EntryRow.hash).order_by(EntryRow.seq.desc()).limit(1)


def head(connection: Connection) -> tuple[int, str]:
    """Number and hash of the last entry; 0 and GENESIS for an empty log."""
    row = connection.execute(_HEAD).first()
    return (row[0], row[1]) if row else (0, GENESIS)


def hash_at(connection: Connection, seq: int) -> str | None:
    """The hash of the entry `seq`; None if there is none."""
    return connection.execute(select(EntryRow.hash).where(EntryRow.seq == seq)).scalar()


def add(connection: Connection, entry: Entry) -> None:
    """Adds an entry."""
    connection.execute(_INSERT, {name: getattr(entry, name) for name in _NAMES})


def by_id(connection: Connection, entry_id: str) -> Entry | None:
    """The entry with this id."""
    return next(_entries(connection, _all().where(EntryRow.id == entry_id)), None)


def about(connection: Connection, entry_id: str) -> list[Entry]:
    """The entries that refer to this one (feedback), oldest first."""
    return list(_entries(connection, _all().where(EntryRow.about == entry_id)))


def between(connection: Connection, since: str | None = None, until: str | None = None) -> Iterator[Entry]:
    """The entries from `since` on and before `until` (as `entry.timestamp` writes times), in the chain's order."""
    statement = _all()
    if since is not None:
        statement = statement.where(EntryRow.at >= since)
    if until is not None:
        statement = statement.where(EntryRow.at < until)
    yield from _entries(connection, statement)


def latest(connection: Connection, kind: EntryKind, count: int, channel: str | None = None) -> list[Entry]:
    """The last `count` entries of a kind (in a channel), newest first."""
    statement = select(*_COLUMNS).where(EntryRow.kind == kind.value).order_by(EntryRow.seq.desc()).limit(count)
    if channel is not None:
        statement = statement.where(EntryRow.channel == channel)
    return list(_entries(connection, statement))


def before(connection: Connection, kind: EntryKind, seq: int) -> Entry | None:
    """The last entry of a kind before the entry `seq`."""
    statement = select(*_COLUMNS).where(EntryRow.kind == kind.value, EntryRow.seq < seq)
    return next(_entries(connection, statement.order_by(EntryRow.seq.desc()).limit(1)), None)


def erase(connection: Connection, cutoffs: Mapping[str, str]) -> dict[str, int]:
    """Deletes text and salt of the entries of each audience before its cutoff; how many by audience, none left out."""
    rows = select(EntryRow.audience, func.count()).where(_over(cutoffs)).group_by(EntryRow.audience)
    counts = {str(audience): int(count) for audience, count in connection.execute(rows)}
    if counts:
        connection.execute(update(EntryRow).where(_over(cutoffs)).values(text=None, salt=None))
    return counts


def _over(cutoffs: Mapping[str, str]) -> ColumnElement[bool]:
    over = [and_(EntryRow.audience == audience, EntryRow.at < cutoff) for audience, cutoff in cutoffs.items()]
    return and_(EntryRow.text.is_not(None), or_(*over))


def _all() -> Select[Any]:
    return select(*_COLUMNS).order_by(EntryRow.seq)


def _entries(connection: Connection, statement: Select[Any]) -> Iterator[Entry]:
    for row in connection.execute(statement.execution_options(yield_per=_BATCH)):
        yield Entry(**row._mapping)
