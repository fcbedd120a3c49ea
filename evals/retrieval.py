"""Scores search on a question set: ranked passages of each question go in, the figures of the retrieval suite come out.

Used by the benchmark and the harness. Only questions that the documents answer are scored.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evals import metrics
from evals.questions import Question

FIRST = 5  # results in which document and path are looked for


@dataclass(frozen=True)
class Result:
    """What scoring needs of a ranked passage."""

    document_id: str
    path: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Score:
    """One question: shares of its facts, and whether the right place was among the first."""

    question_id: str
    fact_recall: float
    first_recall: float
    place: bool


Search = Callable[[Question], Sequence[Result]]


def score(question: Question, ranked: Sequence[Result]) -> Score:
    """The score of one question's ranked passages (best first)."""
    first = ranked[0].text if ranked else ""
    return Score(
        question.id,
        metrics.fact_recall(question.facts, window(ranked)),
        metrics.fact_recall(question.facts, first),
        any(metrics.right_place(question.documents, question.paths, r.document_id, r.path) for r in ranked[:FIRST]),
    )


def window(ranked: Sequence[Result]) -> str:
    """The first `metrics.WINDOW` characters of the ranked passages, each on lines of its own."""
    parts, left = [], metrics.WINDOW
    for result in ranked:
        if left <= 0:
            break
        parts.append(result.text[:left])
        left -= len(result.text)
    return "\n".join(parts)


def evaluate(questions: Sequence[Question], search: Search) -> list[Score]:
    """The scores of all questions that have an answer."""
    return [score(q, search(q)) for q in questions if q.behaviour == "answer"]


def summary(scores: Sequence[Score]) -> dict[str, float | None]:
    """The totals: mean fact recall, of the first passage, share of right places."""
    return {
        "fact_recall": metrics.mean([s.fact_recall for s in scores]),
        "first_passage": metrics.mean([s.first_recall for s in scores]),
        "place@5": metrics.mean([float(s.place) for s in scores]),
    }
