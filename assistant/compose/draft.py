"""What composers hand on: sentences with the places that they rest on. Pure data."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.models import Span
from vectorstore.codec import StoredPassage


@dataclass(frozen=True)
class Evidence:
    """A place to quote, with what it depends on."""

    passage: StoredPassage
    span: Span
    context: tuple[Span, ...]


@dataclass(frozen=True)
class Draft:
    """A sentence with the evidence it rests on."""

    text: str
    evidence: tuple[Evidence, ...]
