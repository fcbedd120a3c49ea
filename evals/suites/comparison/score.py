"""How it is scored: every fact said, every document cited, every side told with a source of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evals import metrics
from evals.runner.kept import Kept
from evals.runner.model import Case, Outcome, Pair, Spec, count, share

FIGURES = (
    Spec("complete", "必要な事実がすべてそろった回答"),
    Spec("fact_recall", "必要な事実のうち言えた割合"),
    Spec("documents", "必要な文書のうち引用した割合"),
    Spec("every_side", "すべての文書を引用した回答"),
)


def score(case: Case, record: Mapping[str, Any], kept: Kept) -> Outcome:
    """The outcome of one answer."""
    question, key = case.question, str(record["answer"])
    if question is None:
        return Outcome({})
    answer = kept.answers[key].answer
    said = "\n".join(s.text for s in answer.sentences)
    values: dict[str, Pair] = {}
    if question.facts:
        recall = metrics.fact_recall(question.facts, said)
        values |= {"complete": share(recall == 1.0), "fact_recall": share(recall)}
    cited = {c.document_id for c in answer.citations}
    if len(question.documents) > 1:
        sides = [d in cited for d in question.documents]
        values |= {"documents": count(sides), "every_side": share(all(sides))}
    lost = [f[0] for f in question.facts if not metrics.has_fact(f, said)]
    notes = ["足りない事実：" + "、".join(lost)] if lost else []
    left = [d for d in question.documents if d not in cited] if len(question.documents) > 1 else []
    notes += ["引用していない文書：" + "、".join(left)] if left else []
    return Outcome(values, bool(notes), "。".join(notes), key)
