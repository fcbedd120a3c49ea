"""Short and long names that documents put side by side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore import aliases


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("総合防災情報システム（MIDORI）を更新", "総合防災情報システム", "midori"),
        ("総合防災情報システム(ＭＩＤＯＲＩ)", "総合防災情報システム", "midori"),
        ("総合行政ネットワーク（以下「LGWAN」という。）", "総合行政ネットワーク", "lgwan"),
        ("青波縁結支援センター（愛称：あおマリ！）", "青波縁結支援センター", "あおマリ"),
        ("青波縁結支援センター「あおマリ！」", "青波縁結支援センター", "あおマリ"),
        ("ロボティック・プロセス・オートメーション（RPA）", "ロボティック・プロセス・オートメーション", "rpa"),
    ],
)
def test_names_lead_to_each_other(text: str, long: str, short: str) -> None:
    known = aliases.pairs([text])
    assert known == {short: [long], long: [short]}
    assert aliases.expansion(f"{short.upper()}とは何ですか", known) == long
    assert aliases.expansion(f"{long}とは何ですか", known) == short


def test_full_width_and_small_letters_in_questions() -> None:
    known = aliases.pairs(["防災情報システム（MIDORI）"])
    for form in ("ＭＩＤＯＲＩ", "midori", "Midoriの更新"):
        assert aliases.expansion(form, known) == "防災情報システム"


def test_a_name_within_a_longer_one_is_none() -> None:
    known = aliases.pairs(["人工知能（AI）"])
    assert aliases.expansion("MAILの送り方", known) == ""
    assert aliases.expansion("AIの使い方", known) == "人工知能"
    assert aliases.expansion("人工知能（AI）の使い方", known) == ""


def test_a_name_with_many_partners_is_left_out() -> None:
    texts = [f"{name}システム（NEW）" for name in ("港湾管理", "道路台帳", "施設予約", "電子申請")]
    known = aliases.pairs(texts)
    assert "new" not in known and aliases.expansion("NEWの使い方", known) == ""
    assert known["港湾管理システム"] == ["new"]
    assert aliases.pairs(texts[: aliases.MOST])["new"] == sorted(
        t.removesuffix("（NEW）") for t in texts[: aliases.MOST]
    )


def test_the_order_of_texts_makes_no_difference() -> None:
    texts = ["防災情報システム（MIDORI）", "行政ネットワーク（LGWAN）", "県民防災（MIDORI）"]
    assert aliases.pairs(texts) == aliases.pairs(texts[::-1])
    assert list(aliases.pairs(texts)) == list(aliases.pairs(texts[::-1]))


@given(st.text(st.characters(exclude_categories=())) | st.text("AB港湾管理システム（）「」！以下通称:", max_size=60))
def test_any_text(text: str) -> None:
    known = aliases.pairs([text])
    assert all(
        name in partners_of for name, others in known.items() for o in others if (partners_of := known.get(o, [name]))
    )
    assert isinstance(aliases.expansion(text, known), str)


def test_a_text_of_100000_characters() -> None:
    assert aliases.pairs(["港" * 100_000, "（A" * 50_000, "ア（" * 50_000]) == {}
