"""Full and read-only disks, real ones where a mount is allowed: an answer is refused, or given with a notice."""

from __future__ import annotations

import logging
import os
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from assistant.errors import NotRecordedError
from assistant.records import store
from assistant.records.log import Place
from assistant.records.recorder import Recorder
from assistant.settings import Settings
from prompts import texts
from tests.assistant.records.samples import ANY, Clock, asked, checked, settings_for


def fill(folder: Path, free: int) -> Path:
    left = os.statvfs(folder).f_bavail * os.statvfs(folder).f_bsize
    (folder / "ballast").write_bytes(b"x" * (left - free))
    return folder / "ballast"


def gives_unrecorded(settings: Settings, recorder: Recorder, caplog: pytest.LogCaptureFixture) -> None:
    recorder.ready()
    with caplog.at_level(logging.WARNING):
        given = recorder.record(asked(1), ANY)
    assert given.audit_id == "" and given.notices[-1] == texts.NOT_RECORDED
    assert given.answer.endswith(texts.NOT_RECORDED)
    assert "without a record" in caplog.text and recorder.failures == 1


def test_on_a_full_disk_no_answer_is_begun(mounted: Path) -> None:
    made = settings_for(mounted)
    recorder = Recorder(made, "cli", now=Clock())
    recorder.record(asked(0), ANY)
    ballast = fill(mounted, 8192)
    with pytest.raises(NotRecordedError, match="disk is full") as error:
        recorder.ready()
    assert "\n" not in str(error.value)
    with pytest.raises(NotRecordedError, match="disk is full"):
        for n in range(50):
            recorder.record(asked(n), ANY)
    assert recorder.failures == 2
    ballast.unlink()
    recorder.ready()
    recorder.record(asked(3), ANY)
    recorder.close()
    assert checked(made).ok


def test_on_a_full_disk_an_answer_is_given_with_a_notice_where_that_is_set(
    mounted: Path, caplog: pytest.LogCaptureFixture
) -> None:
    made = settings_for(mounted, audit_on_failure="answer_unrecorded")
    fill(mounted, 0)
    recorder = Recorder(made, "cli", now=Clock())
    gives_unrecorded(made, recorder, caplog)
    recorder.close()


@pytest.mark.parametrize("existing", [True, False])
def test_a_read_only_folder(mounted: Path, caplog: pytest.LogCaptureFixture, existing: bool) -> None:
    made = settings_for(mounted)
    if existing:
        recorder = Recorder(made, "cli", now=Clock())
        recorder.record(asked(0), ANY)
        recorder.close()
    subprocess.run(["mount", "-o", "remount,ro", str(mounted)], check=True)  # noqa: S603, S607
    refusing = Recorder(made, "cli", now=Clock())
    for refused in (refusing.ready, lambda: refusing.record(asked(1), ANY)):
        with pytest.raises(NotRecordedError, match="cannot be (read or )?written") as error:
            refused()
        assert "\n" not in str(error.value)
    answering = settings_for(mounted, audit_on_failure="answer_unrecorded")
    gives_unrecorded(answering, Recorder(answering, "cli", now=Clock()), caplog)
    if existing:
        assert checked(made).ok


@pytest.mark.parametrize("said", ["database or disk is full", "attempt to write a readonly database", "disk I/O error"])
def test_whatever_sqlite_says_of_the_disk_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, said: str
) -> None:
    def fail(*_: Any) -> None:
        raise OperationalError("INSERT", {}, sqlite3.OperationalError(said))

    monkeypatch.setattr(store, "add", fail)
    made = settings_for(tmp_path)
    with pytest.raises(NotRecordedError) as error:
        Recorder(made, "cli", now=Clock()).record(asked(0), ANY)
    assert "\n" not in str(error.value) and str(made.data_dir) in str(error.value)
    answering = settings_for(tmp_path, audit_on_failure="answer_unrecorded")
    gives_unrecorded(answering, Recorder(answering, "cli", now=Clock()), caplog)


def test_a_log_that_is_taken_away_while_in_use_is_noticed(tmp_path: Path) -> None:
    made = settings_for(tmp_path)
    recorder = Recorder(made, "cli", now=Clock())
    recorder.record(asked(0), ANY)
    Place(made).file.rename(tmp_path / "elsewhere")
    for refused in (recorder.ready, lambda: recorder.record(asked(1), ANY)):
        with pytest.raises(NotRecordedError, match="was taken away"):
            refused()


def test_anchors_that_cannot_be_written_are_told_and_made_up_for(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    made = settings_for(tmp_path, audit_anchor_file=tmp_path / "usb" / "anchors")
    (tmp_path / "usb").write_text("not mounted")
    recorder = Recorder(made, "cli", now=Clock())
    with pytest.raises(NotRecordedError):
        recorder.record(asked(0), ANY)
    (tmp_path / "usb").unlink()
    recorder.record(asked(0), ANY)
    (tmp_path / "usb").write_text("not mounted")
    with caplog.at_level(logging.WARNING), pytest.raises(NotRecordedError):
        recorder.record(asked(1), ANY)
    recorder.close()
    assert "not anchored" in caplog.text
