"""Floors, baselines and comparisons, on figures made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evals.errors import EvalError
from evals.gate import baseline, thresholds, verdict
from evals.gate.baseline import SetBaseline
from evals.gate.compare import compare
from evals.report import data, junit
from evals.runner.model import Case, Figure, Outcome, Pair, Spec, figure, share
from evals.runner.scoring import Scores, SetScore
from evals.suites import Suite, find, names

SPEC = Spec("complete", "")


class FakeKept:
    """As much of a kept run as the gate looks at."""

    suites = ("answers",)

    def __init__(self, **about: Any) -> None:
        self.about = {
            "asked": "2026-01-01", "commit": "c" * 40, "changed": False, "prompt_version": "p", "suites": ["answers"],
            "sets": {"town": {"corpus": "town"}}, "corpora": {"town": {"index_version": "v", "documents": {}}}, **about,
        }  # fmt: skip


def scored(values: list[float | None], name: str = "town") -> SetScore:
    outcomes = [
        (Case(f"q-{n}", name, "town"), Outcome({} if v is None else {"complete": share(v)}))
        for n, v in enumerate(values)
    ]
    specs = Suite("answers").scoring.FIGURES
    figures = {s.name: figure(s, [o for _, o in outcomes]) for s in specs}
    hidden = outcomes[0][0].hidden if outcomes else False
    return SetScore("answers", name, "town", hidden, figures, tuple(outcomes))


def scores(*sets: SetScore, **about: Any) -> Scores:
    return Scores(FakeKept(**about), sets)  # type: ignore[arg-type]


def written(found: SetScore, folder: Path) -> SetBaseline:
    baseline.write(scores(found), folder)
    loaded = baseline.load("answers", folder)
    assert loaded is not None
    return loaded.sets[found.set]


def test_not_measured_is_no_zero() -> None:
    assert figure(SPEC, []) == figure(SPEC, [Outcome({})]) == Figure(None)
    assert figure(SPEC, [Outcome({"complete": (0.0, 0.0)})]) == Figure(None)
    assert figure(SPEC, [Outcome({"complete": share(0)})]).value == 0


def test_a_yes_or_no_loss_goes_to_mcnemar(tmp_path: Path) -> None:
    before = written(scored([1.0] * 20), tmp_path)
    slip = compare(SPEC, scored([0.0] * 5 + [1.0] * 15), before)
    assert slip is not None and (slip.test, slip.significant, slip.lost) == ("McNemar", False, False)
    lost = compare(SPEC, scored([0.0] * 6 + [1.0] * 14), before)
    assert lost is not None and lost.lost and [c.id for c in lost.worse] == [f"q-{n}" for n in range(6)]
    assert (lost.before, lost.after, lost.n) == (1, 0.7, 20)


def test_a_gain_is_no_loss_and_lower_may_be_better(tmp_path: Path) -> None:
    before = written(scored([0.0] * 20), tmp_path)
    gain = compare(SPEC, scored([1.0] * 20), before)
    assert gain is not None and gain.significant and not gain.lost
    worse = compare(Spec("complete", "", better="lower"), scored([1.0] * 20), before)
    assert worse is not None and worse.lost


def test_shares_go_to_the_paired_bootstrap(tmp_path: Path) -> None:
    before = written(scored([0.5] * 30), tmp_path)
    found = compare(SPEC, scored([0.25] * 30), before)
    assert found is not None and (found.test, found.lost) == ("paired bootstrap", True)
    assert compare(SPEC, scored([]), before) is None


def test_a_case_without_a_value_counts_on_one_side() -> None:
    cases = {Case(f"q-{n}", "town", "town").digest: {"complete": (1.0, 1.0)} for n in range(20)}
    found = compare(SPEC, scored([None] * 10 + [1.0] * 10), SetBaseline({}, cases))
    assert found is not None and not found.lost and found.n == 20


def test_other_questions_are_not_compared(tmp_path: Path) -> None:
    before = written(scored([1.0] * 20), tmp_path)
    assert compare(SPEC, scored([0.0] * 20, "other"), before) is not None  # the same ids
    renamed = SetScore("answers", "town", "town", False, {}, ((Case("new", "town", "town"), Outcome({})),))
    assert compare(SPEC, renamed, before) is None


def test_a_hidden_set_leaves_totals_alone(tmp_path: Path) -> None:
    found = scored([1.0] * 30 + [0.0] * 10, "town-test")
    before = written(found, tmp_path)
    text = (tmp_path / "answers.json").read_text("utf-8")
    assert before.cases == {} and "q-1" not in text and found.outcomes[0][0].digest not in text
    same, worse = compare(SPEC, found, before), scored([1.0] * 10 + [0.0] * 30, "town-test")
    assert same is not None and not same.significant
    lost = compare(SPEC, worse, before)
    assert lost is not None and lost.lost and lost.worse == ()
    judged = verdict.judge(scores(worse), {("answers", "town-test"): {"complete": 0.5}}, tmp_path)
    assert not judged.ok and "q-" not in "".join(judged.failures) and "question" not in "".join(judged.failures)
    assert "q-" not in json.dumps(data._questions(scores(worse)))


def test_floors_and_ceilings() -> None:
    found = scores(scored([1.0, 0.0, 0.0]))
    judged = verdict.judge(found, {("answers", "town"): {"complete": 0.5, "forbidden": 0.1}}, Path("nowhere"))
    assert judged.failures == [
        "answers town complete: 0.333 is below the floor 0.500; questions q-1, q-2",
        "answers town forbidden: not measured, but it has a floor",
    ]
    assert verdict.judge(found, {("answers", "town"): {"complete": 0.3}}, Path("nowhere")).ok
    missing = verdict.judge(found, {("answers", "town-more"): {"complete": 0.3}}, Path("nowhere"))
    assert not missing.ok and "answers town-more" in missing.failures[0]
    assert "answers town-more" in junit.text(missing)


def test_a_baseline_belongs_to_a_commit(tmp_path: Path) -> None:
    for about in ({"commit": ""}, {"changed": True}):
        with pytest.raises(EvalError, match="commit"):
            baseline.write(scores(scored([1.0]), **about), tmp_path)
    assert not list(tmp_path.iterdir())
    assert baseline.load("answers", tmp_path) is None
    (tmp_path / "answers.json").write_text("{}", "utf-8")
    with pytest.raises(EvalError, match="answers.json"):
        baseline.load("answers", tmp_path)


def test_pairs_come_back_from_a_baseline(tmp_path: Path) -> None:
    pairs: list[Pair] = [(1.0, 1.0), (2.0, 3.0), (0.1234, 1.0), (0.0, 0.0)]
    outcomes = tuple((Case(str(n), "town", "town"), Outcome({"complete": p})) for n, p in enumerate(pairs))
    found = SetScore("answers", "town", "town", False, scored([1.0]).figures, outcomes)
    kept = written(found, tmp_path)
    assert [kept.cases[case.digest]["complete"] for case, _ in outcomes] == pairs


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[answer.guide]\ncomplete = 1", "did you mean answers"),
        ("[answers.guide]\ncompete = 1", "did you mean complete"),
        ('[answers.guide]\ncomplete = "1"', "number"),
        ("[answers.guide]\ncomplete = true", "number"),
        ("[answers]\nguide = 1", "figures"),
        ("answers = 1", "table"),
        ("[", "cannot be read"),
    ],
)
def test_thresholds_that_cannot_be(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "thresholds.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(EvalError, match=reason) as error:
        thresholds.load(path)
    assert "\n" not in str(error.value)


def test_the_project_has_floors_for_every_suite_and_no_more_than_exist() -> None:
    floors = thresholds.load()
    assert {suite for suite, _ in floors} == set(names())


def test_an_unknown_suite_names_the_nearest() -> None:
    with pytest.raises(EvalError, match="did you mean citations"):
        find(["citation"])
    assert [s.name for s in find(["verifier", "answers"])] == ["answers", "verifier"]
