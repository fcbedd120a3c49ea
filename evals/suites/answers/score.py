"""How it is scored: expected facts in the sentences (never in quotations or notices), and what stands there beside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evals import metrics
from evals.answers import SHORT
from evals.runner.kept import Kept
from evals.runner.model import Case, Outcome, Pair, Spec, share

FIGURES = (
    Spec("complete", "必要な事実がすべてそろった回答"),
    Spec("fact_recall", "必要な事実のうち言えた割合"),
    Spec("fact_precision", "必要な事実を伝える文の割合"),
    Spec("forbidden", "言ってはならないことを言った回答", better="lower"),
    Spec("length_median", "一つの事実を問う質問への回答の字数（中央値）", "median", better="lower", unit="字"),
)


def score(case: Case, record: Mapping[str, Any], kept: Kept) -> Outcome:
    """The outcome of one answer."""
    question, key = case.question, str(record["answer"])
    if question is None:
        return Outcome({})
    sentences = [s.text for s in kept.answers[key].answer.sentences]
    said = "\n".join(sentences)
    recall = metrics.fact_recall(question.facts, said)
    values: dict[str, Pair] = {"complete": share(recall == 1.0), "fact_recall": share(recall)}
    precision = metrics.fact_precision(question.facts, sentences)
    if precision is not None:
        values["fact_precision"] = (precision, 1.0)
    wrong = [f for f in question.forbidden if metrics.has_fact([f], said)]
    if question.forbidden:
        values["forbidden"] = share(bool(wrong))
    if said and question.category in SHORT and len(question.facts) < 3:
        values["length_median"] = share(len(said))
    lost = [f[0] for f in question.facts if not metrics.has_fact(f, said)]
    notes = ["足りない事実：" + "、".join(lost)] if lost else []
    notes += ["言ってはならないこと：" + "、".join(wrong)] if wrong else []
    return Outcome(values, bool(notes), "。".join(notes), key)
