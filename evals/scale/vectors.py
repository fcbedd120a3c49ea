"""Vectors for generated passages: their topics and a model go in, one vector a passage comes out.

Embedding 20,000 texts with the bundled model takes about an hour on two cores, so only two texts of each topic are
embedded for real. Every passage gets the middle of its topic's two and a random mixture of the differences between such
pairs: the noise has the directions and the size (hence the cosines within a topic) of real vectors of that model.
Called by `evals.bench_scale`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from evals.scale import corpus
from vectorstore.embeddings import Embedder, Vectors


@dataclass(frozen=True)
class Topics:
    """Really embedded pairs of texts, shape (topics, 2, d)."""

    pairs: Vectors

    def cosine(self) -> float:
        """The mean cosine of two real texts about one topic."""
        return float(np.einsum("td,td->t", self.pairs[:, 0], self.pairs[:, 1]).mean())


def embed_topics(embedder: Embedder, count: int = corpus.TOPICS, seed: int = 3) -> Topics:
    """Two texts of each of the first `count` topics, embedded."""
    random = Random(seed)  # noqa: S311
    texts = [corpus.sample(topic, random) for topic in range(count) for _ in range(2)]
    return Topics(embedder.embed_passages(texts).reshape(count, 2, -1))


def spread(topics: Topics, of: Sequence[int], seed: int = 4) -> Vectors:
    """Unit vectors, shape (len(of), d), each near its topic `of[n]` (counted round where there are fewer)."""
    random = np.random.default_rng(seed)
    middles = topics.pairs.mean(axis=1)
    # Half a difference is what one text of a pair lies off their middle; the pair's true centre lies off it as well.
    differences = (topics.pairs[:, 0] - topics.pairs[:, 1]) / np.sqrt(2)
    weights = random.standard_normal((len(of), len(differences)), dtype=np.float32) / np.sqrt(len(differences))
    rows = middles[np.asarray(of) % len(middles)] + (weights @ differences).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def cosine_within(vectors: Vectors, of: Sequence[int], most: int = 200) -> float:
    """The mean cosine of neighbouring passages of one topic, over the first `most` topics."""
    topics = np.asarray(of)
    found = []
    for topic in sorted(set(of))[:most]:
        rows = vectors[topics == topic][:20]
        if len(rows) > 1:
            cosines = rows @ rows.T
            found.append(float((cosines.sum() - len(rows)) / (len(rows) * (len(rows) - 1))))
    return sum(found) / len(found) if found else 1.0
