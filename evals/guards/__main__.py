"""`python -m evals.guards [--misses]`: recall and precision of the masking by kind, on both halves, and its time.

`--misses` lists what went wrong on the open half; the held-out half is told in totals only.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

from assistant.guardrails.input import Guard
from assistant.guardrails.personal import find
from evals.guards.marked import Case, load
from evals.guards.score import score

STRUCTURED = ("identifiers", "identifiers_near", "by_hand")
NAMES = ("names", "names_near")
HONEST = ("honest",)


def main(argv: Sequence[str]) -> int:
    """Prints the figures."""
    cases = {name: load(name) for name in (*STRUCTURED, *NAMES, *HONEST)}
    for title, names in (("identifiers", STRUCTURED), ("names with a cue", NAMES)):
        every = [case for name in names for case in cases[name]]
        for half, held_out in (("open", False), ("held out", True)):
            _tell(f"{title}, {half} half", [c for c in every if c.held_out is held_out], "--misses" in argv)
    honest = cases["honest"]
    touched = [case for case in honest if find(case.text)]
    print(f"honest questions: {len(touched)} of {len(honest)} masked ({len(touched) / len(honest):.3f})")
    for case in touched if "--misses" in argv else ():
        print(f"  {case.id} {case.text}")
    times = sorted(milliseconds([case.text for every in cases.values() for case in every]))
    print(
        f"guard: median {times[len(times) // 2]:.2f} ms, p95 {times[int(len(times) * 0.95)]:.2f} ms, {len(times)} texts"
    )
    return 0


def milliseconds(texts: Sequence[str]) -> list[float]:
    """What checking each text takes, in milliseconds of wall time, once the dictionary is loaded."""
    guard = Guard()
    guard.check("私は佐藤です")
    out = []
    for text in texts:
        begin = time.perf_counter()
        guard.check(text)
        out.append((time.perf_counter() - begin) * 1000)
    return out


def _tell(title: str, cases: list[Case], misses: bool) -> None:
    result = score(cases, find)
    shares = f"recall {result.recall():.3f}, precision {result.precision():.3f}"
    excess = result.excess / max(1, result.right.total())
    print(
        f"{title}: {len(cases)} texts, {result.wanted.total()} data, {shares}, {excess:.2f} characters too many a datum"
    )
    for kind in sorted(result.wanted | result.wrong):
        shares = f"recall {result.recall(kind):.3f}  precision {result.precision(kind):.3f}"
        print(f"  {kind:17} {result.wanted[kind]:4} data  {shares}")
    if misses and not any(case.held_out for case in cases):
        for id, what in result.misses:
            print(f"    {id} {what}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
