"""Lists come whole and alone: headings, lines, rows that share something; every sentence passes the verifier."""

from __future__ import annotations

import pytest

from assistant.compose import lists
from assistant.compose.asked import read
from tests.assistant.compose.tables import INDICATORS, LISTS, MEASURES, Shelf

PLAN, MEASURED, KEY = Shelf(LISTS), Shelf(MEASURES), Shelf(INDICATORS)


def many(count: int) -> Shelf:
    """A table whose rows all belong to one office."""
    rows = "".join(f"| {n} | 青波の{n}号の取組 | 取組を{n}年続ける。 | 企画課 |\n" for n in range(1, count + 1))
    return Shelf(
        "# 青波市の取組一覧\n\n## 取組の柱\n\n| 番号 | 事業名 | 概要 | 担当課 |\n|---|---|---|---|\n"
        + rows
        + f"| {count + 1} | 別の取組 | 別に行う。 | 財政課 |\n"
    )


def test_headings_below_a_heading_with_the_count_that_the_source_gives() -> None:
    assert PLAN.list("行動の指針を全部教えて", "次の3つ") == [
        "行動の指針は、①市民と進める、②小さく始める、③データで考えるの3つです。"
    ]


def test_short_lines_become_one_sentence() -> None:
    assert PLAN.list("進め方で重視する視点は何と何ですか", "以下の視点") == [
        "「進め方」の視点は、①使いやすい画面、②個人情報の保護、③費用の見える化です。"
    ]


def test_long_lines_become_sentences_of_their_own() -> None:
    said = PLAN.list("これからの取組をすべて挙げてください", "今後は")
    assert len(said) == 2
    assert said[0].startswith("港の混雑") and said[1].startswith("図書館の本")


@pytest.mark.parametrize("question", ["行動の指針の4つは何ですか", "市の食堂のメニューを全部教えて"])
def test_no_list_fits(question: str) -> None:
    assert PLAN.list(question, "次の3つ") == []


def test_rows_of_an_office_over_all_headings() -> None:
    assert MEASURED.list("防災課が担当する事業を全部教えて", "津波", "防災課") == [
        "防災課が担当する事業は、①津波避難アプリ、②防災の授業です。"
    ]


def test_rows_that_share_a_heading_and_an_office() -> None:
    assert MEASURED.list("まちの安全で危機管理部が担当する事業を全部教えて", "津波", "防災課") == [
        "「まちの安全」で危機管理部が担当する事業は、①津波避難アプリ、②消防団の連絡網です。"
    ]


def test_a_verdict_within_another_one() -> None:
    assert KEY.list("達成の施策をすべて挙げてください", "達成") == ["「達成」とされた施策は、「図書の宅配」です。"]
    assert KEY.list("一部達成の施策をすべて挙げてください", "一部達成") == [
        "「一部達成」とされた施策は、「窓口の予約」です。"
    ]


@pytest.mark.parametrize(
    "question", ["未達成の指標を教えて", "目標に届かなかったKPIはどれですか", "達成できなかった施策を知りたい"]
)
def test_the_rows_of_a_verdict_that_is_told_in_other_words(question: str) -> None:
    assert KEY.list(question, "達成") == ["「未達成」とされた施策は、「港の見守りカメラ」です。"]


def test_a_list_that_was_cut_comes_whole_and_in_order() -> None:
    shelf = many(40)
    (said,) = shelf.list("企画課が担当する事業を全部教えて", "企画課")
    places = [said.find(f"「青波の{n}号の取組」") for n in range(1, 41)]
    assert places == sorted(places) and places[0] > 0
    assert "別の取組" not in said


def test_a_list_beyond_sixty_items_is_begun_and_counted() -> None:
    shelf = many(61)
    question = "企画課が担当する事業を全部教えて"
    (said,) = shelf.list(question, "企画課")
    assert said.endswith("⑤青波の5号の取組などです。")
    ranked = [p for p in shelf.passages if "企画課" in p.passage.text]
    assert lists.notice(read(question), question, ranked, shelf.document) == (61, question)
    assert lists.notice(read(question), question, MEASURED.passages, MEASURED.document) is None


def test_the_list_of_the_best_section_counts_though_search_did_not_find_it() -> None:
    shelf = Shelf(
        "# 計画\n\n## 進める視点\n\n計画は、次の3つの視点を持って進めます。\n\n"
        "### 1 開く\n\n開いて進める。\n\n### 2 守る\n\n守って進める。\n\n### 3 試す\n\n試して進める。\n"
    )
    opening = [p for p in shelf.passages if "3つの視点" in p.passage.text and not p.passage.lists]
    asked = read("計画を進めるときの3つの視点は何ですか")
    found = lists.answer(asked, asked.text, opening, lambda document: shelf.passages)
    assert [d.text for d in found] == ["進める視点は、①開く、②守る、③試すの3つです。"]


def test_an_office_is_no_heading() -> None:
    rows = "| 番号 | 事業名 | 概要 | 担当課 |\n|---|---|---|---|\n"
    shelf = Shelf(
        f"# 一覧\n\n## 県の基盤整備\n\n{rows}| 1 | 回線の整備 | 回線を引く。 | 情報課 |\n\n"
        f"## 港の活力\n\n{rows}| 2 | ブイの運用 | ブイを置く。 | 水産基盤整備課 |\n"
        "| 3 | 養殖の支援 | 養殖を助ける。 | 水産基盤整備課 |\n"
    )
    said = shelf.list("水産基盤整備課が担当する事業を全部教えて", "ブイ", "養殖")
    assert said == ["水産基盤整備課が担当する事業は、①ブイの運用、②養殖の支援です。"]
