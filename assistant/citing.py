"""A piece of evidence as a citation of the contract: where it stands, what it quotes. Pure; for `verifying`."""

from __future__ import annotations

import re

from assistant import editions
from assistant.answer import Citation, ContextSpan
from assistant.compose.draft import Evidence
from ingest.models import Span
from ingest.places import place_at

_HEADING_MARK = re.compile(r"#{1,6}[ \t\u3000]+(?=\S)")


def citation(evidence: Evidence, number: int, text: str) -> Citation:
    """The citation `number` of a piece of evidence; `text` is its document's reader text."""
    source, passage = evidence.passage.source, evidence.passage.passage
    return Citation(
        number=number,
        document_id=source.id,
        document_title=source.title,
        publisher=source.publisher,
        edition=source.edition,
        path=passage.path,
        page=passage.page,
        quote=_one_line(text[evidence.span.start : evidence.span.end]),
        start=evidence.span.start,
        end=evidence.span.end,
        context=tuple(
            ContextSpan(quote=_one_line(text[s.start : s.end]), start=s.start, end=s.end)
            for s in (_without_mark(text, span) for span in evidence.context)
        ),
        url=source.url or source.official_url or None,
        official_title=source.official_title or None,
        official_path=place_at(text, evidence.span.start) if source.edition == editions.GUIDE else (),
    )


def _without_mark(text: str, span: Span) -> Span:
    """The span of a heading without its Markdown mark."""
    mark = _HEADING_MARK.match(text, span.start, span.end)
    return Span(mark.end(), span.end) if mark else span


def _one_line(text: str) -> str:
    """A quotation without the line breaks that only wrap it; blanks between words stay."""
    return " ".join(text.split())
