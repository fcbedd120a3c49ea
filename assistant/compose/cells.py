"""A stored table row read as a record: which cell names it, which are figures, departments, texts.

A `StoredPassage` of a row goes in, a `Record` comes out, with the evidence for any of its cells; called by the
composers of rows. Columns are told by their names' roles and by what their cells look like, in any document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.compose import wording
from assistant.compose.draft import Evidence
from ingest.dates import Year
from ingest.models import Cell, Kind, Span
from ingest.normalise import Mapped, heading_text, nfkc, squeeze
from ingest.passages import bounded
from ingest.tables.model import FAR_APART, role_of
from vectorstore.codec import StoredPassage

_INDICATOR = re.compile(
    r"^(?:項目|指標|KPI|成果指標|評価指標|目標項目|数値目標)(?:名|\(単位\)|・単位)?$", re.IGNORECASE
)
_WHEN = re.compile(r"時期|期間|期限|日程|日時|開催日|年月日|開始|完了|スケジュール|実施日|^時点$")
_REASON = re.compile(r"分析|理由|要因|背景|根拠|原因")
_PURPOSE = re.compile(r"概要|目的|内容|説明|趣旨|ねらい|事業の?概要")
_DEPARTMENT = re.compile(
    r"^(?:担当|所管|主管|所属|部局|部署|課室?|関係課|実施主体|主体|問い?合わせ先?)|(?:担当|所管)(?:課|部)"
)
_NUMERIC = re.compile(r"[約各計延べ]{0,2}[-−▲△+]?[\d,]+(?:\.\d+)?(?P<unit>\D{0,6}?)(?:[（(][^（）()]*[）)])?")
_ITEM = re.compile("[①-⑳]")
_MARKS = re.compile(r"^[・●■◆○◇□◎▲＊*※\-\s]+")


@dataclass(frozen=True)
class Figure:
    """A cell with a value: what it is (目標, 実績, or what its column measures) and for which years."""

    cell: Cell
    kind: str
    measure: str
    years: tuple[Year, ...]


@dataclass(frozen=True)
class Record:
    """A row by roles; cells that have none are `others`."""

    stored: StoredPassage
    name: Cell | None
    indicator: Cell | None
    departments: tuple[Cell, ...]
    figures: tuple[Figure, ...]
    reasons: tuple[Cell, ...]
    purposes: tuple[Cell, ...]
    times: tuple[Cell, ...]
    others: tuple[Cell, ...]
    unit: str = ""

    @cached_property
    def title(self) -> str:
        """The row's name without marks; empty where it has none."""
        return _MARKS.sub("", self.name.text) if self.name else ""

    @cached_property
    def subject(self) -> str:
        """All that tells what the row is about: its name and its indicator."""
        parts = [self.title, self.indicator.text if self.indicator else ""]
        return " ".join(dict.fromkeys(p for p in parts if p))

    @property
    def caption(self) -> str:
        """The text of the table's unit, as the row's passage repeats it."""
        found = re.match(r"[^。]*単位[^。]*。", self.stored.passage.text)
        return found.group() if found else ""

    @property
    def table(self) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """What rows of one table share: document, section and columns."""
        passage = self.stored.passage
        levels = passage.path[: -1 - sum(c in passage.path[:-1] for c in _merged(passage.cells))]
        return self.stored.source.id, levels, tuple(dict.fromkeys(c.column for c in passage.cells if c.column))

    def places_of(self, cell: Cell, sentence: str) -> tuple[Span, ...]:
        """Where a part of a cell's text stands; all of the cell where that is not known."""
        passage = self.stored.passage
        at = passage.text.find(sentence, max(0, passage.text.find(f"{cell.column}は")))
        if at < 0:
            return cell.spans
        text = Mapped.from_runs(passage.text, passage.runs).slice(at, at + len(sentence))
        return text.spans(FAR_APART) or cell.spans

    def evidence(self, cells: Iterable[Cell], spans: Iterable[Span] = (), mark: str = "") -> tuple[Evidence, ...]:
        """The cells as quotations, each with its column's name, the row's name and indicator and the group's heading.

        `spans` quotes only these places, `mark` only the item of that circled number where it has a place of its own.
        """
        out: list[Evidence] = []
        only = tuple(spans)
        for cell in dict.fromkeys(cells):
            context = [*cell.header_spans]
            for other in (self.indicator, self.name):
                if other is not None and other is not cell:
                    context.extend(_places(other, mark))
            context.extend(self.stored.passage.context)
            pieces = tuple(dict.fromkeys(p for s in context for p in bounded(s)))
            quoted = [p for s in (only or _places(cell, mark)) for p in bounded(s)]
            out.extend(Evidence(self.stored, piece, pieces) for piece in quoted)
        return tuple(out)


