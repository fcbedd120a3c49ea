"""What a request says beside its question: a body goes in, the chain's `Given` comes out.

Called by `assistant.web.api.routes`. Former questions are masked here, before anything sees them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.given import Given
from assistant.guardrails import hygiene
from assistant.guardrails.private import displayed
from assistant.verify.folding import fold
from assistant.verify.times import times
from assistant.web.api import bodies
from ingest.models import Source
from vectorstore.chroma import Filters

Sources = Callable[[], Iterable[Source]]
NOWHERE = ("",)  # no document has an empty id


def given_of(body: bodies.Ask, sources: Sources, session: str = "") -> Given:
    """Filters, history and session. `sources`: the documents of this audience, read for a fiscal year alone."""
    history = tuple(displayed(hygiene.clean(asked.question).text) for asked in body.history)
    return Given(_filters(body.filters, sources), history, session)


def _filters(wanted: bodies.Filters, sources: Sources) -> Filters:
    documents = bodies.names(wanted.document)
    year = None if wanted.fiscal_year is None else bodies.year_of(wanted.fiscal_year)
    if year is not None:
        covered = [s.id for s in sources() if (not documents or s.id in documents) and covers(s, year)]
        documents = tuple(covered) or NOWHERE
    return Filters(document_ids=documents, publishers=bodies.names(wanted.publisher))


def covers(source: Source, year: int) -> bool:
    """Whether a document holds good in a fiscal year: by its period, else its days, else the day it was issued."""
    named = sorted(y.year for y in times(fold(source.period)).years)
    if named:
        return named[0] <= year <= named[-1]
    first, last = _fiscal(source.effective_from), _fiscal(source.effective_until)
    if first is not None or last is not None:
        return (first is None or first <= year) and (last is None or year <= last)
    return _fiscal(source.issued) == year


def _fiscal(day: str) -> int | None:
    """The fiscal year of an ISO date that may lack day or month; it begins in April."""
    if not day[:4].isdigit():
        return None
    return int(day[:4]) - (day[5:7] in ("01", "02", "03"))
