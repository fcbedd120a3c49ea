"""Measures follow-ups: `python -m evals.followups` counts questions that stand alone and are changed all the same.

Each question of the sets gets a random earlier question; what is changed is counted by what the sets expect of it.
Questions that one must ask back about stand alone the least. Of held-out sets only totals are printed. No index is
needed.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.followup.condense import condensed
from evals import questions
from evals.answers import HELD_OUT
from evals.questions import Question

SETS = Path(__file__).parent / "sets"
SEED = 9


@dataclass(frozen=True)
class Changed:
    """A question that was changed: the set, the question, the one before it, what came out."""

    name: str
    question: Question
    before: str
    alone: str


def measure(sets: Mapping[str, Sequence[Question]], seed: int = SEED) -> tuple[Counter[str], list[Changed]]:
    """How many questions there are by expected behaviour, and those that a random question before them changes."""
    everything = [q.question for found in sets.values() for q in found]
    draw = random.Random(seed)  # noqa: S311 (no secret)
    asked: Counter[str] = Counter()
    changed: list[Changed] = []
    for name, found in sets.items():
        for question in found:
            asked[question.behaviour] += 1
            before = draw.choice(everything)
            alone = condensed(question.question, [before])
            if alone != question.question:
                changed.append(Changed(name, question, before, alone))
    return asked, changed


def main() -> None:
    """Prints the shares, and what was changed in the sets that may be looked at."""
    sets = {p.stem: questions.load(p) for p in sorted(SETS.glob("*.jsonl")) if p.stem != "silence"}
    asked, changed = measure(sets)
    by: Counter[str] = Counter(c.question.behaviour for c in changed)
    print("| expected | asked | changed | share |\n|---|---|---|---|")
    for behaviour, count in sorted(asked.items()):
        print(f"| {behaviour} | {count} | {by[behaviour]} | {by[behaviour] / count:.3f} |")
    for one in changed:
        if one.name not in HELD_OUT:
            print(f"{one.question.id}: {one.question.question} | {one.before} -> {one.alone}")


if __name__ == "__main__":
    main()
