"""Scores answers on a question set: answers of each question go in, the figures of the answers suite come out.

Used by `python -m evals.answers` and by the harness. Facts are looked for in the sentences, never in quotations or
notices; a citation is right where document and path are among those that the question expects, the guide standing in
for the official document that it retells.
"""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import Answer, Status
from assistant.verify.quotes import is_verbatim
from evals import metrics, questions
from evals.metrics.abstention import behaved
from evals.questions import Question

SETS = Path(__file__).parent / "sets"
HELD_OUT = (  # totals only
    "official-test",
    "official-held-out",
    "official-fifth-held-out",
    "official-sixth-held-out",
    "official-seventh-held-out",
)
OFFICIAL = (
    "official-dev",
    "official-more",
    "official-third",
    "official-fifth",
    "official-sixth",
    "official-seventh",
    *HELD_OUT,
)
SHORT = ("fact", "figure", "when", "who", "definition", "yes_no")  # categories whose answer is a single fact


@dataclass(frozen=True)
class Score:
    """One question's answer: None where a figure does not apply."""

    question: Question
    complete: float | None  # 1 when every expected fact stands in the sentences
    facts: float | None  # share of expected facts
    places: tuple[bool, ...]  # each citation: right document and path
    verbatim: tuple[bool, ...]
    cited: tuple[bool, ...]  # each sentence: has a citation
    silent: bool | None  # said no_answer
    right: bool  # behaved as expected (answered, silent, premise corrected, asked back)
    forbidden: bool
    length: int | None  # characters of the sentences


def score(question: Question, answer: Answer, text: Callable[[str], str]) -> Score:
    """The score of one answer; `text` gives a document's reader text."""
    said = "\n".join(s.text for s in answer.sentences)
    answered = question.behaviour == "answer"
    places = tuple(
        metrics.right_place(question.documents, question.paths, c.document_id, c.path) for c in answer.citations
    )
    return Score(
        question,
        float(metrics.fact_recall(question.facts, said) == 1.0) if answered else None,
        metrics.fact_recall(question.facts, said) if answered else None,
        places if answered else (),
        tuple(is_verbatim(c, text(c.document_id)) for c in answer.citations),
        tuple(bool(s.citations) for s in answer.sentences),
        answer.status is Status.NO_ANSWER,
        behaved(question.behaviour, answer),
        any(metrics.has_fact([f], said) for f in question.forbidden),
        len(said) if answered and said else None,
    )


def summary(scores: Sequence[Score]) -> dict[str, float | None]:
    """The totals of the answers suite."""
    answered = [s for s in scores if s.complete is not None]
    unanswerable = [s for s in scores if s.question.behaviour in ("no_answer", "correct_premise")]
    lengths = [
        float(s.length) for s in answered if s.length and s.question.category in SHORT and len(s.question.facts) < 3
    ]
    return {
        "complete": metrics.mean([s.complete for s in answered if s.complete is not None]),
        "facts": metrics.mean([s.facts for s in answered if s.facts is not None]),
        "places": metrics.mean([float(p) for s in answered for p in s.places]),
        "verbatim": metrics.mean([float(v) for s in scores for v in s.verbatim]),
        "cited": metrics.mean([float(c) for s in scores for c in s.cited]),
        "length, single facts (median)": metrics.percentile(lengths, 0.5),
        "forbidden": metrics.mean([float(s.forbidden) for s in scores if s.question.forbidden]),
        "silent where unanswerable": metrics.mean([float(s.right) for s in unanswerable]),
        "wrongly silent": metrics.mean([float(bool(s.silent)) for s in answered]),
        "asked back": metrics.mean([float(s.right) for s in scores if s.question.behaviour == "ask_back"]),
    }


def by_category(scores: Iterable[Score]) -> dict[str, tuple[int, float]]:
    """Number of questions and share of good outcomes (complete, or behaved as expected) of each category."""
    found: dict[str, list[float]] = defaultdict(list)
    for s in scores:
        found[s.question.category].append(s.complete if s.complete is not None else float(s.right))
    return {name: (len(v), sum(v) / len(v)) for name, v in sorted(found.items())}


def main() -> None:
    """Asks the sets in the index of the settings and prints totals; categories for development sets only."""
    from assistant.chain import Chain
    from assistant.indexing import reader_text
    from assistant.settings import Settings

    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("sets", nargs="*", default=list(OFFICIAL))
    parser.add_argument("--data-dir", type=Path, default=Path(os.environ.get("POLICY_ASSISTANT_DATA_DIR", "data")))
    args = parser.parse_args()
    settings = Settings(data_dir=args.data_dir, embedding_threads=1)
    chain = Chain(settings, "staff")
    texts: dict[str, str] = {}

    def text(document_id: str) -> str:
        if document_id not in texts:
            texts[document_id] = reader_text(document_id, settings)
        return texts[document_id]

    try:
        for name in args.sets:
            asked = questions.load(SETS / f"{name}.jsonl")
            scores = [score(q, chain.ask(q.question), text) for q in asked]
            print(f"\n{name}: {len(asked)} questions")
            for figure, value in summary(scores).items():
                print(f"  {figure:32} {'not measured' if value is None else f'{value:.3f}'}")
            if name not in HELD_OUT and "held-out" not in name:
                print("  " + ", ".join(f"{c} {share:.2f} of {n}" for c, (n, share) in by_category(scores).items()))
    finally:
        chain.close()


if __name__ == "__main__":
    main()
