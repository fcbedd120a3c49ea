"""Several rows together: two that a question compares, the first of a table by a figure, the rows of one sign.

Records go in, drafts come out, or None where the question is about one row; called by `rows`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import figures_asked, overlap, row_figures, row_texts, wording
from assistant.compose.asked import Ask, Asked
from assistant.compose.cells import Figure, Record
from assistant.compose.draft import Draft
from ingest.normalise import nfkc

_FEWEST = 3  # rows of a table that has a first one
_MOST_ROWS = 3  # told side by side
_OWN_WORDS = 4  # characters of a row's own name that a question must have to mean the row
_FIRST = re.compile(r"最も|もっとも|一番|いちばん|最多|最大|最高|最少|最小|最低|トップ|ワースト|1位|第1位")
_LEAST = re.compile(r"最少|最小|最低|(?:最も|もっとも|一番|いちばん)(?:少な|低|小さ)")
_RISES = re.compile(
    r"増え(?:る|て|た)の[はが]|多いまま|増える(?:の|ところ|地域)|増加する(?:の[はが]|地域|都道府県|県)|増える(?:地域|都道府県|県|ところ)|プラス"
)
_TOTAL = re.compile(r"合計|合わせて|足すと|足した|総計|全部で")
_GAP = re.compile(r"差は|差が|差を|何ポイント|どれ(?:くらい|だけ|ほど)(?:違|多|少|高|低)|どのくらい(?:違|多|少|高|低)")
_SUM = re.compile(r"合計|総計|総数|全体|全国|計")  # the name of a row that sums up others
_MOST_SUMMED = 12  # figures of a sum
_FALL = re.compile(r"減少|減る|マイナス")
_NUMBER = re.compile(r"[-−▲△]?\d[\d,]*(?:\.\d+)?")


def ranks(asked: Asked) -> bool:
    """Whether the question is for the first of several rows, or for those that rise."""
    return bool(_FIRST.search(asked.text) or _RISES.search(asked.text))


def is_least(asked: Asked) -> bool:
    """Whether the first is the one with the lowest figure."""
    return _LEAST.search(asked.text) is not None


def answer(
    asked: Asked, best: Record, found: Sequence[Record], table: Sequence[Record], whole: bool
) -> list[Draft] | None:
    """The sentences for several rows, or None where the question is for one."""
    figures = bool(best.figures) and not best.reasons
    if figures and _FIRST.search(asked.text):
        return _first(asked, table) if whole and len(table) >= _FEWEST else []
    if figures and whole and len(table) >= _FEWEST and _RISES.search(asked.text):
        return _rising(asked, table)
    named = _named(asked, best, found, table)
    if figures and _TOTAL.search(asked.text) and (len(named) > 1 or whole):
        return _total(asked, named if len(named) > 1 else table)
    if len(named) > 1:
        out: list[Draft] = []
        for record in named[:_MOST_ROWS]:
            drafts = row_figures.sentences(asked, record) if record.figures else []
            out.extend(drafts or row_texts.contents(record, asked)[:1])
        return [*out, *(_against(asked, named) if figures else [])]
    return None


def _named(asked: Asked, best: Record, found: Sequence[Record], table: Sequence[Record]) -> list[Record]:
    """The rows that the question names side by side."""
    if not asked.wants(Ask.COMPARE) and not re.search(r"と.{1,20}(?:それぞれ|どちら|どっち|両方)", asked.text):
        exact = [r for r in table if not r.reasons and not r.purposes and len(r.title) > 1 and r.title in asked.text]
        return exact if len(exact) > 1 else [best]
    chosen = [best]
    known = best.subject + best.stored.passage.text
    others = [r for r in found[1:8] if r.table[2] == best.table[2]]
    others += [r for r in table if r.title and not (r.reasons or r.purposes) and r.title in asked.text]
    for record in others:
        run = overlap.longest(record.subject, asked.text)
        enough = len(run) >= _OWN_WORDS or run == overlap.plain(record.title)
        if (
            record.stored.passage.id not in {r.stored.passage.id for r in chosen}
            and enough
            and run not in overlap.plain(known)
        ):
            chosen.append(record)
            known += record.subject + record.stored.passage.text
    return chosen


def _number(figure: Figure) -> float | None:
    found = _NUMBER.search(nfkc(figure.cell.text).replace(",", ""))
    return float(re.sub("[−▲△]", "-", found.group())) if found else None


def _shown(figure: Figure) -> str:
    """The figure of a cell as it is written, without its unit."""
    found = _NUMBER.search(nfkc(figure.cell.text))
    return found.group() if found else "0"


def _column(asked: Asked, table: Sequence[Record]) -> str:
    """The one column of figures that the question is for; nothing where it is not clear."""
    chosen = figures_asked.measures_asked(asked, table[0].figures)
    if len(chosen) > 1:
        rates = [f for f in chosen if ("率" in f.measure) == bool(re.search("率|割合|[%％]", asked.text))]
        chosen = rates[-1:] if len({f.measure for f in rates}) == 1 else []
    return chosen[0].cell.column if chosen else ""


def _values(table: Sequence[Record], column: str) -> list[tuple[float, Record, Figure]]:
    out = []
    for record in table:
        figure = next((f for f in record.figures if f.cell.column == column), None)
        number = _number(figure) if figure else None
        if figure is not None and number is not None:
            out.append((number, record, figure))
    return out


def _first(asked: Asked, table: Sequence[Record]) -> list[Draft]:
    """The first row by the column asked for, against the next one (both cited)."""
    column = _column(asked, table)
    values = [v for v in _values(table, column) if not _SUM.fullmatch(v[1].title)] if column else []
    if len(values) < _FEWEST:
        return []
    least = bool(_LEAST.search(asked.text)) != (bool(_FALL.search(asked.text)) and any(v < 0 for v, _, _ in values))
    ordered = sorted(values, key=lambda v: v[0], reverse=not least)
    (value, first, figure), (second, other, compared) = ordered[0], ordered[1]
    told = row_figures.told(first, [figure])
    if value == second:
        tied = [row_figures.told(r, [f]) for v, r, f in ordered if v == value]
        return tied[:_MOST_ROWS]
    word = "上回ります" if value > second else "下回ります"
    behind = f"これに続く{other.title}の{row_figures.amount(other, compared)}"
    text = f"{told.text.removesuffix('です。')}で、{behind}を{word}。"
    evidence = (*told.evidence, *other.evidence([compared.cell]))
    named = [r for r in table if r is not first and r.title and r.title in asked.text]
    more = [row_figures.told(r, [f for f in r.figures if f.cell.column == column]) for r in named]
    return [Draft(text, evidence), *more]


def _rising(asked: Asked, table: Sequence[Record]) -> list[Draft]:
    """The rows whose change is above zero."""
    years = {y for _, y in figures_asked.years_named(asked)}
    out: list[Draft] = []
    for record in table:
        fitting = [f for f in record.figures if not years or any(y.year in years for y in f.years)]
        changes = [f for f in fitting if "増減" in f.measure or "増加" in f.measure]
        last = max((y.year for f in changes for y in f.years), default=0)
        changes = [f for f in changes if not last or any(y.year == last for y in f.years)]
        if changes and all((_number(f) or 0) > 0 for f in changes):
            same = [f for f in fitting if f not in changes and any(y.year == last for y in f.years)]
            out.append(row_figures.told(record, [*same, *changes]))
    return out


def _total(asked: Asked, rows: Sequence[Record]) -> list[Draft] | None:
    """The sum of one column over rows, with its formula; None where the table tells a sum itself or has other cells."""
    column = _column(asked, rows)
    values = _values(rows, column) if column else []
    plain = all(re.fullmatch(r"\d[\d,]*(?:\.\d+)?\D{0,4}", nfkc(f.cell.text).strip()) for _, _, f in values)
    summed = any(_SUM.fullmatch(r.title) for r in rows)
    rate = any("率" in f.measure or "割合" in f.measure or "%" in nfkc(f.cell.text) for _, _, f in values)
    if not 1 < len(values) <= _MOST_SUMMED or len(values) != len(rows) or not plain or summed or rate:
        return None
    numbers = [m.group() for _, _, f in values if (m := _NUMBER.search(nfkc(f.cell.text)))]
    places = max(len(n.partition(".")[2]) for n in numbers)
    total = f"{sum(v for v, _, _ in values):,.{places}f}"
    unit = row_figures.unit(values[0][1], values[0][2])
    head = wording.header(column)
    evidence = tuple(e for _, r, f in values for e in r.evidence([f.cell]))
    names = "、".join(r.title for _, r, _ in values) + "の" if len(values) <= _MOST_ROWS else ""
    return [Draft(f"{names}{head}の合計は、{total}{unit}（{'＋'.join(numbers)}＝{total}）です。", evidence)]


def _against(asked: Asked, named: Sequence[Record]) -> list[Draft]:
    """Which of two rows has the higher figure, where one column is asked for."""
    column = _column(asked, named)
    values = _values(named[:2], column) if column else []
    if len(values) < 2 or values[0][0] == values[1][0]:
        return []
    (a, first, one), (b, second, two) = values
    if _GAP.search(asked.text) and a >= 0 and b >= 0:
        high, low = sorted((_shown(one), _shown(two)), key=lambda n: -float(n.replace(",", "")))
        places = max(len(n.partition(".")[2]) for n in (high, low))
        gap = f"{abs(a - b):,.{places}f}"
        unit = row_figures.unit(first, one) or nfkc(one.cell.text).strip()[len(_shown(one)) :]
        unit = "ポイント" if unit == "%" else unit
        evidence = (*first.evidence([one.cell]), *second.evidence([two.cell]))
        return [Draft(f"差は、{gap}{unit}（{high}－{low}＝{gap}）です。", evidence)]
    if not re.search("どちら|どっち|大き|多|高", asked.text):
        return []
    word = "上回ります" if a > b else "下回ります"
    left, right = (f"{r.title}の{row_figures.amount(r, f)}" for _, r, f in values)
    text = f"{left}は、{right}を{word}。"
    return [Draft(text, (*first.evidence([one.cell]), *second.evidence([two.cell])))]
