"""A plot of one indicator: a series goes in, SVG comes out; called by `tables`.

Bars from zero in the order of years, told apart by pattern and words as well as by colour; the picture carries a title
and a description that says every value, and the table beside it says them again. It loads nothing from anywhere.
"""

from __future__ import annotations

from assistant.web.chat.figures import Point, Series
from assistant.web.chat.markup import text
from assistant.web.chat.words import Words

WIDTH, LINE = 360, 56  # as wide as a telephone, so that its letters stay readable there
_LABELS, _RIGHT, _TOP = 4, 110, 4
_ORDER = ("baseline", "result", "target", "value")


def svg(series: Series, w: Words, ident: str) -> str:
    """The plot; empty where fewer than two values can be drawn. `ident` is unique in the page."""
    points = sorted(series.plotted, key=lambda p: (p.year or 0, _ORDER.index(p.role)))
    if len(points) < 2:
        return ""
    numbers = [p.number or 0.0 for p in points]
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    scale = (WIDTH - _LABELS - _RIGHT) / ((high - low) or 1.0)
    zero = _LABELS - low * scale
    height = _TOP * 2 + LINE * len(points)
    told = w("figures.plot", name=series.called, values="、".join(f"{_label(p, w)} {p.shown}" for p in points))
    title = w("figures.plot_title", name=series.called, unit=series.unit) if series.unit else series.called
    rows = "".join(_row(p, n, scale, zero, w) for n, p in enumerate(points))
    return (
        f'<svg class="pa-plot" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{ident}-t {ident}-d">'
        f'<title id="{ident}-t">{text(title)}</title><desc id="{ident}-d">{text(told)}</desc>'
        f'<defs><pattern id="{ident}-p" width="8" height="8" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><rect class="pa-plot-stripe" width="4" height="8"/></pattern></defs>'
        f'<g aria-hidden="true">{rows.replace("#PATTERN", f"url(#{ident}-p)")}'
        f'<line class="pa-plot-axis" x1="{zero:.1f}" y1="2" x2="{zero:.1f}" y2="{height - 2}"/></g></svg>'
    )


def _row(point: Point, at: int, scale: float, zero: float, w: Words) -> str:
    number = point.number or 0.0
    width = abs(number) * scale
    left = zero if number >= 0 else zero - width
    top = _TOP + at * LINE
    bar = f'x="{left:.1f}" y="{top + 24}" width="{max(width, 1):.1f}" height="{LINE - 32}"'
    pattern = f'<rect {bar} fill="#PATTERN"/>' if point.role == "target" else ""
    return (
        f'<text class="pa-plot-label" x="{_LABELS + 4}" y="{top + 17}">{text(_label(point, w))}</text>'
        f'<rect class="pa-plot-{point.role}" {bar}/>{pattern}'
        f'<text class="pa-plot-value" x="{max(zero, left + width) + 6:.1f}" y="{top + 41}">'
        f"{text(_short(point.shown))}</text>"
    )


def _label(point: Point, w: Words) -> str:
    role = w(f"figures.{point.role}")
    if point.year is None:
        return role
    return w("figures.year" if point.role == "value" else "figures.fiscal", year=point.year, role=role)


def _short(shown: str) -> str:
    """The value without what stands in brackets, as far as there is room."""
    head = shown.split("（")[0].split("(")[0].strip() or shown
    return head if len(head) <= 12 else head[:11] + "…"
