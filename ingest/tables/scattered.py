"""KPI tables whose cells an extraction has scattered over lines.

Lines go in, `Table`s come out. Nothing marks the cells but their form and order: the header's
words tell the columns; then every record runs through name, department, indicator, figures and a
text, in that order, and a text that ends lets the next record begin. A record may carry several
indicators (①, ②) in each of its cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.lines import Line
from ingest.normalise import SPACES, Mapped, heading_text, join_lines, squeeze
from ingest.tables.model import Column, Row, Table, TableCell, role_of

_YEAR = re.compile(r"(?:R|令和|H|平成|20\d\d)(?:\d{1,2}|元)?(?:\(\d+\))?年?度?末?(?:時点)?")
_VALUE = re.compile(
    r"(?:(?:R|令和|H|平成|20\d\d)(?:\d{1,2}|元)?(?:\(\d+\))?年?度?末?)?(?:基準値|現状値|現況値|目標値|実績値|見込値|計画値|達成率|達成度)"
)
_DASHES = "ー－―—–‐−-"
_NUMBER = re.compile(
    rf"約?[-−▲△]?\d[\d,]*(?:\.\d+)?(?:[^\s\d、。（()）]{{0,8}}(?:[/／][^\s\d、。（()）]{{0,4}})?)?|[{_DASHES}]|(?:R|H|令和|平成)\d{{1,2}}新規|新規|未設定|なし"
)
_DATE = re.compile(r"[（(](?:(?:R|H|S|令和|平成|昭和)\s*(?:\d{1,2}|元)|(?:19|20)\d\d)[^()（）]{0,12}[)）]")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨"
_UPPER = re.compile(r"\S{1,10}(?:部|局|庁|本部|委員会|監|議会)$")
_LOWER = re.compile(r"\S{1,24}(?:課|室|センター|班|チーム|事務所|所|局|部|監|園|館|校)$")
_LABEL = re.compile(r"【[^】]{1,12}】")
MAX_HEADER_LINES = 24


@dataclass
class _Header:
    """A header block: its lines and columns."""

    first: int
    last: int
    columns: tuple[Column, ...]


@dataclass
class _Draft:
    """The lines of one record, part by part."""

    name: list[Mapped] = field(default_factory=list)
    department: list[Mapped] = field(default_factory=list)
    indicator: list[Mapped] = field(default_factory=list)
    values: list[list[Mapped]] = field(default_factory=list)
    text: list[Mapped] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def find(lines: Sequence[Line], taken: frozenset[int] = frozenset()) -> list[Table]:
    """All scattered tables of the document, in order."""
    tables: list[Table] = []
    i = 0
    while i < len(lines):
        header = None if lines[i].index in taken else _header(lines, i, taken)
        if header is None:
            i += 1
            continue
        table, after = _body(lines, header, taken)
        if table is not None:
            tables.append(table)
        i = max(after, header.last + 1)
    return tables


def _word(token: Mapped) -> str:
    """What a header token is: "year", "value", a role, or "" for no header word."""
    folded = heading_text(token.text)
    bare = re.sub(r"^\(|\)$", "", folded)
    if _VALUE.fullmatch(bare):
        return "value"
    if _YEAR.fullmatch(bare):
        return "year"
    if bare in ("時点", "基準年", "基準年度"):
        return "time"
    if bare == "単位":
        return "unit"
    role = role_of(bare)
    return role if role in ("name", "department", "text", "number") and len(bare) <= 14 else ""


def _header(lines: Sequence[Line], i: int, taken: frozenset[int]) -> _Header | None:
    """The header block that begins at line `i`: header words only, figures and a name among them."""
    words: list[tuple[str, Mapped]] = []
    j = i
    while j < len(lines) and j - i < MAX_HEADER_LINES and lines[j].index not in taken and "\t" not in lines[j].text:
        tokens = lines[j].words
        kinds = [_word(t) for t in tokens]
        if not all(kinds):
            break
        words.extend(zip(kinds, tokens, strict=True))
        j += 1
    kinds_seen = [k for k, _ in words]
    if kinds_seen.count("value") < 2 or "name" not in kinds_seen or words[0][0] not in ("name", "number") or j - i < 2:
        return None
    return _Header(i, j - 1, _assemble(words))


def _assemble(words: list[tuple[str, Mapped]]) -> tuple[Column, ...]:
    """The columns in order: years pair with the values that follow, a second name is the indicator."""
    columns: list[tuple[str, list[Mapped]]] = []
    years: list[list[Mapped]] = []
    for kind, token in words:
        if kind == "year":
            slot: list[Mapped] = [token]
            columns.append(("value", slot))
            years.append(slot)
        elif kind == "value":
            if years:
                years.pop(0).append(token)
            else:
                columns.append(("value", [token]))
        elif kind == "unit":
            _append_to(columns, ("indicator", "name"), token)
        elif kind == "time":
            _append_to(columns, ("value",), token)
        elif kind == "name" and any(k == "name" for k, _ in columns):
            columns.append(("indicator", [token]))
        else:
            columns.append((kind, [token]))
    order = {"number": 0, "name": 1, "department": 2, "indicator": 3, "value": 4, "text": 5}
    columns.sort(key=lambda c: order[c[0]])
    return tuple(Column(_joined(tokens), tuple(t.span() for t in tokens), role) for role, tokens in columns)


def _joined(tokens: list[Mapped]) -> str:
    return "".join(join_lines([t]).text for t in tokens)


def _append_to(columns: list[tuple[str, list[Mapped]]], roles: tuple[str, ...], token: Mapped) -> None:
    for role in roles:
        for kind, tokens in columns if role == "value" else reversed(columns):
            if kind == role:
                tokens.append(token)
                return


def _body(lines: Sequence[Line], header: _Header, taken: frozenset[int]) -> tuple[Table | None, int]:
    """The records below a header, up to the first line that no record holds."""
    i = header.last + 1
    labelled = _labelled(lines, i, taken)
    rows: list[Row] = []
    used: list[int] = []
    while i < len(lines):
        draft, after = _record(lines, i, labelled, taken)
        if draft is None:
            break
        rows.append(_row(draft, header.columns))
        used.extend(draft.lines)
        i = after
    if not rows:
        return None, i
    covered = frozenset([*range(header.first, header.last + 1), *used])
    return Table(header.first, max(covered), header.columns, tuple(rows), "kpi", (), covered), i


def _labelled(lines: Sequence[Line], i: int, taken: frozenset[int]) -> bool:
    """Whether the texts of this table open with a label such as 【達成】."""
    ahead = [line for line in lines[i : i + 40] if line.index not in taken]
    return any(_LABEL.match(line.stripped) for line in ahead)


def _record(lines: Sequence[Line], i: int, labelled: bool, taken: frozenset[int]) -> tuple[_Draft | None, int]:
    """One record from line `i` on, or None when what stands there is none."""
    draft = _Draft()
    stage = "name"
    begin = i
    while i < len(lines) and i - begin < 60:
        line = lines[i]
        if line.index in taken:
            return None, i
        tokens = line.words
        is_text = bool(_LABEL.match(line.stripped)) if labelled else _is_text(line, stage)
        if is_text:
            if stage not in ("values", "indicator") or not draft.values:
                return None, i
            draft.lines.extend(line_.index for line_ in lines[begin:i])
            after = _take_text(lines, i, draft, taken)
            return draft, after
        stage = _advance(stage, line, tokens, draft, labelled)
        if stage == "fail":
            return None, i
        i += 1
    return None, i


def _is_text(line: Line, stage: str) -> bool:
    return stage == "values" and line.width >= 30 and not _NUMBER.match(heading_text(line.text))


def _advance(stage: str, line: Line, tokens: Sequence[Mapped], draft: _Draft, labelled: bool) -> str:
    """Puts a line where it belongs and says in which part the record is now."""
    folded = [heading_text(t.text) for t in tokens]
    whole = _whole(line)
    if stage == "name":
        if draft.name and _UPPER.fullmatch(heading_text(line.text)):
            draft.department.append(whole)
            return "department"
        if line.stripped.endswith("。") or _LABEL.match(line.stripped) or len(draft.name) >= 6:
            return "fail"
        draft.name.append(whole)
        return "name"
    if stage == "department":
        so_far = heading_text(draft.department[-1].text)
        text = heading_text(line.text)
        open_unit = bool(_UPPER.fullmatch(so_far) and not _LOWER.fullmatch(text)) or not (
            _UPPER.fullmatch(so_far) or _LOWER.fullmatch(so_far)
        )
        if (
            _UPPER.fullmatch(text)
            or _LOWER.fullmatch(text)
            or (open_unit and len(text) <= 12 and not _has_value(folded))
        ):
            draft.department.append(whole)
            return "department"
        stage = "indicator"
    if stage == "indicator" and not (draft.indicator and (_has_value(folded) or _repeats_number(tokens, draft))):
        draft.indicator.append(whole)
        return "indicator"
    _take_values(tokens, folded, draft)
    return "values"


def _repeats_number(tokens: Sequence[Mapped], draft: _Draft) -> bool:
    """Whether a line opens with a ① that the indicator has had already: the figures begin."""
    first = tokens[0].text[:1]
    return first in _CIRCLED and any(part.text.strip(SPACES)[:1] == first for part in draft.indicator)


def _whole(line: Line) -> Mapped:
    """The line without outer blanks."""
    return line.mapped.strip()


def _has_value(folded: list[str]) -> bool:
    """Whether a line's first token is a figure."""
    first = folded[0] if folded else ""
    return bool(_NUMBER.fullmatch(first))