def _places(cell: Cell, mark: str) -> tuple[Span, ...]:
    """Where a cell stands, or only its item of a circled number."""
    parts = items(cell)
    if mark in parts and len(parts) == len(cell.spans):
        return (cell.spans[list(parts).index(mark)],)
    return cell.spans


def _merged(cells: Sequence[Cell]) -> set[str]:
    return {heading_text(c.text) for c in cells}


def is_row(stored: StoredPassage) -> bool:
    """Whether a passage is a row of a table."""
    return stored.passage.kind is Kind.ROW and bool(stored.passage.cells)


@lru_cache(maxsize=4096)
def read(stored: StoredPassage) -> Record:
    """The record of a row; kept, for questions about a table read all of it."""
    cells = stored.passage.cells
    name = _name(stored)
    indicator = next((c for c in cells if _INDICATOR.match(squeeze(nfkc(c.column)))), None)
    found: dict[str, list[Cell]] = {k: [] for k in ("department", "reason", "purpose", "time", "other")}
    figures: list[Figure] = []
    unit = ""
    for cell in cells:
        column = squeeze(nfkc(cell.column))
        if cell is name or cell is indicator or role_of(column) == "number":
            continue
        if role_of(column) == "unit":
            unit = cell.text.strip("（）() ")
        elif role_of(column) == "department" or _DEPARTMENT.search(column):
            found["department"].append(cell)
        elif _is_reason(column):
            found["reason"].append(cell)
        elif _is_figure(cell, column):
            told = wording.year_of(column) or wording.year_of(cell.text)
            figures.append(Figure(cell, wording.kind_of(column), wording.measure(cell.column), told))
        elif _PURPOSE.search(column):
            found["purpose"].append(cell)
        elif _WHEN.search(column):
            found["time"].append(cell)
        else:
            found["other"].append(cell)
    return Record(
        stored,
        name,
        indicator,
        tuple(found["department"]),
        tuple(figures),
        tuple(found["reason"]),
        tuple(found["purpose"]),
        tuple(found["time"]),
        tuple(found["other"]),
        unit,
    )


def _name(stored: StoredPassage) -> Cell | None:
    """The cell that the row's path ends with."""
    last = stored.passage.path[-1] if stored.passage.path else ""
    fitting = [c for c in stored.passage.cells if (t := heading_text(c.text)) and last.endswith(t)]
    return max(fitting, key=lambda c: len(c.text), default=None)


def _is_reason(column: str) -> bool:
    return bool(_REASON.search(column)) and not _NUMERIC.fullmatch(column)


def _is_figure(cell: Cell, column: str) -> bool:
    text = nfkc(cell.text).strip()
    if wording.is_absent(text) and (role_of(column) == "value" or wording.year_of(column)):
        return True
    if role_of(column) == "value" or wording.kind_of(column):
        return len(text) <= 60 and bool(re.search(r"\d", text))
    found = _NUMERIC.fullmatch(text)
    known = found is not None and (not found["unit"] or wording.is_unit(found["unit"]))
    return known and not re.fullmatch(r"\d+(?:[-.]\d+)+", text)


def items(cell: Cell) -> dict[str, str]:
    """The parts of a cell by their circled numbers; {"": text} where it has none."""
    marks = list(_ITEM.finditer(cell.text))
    if not marks:
        return {"": cell.text}
    ends = [m.start() for m in marks[1:]] + [len(cell.text)]
    return {m.group(): cell.text[m.end() : end].strip() for m, end in zip(marks, ends, strict=True)}
