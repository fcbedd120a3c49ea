"""Orders to a model in a text of any origin: markup first, then every reading of the text, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.instructions import english, japanese, markup
from ingest.instructions.views import views
from ingest.models import Span

_LATIN = re.compile(r"[a-z]{3}")
_LINE = re.compile(r"[^\n]+")
_LONGEST = 4_000  # characters of one line of a document that are looked at


@dataclass(frozen=True)
class Order:
    """An order: its kind, and whether it was in disguise (encoded, split, mirrored)."""

    kind: str
    disguised: bool = False


def find(text: str, read: Sequence[str] | None = None) -> Order | None:
    """The first order to a model in `text`, or None; `read` are its `views`, if they are known."""
    if found := markup.kind(text):
        return Order(found)
    for n, view in enumerate(read or views(text)):
        if found := _kind(view):
            return Order(found, disguised=n > 0)
    return None


def find_in_document(text: str) -> Iterator[tuple[Span, Order]]:
    """The lines of a document that give orders to a model, with their places. Lines are what a reader sees as one."""
    for line in _LINE.finditer(text):
        if found := find(line.group()[:_LONGEST]):
            yield Span(*line.span()), found


def _kind(view: str) -> str | None:
    found = japanese.kind(view)
    return found or (english.kind(view) if _LATIN.search(view) else None)
