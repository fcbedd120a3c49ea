"""Passages that list what stands below a heading: its sub-headings, the rows of its table, the rows of a department.

An `Outline` goes in, drafts come out; called by `passages`. A question for a list ("which fields", "which measures of
this division") finds the whole list in one passage; every name in it keeps its own place in the source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from ingest import tokens
from ingest.drafts import Draft
from ingest.models import Kind, Span
from ingest.normalise import Mapped, heading_text, join_lines
from ingest.outline import Outline, Section
from ingest.tables.model import Row, Table

FEWEST = 2  # names that make a list
MOST_GROUPS = 80  # values of a column by which rows are grouped; more than that is no grouping
MOST_TABLE = 2  # times the tokens of a passage, of a table that is kept whole
LONGEST_SUBJECT = 60  # characters of what is listed, in the opening of a list
_ROLE_PARENTS = 3  # parents that share their sub-headings: these are roles (現状・課題, 取組方針), no list
_K = TypeVar("_K", bound=Hashable)
_LABEL = re.compile(r"^[【\[〔＜][^】\]〕＞]{1,12}[】\]〕＞]")


@dataclass(frozen=True)
class _Row:
    """A row with the section whose table holds it."""

    section: Section
    table: Table
    row: Row

    @property
    def name(self) -> Mapped | None:
        """The row's name with its place."""
        wanted = heading_text(self.row.name)
        cell = next((c for c in self.row.cells if wanted and heading_text(c.text).endswith(wanted)), None)
        return Mapped.concat(cell.parts) if cell else None


def of_outline(outline: Outline, text: str, max_tokens: int) -> Iterable[Draft]:
    """The lists of a document, each in pieces of at most `max_tokens` tokens."""
    yield from _of_headings(outline, text, max_tokens)
    rows = [
        _Row(section, part, row)
        for section in outline.sections
        for part in section.content
        if isinstance(part, Table) and part.kind != "term"
        for row in part.rows
    ]
    yield from _of_tables(rows, max_tokens)
    yield from _of_groups(rows, max_tokens)
    yield from _small_tables(rows, max_tokens)


def _of_headings(outline: Outline, text: str, max_tokens: int) -> Iterable[Draft]:
    sections = [s for s in outline.sections if s.heading is not None]
    children: dict[int, list[Section]] = {}
    for i, section in enumerate(sections):
        for other in sections[i + 1 :]:
            if len(other.path) <= len(section.path):
                break
            if len(other.path) == len(section.path) + 1:
                children.setdefault(i, []).append(other)
    shared = Counter(tuple(c.path[-1] for c in below) for below in children.values())
    for i, below in children.items():
        if len(below) < FEWEST or shared[tuple(c.path[-1] for c in below)] >= _ROLE_PARENTS:
            continue
        names = [_heading(c, text) for c in below]
        yield from _lists(sections[i].path, [n for n in names if n], max_tokens, sections[i].path[-1])


def _heading(section: Section, text: str) -> Mapped | None:
    span = section.heading.span if section.heading else Span(0, 0)
    return join_lines([Mapped.of(text, *span)]) if span.end > span.start else None


def _of_tables(rows: Sequence[_Row], max_tokens: int) -> Iterable[Draft]:
    """The names of a table's rows below their heading and, where cells are merged, below each merged name."""
    for path, members in _by(rows, lambda r: r.section.path):
        names = [name for r in members if (name := r.name) is not None]
        if len(names) > FEWEST:
            yield from _lists(path, names, max_tokens, path[-1] if path else "")


def _small_tables(rows: Sequence[_Row], max_tokens: int) -> Iterable[Draft]:
    """Small tables of figures whole: questions for the largest, the least or two rows need all of them."""
    for _, members in _by(rows, lambda r: id(r.table)):
        table, section = members[0].table, members[0].section
        if len(members) <= FEWEST or table.kind not in ("figures", "rows"):
            continue
        draft = _whole_table(table, section.path)
        if draft is not None and tokens.count(draft.text.text) <= MOST_TABLE * max_tokens:
            yield draft


