"""Metrics against values worked out by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals import metrics

JUDGED = {"a": 3, "b": 2, "c": 1, "d": 0, "e": -1}


def test_ndcg_with_graded_relevance() -> None:
    # DCG = 2/1 + 0 + 3/log2(4) + 1/log2(5); ideal = 3/1 + 2/log2(3) + 1/log2(4)
    ranked = ["b", "d", "a", "c"]
    expected = (2 + 3 / 2 + 1 / math.log2(5)) / (3 + 2 / math.log2(3) + 1 / 2)
    assert metrics.ndcg(JUDGED, ranked, 10) == pytest.approx(expected) == pytest.approx(0.82545, abs=1e-5)
    assert metrics.ndcg(JUDGED, ["a", "b", "c"], 10) == 1
    assert metrics.ndcg(JUDGED, ["b", "a"], 1) == pytest.approx(2 / 3)
    assert metrics.ndcg(JUDGED, ["e", "d", "x"], 10) == 0
    assert metrics.ndcg({}, ["a"], 10) == metrics.ndcg({"a": 0}, ["a"], 10) == 0


def test_ndcg_counts_the_ideal_up_to_k() -> None:
    many = {f"d{n}": 1 for n in range(20)}
    assert metrics.ndcg(many, [f"d{n}" for n in range(10)], 10) == pytest.approx(1)


def test_recall_and_reciprocal_rank() -> None:
    ranked = ["d", "x", "b", "a"]
    assert metrics.recall_at(JUDGED, ranked, 1) == 0
    assert metrics.recall_at(JUDGED, ranked, 3) == pytest.approx(1 / 3)
    assert metrics.recall_at(JUDGED, ranked, 10) == pytest.approx(2 / 3)
    assert metrics.recall_at({}, ranked, 10) == metrics.recall_at({"d": 0}, ranked, 10) == 0
    assert metrics.reciprocal_rank(JUDGED, ranked, 10) == pytest.approx(1 / 3)
    assert metrics.reciprocal_rank(JUDGED, ranked, 2) == 0
    assert metrics.reciprocal_rank(JUDGED, [], 10) == 0


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(-1, 3)), st.permutations("abcdefgh"), st.integers(1, 9))
def test_bounds(judged: dict[str, int], ranked: list[str], k: int) -> None:
    for value in (metrics.ndcg(judged, ranked, k), metrics.recall_at(judged, ranked, k)):
        assert 0 <= value <= 1 + 1e-9
    best = sorted(ranked, key=lambda d: -judged.get(d, 0))
    assert metrics.ndcg(judged, best, k) >= metrics.ndcg(judged, ranked, k) - 1e-9
    assert (metrics.reciprocal_rank(judged, ranked, k) > 0) == (metrics.ndcg(judged, ranked, k) > 0)


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("237万1,683人", "人口は237万\n1,683人です"),
        ("2371683", "2,371,683人"),
        ("1,200人", "計1200人"),
        ("37.0%", "率は３７．０％"),
        ("39道府県", "39道府\r\n　県"),
        ("5件", "②5件"),
        ("1", "①"),
        ("12", "⑫番"),
        ("3", "①3"),
        ("Wi-Fi", "ＷＩ－ＦＩ"),
        ("5", "5、6"),
        ("5", "全5. 次"),
        ("12", "３\n12\n4"),
    ],
)
def test_facts_that_stand_in_a_text(fact: str, text: str) -> None:
    assert metrics.has_fact([fact], text)


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("5人", "15人"),
        ("5", "0.5"),
        ("37", "37.5%"),
        ("37", "1,370"),
        ("200人", "1,200人"),
        ("1,200", "1,2005"),
        ("1", "11"),
        ("2", "⑫"),
        ("", "何か"),
        (" ", "何か"),
        ("港", ""),
    ],
)
def test_facts_that_do_not(fact: str, text: str) -> None:
    assert not metrics.has_fact([fact], text)


def test_fact_recall() -> None:
    facts = [["令和5年度", "2023年度"], ["12"], ["海岸課"]]
    assert metrics.fact_recall(facts, "2023年度は12件、企画課") == pytest.approx(2 / 3)
    assert metrics.fact_recall([], "") == 1
    assert metrics.fact_recall(facts, "") == 0


@pytest.mark.parametrize(
    ("expected", "holds"),
    [
        (["第1章 はじめに", "２ 位置付け"], True),
        (["第1章はじめに", "(1)背景"], True),
        (["(1)背景", "第1章はじめに"], False),
        (["第1章"], False),
        ([], True),
    ],
)
def test_paths(expected: list[str], holds: bool) -> None:
    assert metrics.path_matches(expected, ["第１章　はじめに", "2位置付け", "（１）背景"]) is holds


def test_means_and_percentiles() -> None:
    assert (metrics.mean([]), metrics.percentile([], 0.5)) == (None, None)
    assert metrics.mean([1.0, 2.0]) == 1.5
    values = [float(n) for n in range(100, 0, -1)]
    assert [metrics.percentile(values, s) for s in (0, 0.5, 0.95, 1)] == [1, 50, 95, 100]


@given(st.text(st.characters(exclude_categories=())), st.text(st.characters(exclude_categories=())))
def test_any_text_holds_itself(fact: str, rest: str) -> None:
    assert metrics.has_fact([fact], f"\n{fact}\n{rest}") or not metrics.folded(fact)


def test_a_text_of_100000_characters() -> None:
    assert not metrics.has_fact(["1" * 20], "1" * 100_000)
