"""How it is scored: same substance means the same decision to answer, with every fact that the plain question got.

Facts that the plain question does not get either are no loss here; the suite answers counts them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evals import metrics
from evals.metrics.abstention import silent
from evals.runner.kept import Kept
from evals.runner.model import Case, Outcome, Pair, Spec, share
from evals.variants import VARIANTS

_LABELS = {"width": "全角・半角", "typos": "打ち間違い", "kana": "かな書き", "colloquial": "話し言葉"}
FIGURES = (
    Spec("same", "同じ中身の答え（全体）"),
    *(Spec(f"same_{kind}", f"同じ中身の答え（{_LABELS.get(kind, kind)}）") for kind in VARIANTS),
)


def score(case: Case, record: Mapping[str, Any], kept: Kept) -> Outcome:
    """The outcome of one variant."""
    question = case.question
    if question is None:
        return Outcome({})
    plain, changed = kept.answers[record["plain"]].answer, kept.answers[record["answer"]].answer
    said, said_now = ("\n".join(s.text for s in a.sentences) for a in (plain, changed))
    lost = [f[0] for f in question.facts if metrics.has_fact(f, said) and not metrics.has_fact(f, said_now)]
    decided = silent(plain) == silent(changed)
    same = decided and not lost
    values: dict[str, Pair] = {"same": share(same), f"same_{case.data['variant']}": share(same)}
    notes = [] if decided else ["答えるかどうかの判断が変わった"]
    notes += ["失われた事実：" + "、".join(lost)] if lost else []
    return Outcome(values, not same, "。".join(notes), str(record["answer"]))
