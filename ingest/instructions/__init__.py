"""Text that gives orders to a language model: a text goes in, what it orders comes out.

`find` is the way in. Used by `ingest.textsafety` on documents and by the guards on questions: a passage is data and a
question is a question, so an order in either of them is reported, never obeyed.
"""

from __future__ import annotations

from ingest.instructions.search import Order, find, find_in_document

__all__ = ["Order", "find", "find_in_document"]
