"""Scores of ranked passages: facts within the window, the first passage, the right place."""

from __future__ import annotations

import pytest

from evals import metrics
from evals.questions import Question
from evals.retrieval import Result, evaluate, score, summary, window

ASKED = Question(
    id="q",
    question="いつ",
    category="fact",
    behaviour="answer",
    documents=("d",),
    paths=(("第1章", "背景"), ("第2章",)),
    facts=(("5年",), ("海岸課", "海岸の課")),
)


def _result(text: str, document: str = "d", path: tuple[str, ...] = ("第1章", "1", "背景")) -> Result:
    return Result(document, path, text)


def test_facts_in_all_and_in_the_first() -> None:
    found = score(ASKED, [_result("5年"), _result("海岸の課")])
    assert (found.fact_recall, found.first_recall, found.place) == (1, 0.5, True)
    assert score(ASKED, []) == score(ASKED, [_result("", "other")])


def test_only_the_window_counts() -> None:
    far = [_result("あ" * (metrics.WINDOW - 1)), _result("海岸課")]
    assert score(ASKED, far).fact_recall == 0
    assert len(window([_result("あ" * 9999)])) == metrics.WINDOW
    assert window([_result("あ" * 2499), _result("いう"), _result("え")]) == "あ" * 2499 + "\nい"


def test_figures_do_not_join_over_passages() -> None:
    assert score(ASKED, [_result("1"), _result("5年")]).fact_recall == 0.5


@pytest.mark.parametrize(
    ("document", "path", "place", "right"),
    [
        ("d", ("第1章", "1", "背景"), 5, True),
        ("d", ("第2章", "3"), 1, True),
        ("d", ("第1章",), 1, False),
        ("other", ("第2章",), 1, False),
        ("d", ("第2章",), 6, False),
    ],
)
def test_the_place(document: str, path: tuple[str, ...], place: int, right: bool) -> None:
    ranked = [_result("", "other")] * (place - 1) + [_result("", document, path)]
    assert score(ASKED, ranked).place is right


def test_only_questions_with_an_answer_count() -> None:
    silent = ASKED.model_copy(update={"id": "n", "behaviour": "no_answer"})
    scores = evaluate([ASKED, silent], lambda q: [_result("5年")])
    assert [s.question_id for s in scores] == ["q"]
    assert summary(scores) == {"fact_recall": 0.5, "first_passage": 0.5, "place@5": 1.0}
    assert summary([]) == {"fact_recall": None, "first_passage": None, "place@5": None}
