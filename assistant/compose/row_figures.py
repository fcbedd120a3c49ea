"""Figures of one row as sentences: indicator, year, value with unit, target and verdict; formulas where asked for.

A `Record` and the question go in, drafts come out; called by `rows`. A year that the question names and no column has
gives nothing: another year's figure would be no answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import figures_asked, overlap, wording
from assistant.compose.asked import Asked
from assistant.compose.cells import Figure, Record, items
from assistant.compose.draft import Draft
from ingest.models import Cell, Span
from ingest.normalise import nfkc

_VERDICT = re.compile(r"^[【\[〔]([^】\]〕]{1,12})[】\]〕]")
_GAP = re.compile(
    r"差は|差が|差を|開き|どれ(?:くらい|だけ|ほど)(?:違|足り)|あと何|(?:いくつ|何.{0,3})足り|どのくらい違|[0-9]の差"
)
_RATE = re.compile(r"達成率|何割|何[%％]達成|どの(?:くらい|程度)達成")
_TAILED = re.compile(r"\d[^、\d]*[（(][^（）()]*\d[^（）()]*[）)]$")  # a value with another figure behind it
_NUMBER = re.compile(r"[-−▲△]?\d[\d,]*(?:\.\d+)?")


def sentences(asked: Asked, record: Record) -> list[Draft]:
    """The figures of the row that the question asks for."""
    figures = [f for f in record.figures if not wording.is_absent(f.cell.text)]
    if not figures or figures_asked.another_year(asked, record):
        return []
    if any(f.kind in ("目標", "実績", "現状") for f in figures):
        return _indicator(asked, record, figures)
    return _measures(asked, record, figures)


def _indicator(asked: Asked, record: Record, figures: Sequence[Figure]) -> list[Draft]:
    chosen = figures_asked.of_indicator(asked, figures)
    if not chosen:
        return []
    named = record.indicator or record.name
    parts = items(named) if named else {"": record.title}
    out: list[Draft] = []
    known = overlap.pairs(record.title) if record.name is not named else frozenset()
    for mark in figures_asked.items_asked(asked.text, parts, known):
        draft = _told(record, chosen, mark, parts.get(mark, ""))
        out.extend([draft] if draft else [])
        out.extend(_reckoned(asked, record, chosen, mark, figures))
    return out


def _told(record: Record, chosen: Sequence[Figure], mark: str, indicator: str) -> Draft | None:
    phrases: list[str] = []
    cells: list[Cell] = []
    before = ""
    unit = _unit(record, indicator, None)
    told = [(f, t) for f in chosen if (t := _item_text(f, mark)) and not wording.is_absent(t)]
    # What a value has behind it would stand in front of the next figure and seem to belong to that.
    for figure, text in sorted(
        told, key=lambda pair: bool(_TAILED.search(pair[1]) and pair[0].kind in (*figures_asked.RESULTS, "基準"))
    ):
        label = wording.header(figure.cell.column)
        year, _, rest = label.partition("の")
        shown = rest if rest and year == before and figure.years else label
        before = year if rest else ""
        total, name, period = unit if unit[1] else _unit(record, figure.cell.column, figure)
        phrases.append(f"{shown}が{wording.value(text, name, total, period)}")
        cells.append(figure.cell)
    if not cells:
        return None
    verdict = _verdict(record) if {f.kind for f in chosen} & {"実績", "現状"} and len(cells) > 1 else None
    end = f"で、「{verdict[0]}」とされています。" if verdict else "です。"
    evidence = record.evidence(cells, mark=mark)
    if verdict:
        evidence = (*evidence, *record.evidence([verdict[1]], [verdict[2]], mark))
    return Draft(f"{_subject(record, indicator)}は、{'、'.join(phrases)}{end}", evidence)


def one(record: Record, figure: Figure, mark: str, indicator: str) -> Draft | None:
    """One figure of a row with its indicator and column; None where the numbered item has none there."""
    if record.indicator is None and not figure.kind:
        return told(record, [figure])
    return _told(record, [figure], mark, indicator)


def _item_text(figure: Figure, mark: str) -> str:
    parts = items(figure.cell)
    return parts.get(mark) or parts.get("", "")


def _subject(record: Record, indicator: str) -> str:
    """The indicator without its unit, with the row's name in front where it alone says little."""
    subject = wording.without_unit(indicator) or record.title
    if record.indicator is not None and len(subject) <= 6 and record.title and subject not in record.title:
        return f"{wording.quoted(record.title)}の{subject}"
    return subject


