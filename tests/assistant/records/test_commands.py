"""`policy-assistant audit …` as operators meet it, with a log that `ask` wrote."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from assistant import cli
from assistant.records.log import Place
from assistant.settings import Settings
from tests.assistant import policy
from tests.assistant.records import tampering


class Shell:
    """Runs commands in this process, on one data folder."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.data, self._capfd = folder / "data", capfd

    def run(self, *args: str | Path) -> tuple[int, str, str]:
        self._capfd.readouterr()
        command, *rest = map(str, args)
        try:
            status = cli.run([command, *rest, "--data-dir", str(self.data)])
        except SystemExit as left:
            status = int(left.code or 0)
        return (status, *self._capfd.readouterr())

    def output(self, *args: str | Path, status: int = 0) -> str:
        found, out, said = self.run(*args)
        assert found == status, (out, said)
        return out

    def refuses(self, *args: str | Path) -> str:
        status, out, said = self.run(*args)
        assert status == 2 and out == "" and said.count("\n") == 1, (status, out, said)
        return said


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index and a log of three questions."""
    folder = tmp_path_factory.mktemp("asked")
    data = ["--data-dir", str(folder / "data")]
    assert cli.run(["ingest", str(policy.write(folder / "documents")), *data]) == 0
    (folder / "q.jsonl").write_text('{"id": 1, "question": "計画の期間は？"}\n{"id": 2, "question": "港は？"}\n')
    assert cli.run(["ask", "--input", str(folder / "q.jsonl"), "--output", str(folder / "a.jsonl"), *data]) == 0
    assert cli.run(["ask", "海岸課の電話番号は？", "--audience", "resident", *data]) == 0
    return folder


@pytest.fixture
def shell(asked: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Shell:
    shutil.copytree(asked / "data", tmp_path / "data")
    return Shell(tmp_path, capfd)


def ids(shell: Shell) -> list[str]:
    lines = map(json.loads, shell.output("audit", "export").splitlines())
    return [line["id"] for line in lines if line["kind"] == "question"]


def test_what_ask_answers_is_recorded_under_its_audit_id(shell: Shell, asked: Path) -> None:
    answers = [json.loads(line)["audit_id"] for line in (asked / "a.jsonl").read_text().splitlines()]
    assert ids(shell)[:2] == answers
    given = json.loads(shell.output("ask", "--json", "計画の期間は？"))
    assert ids(shell)[-1] == given["audit_id"]
    shown = shell.output("audit", "show", given["audit_id"])
    assert "計画の期間は？" in shown and "回答した" in shown and "コマンド" in shown
    assert (
        json.loads(shell.output("audit", "show", given["audit_id"], "--json"))["text"]["question"] == "計画の期間は？"
    )


def test_verify_says_that_all_is_well_or_where_it_is_not(shell: Shell, tmp_path: Path) -> None:
    assert "異常なし" in shell.output("audit", "verify")
    place = Place(Settings(data_dir=shell.data))
    shutil.copy(place.anchors, tmp_path / "copy.jsonl")
    tampering.change(place.file, 3, "facts", "{}")
    out = shell.output("audit", "verify", "--anchor", tmp_path / "copy.jsonl", status=1)
    assert "記録 3：" in out and "changed" in out and "異常あり" in out
    place.file.unlink()
    assert "is gone" in shell.refuses("audit", "verify")


def test_exports_go_where_they_are_told(shell: Shell, tmp_path: Path) -> None:
    shell.output("audit", "export", "--format", "csv", "-o", tmp_path / "log.csv")
    assert (tmp_path / "log.csv").read_text("utf-8").count("計画の期間は？") >= 1
    assert shell.output("audit", "export", "--from", "2001-01-01", "--to", "2001-12-31") == ""
    shell.output("audit", "export", "--incident", ids(shell)[0], "-o", tmp_path / "report.html")
    assert "事案報告書" in (tmp_path / "report.html").read_text("utf-8")


def test_replay_finds_no_difference(shell: Shell) -> None:
    assert "3件をたずね直しました。相違 0件" in shell.output("audit", "replay", "--last", "5")
    assert "1件をたずね直しました" in shell.output("audit", "replay", ids(shell)[0])


def test_backup_restore_and_expire(shell: Shell, tmp_path: Path) -> None:
    assert "記録 4件" in shell.output("audit", "backup", tmp_path / "copy")
    shell.output("ask", "港は？")
    assert "残してあります" in shell.output("audit", "restore", tmp_path / "copy")
    assert len(ids(shell)) == 3 and "異常なし" in shell.output("audit", "verify")
    tampering.change(tmp_path / "copy", 2, "facts", "{}")
    status, _, said = shell.run("audit", "restore", tmp_path / "copy")
    assert status == 1 and said.count("\n") == 1 and "does not verify" in said
    assert "ありません" in shell.output("audit", "expire")


def test_bad_input_is_one_line(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "noise").write_bytes(b"\xff\x00noise")
    known = ids(shell)[0]
    for args, said in (
        (["audit", "show", "none"], "no such entry"),
        (["audit", "replay"], "give the ID"),
        (["audit", "replay", known, "--last", "3"], "give the ID"),
        (["audit", "replay", "none"], "no such entry"),
        (["audit", "export", "--from", "yesterday"], "is no date"),
        (["audit", "export", "--from", "2026-02-01", "--to", "2026-01-01"], "is later than"),
        (["audit", "export", "--incident", known, "--format", "csv"], "leave out"),
        (["audit", "export", "--incident", "none"], "no question of this id"),
        (["audit", "export", "-o", tmp_path], "is a folder"),
        (["audit", "verify", "--anchor", tmp_path / "none"], "no such file"),
        (["audit", "verify", "--anchor", tmp_path / "noise"], "holds no anchor"),
        (["audit", "verify", "--anchor", tmp_path], "cannot be"),
        (["audit", "backup", tmp_path], "is a folder"),
        (["audit", "restore", tmp_path / "noise"], "is no backup"),
        (["audit", "fly"], "invalid choice"),
    ):
        assert said in shell.refuses(*args), args


def test_what_cannot_be_recorded_is_refused_or_says_so(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(shell.data / "audit")
    (shell.data / "audit").write_text("no folder")
    assert "could not be recorded" in shell.refuses("ask", "計画の期間は？")
    monkeypatch.setenv("POLICY_ASSISTANT_AUDIT_ON_FAILURE", "answer_unrecorded")
    given = json.loads(shell.output("ask", "--json", "計画の期間は？"))
    assert given["audit_id"] == "" and "記録されていません" in given["answer"] and given["sentences"]


def test_doctor_tells_of_the_log(shell: Shell) -> None:
    assert "audit：記録 4件" in shell.output("doctor")
    Place(Settings(data_dir=shell.data)).key.unlink()
    assert "鍵を元に戻してください" in shell.output("doctor", status=1)


def test_without_a_log_it_says_so_and_makes_none(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shell = Shell(tmp_path, capfd)
    for args in (
        ["verify"],
        ["show", "x"],
        ["export"],
        ["replay", "--last", "1"],
        ["expire"],
        ["backup", tmp_path / "b"],
    ):
        assert "holds no audit log" in shell.refuses("audit", *args)
    assert not shell.data.exists()
