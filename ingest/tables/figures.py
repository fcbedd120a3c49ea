"""Tables of figures with nothing but blanks between their cells, their header lines displaced.

Lines go in, `Table`s come out: at least three lines in a row that end in the same number of figures.
Column names, year groups, unit and notes are looked for on both sides, because extraction moves them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.lines import Line
from ingest.normalise import Mapped, heading_text, join_lines, squeeze
from ingest.tables.model import Column, Row, Table, TableCell

_FIGURE = re.compile(r"[-−－▲△+＋]?[\d０-９][\d０-９,，.．]*[%％]?|[-－―ー]")
_YEAR = re.compile(r"(?:(?:19|20)\d\d|令和\d+|平成\d+|R\d+|H\d+)(?:\([^()]{1,8}\))?年?度?末?")
_REACH = 5


def find(lines: Sequence[Line], taken: frozenset[int] = frozenset()) -> list[Table]:
    """All tables of figures, in order."""
    tables = []
    i = 0
    while i < len(lines):
        rows = _run(lines, i, taken)
        if len(rows) >= 3:
            tables.append(_table(lines, i, rows, taken))
            i += len(rows)
        else:
            i += 1
    return tables


def _split(line: Line) -> tuple[Mapped, tuple[Mapped, ...]] | None:
    """A line as label and figures, or None when it does not end in two figures or more."""
    tokens = line.words
    at = len(tokens)
    while at and _FIGURE.fullmatch(tokens[at - 1].text):
        at -= 1
    if at == 0 or len(tokens) - at < 2 or "\t" in line.text or _are_years(tokens[at:]):
        return None
    label = join_lines([Mapped.concat(tokens[:at])])
    if len(label.text) > 20 or re.search(r"[。、：:]", label.text):
        return None
    return label, tokens[at:]


def _run(lines: Sequence[Line], i: int, taken: frozenset[int]) -> list[tuple[Mapped, tuple[Mapped, ...]]]:
    rows: list[tuple[Mapped, tuple[Mapped, ...]]] = []
    while i < len(lines) and lines[i].index not in taken:
        row = _split(lines[i])
        if row is None or rows and len(row[1]) != len(rows[0][1]):
            break
        rows.append(row)
        i += 1
    return rows


def _table(
    lines: Sequence[Line], i: int, rows: list[tuple[Mapped, tuple[Mapped, ...]]], taken: frozenset[int]
) -> Table:
    width = len(rows[0][1])
    near = [
        *range(i - 1, max(-1, i - 1 - _REACH), -1),
        *range(i + len(rows), min(len(lines), i + len(rows) + _REACH)),
    ]
    near = [n for n in near if lines[n].index not in taken]
    leaf = next((n for n in near if _is_leaf(lines[n], width)), None)
    groups = [n for n in near if n != leaf and _is_groups(lines[n])]
    captions = [n for n in near if n != leaf and n not in groups and _is_caption(lines[n])]
    columns = _columns(lines, leaf, groups, width)
    label_column = Column("")
    records = tuple(
        Row(
            (
                TableCell(label_column, (label,)),
                *(TableCell(c, (join_lines([f]),)) for c, f in zip(columns, figures, strict=True)),
            ),
            "",
            squeeze(label.text),
        )
        for label, figures in rows
    )
    own = list(range(i, i + len(rows)))
    covered = frozenset(lines[n].index for n in [*own, *([leaf] if leaf is not None else []), *groups, *captions])
    caption = tuple(join_lines([lines[n].mapped]) for n in sorted(captions))
    return Table(min(covered), max(covered), (label_column, *columns), records, "figures", caption, covered)


def _is_leaf(line: Line, width: int) -> bool:
    tokens = line.words
    return len(tokens) in (width, width + 1) and not any(re.search(r"\d{3}", heading_text(t.text)) for t in tokens)


def _is_groups(line: Line) -> bool:
    """Whether a line names years, perhaps behind the name of the first column (区分 2022 2023)."""
    words = line.words
    return all(map(_is_year, words)) or len(words) > 2 and _are_years(words[1:])


def _is_year(word: Mapped) -> bool:
    return bool(_YEAR.fullmatch(heading_text(word.text)))


def _are_years(words: Sequence[Mapped]) -> bool:
    """Whether figures are years that go up, so that their line is a header and no row."""
    values = [_year_value(heading_text(w.text)) for w in words]
    return all(map(_is_year, words)) and all(a < b for a, b in zip(values, values[1:], strict=False))


def _is_caption(line: Line) -> bool:
    return "単位" in line.text or bool(re.match(r"[※*＊]|表\s*[0-9０-９]", line.stripped))


def _columns(lines: Sequence[Line], leaf: int | None, groups: list[int], width: int) -> tuple[Column, ...]:
    names = lines[leaf].words[-width:] if leaf is not None else []
    labels = [t for n in groups for t in lines[n].words if _is_year(t)]
    labels.sort(key=lambda t: _year_value(heading_text(t.text)))
    if not names:
        if len(labels) == width:
            return tuple(Column(join_lines([t]).text, (t.span(),)) for t in labels)
        return tuple(Column("") for _ in range(width))
    first = heading_text(names[0].text)
    group = -1
    columns = []
    repeats = sum(heading_text(n.text) == first for n in names)
    for name in names:
        if heading_text(name.text) == first:
            group += 1
        text = re.sub(r"^[（(]|[)）]$", "", join_lines([name]).text)
        if labels and repeats == len(labels):
            label = labels[group]
            columns.append(Column(f"{join_lines([label]).text} {text}", (label.span(), name.span())))
        else:
            columns.append(Column(text, (name.span(),)))
    return tuple(columns)


def _year_value(text: str) -> int:
    found = re.search(r"(?:19|20)\d\d", text)
    if found:
        return int(found.group())
    era = re.match(r"(令和|R|平成|H)(\d+)", text)
    return int(era.group(2)) + (2018 if era.group(1) in ("令和", "R") else 1988) if era else 0
