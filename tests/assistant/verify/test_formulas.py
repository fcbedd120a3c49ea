"""Figures that a sentence computes: right at the precision shown, from operands that are cited."""

from __future__ import annotations

import pytest

from assistant.verify.claims import Kind, Support, check
from tests.assistant.verify.shelf import CHANGE, RATES, RESULT, TARGET


@pytest.mark.parametrize(
    "text",
    [
        "目標値と実績値の差は43箇所（1,023－980＝43）です。",
        "目標値980箇所と実績値1,023箇所の差は43箇所（1,023 - 980）です。",
        "達成率は104.4％（1,023÷980×100）です。",
        "達成率は104％（1,023÷980＝104.4％）です。",
        "実績値は目標値の1.04倍（1,023÷980）です。",
        "伸び率は4.4％（(1,023－980)÷980×100）です。",
    ],
)
def test_right_formulas_pass(text: str) -> None:
    assert check(text, [TARGET, RESULT]).faults == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("目標値と実績値の差は44箇所（1,023－980＝44）です。", Kind.FORMULA),
        ("目標値と実績値の差は43人（1,023－980＝43）です。", Kind.FORMULA),
        ("達成率は104.5％（1,023÷980×100）です。", Kind.FORMULA),
        ("目標値と実績値の差は44箇所（1,023－979＝44）です。", Kind.NUMBER),
        ("目標値と実績値の差は43箇所です。", Kind.NUMBER),
        ("達成率は1,023％（1,023÷0）です。", Kind.UNIT),
    ],
)
def test_wrong_formulas_fail(text: str, kind: Kind) -> None:
    assert kind in {f.kind for f in check(text, [TARGET, RESULT]).faults}


def test_years_tell_growth_from_fall() -> None:
    assert check("電子決裁率は19.6ポイント（79.2－59.6＝19.6）上昇しました。", [RATES]).ok
    fallen = check("電子決裁率は19.6ポイント（79.2－59.6＝19.6）低下しました。", [RATES])
    assert Kind.COMPARISON in {f.kind for f in fallen.faults}


def test_brackets_without_arithmetic_are_no_formulas() -> None:
    assert check("2035（令和17）年の増減数は-205千人です。", [CHANGE]).ok


SPENT = [Support("R5年度 決算額310,500千円"), Support("R5年度 決算額450,250千円")]


def test_operands_stand_in_the_unit_of_the_result() -> None:
    assert check("差は、139,750千円（450,250－310,500＝139,750）です。", SPENT).ok


@pytest.mark.parametrize(
    "text",
    [
        "差は、139,750万円（450,250－310,500＝139,750）です。",
        "差は、139,750円（450,250－310,500＝139,750）です。",
        "差は、139,751千円（450,251－310,500＝139,751）です。",
        "差は、139,750千人（450,250－310,500＝139,750）です。",
    ],
)
def test_operands_in_another_unit_or_from_nowhere_fail(text: str) -> None:
    assert not check(text, SPENT).ok


FIRST = Support("港の見守り", ("担当課", "海岸課"), ("港",), "青波市の取組", "青波市")
SECOND = Support("桟橋の点検", ("担当課", "海岸課"), ("港",), "青波市の取組", "青波市")


@pytest.mark.parametrize(
    "text",
    [
        "海岸課の担当は、①港の見守り、②桟橋の点検の2件です。",
        "海岸課の担当は、「港の見守り」、「桟橋の点検」の2つです。",
    ],
)
def test_an_enumeration_is_counted(text: str) -> None:
    assert check(text, [FIRST, SECOND]).ok


@pytest.mark.parametrize(
    "text",
    [
        "海岸課の担当は、①港の見守り、②桟橋の点検の3件です。",  # one too many
        "海岸課の担当は、①港の見守り、②桟橋の点検の1件です。",  # one too few
        "海岸課の担当は、①港の見守り、③桟橋の点検の2件です。",  # a number is left out
        "海岸課の担当は、「港の見守り」、「桟橋の点検」の3つです。",
        "海岸課の担当は、①港の見守り、②桟橋の点検の2人です。",  # 人 counts no names
        "海岸課の担当は2件で、①港の見守り、②桟橋の点検です。",  # told before it can be counted
        "海岸課の担当は、港の見守りの2件です。",  # nothing is enumerated
    ],
)
def test_a_wrong_count_fails(text: str) -> None:
    assert not check(text, [FIRST, SECOND]).ok
