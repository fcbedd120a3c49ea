"""Endings in です and ます, and the words of headers and values."""

from __future__ import annotations

import pytest

from assistant.compose import wording
from assistant.compose.polite import polite


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        ("利便性の向上を図る。", "利便性の向上を図ります。"),
        ("広報を行っている", "広報を行っています。"),
        ("目標を下回った", "目標を下回りました。"),
        ("端末を繋いだ", "端末を繋ぎました。"),
        ("導入に至らなかった", "導入に至りませんでした。"),
        ("差が見られない", "差が見られません。"),
        ("調達の予定はない", "調達の予定はありません。"),
        ("変更はなし", "変更はありません。"),
        ("体制を整備・拡充", "体制を整備・拡充します。"),
        ("受付を実施予定", "受付を実施予定です。"),
        ("使えるようにするもの。", "使えるようにするものです。"),
        ("利用が減っているため。", "利用が減っているためです。"),
        ("減少", "減少です。"),
        ("確定するものである。", "確定するものです。"),
        ("取組が必要だ", "取組が必要です。"),
        ("更新した（令和5年度）", "更新しました（令和5年度）。"),
        ("取組の計画（中期）", "取組の計画（中期）です。"),
        ("公開しています。", "公開しています。"),
        ("", ""),
    ],
)
def test_polite(plain: str, said: str) -> None:
    assert polite(plain) == said


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("R5年度末実績値", "令和5年度末の実績値"),
        ("Ｒ６年度末 目標値", "令和6年度末の目標値"),
        ("令和8年度の目標値", "令和8年度の目標値"),
        ("2035（令和17）年 増減数", "2035(令和17)年の増減数"),
        ("基準値（時点）", "基準値"),
        ("決算額（千円）", "決算額"),
    ],
)
def test_headers(column: str, said: str) -> None:
    assert wording.header(column) == said


@pytest.mark.parametrize(
    ("text", "indicator", "said"),
    [
        ("1,023", "導入箇所数（箇所/累計）", "累計1,023箇所"),
        ("78.4", "普及率（%）", "78.4%"),
        ("22.1（R2.12）", "普及率（%）", "22.1%（令和2年12月）"),
        ("69.5（R4目標）71.0（R5目標）", "指導する力（%）", "69.5%（R4目標）、71.0%（R5目標）"),
        ("629", "会議の件数（件/月）", "629件/月"),
        ("各5", "相談件数", "各5件"),
        ("26件", "支援件数(累計)", "26件"),
        ("R3新規", "地区数（市町村数）", "R3新規"),
    ],
)
def test_values(text: str, indicator: str, said: str) -> None:
    total, unit, period = wording.unit_of(indicator)
    assert wording.value(text, unit, total, period) == said
