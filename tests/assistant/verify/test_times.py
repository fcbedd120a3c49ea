"""Years and dates: fiscal years are not calendar years, a date must not say more than the evidence."""

from __future__ import annotations

import pytest

from assistant.verify.folding import fold
from assistant.verify.times import carries_date, carries_year, times


@pytest.mark.parametrize(
    ("claimed", "given", "carried"),
    [
        ("令和5年度", "R5年度", True),
        ("令和5年度", "R5", True),
        ("R5", "令和5年", True),
        ("2023年度", "２０２３ 年度", True),
        ("令和5年", "令和5年度", False),
        ("令和5年度", "令和5年", False),
        ("令和5年度", "令和6年度", False),
        ("2022年", "2022/08/21", True),
        ("平成31年", "2019年", True),
    ],
)
def test_years(claimed: str, given: str, carried: bool) -> None:
    year = times(fold(claimed)).years[0]
    assert carries_year(year, times(fold(given))) is carried


@pytest.mark.parametrize(
    ("claimed", "given", "carried"),
    [
        ("令和3年3月26日", "令和 3年 3月 26日閣議決定", True),
        ("2021年3月", "令和3年3月26日", True),
        ("3月26日", "令和3年3月26日", True),
        ("令和3年3月26日", "令和3年3月", False),
        ("令和3年3月27日", "令和3年3月26日", False),
        ("令和4年3月26日", "令和3年3月26日", False),
        ("令和6年8月1日", "令和6年 3月19日本部会議 8月1日懇話会", True),
        ("令和5年8月1日", "令和6年 3月19日本部会議 8月1日懇話会", False),
        ("令和6年6月7日", "R6.6.7時点", True),
        ("2022年8月21日", "2022/08/21", True),
        ("十月四日", "10月4日", True),
    ],
)
def test_dates(claimed: str, given: str, carried: bool) -> None:
    date = times(fold(claimed)).dates[0]
    assert carries_date(date, times(fold(given))) is carried


def test_durations_are_no_dates() -> None:
    assert not times(fold("3か月間、12カ月、5日間")).dates
