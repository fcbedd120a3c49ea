"""Texts go when their time is over, from the disk too; the chain still verifies."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from assistant.records import retention
from assistant.records.entry import loaded
from assistant.records.log import AuditLog, Place
from assistant.records.recorder import Recorder
from tests.assistant.desk import assert_nowhere
from tests.assistant.records.samples import ANY, Clock, asked, checked, execute, settings_for


def test_texts_expire_by_audience_and_leave_the_disk(tmp_path: Path) -> None:
    clock, made = Clock(), settings_for(tmp_path)
    recorder = Recorder(made, "cli", now=clock)
    resident = recorder.record(asked(0, question="住民だけが書いた言葉" * 300), ANY)
    staff = recorder.record(asked(1, question="職員だけが書いた言葉" * 300), ANY)
    recorder.feedback(resident.audit_id, False, "wrong", "住民の感想")
    clock.days(89)
    late = recorder.record(asked(2), ANY)
    assert checked(made).erased == 0
    clock.days(1.5)
    recorder.record(asked(3), ANY)  # a day has passed: the recorder erases by itself
    recorder.close()
    report = checked(made)
    assert report.ok and report.erased == 2
    folder = Place(made).folder
    assert_nowhere(folder, "住民だけが書いた言葉")
    assert_nowhere(folder, "住民の感想")
    rows = dict(execute(made, "SELECT id, text IS NULL AND salt IS NULL FROM entries WHERE kind = 'question'"))
    assert (rows[resident.audit_id], rows[staff.audit_id], rows[late.audit_id]) == (1, 0, 0)
    facts = loaded(execute(made, f"SELECT facts FROM entries WHERE id = '{resident.audit_id}'")[0][0])  # noqa: S608
    assert facts["status"] == "answered" and len(facts["considered"]) == 20
    clock.days(300)
    with closing(AuditLog.open(made, clock)) as log:
        assert retention.expire(log, made, "cli") == {"resident": 1, "staff": 1}
        assert retention.expire(log, made, "cli") == {}
        log.anchor()
    assert_nowhere(folder, "職員だけが書いた言葉")
    assert checked(made).ok


def test_a_shorter_retention_holds_for_what_is_there(tmp_path: Path) -> None:
    clock, made = Clock(), settings_for(tmp_path)
    recorder = Recorder(made, "cli", now=clock)
    recorder.record(asked(1), ANY)
    recorder.close()
    clock.days(30)
    shorter = settings_for(tmp_path, audit_staff_days=7)
    with closing(AuditLog.open(shorter, clock)) as log:
        assert retention.expire(log, shorter, "cli") == {"staff": 1}
    assert checked(made).ok
