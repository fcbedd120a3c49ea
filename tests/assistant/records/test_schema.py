"""The migrations make what the models say, from nothing, by whichever process comes first."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from assistant.errors import AuditError
from assistant.records import schema
from assistant.records.database import Database
from assistant.records.model import Base, EntryRow
from tests.assistant.records.samples import execute, filled, settings_for


def test_an_empty_file_gets_all_migrations(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "log", "create")) as database, database.reading() as connection:
        assert schema.revision(connection) == schema.HEAD
        assert schema.missing_triggers(connection) == frozenset()
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_the_newest_migration_is_the_one_that_is_looked_for() -> None:
    folder = Path(schema.__file__).parent / "migrations"
    assert ScriptDirectory(str(folder)).get_current_head() == schema.HEAD


def test_threads_that_open_one_new_log_at_once_all_can(tmp_path: Path) -> None:
    failed: list[BaseException] = []

    def open_it() -> None:
        try:
            Database(tmp_path / "log", "create").close()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_a_log_of_a_later_version_is_refused(tmp_path: Path) -> None:
    made = settings_for(tmp_path)
    filled(made, 1)
    execute(made, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(AuditError, match="revision 9999") as error:
        filled(made, 1)
    assert "\n" not in str(error.value)


def test_the_models_can_stand_in_postgresql() -> None:
    made = str(CreateTable(EntryRow.metadata.tables["entries"]).compile(dialect=postgresql.dialect()))
    assert "BIGINT NOT NULL" in made and "SERIAL" not in made
