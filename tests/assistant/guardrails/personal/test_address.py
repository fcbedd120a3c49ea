"""Street addresses to the house number with their postal code; towns, measures and periods are left alone."""

from __future__ import annotations

import pytest

from assistant.guardrails.personal.address import canonical
from tests.assistant.guardrails.personal.found import found, values


@pytest.mark.parametrize(
    "address",
    [
        "宮城県仙台市泉区南町9丁目8番7号",
        "仙台市太白区西町九丁目八番七号",
        "石巻市北町9-8-7 コーポ北町101号室",
        "大崎市古川東町9-87",
        "三重県津市西町9番地の8",
        "札幌市中央区北9条西8丁目7-6",
        "宮城県亘理郡山元町字北町98番地7",
        "仙台市泉区南町９－８－７",
    ],
)
def test_to_the_house_number(address: str) -> None:
    assert values(f"住所は{address}です", "address") == [address]


def test_a_town_needs_a_cue() -> None:
    assert values("住所は南町9-8-7です", "address") == ["南町9-8-7"]
    assert values("南町9-8-7に住んでいます", "address") == ["南町9-8-7"]
    assert found("南町9-8-7の数字") == []


@pytest.mark.parametrize("code", ["〒981-0000", "981-0000", "９８１－００００"])
def test_a_postal_code_in_front_of_an_address(code: str) -> None:
    assert values(f"{code} 仙台市泉区南町9-8-7", "postal_code") == [code]


@pytest.mark.parametrize(
    "text",
    [
        "〒980-8570は県庁ですか",
        "仙台市青葉区本町の光回線",
        "仙台市青葉区本町三丁目の避難所",
        "三重県施策10-1のKPI",
        "仙台市の人口の2-3割",
        "仙台市DX推進計画2021-2025",
        "宮城県の第4章1-2",
        "富山市で2-3年以内",
        "地方自治法第1条の2第1項",
    ],
)
def test_left_alone(text: str) -> None:
    assert found(text) == []


def test_spellings_of_one_address_are_one() -> None:
    assert canonical("南町三丁目 8番 1号") == canonical("南町3丁目8-1") == canonical("南町３－８－１") == "南町3-8-1"
    assert canonical("南町十二丁目8番地の1") == "南町12-8-1"


@pytest.mark.parametrize("before", ["青波県庁の住所は", "青波県に住む母の住所は", "昨日から", "私は"])
@pytest.mark.parametrize("address", ["仙台市泉区南町9-8-7", "青森県つがる市南町9-8-7", "さいたま市西区南町9-8-7"])
def test_the_words_in_front_stay(before: str, address: str) -> None:
    assert values(f"{before}{address}です", "address") == [address]
