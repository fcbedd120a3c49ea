"""Which blocks are candidates for headings."""

from __future__ import annotations

from tests.ingest.outline_paths import BODY, paths


def test_a_numbered_run_with_nothing_between_is_a_list() -> None:
    text = f"1. 林道\n{BODY}\n次のとおり実施します。\n(1) 水辺\n(2) 里山\n(3) 港湾\n2. 棚田\n{BODY}\n"
    assert paths(text) == ["1.林道", "2.棚田"]


def test_iroha_headings_beside_a_list_in_the_usual_kana_order() -> None:
    text = "".join(
        f"（{n}）　里山{n}\n" + "".join(f"{k}　林道{n}{k}\n{BODY}\n" for k in "イロハ") for n in (1, 2, 3)
    ) + "次のとおりです。\n（ア）水辺\n（イ）港湾\n（ウ）棚田\n"  # fmt: skip
    assert [p.count("/") for p in paths(text)] == [0, 1, 1, 1] * 3


def test_a_cover_opens_no_section() -> None:
    text = f"みどり県計画\n令和６年３月\nみどり県\n第1章　里山\n{BODY}\n第2章　港湾\n{BODY}\n"
    assert paths(text, "みどり県計画") == ["第1章里山", "第2章港湾"]
