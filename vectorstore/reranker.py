"""A second look at what was found first: a question and its ranked passages go in, the same in a new order come out.

A cross-encoder reads question and passage together; only the first `TOP` are read. Named by `reranker`, off by
default: one that was not made for Japanese makes the order worse. Called by `vectorstore.hybrid`; measured by
`policy-assistant doctor --reranker NAME`.
"""

from __future__ import annotations

from collections.abc import Sequence

from vectorstore import cross_encoder
from vectorstore.codec import StoredPassage
from vectorstore.cross_encoder import PairModel
from vectorstore.errors import CrossEncoderError
from vectorstore.model_loading import Sort

TOP = 30
SORT = Sort("reranker", "reranker", "CrossEncoder", CrossEncoderError)
Ranked = Sequence[tuple[StoredPassage, float]]


class Reranker:
    """Orders passages by how well each fits the question; safe to share between threads."""

    def __init__(self, model: PairModel) -> None:
        self._model = model

    @classmethod
    def opened(cls, name: str, threads: int | None = None) -> Reranker:
        """With the model `name` of sentence-transformers, a name or a folder; raises CrossEncoderError, one line."""
        model = cross_encoder.opened(name, SORT, threads)
        if len(model.labels) != 1:
            raise CrossEncoderError(
                f"{name}: gives {len(model.labels)} scores a pair ({', '.join(model.labels)[:80]}), a reranker gives "
                "one; set reranker to another model"
            )
        return cls(model)

    def reordered(self, question: str, ranked: Ranked) -> list[tuple[StoredPassage, float]]:
        """`ranked` with its first `TOP` in the model's order; what stands behind them stays where it is.

        Scores stay with their places, so that they fall as before: others read them as a measure of the search.
        """
        head = list(ranked[:TOP])
        if len(head) < 2:
            return list(ranked)
        told = self._model.scores([(question, stored.passage.embedding_text) for stored, _ in head])[:, 0]
        order = sorted(range(len(head)), key=lambda n: (-float(told[n]), n))
        return [(head[n][0], score) for n, (_, score) in zip(order, head, strict=True)] + list(ranked[TOP:])
