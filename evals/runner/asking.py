"""The first step: suites, sets and corpora go in, a run folder with every answer comes out.

Called by the command line and by tests. Each corpus is indexed once, for all suites.
"""

from __future__ import annotations

import platform
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.settings import Settings
from evals.runner import corpora as corpora_
from evals.runner.corpora import Corpus
from evals.runner.desk import Desk
from evals.runner.kept import Keeper
from evals.runner.model import Case, QuestionSet
from evals.suites import Asking, Suite
from prompts import texts
from vectorstore.progress import Progress

ROOT = Path(__file__).resolve().parents[2]
_TOLD = ("embedding_model", "query_prefix", "passage_prefix", "home_publisher", "max_passage_tokens")


@dataclass(frozen=True)
class Version:
    """The commit of the tree (empty without git), and whether files differ from it."""

    commit: str
    changed: bool


def ask(
    suites: Sequence[Suite],
    sets: Sequence[QuestionSet],
    corpora: Sequence[Corpus],
    folder: Path,
    settings: Settings,
    progress: Progress,
) -> None:
    """Indexes the corpora, asks every suite, writes the run folder.

    Raises EvalError and the errors of indexing and of the chain; a run that ends early leaves no `run.json`.
    """
    begun, version = datetime.now(UTC), version_of_tree()
    for found in corpora:
        corpora_.index(found, progress)
    keeper = Keeper(folder)
    desk = Desk(corpora, keeper)
    known = {c.name for c in corpora}
    asking = Asking([s for s in sets if s.corpus in known], corpora)
    try:
        for suite in suites:
            cases = list(suite.asked.cases(asking))
            progress.start(f"評価：{suite.name}", len(cases))
            keeper.suite(suite.name, _asked(suite, cases, desk, progress))
            progress.finish()
        about = {
            "asked": begun.isoformat(timespec="seconds"),
            "seconds": round((datetime.now(UTC) - begun).total_seconds(), 1),
            "commit": version.commit,
            "changed": version.changed,
            "suites": [s.name for s in suites],
            "settings": _told(settings),
            "prompt_version": texts.prompt_version(),
            "python": platform.python_version(),
            "sets": {s.name: {"corpus": s.corpus, "questions": len(s.questions), "digest": s.digest} for s in sets},
            "corpora": {c.name: desk.about(c.name) for c in corpora},
        }
    finally:
        desk.close()
        keeper.close()
    keeper.finish(about)


def _asked(
    suite: Suite, cases: Sequence[Case], desk: Desk, progress: Progress
) -> Iterator[tuple[Case, Mapping[str, Any]]]:
    for case in cases:
        yield case, suite.asking.ask(case, desk)
        progress.advance()


def _told(settings: Settings) -> dict[str, Any]:
    """The settings that answers depend on; folders of the machine are none of them."""
    told = settings.model_dump(mode="json", include=set(_TOLD))
    return {name: told[name] for name in _TOLD}


def version_of_tree() -> Version:
    """What git says of the project's folder; baselines do not count as changes, for they are written afterwards."""
    commit = _git("rev-parse", "HEAD").strip()
    status = _git("status", "--porcelain", "--", ".", ":(exclude)evals/baselines")
    return Version(commit, bool(status.strip()))


def _git(*args: str) -> str:
    try:
        done = subprocess.run(["git", *args], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603, S607
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""
