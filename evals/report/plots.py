"""Plots as inline SVG, without text that would shrink on a small screen; what they show stands beside them in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

WIDTH, HEIGHT = 200, 22
_LEFT, _SIDE = 40, 240  # of the curve: room for the scale, side of the square


def whisker(figure: Mapping[str, Any]) -> str:
    """A figure between 0 and 1: dot and interval, a ring for the baseline, a bar for floor or ceiling."""
    value = figure["value"]
    if value is None or figure["unit"] or not 0 <= value <= 1:
        return ""
    middle = HEIGHT / 2
    parts = [f'<line class="axis" x1="4" x2="{WIDTH - 4}" y1="{middle}" y2="{middle}"/>']
    if figure["low"] is not None:
        low, high = _x(figure["low"]), _x(figure["high"])
        parts.append(f'<line class="range" x1="{low}" x2="{high}" y1="{middle}" y2="{middle}"/>')
    if figure["bound"] is not None:
        at = _x(figure["bound"])
        parts.append(f'<line class="bound" x1="{at}" x2="{at}" y1="3" y2="{HEIGHT - 3}"/>')
    if figure["change"] is not None:
        parts.append(f'<circle class="before" cx="{_x(figure["change"]["before"])}" cy="{middle}" r="6"/>')
    parts.append(f'<circle class="dot{" bad" if figure["message"] else ""}" cx="{_x(value)}" cy="{middle}" r="4"/>')
    label = escape(f"{figure['name']} {value:.3f}", quote=True)
    return f'<svg class="whisker" role="img" aria-label="{label}" viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(parts)}</svg>'


def bar(good: int, total: int) -> str:
    """The share of questions without a failure."""
    width = round(100 * good / total) if total else 0
    return (
        f'<svg class="bar" role="img" aria-label="{good}/{total}" viewBox="0 0 100 8" preserveAspectRatio="none">'
        f'<rect class="rest" width="100" height="8"/><rect class="good" width="{width}" height="8"/></svg>'
    )


def curve(points: Sequence[Sequence[float]], name: str) -> str:
    """Risk over coverage, both from 0 to 1."""
    if not points:
        return ""
    path = " ".join(f"{_LEFT + _SIDE * x:.1f},{10 + _SIDE * (1 - y):.1f}" for x, y in points)
    lines = "".join(
        f'<line class="axis" x1="{_LEFT}" x2="{_LEFT + _SIDE}" y1="{y}" y2="{y}"/>'
        f'<text x="{_LEFT - 6}" y="{y + 4}" text-anchor="end">{share}</text>'
        for share, y in ((s / 4, 10 + _SIDE * (1 - s / 4)) for s in range(5))
    )
    scale = "".join(
        f'<text x="{_LEFT + _SIDE * s / 4}" y="{_SIDE + 28}" text-anchor="middle">{s / 4}</text>' for s in range(5)
    )
    label = escape(f"{name}: risk over coverage", quote=True)
    return (
        f'<figure><svg class="curve" role="img" aria-label="{label}" viewBox="0 0 {_LEFT + _SIDE + 16} {_SIDE + 36}">'
        f'{lines}{scale}<polyline points="{path}"/></svg>'
        f"<figcaption>{escape(name)}：横は答えた割合（coverage）、縦は誤りの割合（risk）。"
        "確信の高い質問から順に答えたときの線で、低いほどよい。</figcaption></figure>"
    )


def _x(value: float) -> float:
    return round(8 + (WIDTH - 16) * value, 1)
