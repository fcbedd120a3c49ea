"""Whatever is done to the log behind its back is found, and found where it was done."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assistant.errors import AuditError
from assistant.records import anchors, keys
from assistant.records.entry import NAMES_THAT_STAY
from assistant.records.log import AuditLog, Place
from assistant.records.recorder import Recorder
from assistant.records.verify import FaultKind, Report
from assistant.settings import Settings
from tests.assistant.records import tampering
from tests.assistant.records.samples import ANY, Clock, asked, checked, execute, filled, settings_for

COUNT = 130
SEQ = st.integers(1, COUNT)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A log of COUNT entries: settings, questions, feedback, and an expiry that has erased the first days'."""
    made = settings_for(tmp_path_factory.mktemp("whole"))
    clock = Clock()
    recorder = Recorder(made, "cli", now=clock)
    ids = [recorder.record(asked(n), ANY).audit_id for n in range(40)]
    clock.days(100)
    ids += [recorder.record(asked(n), ANY).audit_id for n in range(40, 117)]
    for n, entry_id in enumerate(ids[-10:]):
        recorder.feedback(entry_id, *((True, None) if n % 2 else (False, "wrong")), "見出しと違う")
    recorder.stop_switch(True, "点検")
    recorder.close()
    assert checked(made).count == COUNT
    return made


@pytest.fixture
def tampered(whole: Settings, tmp_path: Path) -> Iterator[Settings]:
    yield copy_of(whole, tmp_path)


def copy_of(whole: Settings, folder: Path) -> Settings:
    shutil.rmtree(folder / "data", ignore_errors=True)
    shutil.copytree(whole.data_dir, folder / "data")
    return settings_for(folder)


def located(report: Report, seq: int) -> bool:
    return any(f.first <= seq <= f.last for f in report.faults if f.kind is not FaultKind.ANCHOR)


def test_the_log_itself_is_whole(whole: Settings) -> None:
    report = checked(whole)
    assert report.ok and report.anchored == COUNT and report.erased == 20


@st.composite
def tamperings(draw: st.DrawFn) -> tuple[str, int, object]:
    way = draw(st.sampled_from(("change", "delete", "insert", "swap", "cut", "rewrite", "rewrite with the key")))
    seq = draw(SEQ)
    if way == "change":
        column = draw(st.sampled_from((*NAMES_THAT_STAY[1:], "text", "salt", "text and salt")))
        return way, seq, (column, draw(st.one_of(st.text(max_size=20), st.binary(max_size=5))))
    if way == "swap":
        return way, seq, draw(SEQ.filter(lambda other: other != seq))
    if way == "insert":
        return way, seq, draw(st.booleans())
    return way, seq, draw(st.text(max_size=20))


