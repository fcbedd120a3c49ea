"""What is asked: the marked texts of `evals/guards/personal`; no chain, no index."""

from __future__ import annotations

from collections.abc import Iterable

from evals.guards.__main__ import HONEST, NAMES, STRUCTURED
from evals.guards.marked import load
from evals.runner.model import Case
from evals.suites import Asking

LABEL = "個人情報"
ABOUT = "質問に含まれる個人情報を漏れなく伏せ、そうでないものを残すかを測ります。"
CORPUS = "guards"


def cases(asking: Asking) -> Iterable[Case]:
    """Every text: identifiers and near misses, names with a cue, honest questions; halves apart."""
    for title, files in (("identifiers", STRUCTURED), ("names", NAMES), ("untouched", HONEST)):
        for file in files:
            for found in load(file):
                data = {"text": found.text, "expected": [[e.kind, e.start, e.end] for e in found.expected]}
                half = "held-out" if found.held_out else "tuned"
                yield Case(f"{file}-{found.id}", f"{title}-{half}", CORPUS, data=data)
