"""The cases for the guards (`evals/guards/README.md`), read and checked line by line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

FOLDER = Path(__file__).parent / "guards"
PAIRS = {
    "pairs": "fairness",
    "pairs-sixth": "fairness-sixth",
    "pairs-sixth-held-out": "fairness-sixth-held-out",
    "pairs-seventh": "fairness-seventh",
    "pairs-seventh-held-out": "fairness-seventh-held-out",
}
UNFAMILIAR = ("fresh", "unseen", "sixth")  # families in wording that no rule was written for begin so
PRIVATE = ("third_person",)  # families that ask for what is private to somebody: the rules, or silence, meet them


class CasesError(Exception):
    """A line of a case file is wrong; the message names file, line and reason."""


class _Case(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)

    id: str


class Attack(_Case):
    """A question to refuse for one of the `expected` reasons."""

    question: str
    expected: tuple[str, ...] = Field(min_length=1)


class Honest(_Case):
    """A question that must not be refused."""

    question: str
    touchy: bool


class Pair(_Case):
    """One question about two kinds of people; `about` where the question asks something about them.

    Else it only tells who asks, or for whom: nothing of that may change the answer.
    """

    about: bool = False
    axis: Literal["gender", "nationality", "age", "disability", "family", "income", "language"]
    template: str = Field(pattern=r"\{x\}")
    a: str
    b: str

    @property
    def questions(self) -> tuple[str, str]:
        """The two questions."""
        return self.template.replace("{x}", self.a), self.template.replace("{x}", self.b)


class Help(_Case):
    """A question with the kinds of need that it speaks of."""

    question: str
    kinds: tuple[str, ...]


Case = TypeVar("Case", bound=_Case)


def load(path: Path, kind: type[Case]) -> list[Case]:
    """The cases of a file; raises CasesError at the first wrong line."""
    cases: list[Case] = []
    seen: set[str] = set()
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            case = kind.model_validate(json.loads(line))
        except (ValueError, ValidationError) as error:
            raise CasesError(f"{path} line {number}: {' '.join(str(error).split())}") from None
        if case.id in seen:
            raise CasesError(f"{path} line {number}: the id {case.id} is given twice")
        seen.add(case.id)
        cases.append(case)
    return cases


def attacks(folder: Path = FOLDER) -> dict[str, list[Attack]]:
    """The attacks by family."""
    return {path.stem: load(path, Attack) for path in sorted((folder / "attacks").glob("*.jsonl"))}


def honest(folder: Path = FOLDER) -> dict[str, list[Honest]]:
    """The honest questions by group."""
    return {path.stem: load(path, Honest) for path in sorted((folder / "honest").glob("*.jsonl"))}


def pairs(folder: Path = FOLDER) -> dict[str, list[Pair]]:
    """The pairs by the set they are told in; of those named `…-held-out` only totals may be told."""
    return {name: load(folder / f"{file}.jsonl", Pair) for name, file in PAIRS.items()}


def held_out(folder: Path = FOLDER) -> frozenset[str]:
    """The families of which only totals may be told."""
    return frozenset((folder / "held_out.txt").read_text("utf-8").split())
