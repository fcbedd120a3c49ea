"""Outside sets in BEIR's form, read and measured, also from the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.settings import Settings
from evals import beir
from evals.beir import SetError
from tests.vectorstore.shelf import Pieces

ROOT = Path(__file__).resolve().parents[2]
LONG = "港の待合室では、船を待つ人に向けて混雑の様子を知らせています。" * 60
CORPUS: list[dict[str, object]] = [
    {"_id": "f1", "title": "船便の予約を取り消すには", "text": "予約した窓口に電話してください。"},
    {"id": "f2", "title": "", "text": "波の高さは10分ごとに公開しています。"},
    {"_id": "f3", "title": "港の混雑を知るには", "text": LONG},
    {"_id": 4, "title": "待合室を借りるには", "text": ""},
    {"_id": "f5", "text": "ごみの収集日は地区ごとに違います。"},
    {"_id": "f6", "title": " ", "text": " "},
]
QUERIES: list[dict[str, object]] = [
    {"_id": "q1", "text": "船便の予約を取り消す"},
    {"id": "q2", "text": "波の高さは公開されているか"},
    {"_id": "q3", "text": "港の混雑の様子"},
    {"_id": "q4", "text": "待合室を借りる"},
    {"_id": "q5", "text": ""},
]
JUDGED = [("q1", "f1", 2), ("q1", "f5", 0), ("q2", "f2", 1), ("q3", "f3", 1), ("q4", "4", 1)]
PLAIN = "".join(f"{q}\t{d}\t{s}\n" for q, d, s in JUDGED)
FORMS = {
    "header": "query-id\tcorpus-id\tscore\n" + PLAIN,
    "no header": PLAIN,
    "trec": "".join(f"{q}\t0\t{d}\t{s}\n" for q, d, s in JUDGED),
    "trec, blanks": "".join(f"{q} 0 {d} {s}\n" for q, d, s in JUDGED),
    "windows": "\ufeff" + PLAIN.replace("\n", "\r\n") + "\r\n",
    "decimals": PLAIN.replace("\t1\n", "\t1.0\n"),
}


def _write(folder: Path, qrels: str = PLAIN, corpus: object = CORPUS, queries: object = QUERIES) -> Path:
    folder.mkdir(exist_ok=True)
    for name, rows in (("corpus.jsonl", corpus), ("queries.jsonl", queries)):
        lines = rows if isinstance(rows, list) else []
        text = "\n".join(json.dumps(row, ensure_ascii=False) for row in lines) + "\n\n"
        (folder / name).write_bytes(rows if isinstance(rows, bytes) else text.encode())
    (folder / "qrels.tsv").write_text(qrels, "utf-8", newline="")
    return folder


@pytest.mark.parametrize("form", FORMS)
def test_all_forms_of_judgements(tmp_path: Path, form: str) -> None:
    found = beir.load(_write(tmp_path / "set", FORMS[form]))
    assert [e[0] for e in found.corpus] == ["f1", "f2", "f3", "4", "f5"]
    assert found.queries["q2"] == "波の高さは公開されているか"
    assert found.qrels == {"q1": {"f1": 2, "f5": 0}, "q2": {"f2": 1}, "q3": {"f3": 1}, "q4": {"4": 1}}


def test_figures_of_the_contract(tmp_path: Path) -> None:
    found = beir.load(_write(tmp_path / "set"))
    figures = beir.evaluate(found, Settings(data_dir=tmp_path / "data"), Pieces())
    assert list(figures) == ["dense", "lexical", "fused"]
    for values in figures.values():
        assert list(values) == ["ndcg@10", "recall@1", "recall@5", "recall@10", "mrr@10"]
        assert all(0 <= value <= 1 for value in values.values())
    assert figures["fused"] == {"ndcg@10": 1, "recall@1": 1, "recall@5": 1, "recall@10": 1, "mrr@10": 1}
    assert figures == beir.evaluate(found, Settings(data_dir=tmp_path / "data"), Pieces())
    assert not (tmp_path / "data").exists()


def test_an_entry_ranks_once_however_long(tmp_path: Path) -> None:
    found = beir.load(_write(tmp_path / "set"))
    settings = Settings(data_dir=tmp_path, max_passage_tokens=40)
    passages = [p for e in found.corpus for p in beir._passages(*e, settings.max_passage_tokens)]
    assert sum(p.passage.record_id == "f3" for p in passages) > 10
    assert len({p.passage.id for p in passages}) == len(passages)
    assert beir.evaluate(found, settings, Pieces())["fused"]["recall@5"] == 1


def test_an_entry_of_its_title_alone_is_found(tmp_path: Path) -> None:
    (stored,) = beir._passages("4", "待合室を借りるには", "", 350)
    assert stored.passage.text == "待合室を借りるには"


BAD = {
    "no JSON": (PLAIN, b"{\n", QUERIES, "corpus.jsonl line 1"),
    "no object": (PLAIN, b"[1]\n", QUERIES, "corpus.jsonl line 1"),
    "deep": (PLAIN, b"[" * 100_000, QUERIES, "corpus.jsonl line 1"),
    "not UTF-8": (PLAIN, b"\xff\n", QUERIES, "corpus.jsonl"),
    "no id": (PLAIN, CORPUS, [{"text": "x"}], "queries.jsonl line 1: has no id"),
    "half a pair": (PLAIN, b'{"_id": "\\ud800", "text": "x"}', QUERIES, "corpus.jsonl line 1"),
    "id twice": (PLAIN, [CORPUS[0], CORPUS[0]], QUERIES, "given twice"),
    "unknown query": ("q9\tf1\t1\n", CORPUS, QUERIES, "query q9"),
    "two columns": (PLAIN + "q1\tf1\n", CORPUS, QUERIES, "qrels.tsv line 6"),
    "no number": (PLAIN + "q1\tf1\tmuch\n", CORPUS, QUERIES, "qrels.tsv line 6"),
    "endless": (PLAIN + "q1\tf1\tinf\n", CORPUS, QUERIES, "qrels.tsv line 6"),
    "nothing relevant": ("q1\tf1\t0\n", CORPUS, QUERIES, "no judgements"),
    "nothing judged": ("query-id\tcorpus-id\tscore\n", CORPUS, QUERIES, "no judgements"),
    "empty": (PLAIN, [], QUERIES, "no entries"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_line(tmp_path: Path, case: str) -> None:
    qrels, corpus, queries, said = BAD[case]
    with pytest.raises(SetError, match=said) as error:
        beir.load(_write(tmp_path / "set", qrels, corpus, queries))
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
def test_missing_files_and_folders_in_their_place(tmp_path: Path, name: str) -> None:
    folder = _write(tmp_path / "set")
    (folder / name).unlink()
    with pytest.raises(SetError, match="no such file"):
        beir.load(folder)
    (folder / name).mkdir()
    with pytest.raises(SetError, match="cannot be read"):
        beir.load(folder)
    (tmp_path / "file").write_text("")
    with pytest.raises(SetError, match="no such file"):
        beir.load(tmp_path / "file")


def test_judgements_that_are_no_utf8(tmp_path: Path) -> None:
    folder = _write(tmp_path / "set")
    (folder / "qrels.tsv").write_bytes("q1\tf1\t1\nq\u3042".encode("shift_jis"))
    with pytest.raises(SetError, match="cannot be read"):
        beir.load(folder)


def _run(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "assistant.cli", "eval", "--beir", *args],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


def test_the_command_prints_json_and_leaves_nothing_behind(tmp_path: Path) -> None:
    _write(tmp_path / "set", FORMS["header"])
    done = _run(tmp_path, "set", "--json")
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert figures["fused"]["recall@5"] == 1 and set(figures) == {"dense", "lexical", "fused"}
    assert [p.name for p in tmp_path.iterdir()] == ["set"]


def test_the_command_refuses_in_one_line(tmp_path: Path) -> None:
    _write(tmp_path / "set", corpus=b"{")
    for args in (("set",), ("nowhere", "--json")):
        done = _run(tmp_path, *args)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1 and done.stderr.startswith("policy-assistant: ")
