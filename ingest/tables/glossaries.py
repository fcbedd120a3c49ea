"""Glossaries whose entries carry a mark: `用語：解説`, `用語 … 解説`, `【用語】` or `■用語` with the text below.

Lines go in, `Table`s of kind "term" come out; `terms` calls it for what its column form does not hold.
A glossary stands below a line such as 用語解説 and has three entries or more of one form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import marks
from ingest.lines import Line
from ingest.marks import COUNTED, Style
from ingest.normalise import SPACES, Mapped, heading_text, join_lines
from ingest.tables.model import Column, Row, Table, TableCell

_HEAD = re.compile(
    r"(?:#{1,6}|第?[\d一二三四五六七八九十]+[章節部]?[.．、]?|[（(]\d+[)）]|[■●○◆◇□【〈<《※]|(?:巻末)?(?:資料|参考|付録)\d*[:：]?)*"
    r"(?:主な)?(?:用語|語句|略語)(?:の?(?:解説|説明|定義|意味)|集|一覧|解説集)?[】〉>》]?(?:\(?50音順\)?)?"
)
_TERM = r"(?P<term>[^。、：:\n]{1,40}?)"
_FORMS = (
    re.compile(rf"[・■●○◆◇□*-]?\s*{_TERM}\s*[：:]\s*(?P<text>\S.*)$"),
    re.compile(rf"[・■●○◆◇□*-]?\s*{_TERM}\s*(?:[…‥]+|・{{3,}}|[―─—]{{1,2}}|\.{{3,}})\s*(?P<text>\S.*)$"),
    re.compile(r"(?:【(?P<term>[^】]{1,40})】|\*\*(?P<bold>[^*]{1,40})\*\*)\s*(?P<text>.*)$"),
    re.compile(r"[■●○◆◇□▼▲・]\s*(?P<term>[^。：:]{1,40})(?P<text>)$"),
    re.compile(r"(?P<term>[^。、\s]{1,40})(?:\u3000+|[ \t]{2,})(?P<text>[^\s].{5,})$"),
)
_CLOSED = ("。", "．", "）", ")", "」")
LEAST = 3  # entries that make a glossary


@dataclass
class _Entry:
    term: Mapped
    text: list[Mapped]
    lines: list[Line]

    @property
    def is_closed(self) -> bool:
        """Whether the text so far ends like a sentence, so that another entry may begin."""
        return bool(self.text) and self.text[-1].text.rstrip(SPACES).endswith(_CLOSED)


def find(lines: Sequence[Line], taken: frozenset[int] = frozenset()) -> list[Table]:
    """All glossaries with marked entries."""
    tables: list[Table] = []
    i = 0
    while i < len(lines):
        i += 1
        if lines[i - 1].index in taken or not _HEAD.fullmatch(heading_text(lines[i - 1].text)):
            continue
        entries = _best(lines, i, taken)
        if len(entries) >= LEAST:
            tables.append(_table(entries))
            i += sum(len(e.lines) for e in entries)
    return tables


def _best(lines: Sequence[Line], i: int, taken: frozenset[int]) -> list[_Entry]:
    """The entries from line `i` on, in the first form that holds enough of them."""
    for form in _FORMS:
        entries = _entries(lines, i, taken, form)
        if len(entries) >= LEAST:
            return entries
    return []


def _entries(lines: Sequence[Line], i: int, taken: frozenset[int], form: re.Pattern[str]) -> list[_Entry]:
    entries: list[_Entry] = []
    while i < len(lines) and lines[i].index not in taken:
        line = lines[i]
        entry = _entry(line, form) if not entries or entries[-1].is_closed else None
        if entry is not None:
            entries.append(entry)
        elif not entries or _begins_something(line, entries[-1]):
            break
        else:
            entries[-1].text.append(line.mapped)
            entries[-1].lines.append(line)
        i += 1
    while entries and not entries[-1].text:
        entries.pop()
    return entries


def _entry(line: Line, form: re.Pattern[str]) -> _Entry | None:
    found = form.match(line.stripped)
    if not found:
        return None
    name = "term" if found.group("term") else "bold"
    at = line.start + len(line.text) - len(line.text.lstrip(SPACES))
    term = Mapped.at(found.group(name).strip(SPACES), at + found.start(name))
    text = found.group("text")
    return _Entry(term, [Mapped.at(text, at + found.start("text"))] if text.strip() else [], [line])


def _begins_something(line: Line, last: _Entry) -> bool:
    """Whether a line that is no entry ends the glossary: a heading, or a text behind a closed entry."""
    mark = marks.parse(line.stripped)
    if mark is not None and last.is_closed and (mark.style in COUNTED or mark.style is Style.MARKDOWN):
        return True
    return last.is_closed and line.blank_before > last.lines[-1].blank_before and line.text[:1] not in SPACES


def _table(entries: Sequence[_Entry]) -> Table:
    columns = (Column("用語", (), "name"), Column("解説", (), "text"))
    rows = []
    for entry in entries:
        term, text = join_lines([entry.term]), join_lines(entry.text)
        rows.append(Row((TableCell(columns[0], (term,)), TableCell(columns[1], (text,))), "", term.text))
    covered = frozenset(line.index for e in entries for line in e.lines)
    return Table(min(covered), max(covered), columns, tuple(rows), "term", (), covered)
