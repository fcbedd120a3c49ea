"""`policy-assistant eval` from the command line: own sets, both steps, and what cannot be done, in one line."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import cli, indexing
from assistant.settings import Settings
from tests.evals import town


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CI", raising=False)
    yield


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the town's index."""
    folder = tmp_path_factory.mktemp("command")
    indexing.ingest([town.write(folder / "documents")], Settings(data_dir=folder / "data"))
    return folder / "data"


def drop(data: Path, *lines: dict[str, object]) -> Path:
    sets = data / "eval" / "sets"
    sets.mkdir(parents=True, exist_ok=True)
    path = sets / "mine.jsonl"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    return path


def test_a_dropped_set_is_asked_kept_and_scored(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = drop(data, *town.questions()[:4])
    args = ["eval", "answers", "abstention", "--corpus", "own", "--data-dir", str(data)]
    assert cli.run([*args, "--ask"]) == 0
    assert "保存しました" in capsys.readouterr().out
    path.unlink()
    (data / "public").rename(data / "away")
    assert cli.run(["eval", "--score", "--data-dir", str(data), "--gate"]) == 0
    out = capsys.readouterr().out
    assert "判定：合格" in out
    report = Path(out.split("報告書：")[1].strip())
    assert report.is_file()
    again = ["eval", "answers", "--score", str(report.parents[1]), "--json", "--data-dir", str(data)]
    assert cli.run(again) == 0
    told = json.loads(capsys.readouterr().out)
    assert [s["name"] for s in told["suites"]] == ["answers"]
    assert [s["name"] for s in told["suites"][0]["sets"]] == ["mine"]
    (data / "away").rename(data / "public")


def test_a_wrong_line_is_refused_with_its_number(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = drop(data, town.questions()[0], {"id": "x", "question": "何", "category": "fact", "behaviour": "guess"})
    assert cli.run(["eval", "--corpus", "own", "--data-dir", str(data)]) == 2
    err = capsys.readouterr().err
    assert "mine.jsonl line 2" in err and "behaviour" in err and err.count("\n") == 1
    path.write_text("", "utf-8")
    assert cli.run(["eval", "--corpus", "own", "--data-dir", str(data)]) == 2
    assert "holds no question" in capsys.readouterr().err
    path.unlink()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["answer"], "did you mean answers"),
        (["--score"], "nothing was asked yet"),
        (["--score", "nowhere"], "no kept answers"),
        (["--set", "nowhere.jsonl"], "cannot be read"),
        (["--ask", "--score"], "not allowed with"),
        (["--corpus", "own"], "run policy-assistant ingest"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], args: list[str], said: str
) -> None:
    try:
        status = cli.run(["eval", *args, "--data-dir", str(tmp_path / "data")])
    except SystemExit as left:
        status = int(left.code or 0)
    err = capsys.readouterr().err
    assert status == 2 and said in err.splitlines()[-1], err


def test_a_name_given_twice(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    twin = tmp_path / "guide.jsonl"
    twin.write_text(json.dumps(town.questions()[0]) + "\n", "utf-8")
    assert cli.run(["eval", "--set", str(twin), "--data-dir", str(data)]) == 2
    assert "same name" in capsys.readouterr().err


def test_the_list(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["eval", "--list", "--data-dir", str(data)]) == 0
    out = capsys.readouterr().out
    assert "robustness" in out and "official-test" in out and "合計だけ" in out


def test_the_gate_needs_the_documents_in_ci(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POLICY_DOCUMENTS", str(tmp_path / "none"))
    monkeypatch.setenv("CI", "true")
    assert cli.run(["eval", "--gate", "--data-dir", str(tmp_path / "data")]) == 2
    err = capsys.readouterr().err
    assert "POLICY_DOCUMENTS" in err and err.count("\n") == 1
    assert not os.path.exists(tmp_path / "data" / "eval" / "runs")
