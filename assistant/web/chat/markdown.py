"""A transcript as Markdown; called by `downloads`. No text of a document can become markup."""

from __future__ import annotations

import re

from assistant.web.chat.tables import Table
from assistant.web.chat.transcript import Saved, Transcript
from assistant.web.chat.words import Words

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!])")
_LINE_START = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)", re.MULTILINE)


def markdown(transcript: Transcript, w: Words) -> str:
    """The file's text."""
    parts = [f"# {_plain(transcript.title)}", _plain(transcript.made), f"**{_plain(transcript.notice)}**"]
    for turn in transcript.turns:
        parts += _turn(turn, w)
    return "\n\n".join(parts) + "\n"


def _turn(turn: Saved, w: Words) -> list[str]:
    parts = [f"## {_plain(turn.heading)}", _plain(turn.question), "\n".join(f"- {_plain(f)}" for f in turn.facts)]
    if turn.said:
        parts += [f"### {w('export.answer')}", "\n\n".join(map(_plain, turn.said))]
    for table in turn.tables:
        parts += [f"### {w('export.table')}", _table(table)]
    if turn.notices:
        parts += [f"### {w('export.notices')}", "\n".join(f"- {_plain(n)}" for n in turn.notices)]
    if turn.cited:
        lines = [f"- {_plain(line)}" + (f" <{address}>" if address else "") for line, address in turn.cited]
        parts += [f"### {w('export.sources')}", "\n".join(lines)]
    return parts


def _table(table: Table) -> str:
    head, *body = [[_plain(cell).replace("\n", "<br>") for cell in row] for row in table]
    lines = [_row(head), _row(["---"] * len(head))]
    for row in body:
        same = len(row) == len(head)
        lines += [_row(row)] if same else ["", _row(row), _row(["---"] * len(row))]  # another table begins
    return "\n".join(lines)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    return _LINE_START.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", text))