def _take_values(tokens: Sequence[Mapped], folded: list[str], draft: _Draft) -> None:
    """Adds the tokens of a line to the value cells: a figure opens one, anything else goes on in the last.

    In a cell numbered ①, ② only the next ① opens another one: its figures may be wrapped.
    """
    for token, text in zip(tokens, folded, strict=True):
        inside = bool(draft.values) and draft.values[-1][0].text[:1] in _CIRCLED
        if token.text[:1] in _CIRCLED:
            opens = token.text[0] == "①" or not inside
        else:
            opens = not inside and not _DATE.fullmatch(text) and bool(_NUMBER.fullmatch(text))
        if opens or not draft.values:
            draft.values.append([token])
        else:
            draft.values[-1].append(token)


def _take_text(lines: Sequence[Line], i: int, draft: _Draft, taken: frozenset[int]) -> int:
    """Adds the text that begins at line `i`; it ends at a gap or behind its last full stop."""
    begin = i
    full = max((lines[k].width for k in range(i, min(i + 3, len(lines)))), default=0)
    while i < len(lines):
        line = lines[i]
        if line.index in taken or i > begin and _LABEL.match(line.stripped):
            break
        if i > begin and line.blank_before:
            previous = lines[i - 1]
            ended = previous.stripped.endswith(("。", "）", ")")) or previous.width < 0.8 * full
            if ended or not lines[begin + 1 : i] or all(not x.blank_before for x in lines[begin + 1 : i]):
                break
        draft.text.append(_whole(line))
        draft.lines.append(line.index)
        i += 1
    return i


