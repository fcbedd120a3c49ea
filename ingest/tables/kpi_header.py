"""The header of a KPI table whose words an extraction has scattered over lines.

Lines go in, a `Header` with its columns comes out; `scattered` reads the records below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.lines import Line
from ingest.normalise import Mapped, heading_text, join_lines
from ingest.tables.model import Column, role_of

_ERA = r"(?:(?:R|令和|H|平成)(?:\d{1,2}|元)|20\d\d)(?:\(\d+\))?年?度?末?"
_YEAR = re.compile(rf"{_ERA}(?:時点)?")
_VALUE = re.compile(rf"(?:{_ERA})?(?:(?:基準|現状|現況|目標|実績|見込|計画)値?|達成率|達成度)(?:{_ERA})?")
_VERDICT = re.compile(r"(?:自己)?評価|判定|評定|達成状況|達成区分|進捗(?:状況|度|区分)|ランク")
_INDICATOR = re.compile(r"(?:KPI|成果|数値|重要業績評価)(?:指標|目標)?(?:名)?|指標名?")
MAX_LINES = 24


@dataclass(frozen=True)
class Header:
    """A header block: its lines and columns."""

    first: int
    last: int
    columns: tuple[Column, ...]

    def has(self, role: str) -> bool:
        """Whether a column of this role is there."""
        return any(c.role == role for c in self.columns)


def _word(token: Mapped) -> str:
    """What a header token is: "year", "value", a role, or "" for no header word."""
    folded = heading_text(token.text)
    # 項目（単位）, 現状値（R4）: what a bracket adds does not change the kind.
    bare = re.sub(r"\([^()]*\)$", "", folded) or folded.strip("()")
    for kind, pattern in (("value", _VALUE), ("year", _YEAR), ("verdict", _VERDICT), ("name", _INDICATOR)):
        if pattern.fullmatch(bare):
            return kind
    if bare in ("時点", "基準年", "基準年度"):
        return "time"
    if bare == "単位":
        return "unit"
    role = role_of(bare)
    return role if role in ("name", "department", "text", "number") and len(bare) <= 14 else ""


def find(lines: Sequence[Line], i: int, taken: frozenset[int]) -> Header | None:
    """The header block that begins at line `i`: header words only, figures and a name among them."""
    words: list[tuple[str, Mapped]] = []
    j = i
    while j < len(lines) and j - i < MAX_LINES and lines[j].index not in taken and "\t" not in lines[j].text:
        tokens = lines[j].words
        kinds = [_word(t) for t in tokens]
        if not all(kinds):
            break
        words.extend(zip(kinds, tokens, strict=True))
        j += 1
    kinds_seen = [k for k, _ in words]
    if kinds_seen.count("value") < 2 or "name" not in kinds_seen or words[0][0] not in ("name", "number") or j - i < 2:
        return None
    return Header(i, j - 1, _assemble(words))


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
    order = {"number": 0, "name": 1, "department": 2, "indicator": 3, "value": 4, "verdict": 5, "text": 6}
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
