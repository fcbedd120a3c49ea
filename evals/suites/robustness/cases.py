"""What is asked: some questions of each set that is open, in every variant that code can make of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from evals.questions import Question
from evals.runner.model import Case
from evals.suites import Asking
from evals.variants import variants

LABEL = "言い換え"
ABOUT = "全角・半角、打ち間違い、かな書き、話し言葉にしても、同じ中身の答えになるかを測ります。"
ANSWERABLE, UNANSWERABLE = 40, 12  # questions of each set
_TYPED_ALREADY = ("kana", "misspelt", "colloquial")


def cases(asking: Asking) -> Iterable[Case]:
    """One case a variant; the questions are chosen by a hash of their ids."""
    for found in asking.sets:
        if found.hidden:
            continue
        plain = [q for q in found.questions if q.category not in _TYPED_ALREADY]
        answerable = [q for q in plain if q.behaviour == "answer" and q.facts]
        unanswerable = [q for q in plain if q.behaviour == "no_answer"] if answerable else []
        for q in (*_some(answerable, ANSWERABLE), *_some(unanswerable, UNANSWERABLE)):
            for kind, text in variants(q.question).items():
                yield Case(f"{q.id}/{kind}", found.name, found.corpus, q, {"variant": kind, "asked": text})


def _some(asked: Sequence[Question], most: int) -> list[Question]:
    return sorted(asked, key=lambda q: hashlib.sha256(q.id.encode()).hexdigest())[:most]
