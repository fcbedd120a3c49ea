"""The shipped guide as the tests on it see it: its files, its sections, and the official text that each names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest import parse_document, places, sources
from ingest.models import Document, Kind, Passage
from ingest.normalise import nfkc, squeeze

FOLDER = Path(sources.__file__).parent / "guide"
BEGINNING = ("冒頭",)  # what stands in front of the first heading that another section names


@dataclass(frozen=True)
class Section:
    """A stretch of the guide with its place in the official text."""

    document: str
    path: tuple[str, ...]
    text: str

    def __str__(self) -> str:
        return f"{self.document}: {places.SEPARATOR.join(self.path)}"


@cache
def guide() -> tuple[Document, ...]:
    """The documents of the guide, parsed."""
    return tuple(parse_document(s, s.path.read_bytes()) for s in sources.find(FOLDER).sources)


@cache
def official(folder: Path) -> Mapping[str, Document]:
    """The official documents by id, parsed."""
    return {s.id: parse_document(s, s.path.read_bytes()) for s in sources.find(folder).sources}


def sections() -> list[Section]:
    """All stretches of the guide."""
    return [
        Section(d.source.official_id, path, d.reader_text.text[span.start : span.end])
        for d in guide()
        for span, path in places.places(d.reader_text.text)
    ]


def official_texts(document: Document, path: Sequence[str], named: set[tuple[str, ...]]) -> list[str]:
    """What an official document says below `path`, as extracted and as read; empty if it has no such place.

    `named`: the places that the guide names in it.
    """
    text = document.reader_text.text
    inside = [p for p in _below(document, tuple(path), named) if not p.lists]
    read = [t for p in inside for t in (text[p.start : p.end], p.text, *p.path, *(c.column for c in p.cells))]
    read += [text[a:b] for p in inside for a, b in p.context]
    heads = [text[h.span.start : h.span.end] for h in document.headings if h.path[: len(path)] == tuple(path)]
    return ["\n".join(text[p.start : p.end] for p in inside), *read, *heads] if inside or heads else []


def rows(document: Document, last: int) -> list[Passage]:
    """The rows of all tables whose `last` columns are filled."""
    return [p for p in document.passages if p.kind is Kind.ROW and len(p.cells) >= last]


def plain(text: str) -> str:
    """Text without blanks, widths and bullets: what two spellings of one name share."""
    return re.sub(r"[\s・、,，()（）「」]", "", squeeze(nfkc(text)))


def _below(document: Document, path: tuple[str, ...], named: set[tuple[str, ...]]) -> list[Passage]:
    if path == BEGINNING:
        first = next((n for n, p in enumerate(document.passages) if _is_named(p.path, named)), None)
        return list(document.passages[:first])
    return [p for p in document.passages if p.path[: len(path)] == path]


def _is_named(path: tuple[str, ...], named: set[tuple[str, ...]]) -> bool:
    return any(path[: n + 1] in named for n in range(len(path)))
