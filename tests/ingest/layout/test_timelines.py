"""Courses of events: a date keeps what happened then."""

from __future__ import annotations

import pytest

from tests.ingest import parsed
from tests.ingest.parsed import parse_text

HEAD = "第１章 経過\n\n"


def said(text: str) -> list[str]:
    return [line for p in parse_text(HEAD + text).passages for line in p.text.split("\n")]


def test_dates_and_events_on_lines_in_turn() -> None:
    text = (
        "令和6年\n\n3月19日 港湾会議\n\n骨子の決定\n\n9月24日\n\n～10月23日\n\n意見の募集\n\n令和7年\n\n4月1日 開港\n"
    )
    assert said(text) == ["令和6年 3月19日港湾会議 骨子の決定", "9月24日 ～10月23日 意見の募集", "令和7年 4月1日開港"]


def test_days_of_a_month_and_weekdays() -> None:
    text = "12/15(木)\n\n初めての操船\n\n12/21(水)\n\n夜の操船\n\n1/19(木)\n\n港の安全\n"
    assert said(text) == ["12/15(木) 初めての操船", "12/21(水) 夜の操船", "1/19(木) 港の安全"]


def test_dates_behind_their_events() -> None:
    assert said("骨子の決定\n\n3月19日\n\n意見の募集\n\n9月24日\n\n開港\n\n4月1日\n") == [
        "骨子の決定 3月19日", "意見の募集 9月24日", "開港 4月1日",
    ]  # fmt: skip


def test_two_dates_of_one_event_stay_together() -> None:
    text = "10/6(木)\n\n12/7(水)\n\n操船の基礎\n\n10/19(水)\n\n夜の操船\n\n11/8(火)\n\n港の安全\n"
    assert said(text)[0] == "10/6(木) 12/7(水) 操船の基礎"


@pytest.mark.parametrize(
    "text",
    [
        "3月19日\n\n港湾会議\n\n4月1日\n\n開港\n",  # two are no course
        "9月に港を開き\n\n桟橋\n\n10月から船を出し\n\n灯台\n\n11月の実績\n\n船の便\n",  # dates of sentences
        "3月19日\n\n4月1日\n\n5月2日\n",  # nothing stands beside them
    ],
)
def test_what_is_no_course_stays_as_it_is(text: str) -> None:
    assert said(text) == [line for line in text.split("\n") if line]


def test_a_sentence_ends_the_last_event() -> None:
    text = "3月19日\n\n港湾会議\n\n4月1日\n\n開港\n\n5月2日\n\n初めての便\n\n船は毎日二便を出すこととしています。\n"
    assert said(text)[-2:] == ["5月2日 初めての便", "船は毎日二便を出すこととしています。"]


def test_dates_above_titles_go_to_their_sections() -> None:
    text = (
        "# 講座\n\n日程は次のとおりです。\n\n10/6(木)\n\n## 操船の基礎\n\n船を動かします。\n\n10/19(水)\n\n12/7(水)\n\n"
    )
    text += "※二回とも同じ\n\n## 夜の操船\n\n灯を読みます。\n\n11/8(火)\n\n## 港の安全\n\n港を守ります。\n"
    found = [(p.path[-1], p.text) for p in parse_text(text, name="a.md").passages if p.path and not p.lists]
    assert found[:2] == [("操船の基礎", "10/6(木)"), ("操船の基礎", "船を動かします。")]
    assert found[2][0] == "夜の操船" and found[2][1].startswith("10/19(水)")
    assert found[4] == ("港の安全", "11/8(火)")
    assert parsed.faults_of_places(parse_text(text, name="a.md")) == []


def test_a_single_date_stays_where_it_stands() -> None:
    text = "# 計画\n\n## はじめに\n\n港を開きます。\n\n10月6日\n\n## 港\n\n船を出します。\n"
    found = {"".join(p.path[-1:]): p.text for p in parse_text(text, name="a.md").passages if not p.lists}
    assert found["港"] == "船を出します。"
