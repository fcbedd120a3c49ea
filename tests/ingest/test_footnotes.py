"""Footnotes of many styles are tied to the sentence with their mark; what only looks like one is left alone."""

from __future__ import annotations

import pytest

from ingest.models import Document, Kind, Passage
from ingest.normalise import squeeze
from tests.ingest.parsed import of_kind, parse_text

HEAD = "第１章 はじめに\n\n"
TAIL = "\n\n第２章 現状\n\n現状を述べる文です。ここに本文が続きます。\n"
EXPLAINS = "スマート農業とは、情報通信技術を使って省力化する農業のこと。"
REFERS = "「県民意識調査」（令和5年3月）より"


def notes(doc: Document) -> list[Passage]:
    return of_kind(doc, Kind.FOOTNOTE)


def carrier(doc: Document, note: Passage) -> str:
    text = doc.reader_text.text
    return squeeze("".join(text[s.start : s.end] for s in note.context))


STYLES = {
    "plain": ("１", "１ "),
    "ascii": ("1", "1 "),
    "kome": ("※１", "※１ "),
    "kome ascii": ("※1", "※1 "),
    "chu": ("注1", "注1 "),
    "chu in brackets": ("(注1)", "(注1) "),
    "chu in wide brackets": ("（注１）", "（注１）"),
    "star": ("*1", "*1 "),
    "superscript": ("¹", "¹ "),
    "half bracket": ("1)", "1) "),
}


@pytest.mark.parametrize("style", STYLES)
def test_styles(style: str) -> None:
    mark, label = STYLES[style]
    body = f"本県では、スマート農業{mark}を進めています。次の文もあります。\n\n"
    doc = parse_text(HEAD + body + label + EXPLAINS + TAIL)
    (note,) = notes(doc)
    assert note.text.endswith(EXPLAINS)
    assert note.path == ("第1章はじめに",)
    assert carrier(doc, note).startswith("本県では、スマート農業")
    (holder,) = [p for p in doc.passages if p.text.startswith("本県では")]
    assert holder.text.startswith("本県では、スマート農業を進めています。")
    assert any(s.start >= note.start - 8 and s.end <= note.end for s in holder.context)


def test_a_mark_is_no_part_of_a_figure() -> None:
    doc = parse_text(HEAD + "利用した人は37.0％１でした。前の年は12.1％でした。\n\n１ " + REFERS + TAIL)
    (note,) = notes(doc)
    assert note.text == "注1 「県民意識調査」（令和5年3月）より"
    assert any("37.0%でした" in p.text for p in doc.passages)


def test_several_notes_in_order() -> None:
    body = "スマート農業１を進め、遠隔診療２を広げます。\n次に、自動運転３を試します。\n\n"
    terms = zip("１２３", ("スマート農業", "遠隔診療", "自動運転"), strict=True)
    listed = "".join(f"{wide} {term}とは、新しい技術を使う仕組みのこと。\n" for wide, term in terms)
    found = notes(parse_text(HEAD + body + listed + TAIL))
    assert [p.text[:4] for p in found] == ["注1 ス", "注2 遠", "注3 自"]


def test_numbers_start_again_on_each_page() -> None:
    page = "本県では、{0}１を進めています。\n\n１ {0}とは、新しい技術を使う仕組みのこと。\n"
    text = HEAD + page.format("スマート農業") + "\f" + page.format("遠隔診療") + "\f" + page.format("自動運転")
    found = notes(parse_text(text))
    assert [p.text[3:6] for p in found] == ["スマー", "遠隔診", "自動運"]
    assert [p.page for p in found] == [1, 2, 3]


def test_headings_that_look_like_notes() -> None:
    text = "１ 目的\n\n目的は、県民１人ひとりの暮らしです。\n\n２ 方法\n\n方法は２つです。\n\n"
    doc = parse_text(text + "３ 結果とは何か\n\n結果です。\n")
    assert notes(doc) == []
    assert [h.path[-1] for h in doc.headings] == ["1目的", "2方法", "3結果とは何か"]


def test_a_list_is_no_list_of_notes() -> None:
    doc = parse_text(
        HEAD + "次の3つを進めます。\n１ 子育てを支えること。\n２ 学びを支えること。\n３ 働く人を支えること。\n" + TAIL
    )
    assert notes(doc) == []


def test_a_note_without_a_mark_stays_in_the_text() -> None:
    doc = parse_text(HEAD + "本文です。印はありません。\n\n※１ " + EXPLAINS + TAIL)
    assert notes(doc) == []
    assert any(EXPLAINS in p.text for p in doc.passages)


def test_a_wrapped_note_is_whole() -> None:
    long = "スマート農業とは、情報通信技術や人工知能を使って、作業の省力化と\n品質の向上を目指す新しい農業のこと。"
    (note,) = notes(parse_text(HEAD + "本県では、スマート農業※１を進めています。\n\n※１ " + long + "\n" + TAIL))
    assert note.text.endswith("目指す新しい農業のこと。")
