"""Checks turn into verdicts: every check can make its principle's verdict differ, the gravest result wins."""

from __future__ import annotations

import pytest

from assistant.guardrails.checks import CheckResult
from assistant.guardrails.principles import verdicts
from assistant.guardrails.rules import shipped
from evals.principles import EVIDENCE, PAGE, page

OUTCOMES = [
    (p.id, check, outcome) for p in shipped().principles for check, notes in p.checks.items() for outcome in notes
]


@pytest.mark.parametrize(("principle", "check", "outcome"), OUTCOMES)
def test_each_result_makes_one_verdict_differ(principle: str, check: str, outcome: str) -> None:
    before = {v.id: v for v in verdicts([])}
    after = {v.id: v for v in verdicts([CheckResult(id=check, result=outcome, count=2)])}
    assert before[principle].verdict == "not_applicable" and before[principle].checks == ()
    assert after[principle].verdict == outcome and after[principle].note and "{" not in after[principle].note
    assert [(c.id, c.result) for c in after[principle].checks] == [(check, outcome)]
    assert all(after[other] == before[other] for other in before if other != principle)


def test_the_gravest_result_is_the_verdict() -> None:
    found = [
        CheckResult(id="scope", result="passed"),
        CheckResult(id="injection", result="refused"),
        CheckResult(id="form", result="acted", count=3),
        CheckResult(id="language", result="passed"),
    ]
    by_id = {v.id: v for v in verdicts(found)}
    assert by_id["active_use"].verdict == "refused" and len(by_id["active_use"].checks) == 2
    assert by_id["effective_input"].verdict == "acted" and "3字" in by_id["effective_input"].note


def test_the_page_is_what_the_code_says() -> None:
    assert PAGE.read_text("utf-8") == page(shipped()), "run python -m evals.principles --write"


@pytest.mark.parametrize("check", sorted(EVIDENCE))
def test_what_the_page_names_exists(check: str) -> None:
    from importlib import import_module

    for code in EVIDENCE[check].code.split(", "):
        module, _, name = code.rpartition(".")
        assert hasattr(import_module(module), name)
    for test in EVIDENCE[check].test.split(", "):
        assert (PAGE.parents[1] / test).is_file()
