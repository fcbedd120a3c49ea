"""KPI tables whose cells an extraction has scattered over lines.

Lines go in, `Table`s come out. Nothing marks the cells but their form and order: the header's
words tell the columns; then every record runs through name, department, indicator, figures and a
text, in that order, and a text that ends lets the next record begin. A record may carry several
indicators (①, ②) in each of its cells; a department may also stand behind the figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.lines import Line
from ingest.normalise import SPACES, Mapped, heading_text
from ingest.tables import kpi_header, kpi_row
from ingest.tables.kpi_header import Header
from ingest.tables.kpi_row import CIRCLED, DATE, LOWER, UPPER, Draft
from ingest.tables.model import Row, Table

_DASHES = "ー－―—–‐−-"
_NUMBER = re.compile(
    rf"(?:約?[-−▲△]?\d[\d,]*(?:\.\d+)?(?:[^\s\d、。（()）]{{0,8}}(?:[/／][^\s\d、。（()）]{{0,4}})?)?|[{_DASHES}]"
    r"|(?:R|H|令和|平成)\d{1,2}新規|新規|未設定|なし)(?:\([^()]{1,14}\))?"
)
_LABEL = re.compile(r"【[^】]{1,12}】")
_VERDICT = re.compile(
    r"[◎○△×▲●☆★〇◯A-ES][+-]?|(?:一部|未|概ね|おおむね)?達成|(?:概ね|おおむね)?順調|(?:やや|大幅な)?遅れ"
)
MAX_LINES = 60  # of one record
TEXT_WIDTH = 30  # columns from which an unlabelled line reads as text


def find(lines: Sequence[Line], taken: frozenset[int] = frozenset()) -> list[Table]:
    """All scattered tables of the document, in order."""
    tables: list[Table] = []
    i = 0
    while i < len(lines):
        header = None if lines[i].index in taken else kpi_header.find(lines, i, taken)
        if header is None:
            i += 1
            continue
        table, after = _body(lines, header, taken)
        if table is not None:
            tables.append(table)
        i = max(after, header.last + 1)
    return tables


def _body(lines: Sequence[Line], header: Header, taken: frozenset[int]) -> tuple[Table | None, int]:
    """The records below a header, up to the first line that no record holds."""
    i = header.last + 1
    reader = _Reader(lines, header, taken, _labelled(lines, i, taken))
    rows: list[Row] = []
    used: list[int] = []
    while i < len(lines):
        draft, after = reader.record(i)
        if draft is None:
            break
        rows.append(kpi_row.build(draft, header.columns))
        used.extend(draft.lines)
        i = after
    if not rows:
        return None, i
    covered = frozenset([*(line.index for line in lines[header.first : header.last + 1]), *used])
    return Table(min(covered), max(covered), header.columns, tuple(rows), "kpi", (), covered), i


def _labelled(lines: Sequence[Line], i: int, taken: frozenset[int]) -> bool:
    """Whether the texts of this table open with a label such as 【達成】."""
    ahead = [line for line in lines[i : i + 40] if line.index not in taken]
    return any(_LABEL.match(line.stripped) for line in ahead)


@dataclass(frozen=True)
class _Reader:
    """Reads the records of one table."""

    lines: Sequence[Line]
    header: Header
    taken: frozenset[int]
    labelled: bool

    def record(self, begin: int) -> tuple[Draft | None, int]:
        """One record from line `begin` on and the line behind it; None when what stands there is none."""
        draft = Draft()
        stage = "name"
        i = begin
        while i < len(self.lines) and i - begin < MAX_LINES:
            line = self.lines[i]
            if line.index in self.taken:
                break
            if self._ends_figures(line, stage, draft, i):
                if not draft.values:
                    return None, i
                draft.lines.extend(x.index for x in self.lines[begin:i])
                return draft, self._take_text(i, draft) if self.header.has("text") else i
            stage = self._advance(stage, line, draft)
            if stage == "fail":
                return None, i
            i += 1
        if draft.values and not self.header.has("text"):
            draft.lines.extend(x.index for x in self.lines[begin:i])
            return draft, i
        return None, i

    def _ends_figures(self, line: Line, stage: str, draft: Draft, i: int) -> bool:
        """Whether the record's text, or without a column of texts the next record, begins at a line."""
        if self.labelled:
            return bool(_LABEL.match(line.stripped))
        if stage != "values" or _NUMBER.match(heading_text(line.text)) or self._is_more(line):
            return False
        return line.width >= TEXT_WIDTH if self.header.has("text") else not DATE.fullmatch(heading_text(line.text))

    def _is_more(self, line: Line) -> bool:
        """Whether a line behind the figures is the record's verdict or department."""
        folded = heading_text(line.text)
        if self.header.has("verdict") and _VERDICT.fullmatch(folded):
            return True
        return self.header.has("department") and line.width <= TEXT_WIDTH and _is_unit(folded)

    def _advance(self, stage: str, line: Line, draft: Draft) -> str:
        """Puts a line where it belongs and says in which part the record is now."""
        folded = _folded(line)
        if stage == "name":
            after = self._take_name(line, folded, draft)
            if after != "figures":
                return after
            stage = "indicator"
        if stage == "department":
            if _goes_on(draft, heading_text(line.text), folded):
                draft.department.append(_whole(line))
                return stage
            stage = "indicator"
        named = bool(draft.indicator) or not self.header.has("indicator")
        if stage == "indicator" and not (named and (_has_value(folded) or _repeats_number(line.words, draft))):
            draft.indicator.append(_whole(line))
            return "indicator"
        if stage == "values" and self._is_more(line):
            self._take_more(line, draft)
        else:
            _take_values(line.words, folded, draft)
        return "values"

    def _take_name(self, line: Line, folded: list[str], draft: Draft) -> str:
        text = heading_text(line.text)
        if draft.name and UPPER.fullmatch(text):
            draft.department.append(_whole(line))
            return "department"
        if line.stripped.endswith("。") or _LABEL.match(line.stripped) or len(draft.name) >= 6:
            return "fail"
        if draft.name and _has_value(folded) and not self.header.has("indicator"):
            return "figures"
        draft.name.append(_whole(line))
        return "name"

    def _take_more(self, line: Line, draft: Draft) -> None:
        if self.header.has("verdict") and _VERDICT.fullmatch(heading_text(line.text)):
            draft.verdict.append(_whole(line))
        else:
            draft.department.append(_whole(line))

    def _take_text(self, i: int, draft: Draft) -> int:
        """Adds the text from line `i` on; it ends at a gap, behind its last full stop or where a record begins."""
        begin = i
        full = max((x.width for x in self.lines[i : i + 3]), default=0)
        while i < len(self.lines):
            line = self.lines[i]
            if line.index in self.taken or i > begin and _LABEL.match(line.stripped):
                break
            if i > begin and self._text_ended(begin, i, full):
                break
            draft.text.append(_whole(line))
            draft.lines.append(line.index)
            i += 1
        return i

    def _text_ended(self, begin: int, i: int, full: int) -> bool:
        line, previous = self.lines[i], self.lines[i - 1]
        ended = previous.stripped.endswith(("。", "）", ")"))
        if not line.blank_before:
            return ended and self._begins_record(i)
        if ended or previous.width < 0.8 * full:
            return True
        return all(not x.blank_before for x in self.lines[begin + 1 : i])

    def _begins_record(self, i: int) -> bool:
        """Whether the lines from `i` on run through a name and a department, or a name and figures."""
        for k in range(i, min(i + 6, len(self.lines))):
            line = self.lines[k]
            if line.stripped.endswith(("。", "、")) or _LABEL.match(line.stripped):
                return False
            if k > i and UPPER.fullmatch(heading_text(line.text)):
                return True
            if k > i and not self.header.has("department") and _has_value(_folded(line)):
                return True
        return False


