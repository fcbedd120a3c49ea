"""A record of a scattered KPI table: the lines of its parts become the cells of its columns.

A `Draft` comes in from `scattered`, a `Row` goes out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.normalise import SPACES, Mapped, heading_text, join_lines, squeeze
from ingest.tables.model import Column, Row, TableCell

DATE = re.compile(r"[（(](?:(?:R|H|S|令和|平成|昭和)\s*(?:\d{1,2}|元)|(?:19|20)\d\d)[^()（）]{0,12}[)）]")
CIRCLED = "①②③④⑤⑥⑦⑧⑨"
UPPER = re.compile(r"\S{1,10}(?:部|局|庁|本部|委員会|監|議会)$")
LOWER = re.compile(r"\S{1,24}(?:課|室|センター|班|チーム|事務所|所|局|部|監|園|館|校)$")


@dataclass
class Draft:
    """The lines of one record, part by part."""

    name: list[Mapped] = field(default_factory=list)
    department: list[Mapped] = field(default_factory=list)
    indicator: list[Mapped] = field(default_factory=list)
    values: list[list[Mapped]] = field(default_factory=list)
    verdict: list[Mapped] = field(default_factory=list)
    text: list[Mapped] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def build(draft: Draft, columns: tuple[Column, ...]) -> Row:
    values = [c for c in columns if c.role == "value"]
    stray = _stray_date(draft)
    cells: list[TableCell] = []
    groups = _fit(draft.values, values)
    if stray is not None and groups and not any(DATE.search(heading_text(t.text)) for t in groups[0]):
        groups[0] = [*groups[0], stray]
    parts = {
        "name": (join_lines(draft.name),),
        "department": departments(draft.department),
        "indicator": _numbered_parts(draft.indicator),
        "verdict": (join_lines(draft.verdict),),
        "text": (join_lines(draft.text),),
    }
    for column in columns:
        if column.role == "value":
            at = values.index(column)
            cells.append(TableCell(column, _numbered_parts(groups[at]) if at < len(groups) else ()))
        elif column.role in parts:
            cells.append(TableCell(column, parts[column.role]))
    name = join_lines(draft.name).text
    return Row(tuple(c for c in cells if c.text), "", name)


def departments(lines: list[Mapped]) -> tuple[Mapped, ...]:
    """Wrapped names joined: a new unit begins where the former one is complete."""
    units: list[list[Mapped]] = []
    for line in lines:
        so_far = heading_text("".join(p.text for p in units[-1])) if units else ""
        done = LOWER.fullmatch(so_far) or UPPER.fullmatch(so_far)
        if units and not done:
            units[-1].append(line)
        else:
            units.append([line])
    return tuple(join_lines(u) for u in units)


def _numbered_parts(tokens: list[Mapped]) -> tuple[Mapped, ...]:
    """One part, or one for each of ①, ②."""
    parts: list[list[Mapped]] = []
    for token in tokens:
        if token.text.strip(SPACES)[:1] in CIRCLED or not parts:
            parts.append([token])
        else:
            parts[-1].append(token)
    return tuple(join_lines(p) for p in parts)


def _stray_date(draft: Draft) -> Mapped | None:
    """A date at the end of the text that belongs to the baseline ("…できた。(R2.12)")."""
    if not draft.text:
        return None
    last = draft.text[-1]
    found = re.search(r"(?<=[。．])\s*([（(](?:[RＲHＨ]|令和|平成)[^()（）]{1,10}[)）])$", last.text)
    if not found:
        return None
    draft.text[-1] = last.slice(0, found.start())
    return last.slice(*found.span(1))


def _fit(groups: list[list[Mapped]], columns: list[Column]) -> list[list[Mapped]]:
    """As many groups as columns: more than that are joined where their notes name one column's kind."""
    groups = [list(g) for g in groups]
    while len(groups) > len(columns) > 0:
        at = next(
            (
                i
                for i in range(len(groups) - 1)
                for word in ("目標", "実績", "見込")
                if word in _note(groups[i]) and word in _note(groups[i + 1])
            ),
            None,
        )
        if at is None:
            at = next(
                (
                    i
                    for i in range(len(groups) - 1)
                    if squeeze("".join(t.text for t in groups[i])).endswith(("年度比", "比"))
                ),
                len(groups) - 2,
            )
        groups[at : at + 2] = [groups[at] + groups[at + 1]]
    return groups


def _note(group: list[Mapped]) -> str:
    return "".join(t.text for t in group if t.text[:1] in "（(")
