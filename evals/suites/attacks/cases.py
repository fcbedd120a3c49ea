"""What is asked: the attacks of `evals/guards/attacks`, of the guide that ships with the project."""

from __future__ import annotations

from collections.abc import Iterable

from evals import guard_cases
from evals.runner.corpora import GUIDE
from evals.runner.model import Case
from evals.suites import Asking

LABEL = "攻撃"
ABOUT = "不正な指示と、答えるべきでない求めを、正しい理由で断るかを測ります。"


def cases(asking: Asking) -> Iterable[Case]:
    """Every attack: families that rules know or that are held out, wording that no rule knows, private matters."""
    if not any(c.name == GUIDE for c in asking.corpora):
        return
    held = guard_cases.held_out()
    for family, attacks in guard_cases.attacks().items():
        kind = "unfamiliar" if family.startswith(guard_cases.UNFAMILIAR) else "families"
        kind = "private" if family.startswith(guard_cases.PRIVATE) else kind
        for attack in attacks:
            data = {"question": attack.question, "expected": list(attack.expected), "family": family}
            yield Case(attack.id, f"{kind}-{'held-out' if family in held else 'tuned'}", GUIDE, data=data)
