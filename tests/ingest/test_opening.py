"""What stands in front of the first heading, annexes, and numbers in front of a word that is counted elsewhere."""

from __future__ import annotations

from ingest.blocks import Block
from tests.ingest.outline_paths import BODY, paths, read

LONG = BODY * 3


def _section_of(text: str, wanted: str, title: str = "") -> tuple[str, ...]:
    for section in read(text, title).sections:
        if any(wanted in item.text.text for item in section.content if isinstance(item, Block)):
            return section.path
    raise AssertionError(f"{wanted} is in no section")


def test_a_title_that_closes_the_first_page_heads_what_stands_in_front_of_it() -> None:
    text = f"{LONG}\n\n林道の現状\n\n\n\n{BODY}水辺\n\n\n\n目指す姿\n\n{BODY}港湾\n"
    assert paths(text)[0] == "林道の現状"
    assert _section_of(text, LONG[:20]) == _section_of(text, "水辺") == ("林道の現状",)
    assert _section_of(text, "港湾") == ("目指す姿",)


def test_a_title_with_a_text_on_its_page_stays_where_it_is() -> None:
    text = f"{LONG}\n\n林道の現状\n\n{BODY}水辺\n\n\n\n目指す姿\n\n{BODY}港湾\n"
    assert _section_of(text, "水辺") == ("林道の現状",)
    assert _section_of(text, LONG[:20]) != ("林道の現状",)


def test_a_cover_is_named_by_its_first_line() -> None:
    text = f"みどり県議会定例会資料\n令和６年３月\n\n第1章　里山\n{BODY}\n第2章　港湾\n{BODY}\n"
    assert _section_of(text, "令和") == ("みどり県議会定例会資料",)
    assert paths(text) == ["第1章里山", "第2章港湾"]


def test_neither_the_own_title_nor_a_sentence_names_what_stands_in_front() -> None:
    body = f"第1章　里山\n{BODY}\n第2章　港湾\n{BODY}\n"
    assert _section_of(f"みどり県計画\n令和６年３月\n{body}", "令和", "みどり県計画") == ()
    assert _section_of(f"{BODY}\n\n{body}", BODY[:10]) == ()


def test_an_annex_in_brackets_is_a_section() -> None:
    text = (
        f"1 林道\n\n{BODY}\n\n2 棚田\n\n{BODY}\n\n(参考) みどり里山事業 参加団体\n\n棚田保存会 (東市)\n西市の里山会\n"
    )
    assert [p.rsplit("/", 1)[-1] for p in paths(text)][-1] == "(参考)みどり里山事業参加団体"
    assert _section_of(text, "棚田保存会")[-1] == "(参考)みどり里山事業参加団体"
    assert "(参考)" not in "".join(paths(f"1 林道\n\n{BODY}\n\n2 棚田\n\n{BODY}\n\n(参考)\n"))


def test_a_number_in_front_of_a_counted_word_goes_on_with_its_run() -> None:
    text = f"1 林道の相談\n\n{BODY}\n\n2 棚田の事例\n\n{BODY}\n\n3 年間換算の削減時間\n\n{BODY}\n"
    assert paths(text)[-1] == "3年間換算の削減時間"
    assert paths(text.replace("3 年間", "5 年間"))[:2] == ["1林道の相談", "2棚田の事例"]
    assert "5年間換算の削減時間" not in paths(text.replace("3 年間", "5 年間"))


def test_a_roman_number_without_a_second_stands_below_what_it_divides() -> None:
    part = f"第1章　里山\n\n(1)林道\n\n{BODY}\n\n(2)棚田の指標\n\n{BODY}\n\nI 棚田\n\n{BODY}\n\n第2章　港湾\n\n{BODY}\n"
    assert "第1章里山/(2)棚田の指標/I棚田" in paths(part)


SLIDE = f"里山の実績\n\n林道\n\n整備の状況\n\n{BODY}棚田\n\n\n\n目指す姿\n\n{BODY}港湾\n"


def test_titles_on_the_slide_that_opens_a_document_stand_below_its_own() -> None:
    assert _section_of(SLIDE, "棚田") == ("里山の実績", "整備の状況")
    assert _section_of(SLIDE, "港湾") == ("目指す姿",)
    assert paths(SLIDE)[:2] == ["里山の実績/整備の状況", "目指す姿"]


def test_counted_sections_on_the_first_page_stand_for_themselves() -> None:
    counted = SLIDE.replace("整備の状況", "第1章　整備の状況").replace("目指す姿", "第2章　目指す姿")
    assert _section_of(counted, "棚田") == ("第1章整備の状況",)
    assert _section_of(SLIDE.replace("\n\n\n\n", "\n\n"), "棚田") == ("整備の状況",)


def test_an_unmarked_title_below_an_empty_numbered_one_belongs_to_it() -> None:
    text = (
        f"1 林道の相談\n\n{BODY}\n\n棚田の資料\n\n1 相談の件数\n\n{BODY}\n\n2 年間の時間\n\n"
        f"改善により減る作業の推計\n\n{BODY}水辺\n\n2 港湾の相談\n\n{BODY}\n"
    )
    assert _section_of(text, "水辺")[-2:] == ("2年間の時間", "改善により減る作業の推計")
