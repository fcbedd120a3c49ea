"""The suites: a folder of three files each, found by name; a new folder is a new suite.

cases.py   what is asked: `LABEL`, `ABOUT`, and `cases(asking)`, which gives the cases
ask.py     how it is asked: `ask(case, desk)` gives a record of plain JSON
score.py   how it is scored: `FIGURES`, and `score(case, record, kept)`, which gives an Outcome
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol, cast

from evals.errors import EvalError
from evals.runner.corpora import Corpus
from evals.runner.desk import Desk
from evals.runner.kept import Kept
from evals.runner.model import Case, Outcome, QuestionSet, Spec

_ORDER = (
    *("retrieval", "answers", "citations", "abstention", "comparison", "verifier", "robustness", "latency"),
    *("masking", "attacks", "honest", "fairness", "poisoned"),
)


@dataclass(frozen=True)
class Asking:
    """What a suite may ask about: the question sets and the corpora of this run."""

    sets: Sequence[QuestionSet]
    corpora: Sequence[Corpus]


class CasesModule(Protocol):
    """`cases.py`."""

    LABEL: str
    ABOUT: str

    def cases(self, asking: Asking) -> Iterable[Case]: ...


class AskModule(Protocol):
    """`ask.py`."""

    def ask(self, case: Case, desk: Desk) -> Mapping[str, Any]: ...


class ScoreModule(Protocol):
    """`score.py`."""

    FIGURES: tuple[Spec, ...]

    def score(self, case: Case, record: Mapping[str, Any], kept: Kept) -> Outcome: ...


@dataclass(frozen=True)
class Suite:
    """A suite by name; each file is imported when its step is run."""

    name: str

    @property
    def asked(self) -> CasesModule:
        """What is asked."""
        return cast(CasesModule, importlib.import_module(f"{__name__}.{self.name}.cases"))

    @property
    def asking(self) -> AskModule:
        """How it is asked."""
        return cast(AskModule, importlib.import_module(f"{__name__}.{self.name}.ask"))

    @property
    def scoring(self) -> ScoreModule:
        """How it is scored."""
        return cast(ScoreModule, importlib.import_module(f"{__name__}.{self.name}.score"))


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """All suites: those named in `_ORDER` first, others by name."""
    folder = Path(__file__).parent
    found = {p.parent.name for p in folder.glob("*/cases.py")}
    known = [n for n in _ORDER if n in found]
    return (*known, *sorted(found - set(known)))


def find(wanted: Sequence[str]) -> list[Suite]:
    """The suites of these names, all without any; raises EvalError for an unknown one."""
    for name in wanted:
        if name not in names():
            near = get_close_matches(name, names(), n=1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(names())}"
            raise EvalError(f"{name}: no such suite; {hint}")
    return [Suite(n) for n in names() if not wanted or n in wanted]
