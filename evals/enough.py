"""Learns the weights of `assistant.compose.enough`: question sets go in, a table of weights and its measure come out.

`python -m evals.enough --data-dir DATA` asks the open question sets in the index of the settings. A further sentence is
worth its place where it brings an expected fact that stands neither in the question nor in the sentences before it,
half as much where it stands in another place than expected. The weights are of a logistic regression with a ridge
(scikit-learn, which comes with the extra `models`). A whole set is left out each time: what is printed for a set was
learnt from the others alone. Held-out sets are never read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.chain import Chain
from assistant.compose import enough, prose
from assistant.given import NOTHING
from evals import metrics, questions
from evals.answers import SETS
from evals.questions import Question
from evals.ranking import OPEN, gathered
from ingest.models import Kind

RIDGE = 3e-3
CHANCES = (0.03, 0.04, 0.05, 0.06, 0.08)


@dataclass(frozen=True)
class Walk:
    """The sentences that a question would be offered: features (n, f), the facts that each brings, right places."""

    name: str
    features: Any
    brings: tuple[frozenset[int], ...]
    places: tuple[bool, ...]
    known: frozenset[int]
    facts: int


def walks(chain: Chain, name: str) -> list[Walk]:
    """The questions of a set whose facts running text may hold."""
    wanted = [q for q in questions.load(SETS / f"{name}.jsonl") if q.behaviour == "answer" and q.facts]
    return [walk for q in wanted if (walk := _walk(chain, name, q))]


def _walk(chain: Chain, name: str, question: Question) -> Walk | None:
    asked, material = chain.material(question.question, NOTHING)
    found = material.candidates(asked, prose.LOOKED_AT)
    first = material.ranked[0][0].passage if material.ranked else None
    if not found or first is None or first.cells or first.lists or first.kind is Kind.TERM:
        return None  # answered from rows, a list or the glossary

    def held(text: str) -> frozenset[int]:
        return frozenset(n for n, fact in enumerate(question.facts) if metrics.has_fact(fact, text))

    offered = list(prose.offers(asked, found, material.rarity))
    features = np.array([[known[n] for n in enough.WEIGHTS] for _, known in offered]).reshape(-1, len(enough.WEIGHTS))
    known = held(question.question + "\n" + found[0].text)
    places = tuple(
        metrics.right_place(question.documents, question.paths, c.stored.source.id, c.stored.passage.path)
        for c, _ in offered
    )
    return Walk(name, features, tuple(held(c.text) for c, _ in offered), places, known, len(question.facts))


def learn(found: Sequence[Walk]) -> tuple[Any, float]:
    """The weights (f,) and the bias."""
    from sklearn.linear_model import LogisticRegression

    rows, new = np.concatenate([w.features for w in found]), np.concatenate([_new(w) for w in found])
    centre, spread = rows.mean(0), rows.std(0) + 1e-6
    every = (rows - centre) / spread
    # A sentence that is worth half counts as half of each kind.
    model = LogisticRegression(C=1 / (RIDGE * len(rows)), tol=1e-8, max_iter=1000)
    labels = np.r_[np.ones(len(rows)), np.zeros(len(rows))]
    model.fit(np.r_[every, every], labels, sample_weight=np.r_[new, 1 - new])
    plain = model.coef_[0] / spread
    return plain, float(model.intercept_[0] - plain @ centre)


def _new(walk: Walk) -> Any:
    known, out = set(walk.known), []
    for brings, right in zip(walk.brings, walk.places, strict=True):
        out.append(float(bool(brings - known)) * (0.5 + 0.5 * right))
        known |= brings
    return np.array(out)


def measured(found: Sequence[Walk], weights: Any, bias: float) -> str:
    """Complete answers and sentences told for several least chances."""
    out = []
    for least in CHANCES:
        complete = told = right = 0
        for walk in found:
            worth = 1 / (1 + np.exp(-(walk.features @ weights + bias))) >= least
            count = int(np.argmin(np.append(worth, False)))
            known = walk.known.union(*walk.brings[:count])
            complete += len(known) == walk.facts
            told += count
            right += sum(walk.places[:count])
        share = right / max(told, 1)
        further = f"further {told / len(found):.2f} ({share:.2f} in place)"
        out.append(f"{least}: complete {complete / len(found):.3f}, {further}")
    return "; ".join(out)


def main() -> None:
    """Prints what each set left out gives, then the weights learnt from all of them."""
    found = gathered(main.__doc__, walks)
    for name in OPEN:
        weights, bias = learn([w for w in found if w.name != name])
        print(f"{name}: {measured([w for w in found if w.name == name], weights, bias)}")
    weights, bias = learn(found)
    for name, weight in zip(enough.WEIGHTS, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')
    print(f"    bias {bias:.2f}")


if __name__ == "__main__":
    main()
