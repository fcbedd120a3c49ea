"""Glossaries in the forms that official documents give them."""

from __future__ import annotations

import pytest

from ingest import lines
from ingest.models import Kind, ReaderText
from ingest.tables import terms
from tests.ingest.parsed import cell, of_kind, parse_text

TERMS = {
    "オープンデータ": "誰もが二次利用できる形で公開されたデータ。営利目的でも使える。",
    "テレワーク": "情報通信技術を使い、場所や時間にとらわれない働き方。",
    "DX（デジタル・トランスフォーメーション）": "デジタル技術で仕事や暮らしの仕組みを変えること。",
    "RPA": "定型的な作業をソフトウェアで自動化する技術。",
    "二次元コード": "縦横に情報を持つ図形の符号。",
}


def by_pages() -> str:
    body = "".join(
        f"{term}\n\n{text[:14]}\n\n{text[14:]}\n\n{n + 3}\n\n" for n, (term, text) in enumerate(TERMS.items())
    )
    return "用語解説\n\n用語 解説 ページ\n\n" + body


def with_pages_at_the_end() -> str:
    return "用語 解説 ページ\n" + "".join(f"{t.split('（')[0]} {x} {n}\n" for n, (t, x) in enumerate(TERMS.items(), 3))


def with_colons(colon: str) -> str:
    return "用語集\n\n" + "".join(f"{term}{colon}{text}\n" for term, text in TERMS.items())


def in_brackets() -> str:
    return "用語解説\n\n" + "".join(f"【{term}】\n{text}\n\n" for term, text in TERMS.items())


def with_tabs() -> str:
    return "用語解説\n\n用語\t解説\n" + "".join(f"{term}\t{text}\n" for term, text in TERMS.items())


def with_dots() -> str:
    return "用語の説明\n\n" + "".join(f"・{term} … {text}\n" for term, text in TERMS.items())


def with_bullets_and_lines_below() -> str:
    return "用語解説\n\n" + "".join(f"■{term}\n　{text}\n" for term, text in TERMS.items())


@pytest.mark.parametrize(
    "text",
    [
        by_pages(), with_tabs(), with_colons("："), with_colons(" : "), with_dots(), in_brackets(),
        with_bullets_and_lines_below(),
    ],
    ids=["pages", "tabs", "colons", "spaced colons", "dots", "brackets", "symbols"],
)  # fmt: skip
def test_forms(text: str) -> None:
    doc = parse_text("第１章 はじめに\n\n本県の計画です。本文が続きます。\n\n" + text)
    found = of_kind(doc, Kind.TERM)
    assert [cell(p, "用語") for p in found] == list(TERMS)
    assert [cell(p, "解説") for p in found] == list(TERMS.values())
    for passage, (term, says) in zip(found, TERMS.items(), strict=True):
        assert passage.text == f"{term}とは、{says}"


def test_wrapped_explanations_stay_whole() -> None:
    text = "用語解説\n\nクラウド：ネットワークの先にあるコンピュータを\n使う仕組み。\n"
    text += "ＡＩ：人の知的な働きをまねる\n技術のこと。\n5G：第5世代の通信。\n"
    found = of_kind(parse_text(text), Kind.TERM)
    assert [cell(p, "解説") for p in found] == [
        "ネットワークの先にあるコンピュータを使う仕組み。", "人の知的な働きをまねる技術のこと。", "第5世代の通信。",
    ]  # fmt: skip


def test_pages_at_the_end_of_the_line() -> None:
    doc = parse_text(with_pages_at_the_end())
    found = of_kind(doc, Kind.TERM)
    assert len(found) == 5
    assert [p.cells[-1].text for p in found] == ["3", "4", "5", "6", "7"]


def test_what_is_no_glossary() -> None:
    assert terms.find(lines.split(ReaderText("用語\n解説\n本文です。\n"))) == []
    assert terms.find(lines.split(ReaderText("日時：4月1日\n場所：県庁\n対象：県民\n"))) == []
    assert terms.find(lines.split(ReaderText("用語解説については：次のとおり\n本文です。\n"))) == []
