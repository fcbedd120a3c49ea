"""Whether a citation's quotations stand in the source as they are given.

A citation and the reader's text go in, a yes or no comes out; the chain drops sentences that fail.
"""

from __future__ import annotations

from assistant.answer import Citation
from ingest.normalise import squeeze


def is_verbatim(citation: Citation, text: str) -> bool:
    """Whether quotation and context equal their slices of `text`, white space aside."""
    spans = [(citation.quote, citation.start, citation.end)]
    spans += [(c.quote, c.start, c.end) for c in citation.context]
    return all(
        0 <= start < end <= len(text) and squeeze(quote) == squeeze(text[start:end]) and squeeze(quote)
        for quote, start, end in spans
    )
