"""The question sets: every line is valid, the halves share nothing, enough questions have no answer."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from evals.beir import load as load_beir
from evals.questions import MAX_FACT, Question, QuestionSetError, load

SETS = Path(__file__).resolve().parents[2] / "evals" / "sets"
CATEGORIES = """fact figure list definition reason how who when where_written yes_no comparison conflict colloquial
    misspelt kana multi_year abbreviation unknown_entity other_year other_prefecture unknown_plan personal off_document
    wrong_premise ambiguous"""


def _every() -> list[Question]:
    return [q for path in sorted(SETS.glob("official-*.jsonl")) for q in load(path)]


def test_all_sets_load() -> None:
    assert {p.name for p in SETS.glob("*.jsonl")} >= {"official-dev.jsonl", "official-test.jsonl"}
    assert all(load(path) for path in SETS.glob("*.jsonl"))


def test_the_halves_are_disjoint() -> None:
    dev, test = (load(SETS / f"official-{half}.jsonl") for half in ("dev", "test"))
    assert not {q.id for q in dev} & {q.id for q in test}
    assert not {q.question for q in dev} & {q.question for q in test}
    assert abs(len(dev) - len(test)) <= 10


def test_there_are_enough_of_each() -> None:
    every = _every()
    assert len(every) >= 300
    unanswered = [q for q in every if q.behaviour != "answer"]
    assert len(unanswered) >= 100
    premises = [q for q in unanswered if q.category == "wrong_premise"]
    assert 3 * len(premises) >= min(len(unanswered), 100)
    assert {q.category for q in every} <= set(CATEGORIES.split())
    asked = Counter(q.category for q in every)
    assert all(asked[c] for c in ("fact", "figure", "list", "definition", "reason", "comparison", "conflict"))
    assert all(asked[c] for c in ("colloquial", "misspelt", "kana"))


def test_answers_name_facts_documents_and_places() -> None:
    for q in _every():
        if q.behaviour == "answer":
            assert q.facts and q.documents and q.paths, q.id
        assert all(0 < len(a) <= MAX_FACT for fact in q.facts for a in fact), q.id
        assert len(q.question) <= 200 and q.question == q.question.strip(), q.id


def test_the_faq_set_loads() -> None:
    found = load_beir(SETS / "faq")
    ids = {entry[0] for entry in found.corpus}
    assert {d for judged in found.qrels.values() for d in judged} <= ids
    assert set(found.qrels) <= set(found.queries)


RIGHT = {"id": "x-1", "question": "問い", "category": "fact", "behaviour": "answer"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"behaviour": "guess"}, "line 2: behaviour"),
        ({"unknown": 1}, "line 2: unknown"),
        ({"question": ""}, "line 2: question"),
        ({"facts": [["長" * 31]]}, "line 2: facts"),
        ({"facts": [[]]}, "line 2: facts"),
        ({"id": "x-0"}, "line 2: the id x-0 is given twice"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, change: dict[str, object], reason: str) -> None:
    path = tmp_path / "set.jsonl"
    lines = [{**RIGHT, "id": "x-0"}, {**RIGHT, **change}]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    with pytest.raises(QuestionSetError, match=reason) as error:
        load(path)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("data", [b"{", b"\xff\xfe", b"[]", b"1" * 5000, b"[" * 100_000, b"null"])
def test_what_is_no_set_is_one_line(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "set.jsonl"
    path.write_bytes(data)
    with pytest.raises(QuestionSetError, match="set.jsonl") as error:
        load(path)
    assert "\n" not in str(error.value)
    with pytest.raises(QuestionSetError, match="cannot be read"):
        load(tmp_path)


def test_marks_and_empty_lines_are_borne(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(RIGHT).encode() + b"\r\n\r\n \n")
    assert [q.id for q in load(path)] == ["x-1"]
