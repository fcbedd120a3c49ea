"""Follow-ups on the shipped sets: questions that stand alone are left alone."""

from __future__ import annotations

from evals import followups, questions


def test_questions_that_stand_alone_are_left_alone() -> None:
    sets = {p.stem: questions.load(p) for p in followups.SETS.glob("*.jsonl") if p.stem in ("guide", "official-dev")}
    asked, changed = followups.measure(sets)
    alone = [c for c in changed if c.question.behaviour != "ask_back"]
    assert asked["answer"] > 150 and len(alone) <= 0.01 * asked.total()
