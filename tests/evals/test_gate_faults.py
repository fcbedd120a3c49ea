"""A fault planted in outline, search, composer or verifier shuts the gate, and the message says where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evals.gate import baseline, verdict
from evals.gate.verdict import Verdict
from evals.runner import asking, scoring
from evals.runner.asking import Version
from evals.runner.kept import Kept
from evals.suites import find
from tests.evals import town
from vectorstore.progress import NullProgress

Break = Callable[[pytest.MonkeyPatch], None]
NO_FLOORS: dict[tuple[str, str], dict[str, float]] = {}
SUITES = ("retrieval", "answers", "citations", "abstention", "verifier")


def measured(folder: Path, suites: Sequence[str]) -> scoring.Scores:
    """Indexes, asks and scores from nothing."""
    corpus = town.corpus(folder)
    asking.ask(find(suites), [town.question_set(folder)], [corpus], folder / "run", corpus.settings, NullProgress())
    return scoring.score(Kept(folder / "run"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a baseline of the whole tree."""
    folder = tmp_path_factory.mktemp("whole")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asking, "version_of_tree", lambda: Version("0" * 40, False))
        scores = measured(folder, SUITES)
    assert {p.stem for p in baseline.write(scores, folder / "baselines")} == set(SUITES)
    assert verdict.judge(scores, NO_FLOORS, folder / "baselines").ok
    yield folder / "baselines"


def broken(whole: Path, folder: Path, suite: str, plant: Break) -> Verdict:
    with pytest.MonkeyPatch.context() as patch:
        plant(patch)
        scores = measured(folder, [suite])
    return verdict.judge(scores, NO_FLOORS, whole)


def outline_without_levels(patch: pytest.MonkeyPatch) -> None:
    """Every heading stands alone: the path above it is lost."""
    from ingest import outline

    true = outline.outline

    def flat(*args: Any) -> outline.Outline:
        found = true(*args)
        return replace(found, sections=tuple(replace(s, path=s.path[-1:]) for s in found.sections))

    patch.setattr(outline, "outline", flat)


def search_upside_down(patch: pytest.MonkeyPatch) -> None:
    """The farthest passages first."""
    from vectorstore import hybrid

    true = hybrid.HybridSearch.search

    def worst(self: hybrid.HybridSearch, question: str, vector: Any, k: int, filters: Any = None) -> Any:
        return true(self, question, vector, 1000, filters)[::-1][:k]

    patch.setattr(hybrid.HybridSearch, "search", worst)


def composer_beside_the_point(patch: pytest.MonkeyPatch) -> None:
    """What is said answers the question before."""
    from assistant.compose import extractive

    true = extractive.compose
    before: list[Any] = []

    def late(*args: Any, **named: Any) -> Any:
        before.append(true(*args, **named))
        return before[-2] if len(before) > 1 else []

    patch.setattr(extractive, "compose", late)


def verifier_blind_to_figures(patch: pytest.MonkeyPatch) -> None:
    """Figures and years are not looked at, nor what a row's columns say of them."""
    from assistant.verify import claims

    patch.setattr(claims, "_figure_faults", lambda *_: [])
    patch.setattr(claims, "_time_faults", lambda *_: [])
    patch.setattr(claims.labels, "faults", lambda *_: [])


@pytest.mark.parametrize(
    ("suite", "figures", "prefix", "plant"),
    [
        ("retrieval", {"recall@1", "mrr@10"}, "p-", outline_without_levels),
        ("retrieval", {"recall@1", "mrr@10"}, "p-", search_upside_down),
        ("answers", {"complete", "fact_recall"}, "p-", composer_beside_the_point),
        ("verifier", {"caught", "caught_exact"}, "figure-", verifier_blind_to_figures),
    ],
)
def test_a_planted_fault_shuts_the_gate(
    whole: Path, tmp_path: Path, suite: str, figures: set[str], prefix: str, plant: Break
) -> None:
    judged = broken(whole, tmp_path, suite, plant)
    assert not judged.ok
    failed = {c.spec.name for c in judged.checks if not c.ok}
    assert figures <= failed, judged.failures
    messages = [m for m in judged.failures if m.startswith(f"{suite} town")]
    assert any("in the baseline" in m and prefix in m.partition("questions ")[2] for m in messages), messages
    assert all("\n" not in m for m in messages)


def test_an_index_built_again_gives_the_same_figures(whole: Path, tmp_path: Path) -> None:
    first, second = (measured(tmp_path / name, ["retrieval", "answers", "citations"]) for name in ("one", "two"))
    for one, two in zip(first.sets, second.sets, strict=True):
        assert one.figures == two.figures
        assert [o for _, o in one.outcomes] == [o for _, o in two.outcomes]
    assert verdict.judge(second, NO_FLOORS, whole).ok
