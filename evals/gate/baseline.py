"""What a former commit scored: scores and hashes only, one file a suite below `evals/baselines`.

A case is known by a hash over id and question; a changed question is another one. Of a hidden set only figures and
their standard errors are written. Formats: docs/evaluation.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.errors import EvalError
from evals.runner.model import Figure, Pair, Spec
from evals.runner.scoring import Scores, SetScore
from evals.suites import Suite

FOLDER = Path(__file__).parents[1] / "baselines"


@dataclass(frozen=True)
class SetBaseline:
    """Figures of a set, and pairs by case and figure (empty for a hidden set)."""

    figures: Mapping[str, Figure]
    cases: Mapping[str, Mapping[str, Pair]]


@dataclass(frozen=True)
class Baseline:
    """One suite at a commit."""

    commit: str
    asked: str
    sets: Mapping[str, SetBaseline]


def load(suite: str, folder: Path = FOLDER) -> Baseline | None:
    """The baseline of a suite, None where none was written; raises EvalError for a file that is none."""
    path = folder / f"{suite}.json"
    if not path.is_file():
        return None
    try:
        raw = json.loads(path.read_text("utf-8"))
        sets = {name: _set(told) for name, told in raw["sets"].items()}
        return Baseline(str(raw["commit"]), str(raw["asked"]), sets)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvalError(f"{path}: is no baseline ({error}); write it anew with --update-baseline") from None


def _set(told: Mapping[str, Any]) -> SetBaseline:
    names = told["columns"]
    figures = {name: Figure(**f) for name, f in told["figures"].items()}
    cases = {
        case: {name: _pair(v) for name, v in zip(names, row, strict=True) if v is not None}
        for case, row in told["cases"].items()
    }
    return SetBaseline(figures, cases)


def _pair(told: float | list[float]) -> Pair:
    return (told[0], told[1]) if isinstance(told, list) else (told, 1.0)


def write(scores: Scores, folder: Path = FOLDER) -> list[Path]:
    """Writes a file for each suite that was scored; the files written.

    Raises EvalError unless the answers were asked at a commit, with no change beside it: scores belong to a commit.
    Suites on the user's own sets are left out.
    """
    about = scores.kept.about
    if not about["commit"]:
        raise EvalError("the answers were asked outside a git repository; a baseline needs a commit")
    if about["changed"]:
        raise EvalError("the answers were asked with uncommitted changes; commit them, run eval again, then update")
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for suite in dict.fromkeys(s.suite for s in scores.sets):
        specs = [s for s in Suite(suite).scoring.FIGURES if not s.timed]
        own = [s for s in scores.sets if s.suite == suite and s.corpus != "own"]
        if specs and own:
            path = folder / f"{suite}.json"
            path.write_text(_text(about, specs, own), "utf-8")
            written.append(path)
    return written


def _text(about: Mapping[str, Any], specs: list[Spec], sets: list[SetScore]) -> str:
    """JSON with a case a line, so that a change can be read."""
    head = {"commit": about["commit"], "asked": about["asked"], "prompt_version": about["prompt_version"]}
    versions = {name: c["index_version"] for name, c in about["corpora"].items()}
    lines = [json.dumps({**head, "index_versions": versions})[:-1] + ', "sets": {']
    for n, found in enumerate(sets):
        columns = [s.name for s in specs]
        figures = {name: found.figures[name].__dict__ for name in columns}
        start = json.dumps({"columns": columns, "figures": figures})[:-1]
        lines.append(f'{json.dumps(found.set)}: {start}, "cases": {{')
        rows = [] if found.hidden else [_row(case.digest, columns, outcome.values) for case, outcome in found.outcomes]
        lines.append(",\n".join(sorted(set(rows))))
        lines.append("}}" + ("," if n + 1 < len(sets) else ""))
    return "\n".join(line for line in (*lines, "}}") if line) + "\n"


def _row(digest: str, columns: list[str], values: Mapping[str, Pair]) -> str:
    return f"{json.dumps(digest)}: {json.dumps([_told(values.get(name)) for name in columns])}"


def _told(pair: Pair | None) -> float | list[float] | None:
    if pair is None:
        return None
    first, second = (int(v) if v == int(v) else round(v, 4) for v in pair)
    return first if second == 1 else [first, second]
