"""Small documents, one rule each: contents, blocks, headings, levels, repair."""

from __future__ import annotations

from ingest.outline import outline
from ingest.readers import text as reader

BODY = "林道の整備を地域の実情に応じて計画的に進めています。"


def paths(text: str, title: str = "") -> list[str]:
    found = outline(reader.read(text.encode(), "rules.txt"), title)
    return ["/".join(heading.path) for heading in found.headings]


def test_a_numbered_run_with_nothing_between_is_a_list() -> None:
    text = f"1. 林道\n{BODY}\n次のとおり実施します。\n(1) 水辺\n(2) 里山\n(3) 港湾\n2. 棚田\n{BODY}\n"
    assert paths(text) == ["1.林道", "2.棚田"]


def test_the_document_proves_an_order_against_the_usual_one() -> None:
    text = "".join(
        f"{kana}　里山の保全{kana}\n" + "".join(f"({kanji})　林道の整備{kana}{kanji}\n{BODY}\n" for kanji in "一二")
        for kana in "アイウエ"
    )
    assert paths(text)[:4] == [
        "ア里山の保全ア",
        "ア里山の保全ア/(一)林道の整備ア一",
        "ア里山の保全ア/(一)林道の整備ア一".replace("一", "二"),
        "イ里山の保全イ",
    ]


def test_iroha_headings_beside_a_list_in_the_usual_kana_order() -> None:
    text = "".join(
        f"（{n}）　里山{n}\n" + "".join(f"{k}　林道{n}{k}\n{BODY}\n" for k in "イロハ") for n in (1, 2, 3)
    ) + "次のとおりです。\n（ア）水辺\n（イ）港湾\n（ウ）棚田\n"  # fmt: skip
    assert [p.count("/") for p in paths(text)] == [0, 1, 1, 1] * 3


def test_a_cover_opens_no_section() -> None:
    text = f"みどり県計画\n令和６年３月\nみどり県\n第1章　里山\n{BODY}\n第2章　港湾\n{BODY}\n"
    assert paths(text, "みどり県計画") == ["第1章里山", "第2章港湾"]


def test_a_missing_parent_is_told_by_its_number() -> None:
    text = "".join(
        ("" if n == 2 else f"基本目標{n}　里山の保全{n}\n")
        + "".join(f"({k}) 林道の整備{n}{k}\n{BODY}\n" for k in (1, 2)) for n in (1, 2, 3)
    )  # fmt: skip
    assert [p for p in paths(text) if "/" not in p] == [
        "基本目標1里山の保全1",
        "（見出しなし）",
        "基本目標3里山の保全3",
    ]


def test_the_table_of_contents_tells_levels_and_is_no_section() -> None:
    entries = "目次\n基本目標1　里山……1\n施策1-1　林道……1\n施策1-2　水辺……2\n基本目標2　港湾……3\n施策2-1　漁場……3\n"
    text = entries + "".join(
        f"{line.split('……')[0]}\n{BODY}\n" for line in entries.splitlines()[1:]
    )  # fmt: skip
    assert [p.count("/") for p in paths(text)] == [0, 1, 1, 0, 1]


def test_a_heading_repeated_on_a_continued_page_opens_nothing() -> None:
    text = f"第1章　里山\n1　林道\n{BODY}\n第1章　里山\n{BODY}\n2　水辺\n{BODY}\n第2章　港湾\n{BODY}\n"
    assert paths(text) == ["第1章里山", "第1章里山/1林道", "第1章里山/2水辺", "第2章港湾"]
