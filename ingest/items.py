"""What an outline is made of: blocks and tables in reading order, some of them headings of a kind.

Blocks and tables come in from `headings` and `contents`, which make the items; `order`, `levels` and
`repair` read them. Nothing is decided here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.blocks import Block
from ingest.marks import COUNTED, Style
from ingest.tables.model import Table

_NUMBERED = COUNTED | {Style.CONTENTS, Style.MARKDOWN}
# Kinds that only ever head a section, and those that only ever mark an item.
STRUCTURAL = {Style.PART, Style.CHAPTER, Style.SECTION, Style.SUBSECTION, Style.MARKDOWN, Style.HEAD, Style.CONTENTS}
ITEM_STYLES = {Style.BULLET, Style.NOTE}


@dataclass(frozen=True)
class Key:
    """What kind of heading: marks of one kind stand on one level within their parent."""

    style: Style
    form: str = ""


@dataclass(frozen=True)
class Item:
    """A block or a table in reading order; `key` is set where it is a heading."""

    block: Block | None = None
    table: Table | None = None
    key: Key | None = None
    value: int = 0
    numbers: tuple[int, ...] = ()
    title: str = ""
    missing: bool = False
    opens_appendix: bool = False
    tags: frozenset[str] = field(default=frozenset())

    @property
    def is_heading(self) -> bool:
        """Whether the item is (a candidate for) a heading."""
        return self.key is not None

    @property
    def counts(self) -> bool:
        """Whether it carries a number that tells its place among its like."""
        return self.value > 0 and self.key is not None and self.key.style in _NUMBERED

    @property
    def line(self) -> int:
        """The first line, for ordering."""
        if self.block:
            return self.block.first_line
        return self.table.first_line if self.table else -1
