"""The table of the audit log as SQLAlchemy sees it; nothing in it is SQLite's alone, so PostgreSQL can hold it.

What changes here needs a migration in `assistant.records.migrations`; a test compares both.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The tables of the audit log."""


class EntryRow(Base):
    """A row for each entry; the fields are those of `assistant.records.entry.Entry`."""

    __tablename__ = "entries"
    __table_args__ = (Index("ix_entries_at", "at"), Index("ix_entries_about", "about"))

    # Counted by us, from 1 and without gaps; a database's own counter would leave some.
    seq: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    id: Mapped[str] = mapped_column(String(32), unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    about: Mapped[str | None] = mapped_column(String(32))
    at: Mapped[str] = mapped_column(String(27))
    audience: Mapped[str | None] = mapped_column(String(16))
    channel: Mapped[str] = mapped_column(String(16))
    facts: Mapped[str] = mapped_column(Text)
    text: Mapped[str | None] = mapped_column(Text)
    salt: Mapped[str | None] = mapped_column(String(64))
    text_hash: Mapped[str] = mapped_column(String(64))
    anchored: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"))
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    seal: Mapped[str] = mapped_column(String(64))
