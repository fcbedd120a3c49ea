"""The decision on the official documents: floors for both development sets. Words alone search."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.compose import asked
from assistant.silence.corpus import Corpus
from assistant.silence.decide import decide
from evals import questions
from ingest import sources
from tests.ingest.parsed import document
from tests.vectorstore.shelf import Pieces, part
from vectorstore.codec import store
from vectorstore.hybrid import HybridSearch, Weights

SETS = Path(questions.__file__).parent / "sets"


@pytest.fixture(scope="module")
def judged(policy_documents: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, bool, bool]]:
    found = sources.find(policy_documents)
    passages = [store(p, s) for s in found.sources for p in document(policy_documents, s.id).passages]
    made = part(tmp_path_factory.mktemp("official"), passages)
    search = HybridSearch([made], found.home_publisher, Weights(section=1.0, details=False, title=0.0))
    corpus = Corpus([made.lexical], {p.passage.id: p for p in passages}, found.home_publisher)
    out = []
    for name in ("official-dev", "official-more", "silence"):
        for q in questions.load(SETS / f"{name}.jsonl"):
            ranked = search.search(q.question, Pieces().embed_queries([q.question])[0], 20)
            decision = decide(q.question, asked.read(q.question), ranked, corpus)
            out.append((q.behaviour, not decision.answerable, bool(decision.choices)))
    return out


def test_silent_where_nothing_answers_and_only_there(judged: list[tuple[str, bool, bool]]) -> None:
    unanswerable = [silent for b, silent, _ in judged if b in ("no_answer", "correct_premise")]
    answerable = [silent or choices for b, silent, choices in judged if b == "answer"]
    assert sum(unanswerable) / len(unanswerable) >= 0.84
    assert sum(answerable) / len(answerable) <= 0.04


def test_open_questions_are_asked_back(judged: list[tuple[str, bool, bool]]) -> None:
    back = [choices for b, _, choices in judged if b == "ask_back"]
    assert sum(back) / len(back) >= 0.8
