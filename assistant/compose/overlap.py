"""How much two texts share, in pairs of characters: for choosing among cells, items and sentences of one place.

Pure functions on text; ranking passages is the search's work, not theirs.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.normalise import nfkc, squeeze

# Words that ask rather than name, and particles: a pair across them says nothing.
_FILLER = re.compile(
    r"ください|下さい|教えて|知りたい|ですか|ますか|でしょうか|ました|ません|について|どのくらい|どれくらい|どのような|どのように|どんな|どうして"
    r"|いくつ|いくら|なぜ|それぞれ|という|として|している|してい|する|した|です|ます|[のはをがにでとへもや]|[^\w]|何"
)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The text in one width and case without blanks and signs."""
    return "".join(c for c in squeeze(nfkc(text)).lower() if c.isalnum() or c in "ー%")


@lru_cache(maxsize=8192)
def pairs(text: str) -> frozenset[str]:
    """The pairs of characters of the text's words."""
    words = _FILLER.split(squeeze(nfkc(text)).lower())
    return frozenset(w[i : i + 2] for w in words for i in range(len(w) - 1))


def share(wanted: frozenset[str], text: str) -> float:
    """The share of `wanted` that `text` has; 0 where nothing is wanted."""
    return len(wanted & pairs(text)) / len(wanted) if wanted else 0.0


def named(text: str, question: str) -> float:
    """The share of a name's pairs that a question has; 0 for a name without pairs."""
    return share(pairs(text), question)


@lru_cache(maxsize=8192)
def longest(a: str, b: str) -> str:
    """The longest run of characters that both texts have, in plain form."""
    a, b = plain(a), plain(b)
    best, end = 0, 0
    row = [0] * (len(b) + 1)
    for i, char in enumerate(a, 1):
        previous = 0
        for j, other in enumerate(b, 1):
            kept = row[j]
            row[j] = previous + 1 if char == other else 0
            previous = kept
            if row[j] > best:
                best, end = row[j], i
    return a[end - best : end]