def _whole_table(table: Table, path: tuple[str, ...]) -> Draft | None:
    cells = [cell for row in table.rows for cell in row.cells if not cell.inherited and cell.parts]
    if not cells:
        return None
    at = cells[0].parts[0].starts[0]
    parts = [part for caption in table.caption for part in (caption, Mapped.inserted("\n", at))]
    names = [c.name for c in table.columns if c.name]
    parts.append(Mapped.inserted("、".join(names), at))
    for row in table.rows:
        own = [cell for cell in row.cells if not cell.inherited]
        for n, cell in enumerate(own):
            parts.append(Mapped.inserted("、" if n else "\n", at))
            parts.extend(cell.parts)
    places = tuple(span for cell in cells for span in cell.spans)
    return Draft(path, Kind.ITEM, Mapped.concat(parts), places=places, lists=True)


def _of_groups(rows: Sequence[_Row], max_tokens: int) -> Iterable[Draft]:
    """The names of rows that share a department, or a verdict such as 【未達成】, over all tables of one form."""
    for _, members in _by(rows, lambda r: r.table.signature):
        for index, column in enumerate(members[0].table.columns):
            if column.role == "department":
                groups = _by(members, partial(_value, index=index))
            elif column.role == "text":
                groups = _by(members, partial(_label, index=index))
            else:
                continue
            if len(groups) > MOST_GROUPS:
                continue
            for value, own in groups:
                names = [name for r in own if (name := r.name) is not None]
                if value and len(names) >= FEWEST:
                    path = _common([r.section.path for r in own])
                    yield from _lists(path, names, max_tokens, f"{column.name}が{value}のもの")


def _value(row: _Row, index: int) -> str:
    column = row.table.columns[index]
    cell = next((c for c in row.row.cells if c.column == column), None)
    return "".join(part.text for part in cell.parts) if cell else ""


def _label(row: _Row, index: int) -> str:
    found = _LABEL.match(_value(row, index))
    return found.group() if found else ""


def _by(rows: Sequence[_Row], key: Callable[[_Row], _K]) -> list[tuple[_K, list[_Row]]]:
    groups: dict[_K, list[_Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return list(groups.items())


def _common(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The headings that all paths begin with."""
    first = min(paths, key=len)
    for n in range(len(first), -1, -1):
        if all(path[:n] == first[:n] for path in paths):
            return first[:n]
    return ()


def _lists(path: tuple[str, ...], names: Sequence[Mapped], max_tokens: int, subject: str) -> Iterable[Draft]:
    """The list as one passage, or as several where it is long, each with how many names there are in all."""
    group: list[Mapped] = []
    subject = subject[:LONGEST_SUBJECT]
    opening = tokens.count(_opening(subject, len(names)))
    size = opening
    for whole in names:
        name, length = _cut(whole, max_tokens - opening)
        if group and size + length > max_tokens:
            yield _draft(path, group, subject, len(names))
            group, size = [], opening
        group.append(name)
        size += length
    if group:
        yield _draft(path, group, subject, len(names))


def _cut(name: Mapped, most: int) -> tuple[Mapped, int]:
    """The name, or the beginning of one that alone is too long, and its tokens with a newline and a bullet."""
    while (length := tokens.count(name.text) + 3) > most and len(name) > 1:
        name = name.slice(0, len(name) // 2)
    return name, length


def _opening(subject: str, count: int) -> str:
    return f"{subject}は、次の{count}件です。"


def _draft(path: tuple[str, ...], names: Sequence[Mapped], subject: str, count: int) -> Draft:
    at = names[0].starts[0]
    parts = [Mapped.inserted(_opening(subject, count), at)]
    for name in names:
        parts.extend((Mapped.inserted("\n・", name.starts[0]), name))
    places = tuple(sorted(name.span() for name in names))
    return Draft(path, Kind.ITEM, Mapped.concat(parts), places=places, lists=True)
