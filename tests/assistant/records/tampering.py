"""What somebody may do who can write to the log's file: each way goes round the triggers and puts them back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import fields, replace
from pathlib import Path

from assistant.records.entry import Entry, entry_hash, seal, text_hash

NAMES = [f.name for f in fields(Entry)]


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file)) as connection, connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, statement in triggers:
            connection.execute(statement)


def read(connection: sqlite3.Connection) -> list[Entry]:
    rows = connection.execute(f"SELECT {', '.join(NAMES)} FROM entries ORDER BY seq")  # noqa: S608
    return [Entry(*row) for row in rows]


def write(connection: sqlite3.Connection, entries: list[Entry]) -> None:
    connection.execute("DELETE FROM entries")
    marks = ", ".join("?" * len(NAMES))
    rows = [[getattr(e, name) for name in NAMES] for e in entries]
    connection.executemany(f"INSERT INTO entries ({', '.join(NAMES)}) VALUES ({marks})", rows)  # noqa: S608


def change(file: Path, seq: int, column: str, value: object) -> None:
    with opened(file) as connection:
        connection.execute(f"UPDATE entries SET {column} = ? WHERE seq = ?", (value, seq))  # noqa: S608


def delete(file: Path, seq: int) -> None:
    with opened(file) as connection:
        connection.execute("DELETE FROM entries WHERE seq = ?", (seq,))


def cut(file: Path, after: int) -> None:
    with opened(file) as connection:
        connection.execute("DELETE FROM entries WHERE seq > ?", (after,))


def swap(file: Path, one: int, other: int) -> None:
    with opened(file) as connection:
        entries = read(connection)
        a, b = entries[one - 1], entries[other - 1]
        entries[one - 1], entries[other - 1] = replace(b, seq=one), replace(a, seq=other)
        write(connection, entries)


def insert(file: Path, seq: int, forge: Callable[[Entry], Entry], relink: bool) -> None:
    """Puts a forged entry at `seq` and moves the others on, their hashes made to fit if `relink`."""
    with opened(file) as connection:
        entries = read(connection)
        moved = [*entries[: seq - 1], forge(entries[seq - 1]), *entries[seq - 1 :]]
        numbered = [replace(e, seq=n) for n, e in enumerate(moved, 1)]
        write(connection, relinked(numbered, seq, None) if relink else numbered)


def rewrite(file: Path, seq: int, text: str, key: bytes | None) -> None:
    """Puts other words into `seq` and makes everything behind it fit, seals too where the key is known."""
    with opened(file) as connection:
        entries = read(connection)
        old = entries[seq - 1]
        salt = old.salt or "00" * 32
        entries[seq - 1] = replace(old, text=text, salt=salt, text_hash=text_hash(text, salt))
        write(connection, relinked(entries, seq, key))


def relinked(entries: list[Entry], first: int, key: bytes | None) -> list[Entry]:
    for n in range(first - 1, len(entries)):
        entry = replace(entries[n], previous=entries[n - 1].hash if n else "0" * 64)
        hashed = entry_hash(entry)
        entries[n] = replace(entry, hash=hashed, seal=seal(hashed, key) if key else entry.seal)
    return entries
