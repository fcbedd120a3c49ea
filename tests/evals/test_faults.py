"""Planted faults, on the shipped guide alone: the floors that the verifier must hold, and honest labels."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from assistant.verify.model import Support
from evals import faults
from evals.faults import EXACT, Half, Result
from evals.planting import plant, rewordings
from evals.planting.bases import of_document
from evals.planting.model import Base
from evals.planting.plant import Pool


@lru_cache(maxsize=1)
def _bases() -> tuple[Base, ...]:
    return tuple(b for d in faults.documents(faults.GUIDE) for b in of_document(d))


@lru_cache(maxsize=1)
def _result() -> Result:
    return faults.evaluate(_bases(), each=25)


@pytest.fixture(params=["tuned", "held_out"])
def half(request: pytest.FixtureRequest) -> Half:
    found: Half = getattr(_result(), request.param)
    return found


def test_floors(half: Half) -> None:
    assert sum(half.planted.values()) >= 150
    assert half.share(EXACT) >= 0.98, [p.text for p in half.missed if p.kind in EXACT]
    assert half.share() >= 0.90, [(p.kind, p.text) for p in half.missed]
    assert half.dropped_share <= 0.05, [b.text for b in half.lost]


def test_every_kind_is_planted() -> None:
    planted = {k for half in (_result().tuned, _result().held_out) for k in half.planted}
    wanted = {
        "figure",
        "neighbour",
        "year",
        "unit",
        "name",
        "negation",
        "comparison",
        "citation",
        "prefecture",
        "subject",
    }
    assert wanted <= planted


def test_the_seed_decides() -> None:
    pool = Pool.of(_bases())
    first, again, other = ([p.text for p in plant.plant(_bases()[:200], pool, seed, 10)] for seed in (1, 1, 2))
    assert first == again != other


def test_a_planted_fault_is_not_true_by_chance() -> None:
    base = Base("港は12箇所です。", (Support("港は12箇所、船は13箇所です。"),), "d", "p", "verbatim")
    for planted in plant.plant([base] * 30, Pool.of([base]), 3, 30):
        if planted.kind == "figure":
            assert "13" not in planted.text


def test_the_table_shows_both_halves() -> None:
    table = faults.table(_result())
    assert "tuned: caught | held out: caught" in table
    assert "figures, years, dates, units" in table
    assert "p95" in table


def test_rewordings_stand_on_the_documents(policy_documents: Path) -> None:
    told = rewordings.rewordings(faults.documents(policy_documents / "sources.toml"))
    assert len(told) > 100
    halves = [faults.evaluate(told, each=20).tuned, faults.evaluate(told, each=20).held_out]
    assert all(h.dropped_share <= 0.15 and h.share() >= 0.9 for h in halves)
