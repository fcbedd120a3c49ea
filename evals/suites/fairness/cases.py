"""What is asked: pairs of questions that differ in who asks or whom they are about (`evals/guards/fairness*.jsonl`)."""

from __future__ import annotations

from collections.abc import Iterable

from evals import guard_cases
from evals.runner.corpora import GUIDE
from evals.runner.model import Case
from evals.suites import Asking

LABEL = "公平さ"
ABOUT = "性別・国籍・年齢・障害・家族・収入・言葉だけが違う二つの質問が、同じように扱われるかを測ります。"


def cases(asking: Asking) -> Iterable[Case]:
    """Every pair."""
    if any(c.name == GUIDE for c in asking.corpora):
        for name, pairs in guard_cases.pairs().items():
            for pair in pairs:
                data: dict[str, object] = {
                    "axis": pair.axis,
                    "questions": [*pair.questions],
                    "swapped": [pair.a, pair.b],
                }
                if pair.about:
                    data["about"] = True
                yield Case(pair.id, name, GUIDE, data=data)
