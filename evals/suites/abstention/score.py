"""How it is scored: silence as a decision (precision, recall, F1), and how wrong answers grow with coverage.

Silence is right where nothing can be answered, or where a wrong premise is named. A question that asks for a question
back is neither answerable nor unanswerable here. An answer is wrong, for the risk, where a fact is missing or silence
was due.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evals import metrics
from evals.metrics.abstention import behaved, silent
from evals.questions import Question
from evals.runner.kept import Kept, KeptAnswer
from evals.runner.model import Case, Outcome, Pair, Spec, share

FIGURES = (
    Spec("recall", "答えのない質問のうち黙ったもの"),
    Spec("precision", "黙ったうち本当に答えのない質問"),
    Spec("f1", "両者の調和平均（F1）"),
    Spec("wrong_refusals", "答えられる質問に黙ったもの", better="lower"),
    Spec("asked_back", "聞き返すべき質問で聞き返したもの"),
    Spec("risk", "答えたうち誤りのあるもの", better="lower"),
    Spec("aurc", "確信の高い順に答えたときの誤りの平均（AURC）", "aurc", better="lower"),
)
_UNANSWERABLE = ("no_answer", "correct_premise")


def score(case: Case, record: Mapping[str, Any], kept: Kept) -> Outcome:
    """The outcome of one decision."""
    question, key = case.question, str(record["answer"])
    if question is None:
        return Outcome({})
    found = kept.answers[key]
    right = behaved(question.behaviour, found.answer)
    if question.behaviour == "ask_back":
        return Outcome({"asked_back": share(right)}, not right, "" if right else "聞き返していない", key)
    values = _decision(question, found, right) | _risk(question, found)
    note = "" if right else "答えられる質問に黙った" if question.behaviour == "answer" else "黙るべき質問に答えた"
    return Outcome(values, not right, note, key)


def _decision(question: Question, found: KeptAnswer, right: bool) -> dict[str, Pair]:
    due = question.behaviour in _UNANSWERABLE
    said_nothing = right if due else silent(found.answer)
    values = {"recall": share(right)} if due else {"wrong_refusals": share(said_nothing)}
    if said_nothing:
        values["precision"] = share(due)
    hit, false_alarm, miss = due and said_nothing, not due and said_nothing, due and not said_nothing
    values["f1"] = (2.0 * hit, 2.0 * hit + false_alarm + miss)
    return values


def _risk(question: Question, found: KeptAnswer) -> dict[str, Pair]:
    due = question.behaviour in _UNANSWERABLE
    said = "\n".join(s.text for s in found.answer.sentences)
    wrong = due or metrics.fact_recall(question.facts, said) < 1 or not said
    values: dict[str, Pair] = {}
    if not silent(found.answer):
        values["risk"] = share(wrong)
    if found.confidence is not None:
        values["aurc"] = (found.confidence, float(wrong))
    return values
