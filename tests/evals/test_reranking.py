"""`doctor --reranker`: measured with a real CrossEncoder on real questions; the advice follows from the figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant import cli, indexing
from assistant.settings import Settings
from evals import reranking
from evals.reranking import Asked, advice
from tests.assistant import policy
from tests.vectorstore import cross_encoders

QUESTIONS = ("計画の期間は", "策定の趣旨は", "港の混雑の案内は", "波の高さの公開は", "海岸課の事業は")
WORDS = ("何ですか", "どうなっていますか", "教えてください", "知りたい", "わかりますか")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reranked")
    indexing.ingest([policy.write(folder)], Settings(data_dir=folder / "data", embedding_threads=1))
    return folder / "data"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cross_encoders.build(tmp_path_factory.mktemp("models") / "model")


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    lines = []
    for n, text in enumerate(f"{q}{w}" for q in QUESTIONS for w in WORDS):
        line = {"id": f"q{n}", "question": text, "category": "fact", "behaviour": "answer"}
        lines.append(json.dumps({**line, "documents": ["aonami-policy"], "paths": [["第1章はじめに"]]}))
    (tmp_path / "own.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path / "own.jsonl"


def _run(capsys: pytest.CaptureFixture[str], *args: object) -> tuple[int, str, str]:
    status = cli.run([str(a) for a in args])
    told = capsys.readouterr()
    return status, told.out, told.err


def test_a_reranker_is_measured_and_judged(
    data: Path, asked: Path, model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = _run(capsys, "doctor", "--data-dir", data, "--reranker", model, "--questions", asked)
    assert status == 0, err
    lines = out.splitlines()
    assert "25問" in lines[0] and "なし" in lines[1] and "あり" in lines[2] and "1位が良くなった質問" in lines[3]
    plain, reranked = reranking.measure(Settings(data_dir=data, embedding_threads=1), str(model), asked), lines[1]
    assert f"1位 {sum(a.first[0] for a in plain) / len(plain):.3f}" in reranked
    assert any(a.first[0] != a.first[1] for a in plain)  # the model was asked


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--reranker", ""), "name the model"),
        (("--questions", "x.jsonl"), "name the model"),
        (("--reranker", "/no/such/folder"), "no such folder; set reranker"),
        (("--reranker", "MODEL"), "0 questions are about the indexed documents"),
        (("--reranker", "MODEL", "--questions", "/no/such/file"), "mend the file"),
    ],
)
def test_what_cannot_be_measured_is_one_line(
    data: Path, model: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], said: str
) -> None:
    given = [str(model) if m == "MODEL" else m for m in more]
    status, out, err = _run(capsys, "doctor", "--data-dir", data, *given)
    assert status == 2 and not out and said in err and err.count("\n") == 1


def _questions(better: int, worse: int, same: int, added: float = 0.1) -> list[Asked]:
    def one(before: bool, after: bool) -> Asked:
        return Asked((before, after), (True, True), (0.1, 0.1 + added))

    return [one(False, True)] * better + [one(True, False)] * worse + [one(True, True)] * same


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (_questions(12, 1, 20), "使う価値があります"),
        (_questions(1, 12, 20), "使わないでください"),
        (_questions(3, 2, 30), "確かな効果はありません"),
        (_questions(3, 0, 5), "判断には足りません"),
    ],
)
def test_the_advice_follows_from_the_figures(asked: list[Asked], said: str) -> None:
    assert said in advice("m", asked)
    assert ("遅く" in advice("m", _questions(12, 1, 20, added=3.0))) and "遅く" not in advice("m", asked)
