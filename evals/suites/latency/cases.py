"""What is asked: some questions of each corpus, one after another, warm."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from evals.runner.model import Case
from evals.suites import Asking

LABEL = "速さ"
ABOUT = "一つの質問にかかる時間とメモリーを測ります。機械によって変わるので、前回とは比べません。"
QUESTIONS = 25  # of each corpus


def cases(asking: Asking) -> Iterable[Case]:
    """Questions chosen by a hash of their ids, from sets that are open."""
    for corpus in asking.corpora:
        asked = {q.question: q for s in asking.sets if s.corpus == corpus.name and not s.hidden for q in s.questions}
        chosen = sorted(asked.values(), key=lambda q: hashlib.sha256(q.id.encode()).hexdigest())[:QUESTIONS]
        for q in chosen:
            yield Case(q.id, corpus.name, corpus.name, q)
