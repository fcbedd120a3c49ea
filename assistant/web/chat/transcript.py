"""A conversation as it is saved: kept answers go in, what a saved file says comes out, free of any format.

Called by `markdown` and `word`, so that both say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.records.words import JAPAN
from assistant.web.chat import sources, tables
from assistant.web.chat.shown import Shown
from assistant.web.chat.tables import Table
from assistant.web.chat.words import Words


@dataclass(frozen=True)
class Saved:
    """One question. `said` are sentences with marks, `cited` citations in one line each with their address."""

    heading: str
    question: str
    facts: tuple[str, ...]
    said: tuple[str, ...]
    tables: tuple[Table, ...]
    notices: tuple[str, ...]
    cited: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True)
class Transcript:
    """The whole conversation; `notice` says that a machine answered."""

    title: str
    made: str
    notice: str
    turns: tuple[Saved, ...]


def of(turns: Sequence[tuple[Shown, datetime]], now: datetime, w: Words) -> Transcript:
    """The transcript of answers, each with the time it was given."""
    saved = tuple(_saved(shown, at, n, w) for n, (shown, at) in enumerate(turns, 1))
    return Transcript(w("export.title"), w("export.made", at=clock(now)), w("page.notice"), saved)


def clock(at: datetime) -> str:
    """A time as people in Japan read it."""
    return f"{at.astimezone(JAPAN):%Y-%m-%d %H:%M}"


def _saved(shown: Shown, at: datetime, number: int, w: Words) -> Saved:
    answer = shown.answer
    facts = [
        w("export.asked_at", at=clock(at)),
        w("export.status", status=w(f"answer.status_{answer.status.value}")),
    ]
    if answer.understood_question:
        facts.append(w("export.understood", question=answer.understood_question))
    cited = []
    for citation in answer.citations:
        place = shown.place(citation.number)
        line = sources.reference(citation, place.source if place else None, w)
        cited.append((f"[{citation.number}] {line}", sources.address(citation)))
    return Saved(
        w("export.question", number=number),
        answer.question,
        tuple(facts),
        tuple(s.text + "".join(f"[{n}]" for n in s.citations) for s in answer.sentences),
        tuple(tables.all_tables(shown, w)),
        answer.notices,
        tuple(cited),
    )
