"""Documents -> passages. Knows no index."""

from __future__ import annotations

from ingest.models import Document, Source

__all__ = ["parse_document"]


def parse_document(source: Source, data: bytes, max_tokens: int = 350) -> Document:
    """Reads `data`, the bytes of `source.path`, into a document with its passages.

    `max_tokens` bounds a passage's text in `cl100k_base` tokens. Raises
    `ingest.errors.UnreadableSourceError` when the bytes are no text.
    """
    from ingest import passages, readers, textsafety
    from ingest.outline import outline

    reader_text = readers.parse(source.path, data)
    found = outline(reader_text, source.title)
    built = passages.build(source, reader_text, found, max_tokens)
    return Document(source, reader_text, built, found.headings, textsafety.findings(reader_text.text))
