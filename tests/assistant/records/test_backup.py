"""A backup while the log is in use, and the way back."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from assistant.errors import AuditError
from assistant.records import anchors, backup, restore
from assistant.records.entry import EntryKind
from assistant.records.log import AuditLog, Place
from assistant.records.recorder import Recorder
from assistant.settings import Settings
from tests.assistant.records import tampering
from tests.assistant.records.samples import ANY, Clock, asked, checked, execute, filled, settings_for


def backed_up(settings: Settings, target: Path) -> int:
    with closing(AuditLog.open_existing(settings)) as log:
        return backup.backup(log, target)


def kinds(settings: Settings) -> list[str]:
    return [kind for (kind,) in execute(settings, "SELECT kind FROM entries ORDER BY seq")]


def test_a_backup_of_a_log_in_use_restores_and_verifies_elsewhere(tmp_path: Path) -> None:
    made, other = settings_for(tmp_path), settings_for(tmp_path / "other")
    recorder = Recorder(made, "cli", now=Clock())
    for n in range(150):
        recorder.record(asked(n), ANY)
    assert backed_up(made, tmp_path / "copy") == 151
    recorder.record(asked(150), ANY)
    recorder.close()
    assert (tmp_path / "copy.key").stat().st_mode & 0o777 == 0o600
    assert restore.restore(other, tmp_path / "copy") == (151, None)
    report = checked(other)
    assert report.ok and report.count == report.anchored == 152
    assert kinds(other)[-1] == EntryKind.RESTORE
    assert checked(made).ok


def test_a_restore_sets_the_log_aside_and_running_writers_go_on_from_it(tmp_path: Path) -> None:
    made = settings_for(tmp_path)
    recorder = Recorder(made, "cli", now=Clock())
    for n in range(130):
        recorder.record(asked(n), ANY)
    backed_up(made, tmp_path / "copy")
    lost = [recorder.record(asked(n), ANY).audit_id for n in range(80)]
    restored, aside = restore.restore(made, tmp_path / "copy")
    assert restored == 131 and aside is not None
    recorder.record(asked(1), ANY)
    recorder.close()
    report = checked(made)
    assert report.ok and report.count == report.anchored == 133
    assert kinds(made)[131:] == ["restore", "question"]
    former = settings_for(tmp_path / "former")
    Place(former).folder.mkdir(parents=True)
    shutil.copy(aside, Place(former).file)
    shutil.copy(next(aside.parent.glob("anchors.jsonl.replaced-*")), Place(former).anchors)
    shutil.copy(Place(made).key, Place(former).key)
    assert checked(former).ok and checked(former).count == 211
    assert execute(former, "SELECT id FROM entries ORDER BY seq DESC LIMIT 1") == [(lost[-1],)]


def test_a_damaged_or_missing_log_is_restored(tmp_path: Path) -> None:
    made = settings_for(tmp_path)
    filled(made, 20)
    backed_up(made, tmp_path / "copy")
    place = Place(made)
    place.file.write_bytes(b"\xff" * 30_000)
    restore.restore(made, tmp_path / "copy")
    assert checked(made).ok
    place.file.unlink()
    with pytest.raises(AuditError, match="is gone, though"):
        AuditLog.open(made)
    restore.restore(made, tmp_path / "copy")
    assert checked(made).ok


def test_what_does_not_verify_is_not_restored(tmp_path: Path) -> None:
    made = settings_for(tmp_path)
    filled(made, 20)
    backed_up(made, tmp_path / "copy")
    tampering.change(tmp_path / "copy", 7, "facts", "{}")
    before = Place(made).file.read_bytes()
    with pytest.raises(restore.BrokenBackupError, match="entry 7"):
        restore.restore(made, tmp_path / "copy")
    assert Place(made).file.read_bytes() == before and checked(made).ok
    assert sorted(p.name for p in Place(made).folder.iterdir()) == ["anchors.jsonl", "key", "log.sqlite3"]


def test_bad_files_are_told_in_one_line(tmp_path: Path) -> None:
    made, other = settings_for(tmp_path), settings_for(tmp_path / "other")
    filled(made, 3)
    backed_up(made, tmp_path / "copy")
    (tmp_path / "copy.key").unlink()
    (tmp_path / "noise").write_bytes(b"noise")
    for source, said in (("none", "no such file"), ("noise", "is no backup"), ("copy", "key of the backup is missing")):
        with pytest.raises(AuditError, match=said) as error:
            restore.restore(other, tmp_path / source)
        assert "\n" not in str(error.value)
    assert not Place(other).file.exists()
    for target, said in ((tmp_path, "is a folder"), (tmp_path / "no" / "x", "does not exist")):
        with pytest.raises(AuditError, match=said):
            backed_up(made, target)
    with pytest.raises(AuditError, match="belongs to the audit log"):
        backed_up(made, Place(made).file)


def test_a_backup_holds_only_anchors_of_what_it_holds(tmp_path: Path) -> None:
    made = settings_for(tmp_path)
    filled(made, 120)
    backed_up(made, tmp_path / "copy")
    assert [a.count for a in backup.anchors_of(tmp_path / "copy") if a] == [100, 121]
    assert [a.count for a in anchors.read(Place(made).anchors) if a] == [100, 121]
