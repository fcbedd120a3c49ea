"""Entries as files for other programs: entries go in, lines of JSONL or CSV come out; called by `audit export`.

CSV is for spreadsheets: UTF-8 with a byte order mark, and no cell that a spreadsheet would run as a formula.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from assistant.records import shape
from assistant.records.entry import Entry

COLUMNS = (
    *("seq", "id", "kind", "about", "at", "audience", "channel", "status", "status_reason", "question", "answer"),
    *("citations", "considered", "used", "dropped", "verdicts", "generator", "index_version", "prompt_version"),
    *("timings_ms", "session", "good", "reason", "comment", "other", "text_expired", "text_hash", "previous", "hash"),
)
_OTHER = ("values", "changed", "stopped", "before", "erased", "restored", "head", "replaced")
# What makes a spreadsheet take a cell for a formula (OWASP, CSV Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def jsonl(entries: Iterable[Entry]) -> Iterator[str]:
    """An object a line."""
    for entry in entries:
        yield json.dumps(shape.of(entry), ensure_ascii=False) + "\n"


def as_csv(entries: Iterable[Entry]) -> Iterator[str]:
    """A row an entry, the names of COLUMNS first; lists and objects are JSON in their cell."""
    yield "\ufeff" + _row(COLUMNS)
    for entry in entries:
        shaped = shape.of(entry)
        flat = {**shaped, **shaped["facts"], **_texts(shaped["text"])}
        flat["other"] = {name: flat[name] for name in _OTHER if name in flat} or None
        yield _row([_cell(flat.get(name)) for name in COLUMNS])


def _texts(text: dict[str, Any]) -> dict[str, Any]:
    """The texts that have a column; the sentences that were dropped stand in `facts` by their reasons alone."""
    return {name: text[name] for name in ("question", "answer", "session", "comment") if name in text}


def _row(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if text.startswith(_FORMULA) else text
