"""The stop switch: thrown by a command, read by every process, recorded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant import cli
from assistant.answer import Answer
from assistant.errors import StorageError
from assistant.records import store
from assistant.records.entry import EntryKind, loaded
from assistant.records.log import AuditLog
from assistant.settings import Settings
from assistant.stopping import Stoppable, StoppedError, Switch
from tests.assistant.web.samples import Answers, answer


def test_a_side_answers_until_it_is_stopped(tmp_path: Path) -> None:
    answering = Stoppable(Answers(answer()), Switch(tmp_path, "public"))
    other = Switch(tmp_path, "public")
    assert answering.ask("a") == answer()
    other.stop("誤りがあった")
    assert Switch(tmp_path, "public").stopped and not Switch(tmp_path, "staff").stopped
    with pytest.raises(StoppedError):
        answering.ask("a")
    with pytest.raises(StoppedError):
        next(answering.stream("a"))
    assert other.start() and not other.start()
    assert isinstance([*answering.stream("a")][-1], Answer)


def test_an_answer_under_way_ends_between_sentences(tmp_path: Path) -> None:
    switch = Switch(tmp_path, "public")
    events = Stoppable(Answers(answer()), switch).stream("a")
    assert next(events)
    switch.stop("")
    with pytest.raises(StoppedError):
        next(events)


def test_what_cannot_be_read_counts_as_stopped(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert Switch(tmp_path / "loop", "public").stopped
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError):
        Switch(tmp_path / "file", "public").stop("x")


def test_the_commands_stop_start_and_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = ["--data-dir", str(tmp_path)]
    assert (
        cli.run(["stop", *run, "--channel", "public", "--reason", "青葉太郎（電話090-0000-1234）から誤りの指摘"]) == 0
    )
    assert Switch(tmp_path, "public").stopped and not Switch(tmp_path, "staff").stopped
    told = json.loads((tmp_path / "stopped" / "public.json").read_text("utf-8"))
    assert "0000" not in told["reason"] and "指摘" in told["reason"]
    assert cli.run(["start", *run]) == 0
    assert not Switch(tmp_path, "public").stopped
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "住民用（public）の回答を停止しました。",
        "住民用（public）の回答を再開しました。",
        "職員用（staff）の回答は停止していません。",
    ]
    log = AuditLog.open_existing(Settings(data_dir=tmp_path))
    with log.database.reading() as connection:
        entries = [e for side in ("public", "staff") for e in store.latest(connection, EntryKind.STOP_SWITCH, 5, side)]
    log.close()
    assert sorted((e.channel, loaded(e.facts)["stopped"]) for e in entries) == [
        ("public", False),
        ("public", True),
        ("staff", False),
    ]


def test_stopping_works_where_nothing_can_be_recorded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "audit").write_text("no folder")
    assert cli.run(["stop", "--data-dir", str(tmp_path), "--channel", "public"]) == 1
    assert Switch(tmp_path, "public").stopped and "記録を保存できませんでした" in capsys.readouterr().out
    assert cli.run(["start", "--data-dir", str(tmp_path), "--channel", "public"]) == 2
    assert Switch(tmp_path, "public").stopped
