"""What passages say, ranked: what is asked for comes first, whatever the matter; every feature has its weight."""

from __future__ import annotations

import pytest

from assistant.compose import ranking
from assistant.compose.asked import read
from ingest.models import Kind
from tests.assistant.compose.test_prose import passages
from vectorstore.codec import StoredPassage

BOOK = """# 青波市デジタル計画

## 第1章 港

港の混雑案内アプリは、混雑を知らせるものです。港の混雑案内アプリは令和5年4月に公開しました。
港の混雑案内アプリの利用者は1,200人です。港の混雑案内アプリは、船員が減ったため作りました。
港の混雑案内アプリは、港湾課が運営します。

以下に掲げる港の混雑案内アプリの取組を進めます。
"""


def best(question: str, book: list[StoredPassage]) -> str:
    ranked = [(p, 1.0 - n / 10) for n, p in enumerate(book)]
    near = [{(0, len(p.passage.text)): 0.5} for p, _ in ranked]
    return ranking.scored(read(question), ranked, near, lambda term: 1.0)[0].unit.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("港の混雑案内アプリはいつ公開しましたか", "令和5年4月"),
        ("港の混雑案内アプリの利用者は何人ですか", "1,200人"),
        ("港の混雑案内アプリをなぜ作ったのですか", "ため"),
        ("港の混雑案内アプリを運営するのはどこの課ですか", "港湾課"),
    ],
)
def test_what_is_asked_for_comes_first(question: str, said: str) -> None:
    assert said in best(question, passages(BOOK))


def test_how_long_is_another_unit_than_which_year() -> None:
    book = passages("# 計画\n\n## 期間\n\n港の計画は令和4年1月に決まりました。港の計画の期間は5年間です。\n")
    assert "5年間" in best("港の計画は何年間ですか", book)


def test_each_feature_has_a_weight_and_each_weight_a_feature() -> None:
    asked = read("港の混雑案内アプリはいつ公開しましたか")
    ranked = [(p, 1.0) for p in passages(BOOK)]
    near = [{(0, len(p.passage.text)): 0.5} for p, _ in ranked]
    found = list(ranking.featured(asked, ranked, near, lambda term: 1.0))
    assert found
    assert all(set(features) == set(ranking.WEIGHTS) for _, _, features in found)
    assert all(abs(value) <= 3 for _, _, features in found for value in features.values())


def test_an_announcement_answers_last() -> None:
    ranked = [(p, 1.0) for p in passages(BOOK)]
    near = [{(0, len(p.passage.text)): 0.5} for p, _ in ranked]
    found = ranking.scored(read("港の混雑案内アプリの取組"), ranked, near, lambda term: 1.0)
    assert "以下に掲げる" not in found[0].unit.text


def test_rows_count_only_where_they_are_wanted() -> None:
    book = passages("# 計画\n\n## 指標\n\n| 施策 | 実績値 |\n|---|---|\n| 港の案内 | 12 |\n| 岸の案内 | 30 |\n")
    ranked = [(p, 1.0) for p in book if p.passage.kind is Kind.ROW]
    near = [{(0, len(p.passage.text)): 0.5} for p, _ in ranked]
    asked = read("港の案内の実績値は")
    assert ranked
    assert not ranking.scored(asked, ranked, near, lambda term: 1.0)
    assert ranking.scored(asked, ranked, near, lambda term: 1.0, rows=True)[0].stored is ranked[0][0]


def test_a_place_where_a_place_is_asked_for_and_no_bare_source() -> None:
    said = [
        "出典：港の混雑案内アプリの表。",
        "港の混雑案内アプリを始めました。",
        "港の混雑案内アプリは岸田町で始めました。",
    ]
    book = passages("# 計画\n\n## 港\n\n" + "".join(said) + "\n")
    assert "岸田町" in best("港の混雑案内アプリはどこで始めましたか", book)
    assert "出典" not in best("港の混雑案内アプリの表", book)


def test_the_year_of_a_heading_counts_and_a_reason_is_not_what_is_needed_by_someone() -> None:
    parts = [
        "## 港の歩み\n\n港の案内の板を直しました。市の人も加わりました。",
        "## 令和5年度の取組\n\n港の案内の板を直しました。",
    ]
    book = passages("# 計画\n\n" + "\n\n".join(parts) + "新しい板です。\n")
    ranked = [(p, 1.0) for p in book if not p.passage.lists]
    near = [{(0, len(p.passage.text)): 0.5} for p, _ in ranked]
    found = ranking.scored(read("令和5年度に港の案内の板をどうしましたか"), ranked, near, lambda term: 1.0)
    assert "令和5年度の取組" in found[0].stored.passage.path[-1]
    book = passages("# 計画\n\n## 港\n\n港の案内で必要な情報が届きます。港の案内は船を守るため不可欠です。\n")
    assert "不可欠" in best("港の案内はなぜ必要なのですか", book)
