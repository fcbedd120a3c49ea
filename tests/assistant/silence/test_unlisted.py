"""Sets that are named and not listed, budgets that nobody gives, and cities that stand in an address alone."""

from __future__ import annotations

import pytest

from tests.assistant.silence.town import AOBA, Town, row
from tests.vectorstore.shelf import section

PASSAGES = [
    section("a", "令和5年に決めた「海の安全5原則」に沿い、港を正しく使います。", AOBA, path=("第1章", "安全")),
    section("b", "漁を続けるために、「浜の3原則」を守ります。", AOBA, path=("第2章", "浜")),
    section("c", "注1 早さ：すぐに知らせる。／正しさ：確かめる。／広さ：皆に届ける。", AOBA, path=("第2章", "浜")),
    section("d", "港の施策の柱は、次の3つです。", AOBA, path=("第3章", "施策の柱")),
    section("e", "事務局は港湾課にあり、富山市海岸町三丁目8番1号に置きます。", AOBA, path=("第4章", "事務局の計画")),
    section("f", "高岡市では、防波堤の計画を進めています。", AOBA, path=("第4章", "防波堤")),
    row("g", AOBA, (("施策名", "灯台の公開"), ("R6年度末目標値", "300人")), ("施策", "灯台の公開")),
    row("h", AOBA, (("施策名", "岸壁の修繕"), ("予算額", "2,100千円")), ("施策", "岸壁の修繕")),
]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return Town(tmp_path_factory.mktemp("sets"), PASSAGES)


@pytest.mark.parametrize(
    "question", ["海の安全5原則の中身は何ですか", "「海の安全５原則」を全部教えて", "海の安全5原則とは"]
)
def test_a_set_that_is_only_named_is_not_told(town: Town, question: str) -> None:
    decision = town.ask(question)
    assert (decision.answerable, decision.reason, decision.piece) == (False, "not_found", "5原則")


@pytest.mark.parametrize(
    "question", ["海の安全5原則はいつ決めましたか", "浜の3原則の中身は何ですか", "浜の3原則を教えて"]
)
def test_what_stands_beside_a_set_is_told(town: Town, question: str) -> None:
    assert town.ask(question).answerable


def test_a_city_in_an_address_is_not_what_a_plan_is_about(town: Town) -> None:
    assert town.ask("富山市の計画について教えて").reason == "other_publisher"
    assert town.ask("高岡市の計画について教えて").answerable


def test_a_budget_is_told_where_one_stands(town: Town) -> None:
    assert town.ask("岸壁の修繕の予算は？").answerable
    assert town.ask("灯台の公開の予算は？").reason == "not_found"


def test_pillars_may_be_counted_like_any_thing(town: Town) -> None:
    assert town.ask("港の施策の柱は何本ですか").answerable
