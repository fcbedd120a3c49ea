"""A passage before it has an id, and the bound on quotations that all who make passages share.

`records` makes drafts of table rows, `passages` of everything else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.models import Cell, Kind, Span
from ingest.normalise import Mapped

MAX_SPAN = 200  # characters of one quotation or context span, by the answer contract


@dataclass(frozen=True)
class Draft:
    """A passage without its id."""

    path: tuple[str, ...]
    kind: Kind
    text: Mapped
    cells: tuple[Cell, ...] = ()
    context: tuple[Span, ...] = ()
    record_id: str | None = None
    places: tuple[Span, ...] = ()
    lists: bool = False

    @property
    def extent(self) -> Span:
        """The source range from the first to the last place of the draft."""
        if self.places:
            return Span(min(s.start for s in self.places), max(s.end for s in self.places))
        return self.text.span()


def bounded(span: Span) -> Iterable[Span]:
    """The span in pieces of at most `MAX_SPAN` characters."""
    for start in range(span.start, span.end, MAX_SPAN):
        yield Span(start, min(start + MAX_SPAN, span.end))
