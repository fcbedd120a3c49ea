"""The figures of indicators: rows of tables that an answer cites go in, baseline, target and result by year come out.

Pure. Values stay as the document writes them; the number beside each only serves the plot. Called by `shown`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ingest.models import Cell
from ingest.normalise import nfkc
from vectorstore.codec import StoredPassage

Role = Literal["baseline", "target", "result", "value"]
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("baseline", re.compile(r"基準値|現状値|現況値|策定時|当初値")),
    ("target", re.compile(r"目標")),
    ("result", re.compile(r"実績")),
    ("value", re.compile(r"\d{4}\s*(?:\([^)]*\)\s*)?年")),
)
_ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988}
_ERA_YEAR = re.compile(r"(令和|平成|R|H)\s*(元|\d{1,2})(?:[.年](\d{1,2}))?")
_WESTERN = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_NUMBER = re.compile(r"[-−△▲]?\d[\d,]*(?:\.\d+)?")
_CIRCLED = re.compile(r"([①-⑳])")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_UNIT = re.compile(r"[（(]([^（）()]{1,12})[）)]\s*(?:[（(][^（）()]*[）)]\s*)?$")
_SHORT = re.compile(r"[（(]([^（）()]{1,12})[）)]")
_SEVERAL = re.compile(r"[^（）()]*\d[^（）()]*[（(][^（）()]*[）)]")  # 69.5（R4）71.0（R5）: two values in one cell
_CELL_UNIT = re.compile(r"\d\s*([%％件人回箇所か取組千万億円台者社校]{1,4})")
_NO_UNIT = re.compile(r"^累計$|延べ|時点|年度$|[①-⑳]")
MOST_SERIES = 6  # indicators of one answer


@dataclass(frozen=True)
class Point:
    """One value. `shown` as it is written, `number` for the plot, `year` where column or cell names one."""

    role: Role
    column: str
    shown: str
    number: float | None
    year: int | None


@dataclass(frozen=True)
class Series:
    """An indicator with its values in the order of the table's columns, and the citation that its row stands behind.

    `row` is what the row is called, where that is not the indicator's own name.
    """

    name: str
    unit: str
    points: tuple[Point, ...]
    citation: int
    row: str = ""

    @property
    def called(self) -> str:
        """Row and indicator."""
        return f"{self.row}：{self.name}" if self.row else self.name

    @property
    def plotted(self) -> tuple[Point, ...]:
        """The values that can be drawn."""
        return tuple(p for p in self.points if p.number is not None)


def of(rows: Iterable[tuple[int, StoredPassage]]) -> tuple[Series, ...]:
    """The indicators of cited rows, each row once. `rows`: the number of the citation and the passage it stands in."""
    found: list[Series] = []
    seen: set[str] = set()
    for number, stored in rows:
        if stored.passage.id not in seen and stored.passage.cells:
            seen.add(stored.passage.id)
            found += _series(number, stored)
    return tuple(found[:MOST_SERIES])


def _series(number: int, stored: StoredPassage) -> list[Series]:
    cells = [(role, cell) for cell in stored.passage.cells if (role := _role(cell.column)) is not None]
    if len(cells) < 2:
        return []
    if all(role == "value" for role, _ in cells):  # years of one measure: rates and differences are other measures
        measures = [_measure(cell.column) for _, cell in cells]
        cells = [c for c, measure in zip(cells, measures, strict=True) if measure == measures[0]]
        if len(cells) < 2:
            return []
    title = _title(stored.passage.cells, stored)
    marks = _CIRCLED.findall(title)
    parts: Sequence[str | None] = marks if len(marks) > 1 else [None]
    row = stored.passage.path[-1] if stored.passage.path else ""
    if all(role == "value" for role, _ in cells):
        title, row = _measure(cells[0][1].column), title
    elif nfkc(row) == nfkc(title):
        row = ""
    made = [
        _one(number, _part(title, mark) or title, [(r, c.column, _part(c.text, mark)) for r, c in cells])
        for mark in parts
    ]
    return [replace(s, row=row) for s in made if len(s.plotted) > 1]


def _one(number: int, title: str, values: Sequence[tuple[Role, str, str]]) -> Series:
    unit_found = next((u for u in reversed(_SHORT.findall(title)) if not _NO_UNIT.search(u)), "")
    points = tuple(
        Point(role, column, one, _number(one), _year(column, one))
        for role, column, shown in values
        for one in (_SEVERAL.findall(shown) if len(_SEVERAL.findall(shown)) > 1 else [shown])
    )
    if not unit_found:
        told = [m[1] for p in points if (m := _CELL_UNIT.search(nfkc(p.shown)))]
        unit_found = told[0] if told else _column_unit(values)
    return Series(_CIRCLED.sub("", title).strip() or title, unit_found, points, number)


def _column_unit(values: Sequence[tuple[Role, str, str]]) -> str:
    found = _UNIT.search(values[0][1])
    return found[1] if found and not _NO_UNIT.search(found[1]) else ""


def _role(column: str) -> Role | None:
    folded = nfkc(column)
    return next((role for role, pattern in _ROLES if pattern.search(folded)), None)


def _title(cells: Sequence[Cell], stored: StoredPassage) -> str:
    """The indicator's name: the column for it, else the row's name."""
    named = next((c.text for c in cells if re.match(r"項目|指標", c.column)), "")
    return named or (stored.passage.path[-1] if stored.passage.path else "")


def _measure(column: str) -> str:
    return re.sub(r"^年|\s", "", _BRACKETS.sub("", re.sub(r"\d", "", nfkc(column))))


def _part(shown: str, mark: str | None) -> str:
    """What stands behind a circled number; all where there is none."""
    if mark is None:
        return shown
    pieces = _CIRCLED.split(shown)
    return next((pieces[i + 1].strip() for i in range(1, len(pieces) - 1, 2) if pieces[i] == mark), "")


def _number(shown: str) -> float | None:
    """The first number outside brackets."""
    found = _NUMBER.search(_BRACKETS.sub("", nfkc(shown)))
    if found is None:
        return None
    digits = found[0].replace(",", "").translate(str.maketrans("−△▲", "---"))
    return float(digits)


def _year(column: str, shown: str) -> int | None:
    """The (fiscal) year that the cell names in brackets, else its column, in the Gregorian calendar."""
    for place in ("".join(_BRACKETS.findall(nfkc(shown))), nfkc(column)):
        if western := _WESTERN.search(place):
            return int(western[1])
        if era := _ERA_YEAR.search(place):
            year = _ERAS[era[1]] + (1 if era[2] == "元" else int(era[2]))
            return year - 1 if era[3] and int(era[3]) < 4 else year  # a fiscal year begins in April
    return None
