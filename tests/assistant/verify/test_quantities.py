"""Figures with their units, in every spelling that official texts have."""

from __future__ import annotations

import pytest

from assistant.verify.folding import fold
from assistant.verify.quantities import quantities, units_agree


def _read(text: str) -> list[tuple[float, str]]:
    return [(q.value, q.unit) for q in quantities(fold(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,023カ所", [(1023, "箇所")]),
        ("237万1,683人", [(2371683, "人")]),
        ("288,236千円は2億8,823万6千円", [(288236000, "円"), (288236000, "円")]),
        ("①377名 ②約16％", [(377, "人"), (16, "%")]),
        ("五割と5割と50パーセント", [(50, "%"), (50, "%"), (50, "%")]),
        ("三つの柱、二十三人", [(3, "つ"), (23, "人")]),
        ("1,520人日／年", [(1520, "人日")]),
        ("12水道事業者が", [(12, "水道事業者")]),
        ("4局増設", [(4, "局")]),
        ("-205、▲7.5％", [(-205, ""), (-7.5, "%")]),
        ("2003箇所", [(2003, "箇所")]),
        ("Society5.0と5GとWeb3", []),
        ("令和5年度、2023年4月1日、R6.6.7時点", []),
        ("一人ひとり、三重県、二極化、一つ", []),
        ("単位（千人）", []),
    ],
)
def test_figures_and_units(text: str, found: list[tuple[float, str]]) -> None:
    assert _read(text) == pytest.approx(found) if not found else [u for _, u in _read(text)] == [u for _, u in found]
    assert [v for v, _ in _read(text)] == pytest.approx([v for v, _ in found])


def test_limits_and_ordinals() -> None:
    limit, version = quantities(fold("65歳以上の第3版"))
    assert (limit.bound, limit.ordinal, version.bound, version.ordinal) == ("以上", False, "", True)


def test_units() -> None:
    assert units_agree("つ", "項目")
    assert not units_agree("つ", "人")
    assert not units_agree("件", "箇所")
    assert not units_agree("市町村", "市町")


def test_a_version_in_a_name_is_no_figure() -> None:
    assert _read("Society 5.0の姿") == []