def _row(draft: _Draft, columns: tuple[Column, ...]) -> Row:
    values = [c for c in columns if c.role == "value"]
    stray = _stray_date(draft)
    cells: list[TableCell] = []
    groups = _fit(draft.values, values)
    if stray is not None and groups and not any(_DATE.search(heading_text(t.text)) for t in groups[0]):
        groups[0] = [*groups[0], stray]
    for column in columns:
        if column.role == "name":
            cells.append(TableCell(column, (join_lines(draft.name),)))
        elif column.role == "department":
            cells.append(TableCell(column, _departments(draft.department)))
        elif column.role == "indicator":
            cells.append(TableCell(column, _numbered_parts(draft.indicator)))
        elif column.role == "value":
            at = values.index(column)
            if at < len(groups) and groups[at]:
                cells.append(TableCell(column, _numbered_parts(groups[at])))
        elif column.role == "text" and draft.text:
            cells.append(TableCell(column, (join_lines(draft.text),)))
    name = join_lines(draft.name).text
    return Row(tuple(c for c in cells if c.text), "", name)


def _departments(lines: list[Mapped]) -> tuple[Mapped, ...]:
    """Wrapped names joined: a new unit begins where the former one is complete."""
    units: list[list[Mapped]] = []
    for line in lines:
        so_far = heading_text("".join(p.text for p in units[-1])) if units else ""
        done = _LOWER.fullmatch(so_far) or _UPPER.fullmatch(so_far)
        if units and not done:
            units[-1].append(line)
        else:
            units.append([line])
    return tuple(join_lines(u) for u in units)


def _numbered_parts(tokens: list[Mapped]) -> tuple[Mapped, ...]:
    """One part, or one for each of ①, ②."""
    parts: list[list[Mapped]] = []
    for token in tokens:
        if token.text.strip(SPACES)[:1] in _CIRCLED or not parts:
            parts.append([token])
        else:
            parts[-1].append(token)
    return tuple(join_lines(p) for p in parts)


def _stray_date(draft: _Draft) -> Mapped | None:
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
