"""Exports: a line or a row an entry, nothing that a spreadsheet would run, and an incident report that is escaped."""

from __future__ import annotations

import csv
import io
import json
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from assistant.records import export, export_file
from assistant.records.log import AuditLog
from assistant.records.recorder import Recorder
from assistant.settings import Settings
from tests.assistant.records.samples import ANY, START, Clock, asked, settings_for


def incident(settings: Settings, entry_id: str) -> str:
    with closing(AuditLog.open_existing(settings)) as log:
        return export_file.incident_page(log, entry_id)


def exported(settings: Settings, form: str, first: int | None = None, last: int | None = None) -> str:
    days = [START + timedelta(days=n) if n is not None else None for n in (first, last)]
    with closing(AuditLog.open_existing(settings)) as log:
        return "".join(export_file.period(log, *days, form))


def test_a_period_as_jsonl_and_csv(tmp_path: Path) -> None:
    clock, made = Clock(), settings_for(tmp_path)
    recorder = Recorder(made, "cli", now=clock)
    ids = []
    for n in range(4):
        ids.append(recorder.record(asked(n, question=f'=HYPERLINK("x")、{n}\n2行目'), ANY).audit_id)
        clock.days(1)
    recorder.close()
    lines = [json.loads(line) for line in exported(made, "jsonl").splitlines()]
    assert [line["kind"] for line in lines] == ["settings", *["question"] * 4]
    assert all(line["previous"] == former["hash"] for former, line in zip(lines, lines[1:], strict=False))
    assert [json.loads(line)["id"] for line in exported(made, "jsonl", 1, 3).splitlines()] == ids[1:3]
    raw = exported(made, "csv")
    assert raw.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(raw.removeprefix("\ufeff"))))
    assert len(rows) == 5 and tuple(rows[0]) == export.COLUMNS
    assert rows[1]["question"] == '\'=HYPERLINK("x")、0\n2行目' and json.loads(rows[1]["citations"])[0]["number"] == 1
    assert json.loads(rows[0]["other"])["changed"] == {}


def test_an_incident_report_tells_all_and_runs_nothing(tmp_path: Path) -> None:
    clock, made = Clock(), settings_for(tmp_path)
    recorder = Recorder(made, "public", now=clock)
    recorder.stop_switch(False, "再開")
    answer_id = recorder.record(asked(0, question="<script>alert(1)</script>期間は"), ANY).audit_id
    recorder.feedback(answer_id, False, "wrong_source", "<b>違う</b>")
    page = incident(made, answer_id)
    for said in ("事案報告書", answer_id, "&lt;script&gt;", "2計画の期間", "年が根拠にない", "出典が違う", "再開"):
        assert said in page, said
    assert "異常なし" in page and "控えはまだない" in page and "内容の確認" in page
    assert "<script" not in page and "<b>" not in page and "http" not in page
    clock.days(91)
    recorder.record(asked(1), ANY)
    recorder.close()
    page = incident(made, answer_id)
    assert "保存期間を過ぎたため消去" in page and "script" not in page and "出典が違う" in page
