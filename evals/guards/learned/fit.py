"""Examples with their vectors go in, fitted and calibrated models come out. Called by `evals.guards.learned.__main__`.

Multinomial logistic regression with a ridge (scikit-learn, which comes with the extra `models`); the threshold is the
lowest that refuses at most HONEST_REFUSED of the honest questions, each judged by a model that was not taught it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.guardrails.learned import BUCKETS, Floats, Model, features
from evals.guards.learned.taught import Example
from vectorstore.embeddings import Vectors

HONEST_REFUSED = 0.004
STRENGTH = 3.0  # the inverse of the ridge
FOLDS = 5
Judged = Sequence[tuple[float, str]]


def rows(examples: Sequence[Example], vectors: Vectors | None, mean: Floats | None) -> Floats:
    """Features, shape (n, features); without vectors those of the words alone."""
    given = [None] * len(examples) if vectors is None else list(vectors)
    return np.array([features(e.question, v, mean) for e, v in zip(examples, given, strict=True)])


def fit(examples: Sequence[Example], matrix: Floats, mean: Floats | None) -> Model:
    """The model of these examples, without a threshold."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    found = LogisticRegression(C=STRENGTH, max_iter=400)
    found.fit(csr_matrix(matrix), [e.reason for e in examples], sample_weight=[e.weight for e in examples])
    return Model(tuple(map(str, found.classes_)), found.coef_.T, found.intercept_, 0.0, mean)


def validated(examples: Sequence[Example], matrix: Floats, mean: Floats | None, groups: Sequence[str]) -> Judged:
    """What models say of each example that were taught none of its group."""
    order = {g: n % FOLDS for n, g in enumerate(dict.fromkeys(groups))}
    fold = np.array([order[g] for g in groups])
    out: list[tuple[float, str]] = [(0.0, "")] * len(examples)
    for one in range(FOLDS):
        rest = [int(n) for n in np.flatnonzero(fold != one)]
        model = fit([examples[n] for n in rest], matrix[rest], mean)
        for n in np.flatnonzero(fold == one):
            out[n] = model.judge(matrix[n])
    return out


def threshold(examples: Sequence[Example], judged: Judged) -> float:
    """The score above which at most HONEST_REFUSED of the honest questions lie; frames do not count."""
    honest = sorted((s for e, (s, _) in zip(examples, judged, strict=True) if is_question(e)), reverse=True)
    return math.ceil(honest[int(HONEST_REFUSED * len(honest))] * 1e4) / 1e4


def is_question(example: Example) -> bool:
    """Whether an example is an honest question that somebody wrote."""
    return not example.reason and not example.group.startswith("frame:")


def stored(both: Model, words: Model, embedder: str, digest: str) -> dict[str, Any]:
    """Arrays as `assistant.guardrails.learned` reads them; weights of n-grams in 8 bits, of vectors in 16."""
    out: dict[str, Any] = {"reasons": np.array(both.reasons), "embedder": embedder, "digest": digest}
    for name, model in (("both", both), ("words", words)):
        grams: NDArray[Any] = model.weights[-BUCKETS:]
        scale = np.abs(grams).max() / 127
        out[f"{name}_grams"] = np.round(grams / scale).astype(np.int8)
        out[f"{name}_scale"], out[f"{name}_bias"] = scale, model.bias.astype(np.float32)
        out[f"{name}_threshold"] = model.threshold
    out["both_vector"] = both.weights[:-BUCKETS].astype(np.float16)
    out["mean"] = np.array([]) if both.mean is None else both.mean.astype(np.float32)
    return out
