"""The outline of a document: lines in, a tree of sections with their content out.

Called by `passages`. This module only joins the steps: furniture, contents, tables, footnotes,
blocks, candidates, pages, repair (which asks for levels). Each has a module of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from ingest import blocks, contents, footnotes, headings, lines, opening, pages, repair
from ingest.blocks import Block
from ingest.footnotes import Footnote
from ingest.items import Item
from ingest.lines import Line
from ingest.marks import Style
from ingest.models import Heading, ReaderText, Span
from ingest.normalise import heading_text, nfkc
from ingest.tables import aligned, delimited, figures, scattered, terms
from ingest.tables.model import Table

MAX_LINE = 20_000  # characters
MAX_FIGURES = 1_000  # lines
_NO_WORD = re.compile(r"[\d\W]+")


@dataclass(frozen=True)
class Section:
    """A heading with the blocks and tables directly below it, and its path from the top.

    `heading` is None in front of the first one, and where a section goes on behind the place at which
    its heading stood.
    """

    path: tuple[str, ...]
    heading: Heading | None
    content: tuple[Block | Table, ...]


@dataclass(frozen=True)
class Outline:
    """Sections in reading order, footnotes, and what was left out as furniture."""

    sections: tuple[Section, ...]
    notes: tuple[Footnote, ...]
    furniture: tuple[Span, ...] = field(default=())

    @property
    def headings(self) -> tuple[Heading, ...]:
        """All headings in order."""
        return tuple(s.heading for s in self.sections if s.heading is not None)


def outline(reader_text: ReaderText, title: str = "") -> Outline:
    """The outline of a text; `title` is the document's own (a heading equal to it is none)."""
    every = lines.split(reader_text)
    listed = contents.find(every)
    aside = lines.furniture(every, title, bool(reader_text.page_starts))
    taken = set(listed.lines | aside.dropped)
    tables: list[Table] = []
    huge = _no_rows(every)
    for reader in (delimited.find, scattered.find, aligned.find, figures.find, terms.find):
        for table in reader(every, frozenset(taken | aside.heads | huge)):
            taken |= table.lines
            tables.append(table)
    notes = footnotes.find(reader_text.text, every, frozenset(taken | aside.heads | huge))
    for note in notes:
        taken |= note.lines
    rest = [part for line in every if line.index not in taken for part in _cells(line)]
    built = blocks.build(rest, [note.mark for note in notes], aside.heads)
    items = headings.items(built, tables, aside.heads, listed.titles)
    items = pages.titled(_without_title(items, title), every, aside.repeats)
    ordered, found = repair.repaired(opening.with_title_in_front(items))
    dropped = tuple(Span(line.start, line.end) for line in every if line.index in aside.dropped | listed.lines)
    sections = _sections(ordered, found.depths)
    if len(sections) > 1 and not sections[0].path:
        cover = opening.cover(sections[0].content, every, title)
        below = opening.slide_titles(ordered, every) if cover else frozenset()
        sections = (replace(sections[0], path=cover), *(_below(s, cover, below) for s in sections[1:]))
    return Outline(sections, tuple(notes), dropped)


def _below(section: Section, cover: tuple[str, ...], titles: frozenset[Span]) -> Section:
    """A section whose heading is one of the titles on the cover stands below the cover's own."""
    heading = section.heading
    if heading is None or heading.depth or heading.span not in titles:
        return section
    path = (*cover, *section.path)
    return replace(section, path=path, heading=replace(heading, depth=len(cover), path=path))


def _no_rows(every: Sequence[Line]) -> set[int]:
    """Lines that the readers of tables and notes need not search.

    A line of many pages is no row, nor is one of a thousand lines of figures with no word between them.
    """
    found = {line.index for line in every if len(line.text) > MAX_LINE}
    for wordless, run in groupby(every, key=lambda line: len(line.text) <= 20 and bool(_NO_WORD.fullmatch(line.text))):
        figures_alone = [line.index for line in run] if wordless else []
        if len(figures_alone) >= MAX_FIGURES:
            found.update(figures_alone)
    return found


def _cells(line: Line) -> list[Line]:
    """A tabbed line outside a table (a group's name and its sum) as one line a cell."""
    if "\t" not in line.text.strip():
        return [line]
    return [
        replace(
            line,
            start=line.start + m.start(),
            end=line.start + m.end(),
            text=m.group(),
            blank_before=max(line.blank_before, 3),
        )
        for m in re.finditer(r"[^\t]+", line.text)
        if m.group().strip()
    ]


def _without_title(items: list[Item], title: str) -> list[Item]:
    """The document's own title is no section: a first heading equal to it, or the only `#`."""
    first = next((i for i, item in enumerate(items) if item.is_heading), None)
    if first is None:
        return items
    item = items[first]
    key = item.key
    if key is None:
        return items
    folded = heading_text(title)
    same = bool(folded) and heading_text(item.title) == folded
    only = (
        key.style is Style.MARKDOWN
        and key.form == "1"
        and sum(i.key == key for i in items) == 1
        and any(i.key and i.key.style is Style.MARKDOWN for i in items[first + 1 :])
        and first == 0
    )
    if same or only:
        return [replace(item, key=None) if n == first else item for n, item in enumerate(items)]
    return items


def path_element(item: Item) -> str:
    """A heading as it stands in a path."""
    if item.missing:
        return item.title
    return heading_text(item.title)


def _sections(items: list[Item], depths: dict[int, int]) -> tuple[Section, ...]:
    """The sections in order. Where a heading was put in front of its text, a section of the same path
    without a heading goes on where it stood: no passage may cross that place."""
    sections: list[Section] = []
    stack: list[str] = []
    heading: Heading | None = None
    content: list[Block | Table] = []
    stood = last = -1

    def close() -> None:
        if heading is not None or content:
            sections.append(Section(tuple(stack), heading, tuple(content)))

    for i, item in enumerate(items):
        if not item.is_heading:
            if content and last < stood <= item.line:
                close()
                heading, content = None, []
            last = item.line
            if item.block is not None:
                content.append(item.block)
            elif item.table is not None:
                content.append(item.table)
            continue
        close()
        depth = min(depths[i], len(stack))
        stack = [*stack[:depth], path_element(item)]
        content, stood = [], item.line
        span = item.block.text.span() if item.block else Span(0, 0)
        heading = Heading(nfkc(item.title), depth, span, tuple(stack))
    close()
    return tuple(sections)