def _folded(line: Line) -> list[str]:
    """The words of a line for comparison; one that opens with ② is no figure 2."""
    return [t.text if t.text[:1] in CIRCLED else heading_text(t.text) for t in line.words]


def _is_unit(folded: str) -> bool:
    return bool(UPPER.fullmatch(folded) or LOWER.fullmatch(folded))


def _goes_on(draft: Draft, text: str, folded: list[str]) -> bool:
    """Whether a line is one more unit of a department, or the rest of a wrapped one."""
    so_far = heading_text(kpi_row.departments(draft.department)[-1].text)
    is_open = UPPER.fullmatch(so_far) and not LOWER.fullmatch(text) or not _is_unit(so_far)
    return _is_unit(text) or bool(is_open and len(text) <= 12 and not _has_value(folded))


def _repeats_number(tokens: Sequence[Mapped], draft: Draft) -> bool:
    """Whether a line opens with a ① that the indicator has had already: the figures begin."""
    first = tokens[0].text[:1]
    return first in CIRCLED and any(part.text.strip(SPACES)[:1] == first for part in draft.indicator)


def _whole(line: Line) -> Mapped:
    """The line without outer blanks."""
    return line.mapped.strip()


def _has_value(folded: list[str]) -> bool:
    """Whether a line's first token is a figure."""
    return bool(folded) and bool(_NUMBER.fullmatch(folded[0]))


def _take_values(tokens: Sequence[Mapped], folded: list[str], draft: Draft) -> None:
    """Adds the tokens of a line to the value cells: a figure opens one, anything else goes on in the last.

    In a cell numbered ①, ② only the next ① opens another one: its figures may be wrapped.
    """
    for token, text in zip(tokens, folded, strict=True):
        inside = bool(draft.values) and draft.values[-1][0].text[:1] in CIRCLED
        if token.text[:1] in CIRCLED:
            opens = token.text[0] == "①" or not inside
        else:
            opens = not inside and not DATE.fullmatch(text) and bool(_NUMBER.fullmatch(text))
        if opens or not draft.values:
            draft.values.append([token])
        else:
            draft.values[-1].append(token)
