"""How figures are written, in Japanese: values, intervals, bounds, changes. Shared by page and Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NOT_MEASURED = "未測定"


def number(figure: Mapping[str, Any]) -> str:
    """The value, or that it was not measured."""
    return NOT_MEASURED if figure["value"] is None else _value(figure["value"], figure["unit"])


def headline(figure: Mapping[str, Any]) -> str:
    """The value for a reader in a hurry: shares in per cent."""
    value = figure["value"]
    return f"{100 * value:.0f}％" if value is not None and not figure["unit"] else number(figure)


def interval(figure: Mapping[str, Any]) -> str:
    """The 95 % interval, or a dash."""
    if figure["low"] is None or figure["high"] is None:
        return "–"
    unit = figure["unit"]
    return f"{_value(figure['low'], unit).removesuffix(unit)}–{_value(figure['high'], unit)}"


def bound(figure: Mapping[str, Any]) -> str:
    """The floor or ceiling, or a dash."""
    if figure["bound"] is None:
        return "–"
    return f"{_value(figure['bound'], figure['unit'])}{'以上' if figure['better'] == 'higher' else '以下'}"


def change(figure: Mapping[str, Any]) -> str:
    """What changed since the baseline, and whether it is more than chance."""
    told = figure["change"]
    if told is None:
        return "–"
    difference = told["after"] - told["before"]
    if abs(difference) < 0.00005:
        return "変わらず"
    unit = figure["unit"]
    signed = f"{difference:+.3f}" if not unit else f"{difference:+.0f}{unit}"
    if told["lost"]:
        return f"{signed}（有意に悪化、{told['test']}）"
    return f"{signed}（有意、{told['test']}）" if told["significant"] else f"{signed}（誤差の範囲）"


def _value(value: float, unit: str) -> str:
    return f"{value:.0f}{unit}" if unit else f"{value:.3f}"
