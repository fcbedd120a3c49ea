"""The table of entries, and triggers that let rows in at the end only and keep them as they are.

There is no way down: a log is never made smaller.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_KEPT = (
    *("seq", "id", "kind", "about", "at", "audience", "channel"),
    *("facts", "text_hash", "anchored", "previous", "hash", "seal"),
)
# INSERT OR REPLACE deletes rows without firing triggers on DELETE: hence the one on INSERT.
_TRIGGERS = (
    """CREATE TRIGGER entries_at_the_end BEFORE INSERT ON entries
    WHEN NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM entries)
        OR EXISTS (SELECT 1 FROM entries WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'the audit log takes entries at its end only'); END""",
    """CREATE TRIGGER entries_stay BEFORE DELETE ON entries
    BEGIN SELECT RAISE(ABORT, 'the audit log keeps its entries'); END""",
    f"""CREATE TRIGGER entries_unchanged BEFORE UPDATE ON entries
    WHEN NEW.text IS NOT NULL OR NEW.salt IS NOT NULL
        OR {" OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in _KEPT)}
    BEGIN SELECT RAISE(ABORT, 'the audit log keeps its entries as they are'); END""",
)


def upgrade() -> None:
    """Makes the table; raises NotImplementedError on databases for which no triggers are written."""
    if op.get_bind().dialect.name != "sqlite":
        raise NotImplementedError("the triggers are written for SQLite")
    count = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "entries",
        sa.Column("seq", count, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("about", sa.String(32)),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("audience", sa.String(16)),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("text", sa.Text),
        sa.Column("salt", sa.String(64)),
        sa.Column("text_hash", sa.String(64), nullable=False),
        sa.Column("anchored", count, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
    )
    op.create_index("ix_entries_at", "entries", ["at"])
    op.create_index("ix_entries_about", "entries", ["about"])
    for statement in _TRIGGERS:
        op.execute(statement)
