"""Search terms: forms of one word are one, words without matter are dropped, threads do not mix."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vectorstore.analysis import Analysis, reading, terms

SHORT = Analysis(synonyms=False)
LONG = Analysis(short_units=False, long_units=True, synonyms=False)
BOTH = Analysis(long_units=True, synonyms=False)


@pytest.mark.parametrize("text", ["Wi-Fi", "WiFi", "Ｗｉ－Ｆｉ", "wi-fi", "WI-FI", "Wi‐Fi", "Wi‑Fi", "Wi–Fi"])
def test_forms_of_wifi_are_one(text: str) -> None:
    assert terms(text, SHORT) == ["wifi"]
    assert "wifi" in terms(f"無料の{text}が使える", SHORT)


@pytest.mark.parametrize(
    "forms",
    [
        ["令和5年度の目標", "R5年度の目標", "2023年度の目標", "２０２３年度の目標"],
        ["人口は237万1,683", "人口は2371683", "人口は２,３７１,６８３"],
        ["子供", "こども", "子ども"],
        ["引越し", "引っ越し"],
        ["サーバ", "サーバー"],
        ["附属", "付属"],
        ["ｽﾏｰﾄﾌｫﾝ", "スマートフォン"],
    ],
)
def test_forms_of_one_thing_share_a_term(forms: list[str]) -> None:
    common = set.intersection(*({t for t in terms(form, SHORT)} for form in forms))
    assert common - {"人口", "目標"}


def test_a_fiscal_year_implies_its_year_but_not_the_other_way() -> None:
    assert {"#fy2023", "#y2023"} <= set(terms("令和5年度"))
    assert "#fy2023" not in terms("令和5年")


def test_particles_and_empty_words_are_dropped() -> None:
    assert terms("は が を の に です。、！", SHORT) == []
    for question in ("それは何ですか？教えてください", "これはどこですか", "このこと", "いつあのものを行うのですか？"):
        assert set(terms(question, SHORT)) <= {"行う"}
    assert terms("港の混雑を案内する", SHORT) == terms("港 混雑 案内", SHORT) == ["港", "混雑", "案内"]


def test_short_and_long_units() -> None:
    assert terms("行政手続", SHORT) == ["行政", "手続き"]
    assert terms("行政手続", LONG) == ["行政手続"]
    assert sorted(terms("行政手続", BOTH)) == sorted(["行政手続", "行政", "手続き"])
    assert terms("港", BOTH) == ["港"]
    assert len({a.name for a in (SHORT, LONG, BOTH, Analysis())}) == 4


@pytest.mark.parametrize(
    ("one", "other"), [("スマホ", "スマートフォン"), ("PC", "パソコン"), ("DX", "デジタルトランスフォーメーション")]
)
def test_synonyms_share_a_group(one: str, other: str) -> None:
    groups = [{t for t in terms(text) if t.startswith("@")} for text in (one, other)]
    assert groups[0] & groups[1]
    assert not [t for t in terms(one, SHORT) if t.startswith("@")]


def test_readings() -> None:
    assert reading("宮城") == "ミヤギ"
    assert reading("みやぎ") == "ミヤギ"


@pytest.mark.parametrize("text", ["", " \n", "\0", "🎌", "。", "\u200b"])
def test_what_holds_no_word_has_no_terms(text: str) -> None:
    assert terms(text) == []


def test_lone_surrogates_and_nul_part_words() -> None:
    assert terms("港\ud800混雑\0案内", SHORT) == ["港", "混雑", "案内"]
    assert reading("\ud800宮城").endswith("ミヤギ")


def test_english() -> None:
    found = terms("What is the population of Miyagi Prefecture?", SHORT)
    assert "miyagi" in found and all(found)


@pytest.mark.parametrize("unit", ["港の混雑。", "あ", "1", "令和5年度", "㌀", "𠮷", "\n", "Ａ", "ﷺ"])
def test_texts_of_100000_characters(unit: str) -> None:
    assert isinstance(terms(unit * (20_000 if unit == "ﷺ" else 100_000 // len(unit))), list)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_any_text_has_terms_without_blanks(text: str) -> None:
    assert all(t and t == t.strip() for t in terms(text, BOTH))
    terms(text).sort()


def test_eight_threads() -> None:
    texts = [f"令和{n % 9 + 1}年度の行政手続のオンライン化率と港の混雑{n}" for n in range(200)]
    expected = [terms(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(3):
            assert list(pool.map(terms, texts)) == expected
