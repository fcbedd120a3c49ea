"""A comparison: an answer that cites several documents goes in, what each says comes out, a column a document.

Pure. Called by `shown`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answer import Answer, Citation

_COMPARES = re.compile(r"比べ|比較|違い|違う|ちがい|ちがう|異なる|それぞれ|共通")


@dataclass(frozen=True)
class Column:
    """What one document says: the sentences of the answer that cite it, with their citations' numbers."""

    title: str
    publisher: str
    edition: str
    document_id: str
    said: tuple[tuple[str, tuple[int, ...]], ...]


def of(answer: Answer) -> tuple[Column, ...]:
    """The columns in the order of their first citation; none unless publishers or documents are compared."""
    by_number = {c.number: c for c in answer.citations}
    documents: dict[str, Citation] = {}
    for citation in answer.citations:
        documents.setdefault(citation.document_id, citation)
    publishers = {c.publisher for c in documents.values()}
    asked = answer.understood_question or answer.question
    if len(documents) < 2 or (len(publishers) < 2 and not _COMPARES.search(asked)):
        return ()  # several documents may tell of one thing
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
