"""Fits the weights of the calibrated part of `assistant.silence`: question sets and an index go in, weights come out.

`python -m evals.calibrate --data-dir DIR` prints what cross-validation says of them, `--write` also writes
`assistant/silence/weights.py`. Logistic regression with a ridge over standardised figures; the threshold is the one
that
silences at most `--false` of the answerable questions that no check silences. Three sources: the development sets
on the
official documents, `silence.jsonl` and the open sets of `unseen/` on the same documents, and the colloquial questions
on short entries in `faq/`. What is printed comes from weights that have seen no question of the set they are tried on.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant import indexing
from assistant.compose import asked
from assistant.settings import Settings
from assistant.silence import decide as decisions
from assistant.silence import nearness, score
from assistant.silence.corpus import Corpus
from evals import beir, questions
from vectorstore.codec import StoredPassage
from vectorstore.embeddings import Embedder
from vectorstore.hybrid import HybridSearch
from vectorstore.progress import NullProgress

SETS = Path(__file__).parent / "sets"
DEVELOPMENT = (
    *(f"official-{name}" for name in ("dev", "more", "third", "fifth", "sixth", "seventh")),
    "silence",
    *(f"unseen/official-{name}" for name in ("unseen", "premises", "silence", "silence-seventh")),
)
ENTRIES = "faq"
CANDIDATES = 20
RIDGE = 30.0
Ranked = Sequence[tuple[StoredPassage, float]]


@dataclass(frozen=True)
class Case:
    """A question of a set with its ranked passages and what they were searched in; `silent` is what is right."""

    name: str
    question: str
    silent: bool
    ranked: Ranked
    closest: float | None  # cosine of the nearest sentence
    corpus: Corpus


@dataclass(frozen=True)
class Model:
    """Logistic regression on standardised figures."""

    mean: Any
    scale: Any
    weights: Any  # the last one is the bias

    def logits(self, figures: Any) -> Any:
        """Log odds of "not answerable" for rows of figures, shape (n, features) to (n,)."""
        return (figures - self.mean) / self.scale @ self.weights[:-1] + self.weights[-1]


def fit(figures: Any, silent: Any, ridge: float = RIDGE, steps: int = 30) -> Model:
    """The model for rows of figures and whether each should be silent (0 or 1), by Newton's method."""
    mean, scale = figures.mean(0), figures.std(0) + 1e-9
    rows = np.c_[(figures - mean) / scale, np.ones(len(figures))]
    penalty = np.diag([ridge] * figures.shape[1] + [1e-9])
    weights = np.zeros(rows.shape[1])
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - silent) + penalty @ weights
        curve = rows.T @ (rows * (chance * (1 - chance))[:, None]) + penalty
        weights = weights - np.linalg.solve(curve, slope)
    return Model(mean, scale, weights)


def left_out(figures: Any, silent: Any, sets: Any) -> Any:
    """Logits of each row from a model that has not seen its set; `sets` names the set of each row."""
    out = np.zeros(len(figures))
    for name in np.unique(sets):
        own = sets == name
        out[own] = fit(figures[~own], silent[~own]).logits(figures[own])
    return out


def threshold(logits: Any, silent: Any, rules: Any, false: float) -> float:
    """The least logit at which at most a share `false` of the answerable rows that no rule silences is above it."""
    open_rows = np.sort(logits[(silent == 0) & ~rules])
    most = int(false * int((silent == 0).sum()))
    return float(open_rows[-most - 1]) if most < len(open_rows) else float(open_rows[0])


