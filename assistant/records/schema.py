"""Brings a log's tables to the newest form: a connection that holds the write lock goes in, tables come out.

Called by `assistant.records.database` whenever a log is opened. Alembic is imported only where something is to be done.
"""

from __future__ import annotations

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from assistant.errors import AuditError

HEAD = "0001"  # the newest revision in `migrations/versions`
TRIGGERS = frozenset({"entries_at_the_end", "entries_stay", "entries_unchanged"})


def revision(connection: Connection) -> str | None:
    """The revision of the tables; None for an empty database."""
    try:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except DatabaseError as error:
        if "no such table" not in str(error):
            raise
        return None
    return str(found) if found is not None else None


def upgrade(connection: Connection) -> None:
    """Applies what is missing; raises AuditError for tables of a later version than this one."""
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", "assistant.records:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise AuditError(
            f"the audit log is of revision {revision(connection)}, which this version does not know ({error}); "
            "run the version that wrote it"
        ) from None


def missing_triggers(connection: Connection) -> frozenset[str]:
    """The names of triggers that somebody has dropped."""
    found = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars()
    return TRIGGERS - {str(name) for name in found}
