"""Numbers with their word beside them, dates of birth and mail; figures that only look like them are left alone."""

from __future__ import annotations

import pytest

from tests.assistant.guardrails.personal.found import found, values

CASES = [
    ("bank_account", "口座番号は{}です", "0001234"),
    ("bank_account", "みどり銀行 南支店 普通 {}", "0001234"),
    ("bank_account", "みどり銀行南支店（普）{}", "0001234"),
    ("bank_account", "普通口座{}へ", "０００１２３４"),
    ("bank_account", "ゆうちょ {}", "10000-12345671"),
    ("credit_card", "カード番号{}", "4111-1111-1111-1111"),
    ("credit_card", "{}で払いました", "4111111111111111"),
    ("credit_card", "カード番号{}", "4111-1111-1111-1112"),
    ("driving_licence", "免許証の番号は{}です", "220000000001"),
    ("driving_licence", "{}は免許証の番号です", "２２０００００００００１"),
    ("passport", "パスポート{}", "TZ0000001"),
    ("passport", "{}は旅券の番号です", "ＴＺ０００００１２"),
    ("residence_card", "{}です", "ZZ00000001ZZ"),
    ("residence_card", "在留カード{}", "zz00000001zz"),
    ("pension_number", "基礎年金番号は{}です", "0000-000001"),
    ("pension_number", "{}は母の年金番号です", "0000-000001"),
    ("insurance_number", "被保険者番号は{}です", "00000001"),
    ("insurance_number", "雇用保険の番号{}", "0000-000001-1"),
    ("birth_date", "生年月日は{}です", "昭和50年1月2日"),
    ("birth_date", "{}生まれです", "1975年1月2日"),
    ("birth_date", "{}生まれ", "昭和五十年一月二日"),
    ("birth_date", "誕生日：{}", "1975/01/02"),
    ("birth_date", "{}生です", "S50.1.2"),
    ("mail", "{}まで", "taro_2020@example.com"),
    ("mail", "アドレス{}", "ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ"),
    ("mail", "{}", "taro at example dot jp"),
    ("mail", "{}に", "taro[at]example.jp"),
]


@pytest.mark.parametrize(("kind", "frame", "value"), CASES)
def test_found(kind: str, frame: str, value: str) -> None:
    assert values(frame.format(value), kind) == [value]


def test_symbol_and_number_are_both_found() -> None:
    assert values("保険証の記号0000番号123です", "insurance_number") == ["0000", "123"]
    assert values("ゆうちょの記号10000番号12345671", "bank_account") == ["10000", "12345671"]


@pytest.mark.parametrize(
    "text",
    [
        "口座数は1234567件",
        "普通会計の決算額は1234567千円",
        "口座振替の利用は1234567件",
        "整理番号1234567890123456",
        "法人番号8000020040001",
        "TK0000001の端末",
        "年金の受給者は1234567人",
        "保険者番号とは",
        "令和5年4月2日以降に生まれた子",
        "令和5年4月2日に公表",
        "昭和60年代生まれ",
        "令和6年4月2日から令和7年4月1日までに生まれた子の給付金",
        "@東松島市",
        "3@100円",
        "免許返納者は123456人",
    ],
)
def test_left_alone(text: str) -> None:
    assert found(text) == []
