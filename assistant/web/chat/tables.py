"""Figures and comparisons as tables: a shown answer goes in, HTML and rows of text come out.

Called by `answers`, `routes` and the exports.
"""

from __future__ import annotations

from assistant.web.chat import plot
from assistant.web.chat.comparison import Column
from assistant.web.chat.figures import Series
from assistant.web.chat.markup import button, text
from assistant.web.chat.shown import Shown
from assistant.web.chat.words import Words

Table = list[list[str]]


def figures(shown: Shown, w: Words, prefix: str) -> str:
    """A table and a plot for each indicator."""
    made = []
    for at, series in enumerate(shown.series):
        table = of_series(series, w)
        head = "".join(f'<th scope="col">{text(cell)}</th>' for cell in table[0])
        body = "".join(f"<td>{text(cell)}</td>" for cell in table[1])
        mark = f'<a class="pa-mark" href="#pa-{prefix}source-{series.citation}">[{series.citation}]</a>'
        caption = f"<caption>{text(_caption(series, w))} {mark}</caption>"
        made.append(
            f'<figure class="pa-figures">{_scrolls(series.name)}'
            f"<table>{caption}<thead><tr>{head}</tr></thead><tbody><tr>{body}</tr></tbody></table></div>"
            f"{plot.svg(series, w, f'pa-{prefix}plot-{at}')}</figure>"
        )
    if not made:
        return ""
    whole = [row for series in shown.series for row in of_series(series, w, named=True)]
    title = text(w("figures.title"))
    return f'<section class="pa-part"><h3>{title}</h3>{"".join(made)}{_buttons(whole, shown, w)}</section>'


def compared(shown: Shown, w: Words, prefix: str) -> str:
    """A table with a column a document."""
    if not shown.columns:
        return ""
    columns = shown.columns
    heads = "".join(f'<th scope="col">{text(_head(c, w))}</th>' for c in columns)
    editions = "".join(f"<td>{text(_edition(c, w))}</td>" for c in columns)
    said = "".join(f"<td>{_said(c, prefix, w)}</td>" for c in columns)
    rows = "".join(
        f'<tr><th scope="row">{text(w(key))}</th>{cells}</tr>'
        for key, cells in (("figures.said", said), ("figures.edition", editions))
    )
    label, point = w("figures.comparison"), text(w("figures.point"))
    return (
        f'<section class="pa-part"><h3>{text(label)}</h3>{_scrolls(label)}<table class="pa-compared">'
        f'<thead><tr><th scope="col">{point}</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
        f"{_buttons(of_columns(shown, w), shown, w)}</section>"
    )


def of_series(series: Series, w: Words, named: bool = False) -> Table:
    """Two rows: the columns' names and the values as they are written; `named`: the indicator in front."""
    head = [p.column for p in series.points]
    body = [p.shown for p in series.points]
    if not named:
        return [head, body]
    return [[w("figures.indicator"), *head], [series.called, *body]]


def of_columns(shown: Shown, w: Words) -> Table:
    """What the documents say, a column a document."""
    lines = ["\n".join(said for said, _ in c.said) or w("figures.not_found") for c in shown.columns]
    return [
        [w("figures.point"), *(_head(c, w) for c in shown.columns)],
        [w("figures.said"), *lines],
        [w("figures.edition"), *(_edition(c, w) for c in shown.columns)],
    ]


def all_tables(shown: Shown, w: Words) -> list[Table]:
    """Every table of an answer."""
    tables = [of_series(series, w, named=True) for series in shown.series]
    return tables + ([of_columns(shown, w)] if shown.columns else [])


def _caption(series: Series, w: Words) -> str:
    known = any(point.role != "value" for point in series.points)
    return w("figures.caption" if known else "figures.caption_values", name=series.called)


def _head(column: Column, w: Words) -> str:
    return w("figures.about", publisher=column.publisher, title=column.title)


def _edition(column: Column, w: Words) -> str:
    return w("sources.guide") if column.edition == "guide" else w("sources.official")


def _said(column: Column, prefix: str, w: Words) -> str:
    if not column.said:
        return text(w("figures.not_found"))
    lines = []
    for said, numbers in column.said:
        marks = "".join(f'<a class="pa-mark" href="#pa-{prefix}source-{n}">[{n}]</a>' for n in numbers)
        lines.append(f"<p>{text(said)}{marks}</p>")
    return "".join(lines)


def _scrolls(label: str) -> str:
    """The beginning of what scrolls sideways where there is no room, by keyboard too."""
    return f'<div class="pa-scroll" tabindex="0" role="region" aria-label="{text(label)}">'


def _buttons(table: Table, shown: Shown, w: Words) -> str:
    copied = "\n".join("\t".join(cell.replace("\n", " ") for cell in row) for row in table)
    export = ""
    if shown.turn:
        address = f"own/tables/{shown.turn}.csv?lang={w.language}"
        export = f'<a class="pa-small" download href="{text(address)}">{text(w("figures.export"))}</a>'
    return f'<p class="pa-buttons">{button(w("figures.copy"), "copy", text=copied)}{export}</p>'
