"""A log of invented answers, and a clock that is set by hand."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from assistant.answer import Answer
from assistant.records import check
from assistant.records.log import AuditLog, Place
from assistant.records.recorder import Recorder
from assistant.records.verify import Report
from assistant.settings import Settings
from evals.bench_records import answer, trace

START = datetime(2026, 4, 1, 0, 0, tzinfo=UTC)
ANY = trace()


class Clock:
    """Goes on by a second at each look, and by days when told to."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def days(self, count: float) -> None:
        self.now += timedelta(days=count)


def settings_for(folder: Path, **values: Any) -> Settings:
    return Settings(data_dir=folder / "data", **values)


def asked(n: int, **values: Any) -> Answer:
    return answer(n).model_copy(update=values)


def filled(settings: Settings, count: int, clock: Clock | None = None) -> list[str]:
    """A log with `count` questions, closed and anchored; their ids."""
    recorder = Recorder(settings, "cli", now=clock or Clock())
    ids = [recorder.record(answer(n), ANY).audit_id for n in range(count)]
    recorder.close()
    return ids


def checked(settings: Settings, *copies: Path) -> Report:
    with closing(AuditLog.open_existing(settings)) as log:
        return check.check(log, copies)


def execute(settings: Settings, *statements: str) -> list[tuple[Any, ...]]:
    """Runs SQL on the log as somebody would who goes round it; the rows of the last statement."""
    with closing(sqlite3.connect(Place(settings).file)) as connection, connection:
        rows: list[tuple[Any, ...]] = []
        for statement in statements:
            rows = connection.execute(statement).fetchall()
        return rows
