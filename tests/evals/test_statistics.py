"""Folding, fact precision, ALCE, abstention and the tests of significance against values worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Sentence, Status
from evals import metrics
from evals.metrics import abstention, citations, statistics
from evals.metrics.folding import canonical
from evals.variants import variants
from ingest.normalise import nfkc


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("2023年度", "令和五年度に始めました"),
        ("令和5年度", "2023（令和5）年度の実績"),
        ("23件", "二十三件です"),
        ("2371683", "237万1,683人"),
        ("1億2,600万人", "126,000,000人"),
        ("15%", "１５パーセント"),
        ("7箇所", "全7か所に置きました"),
        ("取り組み", "県の取組です"),
    ],
)
def test_one_fact_in_two_spellings(fact: str, text: str) -> None:
    assert metrics.has_fact([fact], text)


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("令和5年度", "令和5年に始めました"),
        ("2023年", "令和6年"),
        ("23件", "三百二十三件"),
        ("237万", "2,371,683人"),
        ("2人", "一人ひとり"),
    ],
)
def test_two_facts(fact: str, text: str) -> None:
    assert not metrics.has_fact([fact], text)


@given(st.text(max_size=60))
def test_the_canonical_form_is_always_found(text: str) -> None:
    assert isinstance(canonical(text), str)


def test_fact_precision() -> None:
    facts = [["12件"], ["海岸課"]]
    assert metrics.fact_precision(facts, ["12件です。", "海岸課です。", "港です。"]) == pytest.approx(2 / 3)
    assert metrics.fact_precision(facts, []) is None
    assert metrics.fact_precision([], ["港です。"]) is None


def test_citations_as_alce_counts_them() -> None:
    def carries(text: str, cited: Sequence[str]) -> bool:
        return set(text) <= set("".join(cited))

    assert citations.recall("ab", ["a", "b"], carries) and not citations.recall("ab", ["a"], carries)
    assert not citations.recall("", [], carries)
    assert citations.precise("ab", ["a", "b"], carries) == [True, True]
    assert citations.precise("ab", ["ab", "x"], carries) == [True, False]
    assert citations.precise("ab", ["ab", "ab"], carries) == [True, True]
    assert citations.precise("ab", ["a"], carries) == [False]
    assert citations.precise("ab", ["ab"], carries) == [True]


def test_mcnemar_against_the_binomial() -> None:
    assert statistics.mcnemar(0, 0) == 1
    assert statistics.mcnemar(6, 0) == pytest.approx(2 / 64)
    assert statistics.mcnemar(0, 6) == pytest.approx(2 / 64)
    assert statistics.mcnemar(3, 1) == pytest.approx(2 * 5 / 16)
    assert statistics.mcnemar(5, 5) == 1


def test_intervals() -> None:
    ones = [1.0] * 40
    values = [float(n % 2) for n in range(40)]
    assert statistics.interval(statistics.ratio, ones, ones) == (1, 1)
    assert statistics.interval(statistics.ratio, [1.0], [1.0]) is None
    assert statistics.interval(statistics.ratio, [0.0] * 5, [0.0] * 5) is None
    found = statistics.interval(statistics.ratio, values, ones)
    assert found is not None and found[0] == pytest.approx(0.35, abs=0.05) and found[1] == pytest.approx(0.65, abs=0.05)
    assert found == statistics.interval(statistics.ratio, values, ones)
    same = statistics.paired_interval(statistics.ratio, (values, ones), (values, ones))
    assert same == (0, 0)
    grown = statistics.paired_interval(statistics.ratio, (values, ones), (ones, ones))
    assert grown is not None and grown[0] > 0.3
    assert statistics.at_share(0.5)(np.array([[3.0, 1.0, 2.0]]), None)[0] == 2


def test_risk_over_coverage() -> None:
    assert abstention.risks([3, 2, 1], [0, 1, 1]).tolist() == pytest.approx([0, 1 / 2, 2 / 3])
    assert abstention.aurc([3, 2, 1], [0, 0, 1]) == pytest.approx(1 / 9)
    assert abstention.aurc([1, 2, 3], [0, 0, 1]) == pytest.approx((1 + 1 / 2 + 1 / 3) / 3)


def _answer(status: Status, reason: str | None = None, sentences: int = 0) -> Answer:
    return Answer(
        question="問", status=status, status_reason=reason, answer="", audience="staff", generator="x",
        sentences=tuple(Sentence(text=str(n), citations=(n,)) for n in range(sentences)),
        index_version="", prompt_version="", timings_ms={}, audit_id="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("behaviour", "answer", "right", "silent"),
    [
        ("answer", _answer(Status.ANSWERED, sentences=1), True, False),
        ("answer", _answer(Status.NO_ANSWER), False, True),
        ("no_answer", _answer(Status.NO_ANSWER), True, True),
        ("no_answer", _answer(Status.ANSWERED, sentences=1), False, False),
        ("correct_premise", _answer(Status.PARTIAL, "wrong_premise", 1), True, True),
        ("ask_back", _answer(Status.PARTIAL, "ambiguous"), True, False),
        ("ask_back", _answer(Status.ANSWERED, sentences=1), False, False),
        ("ask_back", _answer(Status.ANSWERED, sentences=2), True, False),
    ],
)
def test_behaviour(behaviour: str, answer: Answer, right: bool, silent: bool) -> None:
    assert abstention.behaved(behaviour, answer) is right
    assert abstention.silent(answer) is silent


def test_variants_keep_figures_and_are_always_the_same() -> None:
    question = "令和5年度のオンライン申請の件数を教えてください。"
    made = variants(question)
    assert made == variants(question) and set(made) == {"width", "typos", "kana", "colloquial"}
    assert all(nfkc(v).count("5") == 1 for v in made.values())
    assert made["width"] == "令和５年度のｵﾝﾗｲﾝ申請の件数を教えてください。"
    assert made["kana"] == "れいわ5ねんどのおんらいんしんせいのけんすうをおしえてください。"
    assert made["colloquial"].endswith("件数を教えて")
    assert 0 <= abs(len(made["typos"]) - len(question)) <= 2


@given(st.text(max_size=80))
def test_variants_of_any_text(text: str) -> None:
    assert all(v != text for v in variants(text).values())
