"""Data that flows through the ingest package: sources go in, passages come out.

Used by every module of `ingest`, by `vectorstore` (which stores passages) and by
`assistant` (which cites them). Nothing here does I/O.

Offsets are code points in the reader's text: the decoded file without its byte order
mark, newlines untouched. A span is half open, `[start, end)`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points in the reader's text."""

    start: int
    end: int


class Kind(StrEnum):
    """What a passage is made of."""

    PROSE = "prose"
    ITEM = "item"
    ROW = "row"
    TERM = "term"
    FOOTNOTE = "footnote"


@dataclass(frozen=True)
class Source:
    """One document to read, with what is known about it.

    `issued`, `effective_from` and `effective_until` are ISO 8601 dates, possibly without
    day or month ("2024-12"). `edition` is "official" or "guide".
    """

    id: str
    path: Path
    title: str
    publisher: str = ""
    audience: str = "public"
    edition: str = "official"
    issued: str = ""
    effective_from: str = ""
    effective_until: str = ""
    period: str = ""
    url: str = ""
    contact: str = ""
    official_id: str = ""
    official_title: str = ""
    official_url: str = ""


@dataclass(frozen=True)
class ReaderText:
    """The text of a source as its reader gives it.

    `page_starts` holds the offset at which each page begins (empty when the format has
    no pages). `body_start` is where the document begins behind its front matter.
    """

    text: str
    page_starts: tuple[int, ...] = ()
    body_start: int = 0

    def page_of(self, offset: int) -> int | None:
        """The page (counted from 1) that holds `offset`, or None without pages."""
        if not self.page_starts:
            return None
        from bisect import bisect_right

        return max(1, bisect_right(self.page_starts, offset))


@dataclass(frozen=True)
class Cell:
    """One cell of a table row: its column's name, its reading text and its source spans."""

    column: str
    text: str
    spans: tuple[Span, ...]
    header_spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Passage:
    """The unit of search and citation.

    `text` is for reading and search. `runs` ties it to the source: each run
    `(text_start, text_length, source_start, source_length)` covers characters of `text`;
    characters between runs (inserted labels, punctuation) have no place in the source.
    `context` names spans the passage depends on: column headers, group heading, footnote.
    `repeats` marks what the document itself calls repeated (再掲), `lists` a list of headings or of rows' names.
    """

    id: str
    document_id: str
    path: tuple[str, ...]
    kind: Kind
    text: str
    runs: tuple[tuple[int, int, int, int], ...]
    start: int
    end: int
    page: int | None = None
    record_id: str | None = None
    cells: tuple[Cell, ...] = ()
    context: tuple[Span, ...] = ()
    repeats: bool = False
    lists: bool = False

    @property
    def embedding_text(self) -> str:
        """What is embedded: the heading path in front of the text."""
        return " > ".join(self.path) + "\n" + self.text if self.path else self.text


@dataclass(frozen=True)
class Document:
    """A source that was read: its text, its passages, and what looked suspicious."""

    source: Source
    reader_text: ReaderText
    passages: tuple[Passage, ...]
    headings: tuple[Heading, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Heading:
    """A node of the outline: its title as shown in paths, its depth from 0, its span.

    A heading that the text lacks (told from a restart of the numbering below it) has an
    empty span.
    """

    title: str
    depth: int
    span: Span
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """A suspicious place in a source, for the report after ingest."""

    kind: str
    excerpt: str
    span: Span
    note: str = field(default="")
