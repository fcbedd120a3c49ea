"""Floors of the figures: `thresholds.toml` goes in, checked against the figures that exist.

[answers.official-dev]      # suite and set
complete = 0.76             # at least this; of a figure that is better low, at most this
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from evals.errors import EvalError
from evals.runner.model import Spec
from evals.suites import find

FILE = Path(__file__).parents[1] / "thresholds.toml"
Floors = Mapping[tuple[str, str], Mapping[str, float]]


def load(path: Path = FILE) -> Floors:
    """Bounds by (suite, set) and figure; raises EvalError for what is unknown or no number."""
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise EvalError(f"{path}: cannot be read ({error}); mend it") from None
    out: dict[tuple[str, str], Mapping[str, float]] = {}
    for suite, sets in raw.items():
        specs = {s.name: s for s in find([suite])[0].scoring.FIGURES}
        if not isinstance(sets, dict):
            raise EvalError(f"{path}: {suite}: needs a table for each set, such as [{suite}.guide]")
        for name, bounds in sets.items():
            if not isinstance(bounds, dict):
                raise EvalError(f"{path}: {suite}.{name}: needs figures, such as [{suite}.{name}]")
            out[suite, name] = {figure: _bound(path, suite, name, figure, b, specs) for figure, b in bounds.items()}
    return out


def _bound(path: Path, suite: str, name: str, figure: str, bound: object, specs: Mapping[str, Spec]) -> float:
    if figure not in specs:
        near = get_close_matches(figure, specs, n=1)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(specs)}"
        raise EvalError(f"{path}: [{suite}.{name}] {figure}: no such figure; {hint}")
    if isinstance(bound, bool) or not isinstance(bound, int | float):
        raise EvalError(f"{path}: [{suite}.{name}] {figure}: must be a number")
    return float(bound)