@given(tamperings())
@settings(
    max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_tampering_is_found_where_it_is(whole: Settings, tmp_path: Path, what: tuple[str, int, object]) -> None:
    made = copy_of(whole, tmp_path)
    file, (way, seq, detail) = Place(made).file, what
    key = keys.read(Place(made).key)
    if way == "change":
        assert isinstance(detail, tuple)
        column, value = detail
        before = execute(made, f"SELECT * FROM entries WHERE seq = {seq}")  # noqa: S608
        if column == "text and salt":
            tampering.change(file, seq, "text", None)
            tampering.change(file, seq, "salt", None)
        else:
            tampering.change(file, seq, column, value)
        assume(execute(made, f"SELECT * FROM entries WHERE seq = {seq}") != before)  # noqa: S608
    elif way == "delete":
        tampering.delete(file, seq)
    elif way == "swap":
        assert isinstance(detail, int)
        tampering.swap(file, seq, detail)
        assert located(checked(made), detail)
    elif way == "insert":
        tampering.insert(file, seq, lambda e: replace(e, id="f" * 32, text="{}", salt="00" * 32), bool(detail))
    elif way == "cut":
        tampering.cut(file, seq - 1)
    else:
        tampering.rewrite(file, seq, f'{{"question":"{detail}"}}', key if way.endswith("key") else None)
    report = checked(made)
    assert not report.ok and located(report, seq), report.faults


def test_a_chain_rewritten_and_signed_by_the_holder_of_the_key_is_found_by_a_copy_of_the_anchors(
    tampered: Settings, tmp_path: Path
) -> None:
    place = Place(tampered)
    key = keys.read(place.key)
    assert key is not None
    copy = tmp_path / "elsewhere.jsonl"
    shutil.copy(place.anchors, copy)
    tampering.rewrite(place.file, 50, "{}", key)
    counts = [a.count for a in anchors.read(place.anchors) if a]
    with tampering.opened(place.file) as connection:
        entries = tampering.read(connection)
    forged = [anchors.sign(n, entries[n - 1].hash, Clock()(), key).line() for n in counts]
    place.anchors.write_text("".join(forged))
    assert checked(tampered).ok, "who holds key and disk can rewrite what lies on them"
    report = checked(tampered, copy)
    assert {f.kind for f in report.faults} == {FaultKind.REWRITTEN} and located(report, 50)


def test_a_log_cut_together_with_its_anchors_is_found_by_a_copy(tampered: Settings, tmp_path: Path) -> None:
    place = Place(tampered)
    copy = tmp_path / "elsewhere.jsonl"
    shutil.copy(place.anchors, copy)
    place.anchors.write_text(copy.read_text().splitlines(keepends=True)[0])
    first = anchors.last(place.anchors)
    assert first is not None and first.count == 100
    tampering.cut(place.file, 100)
    assert checked(tampered).ok
    (fault,) = checked(tampered, copy).faults
    assert (fault.kind, fault.first, fault.last) == (FaultKind.TRUNCATED, 101, COUNT)


def test_anchors_that_are_taken_away_or_forged_are_found(tampered: Settings) -> None:
    place = Place(tampered)
    lines = place.anchors.read_text().splitlines(keepends=True)
    place.anchors.write_text("".join(lines[1:]))
    assert {f.kind for f in checked(tampered).faults} == {FaultKind.ANCHOR_MISSING}
    place.anchors.write_text("".join([*lines, lines[0].replace('"count": 100', '"count": 99'), "nonsense\n"]))
    (fault,) = checked(tampered).faults
    assert (fault.kind, fault.first, fault.last) == (FaultKind.ANCHOR, 3, 4)


def test_a_forged_expiry_hides_no_erasure(tampered: Settings) -> None:
    file = Place(tampered).file
    tampering.change(file, 90, "text", None)
    tampering.change(file, 90, "salt", None)
    (fault,) = checked(tampered).faults
    assert (fault.kind, fault.first) == (FaultKind.ERASED, 90)
    with tampering.opened(file) as connection:
        entries = tampering.read(connection)
        late = '{"before":{"resident":"2999","staff":"2999"}}'
        forged = replace(entries[-1], seq=COUNT + 1, id="e" * 32, kind="expiry", facts=late, about=None)
        tampering.write(connection, tampering.relinked([*entries, forged], COUNT + 1, None))
    assert {f.kind for f in checked(tampered).faults} >= {FaultKind.SEAL}


def test_a_missing_key_a_dropped_trigger_and_a_damaged_file_are_faults(tampered: Settings) -> None:
    place = Place(tampered)
    execute(tampered, "DROP TRIGGER entries_stay")
    place.key.unlink()
    assert {f.kind for f in checked(tampered).faults} == {FaultKind.KEY, FaultKind.TRIGGER}
    raw = bytearray(place.file.read_bytes())
    raw[8192:16384] = b"\xff" * 8192
    place.file.write_bytes(raw)
    assert FaultKind.DAMAGED in {f.kind for f in checked(tampered).faults}


def test_a_log_that_was_cut_is_not_written_on(tampered: Settings) -> None:
    tampering.cut(Place(tampered).file, 99)
    with pytest.raises(AuditError, match="is not the log that its anchors describe"):
        AuditLog.open(tampered)


def test_the_database_refuses_what_is_no_addition(tmp_path: Path) -> None:
    made = settings_for(tmp_path)
    filled(made, 3)
    columns = ", ".join(tampering.NAMES)
    for statement in (
        "DELETE FROM entries WHERE seq = 2",
        "UPDATE entries SET facts = '{}' WHERE seq = 2",
        "UPDATE entries SET text = NULL, salt = NULL, at = '2020' WHERE seq = 2",
        f"INSERT OR REPLACE INTO entries ({columns}) SELECT {columns} FROM entries WHERE seq = 2",  # noqa: S608
        f"INSERT INTO entries ({columns}) SELECT 9, {columns[5:]} FROM entries WHERE seq = 2",  # noqa: S608
    ):
        with pytest.raises(sqlite3.IntegrityError, match="the audit log"):
            execute(made, statement)
    assert checked(made).ok


def test_entries_that_are_not_anchored_yet_are_no_fault(tmp_path: Path) -> None:
    made = settings_for(tmp_path)
    recorder = Recorder(made, "cli", now=Clock())
    for n in range(105):
        recorder.record(asked(n), ANY)
    report = checked(made)
    assert report.ok and (report.count, report.anchored) == (106, 100)
    recorder.close()
    assert checked(made).anchored == 106
    with closing(AuditLog.open_existing(made)) as log:
        assert log.key is not None
