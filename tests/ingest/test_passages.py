"""Passages stay in their section, within their bounds, and keep the place of every character."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import tokens
from ingest.drafts import bounded
from ingest.models import Kind, Span
from tests.ingest import parsed
from tests.ingest.parsed import parse_text, rows

HEAD = "第１章 はじめに\n\n"
lines = st.text(st.sampled_from("本県の計画。（）「」１①ｶﾞＡa1%、　 ・○\t|"), max_size=40)


@settings(deadline=None)
@given(st.lists(lines, max_size=12), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_places_hold_in_any_text(found: list[str], newline: str) -> None:
    doc = parse_text("本文" + newline.join(found))
    assert parsed.faults_of_places(doc) == []
    assert len({p.id for p in doc.passages}) == len(doc.passages)


def test_places_across_wraps_widths_and_surrogate_pairs() -> None:
    text = HEAD + "𠮷野家の計画はｶﾞｲﾄﾞﾗｲﾝに沿って進めており、そのために必要なデジタル技術の"
    text += "利活用を進めることとし\nています。２０２５年度まで。\n"
    (passage,) = parse_text(text).passages
    assert passage.text.endswith("進めることとしています。2025年度まで。")
    assert "ガイドライン" in passage.text
    assert parsed.faults_of_places(parse_text(text)) == []


def test_a_list_stays_with_the_line_that_introduces_it() -> None:
    filler = "本県では、様々な取組を進めています。" * 4
    items = "".join(f"（{n}）{n}番目の取組を進めること。\n" for n in "１２３４５")
    doc = parse_text(HEAD + filler + "\n\n次の５つの取組を進めます。\n" + items, max_tokens=120)
    (holder,) = [p for p in doc.passages if "次の5つ" in p.text]
    assert all(f"（{n}）" in holder.text for n in "12345")


@pytest.mark.parametrize("unit", ["あ", "情報", "a1", "🎌", "「"])
def test_a_line_of_100000_characters(unit: str) -> None:
    begin = time.process_time()
    doc = parse_text(HEAD + unit * (100_000 // len(unit)) + "\n")
    assert time.process_time() - begin < 10
    assert all(tokens.count(p.text) <= 350 for p in doc.passages)


def test_long_rows_come_in_parts() -> None:
    cell = "手続きの電子化を進め、利用者の負担を減らす。" * 150
    text = f"番号\t事業名\t概要\n1\t窓口の改革\t{cell}\n2\t道路台帳\t公開する。\n3\t端末の更新\t更新する。\n"
    doc = parse_text(HEAD + text, max_tokens=200)
    parts = [p for p in rows(doc) if p.path[-1] == "1窓口の改革"]
    assert len(parts) > 1 and all(tokens.count(p.text) <= 800 for p in parts)
    assert parsed.faults_of_places(doc) == []
    assert "".join(c.text for p in parts for c in p.cells if c.column == "概要") == cell
    assert len(rows(doc)) == len(parts) + 2


def test_rows_read_as_sentences_and_keep_their_context() -> None:
    text = (
        HEAD
        + "１ 事業の一覧\n\n番号\t事業名\t担当課\n1\t窓口の改革\t総務課\n2\t道路台帳\t土木課\n3\t端末の更新\t教育課\n"
    )
    doc = parse_text(text)
    first = rows(doc)[0]
    assert first.text == "番号は1。事業名は窓口の改革。担当課は総務課。"
    assert first.path == ("第1章はじめに", "1事業の一覧", "1窓口の改革")
    assert [text[s.start : s.end] for s in first.context] == ["１ 事業の一覧"]
    assert [text[c.header_spans[0].start : c.header_spans[0].end] for c in first.cells] == ["番号", "事業名", "担当課"]
    assert first.embedding_text.startswith("第1章はじめに > 1事業の一覧 > 1窓口の改革\n番号は1。")


def test_equal_rows_have_ids_of_their_own() -> None:
    row = "1\t窓口の改革\t総務課\n"
    doc = parse_text(HEAD + "番号\t事業名\t担当課\n" + row * 3)
    assert len({p.id for p in rows(doc)}) == 3


def test_repeated_items_are_marked_and_stand_alone() -> None:
    doc = parse_text(
        HEAD
        + "○ 新しい取組を始めます。\n○ 情報を公開します。（再掲）\n○ 学びを支えます。（再 掲）\n○ 働く人を支えます。\n"
    )
    assert [(p.repeats, p.text) for p in doc.passages] == [
        (False, "新しい取組を始めます。"),
        (True, "情報を公開します。（再掲）\n学びを支えます。（再掲）"),
        (False, "働く人を支えます。"),
    ]


def test_bullets_are_items_without_their_bullet() -> None:
    doc = parse_text(HEAD + "\uf09f 一つ目の取組を進めます。\n\uf0d8 二つ目の取組を進めます。\n")
    assert [p.kind for p in doc.passages] == [Kind.ITEM]
    assert doc.passages[0].text == "一つ目の取組を進めます。\n二つ目の取組を進めます。"


def test_pages() -> None:
    doc = parse_text(HEAD + "一頁目の文です。\n\f第２章 次に\n\n二頁目の文です。\n")
    assert [p.page for p in doc.passages] == [1, 2]


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_bounded(start: int, length: int) -> None:
    parts = list(bounded(Span(start, start + length)))
    assert all(0 < p.end - p.start <= 200 for p in parts)
    assert sum(p.end - p.start for p in parts) == length
