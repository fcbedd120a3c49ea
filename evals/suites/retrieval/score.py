"""How it is scored: facts within the window, facts in the first place, and the rank of the expected places.

For recall@k, MRR and nDCG the relevant items are the accepted places of a question, each counted once at its best rank:
recall@k asks whether one of them is among the first k, for any of them answers the question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evals import metrics, retrieval
from evals.questions import Question
from evals.retrieval import Result
from evals.runner.kept import Kept
from evals.runner.model import Case, Outcome, Pair, Spec, share

FIGURES = (
    Spec("fact_recall", "上位2,500字に必要な事実がそろう割合"),
    Spec("first_passage", "1位の箇所に事実がある割合"),
    Spec("recall@1", "1位が正しい箇所"),
    Spec("recall@5", "5位以内に正しい箇所"),
    Spec("recall@10", "10位以内に正しい箇所"),
    Spec("mrr@10", "正しい箇所の順位の逆数"),
    Spec("ndcg@10", "順位を考えた点数（nDCG）"),
)
_RIGHT = "right"


def score(case: Case, record: Mapping[str, Any], kept: Kept) -> Outcome:
    """The outcome of one question's ranked places."""
    question = case.question
    if question is None:
        return Outcome({})
    ranked = [Result(r["document_id"], tuple(r["path"]), r["text"]) for r in record["results"]]
    values: dict[str, Pair] = {}
    if question.facts:
        found = retrieval.score(question, ranked)
        values |= {"fact_recall": share(found.fact_recall), "first_passage": share(found.first_recall)}
    if question.paths or question.documents:
        values |= _ranks(question, ranked)
    missing = values.get("fact_recall", (1.0, 1.0))[0] < 1 or values.get("recall@5", (1.0, 1.0))[0] < 1
    note = _note(question, ranked, values) if missing else ""
    return Outcome(values, missing, note)


def _ranks(question: Question, ranked: Sequence[Result]) -> dict[str, Pair]:
    items, relevant, seen = [], {_RIGHT: 1}, False
    for n, r in enumerate(ranked):
        right = metrics.right_place(question.documents, question.paths, r.document_id, r.path)
        items.append(_RIGHT if right and not seen else str(n))
        seen = seen or right
    return {
        **{f"recall@{k}": share(metrics.recall_at(relevant, items, k)) for k in (1, 5, 10)},
        "mrr@10": share(metrics.reciprocal_rank(relevant, items, 10)),
        "ndcg@10": share(metrics.ndcg(relevant, items, 10)),
    }


def _note(question: Question, ranked: Sequence[Result], values: Mapping[str, Pair]) -> str:
    window = retrieval.window(ranked)
    lost = [f[0] for f in question.facts if not metrics.has_fact(f, window)]
    parts = ["上位に見当たらない事実：" + "、".join(lost)] if lost else []
    if values.get("recall@5", (1.0, 1.0))[0] < 1:
        parts.append("正しい箇所が5位以内にない")
    return "。".join(parts)
