"""Learns the weights of `assistant.compose.ranking`: question sets go in, a table of weights and its measure come out.

`python -m evals.ranking --data-dir DATA` asks the open question sets in the index of the settings. What a passage says
is right by the share of a question's expected facts in it, half of that where it stands in another place than expected.
The weights make the right ones likely among all that the running text of the best passages says (softmax,
cross-entropy). A whole set is left out each time: what is printed for a set was learnt from the others alone. Held-out
sets are never read.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from assistant.chain import Chain
from assistant.compose import ranking
from assistant.given import NOTHING
from assistant.settings import Settings
from evals import metrics, questions
from evals.answers import HELD_OUT, OFFICIAL, SETS
from evals.questions import Question

Example = TypeVar("Example")
OPEN = tuple(name for name in OFFICIAL if name not in HELD_OUT)
PASSAGES = 10  # of a question
RIDGE, STEPS, RATE = 1e-2, 1500, 0.05
SCALE = 0.2  # of the learnt weights: the composer's other bounds are on this scale


@dataclass(frozen=True)
class Asked:
    """What can be said to one question: features (n, f), right by fact (n,), by fact and place (n,)."""

    name: str
    features: Any
    facts: Any
    graded: Any


def examples(chain: Chain, name: str) -> list[Asked]:
    """The questions of a set that have facts, with all that their best passages say."""
    out = []
    for question in questions.load(SETS / f"{name}.jsonl"):
        if question.behaviour == "answer" and question.facts and (found := _example(chain, name, question)):
            out.append(found)
    return out


def _example(chain: Chain, name: str, question: Question) -> Asked | None:
    asked, material = chain.material(question.question, NOTHING)
    told = list(ranking.featured(asked, material.ranked[:PASSAGES], material.near[:PASSAGES], material.rarity))
    if not told:
        return None
    new = [f for f in question.facts if not metrics.has_fact(f, question.question)]
    facts = np.array([sum(metrics.has_fact(f, unit.text) for f in new) for _, unit, _ in told]) / len(question.facts)
    places = np.array(
        [metrics.right_place(question.documents, question.paths, s.source.id, s.passage.path) for s, _, _ in told]
    )
    features = np.array([[features[n] for n in ranking.WEIGHTS] for _, _, features in told])
    return Asked(name, features, facts, facts * (0.5 + 0.5 * places))


def learn(found: Sequence[Asked]) -> Any:
    """The weights (f,) by Adam on the cross-entropy; questions of which nothing is right are left out."""
    kept = [a for a in found if a.graded.max() > 0]
    every = np.concatenate([a.features for a in kept])
    centre, spread = every.mean(0), every.std(0) + 1e-6
    every = (every - centre) / spread
    wanted = np.concatenate([a.graded / a.graded.sum() for a in kept])
    sizes = [len(a.graded) for a in kept]
    begins, of = np.r_[0, np.cumsum(sizes)[:-1]], np.repeat(np.arange(len(kept)), sizes)
    weights = np.zeros(every.shape[1])
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = every @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, begins)[of])
        slope = every.T @ (odds / np.add.reduceat(odds, begins)[of] - wanted) / len(kept) + RIDGE * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights / spread * SCALE


def measured(found: Sequence[Asked], weights: Any) -> str:
    """How often the best, and one of the best three, brings an expected fact."""
    orders = [(a, np.argsort(-(a.features @ weights), kind="stable")) for a in found]
    best = np.mean([a.facts[o[0]] > 0 for a, o in orders])
    three = np.mean([(a.facts[o[:3]] > 0).any() for a, o in orders])
    return f"{len(found)} questions, a fact in the best {best:.3f}, in the best three {three:.3f}"


def gathered(purpose: str | None, examples: Callable[[Chain, str], list[Example]]) -> list[Example]:
    """The examples of all open sets, asked in the index that the command line names."""
    parser = argparse.ArgumentParser(description=purpose)
    parser.add_argument("--data-dir", type=Path, default=Path(os.environ.get("POLICY_ASSISTANT_DATA_DIR", "data")))
    args = parser.parse_args()
    with closing(Chain(Settings(data_dir=args.data_dir, embedding_threads=1), "staff")) as chain:
        return [a for name in OPEN for a in examples(chain, name)]


def main() -> None:
    """Prints what each set left out gives, then the weights learnt from all of them."""
    found = gathered(main.__doc__, examples)
    for name in OPEN:
        weights = learn([a for a in found if a.name != name])
        print(f"{name}: {measured([a for a in found if a.name == name], weights)}")
    for name, weight in zip(ranking.WEIGHTS, learn(found), strict=True):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
