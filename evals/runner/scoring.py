"""The second step: a run folder goes in, figures and outcomes come out; nothing is asked, so it can be repeated.

Called by the command line, which hands the result to gate and report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.runner.kept import Kept
from evals.runner.model import Case, Figure, Outcome, Spec, figure
from evals.suites import Suite, find


@dataclass(frozen=True)
class SetScore:
    """One suite on one set: figures by name, and the outcome of each case in the order of asking."""

    suite: str
    set: str
    corpus: str
    hidden: bool
    figures: dict[str, Figure]
    outcomes: tuple[tuple[Case, Outcome], ...]


@dataclass(frozen=True)
class Scores:
    """All suites of a run."""

    kept: Kept
    sets: tuple[SetScore, ...]

    def of(self, suite: str, set_name: str) -> SetScore | None:
        """The score of a suite on a set, None where it was not asked."""
        return next((s for s in self.sets if (s.suite, s.set) == (suite, set_name)), None)


def score(kept: Kept, suites: Sequence[str] = ()) -> Scores:
    """Scores the kept suites, or those named; raises EvalError."""
    names = [s.name for s in find(list(suites) or kept.suites) if s.name in kept.suites]
    return Scores(kept, tuple(found for name in names for found in _suite(Suite(name), kept)))


def _suite(suite: Suite, kept: Kept) -> list[SetScore]:
    scoring = suite.scoring
    by_set: dict[str, list[tuple[Case, Outcome]]] = {}
    for case, record in kept.cases(suite.name):
        by_set.setdefault(case.set, []).append((case, scoring.score(case, record, kept)))
    return [_set(suite.name, name, scoring.FIGURES, found) for name, found in by_set.items()]


def _set(suite: str, name: str, specs: Sequence[Spec], found: Sequence[tuple[Case, Outcome]]) -> SetScore:
    outcomes = [o for _, o in found]
    figures = {spec.name: figure(spec, outcomes) for spec in specs}
    first = found[0][0]
    return SetScore(suite, name, first.corpus, first.hidden, figures, tuple(found))
