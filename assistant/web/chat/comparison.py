"""A comparison: an answer that cites several documents goes in, what each says comes out, a column a document.

Pure. Called by `shown`.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Answer, Citation


@dataclass(frozen=True)
class Column:
    """What one document says: the sentences of the answer that cite it, with their citations' numbers."""

    title: str
    publisher: str
    edition: str
    document_id: str
    said: tuple[tuple[str, tuple[int, ...]], ...]


def of(answer: Answer) -> tuple[Column, ...]:
    """The columns in the order of their first citation; none unless two documents are cited."""
    by_number = {c.number: c for c in answer.citations}
    documents: dict[str, Citation] = {}
    for citation in answer.citations:
        documents.setdefault(citation.document_id, citation)
    if len(documents) < 2:
        return ()
    columns = []
    for document_id, first in documents.items():
        said = []
        for sentence in answer.sentences:
            own = tuple(n for n in sentence.citations if by_number[n].document_id == document_id)
            if own:
                said.append((_without(sentence.text, first.publisher), own))
        columns.append(Column(first.document_title, first.publisher, first.edition, document_id, tuple(said)))
    return tuple(columns)


def _without(said: str, publisher: str) -> str:
    """A sentence without the publisher in front, which heads the column."""
    return said.removeprefix(f"{publisher}：") if publisher else said
