"""Lists of persons: a name keeps its office and remark."""

from __future__ import annotations

import pytest

from tests.ingest.parsed import parse_text

PERSONS = "青波大学\n\n港湾学部長\n海野 一郎\n\n青波汽船株式会社 社長\n\n船越 花子 座長\n\n"
PERSONS += "灯台の会\n\n代表理事\n\n磯部 はるか\n"


def said(text: str) -> list[str]:
    return [line for p in parse_text("第１章 懇話会\n\n" + text).passages for line in p.text.split("\n")]


def test_offices_in_front_of_names() -> None:
    assert said("所属等 氏名 備考\n\n" + PERSONS)[1:] == [
        "青波大学 港湾学部長 海野一郎", "青波汽船株式会社社長 船越花子座長", "灯台の会 代表理事 磯部はるか",
    ]  # fmt: skip


def test_names_in_front_of_offices() -> None:
    text = "委員名簿\n\n海野 一郎\n\n青波大学\n\n船越 花子\n\n青波汽船\n\n磯部 はるか\n\n灯台の会\n"
    assert said(text)[1:] == ["海野一郎 青波大学", "船越花子 青波汽船", "磯部はるか 灯台の会"]


@pytest.mark.parametrize("text", [PERSONS, "委員名簿\n\n青波大学\n\n海野 一郎\n\n青波汽船\n\n船越 花子\n"])
def test_no_list_without_announcement_or_with_two(text: str) -> None:
    assert not any("青波大学 " in line for line in said(text))


def test_offices_are_no_names() -> None:
    text = "出席者名簿\n\n港湾 課長\n\n桟橋 係長\n\n灯台 室長\n\n海岸 部長\n"
    assert len(said(text)) == 5
