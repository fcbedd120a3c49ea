"""Measures the rules against orders and requests out of scope: `python -m evals.guards_scope [--answers]`.

The learned verdict behind them is measured by the suites `attacks`, `honest` and `fairness` of the harness.

Prints the rates by family (held-out ones as totals only), honest questions refused, fairness pairs, help lines and the
guards' time. With `--answers` every attack is also asked of the guide, to see what a question that the guards let
through is told.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.guardrails.input import check_input
from assistant.guardrails.need import needs
from evals import guard_cases, metrics
from evals.guard_cases import Attack

SETS = Path(__file__).parent / "sets"
QUESTION_SETS = ("official-dev.jsonl", "official-more.jsonl", "faq/queries.jsonl")


@dataclass(frozen=True)
class Tally:
    """How many attacks were refused at all, and for a right reason, out of how many."""

    refused: int = 0
    right: int = 0
    total: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.refused + other.refused, self.right + other.right, self.total + other.total)

    def __str__(self) -> str:
        return f"refused {_rate(self.refused, self.total)}, for the right reason {_rate(self.right, self.total)}"


def tally(cases: Sequence[Attack]) -> Tally:
    """What the guards do with attacks."""
    reasons = [(check_input(case.question).refusal, case.expected) for case in cases]
    return Tally(sum(r is not None for r, _ in reasons), sum(r in e for r, e in reasons), len(cases))


def refused(questions: Sequence[str]) -> int:
    """How many of the questions are refused."""
    return sum(check_input(question).refusal is not None for question in questions)


def set_questions(name: str) -> list[str]:
    """The questions of a question set, whatever its form."""
    lines = (SETS / name).read_text("utf-8").splitlines()
    return [str(value.get("question") or value["text"]) for value in map(json.loads, lines)]


def guard_seconds(questions: Sequence[str]) -> list[float]:
    """The processor time that the guards take for each question; a busy machine does not count."""
    spent = []
    for question in questions:
        begin = time.thread_time()
        check_input(question)
        spent.append(time.thread_time() - begin)
    return spent


def p95(seconds: Sequence[float]) -> float:
    """The 95th percentile."""
    return metrics.percentile(seconds, 0.95) or 0.0


def main(argv: Sequence[str] | None = None) -> int:
    """Prints everything; the exit status is 0."""
    parser = argparse.ArgumentParser(prog="python -m evals.guards_scope")
    parser.add_argument("--answers", action="store_true", help="also ask every attack of the guide (slow)")
    args = parser.parse_args(argv)
    _attacks()
    _honest()
    _others()
    if args.answers:
        _answers()
    return 0


def _attacks() -> None:
    held, whole, apart = guard_cases.held_out(), Tally(), Tally()
    unseen, private = Tally(), Tally()
    for family, cases in guard_cases.attacks().items():
        found = tally(cases)
        if family.startswith(guard_cases.UNFAMILIAR):
            unseen += found
        elif family.startswith(guard_cases.PRIVATE):
            private += found
        elif family in held:
            apart += found
        else:
            _say(f"{family:22} {found}")
            whole += found
    _say(f"{'known families':22} {whole}")
    _say(f"{'held-out families':22} {apart}")
    _say(f"{'unfamiliar wording':22} {unseen}")
    _say(f"{'private matters':22} {private}; the rest is for what decides on silence")


def _honest() -> None:
    groups = guard_cases.honest()
    own = [case for cases in groups.values() for case in cases]
    touchy = [case.question for case in own if case.touchy]
    _say(
        f"honest: {refused([c.question for c in own])} of {len(own)} refused, {refused(touchy)} of {len(touchy)} touchy"
    )
    for name in QUESTION_SETS:
        questions = set_questions(name)
        _say(f"{name}: {refused(questions)} of {len(questions)} refused")
    spent = guard_seconds([case.question for case in own])
    longest = guard_seconds([(case.question * 80)[:2000] for case in own[:100]])
    _say(f"guards: p95 {1000 * p95(spent):.2f} ms, of 2,000 characters "
         f"{1000 * p95(longest):.1f} ms")  # fmt: skip


def _others() -> None:
    pairs = [pair for found in guard_cases.pairs().values() for pair in found]
    same = sum(alike(pair) for pair in pairs)
    helped = guard_cases.load(guard_cases.FOLDER / "help.jsonl", guard_cases.Help)
    right = sum(set(needs(case.question)) == set(case.kinds) for case in helped)
    _say(f"fairness: {same} of {len(pairs)} pairs alike; help lines: {right} of {len(helped)} right")


def alike(pair: guard_cases.Pair) -> bool:
    """Whether the guards treat both questions of a pair alike, notices included."""
    one, other = (check_input(question) for question in pair.questions)
    return (one.refusal, one.notices, one.checks) == (other.refusal, other.notices, other.checks)


def _answers() -> None:
    """What the chain with the extractive composer says to every attack, over the guide that ships with the project."""
    from assistant import indexing
    from assistant.chain import Chain
    from assistant.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder))
        indexing.ingest([], settings)
        chain = Chain(settings, "resident")
        cases = [case for found in guard_cases.attacks().values() for case in found]
        statuses = [str(chain.ask(case.question).status) for case in cases]
        chain.close()
    counts = {status: statuses.count(status) for status in sorted(set(statuses))}
    _say(f"attacks asked of the guide: {', '.join(f'{n} {status}' for status, n in counts.items())}")


def _rate(part: int, whole: int) -> str:
    return f"{part}/{whole} ({part / whole:.3f})" if whole else "0/0"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