def _unit(record: Record, indicator: str, figure: Figure | None) -> tuple[str, str, str]:
    texts = [indicator, *([figure.cell.column] if figure else [])]
    found = wording.unit_of(*texts)
    if not found[1] and record.unit:
        return "", record.unit, ""
    if not found[1] and record.caption:
        return wording.unit_of(record.caption)
    return found


def _verdict(record: Record) -> tuple[str, Cell, Span] | None:
    """What the row itself says of the result (【達成】), with its place."""
    for cell in (*record.reasons, *record.others, *record.purposes):
        found = _VERDICT.match(cell.text)
        if found and cell.spans:
            start = cell.spans[0].start
            return found[1], cell, Span(start, start + found.end())
    return None


def _reckoned(
    asked: Asked, record: Record, chosen: Sequence[Figure], mark: str, figures: Sequence[Figure]
) -> list[Draft]:
    """What follows from result and target: the rate of attainment or the gap, with its formula."""
    rate, gap = bool(_RATE.search(asked.text)), bool(_GAP.search(asked.text))
    result = next((f for f in chosen if f.kind in figures_asked.RESULTS), None)
    target = next((f for f in chosen if f.kind == "目標"), None)
    if not (rate or gap) or result is None or target is None or any(f.kind == "達成率" for f in figures):
        return []
    done, aim = (_number(items(f.cell).get(mark, "")) for f in (result, target))
    if not done or not aim or float(aim.replace(",", "")) <= 0:
        return []
    evidence = record.evidence([result.cell, target.cell], mark=mark)
    out: list[Draft] = []
    a, b = float(done.replace(",", "")), float(aim.replace(",", ""))
    if rate:
        out.append(Draft(f"目標に対する達成率は、{a / b * 100:.1f}%（{done}÷{aim}×100）です。", evidence))
    if gap:
        high, low = (done, aim) if a >= b else (aim, done)
        difference = f"{abs(a - b):,.{_places(done, aim)}f}"
        named = record.indicator.text if record.indicator else ""
        unit = _unit(record, items(record.indicator).get(mark, named) if record.indicator else "", result)[1]
        unit = "ポイント" if unit == "%" else unit
        out.append(Draft(f"目標と実績の差は、{difference}{unit}（{high}－{low}＝{difference}）です。", evidence))
    return out


def _places(*texts: str) -> int:
    return max(len(t.partition(".")[2]) for t in texts)


def _number(text: str) -> str:
    """The one figure of a cell, or nothing where it has several."""
    found = _NUMBER.findall(re.sub(r"[（(][^（）()]*[）)]", "", nfkc(text)))
    return found[0] if len(found) == 1 else ""


def _measures(asked: Asked, record: Record, figures: Sequence[Figure]) -> list[Draft]:
    chosen = figures_asked.measures_asked(asked, figures)
    if not chosen or len(chosen) > figures_asked.MOST_FIGURES or not record.title:
        return []
    return [told(record, chosen), *_between_years(asked, record, chosen)]


def _between_years(asked: Asked, record: Record, chosen: Sequence[Figure]) -> list[Draft]:
    """The difference of one measure between two years, where the table has no column for it."""
    if len(chosen) != 2 or chosen[0].measure != chosen[1].measure or not figures_asked.DIFFERS.search(asked.text):
        return []
    early, late = (_number(f.cell.text) for f in chosen)
    if not early or not late:
        return []
    a, b = (float(n.replace(",", "")) for n in (early, late))
    high, low = (late, early) if b >= a else (early, late)
    gap = f"{abs(a - b):,.{_places(early, late)}f}"
    name = unit(record, chosen[0]) or nfkc(chosen[0].cell.text).strip().removeprefix(early)
    name = "ポイント" if name == "%" else name
    return [Draft(f"差は、{gap}{name}（{high}－{low}＝{gap}）です。", record.evidence([f.cell for f in chosen]))]


def unit(record: Record, figure: Figure) -> str:
    """The unit that headers and captions give to a figure."""
    return _unit(record, "", figure)[1]


def told(record: Record, chosen: Sequence[Figure]) -> Draft:
    """The figures of a row that its name alone tells apart."""
    phrases: list[str] = []
    before = ""
    for figure in chosen:
        label = wording.header(figure.cell.column)
        year, _, rest = label.partition("の")
        phrases.append(f"{rest if rest and year == before else label}が{amount(record, figure)}")
        before = year if rest else ""
    return Draft(f"{record.title}は、{'、'.join(phrases)}です。", record.evidence([f.cell for f in chosen]))


def amount(record: Record, figure: Figure) -> str:
    """A figure with its unit."""
    total, name, period = _unit(record, "", figure)
    return wording.value(figure.cell.text, name, total, period)
