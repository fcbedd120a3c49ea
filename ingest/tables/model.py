"""What every table reader gives: columns with the places of their names, rows of cells.

Called by the modules beside this one; `passages` turns the rows into records.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ingest.models import Span
from ingest.normalise import Mapped, heading_text, squeeze

FAR_APART = 20  # characters between two pieces of a cell; a line break with its blanks is shorter


@dataclass(frozen=True)
class Column:
    """A column: the name that readers see and where the name stands."""

    name: str
    spans: tuple[Span, ...] = ()
    role: str = ""


@dataclass(frozen=True)
class TableCell:
    """A cell's reading text with its places; `inherited` marks one taken from a merged cell above."""

    column: Column
    parts: tuple[Mapped, ...]
    inherited: bool = False

    @property
    def text(self) -> str:
        """The parts in reading order."""
        return " ".join(p.text for p in self.parts if p.text)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the parts stand; a part that was put together from places far apart has several spans."""
        return tuple(span for p in self.parts if p.text for span in p.spans(FAR_APART))


@dataclass(frozen=True)
class Row:
    """A record: its cells, and what names it."""

    cells: tuple[TableCell, ...]
    number: str = ""
    name: str = ""

    @property
    def label(self) -> str:
        """Number and name as they stand at the end of a path."""
        return heading_text(f"{self.number}{self.name}")

    def cell(self, column: str) -> TableCell | None:
        """The first cell of the column with this name."""
        return next((c for c in self.cells if c.column.name == column), None)


@dataclass(frozen=True)
class Table:
    """A table that covers the lines `first_line` to `last_line` (indexes, inclusive)."""

    first_line: int
    last_line: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    kind: str = "rows"
    caption: tuple[Mapped, ...] = ()
    lines: frozenset[int] = field(default=frozenset())

    @property
    def signature(self) -> tuple[str, ...]:
        """The column names: tables of one signature belong to headings of one level."""
        return tuple(squeeze(c.name) for c in self.columns)


def is_glossary(columns: tuple[Column, ...]) -> bool:
    """Whether the columns are those of a glossary: a term, its explanation, perhaps its page."""
    names = [heading_text(c.name) for c in columns]
    return (
        2 <= len(names) <= 3
        and bool(re.fullmatch(r"(?:用語|略語|語句)(?:名)?", names[0]))
        and bool(re.fullmatch(r"(?:用語の?)?(?:解説|説明|意味|定義|内容)", names[1]))
    )


ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", re.compile(r"^(?:番号|整理番号|施策番号|事業番号|No\.?|NO\.?|№|#|項番|連番)$")),
    ("time", re.compile(r"^[(（]?(?:時点|基準年|年度)[)）]?$")),
    ("unit", re.compile(r"^[(（]?単位[)）]?$")),
    (
        "department",
        re.compile(
            r"^(?:担当)?(?:所属|部局|部署|課室?|担当課室?|所管課?|部局名|所属名|担当|主管課?|関係課|担当部局?|担当所属|担当課室等?)(?:名)?$"
        ),
    ),
    (
        "value",
        re.compile(
            r"(?:基準値|現状値|現況値|目標値?|実績値?|見込値|計画値|達成率|件数|人数|金額|予算額?|決算額?|数値|割合|合計|計)$"
        ),
    ),
    ("text", re.compile(r"(?:分析|理由|要因|備考|概要|内容|説明|目的|コメント|考え方|今後の方向)")),
    (
        "name",
        re.compile(
            r"(?:施策名?|事業名?|取組名?|項目名?|指標名?|名称|業務名?|政策|部局名|氏名|用語|件名|区分|種別|指標|項目|取組内容|業務内容|施策の名称)$"
        ),
    ),
)


def role_of(name: str) -> str:
    """What a column holds, told from its name; "" when unknown."""
    folded = re.sub(r"^[(（]|[)）]$", "", heading_text(name))
    for role, pattern in ROLES:
        if pattern.search(folded):
            return role
    return ""


def with_role(column: Column) -> Column:
    """The column with its role told from its name."""
    return replace(column, role=role_of(column.name))
