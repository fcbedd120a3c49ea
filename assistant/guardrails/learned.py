"""A second look at what the rules let through, learned from examples: a masked question goes in, a verdict comes out.

Rules know wordings; a linear model over the question's vector and its character n-grams knows what they are like. It
says which reason of `scope` or `injection` a question resembles, and refuses only far on that side: the threshold is
set so that honest questions pass. Weights: `python -m evals.guards.learned --write`. Called by `assistant.chain` after
the masking.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.guardrails.checks import CheckResult
from assistant.guardrails.input import Verdict
from ingest.instructions.folding import fold
from prompts import guards
from vectorstore.embeddings import Vectors

FILE = Path(__file__).with_name("learned.npz")
BUCKETS = 1 << 13
LONGEST_GRAM = 3
SPREAD = 3.0  # vectors of questions lie close together: what stretches their differences to the length of the n-grams'
HONEST = ""
_SURE = 2.0  # further log odds for questions in other languages, of which hardly any were taught
_FOREIGN = "language"  # the reason of `hygiene.is_foreign`
_MIX, _STEP = (
    np.uint64(0x9E3779B97F4A7C15),
    np.uint64(0x100000001B3),
)  # the golden ratio's and FNV's: any odd numbers do
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Model:
    """One linear model. Rows of `weights` are features, columns `reasons`; without `mean` it knows no vectors."""

    reasons: tuple[str, ...]
    weights: Floats
    bias: Floats
    threshold: float
    mean: Floats | None = None

    def judge(self, features: Floats) -> tuple[float, str]:
        """Log odds of any reason against honesty, and the likeliest reason, for the features of one question."""
        logits = features @ self.weights + self.bias
        honest = self.reasons.index(HONEST)
        others = np.delete(logits, honest)
        likeliest = np.delete(np.array(self.reasons), honest)[int(others.argmax())]
        return float(np.logaddexp.reduce(others) - logits[honest]), str(likeliest)


@dataclass(frozen=True)
class Learned:
    """What ships: a model for vectors of `embedder` and words, and one for words alone, for any other embedder."""

    embedder: str
    digest: str  # of what it was taught
    both: Model
    words: Model


def looks(verdict: Verdict) -> bool:
    """Whether there is anything to look at again: what is refused stays so, but for why another language is refused."""
    return not verdict.talk and verdict.refusal in (None, _FOREIGN)


def second(verdict: Verdict, question: str, vector: Vectors | None, embedder: str) -> Verdict:
    """`verdict`, or the same as a refusal; `vector` is that of `question` by the embedder of this name.

    `question` is what is searched for, without what it told of persons: whoever asks, the verdict is the same.

    A question in another language that is like an attack is refused as that, and told the language all the same.
    """
    if not looks(verdict) or not verdict.asked:
        return verdict
    found = reason(question, vector, embedder, _SURE if verdict.refusal == _FOREIGN else 0.0)
    if found is None:
        return verdict
    own = "injection" if found == "injection" else "scope"
    checks = tuple(CheckResult(id=c.id, result="refused") if c.id == own else c for c in verdict.checks)
    told = (*verdict.notices, guards.REFUSALS[_FOREIGN]) if verdict.refusal == _FOREIGN else verdict.notices
    return replace(verdict, refusal=found, checks=checks, notices=told)


def reason(question: str, vector: Vectors | None, embedder: str, margin: float = 0.0) -> str | None:
    """Why a question that the rules let through is not answered, or None; `margin` is added to the threshold."""
    learned = shipped()
    fits = vector is not None and knows(embedder)
    model = learned.both if fits else learned.words
    score, likeliest = model.judge(features(question, vector if fits else None, model.mean))
    return likeliest if score > model.threshold + margin else None


def knows(embedder: str) -> bool:
    """Whether the weights were learned on vectors of this embedder; of others only the words are looked at."""
    return embedder.partition("@")[0] == shipped().embedder


def features(question: str, vector: Vectors | None, mean: Floats | None) -> Floats:
    """The question's vector (if there is one) and its n-grams, in a row."""
    words = grams(question)
    if vector is None or mean is None:
        return words
    return np.concatenate([(vector.astype(np.float64) - mean) * SPREAD, words])


def grams(question: str) -> Floats:
    """The n-grams of one to three characters of a folded question, counted in BUCKETS places, of length 1."""
    codes = np.frombuffer(fold(question).encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)
    counts = np.zeros(BUCKETS)
    seen = np.zeros(len(codes) + 1, dtype=np.uint64)
    for size in range(1, min(LONGEST_GRAM, len(codes)) + 1):
        seen = (seen[: len(codes) - size + 1] * _STEP + codes[size - 1 :] + np.uint64(size)) * _MIX
        counts += np.bincount((seen >> np.uint64(40)).astype(np.int64) % BUCKETS, minlength=BUCKETS)
    return counts / max(float(np.linalg.norm(counts)), 1.0)


@lru_cache(maxsize=1)
def shipped() -> Learned:
    """The weights that ship with the project."""
    with np.load(FILE, allow_pickle=False) as stored:
        held = {name: stored[name] for name in stored.files}
    return Learned(str(held["embedder"]), str(held["digest"]), _model(held, "both"), _model(held, "words"))


def _model(held: dict[str, Any], name: str) -> Model:
    reasons = tuple(str(r) for r in held["reasons"])
    weights = held[f"{name}_grams"].astype(np.float64) * held[f"{name}_scale"]
    mean = None
    if name == "both":
        weights = np.concatenate([held["both_vector"].astype(np.float64), weights])
        mean = held["mean"].astype(np.float64)
    return Model(reasons, weights, held[f"{name}_bias"].astype(np.float64), float(held[f"{name}_threshold"]), mean)
