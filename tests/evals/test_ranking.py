"""Learning weights: what tells right from wrong gains, what does not stays small; held-out sets are never read."""

from __future__ import annotations

import numpy as np

from evals import ranking
from evals.answers import HELD_OUT


def made(count: int, seed: int) -> list[ranking.Asked]:
    rng = np.random.default_rng(seed)
    out = []
    for n in range(count):
        features = rng.normal(size=(6, 3))
        right = np.zeros(6)
        right[np.argmax(features[:, 0])] = 1.0
        out.append(ranking.Asked(f"set-{n % 2}", features, right, right))
    return out


def test_the_feature_that_tells_right_from_wrong_gains() -> None:
    weights = ranking.learn(made(80, 1))
    assert weights[0] > 5 * max(abs(weights[1]), abs(weights[2]))
    assert "a fact in the best 1.000" in ranking.measured(made(40, 2), np.array([1.0, 0.0, 0.0]))


def test_questions_of_which_nothing_is_right_teach_nothing() -> None:
    known = made(40, 3)
    nothing = ranking.Asked("set-0", np.ones((4, 3)) * 50, np.zeros(4), np.zeros(4))
    assert np.allclose(ranking.learn(known), ranking.learn([*known, nothing]))


def test_held_out_sets_are_never_read() -> None:
    assert not set(ranking.OPEN) & set(HELD_OUT)
    assert not any(name.endswith(("-test", "-held-out")) for name in ranking.OPEN)