def main() -> None:
    """Prints how the decision does with weights fitted now; `--write` keeps them."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--data-dir", type=Path, default=Path(os.environ.get("POLICY_ASSISTANT_DATA_DIR", "data")))
    parser.add_argument("--false", type=float, default=0.002, help="share of answerable questions to silence at most")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    settings = Settings(data_dir=args.data_dir)
    calibrate([*official(settings), *entries(settings)], args.false, write=args.write)


def official(settings: Settings) -> list[Case]:
    """The questions on the official documents, searched in the index of `settings`."""
    model = indexing.embedder_for(settings)
    index = indexing.open_index(settings, "staff", embedder=model)
    try:
        search = HybridSearch(index.parts, index.home_publisher)
        passages = {p.passage.id: p for p in index.all()}
        corpus = Corpus([part.lexical for part in index.parts], passages, index.home_publisher)
        return [
            Case(name, q.question, q.behaviour != "answer", *_search(search, model, q.question), corpus)
            for name in DEVELOPMENT
            for q in questions.load(SETS / f"{name}.jsonl")
            if q.behaviour != "ask_back" and not corpus.kana(q.question)
        ]
    finally:
        index.close()


def entries(settings: Settings) -> list[Case]:
    """The questions on short entries, all of them answerable, searched in an index made for them."""
    found = beir.load(SETS / "faq")
    model = indexing.embedder_for(settings)
    passages = [p for e in found.corpus for p in beir._passages(*e, settings.max_passage_tokens)]
    with tempfile.TemporaryDirectory(prefix="policy-assistant-calibrate-") as name:
        part = beir.index(Path(name), passages, model, NullProgress())
        try:
            search = HybridSearch([part])
            corpus = Corpus([part.lexical], {p.passage.id: p for p in passages})
            return [
                Case(ENTRIES, text, False, *_search(search, model, text), corpus)
                for text in found.queries.values()
                if not corpus.kana(text)
            ]
        finally:
            part.dense.close()


def _search(search: HybridSearch, model: Embedder, question: str) -> tuple[Ranked, float | None]:
    vector = model.embed_queries([question])[0]
    ranked = search.search(question, vector, CANDIDATES)
    cosines = search.nearness([stored for stored, _ in ranked[: nearness.LOOKED_AT]], vector)
    return ranked, nearness.closest(cosines, model)


def calibrate(cases: Sequence[Case], false: float, *, write: bool) -> None:
    """Fits, prints, and writes the weights."""
    silent = np.array([float(c.silent) for c in cases])
    told = [(c.question, asked.read(c.question), c.ranked, c.corpus, c.closest) for c in cases]
    figures = np.array([[row[name] for name in score.NAMES] for row in (decisions.figures(*t) for t in told)])
    rules = np.array([decisions.by_rule(*t) is not None for t in told])
    sets = np.array([c.name for c in cases])
    of_entries = sets == ENTRIES
    known, known_silent = figures[~of_entries], silent[~of_entries]
    model = fit(known, known_silent)
    # Entries have a threshold of their own: colloquial questions share few words with short entries that answer them.
    logits = np.where(of_entries, model.logits(figures), 0.0)
    logits[~of_entries] = left_out(known, known_silent, sets[~of_entries])
    limits = [threshold(logits[w], silent[w], rules[w], false) for w in (~of_entries, of_entries) if w.any()]
    above = logits > np.where(of_entries, limits[-1], limits[0])
    print(f"{len(cases)} questions, {int(silent.sum())} without an answer; thresholds {limits}")
    for name in dict.fromkeys(c.name for c in cases):
        of = sets == name
        for what, which in (("checks", rules), ("score", above), ("both", rules | above)):
            shares = [f"{which[of & (silent == n)].mean():.3f}" if (of & (silent == n)).any() else "-" for n in (1, 0)]
            print(f"  {name:32} {what:7} silent {shares[0]}, wrongly silent {shares[1]}")
    if write:
        target = Path(score.__file__).with_name("weights.py")
        target.write_text(_module(model, limits[0], limits[-1]), "utf-8")
        print(f"wrote {target}")


def _module(model: Model, limit: float, entries: float) -> str:
    """The weights on raw figures as a Python module."""
    raw = model.weights[:-1] / model.scale
    bias = float(model.weights[-1] - (raw * model.mean).sum())
    lines = [f'    "{name}": {weight:.4f},' for name, weight in zip(score.NAMES, raw, strict=True)]
    return "\n".join(
        [
            '"""Weights of the calibrated score. Written by `python -m evals.calibrate --write`; do not edit."""',
            "",
            f"BIAS = {bias:.4f}",
            f"THRESHOLD = {limit:.4f}",
            f"ENTRY_THRESHOLD = {entries:.4f}  # where short entries come first",
            "WEIGHTS = {",
            *lines,
            "}",
            "",
        ]
    )


if __name__ == "__main__":
    main()
