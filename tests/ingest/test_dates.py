"""Years and quantities: every form of one thing gives one key, and different things stay apart."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import kanji_number, number_keys, numbers, without_years, year_keys, years
from ingest.normalise import nfkc

FISCAL_2023 = [
    "令和5年度",
    "令和５年度",
    "令和五年度",
    "令和 5 年度",
    "R5年度",
    "Ｒ５年度",
    "r5年度",
    "R.5年度",
    "R 5 年度",
    "R05年度",
    "2023年度",
    "２０２３年度",
    "二〇二三年度",
    "令和5(2023)年度",
    "令和5（2023）年度",
    "2023（令和5）年度",
    "2023(R5)年度",
    "FY2023",
    "㋿5年度",
]


@pytest.mark.parametrize("text", FISCAL_2023)
def test_all_forms_of_a_fiscal_year_are_one(text: str) -> None:
    assert year_keys(text) == ["fy2023", "y2023"]
    assert number_keys(text) == []
    assert without_years(nfkc(text)).strip() == ""


@pytest.mark.parametrize(
    "text", ["令和5年", "R5年", "2023年", "２０２３年", "令和5年4月1日", "2023年4月", "R5.4", "R5.4.1", "R5.10.31"]
)
def test_a_calendar_year_is_no_fiscal_year(text: str) -> None:
    assert year_keys(text) == ["y2023"]


@pytest.mark.parametrize("text", ["R5", "Ｒ５", "2023", "令和5"])
def test_a_bare_year_may_be_either(text: str) -> None:
    assert sorted(year_keys(text)) == ["fy2023", "y2023"]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("令和元年度", 2019),
        ("R元年度", 2019),
        ("平成31年度", 2019),
        ("平成元年度", 1989),
        ("H30年度", 2018),
        ("平成三十年度", 2018),
        ("昭和64年度", 1989),
        ("S60年度", 1985),
        ("大正12年度", 1923),
        ("明治5年度", 1872),
    ],
)
def test_eras(text: str, year: int) -> None:
    assert year_keys(text) == [f"fy{year}", f"y{year}"]


@pytest.mark.parametrize(
    ("text", "fiscal"),
    [
        ("令和3年度～令和5年度", [2021, 2023]),
        ("令和3年度から令和5年度まで", [2021, 2023]),
        ("令和3～5年度", [2021, 2023]),
        ("令和３〜５年度", [2021, 2023]),
        ("令和6年度～10年度", [2024, 2028]),
        ("令和5・6年度", [2023, 2024]),
        ("令和5年度及び6年度", [2023, 2024]),
        ("令和元～3年度", [2019, 2021]),
        ("平成30～令和2年度", [2018, 2020]),
        ("2021～2023年度", [2021, 2023]),
        ("2021-23年度", [2021, 2023]),
        ("R3～R5年度", [2021, 2023]),
    ],
)
def test_ranges_hold_the_kind_of_their_end(text: str, fiscal: list[int]) -> None:
    assert [y.year for y in years(nfkc(text))] == fiscal
    assert all(y.fiscal for y in years(nfkc(text)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("令和5年から3年間で", [2023]),
        ("令和5年から3年で", [2023]),
        ("令和5年度、10年後に", [2023]),
        ("2023年度、5年度目", [2023]),
        ("AR5とR5Gと5年度", []),
        ("ISO27001と2023人と2,023と20230401", []),
        ("令和の時代", []),
    ],
)
def test_what_is_no_year(text: str, found: list[int]) -> None:
    assert [y.year for y in years(nfkc(text))] == found


@pytest.mark.parametrize(
    "text", ["237万1,683人", "2371683", "2,371,683人", "２３７万１６８３", "237万1683", "２,３７１,６８３"]
)
def test_all_forms_of_a_quantity_are_one(text: str) -> None:
    assert number_keys(text) == ["n2371683"]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("1億2,600万円", ["n126000000"]),
        ("１億 2,600万円", ["n126000000"]),
        ("1兆2,000億円", ["n1200000000000"]),
        ("3千人", ["n3000"]),
        ("3千5百円", ["n3500"]),
        ("5千万円", ["n50000000"]),
        ("1.5万人", ["n15000"]),
        ("12万3千", ["n123000"]),
        ("12.5%", ["n12.5"]),
        ("999と37.0", []),
        ("1,234 5,678", ["n1234", "n5678"]),
        ("5万 3万", ["n50000", "n30000"]),
        ("10,20,30", []),
        ("2023年1,683人", ["n1683"]),
    ],
)
def test_quantities(text: str, keys: list[str]) -> None:
    assert number_keys(text) == keys


@pytest.mark.parametrize(
    ("caption", "cell", "key"),
    [
        ("単位：千人", "2,372", "n2372000"),
        ("（単位：千人）", "837", "n837000"),
        ("単位:千人", "2.372", "n2372"),
        ("（単位：百万円）", "12", "n12000000"),
        ("単位：億円", "1.5", "n150000000"),
    ],
)
def test_the_unit_of_a_table_is_multiplied_in(caption: str, cell: str, key: str) -> None:
    assert key in number_keys(f"{caption}\n人口は{cell}")


@given(st.integers(0, 10**12), st.sampled_from(["{:d}", "{:,d}", "{:,d}人"]), st.booleans())
def test_one_key_for_plain_grouped_and_wide(value: int, form: str, wide: bool) -> None:
    text = form.format(value)
    if wide:
        text = text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789,"})
    assert numbers(text) == [value]


@given(st.integers(1, 40), st.booleans())
def test_reiwa_and_gregorian_agree(n: int, fiscal: bool) -> None:
    kind = "年度" if fiscal else "年"
    assert year_keys(f"令和{n}{kind}") == year_keys(f"R{n}{kind}") == year_keys(f"{2018 + n}{kind}")


@given(st.text(st.characters(exclude_categories=())) | st.text("令和平成RHfy元0123456789年度万億千,.()~・、 単位:"))
def test_nothing_raises_and_places_are_in_order(text: str) -> None:
    folded = nfkc(text)
    found = years(folded)
    ends = [0, *(y.end for y in found)]
    assert all(end <= y.start < y.end <= len(folded) for y, end in zip(found, ends, strict=False))
    assert isinstance(number_keys(text), list) and isinstance(without_years(folded), str)


@pytest.mark.parametrize("unit", ["1", "1,", "1万", "令和5・", "令和", "R5", "2023年度～", "(", "9."])
def test_long_text_takes_little_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    begin = time.process_time()
    assert year_keys(text) is not None and number_keys(text) is not None
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(("text", "value"), [("二十三", 23), ("千二百", 1200), ("二〇二五", 2025), ("十", 10)])
def test_kanji_numbers(text: str, value: int) -> None:
    assert kanji_number(text) == value
